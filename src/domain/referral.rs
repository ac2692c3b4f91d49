//! Sending a client to an organisation: an append-only list of events; the state is folded from it.

use super::field::kinds::{choice, date, kind, long_text, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// One thing that happened to a referral. Never changed, never removed.
    pub struct Event {
        /// ULID; an event seen before is skipped when it arrives again.
        id: String = text().required().hidden();
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
        case: Option<RecordKey> = kind(FieldKind::Case).required();
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

/// Where a referral stands, folded from its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// `enums.csv`, `referral_state`; `draft` without events.
    pub state: String,
    pub since: Option<PartialDate>,
    /// Two events exclude each other: kept, and shown as *perlu ditinjau*.
    pub contradicted: bool,
}

/// How far along a state is. A later state may come without the earlier ones: paper skips steps.
fn rank(state: &str) -> u8 {
    match state {
        "sealed" => 1,
        "sent" => 2,
        "received" => 3,
        "waitlisted" => 4,
        "accepted" | "declined" | "forwarded" => 5,
        "in_service" => 6,
        "outcome" => 7,
        "closed" => 8,
        "cancelled" | "error" => 9,
        _ => 0,
    }
}

impl Referral {
    /// The state now: the event furthest along, the latest of them by day where several are.
    /// `closed → in_service` is reopening and so counts by day, not by rank.
    pub fn standing(&self) -> Standing {
        let mut standing = Standing { state: "draft".to_owned(), ..Standing::default() };
        let mut in_order: Vec<&Event> = self.events.iter().collect();
        in_order.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
        for event in in_order {
            let reopened = standing.state == "closed" && event.state == "in_service";
            let decided = |state: &str| matches!(state, "accepted" | "declined");
            if decided(&event.state) && decided(&standing.state) && event.state != standing.state {
                standing.contradicted = true;
            }
            if rank(&event.state) >= rank(&standing.state) || reopened {
                standing.state.clone_from(&event.state);
                standing.since = event.on;
            }
        }
        standing
    }

    /// The day on which it was sent first.
    pub fn sent_on(&self) -> Option<PartialDate> {
        self.events.iter().find(|event| event.state == "sent")?.on
    }

    pub fn is_urgent(&self) -> bool {
        self.urgency == "high"
    }
}

impl Standing {
    /// Nothing more is expected of anybody.
    pub fn is_finished(&self) -> bool {
        matches!(self.state.as_str(), "closed" | "cancelled" | "error")
    }

    /// The clock that runs in this state (`assets/catalog/referral_clocks.csv`), if any.
    pub fn clock(&self) -> Option<&'static str> {
        Some(match self.state.as_str() {
            "draft" | "sealed" => "send",
            "sent" => "receipt",
            "received" | "waitlisted" | "forwarded" => "decision",
            "accepted" => "start",
            "in_service" => "outcome",
            "outcome" | "declined" => "client_confirmation",
            _ => return None,
        })
    }
}

/// The day on which a referral becomes overdue: the worker's own date while an answer is awaited,
/// otherwise `days` after the state began.
pub fn due(
    answer_due: Option<chrono::NaiveDate>,
    standing: &Standing,
    days: i64,
) -> Option<chrono::NaiveDate> {
    let awaiting = matches!(standing.state.as_str(), "sent" | "received" | "waitlisted");
    if awaiting && answer_due.is_some() {
        return answer_due;
    }
    standing.since?.day()?.checked_add_signed(chrono::Duration::days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str, state: &str, on: &str) -> Event {
        Event { id: id.into(), state: state.into(), on: on.parse().ok(), ..Event::default() }
    }

    #[test]
    fn steps_may_be_skipped_and_come_in_any_order() {
        let mut referral =
            Referral { events: vec![event("3", "accepted", "2026-11-05")], ..Referral::default() };
        assert_eq!(referral.standing().state, "accepted");
        referral.events.push(event("1", "sent", "2026-11-01"));
        referral.events.push(event("2", "received", "2026-11-07"));
        let standing = referral.standing();
        assert_eq!((standing.state.as_str(), standing.contradicted), ("accepted", false));
    }

    #[test]
    fn accepted_and_declined_contradict() {
        let referral = Referral {
            events: vec![event("1", "accepted", "2026-11-05"), event("2", "declined", "2026-11-06")],
            ..Referral::default()
        };
        assert!(referral.standing().contradicted);
    }

    #[test]
    fn the_workers_own_date_wins_while_an_answer_is_awaited() {
        let referral = Referral { events: vec![event("1", "sent", "2026-11-01")], ..Referral::default() };
        let day = |text: &str| text.parse::<PartialDate>().unwrap().day();
        assert_eq!(due(None, &referral.standing(), 7), day("2026-11-08"));
        assert_eq!(due(day("2026-11-20"), &referral.standing(), 7), day("2026-11-20"));
    }

    #[test]
    fn reopening_a_closed_referral_takes_it_back() {
        let referral = Referral {
            events: vec![event("1", "closed", "2026-11-05"), event("2", "in_service", "2026-11-09")],
            ..Referral::default()
        };
        assert_eq!(referral.standing().state, "in_service");
    }
}
