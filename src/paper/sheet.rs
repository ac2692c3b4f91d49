//! A table with its title, before it is an Excel sheet or a printed page.

use chrono::NaiveDate;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    /// Kept as text, whatever it looks like: identity numbers keep their digits, `=…` is no formula.
    Text(String),
    Number(f64),
    /// Shown as `24/11/2026`.
    Date(NaiveDate),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// One sheet: title lines, a header row that stays in sight, rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// At most 31 characters, without `[]:*?/\`; unique in the workbook.
    pub name: String,
    pub title: Vec<String>,
    /// Label and value, one a line between title and table.
    pub facts: Vec<(String, String)>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// In characters, by column; Excel's own where absent.
    pub widths: Vec<f64>,
}
