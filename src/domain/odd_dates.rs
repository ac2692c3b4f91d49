//! Days of the work that can hardly be meant. They are told, never refused: paper is often late, and sometimes right.

use chrono::{Datelike, NaiveDate};

use super::{Field, FieldKind, Note, Value, lookup};

/// What can't come before what: (form, earlier field, later field).
const IN_ORDER: &[(&str, &str, &str)] = &[
    ("visit", "on", "next_on"),
    ("session", "starts", "ends"),
    ("activity", "starts", "ends"),
    ("referral", "consent_on", "answer_due"),
    ("question", "asked_on", "answered_on"),
    ("question", "answered_on", "told_back_on"),
    ("case", "opened", "closed_on"),
];

/// Years back and ahead between which the dates of this work lie.
const YEARS_BACK: i32 = 20;
const YEARS_AHEAD: i32 = 5;

/// Forms whose dates lie in the time of this work; a licence or a birth may lie far off.
const FORMS: &[&str] = &[
    "visit",
    "case",
    "session",
    "activity",
    "follow-up",
    "referral",
    "referral-events",
    "finish",
    "postpone",
    "closing",
    "case-reopenings",
    "psm-report",
    "question",
    "regulation-note",
    "aid",
];

/// Warnings for a form (its prefix and its fields) filled like this, by field.
pub fn odd_dates<'a>(
    form: &str,
    fields: &[Field],
    row: &'a [(String, Value)],
    today: NaiveDate,
) -> Vec<(&'a str, Note)> {
    let mut notes = Vec::new();
    if !FORMS.contains(&form) {
        return notes;
    }
    // A gift that is planned may well be given later.
    let is_planned = lookup(row, "status").is_some_and(|status| status.plain() == "planned");
    let is_done = |id: &str| fields.iter().any(|field| field.id == id && field.kind == FieldKind::DoneDate);
    for (id, value) in row {
        let (id, Value::Date(date)) = (id.as_str(), value) else { continue };
        let year = date.year.to_string();
        if is_done(id) && !is_planned && date.earliest() > Some(today) {
            notes.push((id, Note::warn("date_future")));
        } else if date.year > today.year() + YEARS_AHEAD {
            notes.push((id, Note::warn("date_far_ahead").with("year", year)));
        } else if date.year < today.year() - YEARS_BACK {
            notes.push((id, Note::warn("date_long_ago").with("year", year)));
        }
    }
    if form == "session" {
        notes.extend(odd_session(row, today));
    }
    for (_, before, after) in IN_ORDER.iter().filter(|(of, ..)| *of == form) {
        let wrong = match (lookup(row, before), lookup(row, after)) {
            (Some(Value::Date(before)), Some(Value::Date(after))) => {
                before.earliest().zip(after.latest()).is_some_and(|(before, after)| after < before)
            }
            (Some(Value::Text(before)), Some(Value::Text(after))) => after < before,
            _ => false,
        };
        if wrong {
            notes.push((*after, Note::warn("end_before_start")));
        }
    }
    notes
}

/// Held, or with a roll that was called, before its day; somebody twice among those invited.
fn odd_session(row: &[(String, Value)], today: NaiveDate) -> Vec<(&str, Note)> {
    let mut notes = Vec::new();
    let seats = match lookup(row, "participants") {
        Some(Value::List(seats)) => seats.as_slice(),
        _ => &[],
    };
    let cell = |seat: &Value, id: &str| match seat {
        Value::Row(cells) => lookup(cells, id).map(Value::plain),
        _ => None,
    };
    let is_future = matches!(lookup(row, "on"), Some(Value::Date(on)) if on.earliest() > Some(today));
    let is_held = lookup(row, "status").is_some_and(|status| status.plain() == "held");
    if is_future && (is_held || seats.iter().any(|seat| cell(seat, "mark").is_some())) {
        notes.push(("on", Note::warn("held_in_future")));
    }
    let name = |seat: &Value| cell(seat, "name").map(|name| name.trim().to_lowercase());
    let is_same = |a: &Value, b: &Value| match (cell(a, "person"), cell(b, "person")) {
        (Some(a), Some(b)) => a == b,
        _ => name(a).is_some_and(|own| name(b) == Some(own)),
    };
    let twice =
        seats.iter().enumerate().find(|(at, seat)| seats.iter().take(*at).any(|other| is_same(other, seat)));
    if let Some((_, seat)) = twice {
        let said = cell(seat, "name").unwrap_or_default();
        notes.push(("participants", Note::warn("seat_twice").with("name", said)));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Aid, Table as _, Visit};

    fn codes(form: &str, row: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let value = |text: &str| text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Date);
        let row: Vec<(String, Value)> =
            row.iter().map(|(id, text)| ((*id).to_owned(), value(text))).collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let fields = match form {
            "visit" => Visit::FIELDS,
            "aid" => Aid::FIELDS,
            _ => &[],
        };
        odd_dates(form, fields, &row, today)
            .into_iter()
            .map(|(id, note)| (id.to_owned(), note.code))
            .collect()
    }

    #[test]
    fn days_that_can_hardly_be_meant_are_told_at_their_field() {
        let one = |id: &str, code| vec![(id.to_owned(), code)];
        assert_eq!(codes("visit", &[("on", "2026-11-25")]), one("on", "date_future"));
        assert_eq!(codes("visit", &[("on", "1950-11-25")]), one("on", "date_long_ago"));
        assert_eq!(codes("follow-up", &[("due", "2056-11-25")]), one("due", "date_far_ahead"));
        assert_eq!(codes("referral", &[("answer_due", "1990-01-01")]), one("answer_due", "date_long_ago"));
        assert_eq!(codes("aid", &[("on", "2026-11-25")]), one("on", "date_future"));
        assert_eq!(codes("aid", &[("on", "2026-11-25"), ("status", "given")]), one("on", "date_future"));
        let visit = [("on", "2026-11-20"), ("next_on", "2026-11-19")];
        assert_eq!(codes("visit", &visit), one("next_on", "end_before_start"));
        assert_eq!(
            codes("session", &[("starts", "09:00"), ("ends", "08:30")]),
            one("ends", "end_before_start")
        );
    }

    #[test]
    fn what_is_meant_is_left_alone() {
        let none = Vec::new();
        assert_eq!(codes("visit", &[("on", "2026-11-24"), ("next_on", "2026-12-08")]), none);
        assert_eq!(codes("session", &[("on", "2026-12-24"), ("starts", "09:00"), ("ends", "11:00")]), none);
        assert_eq!(codes("case", &[("opened", "2026")]), none);
        assert_eq!(codes("aid", &[("on", "2026-11-25"), ("status", "planned")]), none);
        assert_eq!(codes("person", &[("birth", "1940-01-01")]), none);
    }
}
