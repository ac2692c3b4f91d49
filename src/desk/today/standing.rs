//! What *Hari Ini* is counted from, kept current by every save: the part of each root (a person with all that belongs to
//! them, a session, a report …) is taken out before one of its records changes and put in again after it.

use std::cell::Ref;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use crate::domain::{PartialDate, Record, RecordKey, RecordKind, psm_report};

use crate::desk::Desk;
use crate::desk::book::progress;
use crate::desk::line::Line;
use crate::desk::today::agenda::AgendaKind;

/// Days for which birthdays are worked out at once: more than any look ahead.
const DAYS_AHEAD: u64 = 200;

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::desk) enum Part {
    /// An open follow-up, a referral whose clock runs or a planned session.
    Due(NaiveDate, RecordKey),
    /// The same, to be counted by day.
    DueOn(NaiveDate, AgendaKind),
    /// The last contact in an open case of somebody, or none.
    Contact(Option<NaiveDate>),
    /// From this day a referral is stuck.
    Stalled(NaiveDate),
    /// A birthday that changes what category fits.
    Birthday(NaiveDate),
    /// From this day it is asked whether what is kept about somebody is still needed.
    Review(NaiveDate),
    OpenCase,
    CaseWithoutNeeds,
    CaseWithoutPlan,
    CaseWithoutConsent,
    WaitingReferral,
    ErasureRequest,
    NewReport,
    UntoldReport,
    QuestionWaiting,
}

/// All parts, each with how often there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::desk) struct Standing {
    /// Birthdays are on record from this day on; nothing is counted yet without it.
    from: Option<NaiveDate>,
    parts: BTreeMap<Part, usize>,
}

impl Standing {
    pub fn count(&self, part: Part) -> usize {
        self.parts.get(&part).copied().unwrap_or_default()
    }

    /// All but [`Part::Due`], of which there is one for each record.
    pub fn counted(&self) -> impl Iterator<Item = (Part, usize)> {
        let first = Part::DueOn(NaiveDate::MIN, AgendaKind::FollowUp);
        self.parts.range(first..).map(|(part, times)| (*part, *times))
    }

    /// What is due on these days, by day.
    pub fn due(&self, days: RangeInclusive<NaiveDate>) -> impl Iterator<Item = (NaiveDate, RecordKey)> {
        let least = RecordKey::new(RecordKind::Profile, ulid::Ulid::nil());
        self.parts.range(Part::Due(*days.start(), least)..).map_while(move |(part, _)| match part {
            Part::Due(day, key) if day <= days.end() => Some((*day, *key)),
            _ => None,
        })
    }

    fn put(&mut self, parts: impl IntoIterator<Item = Part>) {
        for part in parts {
            *self.parts.entry(part).or_default() += 1;
        }
    }

    fn take_out(&mut self, parts: impl IntoIterator<Item = Part>) {
        for part in parts {
            if let Some(times) = self.parts.get_mut(&part) {
                *times -= 1;
                if *times == 0 {
                    self.parts.remove(&part);
                }
            }
        }
    }
}

