//! *Hari Ini*: what is overdue, due today and soon, which referrals wait, who was not seen for long.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::follow_up::{SOON_DAYS, Timing, timing};
use crate::domain::{RecordKey, RecordKind};
use crate::sorted::Sorted as _;

use crate::desk::keeping::outlook::Outlook;
use crate::desk::line::Line;
use crate::desk::today::standing::{Part, Standing, last_contact};
use crate::desk::{Desk, LastBackup, Who};

/// Days without a visit or a finished follow-up after which an open case is listed.
pub(in crate::desk) const SILENT_DAYS: i64 = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AgendaKind {
    FollowUp,
    Referral,
    Session,
}

impl AgendaKind {
    pub(in crate::desk) fn of(kind: RecordKind) -> Option<Self> {
        match kind {
            RecordKind::FollowUp => Some(Self::FollowUp),
            RecordKind::Referral => Some(Self::Referral),
            RecordKind::Session => Some(Self::Session),
            _ => None,
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub key: RecordKey,
    pub kind: AgendaKind,
    pub due: NaiveDate,
    pub timing: Timing,
    /// Whom it is about; masked where the record is *rahasia*.
    pub who: Who,
    /// What is to be done, or the referral's state code.
    pub what: String,
    /// Of a follow-up, the family when others in it are due too.
    pub family: Option<Family>,
}

/// A family several of whose members are due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    pub household: RecordKey,
    /// Of its head, or of the first who is named.
    pub name: String,
}

/// One line of the list as it is shown: an item, or the follow-ups of a family that one visit can finish.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaLine {
    pub item: AgendaItem,
    /// The other follow-ups of the family that are due in the same days.
    pub others: Vec<AgendaItem>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub overdue: usize,
    pub today: usize,
    pub soon: usize,
    pub late_referrals: usize,
    /// So late that somebody else is to be found, or the Dinas told.
    pub stalled_referrals: usize,
    pub waiting_referrals: usize,
    pub silent_cases: usize,
    pub cases_without_needs: usize,
    /// With needs and without a plan.
    pub cases_without_plan: usize,
    pub cases_without_consent: usize,
    /// People whose age leaves or reaches the bounds of a category in the coming days.
    pub birthdays: usize,
    /// People about whom it is to be asked whether what is kept is still needed.
    pub retention_due: usize,
    pub erasure_requests: usize,
    pub rows_to_mend: usize,
    /// The Dinas was asked and has not answered yet.
    pub questions_waiting: usize,
    pub mismatches: usize,
    /// Reports of volunteers that nobody has looked at, and those of which the volunteer waits to hear.
    pub new_reports: usize,
    pub untold_reports: usize,
    pub people: usize,
    pub open_cases: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    pub counts: Counts,
    /// By due date; nothing later than 7 days from today.
    pub items: Vec<AgendaItem>,
    /// Due in these days like the items and left out of them, because there are so many.
    pub left_out: usize,
    /// The last bundle: its id and day.
    pub last_handoff: Option<(String, Option<NaiveDate>, bool)>,
    pub backup: LastBackup,
}

impl Agenda {
    /// The items with the follow-ups of a family together, at the place of the first; two of one person stay two lines.
    pub fn lines(&self) -> Vec<AgendaLine> {
        let mut lines: Vec<AgendaLine> = Vec::new();
        let mut places: BTreeMap<(RecordKey, Timing), Vec<&AgendaItem>> = BTreeMap::new();
        for item in &self.items {
            if let Some(family) = &item.family {
                places.entry((family.household, item.timing)).or_default().push(item);
            }
        }
        let together = |item: &AgendaItem| {
            let found = places.get(&(item.family.as_ref()?.household, item.timing))?;
            let first = found.first()?;
            found.iter().any(|other| other.who.key != first.who.key).then_some(found)
        };
        for item in &self.items {
            match together(item) {
                Some(found) if found.first().is_some_and(|first| first.key == item.key) => {
                    let others = found.iter().skip(1).map(|other| (*other).clone()).collect();
                    lines.push(AgendaLine { item: item.clone(), others });
                }
                Some(_) => {}
                None => lines.push(AgendaLine {
                    item: AgendaItem { family: None, ..item.clone() },
                    others: Vec::new(),
                }),
            }
        }
        lines
    }
}

pub(in crate::desk) fn is_long_ago(last_contact: Option<NaiveDate>, on: NaiveDate) -> bool {
    last_contact.is_none_or(|day| day < on - Duration::days(SILENT_DAYS))
}

impl Desk {
    /// With everything that is due.
    pub fn agenda(&self, on: NaiveDate) -> Agenda {
        self.agenda_of(on, usize::MAX)
    }

    /// With at most so many items that are overdue, and so many that are not; all are counted.
    pub fn agenda_of(&self, on: NaiveDate, most: usize) -> Agenda {
        self.outlook(on, on + Duration::days(SOON_DAYS), most).agenda(on)
    }

