//! *Kegiatan*: what was done in a month, typed or made by sessions, visits, referrals and conferences.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{ActivityEntry, FormPurpose};
use crate::domain::RecordKind;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;
use super::reports::{month_beside, month_words};

#[derive(Debug)]
pub struct Activities {
    month: String,
    found: Option<Vec<ActivityEntry>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Activities {
    pub fn new(month: String) -> Self {
        Self { month, found: None, selection: Selection::default(), height: 10, turn: 0 }
    }

    fn entries(&self) -> &[ActivityEntry] {
        self.found.as_deref().unwrap_or_default()
    }

    fn chosen(&self) -> Option<&ActivityEntry> {
        self.entries().get(self.selection.at)
    }

    fn turn_to(&mut self, step: i32, shell: &mut Shell) {
        if let Some(other) = month_beside(&self.month, step, shell.today) {
            self.month = other;
            self.selection = Selection::default();
            self.start(shell);
        }
    }
}

fn row(entry: &ActivityEntry, shell: &Shell) -> Row {
    let came = entry.came.map(|all| all.to_string()).unwrap_or_default();
    Row::new(vec![
        shell.words.date_short(entry.day, shell.today),
        shell.get(&format!("kind-{}", entry.source.kind.name().replace('_', "-"))),
        entry.what.clone(),
        if entry.village.is_empty() { String::new() } else { shell.lookup.village(&entry.village) },
        came,
    ])
}

impl Screen for Activities {
    fn place(&self) -> Place {
        Place::Activities
    }

    fn title(&self, shell: &Shell) -> String {
        shell.say("activities-title", &[("month", month_words(&self.month, shell).into())])
    }

    fn aside(&self, shell: &Shell) -> String {
        shell.say("activities-count", &[("count", self.entries().len().into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7));
        self.turn = shell.ask(Request::Activities(self.month.clone()));
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.found.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        !matches!(command, CommandId::Open | CommandId::Edit) || self.chosen().is_some()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.entries().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Open => {
                if let Some(source) = self.chosen().map(|entry| entry.source) {
                    shell.go(Nav::Page(source));
                }
            }
            CommandId::Edit => shell.go_if(self.chosen().map(|entry| FormPurpose::Edit(entry.source))),
            CommandId::New => {
                shell.go_if(Some(FormPurpose::New { kind: RecordKind::Activity, about: None }));
            }
            CommandId::Monthly => self.turn = shell.ask(Request::Export(Paper::Monthly(self.month.clone()))),
            CommandId::MonthBack => self.turn_to(-1, shell),
            CommandId::MonthOn => self.turn_to(1, shell),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Activities(found) => {
                self.found = Some(found);
                self.selection.fit(self.entries().len(), self.height);
            }
            Reply::Exported(path) => {
                shell.say_written("exported", &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if self.found.is_none() {
            return;
        }
        let entries = self.entries();
        if entries.is_empty() {
            let lines = text::wrap(&shell.get("empty-activity"), usize::from(area.width.saturating_sub(6)));
            for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
                print(frame.buffer_mut(), (area.x + 3, y), line, area.width - 4, shell.theme.text(), ' ');
            }
            return;
        }
        let columns = [
            Column::fixed(shell.get("column-date"), 8),
            Column::fixed(shell.get("column-source"), 13).rank(2),
            Column::flexible(shell.get("column-what"), 24, 1),
            Column::fixed(shell.get("column-village"), 12).rank(1),
            Column::fixed(shell.get("column-came"), 6).right(),
        ];
        table::draw(frame.buffer_mut(), area, &shell.theme, &columns, self.selection, entries.len(), |at| {
            entries.get(at).map_or_else(Row::default, |entry| row(entry, shell))
        });
    }
}
