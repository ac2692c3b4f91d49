//! Small steps of the work that fill a few fields of a record at once: finish a task, put it off, close a case.

use super::PartialDate;
use super::field::kinds::{choice, date, long_text, several, text};
use super::table::table;

table! {
    /// A follow-up is done.
    pub struct Finish {
        result: String = long_text();
        done_on: Option<PartialDate> = date().required();
    }
}

table! {
    /// A follow-up is put off.
    pub struct Postpone {
        due: Option<PartialDate> = date().required();
        reason: String = text();
    }
}

table! {
    /// Tags for many people at once.
    pub struct Tagging {
        tags: Vec<String> = several("local_tag").required();
    }
}

table! {
    /// A case is closed. Whatever still waits under it no longer reminds.
    pub struct Closing {
        reason: String = choice("closure_reason").required();
        on: Option<PartialDate> = date().required();
        note: String = long_text();
    }
}
