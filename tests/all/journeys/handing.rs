//! Step 8: a bundle goes out to a folder, is whole, and comes in at a second store once.

use std::path::Path;

use simpul::handoff::verify;

use super::mismatches;
use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

/// Where the bundle lies on a stick.
const BUNDLE: &str = "SIMPUL/KIRIM/PACET01-000001";

/// Sends *Lengkap* into a folder; returns the bundle's passphrase.
pub(super) fn send(driver: &mut Driver, to: &Path) -> String {
    driver.press("8k").sees("angka saja").press("<Right>").sees("57 warga").sees("Ditahan: 4 warga rahasia");
    driver
        .press("<Enter><Enter>")
        .press("Laporan November<Enter>")
        .paste(&to.display().to_string())
        .press("<Enter>");
    driver.press("salah sekali<Enter>").says("salah").sees("Kata sandi Simpul Anda");
    driver
        .press(&format!("{PASSWORD}<Enter>"))
        .sees("AMAN DICABUT")
        .sees("PACET01-000001")
        .sees("sudah dibaca ulang");
    let screen = driver.screen();
    let mut after = screen.lines().skip_while(|line| !line.contains("Kata sandi kiriman:")).skip(1);
    after.next().unwrap_or_else(|| panic!("no passphrase in:\n{screen}")).trim().to_owned()
}

#[test]
fn a_bundle_goes_out_whole_and_comes_in_once() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let passphrase = send(&mut driver, &stick);
    assert_eq!(passphrase.split_whitespace().count(), 4, "{passphrase}");
    driver.press("<Esc>").sees("1 dari 1").sees("PACET01-000001");
    driver.press("1").sees("PACET01-000001");

    verify::verify(&stick.join(BUNDLE)).unwrap();

    let mut second = World::second();
    let mut dinas = Driver::open(&mut second);
    receive(&mut dinas, &stick, &passphrase);
    dinas
        .sees("Kiriman dari PACET01")
        .sees("0 ditolak")
        .press("<Enter>")
        .says("Tersimpan: kiriman sudah masuk");
    dinas.press("<Enter>").sees("57 dari 57").press("/enok rohaeti<Enter>").sees("Warga > Enok Rohaeti");

    receive(&mut dinas, &stick, &passphrase);
    dinas.sees(" 0 baru").press("<Enter>");
    dinas.press("2").sees("57 dari 57");
}

#[test]
fn a_bundle_that_came_in_stands_among_the_handoffs_until_it_is_taken_back() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let passphrase = send(&mut driver, &stick);
    // What was sealed is not edited, and says in plain words what went.
    driver.press("8<Enter>").sees("Serah terima > PACET01-000001").sees("Orang 57").sees_no("people");
    driver.sees_no("ubah").press("e").sees("Serah terima > PACET01-000001").press("<Del>").sees_no("Buang");

    let mut second = World::second();
    let mut dinas = Driver::open(&mut second);
    dinas.press("8").sees("0 dari 0");
    for _ in 0..2 {
        receive(&mut dinas, &stick, &passphrase);
        dinas.press("<Enter>").press("8").sees("1 dari 1").sees("PACET01-000001").sees("dari PACET01:");
    }
    // It is not one's own: there is no copy to make of it and no passphrase to show.
    dinas.sees_no("salin lagi").press("s").says("Bundel ini diterima");
    dinas
        .press("<Down>v")
        .says("Bundel ini diterima")
        .press("<Enter>")
        .sees("Catatan dibaca")
        .sees("Orang 57");
    dinas.press("1").sees("Belum pernah mengirim").press("<C-z>y").says("Diurungkan: kiriman diterima");
    dinas.press("8").sees("0 dari 0").press("k").sees("DINSOS1-000001");
}

#[test]
fn the_screen_that_sends_has_help_on_every_line_and_says_that_it_works() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    driver.press("8k?").sees("Pilih isi kiriman").press("<Esc><Right><Enter>").press("?").sees("?");
    driver.press("<BS><Enter>Uji<Enter>").paste(&stick.display().to_string()).press("<Enter>");
    driver.is_slow = true;
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Kata sandi diperiksa").catch_up().sees("AMAN DICABUT");
}

#[test]
fn while_a_bundle_is_read_the_screen_says_so_and_another_enter_means_nothing() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let passphrase = send(&mut driver, &stick);
    let mut second = World::second();
    let mut dinas = Driver::open(&mut second);
    receive(&mut dinas, &stick, "bukan kata yang itu");
    dinas.is_slow = true;
    dinas.press(&format!("{passphrase}<Enter><Enter><Enter>")).sees("Sedang dibaca dan diperiksa");
    dinas.catch_up().sees("Kiriman dari PACET01").sees_no("Sedang dibaca");
}

