//! What can be printed of a record: its own papers, and its form, filled or blank.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::Desk;
use crate::domain::{RecordKey, RecordKind};
use crate::ui::table::Selection;
use crate::ui::{list, print, text};

use super::Screen;
use super::choosing::step;

#[derive(Debug)]
pub struct Papers {
    key: RecordKey,
    /// Participants of a session who were not called yet.
    unmarked: usize,
    selection: Selection,
    turn: Turn,
}

impl Papers {
    pub fn new(key: RecordKey, unmarked: usize) -> Self {
        Self { key, unmarked, selection: Selection::default(), turn: 0 }
    }

    /// The locale's `paper-<name>`, and what is ordered.
    fn choices(&self) -> Vec<(&'static str, Paper)> {
        let mut choices = match self.key.kind {
            RecordKind::Session => vec![
                ("paper-attendance", Paper::Attendance { session: self.key, with_nik: false }),
                ("paper-minutes", Paper::Minutes(self.key)),
                ("paper-attendance-nik", Paper::Attendance { session: self.key, with_nik: true }),
            ],
            RecordKind::Referral => vec![("paper-letter", Paper::Letter(self.key))],
            _ => Vec::new(),
        };
        if Desk::has_form(self.key.kind) {
            choices.push(("paper-form", Paper::FilledForm(self.key)));
            choices.push(("paper-blank", Paper::BlankForm(self.key.kind)));
        }
        choices
    }
}

impl Screen for Papers {
    fn place(&self) -> Place {
        Place::Papers
    }

    fn title(&self, shell: &Shell) -> String {
        let kind = shell.get(&format!("kind-{}", self.key.kind.name().replace('_', "-")));
        format!("{kind} > {}", shell.get("papers-title"))
    }

    fn start(&mut self, _shell: &mut Shell) {}

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open || !self.choices().is_empty()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let mut choices = self.choices();
        if step(&mut self.selection, command, choices.len(), choices.len()) {
            return;
        }
        match command {
            CommandId::Open if self.selection.at < choices.len() => {
                let (_, paper) = choices.swap_remove(self.selection.at);
                if matches!(paper, Paper::Minutes(_)) && self.unmarked > 0 {
                    // The minutes say who came, and their number is spent by the first print.
                    let words = shell.say("ask-minutes-unmarked", &[("count", self.unmarked.into())]);
                    return shell.go(Nav::Ask { words, then: CommandId::Open });
                }
                self.turn = shell.ask(Request::Export(paper));
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        let mut choices = self.choices();
        if command == CommandId::Open && self.selection.at < choices.len() {
            let (_, paper) = choices.swap_remove(self.selection.at);
            self.turn = shell.ask(Request::Export(paper));
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        if let Reply::Exported(path) = reply {
            shell.say_written("letter-written", &path);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let choices = self.choices();
        let items: Vec<String> = choices.iter().map(|(name, _)| shell.get(name)).collect();
        let height = u16::try_from(items.len()).unwrap_or(4);
        let rows = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height };
        list::draw(frame.buffer_mut(), rows.intersection(area), &shell.theme, &items, self.selection);
        let hint = text::wrap(&shell.get("papers-hint"), usize::from(area.width.saturating_sub(6)));
        for (y, line) in (rows.bottom() + 1..area.bottom()).zip(&hint) {
            print(frame.buffer_mut(), (area.x + 3, y), line, area.width - 4, shell.theme.quiet(), ' ');
        }
    }
}
