//! Two values of a field side by side, of which the worker takes one: what is stored, and what came otherwise.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Shell};
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::choosing::step;

/// A field with its two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: String,
    pub label: String,
    pub stored: String,
    pub other: String,
    pub side: Side,
}

/// Which of the two values is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    #[default]
    Stored,
    Other,
    /// There is nothing to choose: both are kept.
    Both,
    /// They are the same.
    Same,
}

/// The differences, and for which of them the other value is taken. What is stored stays unless it is chosen.
#[derive(Debug)]
pub struct Compare {
    differences: Vec<Difference>,
    selection: Selection,
    /// What this is about.
    hint: Vec<String>,
    headings: [String; 2],
}

impl Side {
    /// In front of the two values: the one that is taken and the one that is not.
    fn signs(self) -> [&'static str; 2] {
        match self {
            Self::Stored => ["(o)", "( )"],
            Self::Other => ["( )", "(o)"],
            Self::Both => ["(+)", "(+)"],
            Self::Same => ["   ", "   "],
        }
    }
}

impl Compare {
    pub fn new(differences: Vec<Difference>, hint: Vec<String>, headings: [String; 2]) -> Self {
        Self { differences, selection: Selection::default(), hint, headings }
    }

    /// Moves, or changes sides; says whether the command was one of these.
    pub fn run(&mut self, command: CommandId) -> bool {
        if command == CommandId::OtherSide {
            if let Some(difference) = self.differences.get_mut(self.selection.at) {
                difference.side = match difference.side {
                    Side::Stored => Side::Other,
                    Side::Other => Side::Stored,
                    side => side,
                };
            }
            return true;
        }
        step(&mut self.selection, command, self.differences.len(), 10)
    }

    /// Fields of which the other value is wanted.
    pub fn taken(&self) -> Vec<String> {
        let chosen = self.differences.iter().filter(|difference| difference.side == Side::Other);
        chosen.map(|difference| difference.field.clone()).collect()
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let mut y = area.y;
        let width = usize::from(area.width.saturating_sub(4));
        for line in self.hint.iter().flat_map(|hint| text::wrap(hint, width)) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.text(), ' ');
            y += 1;
        }
        let rows = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        let [stored, other] = &self.headings;
        let columns = [
            Column::flexible(shell.get("column-field"), 16, 1),
            Column::flexible(stored, 22, 2),
            Column::flexible(other, 22, 2),
        ];
        let row = |at: usize| self.row(at, shell);
        table::draw(
            frame.buffer_mut(),
            rows,
            &shell.theme,
            &columns,
            self.selection,
            self.differences.len(),
            row,
        );
    }

    fn row(&self, at: usize, shell: &Shell) -> Row {
        let Some(difference) = self.differences.get(at) else { return Row::default() };
        let signs = difference.side.signs();
        let side = |sign: &str, value: &str| {
            let value = if value.is_empty() { shell.get("compare-empty") } else { value.to_owned() };
            format!("{sign} {value}")
        };
        let [stored, other] = signs;
        Row::new(vec![
            difference.label.clone(),
            side(stored, &difference.stored),
            side(other, &difference.other),
        ])
    }
}
