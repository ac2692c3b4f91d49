# Warga, kasus, keluarga: yang ditanyakan, disimpan, dan dihapus.
command-consent = persetujuan
command-client-copy = salinan klien
command-ask-erasure = minta hapus
command-retain = simpan lebih lama
form-consent = Tanya persetujuan
form-withdraw = Cabut persetujuan
form-ask-erasure = Permintaan hapus data
form-retain = Simpan lebih lama
action-consent-asked = persetujuan dicatat
action-consent-withdrawn = persetujuan dicabut
action-retained = disimpan lebih lama
action-erasure-asked = permintaan hapus data
refused-consent-withdrawn = Klien sudah mencabut persetujuannya untuk kasus ini, jadi datanya tidak boleh dikirim. Bila klien setuju lagi, catat dulu di halaman kasus dengan tombol i.
refused-retain-past = Tanggal itu sudah lewat. Isi tanggal sesudah hari ini, atau hapus datanya dengan Ctrl-E.
refused-erasure-refusal-needs-note = Permintaan ditolak, tetapi dasarnya belum ditulis. Isi dasarnya di Catatan, misalnya kewajiban hukum menyimpan.
refused-copy-needs-password = Catatan ini rahasia: salinannya dibuat sesudah kata sandi. Tekan p di halaman warga.
ask-client-copy = Buat salinan semua catatan tentang orang ini untuk diberikan kepadanya? Berkasnya tidak terkunci dan pembuatannya dicatat.
copy-title = Salinan catatan untuk klien
copy-written = Salinan: { $path }, dan DOCX-nya. Baca dulu: catatan bebas bisa menyebut orang lain; hapus berkasnya sesudah diserahkan.
copy-about = Inilah yang tersimpan tentang { $name } pada { $day }. Yang diceritakan tentang orang lain, dan siapa yang melaporkan, tidak ikut disalin.
copy-sessions = Bimbingan yang diikuti
copy-passed-on = Dikirim kepada
copy-passed-to-nobody = Belum pernah dikirim kepada siapa pun dalam kiriman lengkap.
copy-rights = Bila ada yang keliru, mintalah agar diperbaiki. Anda juga boleh mencabut persetujuan atau meminta penghapusan (UU 27/2022).
audit-client-copy = salinan untuk klien dibuat
only-without-plan = tanpa rencana
only-birthday = ulang tahun yang mengubah kategori
only-retention-due = masa simpan perlu ditinjau
only-asks-erasure = minta dihapus
count-no-plan = { $count } kasus tanpa rencana
count-birthday = { $count } ulang tahun ubah kategori
count-retention = { $count } tinjau masa simpan
count-erasure = { $count } minta datanya dihapus
agenda-family = Kel. { $name } ({ $count })
field-case-withdrawn-on = Dicabut tanggal
field-case-withdrawn-by = Dicabut oleh
field-case-withdrawal-reason = Alasan dicabut
field-consent-state = Kata klien
field-consent-by = Disetujui oleh
field-consent-on = Tanggal
field-consent-means = Cara persetujuan
field-consent-scope = Setuju untuk
hint-consent-scope = Kosong berarti setuju untuk semua keperluan kasus ini.
field-withdrawal-on = Dicabut tanggal
field-withdrawal-by = Dicabut oleh
field-withdrawal-reason = Alasan
hint-withdrawal-reason = Klien tidak wajib memberi alasan.
field-retain-until = Simpan sampai
field-retain-reason = Alasan
field-person-erasure-requests = Permintaan hapus
field-person-erasure-requests-on = Diminta tanggal
field-person-erasure-requests-by = Diminta oleh
field-person-erasure-requests-reason = Alasan
field-person-erasure-requests-decision = Keputusan
field-person-erasure-requests-decided-on = Diputuskan tanggal
field-person-erasure-requests-note = Catatan
field-person-keep-until = Disimpan sampai
field-person-keep-reason = Alasan disimpan
field-finish-also = Sekaligus selesai
hint-finish-also = Tindak lanjut lain dari keluarga ini. Spasi memilih.
field-postpone-also = Sekaligus ditunda
hint-postpone-also = Tindak lanjut lain dari keluarga ini. Spasi memilih.
field-visit-finishes = Sekaligus selesai
hint-visit-finishes = Tindak lanjut keluarga ini yang selesai dengan kunjungan ini. Spasi memilih.
note-birthday-leaves = Pada { $day } umurnya { $age } tahun dan melewati batas lazim { $category }. Siapkan kategori atau program berikutnya.
note-birthday-reaches = Pada { $day } umurnya { $age } tahun, batas lazim { $category }. Tanyakan apakah kategori itu berlaku.
note-erasure-granted = Penghapusan sudah disetujui (diminta { $day }). Tekan Ctrl-E untuk menghapus.
note-retention-due = Masa simpan habis sejak { $day }. Bila masih diperlukan, tekan m dan tulis alasannya; bila tidak, hapus dengan Ctrl-E.
usage-withdraw = Klien mencabut persetujuan untuk sebuah kasus
usage-withdraw-case = Kasusnya
usage-withdraw-by = Siapa yang mencabut
usage-withdraw-reason = Alasannya, bila disebut
usage-client-copy = Semua yang tersimpan tentang seorang warga, untuk diberikan kepadanya
usage-client-copy-id = Warganya
usage-client-copy-format = pdf atau docx; keduanya bila tidak disebut
usage-client-copy-paper = a4 atau f4; menurut pengaturan bila tidak disebut
usage-client-copy-to = Folder untuk berkas
usage-client-copy-reveal = Juga dari warga rahasia; dicatat di jejak
usage-ask-erasure = Ada yang meminta seorang warga dihapus, atau permintaannya diputuskan
usage-ask-erasure-id = Warganya
usage-ask-erasure-by = Siapa yang meminta
usage-ask-erasure-reason = Alasannya, bila disebut
usage-ask-erasure-decision = waiting, granted atau refused; yang menunggu diputuskan dengannya
usage-ask-erasure-note = Dasar keputusannya
usage-retain = Simpan seorang warga lebih lama dari biasanya
usage-retain-id = Warganya
usage-retain-until = Sampai kapan; selama biasanya sekali lagi bila tidak disebut
usage-retain-reason = Alasannya
note-consent-withdrawn = Persetujuan dicabut{ $day ->
    [none] {""}
   *[other] {" "}pada { $day }
}{ $by ->
    [none] {""}
   *[other] {" "}oleh { $by }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}. Tidak ada yang boleh dikirim.
note-erasure-asked = Permintaan menghapus data{ $by ->
    [none] {""}
   *[other] {" "}oleh { $by }
} pada { $day } belum diputuskan. Tekan h.
usage-finish-also = Tindak lanjut lain dari keluarga itu yang sekaligus selesai
hint-case-basis = Bila dasarnya hanya persetujuan, catatan tanpa “Data dikirim ke Dinas Sosial” tidak ikut kiriman.
