//! Lines from a sheet or a chat become rows of a table: a line is a row, a tab the next cell. What stands there stays, and
//! no word of what was pasted is dropped.

use super::RawField;
use super::choices::record_kind;
use super::control::{Context, Control, Outcome};
use super::edit::Edit;
use super::engine::Form;
use super::entry::Entry;
use super::grid::Grid;
use crate::domain::{FieldKind, Level, Row};
use crate::ui::key::Key;

/// What was pasted, as lines of cells; nothing when it is one piece of text.
pub(super) fn lines(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_matches('\n');
    let lines = text.split('\n').filter(|line| !line.trim().is_empty());
    text.contains(['\n', '\t']).then(|| lines.map(cells).collect())
}

fn cells(line: &str) -> Vec<String> {
    if line.contains('\t') {
        line.split('\t').map(|cell| cell.trim().to_owned()).collect()
    } else {
        vec![without_mark(line.trim()).to_owned()]
    }
}

/// `1. Siti`, `2) Budi`, `- Ujang`: what stands before a line of a list in a chat.
fn without_mark(line: &str) -> &str {
    let unnumbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = (1..=3).contains(&(line.len() - unnumbered.len()));
    let rest =
        if is_numbered { unnumbered.strip_prefix(['.', ')']) } else { line.strip_prefix(['-', '•', '*']) };
    let rest = rest.and_then(|rest| rest.strip_prefix(' ')).map(str::trim);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(line)
}

impl Grid {
    /// From the cell with the caret on; a line whose place is taken gets a row of its own.
    pub(super) fn paste(&mut self, lines: &[Vec<String>], context: &Context<'_>) -> Outcome {
        let column = self.rows.get(self.at).map(Form::column).unwrap_or_default();
        for (number, cells) in lines.iter().enumerate() {
            let is_free = |row: &Form| if number == 0 { row.is_free_from(column) } else { row.is_empty() };
            let at = self.at + usize::from(number > 0);
            if self.rows.get(at).is_some_and(is_free) {
                self.at = at;
            } else {
                self.at = (self.at + 1).min(self.rows.len());
                self.rows.insert(self.at, self.row(&Row::new(), context));
            }
            if let Some(row) = self.rows.get_mut(self.at) {
                row.take_cells(column, cells, context);
                row.go_to_column(column);
            }
        }
        self.open(context);
        Outcome::Changed
    }
}

impl Form {
    fn is_free_from(&self, column: usize) -> bool {
        self.entries.iter().skip(column).all(Entry::is_empty)
    }

    /// A cell each from a column on. A name is no link to a record: such columns are passed over. What finds no place is
    /// added to the last text of the row.
    fn take_cells(&mut self, column: usize, cells: &[String], context: &Context<'_>) {
        let places = (column..self.entries.len()).filter(|at| {
            self.is_shown(*at) && self.entries.get(*at).is_some_and(|e| record_kind(e.field.kind).is_none())
        });
        let mut places: std::collections::VecDeque<usize> = places.collect();
        let mut left = Vec::new();
        for cell in cells {
            let entry = places.pop_front().and_then(|at| self.entries.get_mut(at));
            let Some(entry) = entry.filter(|_| !cell.is_empty()) else {
                left.extend(Some(cell.as_str()).filter(|cell| !cell.is_empty()));
                continue;
            };
            entry.take_text(cell, context);
            if entry.is_empty() {
                left.push(cell);
            }
        }
        let mut texts = self.entries.iter_mut().rev();
        if let Some(last) =
            texts.find(|entry| entry.field.kind == FieldKind::Text).filter(|_| !left.is_empty())
        {
            let there = last.control.raw().text;
            let all = [there.as_str()].into_iter().filter(|text| !text.is_empty()).chain(left);
            last.take_text(&all.collect::<Vec<_>>().join("; "), context);
        }
    }
}

impl Entry {
    /// A text as if it had been typed there and left. What is no entry of the list stays as it is written.
    fn take_text(&mut self, text: &str, context: &Context<'_>) {
        let kind = self.field.kind;
        let raw = match &self.control {
            Control::Line(edit) => as_typed(text, edit.is_multiline()),
            control => {
                let reading = context.read(kind, text);
                let is_whole = reading.level() < Level::Error && !reading.has("choice_unknown");
                match reading.value.filter(|_| is_whole) {
                    Some(value) => control.raw_of(kind, &value, context),
                    None => as_typed(text, false),
                }
            }
        };
        self.set_raw(&raw, context);
    }
}

fn as_typed(text: &str, multiline: bool) -> RawField {
    let mut edit = Edit::new("", multiline);
    edit.press(&Key::Paste(text.to_owned()));
    RawField::text(edit.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_tabs_are_told_from_text() {
        assert_eq!(lines("Siti Aminah\n"), None);
        assert_eq!(lines("Siti\r\n\r\nBudi\r\n").unwrap(), [["Siti"], ["Budi"]]);
        assert_eq!(lines("Siti\tP\n\tL").unwrap(), [["Siti", "P"], ["", "L"]]);
    }

    #[test]
    fn marks_of_a_list_are_no_part_of_a_name() {
        for (line, name) in [
            ("1. Siti", "Siti"),
            ("12) Budi", "Budi"),
            ("- Ujang", "Ujang"),
            ("• Enok", "Enok"),
            ("3204304602599001", "3204304602599001"),
            ("12-11-2026 rapat", "12-11-2026 rapat"),
            ("-5", "-5"),
            ("2026. tahun ini", "2026. tahun ini"),
            ("3.", "3."),
        ] {
            assert_eq!(without_mark(line), name, "{line}");
        }
    }
}
