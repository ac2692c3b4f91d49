//! What an import did, in counts that add up: `read = new + same + changed + duplicate + conflict + refused`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::Note;

/// The JSON of `simpul import --json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Receipt {
    pub command: &'static str,
    pub file: String,
    /// Kinds of list that were read, in their order.
    pub read_as: Vec<&'static str>,
    pub read: usize,
    pub new: usize,
    pub same: usize,
    pub changed: usize,
    pub duplicate: usize,
    pub conflict: usize,
    pub refused: usize,
    pub duplicates: BTreeMap<&'static str, usize>,
    pub refused_by: BTreeMap<&'static str, usize>,
    /// Rows with a warning of each kind; refused rows are not among them.
    pub warnings: BTreeMap<&'static str, usize>,
    /// Records made, by kind.
    pub records: BTreeMap<&'static str, usize>,
    /// Sheets that were not read.
    pub left_out: Vec<LeftOut>,
    /// Headings that came again further down, and were not taken for rows.
    pub repeated_headings: usize,
    pub rows: Vec<ReceiptRow>,
    /// Something was saved, and can be undone.
    #[serde(skip)]
    pub is_saved: bool,
}

/// A sheet that was not read, and the code of why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    pub sheet: String,
    pub why: &'static str,
}

/// One warning or refusal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReceiptRow {
    pub sheet: String,
    pub row: u32,
    pub field: &'static str,
    pub code: &'static str,
    /// The note's sentence, set by [`Receipt::set_messages`].
    pub message: String,
    pub value: String,
    #[serde(skip)]
    pub note: Note,
}

impl Receipt {
    /// Puts the words of a language to each row.
    pub fn set_messages(&mut self, words: impl Fn(&Note) -> String) {
        for row in &mut self.rows {
            row.message = words(&row.note);
        }
    }

    /// The counts by name, in the order in which they are said.
    pub fn counts(&self) -> [(&'static str, usize); 7] {
        [
            ("read", self.read),
            ("new", self.new),
            ("same", self.same),
            ("changed", self.changed),
            ("duplicate", self.duplicate),
            ("conflict", self.conflict),
            ("refused", self.refused),
        ]
    }

    /// Whether every row that was read went somewhere.
    pub fn adds_up(&self) -> bool {
        self.read == self.new + self.same + self.changed + self.duplicate + self.conflict + self.refused
    }
}
