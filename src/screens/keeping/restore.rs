//! Back from a backup: its secret first, then whose it is and what would change, and only then the change itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{BackupSecret, CommandId, Place, Reply, Request, Shell, Turn};
use crate::desk::BackupPreview;
use crate::domain::RecordKind;
use crate::ui::key::Key;
use crate::work::{Failure, RestorePreview};

use crate::screens::Screen;
use crate::screens::lines::{draw_lines, inner, moment};
use crate::screens::secret_line::SecretLine;

#[derive(Debug)]
pub struct Restore {
    file: PathBuf,
    /// Nothing is open.
    outside: bool,
    /// The recovery code instead of the password.
    by_code: bool,
    secret: SecretLine,
    preview: Option<Box<RestorePreview>>,
    /// After the recovery code: a password for what is restored.
    new: [SecretLine; 2],
    /// Which of the two is being typed.
    at: usize,
    working: bool,
    turn: Turn,
}

impl Restore {
    pub fn new(file: PathBuf, outside: bool) -> Self {
        Self {
            file,
            outside,
            by_code: false,
            secret: SecretLine::default(),
            preview: None,
            new: Default::default(),
            at: 0,
            working: false,
            turn: 0,
        }
    }

    fn backup_secret(&self) -> BackupSecret {
        if self.by_code {
            BackupSecret::Recovery(self.secret.secret())
        } else {
            BackupSecret::Password(self.secret.secret())
        }
    }

    fn submit(&mut self, shell: &mut Shell) {
        if self.working || self.secret.is_empty() {
            return;
        }
        let (file, secret) = (self.file.clone(), self.backup_secret());
        if self.preview.is_none() {
            self.turn = shell.ask(Request::PreviewRestore { file, secret });
        } else {
            let [first, second] = &mut self.new;
            if self.by_code && self.at == 0 {
                self.at = 1;
                return;
            }
            if self.by_code
                && !first.may_be_password(&shell.profile.name.clone(), &shell.profile.area.clone(), shell)
            {
                self.at = 0;
                return;
            }
            if self.by_code && !first.same_as(second) {
                shell.warn("password-differs", &[]);
                second.clear();
                return;
            }
            let new_password = self.by_code.then(|| first.secret());
            self.turn = shell.ask(Request::Restore { file, secret, new_password });
        }
        self.working = true;
    }

    /// The line that takes keys just now.
    fn line(&mut self) -> Option<&mut SecretLine> {
        match &self.preview {
            None => Some(&mut self.secret),
            Some(_) if self.by_code => self.new.get_mut(self.at),
            Some(_) => None,
        }
    }
}

impl Screen for Restore {
    fn place(&self) -> Place {
        if self.outside { Place::OutsideRestore } else { Place::Restore }
    }

    fn title(&self, shell: &Shell) -> String {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{} > {name}", shell.get("restore-title"))
    }

    fn start(&mut self, _shell: &mut Shell) {}

