//! What is done for whom in a month beside aid: sessions, visits and referrals, told by kind and by who does it. What it is
//! about stays unsaid: the list goes to the Camat.

use chrono::NaiveDate;

use crate::desk::line::{Line, ReferralLine};
use crate::desk::{Desk, SessionLine};
use crate::domain::referral::State;
use crate::domain::{PartialDate, RecordKey, RecordKind, Session};
use crate::overlap::Span;

/// Where a referral is no help to anybody: nobody has it yet, or nobody has it any more.
const NO_HELP: [State; 5] = [State::Draft, State::Sealed, State::Declined, State::Cancelled, State::Error];

fn is_within(day: NaiveDate, month: Span) -> bool {
    month.shared(Span { from: Some(day), to: Some(day) }).is_some()
}

impl Desk {
    /// Person by person. What a client does not want to be told is left out.
    pub(super) fn work_within(&self, month: Span) -> Vec<(RecordKey, String)> {
        let mut found = Vec::new();
        // Of what kind it was is not told: one of them is called after what people have.
        let visit = format!("TKSK: {}", self.words().get("coordination-visit"));
        for (key, line) in self.book.of_kind(RecordKind::Session) {
            if let Line::Session(session) = line
                && takes_place(session, month)
            {
                found.extend(self.work_of_session(key, session));
            }
        }
        for (key, line) in self.book.of_kind(RecordKind::Visit) {
            if let Line::Visit { case, on: Some(on) } = line
                && is_within(on, month)
            {
                found.extend(self.work_of(key, case, || visit.clone()));
            }
        }
        for (key, line) in self.book.of_kind(RecordKind::Referral) {
            if let Line::Referral(referral) = line
                && is_under_way(referral, month)
            {
                found.extend(self.work_of(key, referral.case, || self.recipient_words(referral)));
            }
        }
        found
    }

    fn work_of(
        &self,
        key: RecordKey,
        case: Option<RecordKey>,
        what: impl FnOnce() -> String,
    ) -> Option<(RecordKey, String)> {
        let may_be_told =
            case.and_then(|case| self.book.case(case)).is_none_or(|case| !case.forbids_sharing());
        let person = self.subject(key);
        (may_be_told && person.kind == RecordKind::Person).then(|| (person, what()))
    }

    /// For each participant on record who came, or is still expected. The topic is not told.
    fn work_of_session(&self, key: RecordKey, line: &SessionLine) -> Vec<(RecordKey, String)> {
        let Ok(session) = self.typed::<Session>(key) else { return Vec::new() };
        let kind = self.label("session_kind", &line.kind);
        let there = session.participants.iter().filter(|seat| seat.mark.is_empty() || seat.attended());
        there.filter_map(|seat| Some((seat.person?, format!("TKSK: {kind}")))).collect()
    }

    fn recipient_words(&self, referral: &ReferralLine) -> String {
        let to = referral.organization.and_then(|key| self.book.organization(key));
        let to = to.map(|organization| organization.name.clone()).unwrap_or_default();
        self.words().say("coordination-referral", &[("to", to.into())])
    }
}

fn takes_place(session: &SessionLine, month: Span) -> bool {
    let is_off = matches!(session.status.as_str(), "postponed" | "cancelled");
    !is_off && session.on.and_then(PartialDate::earliest).is_some_and(|on| is_within(on, month))
}

/// Sent by then, and not over before.
fn is_under_way(referral: &ReferralLine, month: Span) -> bool {
    let standing = &referral.standing;
    let since = standing.since.and_then(PartialDate::earliest);
    let is_sent = referral.sent.is_some_and(|sent| Some(sent) <= month.to);
    let is_over = standing.is_finished() && since < month.from;
    is_sent && !is_over && !NO_HELP.iter().any(|state| standing.is(*state))
}
