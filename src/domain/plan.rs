//! A step of the intervention plan: for which need, to what end, what is done, by whom, by when, and what came of it.

use super::field::kinds::{choice, date, kind, long_text, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Plan {
        case: Option<RecordKey> = kind(FieldKind::Case).required().hidden();
        /// Sector of the need it answers.
        need: String = choice("needs");
        goal: String = text();
        action: String = text().required();
        who: String = text();
        due: Option<PartialDate> = date().wanted();
        result: String = long_text();
        done_on: Option<PartialDate> = date();
        /// What reminds of it.
        follow_up: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}

impl Plan {
    pub fn is_done(&self) -> bool {
        self.done_on.is_some()
    }
}
