//! No name and no NIK stands readable on the disk, in the outbox, or on the stick.

use std::path::{Path, PathBuf};

use super::pty::Terminal;
use crate::support::world::{PASSWORD, World};

/// Of the example, and typed in this test.
const PEOPLE: [&str; 5] = ["Enok Rohaeti", "Rina Yuyun", "Maesaroh", "Mimin Sukaesih", "Atap kamar bocor"];
const NIKS: [&str; 2] = ["3204305602599047", "3204305703609048"];

#[test]
fn nothing_personal_is_readable_after_typing_saving_sending_and_a_kill() {
    let mut world = World::example();
    drop(world.take_desk());
    let stick = world.stick();
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.send("n").wait("Warga > Baru").send("Mimin Sukaesih").wait("Mimin Sukaesih");
    terminal.send("\t").wait("> Nama panggilan").send("\t").wait("> NIK").send(NIKS[1]).wait(NIKS[1]);
    terminal
        .wait("konsep tersimpan")
        .send("\u{13}")
        .wait("> Desa")
        .send("cikitu")
        .wait("> Cikitu")
        .send("\r");
    terminal.wait("> Dusun").send("\u{13}").wait("Tersimpan: warga baru");

    terminal
        .send("8")
        .wait("Belum pernah serah terima")
        .send("k")
        .wait("angka saja")
        .send("\u{1b}[C")
        .wait("58 warga");
    terminal.send("\r").send("\r").send("Laporan").wait("Laporan").send("\r");
    terminal.send(&format!("\u{1b}[200~{}\u{1b}[201~", stick.display())).wait("simpul-uji").send("\r");
    terminal.send(PASSWORD).wait("****").send("\r").wait("AMAN DICABUT");
    let sent = terminal.contents();

    terminal.send("\u{1b}").wait("1 dari 1").send("2").wait("Warga & Kasus").send("n").wait("Warga > Baru");
    terminal.send("Enok Rohaeti Kedua").wait("konsep tersimpan");
    terminal.kill();

    let passphrase =
        sent.lines().skip_while(|line| !line.contains("Kata sandi kiriman:")).nth(1).unwrap().trim();
    let mut secrets: Vec<&str> = PEOPLE.iter().chain(&NIKS).copied().collect();
    secrets.extend([passphrase, PASSWORD]);
    let files: Vec<PathBuf> = files(&world.data()).into_iter().chain(files(&stick)).collect();
    assert!(files.len() > 10, "{files:?}");
    for file in &files {
        let bytes = std::fs::read(file).unwrap_or_default();
        for secret in &secrets {
            assert!(!holds(&bytes, secret), "{secret:?} in {}", file.display());
            let name = file.display().to_string();
            assert!(!name.contains(secret), "{secret:?} in the name {name}");
        }
    }
}

/// In UTF-8, with any case, or in UTF-16.
fn holds(bytes: &[u8], secret: &str) -> bool {
    let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lower = bytes.to_ascii_lowercase();
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    find(&lower, secret.to_ascii_lowercase().as_bytes()) || find(bytes, &wide)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
