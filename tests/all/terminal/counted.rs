//! What the daily steps cost in keys, beyond the words themselves, counted in the real program.

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

const ENTER: &str = "\r";
const TAB: &str = "\t";
const DOWN: &str = "\x1b[B";
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
