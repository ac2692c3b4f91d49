## Berkas serah terima: membaca dan memeriksa

untrusted-no-bundle = Tidak ada berkas serah terima di { $part }. Pilih folder yang namanya seperti PCT01-000007, atau flashdisknya.
untrusted-several = Ada beberapa berkas serah terima di { $part }. Pilih salah satu foldernya.
untrusted-unfinished = Berkas ini belum selesai disalin. Minta pengirim menyalin ulang ke flashdisk sampai muncul tulisan Aman dicabut.
untrusted-unreadable = { $part } tidak bisa dibaca. Cabut lalu pasang lagi flashdisknya; bila tetap gagal, minta salinan baru.
untrusted-too-large = { $part } jauh lebih besar dari yang wajar. Berkas ini tidak dibuka; hubungi pengirim.
untrusted-unsafe-name = Ada nama berkas yang berbahaya di { $part }. Berkas ini tidak dibuka; hubungi pengirim.
untrusted-link = { $part } adalah tautan ke tempat lain. Berkas ini tidak dibuka; minta salinan baru dari pengirim.
untrusted-program = Ada program atau pintasan di dalam berkas ini: { $part }. Jangan dibuka. Hapus, periksa flashdisk dengan antivirus, lalu coba lagi.
untrusted-unlisted = { $part } bukan bagian dari berkas serah terima ini. Pindahkan ke tempat lain, lalu coba lagi.
untrusted-missing = { $part } tidak ada. Minta salinan baru dari pengirim.
untrusted-changed = { $part } sudah berubah sejak dikirim. Jangan dipakai; minta salinan baru dari pengirim.
untrusted-malformed = { $part } rusak atau tidak sesuai bentuknya. Minta salinan baru dari pengirim.
untrusted-signature = Tanda tangan pengirim tidak cocok ({ $part }). Jangan dipakai; tanyakan kepada pengirim.
untrusted-newer = Berkas ini dibuat dengan Simpul yang lebih baru. Perbarui Simpul di komputer ini, lalu coba lagi.
untrusted-counts = Jumlah catatan di { $part } tidak sama dengan yang tertulis di sampul. Jangan dipakai; minta salinan baru dari pengirim.
untrusted-cost = Kunci pada { $part } tidak wajar. Berkas ini tidak dibuka; hubungi pengirim.

open-wrong-passphrase = Kata sandi berkas tidak cocok. Periksa keempat katanya, atau tanyakan lagi kepada pengirim.

bundle-warning-leftover = { $part } ditinggalkan oleh komputer lain. Tidak berbahaya dan tidak dibaca.
bundle-warning-folder-renamed = Nama folder sudah diganti; nama aslinya { $part }. Isinya tetap utuh.

## Menyegel

seal-id = Kode pengirim harus 3 sampai 8 huruf besar atau angka, dan nomor urutnya 1 sampai 999999. Ubah di Pengaturan.
seal-contents = Ada catatan yang tidak bisa dimasukkan ke berkas. Nomor urut belum terpakai; coba lagi.
seal-random = Komputer tidak memberi angka acak. Mulai ulang komputer, lalu coba lagi.
seal-key = Kunci tanda tangan di komputer ini tidak bisa dipakai. Pulihkan dari cadangan.
seal-seal = Berkas tidak bisa disegel. Tutup program lain agar memori cukup, lalu coba lagi.
seal-workbook = Berkas Excel tidak bisa dikunci. Tutup program lain agar memori cukup, lalu coba lagi.
seal-receipt = Tanda terima tidak bisa dibuat. Nomor urut belum terpakai; coba lagi.

## Menulis ke flashdisk

write-stage-writing = Menulis ke flashdisk
write-stage-reading-back = Membaca ulang untuk memastikan
write-stage-verifying = Memeriksa sekali lagi
write-done = Aman dicabut.

