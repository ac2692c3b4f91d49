//! Sending a client to an organisation: an append-only list of events; the state is folded from it.

use super::field::kinds::{choice, date, kind, long_text, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// One thing that happened to a referral. Never changed, never removed.
    pub struct Event {
        /// ULID; an event seen before is skipped when it arrives again.
        id: String = text().required();
        /// `enums.csv`, `referral_state`.
        state: String = choice("referral_state").required();
        on: Option<PartialDate> = date().required();
        by: String = text();
        channel: String = choice("receipt_channel");
        /// Why it was declined: `enums.csv`, `referral_decline_reason`.
        reason: String = choice("referral_decline_reason");
        outcome: String = choice("referral_outcome");
        text: String = text();
    }
}

table! {
    pub struct Referral {
        case: Option<RecordKey> = kind(FieldKind::Case).required().hidden();
        organization: Option<RecordKey> = kind(FieldKind::Organization).required();
        service: String = text();
        program: String = choice("programs");
        reason: String = long_text().required();
        urgency: String = choice("need_urgency");
        consent: String = choice("consent_state").required();
        consent_by: String = text().when_filled("consent");
        consent_on: Option<PartialDate> = date().when_filled("consent");
        consent_means: String = choice("consent_means").when_filled("consent");
        documents: Vec<String> = several("document_kind");
        letter_number: String = text();
        /// When an answer is expected; from the clocks unless the worker sets another day.
        answer_due: Option<PartialDate> = date();
        note: String = long_text();
        events: Vec<Event> = rows(Event::FIELDS).hidden();
        parent: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}
