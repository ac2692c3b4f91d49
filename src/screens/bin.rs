//! *Keranjang*: what was thrown away in the last days, and the way back.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Place, Reply, Request, Shell, Turn};
use crate::desk::{BIN_DAYS, BinEntry};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;

#[derive(Debug, Default)]
pub struct BinScreen {
    entries: Option<Vec<BinEntry>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl BinScreen {
    fn entries(&self) -> &[BinEntry] {
        self.entries.as_deref().unwrap_or_default()
    }
}

impl Screen for BinScreen {
    fn place(&self) -> Place {
        Place::Bin
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("bin-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(8));
        self.turn = shell.ask(Request::BinEntries);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.entries.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::TakeBack || !self.entries().is_empty()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.entries().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::TakeBack => {
                let chosen = self.entries().get(self.selection.at).map(|entry| entry.seq);
                if let Some(seq) = chosen {
                    self.turn = shell.ask(Request::TakeBack(seq));
                }
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::BinEntries(entries) => {
                self.selection.fit(entries.len(), self.height);
                self.entries = Some(entries);
            }
            Reply::Saved(_) => self.start(shell),
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(entries) = &self.entries else { return };
        let key = if entries.is_empty() { "bin-empty" } else { "bin-hint" };
        let hint = shell.say(key, &[("days", BIN_DAYS.into())]);
        let mut y = area.y;
        for line in text::wrap(&hint, usize::from(area.width.saturating_sub(4))) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.quiet(), ' ');
            y += 1;
        }
        if entries.is_empty() {
            return;
        }
        let rows = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        let columns = [
            Column::fixed(shell.get("column-date"), 9),
            Column::fixed(shell.get("column-kind"), 14),
            Column::flexible(shell.get("column-about"), 24, 2),
            Column::fixed(shell.get("bin-others"), 7).right().rank(1),
            Column::fixed(shell.get("bin-until"), 9),
        ];
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, entries.len(), |at| {
            entries.get(at).map_or_else(Row::default, |entry| entry_row(entry, shell))
        });
    }
}

fn entry_row(entry: &BinEntry, shell: &Shell) -> Row {
    let kind = shell.get(&format!("kind-{}", entry.kind().name().replace('_', "-")));
    let name = if entry.masked { shell.get("masked") } else { entry.name.replace('\n', " ") };
    let others = if entry.others > 0 { format!("+{}", entry.others) } else { String::new() };
    Row::new(vec![
        shell.words.date_short(entry.on, shell.today),
        kind,
        name,
        others,
        shell.words.date_short(entry.until, shell.today),
    ])
}
