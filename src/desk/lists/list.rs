//! Lists: the keys in order, and the rows of a window of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{PartialDate, RecordKey, RecordKind, Sensitivity, case};
use crate::search::{Field, Why, plain};
use crate::sorted::Sorted as _;

use crate::desk::line::{Line, OwnLine};
use crate::desk::lists::filter::Filter;
use crate::desk::lists::sorting::Sort;
use crate::desk::numbered::{self, Numbered};
use crate::desk::{Desk, Who};

/// What a list shall show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    pub kind: RecordKind,
    /// Typed words; people and organisations are ranked by them, other lists are narrowed by them.
    pub words: String,
    pub filter: Filter,
    pub only: Only,
    pub sort: Sort,
    /// Look at what is *rahasia* too: the worker asked for it and the trail says so.
    pub reveal: bool,
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
    /// Reports that nobody has looked at.
    NewReport,
    /// Reports of which the volunteer waits to hear.
    Untold,
}

impl Only {
    pub const ALL: &'static [Self] = &[
        Self::OpenCase,
        Self::Silent,
        Self::WithoutNeed,
        Self::WithoutPlan,
        Self::WithoutConsent,
        Self::Birthday,
        Self::RetentionDue,
        Self::AsksErasure,
        Self::Waiting,
        Self::Overdue,
        Self::Stalled,
        Self::Unmatched,
        Self::NewReport,
        Self::Untold,
    ];

    /// Names in a filter, Indonesian and English; the second is the code, and the locale's `only-<code>`.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Self::All => ["semua", "all"],
            Self::OpenCase => ["kasus-terbuka", "open-case"],
            Self::Silent => ["lama-tak-dikunjungi", "silent"],
            Self::WithoutNeed => ["tanpa-kebutuhan", "without-need"],
            Self::WithoutConsent => ["tanpa-persetujuan", "without-consent"],
            Self::WithoutPlan => ["tanpa-rencana", "without-plan"],
            Self::Birthday => ["ulang-tahun", "birthday"],
            Self::RetentionDue => ["masa-simpan", "retention"],
            Self::AsksErasure => ["minta-hapus", "erasure"],
            Self::Waiting => ["menunggu", "waiting"],
            Self::Overdue => ["terlambat", "overdue"],
            Self::Stalled => ["macet", "stalled"],
            Self::Unmatched => ["perlu-dicocokkan", "unmatched"],
            Self::NewReport => ["laporan-baru", "new-report"],
            Self::Untold => ["belum-dikabarkan", "untold"],
        }
    }

    pub fn code(self) -> &'static str {
        let [_, code] = self.names();
        code
    }

    pub(in crate::desk) fn from_code(code: &str) -> Self {
        Self::ALL.iter().copied().find(|only| only.code() == code).unwrap_or_default()
    }

    /// Whether a list of a kind has such records.
    pub fn is_of(self, kind: RecordKind) -> bool {
        match self {
            Self::All => true,
            Self::OpenCase => matches!(kind, RecordKind::Person | RecordKind::Case),
            Self::Silent | Self::WithoutNeed | Self::WithoutPlan | Self::WithoutConsent => {
                kind == RecordKind::Case
            }
            Self::Birthday | Self::RetentionDue | Self::AsksErasure => kind == RecordKind::Person,
            Self::Waiting | Self::Stalled => kind == RecordKind::Referral,
            Self::Overdue => matches!(kind, RecordKind::Referral | RecordKind::FollowUp),
            Self::Unmatched => kind == RecordKind::Aid,
            Self::NewReport | Self::Untold => kind == RecordKind::PsmReport,
        }
    }
}

/// Keys in the order shown, and how many there would be without words and filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub keys: Vec<RecordKey>,
    pub of: usize,
    /// *Rahasia*, and left out because the filter asks what their row does not show.
    pub hidden: usize,
    /// By which text somebody was found whose row does not show it.
    pub found_by: BTreeMap<RecordKey, Field>,
}

/// One row as a list needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    pub key: RecordKey,
    pub line: OwnLine,
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
        Self {
            kind,
            words: String::new(),
            filter: Filter::default(),
            only: Only::All,
            sort: Sort::Usual,
            reveal: false,
        }
    }
}

/// More answers than anybody reads; the rest is counted.
const MOST_HITS: usize = 2_000;

/// The field that answered a word and that a row of the list does not show.
fn unseen(why: &[Why]) -> Option<Field> {
    let told =
        [Field::Alias, Field::Nik, Field::FamilyCard, Field::Phone, Field::ShortNumber, Field::Problem];
    why.iter().map(|why| why.field).find(|field| told.contains(field))
}