    /// What the agenda of each day between the two is made of.
    pub(in crate::desk) fn outlook(&self, from: NaiveDate, until: NaiveDate, most: usize) -> Outlook {
        let mut items = self.due_items(NaiveDate::MIN..=from - Duration::days(1), from, most);
        // A session of another day is no task any more, held or not.
        items.retain(|item| item.kind != AgendaKind::Session);
        items.extend(self.due_items(from..=until, from, most));
        items.order_by(|a, b| (a.due, &a.who.name, a.key).cmp(&(b.due, &b.who.name, b.key)));
        self.join_families(&mut items);
        let standing = self.standing(from);
        let counts = self.standing_counts(&standing);
        Outlook::new(items, &standing, until, counts, self.last_handoff(), self.backup_made())
    }

    /// Follow-ups of people of one household are told by it, where at least two of them have some. *Rahasia* people stay
    /// apart: beside their family's name theirs could be guessed.
    fn join_families(&self, items: &mut [AgendaItem]) {
        let household = |item: &AgendaItem| {
            let may_be = item.kind == AgendaKind::FollowUp && !item.who.masked;
            self.book.person(item.who.key).filter(|_| may_be)?.household
        };
        let mut people: BTreeMap<RecordKey, BTreeSet<RecordKey>> = BTreeMap::new();
        for item in items.iter() {
            if let Some(household) = household(item) {
                people.entry(household).or_default().insert(item.who.key);
            }
        }
        people.retain(|_, members| members.len() > 1);
        for item in items {
            item.family = household(item)
                .filter(|household| people.contains_key(household))
                .map(|household| Family { household, name: self.family_name(household) });
        }
    }

    /// The head's name, or that of the first member who may be named.
    pub(in crate::desk) fn family_name(&self, household: RecordKey) -> String {
        let head = match self.book.line(household) {
            Some(Line::Household(line)) => line.head,
            _ => None,
        };
        let members = self.book.members(household).iter().copied();
        let named = head.into_iter().chain(members).filter(|key| !self.is_masked(*key));
        named
            .filter_map(|key| self.book.person(key))
            .map(|person| person.name.as_str().to_owned())
            .next()
            .unwrap_or_default()
    }

    /// The counts that are the same on any day.
    fn standing_counts(&self, standing: &Standing) -> Counts {
        Counts {
            waiting_referrals: standing.count(Part::WaitingReferral),
            cases_without_needs: standing.count(Part::CaseWithoutNeeds),
            cases_without_plan: standing.count(Part::CaseWithoutPlan),
            cases_without_consent: standing.count(Part::CaseWithoutConsent),
            erasure_requests: standing.count(Part::ErasureRequest),
            new_reports: standing.count(Part::NewReport),
            untold_reports: standing.count(Part::UntoldReport),
            questions_waiting: standing.count(Part::QuestionWaiting),
            open_cases: standing.count(Part::OpenCase),
            mismatches: self.book.count(RecordKind::Mismatch),
            rows_to_mend: self.book.count(RecordKind::RefusedRow),
            people: self.book.count(RecordKind::Person),
            ..Counts::default()
        }
    }

    /// What is due in these days, at most so many: follow-ups, referrals whose clock runs, planned sessions.
    pub(in crate::desk) fn due_items(
        &self,
        days: RangeInclusive<NaiveDate>,
        on: NaiveDate,
        most: usize,
    ) -> Vec<AgendaItem> {
        let standing = self.standing(on);
        let items = standing.due(days).filter_map(|(due, key)| {
            let kind = AgendaKind::of(key.kind)?;
            let what = match self.book.line(key)? {
                Line::FollowUp(task) => task.what.as_str(),
                Line::Referral(referral) => &referral.standing.state,
                Line::Session(session) => &session.topic,
                _ => return None,
            };
            let timing = timing(due, on);
            Some(AgendaItem {
                key,
                kind,
                due,
                timing,
                who: self.who(key),
                what: what.to_owned(),
                family: None,
            })
        });
        items.take(most).collect()
    }

    /// Closing a case ends its reminders.
    pub(in crate::desk) fn is_over(&self, case: Option<RecordKey>) -> bool {
        case.and_then(|key| self.book.case(key)).is_some_and(|case| case.closed)
    }

    /// No visit of this person in the last 30 days, and the case is older than that.
    pub(in crate::desk) fn is_silent(&self, case: RecordKey, on: NaiveDate) -> bool {
        self.is_of_somebody(case) && is_long_ago(self.last_contact(case), on)
    }

    fn is_of_somebody(&self, case: RecordKey) -> bool {
        self.book.root_of(case).flatten().is_some()
    }

    /// The last visit or, later than that, the day the case was opened.
    pub(in crate::desk) fn last_contact(&self, case: RecordKey) -> Option<NaiveDate> {
        let root = self.book.root_of(case).flatten()?;
        last_contact(self.book.case(case)?.opened, self.book.children_of_kind(root, RecordKind::Visit))
    }

    fn last_handoff(&self) -> Option<(String, Option<NaiveDate>, bool)> {
        let (_, handoff) = self.book.sent_bundles().last()?;
        let made = chrono::DateTime::from_timestamp(handoff.made_at, 0);
        let day = made.map(|at| at.with_timezone(&chrono::Local).date_naive());
        Some((handoff.bundle.clone(), day, handoff.acknowledged.is_some()))
    }
}
