# Cadangan, pemulihan, jejak, dan penghapusan untuk selamanya.

command-back-up = cadangkan
command-restore = pulihkan
command-bring-back = batal pulih
command-compact = rapikan
command-go-on-incomplete = lanjutkan
command-trail = jejak
command-trail-kind = pilih jenis
command-trail-period = pilih masa
command-erase = hapus selamanya
command-go-backups = Cadangan

work-proving = Memeriksa cadangan
work-restoring = Mengembalikan data
leaving-title = Menutup Simpul
leaving-hint = Tombol apa saja: keluar sekarang. Yang sudah tersimpan tetap aman.

## Hari Ini
count-drafts = { $count } konsep belum selesai
count-backup = { $count } hari belum dicadangkan ke luar laptop
foot-backup = Cadangan terakhir { $day }, di { $place } (Ctrl-B).
foot-no-backup = Belum pernah dicadangkan ke luar laptop (Ctrl-B).

## Layar Cadangan
backups-title = Cadangan
backups-last = Cadangan terakhir di luar laptop: { $day }, di { $place }.
backups-never = Belum ada cadangan di luar laptop.
backups-overdue = ! Sudah { $days } hari. Bila laptop rusak atau hilang, catatan sesudah itu ikut hilang. Tekan c.
backups-size = Besar data { $size }.
backups-bloated = Ruangnya bisa dihemat: tekan r.
backups-incomplete = Tekan p untuk memulihkan dari cadangan, atau l untuk melanjutkan dengan yang terbaca.
backups-set-aside = Ada data lain yang disisihkan oleh pemulihan atau pembatalannya: b menukarnya dengan data yang sekarang.
backups-here = Cadangan di laptop ini
backups-none-here = Belum ada. Cadangan dibuat sendiri setiap hari dan sebelum pekerjaan besar.
column-made = Dibuat
column-save = Simpanan
column-size = Besar
backup-damaged = rusak, tidak bisa dipakai
backup-is-newest = utuh, memuat semuanya
backup-is-proven = utuh
ask-bring-back = Tukar data yang sekarang dengan data yang disisihkan? Yang sekarang tidak hilang: gantian disisihkan. Sesudah itu kata sandi ditanyakan.
ask-go-on-incomplete = Lanjutkan dengan data yang terbaca? Data yang rusak disisihkan dan bisa dikembalikan dengan tombol b. Isi lagi yang hilang sesudah itu.

## Menyalin ke luar laptop
backup-begins = Cadangan dibuat, disalin, lalu dibaca ulang.
backup-whole = Cadangan lengkap, sudah dibaca ulang dan cocok.
backup-about = Besarnya { $size }, memuat semuanya sampai simpanan nomor { $seq }.
backup-advice = Isinya terkunci dengan kata sandi Anda. Simpan flashdisknya jauh dari laptop, dan ingat kata sandi atau kode pemulihannya. Enter kembali.
backup-retry = Cadangan belum jadi. Perbaiki flashdisknya atau pasang lagi, lalu tekan Enter untuk mencoba lagi. Esc memilih tempat lain.

## Mengembalikan
files-back-up = Cadangan > Pilih tempat
files-restore = Cadangan > Pulihkan
files-restore-hint = Pilih flashdisk, lalu berkas cadangan (namanya berakhir .bak). Data belum diganti: isinya ditunjukkan dulu.
restore-title = Pulihkan
restore-ask = Ketik kata sandi Anda, lalu Enter. Untuk cadangan dari laptop lain atau yang lama: kata sandi waktu cadangan itu dibuat. Lupa? Tekan F2 untuk memakai kode pemulihan.
restore-ask-code = Ketik kode pemulihan dari kertas Anda, lalu Enter. F2 kembali ke kata sandi.
restore-proving = Seluruh isi cadangan diperiksa, tunggu sebentar...
restore-whose = Cadangan milik { $name }, Kec. { $area }, dibuat { $at }, sampai simpanan nomor { $seq }. Isinya sudah diperiksa dan utuh.
restore-column-then = cadangan
restore-column-now = sekarang
restore-counts-all = Angka ini menghitung semua catatan, juga yang dibuang atau diurungkan.
restore-loses = ! { $count } perubahan sesudah cadangan itu tidak ikut.
restore-loses-nothing = Sesudah cadangan itu tidak ada yang berubah.
restore-other-store = ! Ini bukan cadangan dari data yang terbuka sekarang. Seluruhnya diganti.
restore-sets-aside = Data sekarang tidak dihapus tetapi disisihkan, dan bisa dikembalikan dari layar Cadangan.
restore-outside = Bila di laptop ini sudah ada data, data itu tidak dihapus tetapi disisihkan, dan bisa dikembalikan dari layar Cadangan.
restore-go-on = Enter memakai cadangan ini. Esc batal, tidak ada yang berubah.
restore-new-password = Buat kata sandi baru, dua kali. Enter memakai cadangan ini. Esc batal.
restore-undone-locked = Data ditukar: yang tadi disisihkan sekarang dipakai. Ketik kata sandinya.
note-restored = Data dikembalikan dari cadangan. Data sebelumnya disisihkan; untuk kembali: Ctrl-B, lalu b.

