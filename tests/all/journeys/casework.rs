//! Step 4, second half: a person by form, warnings that explain themselves, a case with need, consent and visit.

use crate::support::driver::Driver;
use crate::support::world::World;

/// Enok Rohaeti's NIK with another person's day and sex.
fn new_person(driver: &mut Driver) {
    driver.press("1n").sees("Warga > Baru");
    driver
        .press("Mimin Sukaesih")
        .field("NIK")
        .press("3204305602599047")
        .sees("Mungkin sudah ada")
        .sees("NIK sama");
    driver.field("Tanggal lahir").press("17-02-1959").field("Jenis kelamin").press("laki<Enter>");
    driver.field("Desa").press("cikitu<Enter>");
    driver.field("Kategori PPKS").press("lanjut usia<Enter><Enter>");
}

#[test]
fn a_person_is_added_with_warnings_in_words_and_the_warnings_are_settled() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    new_person(&mut driver);
    driver.press("<C-s>").says("Tersimpan: warga baru").sees("Warga > Mimin Sukaesih, 67 tahun, Cikitu");
    driver
        .sees("Lanjut Usia Terlantar")
        .sees("! ")
        .sees("Jenis kelamin berbeda")
        .sees("juga tercatat pada Enok Rohaeti");
    driver.press("?").sees("Tekan w bila peringatan").press("<Esc>");
    for _ in 0..3 {
        driver.press("w").says("Tersimpan: peringatan sudah dicek");
    }
    driver
        .sees_no("Jenis kelamin berbeda")
        .sees_no("juga tercatat pada Enok Rohaeti")
        .press("w")
        .sees("Mimin Sukaesih");
    driver.press("<C-z>").says("Diurungkan: peringatan sudah dicek");
}

#[test]
fn a_person_is_edited_and_the_change_stands_in_the_history() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>").sees("Warga > Ayi Solihat");
    driver
        .press("e")
        .field("Nomor HP")
        .press("<C-u>0812-3456-7890")
        .field("Kategori PPKS")
        .press("fakir<Enter><Enter>");
    driver.press("<C-s>").says("Tersimpan: data warga diubah").sees("Fakir Miskin");
    driver.press("<Right><Right><Right>").sees("data warga diubah").sees("Nomor HP").sees("→ 0812-3456-7890");
    driver.press("<C-z>").says("Diurungkan: data warga diubah").press("<Left>").sees_no("Fakir Miskin");
    driver.press("<C-y>").says("Dikembalikan lagi").sees("Fakir Miskin");
}

#[test]
fn a_case_is_opened_with_need_consent_and_a_visit_that_plans_the_next() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>").press("j").sees("Kasus > Baru").sees("Ayi Solihat");
    driver
        .field("Masalah")
        .press("Suami sakit, tidak ada penghasilan")
        .press("<Tab>")
        .field("Prioritas")
        .press("men<Enter>");
    driver.field("Persetujuan").press("diberi<Enter>").field("Disetujui oleh").press("Ayi Solihat<Enter>");
    driver
        .press("<C-s>")
        .says("Tersimpan: kasus baru")
        .sees("Kasus > Ayi Solihat")
        .sees("Persetujuan  Diberikan");
    driver.sees("Tahap Identifikasi");

    driver.press("d").sees("Kebutuhan > Baru").press("kese<Enter>").press("KIS tidak aktif<C-s>");
    driver.says("Tersimpan: kebutuhan baru").sees("KIS tidak aktif").sees_no("Tahap Identifikasi");

    driver
        .press("k")
        .field("Temuan")
        .press("Obat habis")
        .field("Kesepakatan")
        .press("Antar ke Puskesmas<Enter>");
    driver.field("Kunjungan berikut").press("27-11-2026<C-s>").says("Tersimpan: kunjungan baru");
    driver.sees("Obat habis").sees("27 Nov").sees("Antar ke Puskesmas");
    driver.press("<C-z>").says("Diurungkan: kunjungan baru").sees_no("Antar ke Puskesmas");
    driver
        .press("<C-y>")
        .sees("Antar ke Puskesmas")
        .press("1")
        .select("Antar ke Puskesmas")
        .sees("9 dalam 7 hari");
}

#[test]
fn a_case_opened_in_the_future_stays_marked_on_its_page_and_in_the_list() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/ayi solihat<Enter>j").field("Masalah").press("Uji tanggal").field("Dibuka");
    driver.press("<C-u>1/1/30<C-s>").says("Tersimpan: kasus baru").sees("! Tanggal ini belum terjadi");
    driver.press("2w/uji tanggal");
    let row = driver.screen().lines().find(|line| line.contains("Uji tanggal")).unwrap().to_owned();
    assert!(row.contains('!'), "{row}");
    driver.press("<Esc><Esc>2vn<S-Tab>").sees(" > Tanggal").press("<C-u>12-12-2026<Tab>cikitu<Enter>");
    driver.field("Nama warga").press("Orang Uji").field("Masalah").press("Atap bocor<C-s>").says("Tersimpan");
    let row = driver.screen().lines().find(|line| line.contains("Orang Uji")).unwrap().to_owned();
    assert!(row.contains('!'), "{row}");
}

