# Perintah tanpa layar.

cli-password = Kata sandi:
cli-password-new = Kata sandi baru:
cli-password-again = Sekali lagi:
cli-passphrase = Kata sandi berkas (empat kata):
cli-password-file = Berkas kata sandi { $path } tidak ada atau tidak bisa dibaca.
    .next = Periksa nama berkasnya, atau jalankan tanpa --password-file untuk mengetik kata sandi.
cli-password-file-large = Berkas { $path } terlalu besar untuk sebuah kata sandi.
    .next = Pakai berkas yang hanya berisi kata sandi.
cli-password-file-text = Berkas { $path } bukan teks.
    .next = Pakai berkas teks yang hanya berisi kata sandi.
cli-password-short = Kata sandi terlalu pendek: paling sedikit { $length } huruf atau angka.
    .next = Pakai kata sandi yang lebih panjang, misalnya empat kata.
cli-password-differs = Kedua kata sandi tidak sama.
    .next = Jalankan lagi, lalu ketik yang sama dua kali.
cli-password-changed = Kata sandi sudah diganti. Kode pemulihan yang lama tetap berlaku.
cli-no-terminal = Kata sandi tidak bisa ditanyakan karena tidak ada terminal.
    .next = Beri --password-file BERKAS, atau isi SIMPUL_PASSWORD_FILE.
cli-no-terminal-passphrase = Kata sandi kiriman tidak bisa ditanyakan di sini. Tulis di satu berkas, lalu beri --passphrase-file BERKAS.
cli-stopped = Dihentikan. Tidak ada yang berubah.
cli-no-screen = Layar tidak bisa dibuka: { $reason }
    .next = Jalankan Simpul di jendela terminal, atau pakai perintah seperti `simpul agenda`.
cli-no-data-folder = Folder data tidak diketahui.
    .next = Beri --data FOLDER, atau isi SIMPUL_DATA.
cli-broken = Simpul berhenti karena kesalahan program ({ $place }). Yang sudah tersimpan tetap aman. Jalankan lagi; bila terulang, laporkan tulisan di dalam kurung itu.

cli-language-unknown = Bahasa “{ $written }” tidak ada.
    .next = Pilih id atau en.
cli-day-unreadable = Tanggal “{ $written }” tidak terbaca.
    .next = Tulis tahun-bulan-hari, misalnya 2026-11-24.
cli-month-unreadable = Bulan “{ $written }” tidak terbaca.
    .next = Tulis tahun-bulan, misalnya 2026-11.
cli-not-yet = { $what }: belum ada di versi ini.
    .next = Jalankan `simpul --help` untuk melihat perintah yang ada.
cli-kind-unknown = Tidak ada jenis catatan “{ $written }”. Yang ada: { $kinds }.
    .next = Pilih salah satu: { $kinds }.
cli-kind-own = Catatan { $kind } dibuat oleh Simpul sendiri, tidak bisa ditulis dengan perintah ini.
cli-about-needed = Untuk { $kind } harus disebut catatan siapa.
cli-several = --several hanya untuk needs dan plans dari satu kasus, bukan { $kind }.
    .next = Beri --about dengan nomor kasus atau id warga.
cli-id-unreadable = “{ $written }” bukan id catatan, atau ada angka yang salah ketik.
    .next = Tulis nomor seperti K-2026-0042-7, atau id seperti person:01J…; `simpul list` menampilkannya.
cli-id-unknown = Tidak ada catatan bernomor { $written }.
    .next = Cari dengan `simpul search`.
cli-id-binned = Catatan bernomor { $written } ada di tempat sampah.
    .next = Nomor tidak pernah dipakai ulang, jadi tidak ada catatan lain dengan nomor itu di laptop ini.
cli-id-ambiguous = Nomor { $written } cocok dengan lebih dari satu catatan: { $fitting }.
    .next = Tulis nomornya dengan kode pengirim di depan, atau pakai id di belakang tanda =.
cli-in-bin = (di tempat sampah)
cli-id-other-kind = { $written } adalah catatan { $found }, bukan { $wanted }.
cli-missing = Yang kosong: { $fields }.
cli-data-is-file = { $path } adalah berkas, bukan folder.
    .next = Beri --data FOLDER: sebuah folder, boleh yang belum ada.
