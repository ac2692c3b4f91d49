# Catatan tentang isian dan baris: apa, mengapa, dan apa yang perlu dilakukan.

## Umum
note-blank = Kosong. Isi nanti bila sudah tahu.
note-choice-unknown = “{ $written }” tidak ada di daftar pilihan. Pilih salah satu dari daftar.

## NIK
note-nik-missing = NIK belum ada. Pilih alasannya, dan bantu urus bila memang belum punya.
note-nik-cleaned = Spasi, titik, atau tanda petik pada NIK dibuang; angkanya tetap.
note-nik-length = NIK ini { $length } angka, seharusnya 16. Disimpan dulu; cocokkan dengan KTP atau KK.
note-nik-scientific-text = NIK rusak oleh Excel (tertulis seperti 3,2E+15), angka aslinya hilang. Tulis ulang dari KTP atau KK.
note-nik-not-digits = NIK memuat huruf atau tanda lain. Tulis ulang 16 angka dari KTP; huruf O bukan angka 0.
note-nik-numeric-precision = NIK tersimpan sebagai angka di Excel, angka terakhirnya mungkin berubah menjadi 0. Cocokkan dengan KTP.
note-nik-placeholder = NIK ini hanya angka pengisi, bukan NIK sebenarnya. Ganti setelah melihat KTP atau KK.
note-nik-temporary = NIK diawali 0: NIK sementara, belum resmi. Ganti bila NIK resmi sudah terbit.
note-nik-impossible-date = Tanggal di dalam NIK tidak mungkin ada. Periksa lagi angka ke-7 sampai ke-12 di KTP.
note-nik-prefix-unknown = Dua angka pertama NIK bukan kode provinsi yang dikenal. Periksa lagi bila sempat.
note-nik-birth-mismatch = { $part ->
    [year] Tahun lahir
   *[day] Hari atau bulan lahir
} berbeda dari yang ada di NIK. Keduanya disimpan; yang dipakai tanggal dari KK atau akta. Periksa kartunya.
note-nik-sex-mismatch = Jenis kelamin berbeda dari yang ada di NIK. Periksa KTP: salah ketik NIK atau jenis kelamin?

## Nomor KK
note-kk-missing = Nomor KK belum ada. Lengkapi setelah melihat Kartu Keluarga.
note-kk-cleaned = Spasi, titik, atau tanda petik pada nomor KK dibuang; angkanya tetap.
note-kk-length = Nomor KK ini { $length } angka, seharusnya 16. Disimpan dulu; cocokkan dengan Kartu Keluarga.
note-kk-scientific-text = Nomor KK rusak oleh Excel (tertulis seperti 3,2E+15), angka aslinya hilang. Tulis ulang dari Kartu Keluarga.
note-kk-not-digits = Nomor KK memuat huruf atau tanda lain. Tulis ulang 16 angka dari Kartu Keluarga.
note-kk-numeric-precision = Nomor KK tersimpan sebagai angka di Excel, angka terakhirnya mungkin berubah menjadi 0. Cocokkan dengan Kartu Keluarga.
note-kk-placeholder = Nomor KK ini hanya angka pengisi. Ganti setelah melihat Kartu Keluarga.
note-kk-impossible-date = Tanggal terbit di dalam nomor KK tidak mungkin ada. Periksa lagi angka ke-7 sampai ke-12; jangan-jangan ini NIK.

