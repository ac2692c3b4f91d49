//! Sending a client to an organisation: an append-only list of events; the state is folded from it.

use super::field::kinds::{choice, date, done_date, kind, long_text, number, rows, several, suggested, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};
use crate::sorted::Sorted as _;

table! {
    /// One thing that happened to a referral. Never changed, never removed.
    pub struct Event {
        /// ULID; an event seen before is skipped when it arrives again.
        id: String = text().required().hidden();
        /// `enums.csv`, `referral_state`.
        state: String = choice("referral_state").required();
        on: Option<PartialDate> = done_date().required();
        /// Why it was declined: `enums.csv`, `referral_decline_reason`.
        reason: String = choice("referral_decline_reason").when_one_of("state", &["declined", "cancelled"]);
        /// Place on the waiting list, where it is known.
        position: Option<i64> = number().when_one_of("state", &["waitlisted"]);
        /// When the waiting list is looked at again.
        again_on: Option<PartialDate> = date().when_one_of("state", &["waitlisted"]);
        outcome: String = choice("referral_outcome").when_one_of("state", &["outcome"]);
        /// What the client says of the service.
        client_word: String = choice("client_word").when_one_of("state", &["closed"]);
        by: String = text();
        channel: String = choice("receipt_channel");
        text: String = text();
    }
}

table! {
    /// *Surat penegasan*: the organisation was asked in writing for what is late.
    pub struct Reminder {
        number: String = text().required();
        on: Option<PartialDate> = done_date().required();
        /// The state in which the referral stood.
        state: String = choice("referral_state");
    }
}

table! {
    pub struct Referral {
        case: Option<RecordKey> = kind(FieldKind::Case).required();
        /// The need that it shall meet; one need may have several referrals.
        need: Option<RecordKey> = kind(FieldKind::Record).hidden();
        organization: Option<RecordKey> = kind(FieldKind::Organization).required();
        service: String = suggested("services");
        program: String = choice("programs");
        reason: String = long_text().required();
        urgency: String = choice("need_urgency");
        consent: String = choice("consent_state").required();
        consent_by: String = text().when_filled("consent");
        consent_on: Option<PartialDate> = done_date().when_filled("consent");
        consent_means: String = choice("consent_means").when_filled("consent");
        documents: Vec<String> = several("document_kind");
        letter_number: String = text();
        /// When an answer is expected; from the clocks unless the worker sets another day.
        answer_due: Option<PartialDate> = date();
        note: String = long_text();
        events: Vec<Event> = rows(Event::FIELDS).hidden().appended();
        reminders: Vec<Reminder> = rows(Reminder::FIELDS).hidden().appended();
        /// The referral that was sent on, or in whose place this one was made.
        parent: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}

/// Where a referral can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Draft,
    Sealed,
    Sent,
    Received,
    Waitlisted,
    Accepted,
    Declined,
    Forwarded,
    InService,
    Outcome,
    Closed,
    Cancelled,
    Error,
}

/// What an event does to where a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    On,
    /// Told late: the referral is further already.
    Late,
    /// Both can't be true.
    Against,
}

impl State {
    pub const ALL: [Self; 13] = [
        Self::Draft,
        Self::Sealed,
        Self::Sent,
        Self::Received,
        Self::Waitlisted,
        Self::Accepted,
        Self::Declined,
        Self::Forwarded,
        Self::InService,
        Self::Outcome,
        Self::Closed,
        Self::Cancelled,
        Self::Error,
    ];