cli-settle-unknown = Peringatan “{ $code }” tidak ada pada warga ini. Yang ada: { $codes }.
cli-settle-nothing = Peringatan “{ $code }” tidak ada: warga ini tidak punya peringatan.
cli-erase-what = { $who }: { $list }.
cli-erase-yes = Yang akan dihapus untuk selamanya: { $who }: { $list }. Belum ada yang dihapus.
    .next = Bila memang itu, ulangi dengan --yes. Tidak bisa diurungkan.
cli-chat-no-text = { $file } bukan berkas teks. Simpan pesannya sebagai teks biasa (UTF-8).
cli-chat-count = { $read } laporan terbaca: { $taken } disimpan, { $known } sudah tercatat, { $open } belum lengkap.
cli-village-unknown = Desa “{ $written }” tidak ada di kecamatan ini.
cli-saved-unknown = Saringan bernama “{ $written }” tidak ada di daftar ini.
    .next = Yang ada: { $names }.
cli-template-written = Lembar kosong: { $path }. Isi di Excel, lalu simpul import.
cli-list-hidden = { $count } catatan rahasia tidak ikut disaring; --reveal menyertakannya.
cli-sort-unknown = Urutan “{ $written }” tidak ada di daftar ini.
    .next = Pilih salah satu: { $sorts }.
cli-list-unknown = Tidak ada jenis daftar “{ $written }”.
    .next = Pilih salah satu: { $lists }.
cli-report-unknown = Tidak ada laporan “{ $written }” di versi ini.
    .next = Yang ada: { $reports }.
cli-format-unknown = Bentuk berkas “{ $written }” tidak ada.
    .next = Pilih salah satu: { $formats }.
cli-form-secret = { $id } dirahasiakan. Ulangi dengan --reveal bila memang harus dicetak; itu tercatat di jejak.
cli-profile-unknown = Tidak ada isi berkas “{ $written }”.
    .next = Pilih salah satu: { $profiles }.
cli-file-unreadable = Berkas { $path } tidak ada atau tidak bisa dibaca.
cli-area-level = { $written } bukan kode kecamatan.
    .next = Pakai kode Kemendagri kecamatan, misalnya 32.04.30.
cli-set-shape = “{ $written }” tidak terbaca.
    .next = Tulis nama isian, tanda sama dengan, lalu isinya: --set name="Siti Aminah".
cli-set-rows = Isian { $field } berupa tabel kecil.
    .next = Pakai --json-set { $field }='[…]'.
cli-field-unknown = Tidak ada isian “{ $field }”.
    .next = Yang ada: { $fields }.
cli-choice-unknown = “{ $written }” bukan pilihan untuk isian { $field }.
    .next = Pilihannya: { $choices }.
cli-json-unreadable = JSON untuk isian { $field } tidak terbaca atau tidak sesuai bentuknya.
cli-organization-unclear = Ada { $count } lembaga yang cocok dengan “{ $written }”.
    .next = Tulis nama lengkapnya, atau id lembaganya; `simpul list organizations` menampilkannya.
cli-seat-unknown = Tidak ada peserta nomor { $seat }; daftarnya berisi { $seats } orang.
cli-send-purpose = Kiriman lengkap harus menyebut tujuannya.
    .next = Beri --purpose, misalnya --purpose "laporan bulanan".
cli-send-recipient = Penerima belum disebut.
    .next = Beri --recipient.

cli-masked = (rahasia)
cli-masked-hint = Catatan ini rahasia. Pakai --reveal untuk membukanya; pembukaan dicatat.
cli-init-done = Data Kecamatan { $area } dibuat di { $data }. Kode pengirim: { $sender }.
cli-init-code = Kode pemulihan:
cli-init-keep = Tulis di kertas dan simpan terpisah dari laptop. Kode ini tidak akan ditampilkan lagi, dan membuka data bila kata sandi lupa.