#[test]
fn enter_goes_on_from_every_field_and_ctrl_j_begins_a_line() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("2w")
        .pick("Tunanetra")
        .press("d")
        .press("pangan<Enter>")
        .field("Kebutuhan")
        .press("Beras habis");
    driver
        .sees("Ctrl-J baris baru")
        .press("<Enter>")
        .sees_no(" > Kebutuhan")
        .press("<C-s>")
        .says("Tersimpan");
    driver.press("<C-d>").sees_no("isian lalu");
}

#[test]
fn a_case_is_closed_with_a_reason_and_opened_again() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2w").pick("Tunanetra").sees("Kasus > Moh. Iqbal Hermawan");
    // What goes on under it is told first.
    driver.press("d").press("pangan<Enter>").press("Beras habis<C-s>").says("Tersimpan: kebutuhan baru");
    driver.press("tTelepon Balai").field("Paling lambat").press("1-12-2026<C-s>").says("Tersimpan");
    driver.press("c").sees("masih ada yang terbuka").sees("Tindak lanjut: Telepon");
    driver.sees("Pangan, Beras habis").press("<Enter>").press("t").sees("Kasus > Moh. Iqbal");
    driver.press("cy").sees("Tutup kasus").press("<C-s>").says("Belum disimpan").press(" <Enter><C-s>");
    driver.says("Tersimpan: kasus ditutup").sees("Tahap Terminasi");
    driver.press("c").sees("Buka lagi").field("Alasan").press("Minta pelatihan lagi<C-s>");
    driver.says("Tersimpan: kasus dibuka lagi").sees_no("Tahap Terminasi");
}

#[test]
fn a_form_that_lacks_something_says_so_and_puts_the_caret_there() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    driver.press("n<Tab><Tab><C-s>").says("Belum disimpan").sees(" > Nama *");
    driver.press("Mimin<C-s>").sees(" > Desa *").press("cik<Enter>").sees_no("> Desa");
    driver.press("<C-s>").says("Tersimpan: warga baru").sees("Belum lengkap: NIK");
}

#[test]
fn a_task_is_put_off_to_a_later_day_and_finished_from_its_own_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .select("Cek hasil perbaikan NIK")
        .press("u")
        .sees("Tunda > Maesaroh Euis Solihat")
        .sees("01-12-2026");
    driver.field("Ditunda sampai").press("<C-u>20-11-2026<C-s>").says("sudah lewat");
    driver.press("<C-u>30-11-2026<C-s>").says("ditunda").select("Cek hasil perbaikan NIK").press("<Enter>");
    driver
        .sees("s selesai")
        .press("s")
        .sees("Selesai > Maesaroh")
        .press("Sudah cocok")
        .sees("Ctrl-J baris baru");
    driver.press("<C-s>").says("Tersimpan");
}

#[test]
fn a_day_that_can_hardly_be_meant_is_told_and_saved() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/enok rohaeti<Enter>kSehat<S-Tab><S-Tab><S-Tab>").sees(" > Tanggal");
    driver.press("<C-u>25-12-2026").sees("Tanggal ini belum terjadi");
    driver.press("<C-s>").says("Tersimpan: kunjungan baru");
}

#[test]
fn a_field_that_cannot_be_read_is_mended_or_emptied_as_its_hint_says() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>e").field("Tanggal lahir").press("<C-u>kapan saja<C-s>");
    driver.says("tidak terbaca").sees("Betulkan atau kosongkan, lalu").sees_no("tanpa isian ini");
    driver.press("<C-u><C-s>").says("Tersimpan: data warga diubah");
}