pub(super) fn receive(driver: &mut Driver, stick: &Path, passphrase: &str) {
    driver
        .press("8t")
        .walk_to(stick)
        .sees("PACET01-000001")
        .press("<Left>")
        .sees("KIRIM/")
        .pick("KIRIM/")
        .pick("PACET01-000001");
    driver.press("bukan empat kata<Enter>");
    assert!(!driver.message().is_empty(), "a wrong passphrase is not passed over");
    driver.press(&format!("{passphrase}<Enter>"));
}

#[test]
fn the_passphrase_is_shown_again_only_to_who_knows_the_password() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let passphrase = send(&mut driver, &stick);
    driver
        .press("<Esc>v")
        .sees("Kata sandi kiriman")
        .sees_no(&passphrase)
        .press("salah sekali<Enter>")
        .says("salah");
    driver.press(&format!("{PASSWORD}<Enter>")).sees(&passphrase).press("<Esc>").sees("1 dari 1");
}

#[test]
fn one_more_copy_goes_into_another_folder() {
    let mut world = World::example();
    let stick = world.stick();
    let other = stick.join("salinan");
    std::fs::create_dir(&other).unwrap();
    let mut driver = Driver::open(&mut world);
    send(&mut driver, &stick);
    driver.press("<Esc>s").walk_to(&other).pick("folder ini").says("Aman dicabut").sees("Serah Terima");
    verify::verify(&other.join(BUNDLE)).unwrap();
}

#[test]
fn an_order_that_lacks_something_says_what() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("8k<C-s>").says("Belum ada tujuan").press("<Esc>").sees("Serah Terima");
}

#[test]
fn a_failed_copy_is_tried_again_by_enter_with_the_same_bundle() {
    let mut world = World::example();
    let place = world.stick().join("stik lain");
    // A file stands where the bundle's folder should be.
    std::fs::create_dir(&place).unwrap();
    let stands_there = place.join("SIMPUL");
    std::fs::write(&stands_there, b"bukan folder").unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("8k<Enter><Enter>").paste(&place.display().to_string());
    driver.press("<Enter>").sees("Enter untuk coba lagi");
    assert!(!driver.message().is_empty(), "{}", driver.screen());
    std::fs::remove_file(&stands_there).unwrap();
    driver.press("<Enter>").sees("AMAN DICABUT").sees("PACET01-000001").press("<Esc>").sees("1 dari 1");
    verify::verify(&place.join(BUNDLE)).unwrap();
}

#[test]
fn another_key_under_the_same_code_is_a_question() {
    let mut receiver = World::second();
    let mut dinas = Driver::open(&mut receiver);
    let mut bundles = Vec::new();
    for _ in 0..2 {
        let mut world = World::example();
        let stick = world.stick();
        let mut driver = Driver::open(&mut world);
        let passphrase = send(&mut driver, &stick);
        bundles.push((world, stick, passphrase));
    }
    let (_, stick, passphrase) = &bundles[0];
    receive(&mut dinas, stick, passphrase);
    dinas.sees("Cocokkan sidik pengirim").press("<Enter>").says("Tersimpan").press("<Enter>");
    dinas.sees("57 dari 57");

    let (_, stick, passphrase) = &bundles[1];
    let fingerprint = verify::verify(&stick.join(BUNDLE)).unwrap().fingerprint.to_string();
    let end = fingerprint.rsplit('-').next().unwrap().to_lowercase();
    receive(&mut dinas, stick, passphrase);
    dinas.sees("Sidik PACET01 tidak sama").sees(&fingerprint).sees("Telepon pengirim");
    dinas.press("<Enter>").says("tidak sama dengan sidik kiriman ini");
    dinas.press("zzzz<Enter>").says("tidak sama dengan sidik kiriman ini");
    dinas.press("<Esc>2").sees("57 dari 57");

    receive(&mut dinas, stick, passphrase);
    dinas.press(&format!("{end}<Enter>")).says("Tersimpan: kiriman sudah masuk");
    dinas.press("<Enter>").sees("114 dari 114");
    let trail = dinas.desk().audit_trail().unwrap();
    let noted = |what: &str| trail.entries.iter().filter(|entry| entry.what == what).collect::<Vec<_>>();
    assert_eq!(noted("sender-new").len(), 1);
    assert_eq!(noted("sender-key-accepted")[0].about, format!("PACET01 {fingerprint}"));
    assert_eq!(trail.broken_at, None);
}

