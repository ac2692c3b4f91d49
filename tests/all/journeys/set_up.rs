//! Step 2: no store yet; the wizard; *Hari Ini*.

use simpul::store::Store;

use super::code_on;
use crate::support::driver::Driver;
use crate::support::world::World;

/// Through the wizard up to the recovery code.
fn up_to_the_code(driver: &mut Driver) -> Vec<String> {
    driver.sees("langkah 1 dari").press("<Enter>");
    driver.press("<Enter>").says("Nama belum diisi").press("Sri Wahyuni<Enter>");
    driver.sees("NIAT").press("320430001<Enter>");
    driver.sees("provinsi").press("jawa barat<Enter>");
    driver.sees("Kabupaten atau kota").press("bandung").select("Bandung").press("<Enter>");
    driver.sees("Kecamatan mana").press("zzz").sees("Tidak ada nama dengan huruf itu").sees("zzz");
    driver.press("<BS><BS><BS>pacet<Enter>");
    driver.sees("nama Camat").press("Ujang Suparman<Enter>");
    driver.sees("Buat kata sandi").press("pendek<Enter>").says("terlalu pendek");
    driver.press("<C-u>tksk pacet 2026<Enter>").says("wilayah").press("<C-u>");
    driver
        .press("<C-u>12345678<Enter>")
        .says("angka berurutan")
        .press("<C-u>sriwahyuni<Enter>")
        .says("nama Anda");
    driver.press("<C-u>pendek-tidak-lagi<Enter>").sees("sekali lagi").sees_no("tidak-lagi");
    driver.press("lain sekali<Enter>").says("tidak sama").sees("Buat kata sandi");
    driver.press("pendek-tidak-lagi<Enter>").sees("sekali lagi").press("pendek-tidak-lagi<Enter>");
    driver.sees("Kode pengirim").sees("PACE0430").press("<Enter>");
    driver.sees("data contoh").press("<Enter>");
    driver.sees("Ini kode pemulihan");
    code_on(&driver.screen())
}

/// The group that is asked for now, from 1.
pub(super) fn asked(screen: &str) -> usize {
    let after = screen.split("kelompok nomor ").nth(1).unwrap_or_else(|| panic!("no question in:\n{screen}"));
    after.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn the_wizard_leads_to_an_empty_hari_ini() {
    let world = World::nothing();
    let mut driver = Driver::set_up(&world);
    let code = up_to_the_code(&mut driver);
    assert!(code.len() == 9 && code[..8].iter().all(|group| group.len() == 4), "{code:?}");

    driver.press("<Enter>").sees_no(&code[0]);
    driver.press("XXXX<Enter>").says("Tidak sama");
    driver.press("<Esc>").sees(&code[0]).press("<Enter>");
    let first = asked(&driver.screen());
    driver.press(&format!("{}<Enter>", code[first - 1].to_lowercase()));
    let second = asked(&driver.screen());
    assert_ne!(first, second);
    driver.press(&format!("{}<Enter>", code[second - 1]));

    driver
        .sees("Hari Ini")
        .sees("Kec. Pacet  Selasa, 24 November 2026")
        .sees("Belum ada warga yang tercatat");
    assert!(Store::exists(&world.data()));

    // What was on the screen is what opens, years later.
    driver.press("<C-l><F2>").press(&format!("{}<Enter>sandi-baru<Enter>sandi-baru<Enter>", code.join(" ")));
    driver.sees("Hari Ini").sees("Belum ada warga yang tercatat");
}

#[test]
fn every_answer_of_the_wizard_can_be_changed_by_going_back() {
    let world = World::nothing();
    let mut driver = Driver::set_up(&world);
    driver.press("<Enter>Sri<Enter>123<Enter>").sees("provinsi");
    driver.press("<Esc><Esc>").sees("Sri").press(" Wahyuni<Enter>").sees("123").press("<Enter>");
    driver.press("zzz<Enter>").says("Tidak ada nama tempat").press("<Esc><Esc>").sees("Sri Wahyuni");
    assert!(!Store::exists(&world.data()));
}

#[test]
fn the_wizard_speaks_english_when_asked() {
    let world = World::nothing();
    let mut driver = Driver::set_up(&world);
    driver.press("<Down><Enter>").sees("What is your name").press("<Esc>").sees("Bahasa Indonesia");
}
