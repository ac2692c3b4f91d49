//! The list: pairs of people, of families, and people with one NIK, the likeliest first, each with why and what to do.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{DoubleKind, DoublePair};
use crate::domain::RecordKey;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use crate::screens::Screen;
use crate::screens::aid::words;
use crate::screens::choosing::step;

/// Lines below the table.
const BELOW: u16 = 6;

#[derive(Debug, Default)]
pub struct Review {
    pairs: Vec<DoublePair>,
    loaded: bool,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Review {
    fn chosen(&self) -> Option<(RecordKey, RecordKey)> {
        self.pairs.get(self.selection.at).map(|pair| pair.keys)
    }
}

fn row(pair: &DoublePair, shell: &Shell) -> Row {
    let village = if pair.a.masked { String::new() } else { shell.lookup.village(&pair.a.village) };
    let mut row = Row::new(vec![
        pair.score.to_string(),
        shell.get(&format!("doubles-kind-{}", pair.kind.code())),
        words::name(&pair.a, shell),
        words::name(&pair.b, shell),
        village,
    ]);
    row.sign = match pair.kind {
        DoubleKind::Person | DoubleKind::Organization => None,
        DoubleKind::SharedNik => Some('!'),
        DoubleKind::Family => Some('~'),
    };
    row
}

fn details(pair: &DoublePair, shell: &Shell) -> Vec<String> {
    let why = match pair.kind {
        DoubleKind::Family if pair.members == 0 => shell.get("doubles-card-near"),
        DoubleKind::Family => shell.say("doubles-members", &[("count", pair.members.into())]),
        _ => super::reasons(&pair.reasons, shell),
    };
    let score = [("score", usize::from(pair.score).into()), ("why", why.into())];
    vec![shell.say("doubles-why", &score), shell.get(&format!("doubles-do-{}", pair.kind.code()))]
}

impl Screen for Review {
    fn place(&self) -> Place {
        Place::Doubles
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("doubles-title")
    }

    fn aside(&self, shell: &Shell) -> String {
        shell.say("doubles-count", &[("count", self.pairs.len().into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = shell.ask(Request::Doubles);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        !self.loaded && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        !matches!(command, CommandId::Open | CommandId::Different) || self.chosen().is_some()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.pairs.len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => {
                if let Some((a, b)) = self.chosen() {
                    shell.go(Nav::Pair(a, b));
                }
            }
            CommandId::Different => {
                if let Some((a, b)) = self.chosen() {
                    self.turn = shell.ask(Request::KeepApart(a, b));
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
            Reply::Doubles(pairs) => {
                self.pairs = pairs;
                self.loaded = true;
                self.selection.fit(self.pairs.len(), self.height);
            }
            Reply::Saved(_) => self.turn = shell.ask(Request::Doubles),
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &crate::work::Failure, shell: &mut Shell) {
        if !self.loaded {
            shell.back();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if self.loaded && self.pairs.is_empty() {
            return words::empty(&shell.get("doubles-empty"), frame, area, shell);
        }
        let columns = [
            Column::fixed(shell.get("column-score"), 5).right(),
            Column::fixed(shell.get("column-kind"), 8),
            Column::flexible(shell.get("column-name"), 18, 1),
            Column::flexible(shell.get("column-other"), 18, 1),
            Column::fixed(shell.get("column-village"), 13).rank(1),
        ];
        let below = BELOW.min(area.height / 2);
        let rows = Rect { height: area.height - below, ..area };
        let count = self.pairs.len();
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, count, |at| {
            self.pairs.get(at).map_or_else(Row::default, |pair| row(pair, shell))
        });
        if let Some(pair) = self.pairs.get(self.selection.at) {
            let rest = Rect { y: rows.bottom() + 1, height: below.saturating_sub(1), ..area };
            words::below(&details(pair, shell), frame, rest, shell);
        }
    }
}
