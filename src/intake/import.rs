//! What came of a file: the mapping, an outcome for every row, the records it would make, the receipt.

use std::sync::Arc;

use super::answers::SheetAnswers;
use super::doubles::DuplicateKind;
use super::list::List;
use super::receipt::Receipt;
use super::row::RowNote;
use crate::domain::{Aid, Household, Note, Organization, Person, PsmReport, RecordKey, RefusedRow, Session};

/// The whole result. Nothing is stored yet.
#[derive(Clone, Debug, Default)]
pub struct Import {
    pub mapping: Vec<SheetMapping>,
    /// In the order of the sheets.
    pub rows: Vec<RowOutcome>,
    pub people: Vec<Person>,
    pub households: Vec<HouseholdDraft>,
    pub organizations: Vec<Organization>,
    pub aid: Vec<Aid>,
    pub psm: Vec<PsmReport>,
    pub sessions: Vec<Session>,
    /// What rows say about people on record; only what is empty there is to be filled.
    pub additions: Vec<(RecordKey, Person)>,
    /// What a later list says of gifts on record.
    pub aid_changes: Vec<(RecordKey, Aid)>,
    /// What was odd about the text of the file: sheet, row, and what.
    pub remarks: Vec<(Arc<str>, u32, Note)>,
    pub receipt: Receipt,
}

/// How a table of a sheet was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetMapping {
    pub sheet: Arc<str>,
    /// Nothing when the sheet was left out.
    pub read_as: Option<List>,
    /// Why it was left out: `sheet_hidden`, `sheet_skipped`, `sheet_not_a_list`.
    pub left_out: Option<&'static str>,
    pub header_rows: Vec<u32>,
    /// Heading as written, and its field.
    pub columns: Vec<(String, Option<&'static str>)>,
    /// The village of all rows, from a title or an answer.
    pub village: Option<String>,
    /// The first rows as written, in the order of the columns.
    pub preview: Vec<Vec<String>>,
    /// Rows that could be the heading, with what stands in them.
    pub headings: Vec<(u32, String)>,
    /// What tells this layout from others: its headings, whatever the file and the sheet are called.
    pub layout: Vec<u8>,
    /// What was said about the sheet, now or when a sheet of this layout was read before.
    pub answers: SheetAnswers,
}

impl SheetMapping {
    /// Whether the meaning of its columns can be answered: not where labels stand between the lines of a report.
    pub fn has_columns(&self) -> bool {
        !(self.columns.is_empty() || self.read_as == Some(List::Sessions) && self.header_rows.is_empty())
    }
}

/// What became of one row.
#[derive(Clone, Debug)]
pub struct RowOutcome {
    pub sheet: Arc<str>,
    pub row: u32,
    /// The row's content, independent of its place; see [`super::Known::seen`].
    pub fingerprint: Vec<u8>,
    pub outcome: Outcome,
    pub notes: Vec<RowNote>,
}

/// Where a row went.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    New(DraftRef),
    /// The same as another, to which it was joined.
    Duplicate {
        of: Of,
        kind: DuplicateKind,
    },
    /// An earlier import read it.
    Same(RecordKey),
    /// A gift on record, of which a later list says another value or state.
    Changed(RecordKey),
    Refused(Box<RefusedRow>),
}

/// A record of this import or one of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Draft(DraftRef),
    Known(RecordKey),
}

/// A record of this import: its list, and its place there (`People` in [`Import::people`] and so on).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftRef {
    pub list: List,
    pub at: usize,
}

/// The people of one complete family card.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdDraft {
    /// On record already: only its new members are told.
    pub known: Option<RecordKey>,
    pub household: Household,
    /// Places in [`Import::people`].
    pub members: Vec<usize>,
}
