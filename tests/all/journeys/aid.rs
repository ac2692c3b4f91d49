//! Aid by keys: a gift is typed and its neighbours are said, overlaps are decided, gifts matched, a list checked.

use std::path::Path;

use simpul::desk::{Change, FormPurpose, ImportOrder, Overlaps, PairCount};
use simpul::domain::{Aid, Record, RecordKind};

use crate::support::driver::Driver;
use crate::support::world::World;

/// The lists of the sample in a book of its own.
fn pacet(world: &mut World) -> Driver {
    let mut driver = Driver::open(world);
    for name in ["daftar-ppks-pacet.xlsx", "penerima-bantuan-2026.xlsx"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/samples").join(name);
        let desk = driver.desk();
        let preview = desk.preview_import(&ImportOrder { file, ..ImportOrder::default() }).unwrap();
        desk.import(preview).unwrap();
    }
    driver
}

#[test]
fn an_overlap_is_decided_with_a_reason_and_is_not_asked_again() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    driver.press("5t").sees("Tumpang tindih > perlu dilihat").sees("Ganda").sees("Aturan TT-001");
    let open = driver.desk().meetings(&mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    let first = open.iter().find(|meeting| meeting.is_open()).unwrap();
    let names = [first.a.who.name.clone(), first.b.who.name.clone()];
    let open = open.iter().filter(|meeting| meeting.is_open()).count();
    driver.sees(&format!("{open} "));
    driver.press("<Enter>").sees("Keputusan bantuan > keputusan").sees(&names[0]).sees(&names[1]);
    driver.field("Keputusan").press("daftar<Enter>");
    driver.field("Alasan").press("Sudah dicoret satu<C-s>").says("Tersimpan");
    driver.sees("Tumpang tindih").sees(&format!("{} ", open - 1));
    driver.press("<C-z>").sees(&format!("{open} "));
}

#[test]
fn a_gift_that_is_typed_says_what_the_family_has_already() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    driver.press("5n").sees("Bantuan > Baru");
    driver.field("Nama di daftar").press("Hendra Udin Sutisna");
    driver.field("Nomor KK").press("3204302008089649");
    driver.field("Program").press("blt<Enter>");
    driver.field("Untuk masa").press("Agustus 2026").sees("Sudah ada bantuan lain untuk keluarga ini");
    driver.sees("Periksa: PKH");
    driver.press("<C-s>").says("Tersimpan");
}

#[test]
fn gifts_that_match_nobody_wait_and_are_matched_by_hand() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    let waiting = driver.desk().unmatched_aid().len();
    driver.press("5o").sees("perlu dicocokkan").sees(&format!("{waiting} "));
    driver.press("g").sees("Bantuan > cocokkan").press("<C-s>").says("Tersimpan");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 1);
    driver.press("x");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 2);
    driver.press("<C-z>");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 1);
}

#[test]
fn families_that_nothing_reached_are_listed_and_opened() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    driver.press("5u").sees("Belum tersentuh").sees("157");
    driver.press("f").sees("Belum tersentuh > Cipeujeuh");
    driver.press("<Enter>").sees("HERI KURNIA");
}

#[test]
fn a_donors_list_is_checked_and_nothing_is_saved() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    let before = driver.desk().book().count(RecordKind::Aid);
    driver.press("5k").sees("Cek daftar calon penerima");
    driver.pick(env!("CARGO_MANIFEST_DIR"));
    driver.pick("tests/").pick("fixtures/").pick("samples/").pick("penerima-bantuan-2026.xlsx");
    driver.sees("Cek daftar > penerima-bantuan-2026.xlsx").sees("dari 633");
    assert_eq!(driver.desk().book().count(RecordKind::Aid), before);
}

#[test]
fn a_gifts_months_stand_in_its_form_as_people_write_them() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    let gifts: Vec<_> = driver.desk().book().of_kind(RecordKind::Aid).map(|(key, _)| key).collect();
    let stored = |driver: &mut Driver, key| driver.desk().record(key).unwrap().body.get("period");
    let key = *gifts.iter().find(|key| stored(&mut driver, **key).is_some()).unwrap();
    let before = stored(&mut driver, key);
    let purpose = FormPurpose::Edit(key);
    let row = driver.desk().form_row(&purpose).unwrap();
    let shown = row.iter().find(|(id, _)| id == "period").map(|(_, value)| value.plain()).unwrap();
    assert!(shown.contains(" 2026") && !shown.contains('/'), "{shown}");
    driver.desk().submit(&purpose, &row, None).unwrap();
    assert_eq!(stored(&mut driver, key), before);
}

/// Gifts of one programme and month to families of their own, so many to each.
fn gifts(driver: &mut Driver, families: u32, each: u32) {
    let desk = driver.desk();
    let mut records = Vec::new();
    for family in 0..families {
        for _ in 0..each {
            let aid = Aid {
                name: "Asep Sunandar".into(),
                family_card: format!("3204300102{:06}", 199_001 + family),
                village: "32.04.30.2001".into(),
                program: "PKH".into(),
                period: "2026-07/2026-09".into(),
                ..Aid::default()
            };
            records.push(Record::new(desk.new_id(), aid));
        }
    }
    desk.save(Change::of("example", records)).unwrap();
}

#[test]
fn more_overlaps_than_the_list_holds_are_counted_in_words() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    let families = Overlaps::MOST + 30;
    gifts(&mut driver, u32::try_from(families).unwrap(), 2);
    driver.press("5t").sees("Tumpang tindih > perlu dilihat").sees("2.030 dari 2.030");
    driver.sees("Masih ada 30 lagi yang tidak tampil di sini.");
    driver.press("<End>").sees("Masih ada 30 lagi yang tidak tampil di sini.");
    // What is decided makes room.
    driver.press("<Enter>").sees("Keputusan bantuan > keputusan");
    driver.field("Keputusan").press("daftar<Enter>");
    driver.field("Alasan").press("Sudah dicoret satu<C-s>").says("Tersimpan");
    driver.sees("2.029 dari 2.030").sees("Masih ada 29 lagi");
    driver.press("o").sees("2.030 dari 2.030").sees("Masih ada 29 lagi");

    let desk = driver.desk();
    let all = desk.meetings(&mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    assert_eq!(all.len(), families);
    assert_eq!(PairCount::of(&all).iter().map(|count| count.count).sum::<usize>(), families);
}

#[test]
fn more_gifts_than_there_is_room_for_are_counted_in_words() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    gifts(&mut driver, 1, 12);
    driver.press("5n").sees("Bantuan > Baru");
    driver.field("Nama di daftar").press("Asep Sunandar");
    driver.field("Nomor KK").press("3204300102199001");
    driver.field("Program").press("pkh<Enter>");
    driver.field("Untuk masa").press("Agustus 2026").sees("keluarga ini (12)").sees("dan 9 bantuan lagi");
}
