//! The session in a real terminal: this test binary runs itself inside a PTY.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::events::{self, TermEvent};
use super::screen::Screen;
use super::session::{Options, Session};
use crate::ui::key::Key;
use crate::ui::print;
use crate::ui::theme::Theme;

const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();
const PATIENCE: Duration = Duration::from_secs(20);

/// The program in the PTY: shows the last event; `q` leaves, `p` panics, `t` panics on another thread.
#[test]
#[ignore = "started by the other tests, inside a PTY"]
fn child() {
    let session = Session::start(Options { mouse: true }).unwrap();
    let mut screen = Screen::new().unwrap();
    let (sender, events) = mpsc::channel();
    events::spawn(move |event| sender.send(event).is_ok()).unwrap();
    let theme = Theme::from_environment(false);
    let mut last = "ready".to_owned();
    loop {
        screen
            .draw(|frame| {
                let buffer = frame.buffer_mut();
                print(buffer, (0, 0), &last, 80, theme.text(), '~');
                print(buffer, (0, 2), "selected", 80, theme.selected(), '~');
            })
            .unwrap();
        let event = events.recv().unwrap();
        match &event {
            TermEvent::Key(Key::Char('q')) | TermEvent::Closed => break,
            TermEvent::Key(Key::Char('p')) => panic!("on purpose"),
            TermEvent::Key(Key::Char('t')) => {
                let ended = std::thread::spawn(|| panic!("elsewhere")).join();
                last = format!("still here {}", ended.is_err());
                continue;
            }
            TermEvent::Resize(..) => screen.clear().unwrap(),
            _ => {}
        }
        last = format!("{event:?}");
    }
    drop(session);
}

struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(no_color: bool) -> Self {
        let size = PtySize { rows: 24, cols: 80, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "term::pty_tests::child", "--ignored", "--nocapture", "--test-threads=1"]);
        command.env("RUST_BACKTRACE", "0");
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", if no_color { "1" } else { "" });
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(ROWS, COLUMNS, 0);
        let mut terminal = Self { parser, output, input, child, master: pair.master };
        terminal.wait("ready");
        terminal
    }

    fn until(&mut self, what: &str, met: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !met(self.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(mpsc::RecvTimeoutError::Timeout | mpsc::RecvTimeoutError::Disconnected) => {
                    panic!("no {what} in:\n{}", self.parser.screen().contents())
                }
            }
        }
    }

    fn wait(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    fn send(&mut self, bytes: &str) {
        self.input.write_all(bytes.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    fn given_back(&mut self) {
        self.until("end of the session", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        let _ = self.child.wait();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.parser.process(&bytes);
        }
        let screen = self.parser.screen();
        assert!(!screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

#[test]
fn leaving_gives_the_terminal_back() {
    let mut terminal = Terminal::start(false);
    assert!(terminal.parser.screen().alternate_screen());
    assert!(terminal.parser.screen().bracketed_paste());
    terminal.send("\u{1b}[200~a\rb\u{1b}[201~");
    terminal.wait("Paste(\"a\\nb\")");
    terminal.send("\u{1b}[A");
    terminal.wait("Key(Up)");
    terminal.send("\u{8}");
    terminal.wait("Key(Backspace)");
    terminal.send("\u{13}");
    terminal.wait("Key(Ctrl('s'))");
    terminal.send("\u{1b}[<0;5;6M");
    terminal.wait("Click { column: 4, row: 5 }");
    terminal.master.resize(PtySize { rows: 30, cols: 100, ..PtySize::default() }).unwrap();
    terminal.wait("Resize(100, 30)");
    terminal.send("q");
    terminal.given_back();
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut terminal = Terminal::start(false);
    terminal.send("p");
    terminal.given_back();
    assert!(terminal.parser.screen().contents().contains("on purpose"));
}

#[test]
fn a_panic_on_another_thread_leaves_the_screen_alone() {
    let mut terminal = Terminal::start(false);
    terminal.send("t");
    terminal.wait("still here true");
    assert!(terminal.parser.screen().alternate_screen());
    assert!(!terminal.parser.screen().contents().contains("elsewhere"));
    terminal.send("q");
    terminal.given_back();
}

#[test]
fn being_told_to_end_gives_the_terminal_back() {
    let mut terminal = Terminal::start(false);
    let id = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    terminal.given_back();
}

#[test]
fn without_colours_the_selection_is_still_reversed() {
    let mut terminal = Terminal::start(true);
    terminal.wait("selected");
    let cell = terminal.parser.screen().cell(2, 0).unwrap().clone();
    assert!(cell.inverse());
    assert_eq!((cell.fgcolor(), cell.bgcolor()), (vt100::Color::Default, vt100::Color::Default));
    terminal.send("q");
    terminal.given_back();
}