## Tanggal
note-date-invalid = { $kept ->
    [none] Tanggal tidak terbaca atau tidak ada di kalender. Tulis hari-bulan-tahun, misalnya 24-11-2026.
   *[other] Hari atau bulannya tertulis 00; hanya tahun { $kept } yang disimpan. Lengkapi bila ada.
}
note-date-zero = Angka 0 di kolom tanggal dianggap kosong.
note-date-too-old = Tanggal ini lebih dari 130 tahun lalu (tahun { $year }). Periksa tahunnya.
note-date-future = Tanggal ini belum terjadi. Periksa bulan dan tahunnya.
note-held-in-future = Tanggalnya belum tiba, tetapi sudah ditulis terlaksana atau sudah ada yang hadir. Periksa tanggalnya.
note-seat-twice = { $name } ada dua kali di daftar peserta. Hapus satu dengan Ctrl-X, atau beri keterangan bila memang dua orang.
note-date-far-ahead = Tanggal ini masih lama sekali (tahun { $year }). Periksa tahunnya.
note-date-long-ago = Tanggal ini sudah lama sekali (tahun { $year }). Periksa tahunnya.
note-end-before-start = Ini lebih awal daripada mulainya. Periksa keduanya.
note-date-missing = Tanggal belum ada. Lengkapi.
note-date-two-digit-year = Tahun ditulis dua angka, dibaca { $year }. Betulkan bila bukan itu.
note-date-year-assumed = Tahun tidak ditulis, dipakai { $year }. Betulkan bila bukan itu.
note-date-year-only = Hanya tahunnya yang diketahui. Lengkapi hari dan bulannya bila ada.
note-date-day-missing = Hari tanggalnya tidak diketahui. Lengkapi bila ada.
note-date-unparted = Tanggal ditulis tanpa pemisah. Periksa hasil bacanya.
note-date-serial = Tanggal dibaca dari angka hitungan hari Excel. Periksa hasil bacanya.
note-day-name-mismatch = Nama hari tidak cocok dengan tanggalnya ({ $weekday ->
    [mon] Senin
    [tue] Selasa
    [wed] Rabu
    [thu] Kamis
    [fri] Jumat
    [sat] Sabtu
   *[sun] Minggu
}). Yang dipakai tanggalnya; periksa mana yang benar.

## Tanggal lahir
note-birth-missing = Tanggal lahir belum ada. Lengkapi, atau isi umur perkiraan.
note-birth-invalid = { $kept ->
    [none] Tanggal lahir tidak terbaca atau tidak ada di kalender, jadi tidak disimpan. Tulis ulang hari-bulan-tahun dari KK.
   *[other] Hari atau bulan lahir tertulis 00; hanya tahun { $kept } yang disimpan. Lengkapi dari KK.
}
note-birth-future = Tanggal lahir belum terjadi, jadi tidak disimpan. Periksa tahunnya di KK.
note-birth-too-old = Tanggal lahir lebih dari 130 tahun lalu, jadi tidak disimpan. Periksa tahunnya di KK.
note-birth-two-digit-year = Tahun lahir ditulis dua angka, dibaca { $year }. Pastikan dari KK.
note-birth-year-only = Hanya tahun lahir yang diketahui. Disimpan sebagai tahun saja; lengkapi dari KK bila ada.
note-birth-day-missing = Hari lahirnya tidak diketahui. Disimpan bulan dan tahunnya saja; lengkapi dari KK bila ada.

