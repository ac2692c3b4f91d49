//! The last list of each programme against the one before: who is new, gone, changed.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{AidPaper, ListChange, ListTurn};
use crate::domain::reading::money;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::super::Screen;
use super::super::choosing::step;
use super::words;

/// Lines below the table.
const BELOW: u16 = 3;

#[derive(Debug, Default)]
pub struct ListChanges {
    found: Option<Vec<ListChange>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl ListChanges {
    fn shown(&self) -> Vec<(&ListChange, &ListTurn)> {
        let changes = self.found.iter().flatten();
        changes.flat_map(|change| change.turns.iter().map(move |turn| (change, turn))).collect()
    }
}

fn row(change: &ListChange, turn: &ListTurn, shell: &Shell) -> Row {
    let value = |value: Option<i64>| value.map(money::show).unwrap_or_default();
    let village = if turn.who.masked { String::new() } else { shell.lookup.village(&turn.who.village) };
    Row::new(vec![
        change.program.clone(),
        shell.get(&format!("list-turn-{}", turn.turn.code())),
        words::name(&turn.who, shell),
        village,
        value(turn.values.0),
        value(turn.values.1),
    ])
}

impl Screen for ListChanges {
    fn place(&self) -> Place {
        Place::ListChanges
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("list-changes-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = shell.ask(Request::ListChanges);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.found.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open || !self.shown().is_empty()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.shown().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => {
                let gift = self.shown().get(self.selection.at).and_then(|(_, turn)| turn.now.or(turn.before));
                if let Some(gift) = gift {
                    shell.go(Nav::Page(gift));
                }
            }
            CommandId::Export => shell.go(Nav::AidPapers(AidPaper::Changes)),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::ListChanges(found) = reply {
            self.found = Some(found);
            self.selection.fit(self.shown().len(), self.height);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(found) = &self.found else { return };
        let shown = self.shown();
        if shown.is_empty() {
            let key = if found.is_empty() { "cli-list-change-none" } else { "list-changes-same" };
            return words::empty(&shell.get(key), frame, area, shell);
        }
        let columns = [
            Column::fixed(shell.get("column-program"), 11),
            Column::fixed(shell.get("column-turn"), 9),
            Column::flexible(shell.get("column-name"), 16, 2),
            Column::fixed(shell.get("column-village"), 13).rank(1),
            Column::fixed(shell.get("column-before"), 11).right(),
            Column::fixed(shell.get("column-now"), 11).right(),
        ];
        let below = BELOW.min(area.height / 2);
        let rows = Rect { height: area.height - below, ..area };
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, shown.len(), |at| {
            shown.get(at).map_or_else(Row::default, |(change, turn)| row(change, turn, shell))
        });
        if let Some((change, _)) = shown.get(self.selection.at) {
            let rest = Rect { y: rows.bottom(), height: below, ..area };
            words::below(&[words::change(change, shell)], frame, rest, shell);
        }
    }
}