    /// `enums.csv`, `referral_state`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sealed => "sealed",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Waitlisted => "waitlisted",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Forwarded => "forwarded",
            Self::InService => "in_service",
            Self::Outcome => "outcome",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
            Self::Error => "error",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What comes next (`enums.csv`, `referral_transition`); reopening and *salah input* aside.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Sealed, Self::Cancelled],
            Self::Sealed => &[Self::Sent, Self::Cancelled],
            Self::Sent => &[Self::Received, Self::Cancelled],
            Self::Received => {
                &[Self::Accepted, Self::Waitlisted, Self::Declined, Self::Forwarded, Self::Cancelled]
            }
            Self::Waitlisted => &[Self::Accepted, Self::Declined, Self::Forwarded, Self::Cancelled],
            Self::Accepted => &[Self::InService, Self::Cancelled],
            Self::InService => &[Self::Outcome, Self::Cancelled],
            Self::Outcome | Self::Declined | Self::Forwarded => &[Self::Closed],
            Self::Closed | Self::Cancelled | Self::Error => &[],
        }
    }

    /// What takes a referral back: an event like any other.
    pub fn reopened_as(self) -> Option<Self> {
        matches!(self, Self::Outcome | Self::Closed).then_some(Self::InService)
    }

    /// On some way from here to there.
    pub fn is_before(self, other: Self) -> bool {
        self.next().iter().any(|next| *next == other || next.is_before(other))
    }

    /// Said by the organisation.
    pub fn is_answer(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Waitlisted
                | Self::Accepted
                | Self::Declined
                | Self::Forwarded
                | Self::InService
                | Self::Outcome
        )
    }

    fn is_finished(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled | Self::Error)
    }

    fn step(self, to: Self) -> Step {
        if self == Self::Error && to != self {
            Step::Late
        } else if self == Self::Cancelled && to.is_answer() {
            // Somebody must tell them that it was taken back.
            Step::Against
        } else if to == self || to == Self::Error || self.is_before(to) || self.reopened_as() == Some(to) {
            Step::On
        } else if to.is_before(self) {
            Step::Late
        } else {
            Step::Against
        }
    }

    /// The steps that lead here, when somebody reports each of them.
    fn way(self, is_declined: bool) -> &'static [Self] {
        const ALL: [State; 5] =
            [State::Sent, State::Received, State::Accepted, State::InService, State::Outcome];
        let steps = match self {
            Self::Draft | Self::Sealed | Self::Sent | Self::Cancelled | Self::Error => 0,
            Self::Received => 1,
            Self::Waitlisted | Self::Accepted | Self::Declined | Self::Forwarded => 2,
            Self::Closed if is_declined => 2,
            Self::InService => 3,
            Self::Outcome => 4,
            Self::Closed => 5,
        };
        ALL.get(..steps).unwrap_or_default()
    }
}

/// Why what was told of a referral can't all be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// Two events exclude each other.
    Exclude,
    /// The organisation answered before it was sent, or it was closed before.
    BeforeSending,
    SentTwice,
    /// Closed, and neither was it sent nor did anybody answer.
    NeverSent,
}

impl Contradiction {
    /// Ends the key of its words: `referral-contradiction-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::BeforeSending => "before-sending",
            Self::SentTwice => "sent-twice",
            Self::NeverSent => "never-sent",
        }
    }
}

/// Where a referral stands, folded from its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// `enums.csv`, `referral_state`; `draft` without events.
    pub state: String,
    pub since: Option<PartialDate>,
    /// What can't be true of the events: they are kept, and shown as *perlu ditinjau*.
    pub contradictions: Vec<Contradiction>,
    /// Steps on the way here that nobody told: paper skips steps.
    pub unreported: Vec<State>,
}

/// The days and answers that figures are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    pub sent: Option<chrono::NaiveDate>,
    /// The first word of the organisation, whatever it was.
    pub heard: Option<chrono::NaiveDate>,
    /// Accepted, declined or sent on.
    pub decided: Option<chrono::NaiveDate>,
    pub started: Option<chrono::NaiveDate>,
    pub was_accepted: bool,
    pub was_declined: bool,
    /// `enums.csv`, `referral_decline_reason`.
    pub decline_reason: Box<str>,
    /// `enums.csv`, `referral_outcome`.
    pub outcome: Box<str>,
    /// `enums.csv`, `client_word`.
    pub client_word: Box<str>,
}

impl Referral {
    /// How it went, for the figures about an organisation.
    pub fn course(&self) -> Course {
        let mut course = Course::default();
        for (state, event) in self.in_order() {
            let day = event.on.and_then(PartialDate::earliest);
            let first = |kept: &mut Option<chrono::NaiveDate>| *kept = kept.or(day);
            if state.is_answer() {
                first(&mut course.heard);
            }
            match state {
                State::Sent => first(&mut course.sent),
                State::Accepted | State::Declined | State::Forwarded => first(&mut course.decided),
                State::InService => first(&mut course.started),
                State::Outcome => course.outcome = event.outcome.as_str().into(),
                State::Closed => course.client_word = event.client_word.as_str().into(),
                _ => {}
            }
            // A step that nobody told is none, however likely it is.
            course.was_accepted |= state == State::Accepted;
            if state == State::Declined {
                course.was_declined = true;
                course.decline_reason = event.reason.as_str().into();
            }
        }
        course
    }