#[test]
fn two_assessments_stand_side_by_side_and_a_plan_ends_with_its_reminder() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2w/lansia tinggal<Enter>").sees("Kasus > ");
    for (day, scores) in [
        ("1-10-2026", "<Enter>2<Enter><Enter><Enter>3<Enter>"),
        ("", "<Enter>4<Enter><Enter><Enter>2<Enter>"),
    ] {
        driver.press("a").sees("Asesmen > Baru").sees("Kesehatan badan");
        if !day.is_empty() {
            driver.press("<C-u>").press(day);
        }
        driver.field("Keadaan").press(scores);
        if day.is_empty() {
            driver.field("Simpulan").press("Perlu didampingi");
        }
        driver.press("<C-s>").says("Tersimpan: asesmen baru");
        if !day.is_empty() {
            driver.sees("Kesehatan badan 2, Pikiran dan perasaan 3");
        }
    }
    driver
        .press("<Right>")
        .sees("1 Okt    24 Nov")
        .sees("Kesehatan badan")
        .sees("2        4")
        .sees("3        2");
    driver.sees_no("Keagamaan").press("<Left>").sees("Perlu didampingi");

    driver.press("p").sees("Rencana > Baru").press("pangan<Enter>").press("Makan tiga kali sehari<Enter>");
    driver.press("Antar berkas ke dapur umum<Enter>").field("Kapan").press("20-11-2026");
    driver.press("<C-s>").says("Tersimpan: rencana baru").sees("Antar berkas ke dapur umum");
    driver
        .press("1")
        .select("Antar berkas ke dapur umum")
        .press("s")
        .field("Hasil")
        .press("Terdaftar mulai Senin<C-s>");
    driver.says("Tersimpan: tindak lanjut selesai");
    driver
        .press("2w/lansia tinggal<Enter>")
        .sees("Antar berkas ke dapur umum: Selesai")
        .sees("Tahap Monitoring");
    // One save, and so one undo, for the reminder and the plan.
    driver.press("<C-z>").sees_no("Antar berkas ke dapur umum: Selesai");

    driver.press("h").sees("Pembahasan > Baru").field("Yang hadir").press("Bu Ratna<Enter>Puskesmas<Enter>");
    driver.field("Keputusan").press("Jadwalkan kunjungan rumah<Enter>Bu Ratna<Enter>H+3<Enter>");
    driver.press("<C-s>").says("Tersimpan: pembahasan baru").sees("Jadwalkan kunjungan rumah");
    driver.press("1").select("Jadwalkan kunjungan rumah");
}

/// Keys beside what is typed as data.
fn beside(driver: &mut Driver, data: &[&str], press: &str) -> usize {
    let before = driver.keys;
    driver.press(press);
    driver.keys - before - data.iter().map(|text| text.chars().count()).sum::<usize>()
}

#[test]
fn a_new_case_and_a_visit_with_its_next_date_take_few_keys() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let problem = "Suami sakit, tidak ada penghasilan";
    let keys = beside(&mut driver, &["ayi solihat", problem], &format!("/ayi solihat<Enter>j{problem}<C-s>"));
    driver.says("Tersimpan: kasus baru");
    assert!(keys <= 12, "{keys} keys for a new case of a known person");

    let findings = "Obat habis, belum kontrol";
    let keys = beside(&mut driver, &[findings, "H+14"], &format!("k{findings}<Tab><Tab><Tab><Tab>H+14<C-s>"));
    driver.says("Tersimpan: kunjungan baru").sees(findings).sees("8 Des");
    assert!(keys <= 10, "{keys} keys for a visit with its next date");
}

#[test]
fn lines_that_are_pasted_become_needs_and_steps_in_one_save_with_one_undo() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/ayi solihat<Enter>j").field("Masalah").press("Banyak yang kurang<Tab>").press("<C-s>");
    driver.says("Tersimpan: kasus baru").press("D").sees("Kebutuhan > Beberapa sekaligus");
    driver.paste("1. Kursi roda rusak\n2. KIS nonaktif\tkesehatan\n\n3. Atap bocor\n");
    // What has no sector is not saved, and nothing is lost.
    driver.press("<C-s>").says("bidangnya belum dipilih").sees("Atap bocor");
    driver
        .field("Bidang semuanya")
        .press("alat bantu<Enter><C-s>")
        .says("Tersimpan: beberapa kebutuhan baru");
    driver.sees("Kursi roda rusak").sees("KIS nonaktif").sees("Atap bocor").sees("Kesehatan");
    driver.press("<C-z>").says("Diurungkan: beberapa kebutuhan baru").sees_no("Kursi roda rusak");
    driver.sees_no("Atap bocor").press("<C-y>").says("beberapa kebutuhan baru").sees("Atap bocor");

    driver.press("P").sees("Rencana > Beberapa sekaligus");
    driver.paste("Ukur kursi roda\t1-12-2026\nAktifkan KIS\t3-12-2026\tPuskesos\n");
    driver
        .field("Tujuan")
        .press("Bisa bergerak sendiri<C-s>")
        .says("Tersimpan: beberapa langkah rencana baru");
    driver.sees("Ukur kursi roda").sees("Aktifkan KIS").press("1").sees("9 dalam 7 hari");
    driver.press("<C-z>").says("Diurungkan: beberapa langkah").sees("8 dalam 7 hari");
}
