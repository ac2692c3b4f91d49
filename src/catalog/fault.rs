//! Where and why a table of the catalogue cannot be used.

/// A cell of `assets/catalog/<file>` (or an override of it) that cannot be used. It never repeats the cell's content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}, column {column}: {reason}")]
pub struct CatalogFault {
    /// File name, e.g. `ppks.csv`.
    pub file: String,
    /// Line in the file, counted from 1; 0 when the fault is not in a line.
    pub line: u64,
    /// Column name; for a cell beyond the header its number, counted from 1.
    pub column: String,
    pub reason: FaultReason,
}

/// What is wrong. The words for people stand in `catalog.ftl` as `catalog-fault-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultReason {
    #[error("the line is not readable CSV")]
    Unreadable,
    #[error("the line has {found} cells, the header has {expected}")]
    CellCount { expected: usize, found: usize },
    #[error("the column is missing")]
    MissingColumn,
    #[error("the cell is empty")]
    Empty,
    #[error("the cell is not a whole number of the expected range")]
    NotANumber,
    #[error("the cell is not a date (yyyy-mm-dd)")]
    NotADate,
    #[error("the cell holds a code that no list knows")]
    UnknownCode,
    #[error("the entry stands twice")]
    Duplicate,
    #[error("the end lies before the beginning")]
    Reversed,
    #[error("the column names the entry and stays as it is")]
    FixedColumn,
    #[error("there is no such table")]
    UnknownTable,
    #[error("there is no such entry")]
    UnknownEntry,
}

impl FaultReason {
    /// Stable key of the reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::CellCount { .. } => "cell-count",
            Self::MissingColumn => "missing-column",
            Self::Empty => "empty",
            Self::NotANumber => "not-a-number",
            Self::NotADate => "not-a-date",
            Self::UnknownCode => "unknown-code",
            Self::Duplicate => "duplicate",
            Self::Reversed => "reversed",
            Self::FixedColumn => "fixed-column",
            Self::UnknownTable => "unknown-table",
            Self::UnknownEntry => "unknown-entry",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::places::AreaFault;

    #[test]
    fn every_fault_has_words_in_both_languages() {
        let reasons = [
            FaultReason::Unreadable,
            FaultReason::CellCount { expected: 2, found: 1 },
            FaultReason::MissingColumn,
            FaultReason::Empty,
            FaultReason::NotANumber,
            FaultReason::NotADate,
            FaultReason::UnknownCode,
            FaultReason::Duplicate,
            FaultReason::Reversed,
            FaultReason::FixedColumn,
            FaultReason::UnknownTable,
            FaultReason::UnknownEntry,
        ];
        let areas = [
            AreaFault::Empty,
            AreaFault::NotDigits,
            AreaFault::WrongLength,
            AreaFault::BpsSubdistrict,
            AreaFault::BpsVillage,
            AreaFault::Unknown,
        ];
        let keys: Vec<String> = reasons
            .iter()
            .map(|reason| format!("catalog-fault-{}", reason.code()))
            .chain(areas.iter().map(|area| format!("area-fault-{}", area.code())))
            .collect();
        for words in [
            include_str!("../../assets/locales/id/catalog.ftl"),
            include_str!("../../assets/locales/en/catalog.ftl"),
        ] {
            for key in &keys {
                assert!(words.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
            }
        }
    }
}
