//! One row with the meaning of its columns; and what was found while reading it.

use std::borrow::Cow;

use super::columns::{CATEGORY_MARK, MONTH_MARK};
use super::heading::{NOT_NEEDED, normal};
use super::recognise::Column;
use super::sheet::{Cell, Line};
use crate::domain::reading::{nik, tidied, written};
use crate::domain::refused_row::WrittenCell;
use crate::domain::{FieldKind, Level, Note, Reading};
use crate::sorted::Sorted as _;

/// A finding about a field of a row, with what was written there.
#[derive(Clone, Debug, PartialEq)]
pub struct RowNote {
    /// The record's field, or empty for the row as a whole.
    pub field: &'static str,
    pub note: Note,
    /// As written; identity numbers are masked.
    pub value: String,
}

/// No name is longer: a text that slipped into its column.
const LONGEST_NAME: usize = 300;

/// Why a row makes no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub field: &'static str,
    pub code: &'static str,
}

/// Notes of level info that a list should tell all the same.
const TOLD: &[&str] = &[
    "nik_missing",
    "kk_missing",
    "birth_missing",
    "birth_two_digit_year",
    "nik_prefix_outside",
    "formula_text_neutralized",
];

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub line: &'a Line,
    pub columns: &'a [Column],
    pub is_1904: bool,
}

impl<'a> Row<'a> {
    /// The cell of a field; nothing when the table has no such column.
    pub fn cell(&self, field: &str) -> Option<&'a Cell> {
        let column = self.columns.iter().find(|column| column.field == Some(field))?;
        Some(self.line.get(column.at))
    }

    pub fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// The text of a field, or nothing.
    pub fn raw(&self, field: &str) -> Cow<'a, str> {
        self.cell(field).map(Cell::text).unwrap_or_default()
    }

    /// One line of text without blank marks (`-`, `tidak ada`).
    pub fn text(&self, field: &str) -> String {
        let text = tidy_line(&self.raw(field));
        if written::is_blank(&text) { String::new() } else { text }
    }

    /// What stands above a field.
    pub fn heading(&self, field: &str) -> &'a str {
        let column = self.columns.iter().find(|column| column.field == Some(field));
        column.map_or("", |column| &column.heading)
    }

    /// Whether its column of programmes holds programmes, and not what is given.
    pub fn names_programs(&self) -> bool {
        let heading = normal(self.heading("program"));
        heading.split(' ').any(|word| matches!(word, "program" | "bansos"))
    }

    /// What stands in columns that mean nothing here, with what stands above them.
    pub fn unmapped(&self) -> impl Iterator<Item = String> + use<'a> {
        let (line, columns) = (self.line, self.columns);
        columns.iter().filter(|column| column.field.is_none()).filter_map(move |column| {
            let text = tidy_line(&line.get(column.at).text());
            (!written::is_blank(&text)).then(|| format!("{}: {text}", column.heading))
        })
    }

    /// The name of whom the row is about.
    pub fn name(&self) -> Result<String, Refusal> {
        let name = self.text("name");
        let code = match name.len() {
            0 => "name_missing",
            1..=LONGEST_NAME => return Ok(name),
            _ => "name_too_long",
        };
        Err(Refusal { field: "name", code })
    }

    /// The same, keeping line breaks.
    pub fn long_text(&self, field: &str) -> String {
        let raw = self.raw(field);
        let lines: Vec<String> = raw.lines().map(tidy_line).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n");
        if written::is_blank(&text) { String::new() } else { text }
    }

    /// The row's content without its place: two rows that say the same have the same fingerprint. `context` is
    /// what the table says about all its rows.
    pub fn fingerprint(&self, context: &str) -> Vec<u8> {
        let mut parts: Vec<(Cow<'_, str>, String)> = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            let cell = self.line.get(column.at);
            if column.field == Some(NOT_NEEDED) && is_row_number(&column.heading) || cell.is_blank() {
                continue;
            }
            let is_mark = |field: &str| matches!(field, NOT_NEEDED | CATEGORY_MARK | MONTH_MARK);
            let field = column.field.filter(|field| !is_mark(field));
            let name = field.map_or_else(|| Cow::Owned(normal(&column.heading)), Cow::Borrowed);
            parts.push((name, written::tidy(&cell.text())));
        }
        parts.put_in_order();
        let mut bytes = context.as_bytes().to_vec();
        for (name, text) in &parts {
            bytes.push(0x1e);
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(0x1f);
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }

    /// The cells as they stand, for a refused row.
    pub fn written(&self) -> Vec<WrittenCell> {
        let filled = self.columns.iter().filter(|column| !self.line.get(column.at).is_blank());
        let is_headed = |at: usize| self.columns.iter().any(|column| column.at == at);
        let unheaded = self.line.filled().filter(|(at, _)| !is_headed(*at)).map(|(at, cell)| WrittenCell {
            heading: (at + 1).to_string(),
            text: tidy_line(&cell.text()),
            ..WrittenCell::default()
        });
        let cell = |column: &Column| WrittenCell {
            heading: column.heading.clone(),
            field: column.field.filter(|f| *f != NOT_NEEDED).unwrap_or_default().to_owned(),
            text: tidy_line(&self.line.get(column.at).text()),
            ..WrittenCell::default()
        };
        filled.map(cell).chain(unheaded).collect()
    }
}

/// The heading of a column that counts the rows.
pub(super) fn is_row_number(heading: &str) -> bool {
    matches!(
        normal(heading).as_str(),
        "no" | "no urut" | "nomor" | "nomor urut" | "nourut" | "urut" | "#" | "no urutan"
    )
}

fn tidy_line(text: &str) -> String {
    tidied(FieldKind::Text, text).unwrap_or_default()
}

/// What was found in a row so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    pub notes: Vec<RowNote>,
}

impl Findings {
    pub fn warn(&mut self, field: &'static str, code: &'static str, value: &str) {
        self.add(field, Note::warn(code), value);
    }

    pub fn add(&mut self, field: &'static str, note: Note, value: &str) {
        let told = note.level >= Level::Warn || TOLD.contains(&note.code);
        if told && !self.has(note.code) {
            self.notes.push(RowNote { field, note, value: shown(field, value) });
        }
    }

    pub fn has(&self, code: &str) -> bool {
        self.notes.iter().any(|n| n.note.code == code)
    }

    /// Keeps a reading's value and tells its notes.
    pub fn take<T>(&mut self, field: &'static str, reading: Reading<T>, value: &str) -> Option<T> {
        for note in reading.notes {
            self.add(field, note, value);
        }
        reading.value
    }
}

/// A value as a receipt shows it.
fn shown(field: &str, value: &str) -> String {
    let tidied = written::tidy(value);
    let digits: String = tidied.chars().filter(char::is_ascii_digit).collect();
    if matches!(field, "nik" | "family_card") && digits.len() > 8 {
        return nik::mask(&digits);
    }
    tidied.chars().take(80).collect()
}
