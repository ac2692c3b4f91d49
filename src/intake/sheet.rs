//! What was written, cell by cell, before anything is understood.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::Note;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Date(NaiveDate),
}

impl Cell {
    /// Nothing, or only spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) => false,
        }
    }

    /// As a person would type it: whole numbers without decimals, dates as `dd-mm-yyyy`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e18 => {
                format!("{number:.0}").into()
            }
            Self::Number(number) => number.to_string().replace('.', ",").into(),
            Self::Date(day) => day.format("%d-%m-%Y").to_string().into(),
        }
    }
}

/// A row with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As the sheet counts, from 1; in a CSV file the record's number, the heading being 1.
    pub number: u32,
    pub cells: Vec<Cell>,
}

impl Line {
    pub fn get(&self, at: usize) -> &Cell {
        self.cells.get(at).unwrap_or(&Cell::Empty)
    }

    /// Columns that hold something, with it.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}

/// A cell that reaches over several rows: its content is that of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedRows {
    pub column: usize,
    pub first_row: u32,
    pub last_row: u32,
}

/// A sheet, without its blank rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub name: Arc<str>,
    pub lines: Vec<Line>,
    pub merged: Vec<MergedRows>,
    pub is_hidden: bool,
    /// Days count from 1904 in the whole file.
    pub is_1904: bool,
    /// What was odd about its text, and in which row it was first.
    pub remarks: Vec<(u32, Note)>,
}
