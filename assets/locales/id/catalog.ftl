# Tabel fakta dan wilayah.

catalog-fault-unreadable = Baris ini tidak dapat dibaca.
catalog-fault-cell-count = Jumlah isian pada baris ini tidak sama dengan jumlah kolom.
catalog-fault-missing-column = Kolom ini tidak ada.
catalog-fault-empty = Isian ini masih kosong.
catalog-fault-not-a-number = Isian ini harus angka bulat, tidak boleh minus.
catalog-fault-not-a-date = Isian ini harus tanggal, misalnya 2026-11-24.
catalog-fault-unknown-code = Kode ini tidak ada dalam daftar.
catalog-fault-duplicate = Entri ini tertulis dua kali.
catalog-fault-reversed = Batas akhir lebih kecil daripada batas awal.
catalog-fault-fixed-column = Kolom ini menjadi kode entri dan tidak dapat diubah.
catalog-fault-unknown-table = Tabel ini tidak ada.
catalog-fault-unknown-entry = Entri ini tidak ada dalam tabel.

area-fault-empty = Kode wilayah belum diisi.
area-fault-not-digits = Kode wilayah hanya berisi angka dan titik, misalnya 32.04.30.
area-fault-wrong-length = Kode wilayah terdiri dari 2 angka (provinsi), 4 (kabupaten/kota), 6 (kecamatan), atau 10 (desa/kelurahan).
area-fault-bps-subdistrict = Ini kode kecamatan dari BPS (7 angka). Pakai kode Kemendagri yang 6 angka, misalnya 32.04.30.
area-fault-bps-village = Ini kode desa dari BPS. Penomorannya lain; pakai kode Kemendagri, misalnya 32.04.30.2001.
area-fault-unknown = Tidak ada wilayah dengan kode ini.