impl Desk {
    pub fn list(&self, query: &ListQuery) -> Listing {
        let of = self.book.count(query.kind);
        let mut found_by = BTreeMap::new();
        let searched = matches!(query.kind, RecordKind::Person | RecordKind::Organization);
        let mut keys: Vec<RecordKey> = if searched && !query.words.trim().is_empty() {
            let kind = query.kind;
            let found = self.find_in_index(&query.words, MOST_HITS, &|key: RecordKey| key.kind == kind);
            found_by = found.hits.iter().filter_map(|hit| Some((hit.key, unseen(&hit.why)?))).collect();
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
        let mut listing = Listing { keys, of, hidden: 0, found_by };
        if !query.filter.is_empty() || query.only != Only::All {
            self.narrow(&mut listing, query);
        }
        self.sort(&mut listing.keys, query.sort);
        listing
    }

    fn ordered(&self, query: &ListQuery) -> Vec<RecordKey> {
        let words = plain(&query.words);
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
            placed.put_in_order();
            placed.into_iter().map(|(_, key)| key).collect()
        });
        order.clone()
    }

    /// Names by letter, tasks by date, events newest first.
    fn order_of(&self, key: RecordKey, line: Line<'_>) -> String {
        let latest = |date: Option<PartialDate>| {
            let day = date.and_then(PartialDate::earliest).unwrap_or_default();
            format!("{:08}", i32::MAX - chrono::Datelike::num_days_from_ce(&day))
        };
        match line {
            // By the id behind all names: its place in the order would tell the name of a masked person.
            Line::Person(_) | Line::Aid(_) if self.is_masked(key) => format!("~{}", key.id()),
            Line::Person(person) => person.name.as_str().to_lowercase(),
            Line::Organization(organization) => organization.name.to_lowercase(),
            Line::FollowUp(task) => task.due.map_or_else(|| "~".to_owned(), |due| due.to_string()),
            Line::Case(case) => format!("{}{}", u8::from(case.closed), latest(case.opened)),
            Line::Session(session) => latest(session.on),
            Line::Activity(done) => latest(done.on),
            Line::Group(group) => group.name.to_lowercase(),
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
            Line::Aid(gift) => gift.read().name.to_lowercase(),
            Line::Override(own) => format!("{} {}", own.table, own.code),
            Line::Rule(rule) => format!("{} {}", rule.program_a, rule.program_b),
            Line::RegulationNote(note) => latest(note.on),
            Line::Handoff(_) => format!("{:039}", u128::MAX - key.id().0),
            _ => key.id().to_string(),
        }
    }

    /// Of somebody *rahasia* only the number counts: their row shows nothing else of the text.
    fn mentions(&self, key: RecordKey, line: Line<'_>, words: &str) -> bool {
        if self.is_masked(key) {
            let number = match line {
                Line::Case(case) => case.number,
                Line::Referral(referral) => referral.number,
                _ => None,
            };
            let number = number.map(|number| plain(&number.to_string())).unwrap_or_default();
            return words.split_whitespace().all(|word| number.contains(word));
        }
        let who = self.book.root_of(key).flatten().map(|root| self.who(root).name).unwrap_or_default();
        let text = match line {
            Line::Case(c) => format!("{} {}", c.problem, c.number.map(|n| n.to_string()).unwrap_or_default()),
            Line::FollowUp(task) => format!("{} {}", task.what, task.responsible),
            Line::Session(s) => format!("{} {} {}", s.topic, s.series, self.village_name(&s.village)),
            Line::Activity(done) => format!("{} {}", done.material, self.village_name(&done.village)),
            Line::Group(g) => format!("{} {} {}", g.name, g.leader, self.village_name(&g.village)),
            Line::Referral(r) => {
                let to = r.organization.and_then(|key| self.book.organization(key));
                let number = r.number.map(|n| n.to_string()).unwrap_or_default();
                format!("{} {} {number}", r.service, to.map(|o| o.name.as_str()).unwrap_or_default())
            }
            Line::Aid(gift) => {
                let aid = gift.read();
                format!("{} {} {} {}", aid.name, aid.program, aid.giver, aid.item)
            }
            Line::Question(question) => question.text.clone(),
            Line::PsmReport(r) => format!("{} {} {}", r.name, r.problem, r.reporter),
            Line::Handoff(h) => format!("{} {}", h.bundle, h.recipient),
            Line::Refused(r) => format!("{} {} {}", r.file, r.name, r.code),
            Line::Override(own) => format!("{} {} {} {}", own.table, own.code, own.column, own.value),
            Line::Rule(rule) => format!("{} {} {}", rule.program_a, rule.program_b, rule.basis),
            Line::RegulationNote(note) => note.mentioned(),
            _ => String::new(),
        };
        let text = plain(&format!("{text} {who}"));
        words.split_whitespace().all(|word| text.contains(word))
    }

    /// Open and all cases of a person.
    pub(in crate::desk) fn cases_of(&self, person: RecordKey) -> (usize, usize) {
        self.book
            .cases_of(person)
            .fold((0, 0), |(open, all), (_, case)| (open + usize::from(!case.closed), all + 1))
    }

    /// Rows for a window of keys.
    pub fn rows(&self, keys: &[RecordKey]) -> Vec<ListRow> {
        keys.iter().filter_map(|key| self.row(*key)).collect()
    }

    pub fn row(&self, key: RecordKey) -> Option<ListRow> {
        let line = self.book.line(key)?;
        let root = self.book.root_of(key).flatten().unwrap_or(key);
        let (open_cases, cases) = self.cases_of(root);
        let organization = match line {
            Line::Referral(referral) => referral.organization.and_then(|to| self.book.organization(to)),
            _ => None,
        };
        let next_due = self.due_of(key, line);
        Some(ListRow {
            key,
            who: self.who(key),
            sensitivity: self.sensitivity_of(key),
            stage: self.stage_of(key),
            next_due,
            open_cases,
            cases,
            organization: organization.map(|o| o.name.clone()).unwrap_or_default(),
            line: self.book.copy_of(key)?,
        })
    }

    /// The stage of a case, derived from what was recorded under it.
    pub fn stage_of(&self, key: RecordKey) -> Option<&'static str> {
        let line = self.book.case(key)?;
        Some(case::stage(line.closed, self.book.progress(key)))
    }

    /// The next open follow-up of whom a record is about; of a referral when its clock ends, of a task its day.
    pub(in crate::desk) fn due_of(&self, key: RecordKey, line: Line<'_>) -> Option<NaiveDate> {
        match line {
            Line::Referral(referral) => self.referral_due(referral),
            Line::FollowUp(task) => task.due.filter(|_| task.open),
            _ => self.next_follow_up(self.book.root_of(key).flatten().unwrap_or(key)),
        }
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