write-no-space = Tempat di { $path } tidak cukup. Hapus berkas lain di flashdisk atau pakai flashdisk lain, lalu salin lagi.
write-full = { $path } penuh di tengah penyalinan. Kosongkan tempat, lalu salin lagi.
write-read-only = { $path } tidak bisa ditulisi. Geser kunci kecil di sisi flashdisk, atau pakai flashdisk lain.
write-denied = Komputer tidak mengizinkan menulis ke { $path }. Pilih folder lain atau flashdisk lain.
write-gone = { $path } tidak terbaca lagi. Pasang lagi flashdisknya, lalu salin lagi.
write-read-back = { $path } terbaca lain dari yang ditulis. Flashdisk ini mungkin rusak: pakai flashdisk lain.
write-different = Di { $path } sudah ada berkas lain dengan nomor yang sama. Berkas itu tidak ditimpa; pakai flashdisk lain atau pindahkan dulu.
write-unsafe-name = Nama { $path } tidak bisa dipakai di flashdisk. Laporkan kepada pembuat Simpul.
write-stopped = Penyalinan dihentikan. Berkas di { $path } belum selesai; salin lagi untuk menyelesaikannya.
write-not-verified = Berkas di { $path } tidak lulus pemeriksaan terakhir. Salin lagi, atau pakai flashdisk lain.
write-failed = Gagal menulis { $path }. Salin lagi; bila tetap gagal, pakai flashdisk lain.

suspicion-autorun = Ada autorun.inf di flashdisk ini: ciri virus. Tidak dijalankan. Periksa flashdisk dengan antivirus.
suspicion-shortcuts = Ada pintasan yang menyamar sebagai folder di flashdisk ini: ciri virus. Jangan dibuka. Periksa flashdisk dengan antivirus.
suspicion-hidden-folders = Ada folder tersembunyi di flashdisk ini: bisa jadi disembunyikan virus. Periksa flashdisk dengan antivirus.
suspicion-programs = Ada program di flashdisk ini. Simpul tidak menaruhnya: jangan dijalankan.

## Tanda terima (dicetak)

receipt-title = TANDA TERIMA BERKAS
receipt-sender = Pengirim (kode TKSK)
receipt-recipient = Penerima
receipt-date = Tanggal
receipt-profile = Isi berkas
receipt-profile-rekap = Rekap (angka saja)
receipt-profile-redaksi = Redaksi (nama disamarkan)
receipt-profile-lengkap = Lengkap untuk Dinas
receipt-chain = Kiriman ke
receipt-fingerprint = Sidik kunci pengirim
receipt-match-code = Kode cocok
receipt-match-code-use = Cocokkan kode ini dengan yang tampil saat berkas diperiksa. Bila berbeda, jangan diterima.
receipt-kind = Jenis catatan
receipt-sent = Dikirim
receipt-withheld = Ditahan
receipt-declaration = Berkas tersebut telah diserahkan dan diterima dalam keadaan tersegel.
receipt-kind-profiles = Profil TKSK
receipt-kind-rules = Aturan bantuan
receipt-kind-overrides = Ketentuan setempat
receipt-kind-erasures = Penghapusan
receipt-kind-people = Orang
receipt-kind-households = Keluarga
receipt-kind-cases = Kasus
receipt-kind-needs = Kebutuhan
receipt-kind-assessments = Asesmen
receipt-kind-plans = Rencana
receipt-kind-conferences = Pembahasan
receipt-kind-visits = Kunjungan
receipt-kind-follow-ups = Tindak lanjut
receipt-kind-sessions = Bimbingan
receipt-kind-activities = Kegiatan
receipt-kind-groups = Kelompok
receipt-kind-questions = Pertanyaan
receipt-kind-regulation-notes = Catatan peraturan
receipt-kind-organizations = Lembaga
receipt-kind-referrals = Rujukan
receipt-kind-aid = Bantuan
receipt-kind-aid-decisions = Keputusan bantuan
receipt-kind-psm = Laporan PSM
receipt-kind-handoffs = Serah terima
receipt-kind-attachments = Lampiran
receipt-kind-refused-rows = Baris yang ditolak
receipt-kind-mismatches = Perlu dicocokkan
