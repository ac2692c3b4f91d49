//! When a clock ends and what follows: late → a letter (*surat penegasan*) → stuck (*macet*).

use chrono::{Days, NaiveDate};

use crate::desk::Desk;
use crate::desk::line::ReferralLine;
use crate::domain::referral::{self, State};
use crate::domain::{PartialDate, RecordKey, RecordKind};

/// How late a referral is, by the clock that runs (`referral_clocks.csv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    OnTime,
    Late,
    /// The organisation is to be asked in writing.
    Letter,
    /// For the Dinas, and time to look for somebody else.
    Stalled,
}

impl Lateness {
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Letter => "letter",
            Self::Stalled => "stalled",
        }
    }
}

impl Desk {
    /// When the clock that runs for a referral ends. One that was sent on waits for the referral that came of it.
    pub fn referral_due(&self, line: &ReferralLine) -> Option<NaiveDate> {
        let days = self.catalog.clock(line.standing.clock()?, line.urgent)?;
        let mut standing = line.standing.clone();
        standing.since = standing.since.or(line.made.map(PartialDate::from));
        referral::due(line.answer_due, &standing, days)
    }

    /// The day from which it counts as stuck.
    pub(in crate::desk) fn stalled_on(&self, line: &ReferralLine) -> Option<NaiveDate> {
        let clock = self.catalog.clock_of(line.standing.clock()?)?;
        self.referral_due(line)?.checked_add_days(Days::new(clock.stalled_days?.try_into().ok()?))
    }

    pub fn lateness(&self, line: &ReferralLine) -> Lateness {
        let after = |days: Option<i64>, due: NaiveDate| {
            days.is_some_and(|days| (self.today - due).num_days() >= days)
        };
        let clock = line.standing.clock().and_then(|step| self.catalog.clock_of(step));
        match (self.referral_due(line), clock) {
            (Some(due), Some(clock)) if due < self.today => {
                if after(clock.stalled_days, due) {
                    Lateness::Stalled
                } else if after(clock.letter_days, due) {
                    Lateness::Letter
                } else {
                    Lateness::Late
                }
            }
            _ => Lateness::OnTime,
        }
    }

    /// Referrals that came of this one.
    pub(in crate::desk) fn children_of(&self, referral: RecordKey) -> Vec<RecordKey> {
        let Some(root) = self.book.root_of(referral).flatten() else { return Vec::new() };
        let of_root = self.book.children_of_kind(root, RecordKind::Referral);
        let children = of_root.filter(
            |(_, line)| matches!(line, crate::desk::Line::Referral(line) if line.parent == Some(referral)),
        );
        children.map(|(key, _)| key).collect()
    }

    /// It was declined, sent on or is stuck: somebody else is to be found.
    pub(in crate::desk) fn needs_another(&self, key: RecordKey, line: &ReferralLine) -> bool {
        let given_up = line.standing.is(State::Declined) || line.standing.is(State::Forwarded);
        (given_up || self.lateness(line) == Lateness::Stalled) && self.children_of(key).is_empty()
    }
}
