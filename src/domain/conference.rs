//! A case conference: who sat together about a case, and what they decided.

use super::field::kinds::{date, kind, long_text, rows, text};
use super::session::PlanRow;
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// Somebody at the table, with the office they speak for.
    pub struct Attendee {
        name: String = text().required();
        office: String = text();
    }
}

table! {
    pub struct Conference {
        case: Option<RecordKey> = kind(FieldKind::Case).required().hidden();
        on: Option<PartialDate> = date().required();
        place: String = text();
        attendees: Vec<Attendee> = rows(Attendee::FIELDS);
        discussion: String = long_text();
        /// Each becomes a follow-up.
        decisions: Vec<PlanRow> = rows(PlanRow::FIELDS);
        note: String = long_text();
    }
}