## Jejak
trail-title = Jejak
trail-of-record = Jejak catatan ini
trail-whole = Jejak utuh: { $count } kejadian tersambung, tidak ada yang diubah atau dihapus.
trail-broken = ! Jejak terputus mulai { $at }: ada kejadian yang diubah atau dihapus di luar Simpul. Simpan cadangan, lalu laporkan.
trail-filter = Jenis: { $kind }   Masa: { $period }
trail-all-kinds = semua
trail-ever = semua
trail-days = { $days } hari terakhir
trail-empty = Tidak ada kejadian seperti itu. Tekan f untuk jenis lain, atau o untuk masa lain.
trail-gone = { $kind }, sudah tidak ada
trail-and-others = { $count } catatan: { $name }, ...
column-at = Waktu
column-happened = Kejadian
column-about-whom = Tentang

## Hapus untuk selamanya
erase-title = Hapus untuk selamanya
erase-goes = Yang dihapus: { $list }.
erase-for-good = ! Juga dari riwayat, konsep, dan semua cadangan di laptop ini. Tidak bisa diurungkan, dan kode pemulihan diganti.
erase-stays = Yang tetap: satu hitungan tanpa nama (desa, jenis kelamin, kategori, jumlah kasus, dasar penghapusan).
erase-nowhere-else = Belum pernah disalin ke luar laptop ini.
erase-more-places = dan { $count } tempat lagi; semuanya ada di jejak dan Serah Terima.
erase-reason = Dasar, tanpa nama orang
erase-password = Ketik kata sandi Simpul Anda, karena ini tidak bisa diurungkan.
erase-code-changed = Sudah dihapus. Kode pemulihan yang lama tidak berlaku lagi.
erase-end = Enter kembali ke Hari Ini.

## Pengaturan
settings-backups = Cadangan dan pemulihan
settings-trail = Jejak: siapa membuka dan mengubah apa, kapan
recovery-renewed = Kode pemulihan yang baru berlaku. Buang kertas yang lama.

## Bantuan
help-backups = Cadangan adalah salinan seluruh catatan, terkunci dengan kata sandi Anda. Simpul membuatnya sendiri di laptop ini setiap hari; tekan c untuk menyalinnya ke flashdisk, sedikitnya sekali seminggu, supaya tetap ada bila laptop rusak atau hilang. Enter atau p mengembalikan data dari cadangan, b membatalkan pemulihan yang terakhir, r menghemat ruang. Bila data rusak dan tidak ada cadangannya, l melanjutkan dengan yang masih terbaca.
help-restore = Memilih cadangan dan memakainya di laptop ini. Isinya diperiksa dan ditunjukkan dulu: milik siapa, kapan dibuat, berapa catatannya. Data yang sekarang tidak dihapus tetapi disisihkan, dan bisa dikembalikan dari layar Cadangan dengan tombol b.
help-trail = Jejak mencatat apa yang diubah, siapa yang dibuka bila rahasia, dan apa yang disalin ke luar. Setiap kejadian terikat pada yang sebelumnya, sehingga jejak yang diubah orang ketahuan. Isi catatan tidak ada di sini. Melihat jejak tidak dicatat.
help-erase = Menghapus seorang warga atau satu kasus untuk selamanya, bila orangnya memintanya. Isi dasarnya tanpa nama, lalu kata sandi. Sesudahnya kode pemulihan diganti: tulis yang baru. Salinan di flashdisk dan di Dinas tidak terjangkau; tempatnya disebut, hapus sendiri.
