//! Lists: the keys in order, and the rows of a window of them.

use chrono::NaiveDate;

use crate::domain::{PartialDate, RecordKey, RecordKind, Sensitivity, case};

use super::line::Line;
use super::numbered::{self, Numbered};
use super::{Desk, Lateness, Who};

/// What a list shall show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    pub kind: RecordKind,
    /// Typed words; people and organisations are ranked by them, other lists are narrowed by them.
    pub words: String,
    pub village: Option<String>,
    /// PPKS number.
    pub category: Option<i64>,
    pub only: Only,
}

/// A narrower cut of a list: what a number on *Hari Ini* leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    OpenCase,
    Silent,
    WithoutNeed,
    WithoutPlan,
    WithoutConsent,
    /// A birthday within the coming days changes what category fits.
    Birthday,
    /// It is to be asked whether what is kept is still needed.
    RetentionDue,
    /// Erasing was asked for.
    AsksErasure,
    Waiting,
    Overdue,
    /// Referrals so late that somebody else is to be found.
    Stalled,
    /// Gifts that wait to be matched.
    Unmatched,
}

/// Keys in the order shown, and how many there would be without words and filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub keys: Vec<RecordKey>,
    pub of: usize,
}

/// One row as a list needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    pub key: RecordKey,
    pub line: Line,
    /// The person or other root it belongs to; masked where it must be.
    pub who: Who,
    pub sensitivity: Sensitivity,
    /// `enums.csv`, `case_stage`; only for cases.
    pub stage: Option<&'static str>,
    /// The next open follow-up of that person, or a referral's due date.
    pub next_due: Option<NaiveDate>,
    pub open_cases: usize,
    pub cases: usize,
    /// The organisation of a referral.
    pub organization: String,
}

impl ListQuery {
    pub fn all(kind: RecordKind) -> Self {
        Self { kind, words: String::new(), village: None, category: None, only: Only::All }
    }
}

/// More answers than anybody reads; the rest is counted.
const MOST_HITS: usize = 2_000;

impl Desk {
    pub fn list(&self, query: &ListQuery) -> Listing {
        let of = self.book.count(query.kind);
        let searched = matches!(query.kind, RecordKind::Person | RecordKind::Organization);
        let mut keys: Vec<RecordKey> = if searched && !query.words.trim().is_empty() {
            let kind = query.kind;
            let found = self.index.find(&query.words, MOST_HITS, &|key: RecordKey| key.kind == kind);
            found.hits.into_iter().map(|hit| hit.key).collect()
        } else {
            self.ordered(query)
        };
        if let Some(wanted) = numbered::read(&query.words) {
            // A number means one record, and nothing that merely has the same digits in it.
            let Numbered { keys: mut first, is_all } = self.numbered(&wanted, query.kind);
            let is_numbered = query.kind.letter().is_some();
            keys.retain(|key| !(first.contains(key) || is_all && is_numbered));
            first.append(&mut keys);
            keys = first;
        }
        if query.kind == RecordKind::Referral
            && let Some(slip) = self.referral_of_slip(&query.words)
        {
            keys = vec![slip];
        }
        if query.only == Only::Unmatched && query.words.trim().is_empty() {
            // Those first for whom somebody comes into question.
            keys = self.unmatched_aid();
        }
        if query.village.is_some() || query.category.is_some() || query.only != Only::All {
            keys.retain(|key| self.passes(*key, query));
        }
        Listing { keys, of }
    }

    fn ordered(&self, query: &ListQuery) -> Vec<RecordKey> {
        let words = crate::search::plain(&query.words);
        let mut keys = self.all_in_order(query.kind);
        if !words.is_empty() {
            keys.retain(|key| self.book.line(*key).is_some_and(|line| self.mentions(*key, line, &words)));
        }
        keys
    }

    fn all_in_order(&self, kind: RecordKind) -> Vec<RecordKey> {
        let mut orders = self.orders.borrow_mut();
        let order = orders.entry(kind).or_insert_with(|| {
            let placed = self.book.of_kind(kind).map(|(key, line)| (self.order_of(key, line), key));
            let mut placed: Vec<(String, RecordKey)> = placed.collect();
            placed.sort_unstable();
            placed.into_iter().map(|(_, key)| key).collect()
        });
        order.clone()
    }

