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

#[test]
fn a_list_from_excel_is_pasted_into_the_table_and_ctrl_d_copies_from_above() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("3n").sees("Bimbingan > Baru").press("kelompok<Enter>");
    driver.field("Tema").press("Gizi balita<Enter>").field("Desa").press("cikitu<Enter>");
    driver.field("Peserta").sees("ditempel sekaligus");
    driver.paste(
        "Bu Yayah\tPerempuan\tKp. Cikitu\r\nBu Tini\tperempuan\r\nPak Dadang\tLaki-laki\tKp. Pasir\r\n",
    );
    driver.sees("Bu Yayah").sees("Bu Tini").sees("Pak Dadang");
    // Up to the second row, on to its address.
    driver.press("<Up><Tab><Tab><Tab><C-d>").press("<C-s>").says("Tersimpan: bimbingan baru");
    driver.sees("Hadir 0 dari 3").sees("Bu Yayah").sees("Bu Tini").sees("Pak Dadang");
    let kept = world_addresses(&mut driver);
    assert_eq!(kept, ["Kp. Cikitu", "Kp. Cikitu", "Kp. Pasir"]);
}

/// Addresses of those invited to the newest session, in their order.
fn world_addresses(driver: &mut Driver) -> Vec<String> {
    use simpul::domain::{RecordKind, Session};
    let desk = driver.desk();
    let sessions: Vec<_> = desk.book().of_kind(RecordKind::Session).map(|(key, _)| key).collect();
    let newest = sessions.iter().max().unwrap();
    let record = desk.record(*newest).unwrap();
    let session = record.body::<Session>().unwrap();
    session.participants.iter().map(|seat| seat.address.clone()).collect()
}

#[test]
fn what_was_pasted_is_a_draft_at_once_and_one_step_takes_it_back() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("3n").press("kelompok<Enter>").field("Tema").press("Gizi balita<Enter>");
    driver
        .field("Rencana")
        .paste("Timbang balita\tBu Yayah\t1-12-2026\nMasak bersama\tBu Tini\tbulan depan sekali\n");
    driver.sees("Timbang balita").sees("bulan dep").tick().sees("konsep tersimpan");
    driver.press("<C-z>").sees_no("Timbang balita");
}
