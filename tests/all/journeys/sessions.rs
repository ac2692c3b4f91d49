//! Step 5: a session with known people and free names; its plan becomes follow-ups; the roll is called.

use crate::support::driver::Driver;
use crate::support::world::World;

fn new_session(driver: &mut Driver) {
    driver.press("3n").sees("Bimbingan > Baru").press("kelompok<Enter>");
    driver.field("Tema").press("Merawat orang tua di rumah<Enter>").field("Desa").press("cikitu<Enter>");
    driver.field("Peserta").press("enok rohaeti<Enter>").sees("Enok Rohae");
    // To the next row, past name, sex, address, mark and note; then a free name.
    driver.press("<Enter><Enter><Enter><Enter><Enter>").press("<Tab>Bu Yayah<Enter>p<Enter>");
    driver.field("Rencana").press("Kumpulkan fotokopi KK<Enter>Bu Yayah<Enter>26-11-2026<Enter>");
    driver.press("<C-s>").says("Tersimpan: bimbingan baru");
}

#[test]
fn participants_are_picked_or_named_and_the_plan_becomes_follow_ups() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    new_session(&mut driver);
    driver.sees("Bimbingan > Merawat orang tua di rumah, Cikitu").sees("Hadir 0 dari 2");
    driver.sees("Enok Rohaeti").sees("Bu Yayah");

    driver.press(" ").sees("Hadir 1 dari 2 (L 0, P 1)").press("i").sees("Izin");
    driver.press("<Up>a").sees("Tidak hadir").sees("Hadir 0 dari 2").press("<C-z>").sees("Hadir 1 dari 2");

    driver.press("1").select("Kumpulkan fotokopi KK").press("2/enok rohaeti<Enter>");
    driver.sees("Merawat orang tua di rumah: Hadir");
}

#[test]
fn a_session_is_edited_without_making_its_follow_ups_twice() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    new_session(&mut driver);
    driver.press("e").field("Tempat").press("Balai desa<C-s>").says("Tersimpan: bimbingan diubah");
    driver.resize(80, 40).press("1");
    assert_eq!(driver.screen().matches("Kumpulkan fotokopi KK").count(), 1, "{}", driver.screen());
}
