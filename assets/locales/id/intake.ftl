# Impor: mengapa berkas atau lembar tidak dibaca, dan mengapa baris digabung.

unreadable-missing = Berkas tidak ditemukan. Periksa nama dan tempatnya.
unreadable-folder = Ini folder, bukan berkas. Buka foldernya lalu pilih berkasnya.
unreadable-disk = Berkas tidak bisa dibaca dari disk. Tutup program lain yang membukanya, atau salin dulu ke komputer ini.
unreadable-empty = Berkasnya kosong. Minta kirim ulang.
unreadable-not-a-spreadsheet = Ini bukan berkas daftar. Yang bisa dibaca: XLSX, XLS, ODS, dan CSV.
unreadable-web-page = Ini halaman web yang diberi nama berkas Excel. Buka di Excel, lalu simpan sebagai XLSX.
unreadable-other-kind = Jenis berkas Excel ini (XLSB) tidak dibaca. Buka di Excel, lalu simpan sebagai XLSX.
unreadable-password = Berkas ini dikunci dengan sandi. Buka di Excel, hapus sandinya, lalu simpan.
unreadable-too-large = Berkas ini terlalu besar. Bagi menjadi beberapa berkas.
unreadable-damaged = Berkas ini rusak atau terpotong: isinya tidak sampai selesai. Coba buka dan simpan ulang di Excel, atau minta kirim ulang.
unreadable-sheet-missing = Lembar dengan nama itu tidak ada di berkas ini.
unreadable-no-list = Tidak ada baris judul kolom yang dikenali. Tulis judul di atas data, paling sedikit Nama dan Desa atau NIK; atau buka berkas ini di Simpul (Impor) dan cocokkan kolomnya di sana.
unreadable-answers = Berkas jawaban (--map) tidak terbaca. Buat ulang dari layar pencocokan kolom.

left-out-sheet-hidden = Lembar tersembunyi, tidak dibaca.
left-out-sheet-skipped = Dilewati sesuai pilihan.
left-out-sheet-not-a-list = Bukan daftar (mungkin rekap), tidak dibaca.

duplicate-exact = Baris yang sama persis
duplicate-nik-same-name-variant = NIK sama, nama sama atau beda ejaan
duplicate-no-nik-same-name-birth-village = Tanpa NIK; nama, tanggal lahir, dan desa sama
duplicate-exact-after-spaces = Nama lembaga sama, hanya beda spasi atau huruf besar

import-as-people = Daftar warga
import-as-aid = Daftar penerima bantuan
import-as-psm = Laporan PSM
import-as-organizations = Daftar lembaga
import-as-sessions = Laporan kegiatan

sheet-field-category-mark = Kategori (diberi tanda)
sheet-field-sex-l = Jenis kelamin: L
sheet-field-sex-p = Jenis kelamin: P
sheet-field-birth-place-and-date = Tempat, tanggal lahir
sheet-field-subdistrict = Kecamatan
sheet-field-rt = RT
sheet-field-rw = RW
sheet-field-rt-rw = RT/RW
sheet-field-address = Alamat
sheet-field-note = Keterangan
sheet-field-stage = Tahap
sheet-field-component = Komponen
sheet-field-status = Keadaan penyaluran
sheet-field-participant-number = Nomor peserta
sheet-field-eligibility = Syarat
sheet-field-documents = Berkas yang diminta
sheet-field-min-age = Umur paling muda
sheet-field-max-age = Umur paling tua
sheet-field-capacity = Daya tampung
sheet-field-filled = Sudah terisi
sheet-field-time = Waktu
sheet-field-count = Jumlah peserta