#[test]
fn what_was_saved_before_a_bundle_can_still_be_undone() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let phone = |driver: &mut Driver| {
        let desk = driver.desk();
        let mut people = desk.book().people().filter(|(_, line)| line.name == "Ayi Solihat");
        people.next().unwrap().1.phone.clone()
    };
    let before = phone(&mut driver);
    driver.press("2/ayi solihat<Enter>e").field("Nomor HP").press("<C-u>081299998888<C-s>").says("Tersimpan");
    assert_ne!(phone(&mut driver), before);
    send(&mut driver, &stick);
    driver.press("<Esc><C-z>").says("Diurungkan");
    assert_eq!(phone(&mut driver), before);
    driver.press("8").sees("1 dari 1").sees("PACET01-000001");
    verify::verify(&stick.join(BUNDLE)).unwrap();
}

#[test]
fn a_folder_that_is_not_there_costs_no_number() {
    let mut world = World::example();
    let (missing, inside) = (world.stick().join("tidak ada"), world.data());
    let mut driver = Driver::open(&mut world);
    for (place, said) in [(missing, "tidak ada"), (inside, "folder data Simpul sendiri")] {
        driver.press("8k<Enter><Enter>").paste(&place.display().to_string()).press("<Enter>").says(said);
        driver.press("<Esc>");
        assert_eq!(driver.desk().last_bundle(), None);
    }
}

#[test]
fn what_a_bundle_brought_is_numbered_with_its_sender() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let passphrase = send(&mut driver, &stick);
    let mut second = World::second();
    let mut dinas = Driver::open(&mut second);
    receive(&mut dinas, &stick, &passphrase);
    dinas.press("<Enter>").says("Tersimpan").press("<Enter>");
    dinas.resize(160, 30).press("4").sees("PACET01/R-2026-00");
    dinas.press("2/W-2026-0010<Enter>").sees("PACET01/W-2026-0010");
}

#[test]
fn a_second_backup_leaves_what_can_be_undone() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    driver.press("2/ayi solihat<Enter>e").field("Nomor HP").press("<C-u>081299998888<C-s>").says("Tersimpan");
    for _ in 0..2 {
        driver.desk().back_up(&stick, &mut |_, _, _| std::ops::ControlFlow::Continue(())).unwrap();
    }
    driver.press("<C-z>").says("Diurungkan").sees_no("0812-9999-8888");
    assert!(driver.desk().undo().is_err(), "one thing was done, and it is undone");
}

#[test]
fn the_place_for_a_bundle_is_picked_as_files_are() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    driver.press("8k").sees(" > Isi").press("<C-o>").sees("Pilih tujuan").walk_to(&stick);
    driver.press("<Home><Enter>").sees(" > Atau folder lain").press("<Enter>").sees("AMAN DICABUT");
    assert!(stick.join("SIMPUL/KIRIM").is_dir());
}

#[test]
fn a_question_goes_to_the_dinas_in_a_bundle_and_its_answer_comes_back_in_one() {
    let (mut theirs, mut ours) = (World::second(), World::example());
    let stick = ours.stick();
    let (mut field, mut dinas) = (Driver::open(&mut ours), Driver::open(&mut theirs));
    field
        .press("2/ayi solihat<Enter>q")
        .sees("Pertanyaan > Baru")
        .press("Apakah KIS-nya bisa aktif lagi?<C-s>");
    field.says("Tersimpan: pertanyaan baru").press("1").sees("1 pertanyaan menunggu");
    let bundle = mismatches::send(&mut field, &stick, 1);
    mismatches::receive(&mut dinas, &bundle);
    dinas.press("8q").sees("Apakah KIS-nya bisa aktif").sees("Ayi Solihat").sees("menunggu");
    dinas.press("e").field("Jawaban Dinas").press("Bisa, ajukan lewat SIKS-NG<C-s>").says("Tersimpan");
    dinas.sees("dijawab");
    let answer = mismatches::send(&mut dinas, &stick, 1);
    mismatches::receive(&mut field, &answer);
    field.press("1").sees_no("pertanyaan menunggu").press("8q").sees("dijawab");
    field.pick("Apakah KIS-nya").sees("Bisa, ajukan lewat SIKS-NG");
    // Told back, it is over; and the same answer again changes nothing.
    field
        .press("e")
        .field("Dikabarkan")
        .press("24-11-2026<C-s>")
        .says("Tersimpan")
        .press("8q")
        .sees("dikabarkan");
    mismatches::receive(&mut field, &answer);
    field.press("8q").sees("dikabarkan");
}
