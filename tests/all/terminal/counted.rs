//! What the daily steps cost in keys, beyond the words themselves, counted in the real program.

use simpul::desk::Desk;

use super::pty::Terminal;
use crate::support::world::World;

struct Counted {
    terminal: Terminal,
    keys: usize,
}

impl Counted {
    fn key(&mut self, key: &str) -> &mut Self {
        self.terminal.send(key);
        self.keys += 1;
        self
    }

    /// The data itself: not counted.
    fn words(&mut self, words: &str) -> &mut Self {
        self.terminal.send(words);
        self
    }

    #[track_caller]
    fn wait(&mut self, text: &str) -> &mut Self {
        self.terminal.wait(text);
        self
    }

    #[track_caller]
    fn cost(&mut self, most: usize) -> &mut Self {
        assert!(self.keys <= most, "{} keys instead of {most}", self.keys);
        self.keys = 0;
        self
    }
}

/// Names of so many people who may be shown, each once.
fn names(desk: &Desk, count: usize) -> Vec<String> {
    let shown = desk.book().people().filter(|(key, _)| !desk.is_masked(*key));
    let names: std::collections::BTreeSet<String> = shown.map(|(_, line)| line.name.to_string()).collect();
    assert!(names.len() >= count, "{}", names.len());
    names.into_iter().take(count).collect()
}

/// Closes the program, and sees that it wrote such a file.
#[track_caller]
fn left_with(mut program: Counted, world: &World, beginnings: &[&str]) {
    program.terminal.send("\x11");
    program.terminal.given_back();
    let written = written(world.data().parent().unwrap());
    for wanted in beginnings {
        assert!(written.iter().any(|name| name.starts_with(wanted)), "{wanted} in {written:?}");
    }
}

/// Names of what lies in the folder of documents, wherever the machine has it below its home.
fn written(home: &std::path::Path) -> Vec<String> {
    let folders = ["Documents", "Dokumen", "."].map(|name| home.join(name));
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    files.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

const ENTER: &str = "\r";
const TAB: &str = "\t";
const DOWN: &str = "\x1b[B";
const PAGE_DOWN: &str = "\x1b[6~";
const SAVE: &str = "\x13";

#[test]
fn the_daily_steps_take_few_keys() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut program = Counted { terminal: Terminal::unlocked(&world.data()), keys: 0 };
    program.wait("4 terlambat").wait("Cek hasil perbaikan NIK");

    // A follow-up is finished from Hari Ini.
    program.key(DOWN).wait("> ! 4 Nov").key(DOWN).wait("> ! 15 Nov").key("s").wait("Selesai");
    program
        .words("Sudah beres")
        .wait("Sudah beres")
        .key(SAVE)
        .wait("Tersimpan: tindak lanjut selesai")
        .cost(4);

    // Somebody is found by a piece of a misspelt name.
    program.key("/").words("enok rohaetti").wait("1 dari 62").key(ENTER).wait("Warga > Enok Rohaeti").cost(6);

    // A visit with a next date.
    program.key("k").wait("Kunjungan > Baru").words("Sehat, atap baik").wait("atap baik");
    program.key(TAB).key(TAB).key(TAB).key(TAB).words("8-12").wait("8 Desember");
    program.key(SAVE).wait("Tersimpan: kunjungan baru").cost(10);

    // A new case for somebody on record, from there.
    program.key("2").wait("62 dari 62").key("/").words("ayi solihat").wait("1 dari 62").key(ENTER);
    program.wait("Warga > Ayi Solihat").key("j").wait("Kasus > Baru").words("Perlu kursi roda");
    program.wait("kursi roda").key(SAVE).wait("Kasus > Ayi Solihat").cost(12);

    program.terminal.send("\x11");
    program.terminal.given_back();
}

#[test]
fn a_session_of_fifteen_its_list_and_the_months_report_take_few_keys() {
    let mut world = World::example();
    let names = names(&world.take_desk().unwrap(), 15);
    let mut program = Counted { terminal: Terminal::unlocked(&world.data()), keys: 0 };
    program.key("3").wait(" Bimbingan").key("n").wait("Bimbingan > Baru");
    program.words("kelompok").wait("kelompok").key(ENTER).words("Lansia sehat").key(ENTER).key(ENTER);
    program.words("cikitu").wait("cikitu").key(ENTER).key(PAGE_DOWN).key(ENTER).key(ENTER);
    for name in &names {
        program.words(name).wait(name).key(ENTER).key(DOWN);
    }
    program.key(SAVE).wait("Tersimpan: bimbingan baru").wait("Hadir 0 dari 15");
    for present in 1..=names.len() {
        program.key(" ").wait(&format!("Hadir {present} dari 15"));
    }
    program.key("p").wait("Daftar hadir").key(ENTER).wait("daftar-hadir-2026-11-24").cost(60);

    program.key("7").wait(" Laporan").key("l").wait("laporan-bulanan-2026-11").cost(6);
    left_with(program, &world, &["daftar-hadir-2026-11-24", "laporan-bulanan-2026-11"]);
}

#[test]
fn a_referral_with_its_letter_takes_few_keys() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut program = Counted { terminal: Terminal::unlocked(&world.data()), keys: 0 };
    program.key("2").key("/").words("ayi solihat").wait("1 dari").key(ENTER).wait("Warga > Ayi Solihat");
    program.key("j").wait("Kasus > Baru").words("Perlu alat bantu dengar").key(TAB).key(TAB);
    program.key(SAVE).wait("Tersimpan: kasus baru").keys = 0;

    program.key("r").wait("Rujukan > Baru").words("dinas sosial").wait("Dinas Sosial Kabupaten").key(ENTER);
    program.words("alat bantu").wait("alat bantu").key(ENTER).key(TAB).key(TAB).key(TAB);
    program.words("diberi").wait("Diberi").key(ENTER);
    program.key(SAVE).wait("Tersimpan: rujukan baru").key("p").wait("Siap kirim").cost(15);
    left_with(program, &world, &["rujukan-"]);
}
