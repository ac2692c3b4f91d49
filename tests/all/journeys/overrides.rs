//! What the worker's area does otherwise than the built-in lists: made, refused, edited and thrown away on the screen.

use crate::support::driver::Driver;
use crate::support::world::World;

fn open_list(driver: &mut Driver) {
    driver.press("9").pick("Perubahan daftar");
}

fn youngest_old_person(driver: &mut Driver) -> Option<i64> {
    driver.desk().catalog().ppks(8).unwrap().min_age
}

#[test]
fn an_age_limit_is_overridden_and_taken_back() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    assert_eq!(youngest_old_person(&mut driver), Some(60));
    open_list(&mut driver);
    driver.sees("Belum ada perubahan daftar").press("n").sees("Daftar mana").pick("Kategori PPKS");
    driver.press("PPKS-08").pick("PPKS-08").sees("Umur paling muda: 60");
    insta::assert_snapshot!("override_column_80x24", driver.styled());
    driver.press("umur paling muda").pick("Umur paling muda").sees(" > Isi baru").sees("60");
    // What makes no sense is refused, with the reason, and nothing is lost.
    driver.press("<BS><BS>tua<C-s>").says("harus angka bulat").sees("tua");
    assert_eq!(youngest_old_person(&mut driver), Some(60));
    driver.press("<BS><BS><BS>65").field("Sumber").press("Perbup 12/2026<C-s>");
    driver.says("Tersimpan").sees("Umur paling muda").sees("65").sees("24 Nov");
    insta::assert_snapshot!("overrides_80x24", driver.styled());
    assert_eq!(youngest_old_person(&mut driver), Some(65));

    driver.press("<Enter>").sees("Perbup 12/2026").press("<Esc>").press("<Del>").sees("Buang perubahan ini?");
    driver.press("y").sees("Belum ada perubahan daftar");
    assert_eq!(youngest_old_person(&mut driver), Some(60));
    driver.press("<C-z>").sees("65");
    assert_eq!(youngest_old_person(&mut driver), Some(65));
}

#[test]
fn an_entry_holds_from_its_day_on_while_the_program_is_open() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    open_list(&mut driver);
    driver.press("nbatas").pick("Batas waktu rujukan").pick("decision").pick("Hari:");
    driver.press("<BS><BS>21").field("Berlaku sejak").press("<Home>");
    for _ in 0..10 {
        driver.press("<Del>");
    }
    driver.press("25-11-2026<C-s>").says("Tersimpan");
    assert_eq!(driver.desk().catalog().clock("decision", false), Some(14));
    driver.tell(simpul::app::Message::Day(chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()));
    assert_eq!(driver.desk().catalog().clock("decision", false), Some(21));
}

#[test]
fn esc_goes_back_step_by_step() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    open_list(&mut driver);
    driver.press("n").pick("Program bantuan").sees("Entri yang mana").press("<Esc>").sees("Daftar mana");
    driver.press("<Esc>").sees("Belum ada perubahan daftar").press("<Esc>").sees("Pengaturan");
}

#[test]
fn a_rule_that_is_written_over_opens_its_regulation() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    open_list(&mut driver);
    driver.press("n").pick("Aturan bantuan ganda").press("TT-012").pick("TT-012").sees("Dasar: ");
    driver.press("<C-r>").sees("Rak peraturan").sees("PMK 201/PMK.07/2022: Pengelolaan Dana Desa");
    driver.press("<Esc>").sees("TT-012").pick("Dasar: ").press("lain<C-s>").says("Tersimpan");
    driver.press("<Enter>").press("r").sees("PMK 201/PMK.07/2022: Pengelolaan Dana Desa").press("<Esc>");
    // What rests on nothing has no key for it.
    driver.press("<Esc>n").pick("Kategori PPKS").press("<C-r>").sees("Entri yang mana");
}
