//! The trail on the screen, and erasing for good.

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

#[test]
fn the_trail_says_what_happened_and_is_not_in_itself() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/enok rohaeti<Enter>eX<C-s>").says("Tersimpan");
    driver
        .press("v")
        .sees("Jejak catatan ini")
        .sees("data warga diubah")
        .sees("Enok Rohaeti")
        .sees("Jejak utuh");
    driver.press("9").pick("Jejak").sees("Jejak utuh").sees("data contoh").sees("data warga diubah");
    let before = driver.desk().audit_trail().unwrap().entries.len();
    driver
        .press("f")
        .sees("Jenis: catatan diubah")
        .press("o")
        .sees("Masa: hari ini")
        .press("ooo")
        .sees("Masa: semua");
    driver.press("<Esc>").press("9").pick("Jejak").sees("Jejak utuh");
    assert_eq!(driver.desk().audit_trail().unwrap().entries.len(), before);
}

#[test]
fn the_trail_names_nobody_who_is_rahasia() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let secret = driver.desk().book().people().map(|(key, _)| key).collect::<Vec<_>>();
    let key = secret.into_iter().find(|key| driver.desk().is_masked(*key)).unwrap();
    let name = driver.desk().book().person(key).unwrap().name.clone();
    driver.desk().note_opening(key).unwrap();
    driver.press("9").pick("Jejak").sees("catatan rahasia dibuka").sees("(rahasia)").sees_no(&name);
}

#[test]
fn somebody_is_erased_for_good_and_the_new_code_is_proved() {
    let mut world = World::example();
    let stick = world.stick();
    let old_code = world.recovery.join(" ");
    let mut driver = Driver::open(&mut world);
    driver.press("<C-b>c").walk_to(&stick).pick("folder ini").sees("AMAN DICABUT");
    driver.press("2/enok rohaeti<Enter><C-e>").sees("Hapus untuk selamanya").sees("Enok Rohaeti");
    driver.sees("1 warga").sees("satu hitungan tanpa nama").sees("Salinan di luar laptop").sees("stik");
    driver.press("<Enter>").says("Dasar penghapusan belum diisi").press("<Esc>").sees("Warga > Enok Rohaeti");
    driver.press("<C-e>permintaan sendiri<Enter>").press("<Enter>").says("kata sandi Simpul");
    driver.press("salah sekali<Enter>").says("salah").press(&format!("{PASSWORD}<Enter>"));
    driver.sees("Kode pemulihan yang lama").sees("1. ");
    let code = super::code_on(&driver.screen());
    assert_ne!(code.join(" "), old_code);

    driver.press("<Enter>XXXX<Enter>").says("Tidak sama");
    for _ in 0..2 {
        let group = super::set_up::asked(&driver.screen());
        driver.press(&format!("{}<Enter>", code[group - 1]));
    }
    driver.sees("dihapus untuk selamanya").sees("Salinan di luar laptop").press("<Enter>").sees("Hari Ini");
    driver.press("2").sees("61 dari 61").press("/enok rohaeti<Enter>").sees_no("Warga > Enok Rohaeti");

    driver
        .press("<Esc><Esc><C-l><F2>")
        .press(&format!("{old_code}<Enter>sandi-baru<Enter>sandi-baru<Enter>"));
    driver.says("salah").sees("Kode pemulihan");
    driver.press(&format!("<C-u>{}<Enter>", code.join(" "))).press("<Enter><Enter>").sees("Hari Ini");
}

#[test]
fn a_case_alone_can_be_erased_and_the_person_stays() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let people = driver.desk().book().people().count();
    let cases = driver.desk().book().cases().count();
    driver.press("2w/lansia tinggal<Enter><C-e>").sees("1 kasus").press("salah catat<Enter>");
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Kode pemulihan yang lama");
    assert_eq!(driver.desk().book().cases().count(), cases - 1);
    assert_eq!(driver.desk().book().people().count(), people);
}
