//! A table of `assets/catalog` as text: what typed rows are read from and what overrides change.

use std::collections::BTreeSet;

use crate::domain::PartialDate;

use super::fault::{CatalogFault, FaultReason};

/// One CSV file. The key of a row is one column, or several joined by `/` (`sex/L` in `enums`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    name: String,
    key: Vec<usize>,
    header: Vec<String>,
    rows: Vec<Cells>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cells {
    line: u64,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads CSV with a header; `key` names the columns that make an entry unique.
    pub fn parse(name: &str, key: &[&str], text: &str) -> Result<Self, CatalogFault> {
        let mut sheet = Self { name: name.to_owned(), key: Vec::new(), header: Vec::new(), rows: Vec::new() };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| sheet.unreadable(&error))?;
        sheet.header = header.iter().map(str::to_owned).collect();
        sheet.key = key.iter().map(|column| sheet.column(column, 1)).collect::<Result<_, _>>()?;
        for record in reader.records() {
            let record = record.map_err(|error| sheet.unreadable(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            sheet.check_width(line, cells.len())?;
            sheet.rows.push(Cells { line, cells });
        }
        sheet.check_keys()?;
        Ok(sheet)
    }

    /// The file name without `.csv`.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn columns(&self) -> &[String] {
        &self.header
    }

    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|cells| Line { sheet: self, cells })
    }

    /// The row with this key.
    pub fn line(&self, code: &str) -> Option<Line<'_>> {
        self.lines().find(|line| line.key() == code)
    }

    /// Puts another text into one cell.
    pub(super) fn set(&mut self, code: &str, column: &str, value: &str) -> Result<(), CatalogFault> {
        let position = self.lines().position(|line| line.key() == code);
        let place = self.column(column, 0)?;
        let cell = position.and_then(|row| self.rows.get_mut(row)).and_then(|row| row.cells.get_mut(place));
        match cell {
            Some(cell) => {
                value.trim().clone_into(cell);
                Ok(())
            }
            None => Err(self.fault(0, column, FaultReason::UnknownEntry)),
        }
    }

    fn column(&self, name: &str, line: u64) -> Result<usize, CatalogFault> {
        let place = self.header.iter().position(|column| column == name);
        place.ok_or_else(|| self.fault(line, name, FaultReason::MissingColumn))
    }

    fn check_width(&self, line: u64, found: usize) -> Result<(), CatalogFault> {
        let expected = self.header.len();
        if found == expected {
            return Ok(());
        }
        let column = self.header.get(found).cloned().unwrap_or_else(|| (expected + 1).to_string());
        Err(self.fault(line, &column, FaultReason::CellCount { expected, found }))
    }

    fn check_keys(&self) -> Result<(), CatalogFault> {
        let mut seen = BTreeSet::new();
        let column = self.key.last().and_then(|place| self.header.get(*place)).map_or("", String::as_str);
        for line in self.lines() {
            if self.key.iter().any(|place| line.at(*place).is_empty()) {
                return Err(line.fault(column, FaultReason::Empty));
            }
            if !seen.insert(line.key()) {
                return Err(line.fault(column, FaultReason::Duplicate));
            }
        }
        Ok(())
    }

    fn unreadable(&self, error: &csv::Error) -> CatalogFault {
        self.fault(error.position().map_or(0, csv::Position::line), "", FaultReason::Unreadable)
    }

    fn fault(&self, line: u64, column: &str, reason: FaultReason) -> CatalogFault {
        CatalogFault { file: format!("{}.csv", self.name), line, column: column.to_owned(), reason }
    }
}

/// One row of a [`Sheet`]; a reading that fails says where.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    sheet: &'a Sheet,
    cells: &'a Cells,
}

impl<'a> Line<'a> {
    /// The entry's code, as overrides name it.
    pub fn key(&self) -> String {
        let parts: Vec<&str> = self.sheet.key.iter().map(|place| self.at(*place)).collect();
        parts.join("/")
    }

    /// Line in the file, counted from 1.
    pub fn number(&self) -> u64 {
        self.cells.line
    }

    /// The cell, possibly empty.
    pub fn text(&self, column: &str) -> Result<&'a str, CatalogFault> {
        Ok(self.at(self.sheet.column(column, self.cells.line)?))
    }

    /// The cell; empty is a fault.
    pub fn required(&self, column: &str) -> Result<&'a str, CatalogFault> {
        match self.text(column)? {
            "" => Err(self.fault(column, FaultReason::Empty)),
            text => Ok(text),
        }
    }

    /// The parts of a cell, split by `|`.
    pub fn list(&self, column: &str) -> Result<Vec<&'a str>, CatalogFault> {
        let parts = self.text(column)?.split('|').map(str::trim);
        Ok(parts.filter(|part| !part.is_empty()).collect())
    }

    /// A count that is not negative, or nothing when empty.
    pub fn whole(&self, column: &str) -> Result<Option<i64>, CatalogFault> {
        match self.text(column)? {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) if number >= 0 => Ok(Some(number)),
                _ => Err(self.fault(column, FaultReason::NotANumber)),
            },
        }
    }

    pub fn date(&self, column: &str) -> Result<Option<PartialDate>, CatalogFault> {
        match self.text(column)? {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.fault(column, FaultReason::NotADate)),
        }
    }

    /// `ya` or `tidak`.
    pub fn flag(&self, column: &str) -> Result<bool, CatalogFault> {
        match self.required(column)? {
            "ya" => Ok(true),
            "tidak" => Ok(false),
            _ => Err(self.fault(column, FaultReason::UnknownCode)),
        }
    }

    /// A fault in this line.
    pub fn fault(&self, column: &str, reason: FaultReason) -> CatalogFault {
        self.sheet.fault(self.cells.line, column, reason)
    }

    fn at(&self, place: usize) -> &'a str {
        self.cells.cells.get(place).map_or("", String::as_str)
    }
}