cli-import-file = Berkas { $file }:
cli-import-left = Lembar { $sheet } tidak dibaca: { $why }
cli-import-headings = Judul kolom yang berulang dilewati: { $count }
cli-import-counts = { $file }: { $read } baris dibaca = { $new } baru + { $same } sudah ada + { $changed } berubah + { $duplicate } ganda + { $conflict } bentrok + { $refused } ditolak.
cli-import-row = Ditolak: lembar { $sheet }, baris { $row }: { $message }
cli-import-warning = { $count } baris: { $message }
cli-receive-counts = { $bundle }: { $read } catatan dibaca = { $new } baru + { $same } sama + { $changed } berubah + { $conflict } bentrok + { $refused } tidak diterima.
cli-receive-dry-run = Belum ada yang disimpan: ini baru pemeriksaan. Tanpa --dry-run isinya diambil.
cli-receive-key-new = Pengirim { $sender } baru dikenal. Sidiknya: { $fingerprint }. Cocokkan dengan kertas tanda terima; bila tidak sama, hubungi pengirim.
cli-receive-key-known = Sidik { $sender } sama dengan kiriman sebelumnya: { $fingerprint }.
cli-receive-key-accepted = Sidik baru { $sender } diterima: { $fingerprint }. Tercatat di jejak.

cli-agenda-overdue = terlambat
cli-agenda-today = hari ini
cli-agenda-soon = segera
cli-agenda-counts = { $overdue } terlambat, { $today } hari ini, { $soon } dalam 7 hari; { $stalled } rujukan macet.
cli-duplicates-count = { $count } pasangan yang mungkin satu orang, satu keluarga, atau memakai satu NIK.

cli-report-village = Desa/Kelurahan
cli-report-sum = Jumlah
cli-report-people = { $people } orang dengan kategori pasti; { $undecided } orang kategorinya belum pasti.
cli-report-as-of = Perhatian: angka ini keadaan { $day }. Keadaan bulan lain tidak disimpan terpisah.
cli-report-written = Laporan ditulis ke { $path }.
cli-backup-path = Berkas cadangan: { $path }
cli-restore-undo = Untuk membatalkan: simpul restore --undo

cli-send-sealing = Menyegel
cli-send-id = Berkas { $id }, kiriman ke-{ $chain } untuk penerima ini.
cli-send-path = Tempat: { $path }
cli-send-waits = Kiriman { $id } sudah disegel dan menunggu. Salin dengan: simpul copy { $id } --to FOLDER
cli-send-waited = { $id } sudah disegel sebelumnya dan belum tersalin; isinya sama, jadi nomornya tetap.
cli-send-passphrase = Kata sandi berkas: { $passphrase }
cli-send-match = Kode cocok: { $code }
cli-send-count = { $kind }: { $sent } dikirim, { $withheld } ditahan
cli-verify-good = { $id }: utuh dan bertanda tangan.
cli-verify-sender = Dari { $sender } untuk { $recipient }.
cli-verify-date = { $date }, kiriman ke-{ $chain }.
cli-verify-fingerprint = Sidik kunci pengirim: { $fingerprint }

cli-saved = Tersimpan: { $id } (simpanan { $save }).
cli-unchanged = Tidak ada yang berubah.
cli-field-note = { $field }: { $note }
cli-related = Yang terkait:
cli-history = Riwayat:

cli-overlap-count = { $count } keluarga atau orang menerima lebih dari satu bantuan; { $open } perlu dilihat.
cli-overlap-item = { $result }: { $name }, { $village }: { $a } dan { $b }, { $when } ({ $how }). { $why }.
cli-list-row = Baris { $row }: { $name }, { $village }: { $result }. Sudah ada: { $near }. Baris lain keluarga yang sama: { $twins }.
cli-list-count = { $read } baris dibaca: { $asked } perlu dilihat, { $first } belum pernah menerima, { $refused } tidak terbaca. Tidak ada yang disimpan.
cli-list-change = { $program }, { $before } → { $now }: { $new } baru, { $gone } tidak ada lagi, { $changed } berubah, { $same } tetap.
cli-list-change-none = Belum ada program dengan dua daftar untuk dibandingkan.
cli-letter-unmarked = { $count } peserta belum ditandai hadir atau tidak; berita acara ini belum lengkap.
cli-close-open = Masih terbuka di kasus ini: { $open }.