impl Desk {
    /// Good for birthdays up to `DAYS_AHEAD` days behind `from`.
    pub(in crate::desk) fn standing(&self, from: NaiveDate) -> Ref<'_, Standing> {
        let is_good = |of: NaiveDate| (of..of + Days::new(DAYS_AHEAD / 2)).contains(&from);
        if !self.standing.borrow().from.is_some_and(is_good) {
            *self.standing.borrow_mut() = self.standing_anew(from);
        }
        self.standing.borrow()
    }

    fn standing_anew(&self, from: NaiveDate) -> Standing {
        let mut standing = Standing { from: Some(from), ..Standing::default() };
        let mut parts = Vec::new();
        for root in self.book.roots() {
            self.parts_of(root, from, &mut parts);
            standing.put(parts.drain(..));
        }
        standing
    }

    /// Before records change: takes out what is counted of their roots, and says which these are.
    pub(in crate::desk) fn begin_counting(&mut self, changed: &[Record]) -> BTreeSet<RecordKey> {
        let roots: BTreeSet<RecordKey> = changed
            .iter()
            .flat_map(|record| {
                let before = self.book.root_of(record.key()).map(|root| root.unwrap_or(record.key()));
                before.into_iter().chain([record.meta.root.unwrap_or(record.key())])
            })
            .collect();
        let (parts, mut standing) = (self.parts_of_all(&roots), self.standing.take());
        standing.take_out(parts);
        self.standing.replace(standing);
        roots
    }

    /// After they have changed.
    pub(in crate::desk) fn end_counting(&mut self, roots: &BTreeSet<RecordKey>) {
        let (parts, mut standing) = (self.parts_of_all(roots), self.standing.take());
        standing.put(parts);
        self.standing.replace(standing);
        debug_assert!(self.is_counted_right(), "Hari Ini counts otherwise than what is on record");
    }

    /// So in every test that saves; among thousands it would take too long after each save.
    fn is_counted_right(&self) -> bool {
        let kept = self.standing.borrow();
        kept.from.is_none_or(|from| self.book.size() > 3_000 || *kept == self.standing_anew(from))
    }

    /// What follows from the catalogue or from another store is to be counted anew.
    pub(in crate::desk) fn forget_standing(&mut self) {
        *self.standing.get_mut() = Standing::default();
    }

    /// Nothing before the first question.
    fn parts_of_all(&self, roots: &BTreeSet<RecordKey>) -> Vec<Part> {
        let mut parts = Vec::new();
        if let Some(from) = self.standing.borrow().from {
            for root in roots {
                self.parts_of(*root, from, &mut parts);
            }
        }
        parts
    }

    /// Everything that is counted of a root and its children.
    fn parts_of(&self, root: RecordKey, from: NaiveDate, parts: &mut Vec<Part>) {
        let own = self.book.line(root).map(|line| (root, line));
        let records: Vec<(RecordKey, Line<'_>)> = own.into_iter().chain(self.book.children(root)).collect();
        for (key, line) in &records {
            match line {
                // A task or a referral of nobody is not told.
                Line::FollowUp(task) if task.open && *key != root && !self.is_over(task.case) => {
                    parts.extend(task.due.into_iter().flat_map(|due| due_on(due, *key)));
                }
                Line::Referral(referral) => {
                    if referral.standing.clock().is_some_and(|clock| clock != "send") {
                        parts.push(Part::WaitingReferral);
                    }
                    if !self.is_over(referral.case) {
                        let due = self.referral_due(referral).filter(|_| *key != root);
                        parts.extend(due.into_iter().flat_map(|due| due_on(due, *key)));
                        parts.extend(self.stalled_on(referral).map(Part::Stalled));
                    }
                }
                Line::Session(session) if !matches!(session.status.as_str(), "held" | "cancelled") => {
                    let due = session.on.and_then(PartialDate::day);
                    parts.extend(due.into_iter().flat_map(|due| due_on(due, *key)));
                }
                Line::Case(case) if !case.closed => {
                    parts.push(Part::OpenCase);
                    let done = progress(*key, None, records.iter().copied());
                    parts.extend((done.needs == 0).then_some(Part::CaseWithoutNeeds));
                    parts.extend(done.lacks_plan().then_some(Part::CaseWithoutPlan));
                    parts.extend(case.lacks_consent().then_some(Part::CaseWithoutConsent));
                    if *key != root {
                        parts.push(Part::Contact(last_contact(case.opened, records.iter().copied())));
                    }
                }
                Line::Person(person) => {
                    let birthday = self.category_birthday(person, from, from + Days::new(DAYS_AHEAD));
                    parts.extend(birthday.map(|(day, _)| Part::Birthday(day)));
                    parts.extend(self.review_due(*key, person).map(Part::Review));
                    parts.extend(person.asks_erasure.then_some(Part::ErasureRequest));
                }
                Line::PsmReport(report) if psm_report::is_new(&report.state) => parts.push(Part::NewReport),
                Line::PsmReport(report) if psm_report::waits_to_be_told(&report.state) => {
                    parts.push(Part::UntoldReport);
                }
                Line::Question(question) if question.state == "waiting" => parts.push(Part::QuestionWaiting),
                _ => {}
            }
        }
    }
}

fn due_on(day: NaiveDate, key: RecordKey) -> impl Iterator<Item = Part> {
    std::iter::once(Part::Due(day, key)).chain(AgendaKind::of(key.kind).map(|kind| Part::DueOn(day, kind)))
}

/// The last visit among the records of a person or, later than that, the day on which the case was opened.
pub(in crate::desk) fn last_contact<'a>(
    opened: Option<PartialDate>,
    of_person: impl Iterator<Item = (RecordKey, Line<'a>)>,
) -> Option<NaiveDate> {
    let visits = of_person.filter_map(|(key, line)| match line {
        Line::Visit { on, .. } if key.kind == RecordKind::Visit => on,
        _ => None,
    });
    visits.chain(opened.and_then(PartialDate::earliest)).max()
}
