//! *Hari Ini*: what is overdue, due today and soon, which referrals wait, who was not seen for long.

use chrono::{Duration, NaiveDate};

use crate::domain::follow_up::{Timing, timing};
use crate::domain::{PartialDate, RecordKey, RecordKind, referral};

use super::line::{Line, ReferralLine};
use super::{Desk, LastBackup, Who};

/// Days without a visit or a finished follow-up after which an open case is listed.
const SILENT_DAYS: i64 = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaKind {
    FollowUp,
    Referral,
    Session,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    pub key: RecordKey,
    pub kind: AgendaKind,
    pub due: NaiveDate,
    pub timing: Timing,
    /// Whom it is about; masked where the record is *rahasia*.
    pub who: Who,
    /// What is to be done, or the referral's state code.
    pub what: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub overdue: usize,
    pub today: usize,
    pub soon: usize,
    pub stalled_referrals: usize,
    pub waiting_referrals: usize,
    pub silent_cases: usize,
    pub cases_without_needs: usize,
    pub cases_without_consent: usize,
    pub rows_to_mend: usize,
    pub mismatches: usize,
    pub people: usize,
    pub open_cases: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    pub counts: Counts,
    /// By due date; nothing later than 7 days from today.
    pub items: Vec<AgendaItem>,
    /// The last bundle: its id and day.
    pub last_handoff: Option<(String, Option<NaiveDate>, bool)>,
    pub backup: LastBackup,
}

/// Nothing for what is later than the agenda looks.
fn soon(due: NaiveDate, on: NaiveDate) -> Option<Timing> {
    Some(timing(due, on)).filter(|timing| *timing != Timing::Later)
}

impl Desk {
    pub fn agenda(&self, on: NaiveDate) -> Agenda {
        let mut items = self.tasks_due(on);
        items.extend(self.referrals_due(on));
        items.extend(self.sessions_due(on));
        items.retain(|item| item.timing != Timing::Later);
        items.sort_by(|a, b| (a.due, &a.who.name, a.key).cmp(&(b.due, &b.who.name, b.key)));
        let counts = self.agenda_counts(on, &items);
        Agenda { counts, items, last_handoff: self.last_handoff(), backup: self.backup_standing(on) }
    }

    fn agenda_counts(&self, on: NaiveDate, items: &[AgendaItem]) -> Counts {
        let tasks = || items.iter().filter(|item| item.kind != AgendaKind::Referral);
        let count = |timing| tasks().filter(|item| item.timing == timing).count();
        let open: Vec<RecordKey> = self.book.cases().filter(|(_, c)| !c.closed).map(|(key, _)| key).collect();
        let waiting = self.book.referrals().filter(|(_, r)| r.standing.clock().is_some_and(|c| c != "send"));
        Counts {
            overdue: count(Timing::Overdue),
            today: count(Timing::Today),
            soon: count(Timing::Soon),
            stalled_referrals: items
                .iter()
                .filter(|i| i.kind == AgendaKind::Referral && i.timing == Timing::Overdue)
                .count(),
            waiting_referrals: waiting.count(),
            silent_cases: open.iter().filter(|case| self.is_silent(**case, on)).count(),
            cases_without_needs: open.iter().filter(|case| self.book.progress(**case).needs == 0).count(),
            cases_without_consent: self.book.cases().filter(|(_, case)| case.lacks_consent()).count(),
            mismatches: self.book.count(RecordKind::Mismatch),
            rows_to_mend: self.book.count(RecordKind::RefusedRow),
            people: self.book.count(RecordKind::Person),
            open_cases: open.len(),
        }
    }

    fn tasks_due(&self, on: NaiveDate) -> Vec<AgendaItem> {
        let open = self.book.follow_ups().filter(|(_, task)| task.open && !self.is_over(task.case));
        open.filter_map(|(key, task)| {
            let due = task.due?;
            let timing = soon(due, on)?;
            let who = self.who(self.book.root_of(key)??);
            Some(AgendaItem { key, kind: AgendaKind::FollowUp, due, timing, who, what: task.what.clone() })
        })
        .collect()
    }

    fn referrals_due(&self, on: NaiveDate) -> Vec<AgendaItem> {
        let running =
            self.book.referrals().filter(|(_, line)| !self.is_over(line.case)).filter_map(|(key, line)| {
                let due = self.referral_due(line)?;
                let timing = soon(due, on)?;
                let who = self.who(self.book.root_of(key)??);
                Some(AgendaItem {
                    key,
                    kind: AgendaKind::Referral,
                    due,
                    timing,
                    who,
                    what: line.standing.state.clone(),
                })
            });
        running.collect()
    }

    /// Closing a case ends its reminders.
    pub(super) fn is_over(&self, case: Option<RecordKey>) -> bool {
        case.and_then(|key| self.book.case(key)).is_some_and(|case| case.closed)
    }

    /// When the clock that runs for a referral ends.
    pub fn referral_due(&self, line: &ReferralLine) -> Option<NaiveDate> {
        let days = self.catalog.clock(line.standing.clock()?, line.urgent)?;
        let mut standing = line.standing.clone();
        standing.since = standing.since.or(line.made.map(PartialDate::from));
        referral::due(line.answer_due, &standing, days)
    }

    fn sessions_due(&self, on: NaiveDate) -> Vec<AgendaItem> {
        let planned = self.book.of_kind(RecordKind::Session).filter_map(|(key, line)| {
            let Line::Session(session) = line else { return None };
            let due = session.on?.day()?;
            let waits = due >= on && !matches!(session.status.as_str(), "held" | "cancelled");
            waits.then(|| AgendaItem {
                key,
                kind: AgendaKind::Session,
                due,
                timing: timing(due, on),
                who: Who {
                    key,
                    name: session.topic.clone(),
                    masked: false,
                    village: session.village.clone(),
                },
                what: session.topic.clone(),
            })
        });
        planned.collect()
    }

    /// No visit and no finished follow-up of this person in the last 30 days, and the case is older than that.
    pub(super) fn is_silent(&self, case: RecordKey, on: NaiveDate) -> bool {
        let limit = on - Duration::days(SILENT_DAYS);
        let Some(Some(root)) = self.book.root_of(case) else { return false };
        let opened = self.book.case(case).and_then(|c| c.opened).and_then(PartialDate::earliest);
        let seen = self.book.children(root).any(|(_, line)| match line {
            Line::Visit { on: Some(day), .. } => *day >= limit,
            _ => false,
        });
        !seen && opened.is_none_or(|day| day < limit)
    }

    fn last_handoff(&self) -> Option<(String, Option<NaiveDate>, bool)> {
        let (_, line) = self.book.of_kind(RecordKind::Handoff).last()?;
        let Line::Handoff(handoff) = line else { return None };
        let made = chrono::DateTime::from_timestamp(handoff.made_at, 0);
        let day = made.map(|at| at.with_timezone(&chrono::Local).date_naive());
        Some((handoff.bundle.clone(), day, handoff.acknowledged.is_some()))
    }
}
