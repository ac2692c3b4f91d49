//! The program itself in a terminal: from the password to the first screen, from a key to its screen, and how much
//! memory it takes. `SIMPUL_PEOPLE` and `SIMPUL_CHILDREN` say how large the sub-district is (10,000 and 100,000).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a benchmark")]

mod support;

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use support::{PASSWORD, Times, folder, mib, sub_district};

/// As the peers are measured: a screen is whole when nothing comes for so long.
const QUIET: Duration = Duration::from_millis(60);
const PATIENCE: Duration = Duration::from_mins(2);
const ROWS: NonZero<u16> = NonZero::new(40).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(120).unwrap();
const UNLOCKS: u32 = 5;

struct Terminal {
    parser: vt100::Parser,
    output: Receiver<(Instant, Vec<u8>)>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(data: &Path) -> Self {
        let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_simpul"));
        command.env("SIMPUL_DATA", data);
        command.env("SIMPUL_TODAY", "2026-11-24");
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 16384];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let _ = sender.send((Instant::now(), bytes[..count].to_vec()));
            }
        });
        let input = pair.master.take_writer().unwrap();
        Self { parser: vt100::Parser::new(ROWS, COLUMNS, 0), output, input, child, _master: pair.master }
    }

    /// Until the text is on the screen; says when it came.
    fn wait(&mut self, text: &str) -> Instant {
        let mut last = Instant::now();
        while !self.parser.screen().contents().contains(text) {
            let Ok((at, bytes)) = self.output.recv_timeout(PATIENCE) else {
                panic!("no {text} in:\n{}", self.parser.screen().contents());
            };
            last = at;
            self.parser.process(&bytes);
        }
        last
    }

    /// How long after the key the last byte came before the silence; nothing when none came.
    fn press(&mut self, keys: &str) -> Option<Duration> {
        let started = Instant::now();
        self.input.write_all(keys.as_bytes()).unwrap();
        let mut last = None;
        while let Ok((at, bytes)) = self.output.recv_timeout(QUIET) {
            self.parser.process(&bytes);
            last = Some(at - started);
        }
        last
    }

    fn id(&self) -> String {
        self.child.process_id().unwrap().to_string()
    }

    fn quit(mut self) {
        self.input.write_all(b"\x11").unwrap();
        let _ = self.child.wait();
    }
}

/// From Enter behind the password to *Hari Ini* with its figures, and to all of it being at hand.
fn unlock(data: &Path) -> (Terminal, Duration, Duration) {
    let mut terminal = Terminal::start(data);
    terminal.wait("terkunci");
    terminal.press(PASSWORD);
    let started = Instant::now();
    terminal.input.write_all(b"\r").unwrap();
    let first = terminal.wait("terlambat") - started;
    terminal.input.write_all(b"2").unwrap();
    let whole = terminal.wait(" dari ") - started;
    terminal.press("1");
    (terminal, first, whole)
}

fn keys(terminal: &mut Terminal, what: &str, keys: impl Iterator<Item = String>) {
    let mut silent = 0;
    let times: Times = keys
        .filter_map(|key| {
            let took = terminal.press(&key);
            silent += u32::from(took.is_none());
            took
        })
        .collect();
    let at = |percent| times.percent(percent);
    println!("{what}: p50 {:?}, p95 {:?}, worst {:?}, {silent} unanswered", at(50), at(95), at(100));
}

fn number(name: &str, otherwise: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let (people, children) = (number("SIMPUL_PEOPLE", 10_000), number("SIMPUL_CHILDREN", 100_000));
    let folder = folder();
    let data = folder.path().join("data");
    sub_district(&data, people, children);
    println!("{people} people with a case each, {children} records under them");
    let (mut first, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..UNLOCKS {
        let (terminal, to_first, to_whole) = unlock(&data);
        first.push(to_first);
        whole.push(to_whole);
        terminal.quit();
    }
    let (first, whole) = (Times::from_iter(first), Times::from_iter(whole));
    println!("password to Hari Ini: best {:?}, median {:?}", first.percent(0), first.percent(50));
    println!("password to the list of people: best {:?}, median {:?}", whole.percent(0), whole.percent(50));
    let (mut terminal, ..) = unlock(&data);
    let resident = |terminal: &Terminal| (mib(&terminal.id(), "VmRSS"), mib(&terminal.id(), "VmHWM"));
    println!("resident, peak: {:?} MiB", resident(&terminal));
    terminal.press("2");
    keys(&mut terminal, "one line down", std::iter::repeat_n("\x1b[B".to_owned(), 60));
    keys(&mut terminal, "one page down", std::iter::repeat_n("\x1b[6~".to_owned(), 40));
    terminal.press("/");
    let letters = ["siti", "asep", "rohaeti", "3204"]
        .map(|word| word.chars().map(String::from).chain(std::iter::repeat_n("\x7f".to_owned(), word.len())));
    keys(&mut terminal, "letter of a search", letters.into_iter().flatten());
    terminal.press("\x1b");
    let pages = std::iter::repeat_n(["\r", "\x1b"], 20).flatten().map(str::to_owned);
    keys(&mut terminal, "a page and back", pages);
    println!("resident, peak: {:?} MiB", resident(&terminal));
    terminal.quit();
}