## Angka, uang, jam, umur
note-number-invalid = Angka tidak terbaca. Tulis dengan angka, titik untuk ribuan, koma untuk pecahan.
note-number-negative = Jumlah tidak boleh kurang dari nol.
note-number-not-whole = Harus angka bulat, tanpa koma.
note-number-unit = “{ $unit }” sesudah angka dibuang.
note-number-dot-decimal = Titik dibaca sebagai koma: { $number }. Betulkan bila maksudnya ribuan.
note-number-comma-doubtful = Bisa pecahan, bisa ribuan. Dibaca { $number }; betulkan bila maksudnya ribuan.
note-number-english = Ditulis dengan gaya Inggris, dibaca { $number }. Pastikan benar.
note-money-invalid = Jumlah uang tidak terbaca. Tulis misalnya 1.250.000 atau 250 rb.
note-money-negative = Jumlah uang tidak boleh kurang dari nol.
note-money-is-item = Ini jumlah barang ({ $unit }), bukan uang. Disimpan sebagai jumlah barang.
note-money-cents = Ada angka di belakang koma; yang disimpan rupiah bulatnya. Periksa lagi.
note-money-comma-thousands = Koma dibaca sebagai pemisah ribuan: { $amount }. Pastikan benar.
note-money-unit-doubtful = Singkatannya bisa berarti lain, dibaca Rp{ $amount }. Pastikan benar.
note-money-currency-code = Kode mata uang dibuang; jumlahnya dalam rupiah.
note-time-invalid = Jam tidak terbaca. Tulis misalnya 09.00.
note-time-part-of-day = Dibaca pukul { $time }. Betulkan bila bukan itu.
note-age-invalid = Umur tidak terbaca. Tulis angka tahun, misalnya 67 atau 60-65.
note-age-too-high = Umur ini tidak masuk akal. Periksa lagi.
note-age-months = Umur ditulis dalam bulan; dihitung dalam tahun penuh.
note-age-range = Umur ditulis sebagai rentang, disimpan begitu.
note-age-estimate = Umur perkiraan.

## RT/RW dan telepon
note-unit-invalid = RT/RW tidak terbaca. Tulis angkanya saja, misalnya 004.
note-unit-cleaned = Tulisan RT atau RW dibuang, angkanya disimpan.
note-unit-pair = RT dan RW ditulis bersama: yang pertama RT, yang kedua RW.
note-phone-invalid = Nomor telepon tidak terbaca. Tulis angkanya, misalnya 0812-5550-1234.
note-phone-scientific-text = Nomor telepon rusak oleh Excel (tertulis seperti 8,1E+11). Tulis ulang.
note-phone-too-short = Nomor telepon hanya { $digits } angka, kurang panjang. Tanyakan lagi nomornya.
note-phone-too-long = Nomor telepon { $digits } angka, terlalu panjang. Periksa, barangkali dua nomor tersambung.
note-phone-area-code-missing = Kode daerah nomor telepon tidak ditulis. Tambahkan, misalnya 022.
note-phone-zero-missing = Angka 0 di depan tidak ditulis; dianggap nomor HP. Betulkan bila bukan.
note-phone-two-numbers = Ada dua nomor. Yang pertama dipakai; yang kedua { $second }.
note-phone-remark = Keterangan “{ $remark }” dipisahkan dari nomornya.
note-phone-cleaned = Tanda petik atau spasi pada nomor dibuang.
note-phone-foreign = Nomor luar negeri. Pastikan benar.
note-phone-short-service = { $number } nomor pendek layanan, bukan nomor orang. Disimpan apa adanya.

