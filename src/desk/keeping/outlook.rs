//! What *Hari Ini* will be on each of the coming days, if nothing changes: kept at closing, so that the next opening
//! can show it at once.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::follow_up::{Timing, timing};

use crate::desk::keeping::backup::BackupMade;
use crate::desk::today::agenda::{Agenda, AgendaItem, AgendaKind, Counts, is_long_ago};
use crate::desk::today::birthdays::BIRTHDAY_DAYS;
use crate::desk::today::standing::{Part, Standing};

/// The last bundle: its id and day, and whether it was acknowledged.
type LastHandoff = Option<(String, Option<NaiveDate>, bool)>;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::desk) struct Outlook {
    /// By due date.
    items: Vec<AgendaItem>,
    /// How many are due on each day, also of those that were left out of the items.
    due: BTreeMap<(NaiveDate, AgendaKind), usize>,
    /// How many open cases had their last contact on each day, or never.
    contacts: BTreeMap<Option<NaiveDate>, usize>,
    /// How many referrals get stuck on each day.
    stalled: BTreeMap<NaiveDate, usize>,
    /// How many birthdays that change what category fits are on each day.
    birthdays: BTreeMap<NaiveDate, usize>,
    /// How many people come up for a look at what is kept, from each day on.
    reviews: BTreeMap<NaiveDate, usize>,
    /// Those that are the same on any day.
    counts: Counts,
    last_handoff: LastHandoff,
    backup: BackupMade,
}

impl Outlook {
    pub fn new(
        items: Vec<AgendaItem>,
        standing: &Standing,
        until: NaiveDate,
        counts: Counts,
        last_handoff: LastHandoff,
        backup: BackupMade,
    ) -> Self {
        let mut outlook = Self { items, counts, last_handoff, backup, ..Self::default() };
        for (part, times) in standing.counted() {
            match part {
                Part::DueOn(day, kind) if day <= until => outlook.due.insert((day, kind), times),
                Part::Contact(day) => outlook.contacts.insert(day, times),
                Part::Stalled(day) => outlook.stalled.insert(day, times),
                Part::Birthday(day) => outlook.birthdays.insert(day, times),
                Part::Review(day) => outlook.reviews.insert(day, times),
                _ => None,
            };
        }
        outlook
    }

    pub fn agenda(self, on: NaiveDate) -> Agenda {
        let counts = self.counts_on(on);
        let items = self.items.into_iter().filter(|item| is_on(item.kind, item.due, on));
        let items: Vec<AgendaItem> =
            items.map(|item| AgendaItem { timing: timing(item.due, on), ..item }).collect();
        let due = self.due.iter().filter(|((due, kind), _)| is_on(*kind, *due, on));
        let left_out = due.map(|(_, times)| times).sum::<usize>().saturating_sub(items.len());
        Agenda { counts, items, left_out, last_handoff: self.last_handoff, backup: self.backup.standing(on) }
    }

    fn counts_on(&self, on: NaiveDate) -> Counts {
        let mut counts = self.counts;
        for ((due, kind), number) in self.due.iter().filter(|((due, kind), _)| is_on(*kind, *due, on)) {
            match (kind, timing(*due, on)) {
                (AgendaKind::Referral, Timing::Overdue) => counts.late_referrals += number,
                (AgendaKind::Referral, _) => {}
                (_, Timing::Overdue) => counts.overdue += number,
                (_, Timing::Today) => counts.today += number,
                (_, _) => counts.soon += number,
            }
        }
        counts.stalled_referrals = self.stalled.range(..=on).map(|(_, number)| number).sum();
        let silent = self.contacts.iter().filter(|(day, _)| is_long_ago(**day, on));
        counts.silent_cases = silent.map(|(_, number)| number).sum();
        counts.birthdays =
            self.birthdays.range(on..=on + Duration::days(BIRTHDAY_DAYS)).map(|(_, n)| n).sum();
        counts.retention_due = self.reviews.range(..=on).map(|(_, n)| n).sum();
        counts
    }
}

/// The agenda looks a week ahead, and a session that is over is no task.
fn is_on(kind: AgendaKind, due: NaiveDate, on: NaiveDate) -> bool {
    timing(due, on) != Timing::Later && (kind != AgendaKind::Session || due >= on)
}
