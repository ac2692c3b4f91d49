//! A visit, an accompaniment, or a note about a contact.

use super::field::kinds::{choice, date, done_date, kind, long_text, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Visit {
        case: Option<RecordKey> = kind(FieldKind::Case).hidden();
        on: Option<PartialDate> = done_date().required();
        kind: String = choice("activity_type");
        met: String = choice("visit_interlocutor");
        findings: String = long_text().required();
        change: String = text();
        action: String = text();
        agreement: String = text();
        next_on: Option<PartialDate> = date();
        /// Keys of follow-ups of the family that the visit finishes; saving does that and leaves nothing here.
        finishes: Vec<String> = several("family_tasks");
    }
}
