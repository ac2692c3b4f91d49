//! A backup on its way to a stick: progress, then *aman dicabut*; what failed can be tried again.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::BackedUp;
use crate::ui::key::Key;
use crate::work::Failure;

use crate::screens::Screen;
use crate::screens::lines::{draw_lines, inner, size};

#[derive(Debug)]
pub struct BackUp {
    to: PathBuf,
    made: Option<BackedUp>,
    failed: bool,
    turn: Turn,
}

impl BackUp {
    pub fn new(to: PathBuf) -> Self {
        Self { to, made: None, failed: false, turn: 0 }
    }

    fn copy(&mut self, shell: &mut Shell) {
        self.failed = false;
        self.turn = shell.ask(Request::BackUp(self.to.clone()));
    }
}

impl Screen for BackUp {
    fn place(&self) -> Place {
        Place::BackUp
    }

    fn title(&self, shell: &Shell) -> String {
        format!("{} > {}", shell.get("backups-title"), self.to.display())
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.turn == 0 {
            self.copy(shell);
        }
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.made.is_none() && !self.failed && *key != Key::Esc
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::GoOn if self.made.is_none() => self.copy(shell),
            CommandId::GoOn | CommandId::Back if self.made.is_some() => {
                shell.go(Nav::Home(CommandId::GoBackups));
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::BackedUp(made) = reply {
            self.made = Some(made);
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {
        self.failed = true;
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let theme = &shell.theme;
        let lines = match &self.made {
            Some(made) => vec![
                (theme.good(), shell.get("backup-whole")),
                (theme.title(), shell.get("sent-safe")),
                (theme.text(), String::new()),
                (theme.quiet(), made.path.display().to_string()),
                (
                    theme.text(),
                    shell.say(
                        "backup-about",
                        &[("size", size(made.bytes).into()), ("seq", made.seq.to_string().into())],
                    ),
                ),
                (theme.text(), String::new()),
                (theme.text(), shell.get("backup-advice")),
            ],
            None if self.failed => vec![(theme.text(), shell.get("backup-retry"))],
            None => vec![(theme.quiet(), shell.get("backup-begins"))],
        };
        draw_lines(frame, inner(area), &lines);
    }
}
