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
        "menunggu kabar",
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

/// Two people of one family card, with a task each that is overdue.
fn family_with_tasks(world: &mut World) -> Driver {
    use simpul::desk::FormPurpose;
    use simpul::domain::{FollowUp, PartialDate, Person, RecordKind, Table};
    let mut driver = Driver::open(world);
    let due = Some(PartialDate::from(crate::support::world::day().pred_opt().unwrap()));
    for (name, relation, what) in
        [("Dayat Uji", "head", "Cek NIK uji"), ("Cucu Uji", "child", "Antar obat uji")]
    {
        let person = Person {
            name: name.into(),
            village: "32.04.30.2001".into(),
            family_card: "3204300101019999".into(),
            family_relation: relation.into(),
            ..Person::default()
        };
        let desk = driver.desk();
        let new = |kind, about| FormPurpose::New { kind, about };
        let person = desk.submit(&new(RecordKind::Person, None), &person.to_row(), None).unwrap().keys[0];
        let task = FollowUp { what: what.into(), due, ..FollowUp::default() };
        desk.submit(&new(RecordKind::FollowUp, Some(person)), &task.to_row(), None).unwrap();
    }
    driver.press("21");
    driver
}

#[test]
fn tasks_of_one_family_are_one_line_and_are_finished_together() {
    let mut world = World::example();
    let mut driver = family_with_tasks(&mut world);
    driver.sees("6 terlambat").sees("Kel. Dayat Uji (2)").sees_no("Cucu Uji").select("Kel. Dayat Uji");
    driver.press("s").sees("Sekaligus selesai").sees("Dayat Uji: Cek NIK uji").press("Sudah<C-s>");
    driver.says("Tersimpan: tindak lanjut selesai").sees("4 terlambat").sees_no("Kel. Dayat Uji");
    driver.press("<C-z>").sees("6 terlambat").sees("Kel. Dayat Uji (2)");
    // Only one of the two: the tick is taken away.
    driver
        .select("Kel. Dayat Uji")
        .press("s")
        .field("Sekaligus selesai")
        .press("<BS><C-s>")
        .sees("5 terlambat");
    driver.sees("Dayat Uji").sees_no("Kel. Dayat Uji");
}

#[test]
fn a_visit_offers_what_is_open_for_the_family() {
    let mut world = World::example();
    let mut driver = family_with_tasks(&mut world);
    driver
        .press("2/dayat uji<Enter>")
        .sees("Warga > Dayat Uji")
        .press("j")
        .field("Masalah")
        .press("Uji<C-s>");
    driver
        .sees("Kasus > Dayat Uji")
        .press("k")
        .field("Temuan")
        .press("Semua sehat")
        .field("Sekaligus selesai");
    driver
        .press(" ")
        .sees("Cucu Uji: Antar obat uji")
        .press(" <Down> <C-s>")
        .says("Tersimpan: kunjungan baru");
    driver.press("1").sees("4 terlambat").press("<C-z>").sees("6 terlambat");
}