    /// The events that this version understands, by day and then as they were written down.
    fn in_order(&self) -> Vec<(State, &Event)> {
        let known = self.events.iter().filter_map(|event| Some((State::from_code(&event.state)?, event)));
        let mut events: Vec<_> = known.collect();
        events.order_by(|(_, a), (_, b)| (a.on, &a.id).cmp(&(b.on, &b.id)));
        events
    }

    /// The state now. The order in which events were written down does not matter, only their days; of two that exclude
    /// each other the later one counts, but for what is finished.
    pub fn standing(&self) -> Standing {
        let events = self.in_order();
        let (mut at, mut since, mut excluded) = (State::Draft, None, false);
        for (state, event) in &events {
            let step = at.step(*state);
            excluded |= step == Step::Against;
            if step == Step::On || step == Step::Against && !at.is_finished() {
                at = *state;
                since = event.on;
            }
        }
        let was = |wanted: State| events.iter().any(|(state, _)| *state == wanted);
        let way = at.way(was(State::Declined) || was(State::Forwarded));
        Standing {
            state: at.code().to_owned(),
            since,
            contradictions: contradictions(&events, excluded),
            unreported: way.iter().copied().filter(|step| !was(*step)).collect(),
        }
    }

    /// What decides, beside the state, how FHIR calls it: the outcome, or that it was declined.
    pub fn fhir_when(&self) -> &str {
        match self.last(State::Outcome) {
            Some(event) => &event.outcome,
            None if self.last(State::Declined).is_some() => State::Declined.code(),
            None => "",
        }
    }

    /// The newest event of a state.
    pub fn last(&self, state: State) -> Option<&Event> {
        self.in_order().into_iter().rev().find(|(own, _)| *own == state).map(|(_, event)| event)
    }

    /// The first day of a state.
    pub fn first_day(&self, state: State) -> Option<chrono::NaiveDate> {
        self.in_order().into_iter().find(|(own, _)| *own == state).and_then(|(_, event)| event.on?.earliest())
    }

    /// The day on which it was sent first.
    pub fn sent_on(&self) -> Option<PartialDate> {
        self.events.iter().find(|event| event.state == "sent")?.on
    }

    pub fn is_urgent(&self) -> bool {
        self.urgency == "high"
    }
}

/// In the order of [`Contradiction`]; what comes after *salah input* is of no matter.
fn contradictions(events: &[(State, &Event)], excluded: bool) -> Vec<Contradiction> {
    let told: Vec<_> = events.iter().take_while(|(state, _)| *state != State::Error).collect();
    let sent = told.iter().filter(|(state, _)| *state == State::Sent);
    let all = [
        (Contradiction::Exclude, excluded),
        (Contradiction::BeforeSending, is_before_sending(&told)),
        (Contradiction::SentTwice, sent.count() > 1),
        (Contradiction::NeverSent, is_closed_unsent(&told)),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(contradiction, _)| contradiction).collect()
}

fn is_before_sending(told: &[&(State, &Event)]) -> bool {
    let sent = told.iter().find(|(state, _)| *state == State::Sent);
    let Some(sent) = sent.and_then(|(_, event)| event.on?.earliest()) else { return false };
    let ends = told.iter().filter(|(state, _)| state.is_answer() || *state == State::Closed);
    ends.filter_map(|(_, event)| event.on?.latest()).any(|day| day < sent)
}

/// Paper skips steps: an answer is enough to know that it was sent.
fn is_closed_unsent(told: &[&(State, &Event)]) -> bool {
    let closed = told.iter().find(|(state, _)| *state == State::Closed);
    let Some((_, closed)) = closed else { return false };
    let mut on_the_way = told.iter().filter(|(state, _)| *state == State::Sent || state.is_answer());
    let by = closed.on.and_then(PartialDate::latest);
    !on_the_way.any(|(_, event)| event.on.and_then(PartialDate::earliest) <= by)
}

impl Standing {
    /// Somebody has to look at it and ask again.
    pub fn is_contradicted(&self) -> bool {
        !self.contradictions.is_empty()
    }

    pub fn is(&self, state: State) -> bool {
        self.state == state.code()
    }

    /// Nothing more is expected of anybody.
    pub fn is_finished(&self) -> bool {
        State::from_code(&self.state).is_some_and(State::is_finished)
    }

    /// Waits for the organisation's word.
    pub fn awaits_answer(&self) -> bool {
        matches!(self.state.as_str(), "sent" | "received" | "waitlisted")
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
    if standing.awaits_answer() && answer_due.is_some() {
        return answer_due;
    }
    standing.since?.day()?.checked_add_signed(chrono::Duration::days(days))
}

#[cfg(test)]
mod tests;
