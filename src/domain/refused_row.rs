//! A row of a sheet that could not come in: kept under *Perlu diperbaiki* until mended or thrown away.

use super::RecordKind;
use super::field::kinds::{number, rows, text};
use super::table::table;

table! {
    /// One cell as it stood in the sheet.
    pub struct WrittenCell {
        heading: String = text();
        /// The field it was mapped to; empty when to none.
        field: String = text();
        text: String = text();
    }
}

/// What a row becomes once it is mended; nothing where it is to be mended in its file.
pub fn mended_kind(read_as: &str) -> Option<RecordKind> {
    match read_as {
        "people" => Some(RecordKind::Person),
        "aid" => Some(RecordKind::Aid),
        _ => None,
    }
}

table! {
    pub struct RefusedRow {
        file: String = text();
        sheet: String = text();
        row: Option<i64> = number();
        /// What the sheet was read as: `people`, `aid`, `psm`, `organizations`, `sessions`.
        read_as: String = text();
        field: String = text();
        code: String = text();
        cells: Vec<WrittenCell> = rows(WrittenCell::FIELDS);
    }
}