## Baris impor
note-nik-prefix-outside = Enam angka pertama NIK bukan kode kecamatan ini: NIK pertama kali terbit di tempat lain. Boleh; pastikan memang tinggal di sini.
note-nik-shared = NIK ini { $name ->
    [none] dipakai dua orang yang namanya berbeda
    [masked] juga tercatat pada orang yang catatannya rahasia
   *[other] juga tercatat pada { $name }
}{ $row ->
    [none] {""}
   *[other] {" "}(lihat juga baris { $row })
}. Keduanya disimpan; periksa KTP masing-masing.
note-possible-same-person = Mungkin orang yang sama{ $row ->
    [none] {" "}dengan yang sudah tercatat
   *[other] {" "}dengan baris { $row }
}: nama dan desanya sama. Keduanya disimpan; tentukan sama atau bukan.
note-name-missing = Nama kosong, jadi baris ini belum bisa disimpan. Isi namanya.
note-name-too-long = Isi kolom nama terlalu panjang untuk sebuah nama, jadi baris ini belum disimpan. Betulkan namanya.
note-name-placeholder = Namanya belum diketahui. Disimpan; ganti bila nama sebenarnya sudah diketahui.
note-village-missing = Desa kosong, jadi baris ini belum bisa disimpan. Isi desanya.
note-village-unset = Daftar ini tidak punya kolom desa. Disimpan tanpa desa; pilih desanya.
note-village-spelling = Nama desa ditulis berbeda dari nama resminya, tetapi jelas maksudnya. Tidak perlu tindakan.
note-village-ambiguous = Nama desa ini bisa berarti beberapa desa, jadi baris ini belum bisa disimpan. Pilih desanya.
note-village-not-in-district = Desa ini di luar kecamatan Anda, jadi baris ini tidak disimpan. Bila memang ditangani di sini, masukkan sendiri.
note-village-unknown = Nama desa ini tidak dikenal, jadi baris ini belum bisa disimpan. Betulkan namanya atau pilih desanya.
note-ppks-missing = Jenis PPKS kosong. Lengkapi.
note-ppks-unknown = Jenis PPKS “{ $written }” tidak dikenal. Orangnya disimpan; pilih jenisnya.
note-ppks-ambiguous = “{ $written }” bisa berarti beberapa jenis PPKS atau perlu dipastikan. Orangnya disimpan; pilih jenisnya.
note-ppks-age-out-of-range = Umur { $age } tahun di luar batas yang lazim untuk { $category }. Periksa tanggal lahir atau jenisnya.
note-ppks-sex-mismatch = { $category } lazimnya untuk jenis kelamin lain. Periksa jenis kelamin atau jenis PPKS-nya.
note-disability-kind-missing = Ragam disabilitas belum diisi. Lengkapi: fisik, intelektual, mental, sensorik, atau ganda.
note-sex-missing = Jenis kelamin belum ada. Lengkapi.
note-sex-unknown = Jenis kelamin “{ $written }” tidak terbaca. Pilih laki-laki atau perempuan.
note-quote-not-closed = Tanda kutip pembuka di baris { $row } tidak ditutup. Dibaca sebagai tanda biasa; periksa baris itu.
note-null-signs-dropped = Berkas berisi tanda kosong (NUL), pertama di baris { $row }. Tandanya dibuang, isi lain dibaca; periksa baris itu.
note-formula-text-neutralized = Isi sel ini mirip rumus Excel, jadi tidak dijalankan. Nomor atau tanggal di dalamnya tidak disimpan; tulis ulang.
note-problem-missing = Masalahnya kosong, jadi laporan ini belum bisa disimpan. Isi masalahnya.
note-topic-missing = Tema kegiatan kosong, jadi belum bisa disimpan. Isi temanya.
note-duplicate-report = Laporan tentang orang dan masalah yang sama sudah ada di baris { $row }. Keduanya disimpan; gabungkan bila memang sama.
note-likely-same-short-name = Mungkin lembaga yang sama dengan yang sudah ada, ditulis singkat. Periksa lalu gabungkan bila sama.
note-organization-kind-unknown = Jenis lembaga “{ $written }” tidak dikenal, disimpan sebagai Lainnya. Pilih jenis yang tepat.
note-organization-village-unclear = Desa lembaga ini tidak jelas, dikosongkan. Pilih desanya bila di kecamatan ini.
note-permit-expired = Izin (SIOP) sudah lewat masa berlakunya. Tanyakan perpanjangannya.
note-not-checked-for-a-year = Data lembaga ini lebih dari setahun tidak dicek. Hubungi dan perbarui.
note-capacity-full = Lembaga ini penuh. Tanyakan daftar tunggu sebelum merujuk.
note-organization-double = Lembaga ini mungkin sudah tercatat: { $name }. Buka yang sudah ada sebelum membuat yang baru.
note-help-here = Melayani desa ini.
note-help-elsewhere = Wilayah layanannya lain: { $area }.
note-help-area-unknown = Wilayah layanan belum dicatat; tanyakan dulu.
note-help-closed = Lembaga ini sudah tutup atau tidak aktif. Pilih lembaga lain.
note-help-paused = Lembaga ini sedang berhenti sementara. Telepon dulu.
note-help-service-paused = Layanan ini sedang berhenti. Telepon dulu.
note-help-full = Penuh: tanyakan daftar tunggu.
note-help-room = Masih ada { $room } tempat.
note-help-usual-kind = Layanannya belum dicatat; lembaga sejenis biasanya bisa. Tanyakan dulu.
note-help-other-services = Layanan ini tidak ada di catatan layanannya; lembaga sejenis biasanya bisa. Tanyakan dulu.
note-help-documents = Diminta: { $documents }.
note-help-permit = Izinnya habis { $day }.
note-help-stale = Terakhir dicek { $day }, lebih dari setahun lalu. Telepon dulu.
note-help-never-checked = Belum pernah dicek. Telepon dulu.
note-referral-contradicted = Perlu ditinjau: { $why }. Semua kabar disimpan; tanyakan lagi mana yang benar.
referral-contradiction-exclude = dua kabar saling bertentangan
referral-contradiction-before-sending = ada kabar bertanggal sebelum rujukan dikirim
referral-contradiction-sent-twice = dicatat terkirim lebih dari sekali
referral-contradiction-never-sent = ditutup padahal tidak pernah dikirim
note-referral-unreported = Tidak dilaporkan: { $steps }.
note-referral-waits = Daftar tunggu: urutan { $position }, kapasitas { $capacity }, ditinjau lagi { $again }.
note-referral-no-consent = Klien belum menyetujui rujukan ini. Tanyakan dulu.
note-referral-scope = Persetujuan pada kasus tidak menyebut rujukan. Pastikan klien juga setuju dirujuk ke lembaga ini.
note-referral-documents = Berkas yang diminta lembaga dan belum ada: { $documents }.
note-referral-forward-open = Dirujuk lanjut, tetapi rujukan lanjutannya belum ada. Tekan r untuk membuatnya.
note-referral-find-another = Lembaga ini menolak atau diam. Tekan w: siapa lagi yang bisa membantu.
note-referral-write-reminder = Jawaban sudah lama terlambat. Tekan g untuk membuat surat penegasan.
note-declared-total-mismatch = Jumlah peserta yang ditulis tidak sama dengan daftar hadir ({ $listed } orang). Yang dipakai daftar hadir.
note-declared-sex-count-mismatch = Jumlah L/P yang ditulis tidak sama dengan daftar hadir (L { $male }, P { $female }). Yang dipakai daftar hadir.
note-cells-beyond-headings = Ada isian di kanan judul kolom terakhir, dan isian itu tidak dibaca. Beri judul kolomnya; di CSV, nilai yang memuat koma diapit tanda kutip.
note-period-reversed = Masa bantuan tertulis terbalik dan dibaca dari yang lebih awal. Periksa bila perlu.
note-period-invalid = Periode bantuan tidak terbaca. Tulis misalnya Juli - September 2026.
note-row-refused = Baris ini belum bisa disimpan. Periksa isinya.
note-bin-purged = { $count } catatan sudah lebih dari 30 hari di tempat sampah: isinya dihapus untuk selamanya.
note-clock-behind = Jam laptop menunjukkan { $today }, padahal simpanan terakhir bertanggal { $last }. Betulkan tanggal laptop lebih dahulu; data Anda aman.
note-clock-ahead = Jam laptop menunjukkan { $today }, jauh setelah simpanan terakhir ({ $last }). Periksa tanggal laptop; data Anda aman.
note-demo = Ini contoh: semua orang di sini rekaan, dan semuanya hilang saat ditutup. Kata sandinya { $password }.
note-records-unreadable = { $count } catatan tidak bisa dibaca oleh versi ini. Catatan itu tetap tersimpan; pasang versi Simpul yang lebih baru.
note-override-left-out = Aturan sendiri untuk { $code } ({ $table }) tidak cocok lagi dengan daftar dan tidak dipakai. Ubah atau buang aturannya.