    /// Names by letter, tasks by date, events newest first.
    fn order_of(&self, key: RecordKey, line: &Line) -> String {
        let latest = |date: Option<PartialDate>| {
            let day = date.and_then(PartialDate::earliest).unwrap_or_default();
            format!("{:08}", i32::MAX - chrono::Datelike::num_days_from_ce(&day))
        };
        match line {
            // By the id behind all names: its place in the order would tell the name of a masked person.
            Line::Person(_) | Line::Aid(_) if self.is_masked(key) => format!("~{}", key.id()),
            Line::Person(person) => person.name.to_lowercase(),
            Line::Organization(organization) => organization.name.to_lowercase(),
            Line::FollowUp(task) => task.due.map_or_else(|| "~".to_owned(), |due| due.to_string()),
            Line::Case(case) => format!("{}{}", u8::from(case.closed), latest(case.opened)),
            Line::Session(session) => latest(session.on),
            Line::PsmReport(report) => latest(report.on),
            Line::Question(question) => {
                let place = ["waiting", "answered"].iter().position(|state| *state == question.state);
                format!("{}{}", place.unwrap_or(2), latest(question.asked_on.map(PartialDate::from)))
            }
            Line::Referral(referral) => {
                let due = self.referral_due(referral).map(|due| due.to_string());
                format!("{}{}", u8::from(referral.standing.is_finished()), due.unwrap_or_else(|| "~".into()))
            }
            Line::Refused(row) => format!("{} {:09}", row.file, row.row),
            Line::Aid(aid) => aid.name.to_lowercase(),
            Line::Override(own) => format!("{} {}", own.table, own.code),
            Line::Rule(rule) => format!("{} {}", rule.program_a, rule.program_b),
            Line::Handoff(_) => format!("{:039}", u128::MAX - key.id().0),
            _ => key.id().to_string(),
        }
    }

    fn mentions(&self, key: RecordKey, line: &Line, words: &str) -> bool {
        let who = self.book.root_of(key).flatten().map(|root| self.who(root).name).unwrap_or_default();
        let text = match line {
            Line::Case(c) => format!("{} {}", c.problem, c.number.map(|n| n.to_string()).unwrap_or_default()),
            Line::FollowUp(task) => format!("{} {}", task.what, task.responsible),
            Line::Session(s) => format!("{} {} {}", s.topic, s.series, self.village_name(&s.village)),
            Line::Referral(r) => {
                let to = r.organization.and_then(|key| self.book.organization(key));
                let number = r.number.map(|n| n.to_string()).unwrap_or_default();
                format!("{} {} {number}", r.service, to.map(|o| o.name.as_str()).unwrap_or_default())
            }
            Line::Aid(a) => format!("{} {} {} {}", a.name, a.program, a.giver, a.item),
            Line::Question(question) => question.text.clone(),
            Line::PsmReport(r) => format!("{} {} {}", r.name, r.problem, r.reporter),
            Line::Handoff(h) => format!("{} {}", h.bundle, h.recipient),
            Line::Refused(r) => format!("{} {} {}", r.file, r.name, r.code),
            Line::Override(own) => format!("{} {} {} {}", own.table, own.code, own.column, own.value),
            Line::Rule(rule) => format!("{} {} {}", rule.program_a, rule.program_b, rule.basis),
            _ => String::new(),
        };
        let text = crate::search::plain(&format!("{text} {who}"));
        words.split_whitespace().all(|word| text.contains(word))
    }

    fn passes(&self, key: RecordKey, query: &ListQuery) -> bool {
        let Some(line) = self.book.line(key) else { return false };
        let village = query.village.as_ref().is_none_or(|village| self.village_of(key, line) == *village);
        let category = query.category.is_none_or(|number| match line {
            Line::Person(person) => person.categories.contains(&number),
            Line::Case(case) => case.categories.contains(&number),
            _ => true,
        });
        village && category && self.is_only(key, line, query.only)
    }

