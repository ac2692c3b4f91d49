//! A table of `assets/catalog` as text: what typed rows are read from and what overrides change.

use std::collections::BTreeSet;

use crate::domain::PartialDate;

use super::fault::{CatalogFault, FaultReason};

/// One CSV file. The key of a row is one column, or several joined by `/` (`sex/L` in `enums`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactTable {
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

impl FactTable {
    /// Reads CSV with a header; `key` names the columns that make an entry unique.
    pub fn parse(name: &str, key: &[&str], text: &str) -> Result<Self, CatalogFault> {
        let mut table = Self { name: name.to_owned(), key: Vec::new(), header: Vec::new(), rows: Vec::new() };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| table.unreadable(&error))?;
        table.header = header.iter().map(str::to_owned).collect();
        table.key = key.iter().map(|column| table.column(column, 1)).collect::<Result<_, _>>()?;
        for record in reader.records() {
            let record = record.map_err(|error| table.unreadable(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            table.check_width(line, cells.len())?;
            table.rows.push(Cells { line, cells });
        }
        table.check_keys()?;
        Ok(table)
    }

    /// The file name without `.csv`.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn columns(&self) -> &[String] {
        &self.header
    }

    /// Columns that can be overridden: all but those of the key.
    pub fn changeable(&self) -> impl Iterator<Item = &str> {
        let columns = self.header.iter().enumerate().filter(|(place, _)| !self.key.contains(place));
        columns.map(|(_, column)| column.as_str())
    }

    pub fn lines(&self) -> impl Iterator<Item = FactLine<'_>> {
        self.rows.iter().map(|cells| FactLine { table: self, cells })
    }

    /// The row with this key.
    pub fn line(&self, code: &str) -> Option<FactLine<'_>> {
        self.lines().find(|line| line.key() == code)
    }

    /// Puts another text into one cell; the columns of the key are fixed.
    pub(super) fn set(&mut self, code: &str, column: &str, value: &str) -> Result<(), CatalogFault> {
        let position = self.lines().position(|line| line.key() == code);
        let place = self.column(column, 0)?;
        if self.key.contains(&place) {
            return Err(self.fault(0, column, FaultReason::FixedColumn));
        }
        let cell = position.and_then(|row| self.rows.get_mut(row)).and_then(|row| row.cells.get_mut(place));
        match cell {
            Some(cell) => {
                value.trim().clone_into(cell);
                Ok(())
            }
            None => Err(self.fault(0, column, FaultReason::UnknownEntry)),
        }
    }

    /// Puts a row in front of the others; what no cell is given for stays empty.
    pub(super) fn put_first(&mut self, cells: &[(&str, String)]) {
        let cell = |column: &String| {
            let given = cells.iter().find(|(name, _)| name == column);
            given.map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
        };
        let cells = self.header.iter().map(cell).collect();
        self.rows.insert(0, Cells { line: 0, cells });
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

/// One row of a [`FactTable`]; a reading that fails says where.
#[derive(Clone, Copy, Debug)]
pub struct FactLine<'a> {
    table: &'a FactTable,
    cells: &'a Cells,
}

impl<'a> FactLine<'a> {
    /// The entry's code, as overrides name it.
    pub fn key(&self) -> String {
        let parts: Vec<&str> = self.table.key.iter().map(|place| self.at(*place)).collect();
        parts.join("/")
    }

    /// Line in the file, counted from 1.
    pub fn number(&self) -> u64 {
        self.cells.line
    }

    /// The cell, possibly empty.
    pub fn text(&self, column: &str) -> Result<&'a str, CatalogFault> {
        Ok(self.at(self.table.column(column, self.cells.line)?))
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
        self.table.fault(self.cells.line, column, reason)
    }

    fn at(&self, place: usize) -> &'a str {
        self.cells.cells.get(place).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> CatalogFault {
        FactTable::parse("made", &["code"], text).unwrap_err()
    }

    fn at(line: u64, column: &str, reason: FaultReason) -> CatalogFault {
        CatalogFault { file: "made.csv".into(), line, column: column.into(), reason }
    }

    #[test]
    fn a_broken_table_names_file_line_and_column() {
        assert_eq!(
            fault("code,days\na,1\nb\n"),
            at(3, "days", FaultReason::CellCount { expected: 2, found: 1 })
        );
        assert_eq!(fault("code,days\na,1,2\n"), at(2, "3", FaultReason::CellCount { expected: 2, found: 3 }));
        assert_eq!(fault("kode,days\na,1\n"), at(1, "code", FaultReason::MissingColumn));
        assert_eq!(fault("code,days\na,1\na,2\n"), at(3, "code", FaultReason::Duplicate));
        assert_eq!(fault("code,days\n,1\n"), at(2, "code", FaultReason::Empty));
    }

    #[test]
    fn a_line_break_inside_quotes_counts_as_a_line() {
        let broken = "code,days\n\"a\nb\",1\nc\n";
        assert_eq!(fault(broken).line, 4);
    }

    #[test]
    fn a_broken_cell_names_its_place() {
        let table = FactTable::parse("made", &["code"], "code,days,day,flag\na,-1,2026-02-30,yes\n").unwrap();
        let line = table.line("a").unwrap();
        assert_eq!(line.whole("days"), Err(at(2, "days", FaultReason::NotANumber)));
        assert_eq!(line.date("day"), Err(at(2, "day", FaultReason::NotADate)));
        assert_eq!(line.flag("flag"), Err(at(2, "flag", FaultReason::UnknownCode)));
        assert_eq!(line.text("other"), Err(at(2, "other", FaultReason::MissingColumn)));
    }

    #[test]
    fn a_fault_reads_as_a_place() {
        let text = at(2, "days", FaultReason::NotANumber).to_string();
        assert_eq!(
            text,
            "made.csv, line 2, column days: the cell is not a whole number of the expected range"
        );
    }
}
