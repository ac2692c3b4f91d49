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
            Self::UnknownTable => "unknown-table",
            Self::UnknownEntry => "unknown-entry",
        }
    }
}
