//! A fast hand and a slow disk: no key is lost, none acts on what it was not meant for.

use crate::support::driver::Driver;
use crate::support::world::World;

#[test]
fn keys_typed_before_the_form_is_there_are_not_lost() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.is_slow = true;
    driver.press("nMimin Sukaesih<Tab>Mimin").sees_no("Mimin").catch_up();
    driver.sees("Mimin Sukaesih").sees(" > Nama panggilan       Mimin");
}

#[test]
fn enter_opens_what_the_whole_word_finds() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.is_slow = true;
    driver.press("/onah maryati<Enter>").catch_up();
    driver.sees("Warga > Onah Maryati");
    driver.press("2/enok rohaeti<Enter>k<Tab><Tab><Tab>Sehat sekali").catch_up();
    driver.sees("Kunjungan > Baru").sees("Sehat sekali");
}

#[test]
fn the_palette_waits_for_its_answer_too() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.is_slow = true;
    driver.press(":onah maryati<Enter>").catch_up();
    driver.sees("Warga > Onah Maryati");
}

#[test]
fn esc_gives_up_what_was_typed_ahead() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.is_slow = true;
    driver.press("nMimin<Esc>").catch_up();
    driver.sees("Hari Ini").press("k").catch_up().says("Tidak ada konsep");
}
