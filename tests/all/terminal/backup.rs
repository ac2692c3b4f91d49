//! Backup, restore and the way back in the real program, and a stick that is full.

use std::path::Path;

use super::pty::Terminal;
use crate::support::world::{PASSWORD, World};

/// From the list of places down these folders, and takes the last row. Where one is stands at the right of the first line:
/// a picture that is half drawn is none.
fn walk(terminal: &mut Terminal, names: &[&str]) {
    for name in names {
        pick(terminal, name);
        if let Some(folder) = name.strip_suffix('/') {
            terminal.until(name, |screen| {
                screen.contents().lines().next().is_some_and(|first| first.contains(folder))
            });
        }
    }
}

/// Moves down until the row with this text is selected, and opens it.
fn pick(terminal: &mut Terminal, text: &str) {
    let in_list = |screen: &str| {
        let rows = screen.lines().filter(|line| line.starts_with(" >") || line.starts_with("     "));
        rows.filter(|line| line.contains(text)).map(str::to_owned).collect::<Vec<_>>()
    };
    terminal.until(text, |screen| !in_list(&screen.contents()).is_empty());
    for _ in 0..40 {
        let screen = terminal.contents();
        if in_list(&screen).iter().any(|row| row.starts_with(" >")) {
            terminal.send("\r").until("what was picked", |now| now.contents() != screen);
            return;
        }
        terminal.send("\x1b[B").until("another row", |now| now.contents() != screen);
    }
    panic!("no {text:?} to pick in:\n{}", terminal.contents());
}

/// The home folder is the one above the data: its name stands in the list of places.
fn home(data: &Path) -> String {
    format!("{}/", data.parent().unwrap().display())
}

fn password(terminal: &mut Terminal) {
    terminal.send(PASSWORD).wait(&"*".repeat(PASSWORD.len())).send("\r");
}

#[test]
fn a_backup_is_restored_and_the_restore_undone() {
    let mut world = World::example();
    drop(world.take_desk());
    world.stick();
    let home = home(&world.data());
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.wait("4 terlambat").send("\x02").wait("Cadangan di laptop ini").send("c").wait("Pilih tempat");
    walk(&mut terminal, &[&home, "stik/", "folder ini"]);
    terminal.wait("AMAN DICABUT").send("\r").wait("Cadangan terakhir di luar laptop");

    terminal.send("1").wait("Hari Ini").send("n").wait("Warga > Baru").send("Mimin Sukaesih");
    terminal.send("\x13").wait("> Desa").send("cikitu").wait("> Cikitu").send("\r").wait("> Dusun");
    terminal.send("\x13").wait("Tersimpan: warga baru").send("2").wait("63 dari 63");

    terminal.send("\x02").wait("Cadangan di laptop ini").send("p").wait("namanya berakhir .bak");
    walk(&mut terminal, &[&home, "stik/", "PACET01-20261124"]);
    terminal.wait("Ketik kata sandi Anda");
    password(&mut terminal);
    terminal.wait("milik Sri Wahyuni").send("\r").wait("Data dikembalikan dari cadangan");
    terminal.send("2").wait("62 dari 62").send("\x02").wait("yang disisihkan").send("b").wait("Tukar data");
    terminal.send("y").wait("Simpul terkunci");
    password(&mut terminal);
    terminal.wait("Hari Ini").send("2").wait("63 dari 63").send("\x11");
    assert!(terminal.given_back().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_stick_is_said_and_another_place_takes_the_backup() {
    if !super::full_disk::can_mount() {
        eprintln!("no small stick to be had here");
        return;
    }
    let mut world = World::example();
    drop(world.take_desk());
    let (small, other) = (world.stick().join("kecil"), world.stick().join("lain"));
    std::fs::create_dir_all(&small).unwrap();
    std::fs::create_dir_all(&other).unwrap();
    let mut terminal = Terminal::with_small_stick(&world.data(), &small);
    terminal.wait("Simpul terkunci");
    password(&mut terminal);
    terminal.wait("4 terlambat").send("\x02").wait("Cadangan di laptop ini").send("c").wait("Pilih tempat");
    walk(&mut terminal, &[&home(&world.data()), "stik/", "kecil/", "folder ini"]);
    terminal.wait("penuh").wait("Cadangan belum jadi").send("\r").wait("penuh");
    terminal.send("\x1b").wait("Pilih tempat").send("\x1b[D");
    walk(&mut terminal, &["lain/", "folder ini"]);
    terminal.wait("AMAN DICABUT").send("\x11");
    let ended = terminal.given_back();
    assert!(ended.success(), "{ended:?}");
    assert!(
        other.join("SIMPUL/CADANGAN").exists(),
        "{:?}",
        std::fs::read_dir(&other).unwrap().collect::<Vec<_>>()
    );
}
