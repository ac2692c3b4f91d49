//! Step 7: everything that is due on *Hari Ini*; done and put off from there.

use crate::support::driver::Driver;
use crate::support::world::World;

#[test]
fn a_task_is_finished_in_place_by_few_keys() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.sees("4 terlambat").select("Antar berkas KIS");
    let before = driver.keys;
    driver.press("s").sees("Tindak lanjut > Selesai").press("Sudah diterima<C-s>");
    let keys = driver.keys - before - "Sudah diterima".len();
    driver
        .says("Tersimpan: tindak lanjut selesai")
        .sees("Hari Ini")
        .sees("3 terlambat")
        .sees_no("Antar berkas KIS");
    assert!(keys <= 4, "{keys} keys");
    driver
        .press("<C-z>")
        .says("Diurungkan: tindak lanjut selesai")
        .sees("4 terlambat")
        .sees("Antar berkas KIS");
    driver.press("<C-y>").sees("3 terlambat");
}

#[test]
fn a_task_is_put_off_to_another_day() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.select("Antar berkas KIS").press("u").sees("Tindak lanjut > Tunda").press("<C-u>27-11-2026<C-s>");
    driver
        .says("Tersimpan: tindak lanjut ditunda")
        .sees("3 terlambat")
        .select("Antar berkas KIS")
        .sees("27 Nov    Enok Rohaeti");
}

#[test]
fn every_number_on_hari_ini_leads_somewhere() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let numbers = [
        "terlambat",
        "hari ini",
        "dalam 7 hari",
        "rujukan macet",
        "menunggu jawaban",
        "30 hari tanpa kunjungan",
        "tanpa kebutuhan",
        "tanpa persetujuan",
    ];
    for number in numbers {
        driver.press("1<Home>").select(number);
        let shown = driver
            .screen()
            .lines()
            .find(|line| line.contains(number) && line.contains('>'))
            .map(str::to_owned);
        let count: usize = shown
            .as_deref()
            .and_then(|line| {
                line.split(number).next()?.split_whitespace().rev().find_map(|word| word.parse().ok())
            })
            .unwrap_or_else(|| panic!("no count before {number:?} in {shown:?}"));
        let before = driver.screen();
        driver.press("<Enter>");
        assert_ne!(driver.screen(), before, "{number} leads nowhere:\n{before}");
        if !driver.screen().starts_with(" Hari Ini") {
            driver.sees(&format!("{count} dari "));
        }
    }
}

#[test]
fn the_list_of_tasks_makes_no_person() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("1<Home>")
        .pick("4 terlambat")
        .sees("Tindak lanjut")
        .press("n")
        .sees("Tindak lanjut")
        .sees_no("Baru");
}

#[test]
fn in_the_list_of_tasks_n_asks_for_whom() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("<Home>").pick("4 terlambat").sees("n baru").press("n").says("Tindak lanjut untuk siapa");
    driver.press("enok rohaeti<Enter>").sees("Warga > Enok Rohaeti").press("t").sees("Tindak lanjut > Baru");
}
