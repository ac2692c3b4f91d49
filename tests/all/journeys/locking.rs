//! Lock, wrong password, forgotten password.

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

#[test]
fn the_lock_hides_everything_and_opens_by_the_password_only() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("2")
        .sees("Asep Sutisna")
        .press("<C-l>")
        .sees("Simpul terkunci")
        .sees_no("Asep")
        .sees_no("Pacet");
    driver.press("2:0<C-p><F9>").sees("Simpul terkunci").press("<BS><BS><BS>");
    driver.press("salah sekali<Enter>").says("salah").sees("Ketik kata sandi");
    driver.press("x<Enter>").press("y<Enter>").sees("Tekan F2");
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Hari Ini").sees("4 terlambat").sees("Kec. Pacet");
}

#[test]
fn the_recovery_code_opens_with_a_new_password() {
    let mut world = World::example();
    let code = world.recovery.join("-");
    let mut driver = Driver::locked(&mut world);
    driver.press("<F2>").sees("Kode pemulihan").press("ABCD-EFGH<Enter>baru-sekali<Enter>baru-sekali<Enter>");
    assert!(!driver.message().is_empty());
    // The code is what was wrong: it stands there to be compared with the paper, and is mended from there.
    driver.sees("ABCD-EFGH").sees_no("baru-sekali").press(&format!("<C-u>{code}")).sees(&code);
    driver.press("<Enter><Enter><Enter>").sees("Hari Ini");
    driver.press("<C-l>").press(&format!("{PASSWORD}<Enter>")).says("salah");
    driver.press("baru-sekali<Enter>").sees("Hari Ini");
}

#[test]
fn idle_locks_and_a_locked_program_stays_locked() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2");
    driver.tell(simpul::app::Message::Idle);
    driver.sees("Simpul terkunci").press("<Esc>").sees("Simpul terkunci");
    driver.tell(simpul::app::Message::Idle);
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Hari Ini");
}

#[test]
fn a_password_is_changed_in_the_settings() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("9")
        .pick("Ganti kata sandi")
        .press("salah sekali<Enter>baru-sekali<Enter>baru-sekali<Enter>");
    driver
        .says("salah")
        .press(&format!("{PASSWORD}<Enter>baru-sekali<Enter>lain-sekali<Enter>"))
        .says("tidak sama");
    driver.press("<Esc>").pick("Ganti kata sandi");
    driver.press(&format!("{PASSWORD}<Enter>baru-sekali<Enter>baru-sekali<Enter>")).says("kata sandi baru");
    driver.press("<C-l>baru-sekali<Enter>").sees("Hari Ini");
}

#[test]
fn a_password_that_anybody_would_try_is_refused_in_words() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    for (weak, why) in [
        ("12345678", "angka berurutan"),
        ("aaaaaaaaa", "diulang"),
        ("Sri Wahyuni", "nama Anda sendiri"),
        ("rahasia123", "sering dipakai"),
        ("tksk pacet 2026", "wilayah"),
        ("17081945", "tanggal"),
    ] {
        driver.press("9").pick("Ganti kata sandi");
        driver.press(&format!("{PASSWORD}<Enter>{weak}<Enter>{weak}<Enter>")).says("mudah ditebak").says(why);
        driver.press("<Esc>");
    }
}

#[test]
fn a_renewed_code_opens_and_the_old_one_does_not() {
    let mut world = World::example();
    let old = world.recovery.join(" ");
    let mut driver = Driver::open(&mut world);
    driver
        .press("9")
        .pick("Buat kode pemulihan baru")
        .press(&format!("{PASSWORD}<Enter>"))
        .sees("Ini kode pemulihan");
    let code = super::code_on(&driver.screen());
    let new = code.join("");
    driver.press("<Enter>").sees_no("Ini kode pemulihan").press("XXXX<Enter>").says("Tidak sama");
    for _ in 0..2 {
        let group = super::set_up::asked(&driver.screen());
        driver.press(&format!("{}<Enter>", code[group - 1]));
    }
    driver.says("yang baru berlaku").press("<C-l><F2>");
    driver.press(&format!("{old}<Enter>baru-sekali<Enter>baru-sekali<Enter>")).sees("Simpul terkunci");
    driver.press(&format!("<C-u>{new}<Enter><Enter><Enter>")).sees("Hari Ini");
}

#[test]
fn a_turned_clock_locks_and_the_lists_follow_the_day() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.sees("4 terlambat");
    let today = crate::support::world::day();
    for (days, header) in [(10, "4 Desember 2026"), (-400, "20 Oktober 2025"), (0, "24 November 2026")] {
        driver.tell(simpul::app::Message::Idle);
        driver.tell(simpul::app::Message::Day(today + chrono::TimeDelta::days(days)));
        driver.sees("Simpul terkunci").press(&format!("{PASSWORD}<Enter>")).sees("Hari Ini").sees(header);
        if days > 0 {
            driver.sees("14 terlambat");
        } else if days < 0 {
            driver.sees_no("terlambat");
        }
        // Saving goes on whatever the clock says.
        driver.press("n").press(&format!("Orang {}<Tab>", days.unsigned_abs())).field("Desa");
        driver.press("cikitu<Enter><C-s>").says("Tersimpan").press("1");
    }
    driver.sees("4 terlambat");
}
