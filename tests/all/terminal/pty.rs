//! The program inside a PTY. Nothing here sleeps: every step waits for what must come.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::support::world::PASSWORD;

const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();
/// A test machine with many builders is slow.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    // Kept open: a master that is dropped hangs the terminal up.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    pub fn start(data: &Path) -> Self {
        Self::run(CommandBuilder::new(env!("CARGO_BIN_EXE_simpul")), data)
    }

    /// With a new store on a disk of 64 MiB that only the program sees.
    #[cfg(target_os = "linux")]
    pub fn on_small_disk(data: &Path, secret: &Path) -> Self {
        let mut command = CommandBuilder::new("unshare");
        command.args(["-Urm", "sh", "-c"]);
        command.arg(
            "mount -t tmpfs -o size=64m none \"$SIMPUL_DATA\" \
             && \"$0\" init --area 32.04.30 --name Sri --password-file \"$1\" >/dev/null && exec \"$0\"",
        );
        command.arg(env!("CARGO_BIN_EXE_simpul"));
        command.arg(secret);
        Self::run(command, data)
    }

    /// With a stick of 64 KiB, which only the program sees.
    #[cfg(target_os = "linux")]
    pub fn with_small_stick(data: &Path, stick: &Path) -> Self {
        let mut command = CommandBuilder::new("unshare");
        command.args(["-Urm", "sh", "-c"]);
        command.arg("mount -t tmpfs -o size=64k none \"$1\" && exec \"$0\"");
        command.arg(env!("CARGO_BIN_EXE_simpul"));
        command.arg(stick);
        Self::run(command, data)
    }

    fn run(mut command: CommandBuilder, data: &Path) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize { rows: ROWS.get(), cols: COLUMNS.get(), ..PtySize::default() })
            .unwrap();
        command.env("SIMPUL_DATA", data);
        command.env("SIMPUL_TODAY", "2026-11-24");
        command.env("HOME", data.parent().unwrap());
        command.env("TERM", "xterm-256color");
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
        Self { parser, output, input, child, _master: pair.master }
    }

    /// Started and opened by the password, at *Hari Ini*.
    pub fn unlocked(data: &Path) -> Self {
        let mut terminal = Self::start(data);
        terminal.wait("Simpul terkunci").send(PASSWORD).wait(&"*".repeat(PASSWORD.len())).send("\r");
        terminal.wait("Hari Ini");
        terminal
    }

    #[track_caller]
    pub fn until(&mut self, what: &str, met: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !met(self.parser.screen()) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {what} in:\n{}", self.parser.screen().contents())
                }
            }
        }
        self
    }

    #[track_caller]
    pub fn wait(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contents().contains(text))
    }

    pub fn send(&mut self, bytes: &str) -> &mut Self {
        self.input.write_all(bytes.as_bytes()).unwrap();
        self.input.flush().unwrap();
        self
    }

    pub fn contents(&self) -> String {
        self.parser.screen().contents()
    }

    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.id().to_string();
        assert!(
            std::process::Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success()
        );
        self
    }

    /// As when the power fails.
    pub fn kill(mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    /// The program ended by itself and the terminal is as it was.
    #[track_caller]
    pub fn given_back(mut self) -> ExitStatus {
        self.until("end of the program", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        let status = self.child.wait().unwrap();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.parser.process(&bytes);
        }
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        status
    }
}
