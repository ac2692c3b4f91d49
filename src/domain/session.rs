//! A group-guidance session: who was there, what came of it, what is to be done.

use super::field::kinds::{choice, date, kind, long_text, number, rows, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// Somebody who was invited: a known person, or a free name.
    pub struct Participant {
        person: Option<RecordKey> = kind(FieldKind::Person);
        name: String = text().required();
        sex: String = choice("sex");
        address: String = text();
        mark: String = choice("attendance_mark");
        note: String = text();
    }
}

table! {
    /// A row of the session's follow-up plan; each becomes a follow-up.
    pub struct PlanRow {
        what: String = text().required();
        who: String = text();
        due: Option<PartialDate> = date();
        follow_up: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}

table! {
    pub struct Session {
        kind: String = choice("session_kind").required();
        topic: String = text().required();
        on: Option<PartialDate> = date().required();
        village: String = kind(FieldKind::Village).wanted();
        place: String = text();
        starts: String = kind(FieldKind::Time);
        ends: String = kind(FieldKind::Time);
        series: String = text();
        number: Option<i64> = number();
        aim: String = text();
        target: String = text();
        method: String = choice("session_method");
        media: String = text();
        facilitator: String = text();
        speaker: String = text();
        group: Option<RecordKey> = kind(FieldKind::Group);
        participants: Vec<Participant> = rows(Participant::FIELDS);
        course: String = long_text();
        result: String = long_text();
        enabling: String = text();
        hindering: String = text();
        solution: String = text();
        plan: Vec<PlanRow> = rows(PlanRow::FIELDS);
        status: String = choice("session_status");
        note: String = long_text();
        /// Of its minutes.
        letter_number: String = text().hidden();
    }
}

table! {
    /// Who else takes part: somebody, alone or with the family, a group, or those of the meeting before.
    pub struct MoreSeats {
        person: Option<RecordKey> = kind(FieldKind::Person);
        family: Option<bool> = kind(FieldKind::YesNo).when_filled("person");
        free_name: String = text().when_empty("person");
        sex: String = choice("sex").when_empty("person");
        address: String = text().when_empty("person");
        group: Option<RecordKey> = kind(FieldKind::Group);
        earlier: Option<bool> = kind(FieldKind::YesNo);
    }
}

impl Session {
    /// Participants who have not been called yet.
    pub fn unmarked(&self) -> usize {
        self.participants.iter().filter(|seat| seat.mark.is_empty()).count()
    }
}

impl Participant {
    /// Was in the room, on time or late. A participant without a mark has not been called yet.
    pub fn attended(&self) -> bool {
        matches!(self.mark.as_str(), "present" | "late" | "represented")
    }
}
