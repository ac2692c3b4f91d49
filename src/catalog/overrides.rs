//! The worker's own word over a cell, from a day on.

use chrono::NaiveDate;

use crate::domain::{Override, PartialDate};

use super::catalogue::Catalog;
use super::fault::{CatalogFault, FaultReason};

/// One cell replaced. `code` is the entry's key ([`super::Line::key`]), e.g. `PPKS-08`, `TT-009`, `sex/L`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideEntry {
    /// File in `assets/catalog` without `.csv`.
    pub table: String,
    pub code: String,
    pub column: String,
    pub value: String,
    /// First day it holds; always, when absent. A date without a day counts from its first day.
    pub valid_from: Option<PartialDate>,
}

impl From<&Override> for OverrideEntry {
    fn from(record: &Override) -> Self {
        Self {
            table: record.table.clone(),
            code: record.code.clone(),
            column: record.column.clone(),
            value: record.value.clone(),
            valid_from: record.valid_from,
        }
    }
}

impl OverrideEntry {
    fn begins(&self) -> Option<NaiveDate> {
        self.valid_from.and_then(PartialDate::earliest)
    }
}

impl Catalog {
    /// This catalogue with the overrides that hold on `today`; of several over one cell the latest day wins,
    /// on the same day the one that stands later. Fails without effect when an override names what is not
    /// there or makes a cell unusable; the fault then names the overridden cell.
    pub fn with_overrides(&self, entries: &[OverrideEntry], today: NaiveDate) -> Result<Self, CatalogFault> {
        let holds = |entry: &&OverrideEntry| entry.begins().is_none_or(|day| day <= today);
        let mut current: Vec<&OverrideEntry> = entries.iter().filter(holds).collect();
        current.sort_by_key(|entry| entry.begins());
        let mut sheets = self.sheets.clone();
        for entry in current {
            let sheet = sheets.iter_mut().find(|sheet| sheet.name() == entry.table);
            let sheet = sheet.ok_or_else(|| CatalogFault {
                file: format!("{}.csv", entry.table),
                line: 0,
                column: entry.column.clone(),
                reason: FaultReason::UnknownTable,
            })?;
            sheet.set(&entry.code, &entry.column, &entry.value)?;
        }
        Self::from_sheets(sheets)
    }
}
