//! A question to the Dinas, and what came back: the worker stands between the village and the office.

use super::field::kinds::{choice, done_date, kind, long_text, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Question {
        text: String = long_text().required();
        /// The person, case, referral or organisation that it is about, where it is about one.
        about: Option<RecordKey> = kind(FieldKind::Record).hidden();
        asked_on: Option<PartialDate> = done_date().required();
        urgency: String = choice("need_urgency");
        answer: String = long_text();
        answered_on: Option<PartialDate> = done_date().when_filled("answer");
        answered_by: String = text().when_filled("answer");
        /// When whoever had asked the worker was told.
        told_back_on: Option<PartialDate> = done_date().when_filled("answer");
    }
}

impl Question {
    /// How far it is: the locale's `question-<code>`.
    pub fn state(&self) -> &'static str {
        match (self.answer.is_empty(), self.told_back_on) {
            (true, _) => "waiting",
            (false, None) => "answered",
            (false, Some(_)) => "told",
        }
    }
}