    fn is_only(&self, key: RecordKey, line: &Line, only: Only) -> bool {
        match (only, line) {
            (Only::OpenCase, Line::Person(_)) => self.cases_of(key).0 > 0,
            (Only::OpenCase, Line::Case(case)) => !case.closed,
            (Only::Silent, Line::Case(case)) => !case.closed && self.is_silent(key, self.today),
            (Only::WithoutNeed, Line::Case(case)) => !case.closed && self.book.progress(key).needs == 0,
            (Only::WithoutPlan, Line::Case(case)) => !case.closed && self.book.progress(key).lacks_plan(),
            (Only::WithoutConsent, Line::Case(case)) => case.lacks_consent(),
            (Only::Birthday, Line::Person(person)) => self.has_birthday(person),
            (Only::RetentionDue, Line::Person(person)) => {
                self.review_due(key, person).is_some_and(|due| due <= self.today)
            }
            (Only::AsksErasure, Line::Person(person)) => person.asks_erasure,
            (Only::Unmatched, Line::Aid(aid)) => aid.is_unmatched(),
            (Only::Waiting, Line::Referral(r)) => r.standing.clock().is_some_and(|clock| clock != "send"),
            (Only::Overdue, Line::Referral(r)) => self.referral_due(r).is_some_and(|due| due < self.today),
            (Only::Stalled, Line::Referral(r)) => self.lateness(r) == Lateness::Stalled,
            (Only::Overdue, Line::FollowUp(task)) => {
                task.open && task.due.is_some_and(|due| due < self.today)
            }
            _ => true,
        }
    }

    fn village_of(&self, key: RecordKey, line: &Line) -> String {
        match line {
            Line::Person(person) => person.village.clone(),
            Line::Case(case) => case.village.clone(),
            Line::Session(session) => session.village.clone(),
            Line::Aid(aid) => aid.village.clone(),
            Line::PsmReport(report) => report.village.clone(),
            Line::Household(household) => household.village.clone(),
            _ => self.book.root_of(key).flatten().map(|root| self.who(root).village).unwrap_or_default(),
        }
    }

    /// Open and all cases of a person.
    pub(super) fn cases_of(&self, person: RecordKey) -> (usize, usize) {
        self.book
            .cases_of(person)
            .fold((0, 0), |(open, all), (_, case)| (open + usize::from(!case.closed), all + 1))
    }

    /// Rows for a window of keys.
    pub fn rows(&self, keys: &[RecordKey]) -> Vec<ListRow> {
        keys.iter().filter_map(|key| self.row(*key)).collect()
    }

    pub fn row(&self, key: RecordKey) -> Option<ListRow> {
        let line = self.book.line(key)?.clone();
        let root = self.book.root_of(key).flatten().unwrap_or(key);
        let (open_cases, cases) = self.cases_of(root);
        let organization = match &line {
            Line::Referral(referral) => referral.organization.and_then(|to| self.book.organization(to)),
            _ => None,
        };
        let next_due = match &line {
            Line::Referral(referral) => self.referral_due(referral),
            _ => self.next_follow_up(root),
        };
        Some(ListRow {
            key,
            who: self.who(key),
            sensitivity: self.sensitivity_of(key),
            stage: self.stage_of(key),
            next_due,
            open_cases,
            cases,
            organization: organization.map(|o| o.name.clone()).unwrap_or_default(),
            line,
        })
    }

    /// The stage of a case, derived from what was recorded under it.
    pub fn stage_of(&self, key: RecordKey) -> Option<&'static str> {
        let line = self.book.case(key)?;
        Some(case::stage(line.closed, self.book.progress(key)))
    }

    fn next_follow_up(&self, root: RecordKey) -> Option<NaiveDate> {
        let tasks =
            self.book.children_of_kind(root, RecordKind::FollowUp).filter_map(|(_, line)| match line {
                Line::FollowUp(task) if task.open && !self.is_over(task.case) => task.due,
                _ => None,
            });
        tasks.min()
    }
}
