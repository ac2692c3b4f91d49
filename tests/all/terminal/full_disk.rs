//! A full disk as the worker meets it: the draft has its room kept, what can't be kept is said before it is lost, and
//! everything goes on once there is room.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::pty::Terminal;
use crate::support::world::{PASSWORD, World};

/// A small disk of its own needs a mount name space, which not every machine gives.
pub(super) fn can_mount() -> bool {
    let mut tried = Command::new("unshare");
    tried.args(["-Urm", "mount", "-t", "tmpfs", "none", "/mnt"]).stdout(Stdio::null()).stderr(Stdio::null());
    tried.status().is_ok_and(|status| status.success())
}

/// The file that takes all the room, seen from outside the name space.
struct Filler(PathBuf);

impl Filler {
    fn fill(&self) {
        let mut file = File::options().create(true).append(true).open(&self.0).unwrap();
        for piece in [64 * 1024, 4096, 1] {
            while file.write_all(&vec![7; piece]).is_ok() {}
        }
    }

    fn remove(&self) {
        std::fs::remove_file(&self.0).unwrap();
    }
}

/// The program, unlocked, its data on a disk of a few megabytes; nothing where none can be had.
fn at_work_on_a_small_disk() -> Option<(World, PathBuf, Terminal)> {
    if !can_mount() {
        eprintln!("no small disk to be had here");
        return None;
    }
    let world = World::nothing();
    let data = world.data();
    std::fs::create_dir_all(&data).unwrap();
    let secret = world.stick().join("sandi.txt");
    std::fs::write(&secret, PASSWORD).unwrap();
    let mut terminal = Terminal::on_small_disk(&data, &secret);
    terminal.wait("Simpul terkunci").send(PASSWORD).wait(&"*".repeat(PASSWORD.len())).send("\r");
    Some((world, data, terminal))
}

#[test]
fn on_a_full_disk_the_draft_is_kept_and_nothing_is_lost_unasked() {
    let Some((_world, data, mut terminal)) = at_work_on_a_small_disk() else { return };
    terminal.wait("Hari Ini");
    let inside = format!("/proc/{}/root{}/penuh", terminal.id(), data.display());
    let filler = Filler(inside.into());

    // The disk is full; the room kept for this takes the draft.
    filler.fill();
    terminal.send("n").wait("Warga > Baru").send("Mimin").wait("konsep tersimpan");
    // Full to the last byte: said, and asked about before anything is lost.
    filler.fill();
    terminal.send(" Sukaesih").wait("Cakram penuh").send("\u{11}").wait("hilang. Keluar?");
    terminal.send("t").wait("Mimin Sukaesih").send("\u{c}").wait("hilang. Kunci?").send("t");
    // There is room again: the draft is kept, and the save is.
    filler.remove();
    terminal.send("!\u{7f}").wait("konsep tersimpan");
    // The line already said so of the draft before; the new one reaches the disk a second after the last key.
    std::thread::sleep(std::time::Duration::from_secs(3));
    terminal.send("\u{c}").wait("Simpul terkunci");
    terminal.send(PASSWORD).wait(&"*".repeat(PASSWORD.len())).send("\r").wait("Konsep yang belum disimpan");
    terminal.send("\r").wait("Mimin Sukaesih").send("\u{13}").wait("> Desa").send("cikitu").wait("> Cikitu");
    terminal.send("\r").wait("> Dusun").send("\u{13}").wait("Tersimpan: warga baru").send("\u{11}");
    assert!(terminal.given_back().success());
}

#[test]
fn a_disk_that_can_only_be_read_is_said_and_the_typing_waits_for_it() {
    let Some((_world, data, mut terminal)) = at_work_on_a_small_disk() else { return };
    terminal.wait("Hari Ini").send("n").wait("Warga > Baru");
    let id = terminal.id().to_string();
    let remount = |how: &str| {
        let enter = ["-t", &id, "-U", "-m", "--preserve-credentials", "mount", "-o", how];
        let done = || Command::new("nsenter").args(enter).arg(&data).status().unwrap().success();
        // Refused while the store is still being closed behind the lock.
        let pause = || std::thread::sleep(std::time::Duration::from_millis(200));
        assert!((0..50).any(|_| done() || {
            pause();
            false
        }));
    };
    terminal.send("Mimin").wait("konsep tersimpan").send("\u{c}").wait("Simpul terkunci");
    // Opened while nothing can be written: a sentence with the next step, and it opens later.
    remount("remount,ro");
    terminal
        .send(PASSWORD)
        .wait(&"*".repeat(PASSWORD.len()))
        .send("\r")
        .wait("hanya bisa dibaca")
        .wait("coba lagi");
    remount("remount,rw");
    terminal.send(PASSWORD).wait(&"*".repeat(PASSWORD.len())).send("\r").wait("Konsep yang belum disimpan");
    terminal.send("\r").wait("Mimin").send("\u{11}");
    assert!(terminal.given_back().success());
}
