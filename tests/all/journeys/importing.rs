//! Step 3: the Pacet list comes in from the screen, goes out again by one key, and its refused rows are mended.

use crate::support::driver::Driver;
use crate::support::world::World;

fn pick_the_list(driver: &mut Driver) {
    driver.press("1m").sees("Belum ada yang disimpan");
    driver.pick(env!("CARGO_MANIFEST_DIR"));
    driver.pick("tests/").pick("fixtures/").pick("samples/").pick("daftar-ppks-pacet.xlsx");
}

#[test]
fn a_list_is_shown_taken_undone_and_taken_again() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.sees("Belum ada yang disimpan").sees("dibaca sebagai Daftar warga").sees("Nama");
    driver.press("<PgDn>").sees("420 baris dibaca: 379 baru");
    driver
        .press("<Enter>")
        .says("Tersimpan")
        .sees("420 baris dibaca: 379 baru")
        .sees("34 ganda")
        .sees("7 ditolak");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 379);

    driver.press("<C-z>").says("Diurungkan: isi berkas Excel");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 0);
    driver.press("1").sees("Belum ada warga yang tercatat");

    pick_the_list(&mut driver);
    driver.press("<Enter>").sees("379 baru");
    driver.press("<Enter>").sees("Perlu Diperbaiki").sees("7 dari 7");
    driver.press("1").sees("7 baris perlu diperbaiki");

    pick_the_list(&mut driver);
    driver.press("<Enter>").sees("420 baris dibaca: 0 baru, 413 sudah ada");
}

#[test]
fn a_refused_row_is_mended_into_a_person() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.press("<Enter><Enter>").sees("7 dari 7").pick("desa kosong");
    driver.sees("Perbaiki baris").press("<C-s>").says("Belum disimpan").sees(" > Desa *");
    driver.press("cikitu<Enter><C-s>").says("Tersimpan: baris diperbaiki").sees("6 dari 6");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 380);
    driver.press("<C-z>").says("Diurungkan: baris diperbaiki").sees("7 dari 7");
}

#[test]
fn a_row_that_is_not_needed_is_thrown_away_after_a_question() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.press("<Enter><Enter>").sees("7 dari 7").press("<Del>").sees("Buang baris ini?");
    driver.press("t").sees("7 dari 7").press("<Del>y").sees("6 dari 6").press("<C-z>").sees("7 dari 7");
}

#[test]
fn a_file_that_is_no_list_is_refused_with_a_sentence_and_a_way_back() {
    let mut world = World::empty();
    let stick = world.stick();
    std::fs::write(stick.join("kosong.xlsx"), b"bukan lembar").unwrap();
    std::fs::create_dir(stick.join("folder.xlsx")).unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("m").walk_to(&stick).sees("folder.xlsx/").pick("kosong.xlsx");
    driver.sees("tidak bisa diambil");
    assert!(!driver.message().is_empty());
    driver.press("<Esc>").sees("kosong.xlsx").press("<Esc>").sees("Hari Ini");
}
