//! Step 4, first half: finding somebody by a piece of the name, and what it costs in keys.

use crate::support::driver::Driver;
use crate::support::world::World;

/// Keys beyond the typed words.
fn cost(driver: &mut Driver, words: &str, journey: impl FnOnce(&mut Driver)) -> usize {
    let before = driver.keys;
    journey(driver);
    driver.keys - before - words.chars().count()
}

#[test]
fn a_piece_of_a_misspelt_name_finds_the_person_in_few_keys() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let words = "enok rohaetti";
    let keys = cost(&mut driver, words, |driver| {
        driver.press(&format!("/{words}<Enter>"));
    });
    driver.sees("Warga > Enok Rohaeti");
    assert!(keys <= 6, "{keys} keys");
}

#[test]
fn the_list_narrows_while_one_types_and_esc_shows_all_again() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2").sees("62 dari 62").press("/enok roh").sees("2 dari 62");
    driver.press("<Tab>").sees("2 dari 62").press("<Esc>").sees("62 dari 62");
    driver.press("/zzzqqq").sees("Tidak ada yang cocok").press("<Esc>").sees("62 dari 62");
    driver
        .press("fcikitu<Enter>")
        .sees("[x] Desa: Cikitu")
        .sees("Saringan:")
        .press("<Esc>")
        .sees("Desa: Cikitu")
        .sees_no("62 dari 62");
    driver.press("<Esc>").sees("62 dari 62").press("f");
    assert_eq!(driver.screen().matches("Cari:").count(), 1, "{}", driver.screen());
    driver.press("<Esc>").sees("Cari:");
    driver.press("w").sees("14 dari 14").sees("Lansia tinggal").press("w").sees("62 dari 62");
}

#[test]
fn a_name_written_in_two_words_is_found_in_one() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("nNurhayati<Enter>").field("Desa").press("cikitu<Enter><C-s>").says("Tersimpan");
    driver.press("2/nur hayati").sees("Nurhayati").sees_no("Tidak ada yang cocok");
}

#[test]
fn one_name_in_one_desa_is_told_as_soon_as_the_desa_is_chosen() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("nEnok Rohaeti<Enter>").sees_no("nama sama").field("Desa").press("cikit<Enter>");
    driver.sees("Enok Rohaeti, 67");
}

#[test]
fn a_nik_and_a_village_find_too() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/3204 3056 0259 9047").sees("Enok Rohaeti").sees("1 dari 62");
    driver.press("<Enter>").sees("Warga > Enok Rohaeti");
}

#[test]
fn a_new_case_for_a_known_person_takes_few_keys() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let words = "ayi solihatPerlu kursi roda";
    let keys = cost(&mut driver, words, |driver| {
        driver.press("/ayi solihat<Enter>jPerlu kursi roda<C-s>");
    });
    driver.says("Tersimpan: kasus baru").sees("Kasus > Ayi Solihat");
    assert!(keys <= 12, "{keys} keys");
}

#[test]
fn a_visit_with_a_next_date_takes_few_keys() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/enok rohaeti<Enter>").sees("Warga > Enok Rohaeti");
    let words = "Sehat, atap sudah baik8-12";
    let keys = cost(&mut driver, words, |driver| {
        driver.press("kSehat, atap sudah baik<Tab><Tab><Tab><Tab>8-12<C-s>");
    });
    driver.says("Tersimpan: kunjungan baru").sees("8 Des");
    assert!(keys <= 10, "{keys} keys");
}

#[test]
fn the_palette_finds_from_every_screen_what_is_done_on_another() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    for home in '1'..='9' {
        for (typed, line) in [
            ("kunjungan", "k       kunjungan (Warga & Kasus)"),
            ("cadang", "Ctrl-B  Cadangan: pulihkan data"),
            ("impor", "m       ambil Excel: impor daftar"),
            ("sandi", "9       Pengaturan: ganti kata sandi"),
            ("kirim", "k       kirim"),
            ("sesi", "3       Bimbingan: sesi kelompok"),
            ("lembaga", "6       Lembaga"),
        ] {
            driver.press(&format!("{home}<C-p>{typed}")).sees(line).press("<Esc>");
        }
    }
}

#[test]
fn the_palette_goes_to_the_screen_and_does_it_or_says_what_to_open() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("1<C-p>kunjungan").pick("kunjungan (Warga").sees("62 dari 62");
    driver.says("buka dengan Enter, lalu tekan k (kunjungan)");
    driver.press("1<C-p>kirim").pick("kirim (Serah").sees("angka saja").press("<Esc>").sees("Serah Terima");
    driver.press("7<C-p>impor").pick("ambil Excel").sees("Belum ada yang disimpan");
    driver.press("1<C-p>cocokkan").pick("cocokkan").says("Pilih dulu barisnya di sini, lalu tekan g");
    driver.press("1<C-p>tumpang").pick("tumpang tindih").sees("Tumpang");
    driver.press("1nMimin<C-p>cadangkan").pick("cadangkan").sees("Cadangan > ");
    driver.press("1<C-p>konsep").pick("konsep").sees("Konsep yang belum disimpan").sees("Warga, ");
}

#[test]
fn a_person_without_a_case_has_the_key_for_one_on_the_bar() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>").sees("j jadi kasus").sees_no("k kunjungan");
    driver.press("?").sees("k                  kunjungan").press("<Esc>k").says("Buat dulu dengan tombol j");
    driver.press("jPerlu kursi roda<C-s>").sees("k kunjungan");
    driver.press("r").says("belum punya kebutuhan").sees("Rujukan > ");
}

#[test]
fn services_and_categories_are_said_in_words_not_in_codes() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    for code in ["alat_bantu", "layanan_kesehatan", "kesehatan_jiwa"] {
        driver.press("6").sees_no(code);
    }
    driver.press("/puskesmas<Enter>").sees("Lembaga > ").sees_no("layanan_kesehatan").sees("esehatan");
    driver.press("7").sees("8 LUT").sees("24 FM");
}

#[test]
fn what_a_narrow_bar_leaves_out_stands_in_the_help() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("5").sees_no("ambil Excel").press("?");
    let mut help = driver.screen();
    for _ in 0..4 {
        help += &driver.press("<PgDn>").screen();
    }
    assert!(help.contains("m                  ambil Excel"), "{help}");
}
