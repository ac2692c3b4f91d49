//! Power failure, the closed window, the ordinary end.

use std::process::{Command, Stdio};

use super::pty::Terminal;
use crate::support::world::{PASSWORD, World};

#[test]
fn a_killed_program_offers_the_draft_and_a_save_that_was_said_is_there() {
    let world = World::nothing();
    init(&world);

    let mut terminal = Terminal::unlocked(&world.data());
    terminal.send("n").wait("Warga > Baru").send("Mimin Sukaesih").wait("konsep tersimpan");
    terminal.kill();

    let mut terminal = Terminal::unlocked(&world.data());
    terminal.wait("Konsep yang belum disimpan").send("\r").wait("Mimin Sukaesih");
    terminal.send("\u{13}").wait("> Desa").send("cikitu").wait("> Cikitu").send("\r").wait("> Dusun");
    terminal.send("\u{13}").wait("Tersimpan: warga baru");
    terminal.kill();

    let mut terminal = Terminal::unlocked(&world.data());
    terminal.send("/").wait("Warga & Kasus").send("mimin").wait("Mimin Sukaesih").send("\u{11}");
    assert!(terminal.given_back().success());
}

/// The store as a script makes it.
fn init(world: &World) {
    let secret = world.stick().join("sandi.txt");
    std::fs::write(&secret, PASSWORD).unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_simpul"))
        .args(["init", "--area", "32.04.30", "--name", "Sri Wahyuni", "--example", "--password-file"])
        .arg(&secret)
        .env("SIMPUL_DATA", world.data())
        .env("SIMPUL_TODAY", "2026-11-24")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
}

#[test]
fn ctrl_q_gives_the_terminal_back_and_keeps_the_draft() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.send("n").wait("Warga > Baru").send("Mimin").wait("Mimin").send("\u{11}");
    assert!(terminal.given_back().success());
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.wait("Konsep yang belum disimpan").send("\u{11}");
    assert!(terminal.given_back().success());
}

#[test]
fn a_closed_window_loses_nothing_either() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.send("n").wait("Warga > Baru").send("Mimin").wait("Mimin").signal("TERM");
    terminal.given_back();
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.wait("Konsep yang belum disimpan").send("\r").wait("Mimin").send("\u{11}");
    terminal.given_back();
}

#[test]
fn two_programs_do_not_open_one_store() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut first = Terminal::unlocked(&world.data());
    let mut second = Terminal::start(&world.data());
    second
        .wait("Simpul terkunci")
        .send(PASSWORD)
        .wait("****")
        .send("\r")
        .wait("sedang dibuka")
        .send("\u{11}");
    second.given_back();
    first.send("2").wait("Warga & Kasus").send("\u{11}");
    first.given_back();
}
