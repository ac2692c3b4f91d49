# Bantuan: tumpang tindih, belum tersentuh, pencocokan.

aid-no-rule = Belum ada aturan, konfirmasi ke Dinas
aid-close-by = berdekatan
aid-method-kk = No KK sama
aid-method-nik = NIK sama
aid-method-record = orang atau keluarga yang sama di catatan
aid-method-name = kemungkinan: nama dan desa sama, perlu dipastikan
untouched-sum = Belum tersentuh: { $households } keluarga dengan No KK lengkap ({ $cards } tidak ada di kolom KK mana pun, { $reached } di antaranya tersentuh lewat daftar tanpa KK), ditambah { $alone } warga tanpa KK lengkap.
untouched-maybe = kemungkinan tersentuh

list-aid-decision = Keputusan bantuan
empty-aid-decision = Belum ada keputusan tentang bantuan yang bertemu.
action-aid-decided = keputusan tentang bantuan
receipt-kind-aid-decisions = Keputusan bantuan
action-aid-matched = penerima bantuan dicocokkan
form-match = cocokkan
form-decide = keputusan
field-aid-match-person = Penerima
refused-aid-does-not-meet = Kedua bantuan itu tidak bertemu, jadi tidak ada yang perlu diputuskan.