    fn is_typing(&self) -> bool {
        self.preview.is_none() || self.by_code
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.working && *key != Key::Esc
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Enter => self.submit(shell),
            Key::Esc => shell.back(),
            Key::Down | Key::Tab => self.at = 1,
            Key::Up | Key::BackTab => self.at = 0,
            key => {
                if let Some(line) = self.line() {
                    line.press(key);
                }
            }
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Recover || self.preview.is_none()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::GoOn => self.submit(shell),
            CommandId::Back => shell.back(),
            CommandId::Recover if self.preview.is_none() && !self.working => {
                self.by_code = !self.by_code;
                self.secret.clear();
            }
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        self.working = false;
        if let Reply::RestorePreview(preview) = reply {
            self.preview = Some(preview);
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {
        self.working = false;
        if self.preview.is_none() {
            self.secret.clear();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let inside = inner(area);
        let Some(preview) = &self.preview else {
            let ask = if self.by_code { "restore-ask-code" } else { "restore-ask" };
            let y = draw_lines(frame, inside, &[(shell.theme.text(), shell.get(ask))]);
            let label = shell.get(if self.by_code { "recovery-code" } else { "password" });
            let draw = if self.by_code { SecretLine::draw_open } else { SecretLine::draw };
            draw(&self.secret, frame, (inside.x, y + 1), &label, !self.working, shell);
            if self.working {
                let line = Rect { y: y + 3, height: inside.bottom().saturating_sub(y + 3), ..inside };
                draw_lines(frame, line, &[(shell.theme.quiet(), shell.get("restore-proving"))]);
            }
            return;
        };
        let mut lines = described(preview, self.outside, shell);
        let end = if self.by_code { "restore-new-password" } else { "restore-go-on" };
        lines.extend([(shell.theme.text(), String::new()), (shell.theme.title(), shell.get(end))]);
        let y = draw_lines(frame, inside, &lines);
        if self.by_code {
            for (at, (line, label)) in self.new.iter().zip(["password-new", "password-again"]).enumerate() {
                let y = y + u16::from(at > 0);
                if y < area.bottom() {
                    line.draw(frame, (inside.x, y), &shell.get(label), at == self.at, shell);
                }
            }
        }
    }
}

/// Whose it is and of when, what it holds beside what is open now, and what that means.
fn described(preview: &RestorePreview, outside: bool, shell: &Shell) -> Vec<(Style, String)> {
    let theme = &shell.theme;
    let backup = &preview.backup;
    let whose = shell.say(
        "restore-whose",
        &[
            ("name", backup.worker.as_str().into()),
            ("area", backup.area.as_str().into()),
            ("at", moment(backup.at, shell).into()),
            ("seq", backup.seq.to_string().into()),
        ],
    );
    let mut lines = vec![(theme.text(), whose), (theme.text(), String::new())];
    let of_now = preview.now.as_ref();
    lines.extend(
        compared(backup, of_now.map(|now| &now.counts), shell).into_iter().map(|line| (theme.quiet(), line)),
    );
    lines.push((theme.quiet(), shell.get("restore-counts-all")));
    lines.push((theme.text(), String::new()));
    if outside {
        lines.push((theme.text(), shell.get("restore-outside")));
        return lines;
    }
    let later = of_now.map_or(0, |now| now.later);
    if !backup.is_of_this_store {
        lines.push((theme.warning(), shell.get("restore-other-store")));
    } else if later > 0 {
        lines.push((theme.warning(), shell.say("restore-loses", &[("count", later.to_string().into())])));
    } else {
        lines.push((theme.text(), shell.get("restore-loses-nothing")));
    }
    lines.push((theme.text(), shell.get("restore-sets-aside")));
    lines
}

/// Every kind of which there is anything, two on a line: in the backup and, where something is open, now.
fn compared(backup: &BackupPreview, now: Option<&BTreeMap<RecordKind, u64>>, shell: &Shell) -> Vec<String> {
    let [then, of_now] = ["restore-column-then", "restore-column-now"].map(|key| shell.get(key));
    let row = |name: &str, then: &str, of_now: &str| {
        let of_now = if now.is_some() { of_now } else { "" };
        format!("{name:<19}{then:>8}{of_now:>9}")
    };
    let count =
        |counts: &BTreeMap<RecordKind, u64>, kind: &RecordKind| counts.get(kind).copied().unwrap_or(0);
    let there = |kind: &&RecordKind| count(&backup.counts, kind) + now.map_or(0, |now| count(now, kind)) > 0;
    let kinds = RecordKind::ALL.iter().filter(|kind| **kind != RecordKind::Profile).filter(there);
    let mut cells: Vec<String> = kinds
        .map(|kind| {
            let name = shell.get(&format!("receipt-kind-{}", kind.plural()));
            let of_now = now.map_or(0, |now| count(now, kind));
            row(&name, &count(&backup.counts, kind).to_string(), &of_now.to_string())
        })
        .collect();
    let heading = row("", &then, &of_now);
    let beside = if cells.len() > 1 { heading.clone() } else { String::new() };
    let half = cells.len().div_ceil(2);
    let right = cells.split_off(half.min(cells.len()));
    let right = right.into_iter().chain(std::iter::repeat(String::new()));
    let rows =
        cells.into_iter().zip(right).map(|(left, right)| format!("{left}  {right}").trim_end().to_owned());
    std::iter::once(format!("{heading}  {beside}").trim_end().to_owned()).chain(rows).collect()
}
