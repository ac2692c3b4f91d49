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
}

/// The differences, and for which of them the other value is taken. What is stored stays unless it is chosen.
#[derive(Debug)]
pub struct Compare {
    differences: Vec<Difference>,
    taken: Vec<bool>,
    selection: Selection,
    /// Locale keys: what this is about, and the heading of the other side.
    hint: &'static str,
    other: &'static str,
}

/// Signs of a choice that is taken and of one that is not.
const SIGNS: [&str; 2] = ["( )", "(o)"];

impl Compare {
    pub fn new(differences: Vec<Difference>, hint: &'static str, other: &'static str) -> Self {
        let taken = vec![false; differences.len()];
        Self { differences, taken, selection: Selection::default(), hint, other }
    }

    /// Moves, or changes sides; says whether the command was one of these.
    pub fn run(&mut self, command: CommandId) -> bool {
        if command == CommandId::OtherSide {
            if let Some(taken) = self.taken.get_mut(self.selection.at) {
                *taken = !*taken;
            }
            return true;
        }
        step(&mut self.selection, command, self.differences.len(), 10)
    }

    /// Fields of which the other value is wanted.
    pub fn taken(&self) -> Vec<String> {
        let chosen = self.differences.iter().zip(&self.taken).filter(|(_, taken)| **taken);
        chosen.map(|(difference, _)| difference.field.clone()).collect()
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let mut y = area.y;
        for line in text::wrap(&shell.get(self.hint), usize::from(area.width.saturating_sub(4))) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.text(), ' ');
            y += 1;
        }
        let rows = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        let columns = [
            Column::flexible(shell.get("column-field"), 16, 1),
            Column::flexible(shell.get("compare-stored"), 22, 2),
            Column::flexible(shell.get(self.other), 22, 2),
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
        let (Some(difference), Some(taken)) = (self.differences.get(at), self.taken.get(at)) else {
            return Row::default();
        };
        let side = |chosen: bool, value: &str| {
            let value = if value.is_empty() { shell.get("compare-empty") } else { value.to_owned() };
            format!("{} {value}", SIGNS[usize::from(chosen)])
        };
        let stored = side(!taken, &difference.stored);
        Row::new(vec![difference.label.clone(), stored, side(*taken, &difference.other)])
    }
}
