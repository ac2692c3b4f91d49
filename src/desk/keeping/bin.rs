//! The bin: what was thrown away in the last days, each time with what went along, and the way back.

use chrono::{DateTime, Duration, Local, NaiveDate};

use crate::domain::{Body, Record, RecordKey, RecordKind, Sensitivity};

use crate::desk::history::ChangeSet;
use crate::desk::{Change, Desk, DeskError, Saved};

/// Days for which what was thrown away can be taken back; then it is emptied (`purging.rs`).
pub const BIN_DAYS: i64 = 30;

/// The actions after which records may lie in the bin: thrown away, or taken back and that undone.
const THROWN: [&str; 2] = ["bin", "taken-back"];

/// Something that was thrown away at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinEntry {
    /// The save that did it.
    pub seq: u64,
    pub on: NaiveDate,
    /// The last day on which it can be taken back.
    pub until: NaiveDate,
    pub key: RecordKey,
    /// Whose it is, or what it is; empty when that may not be shown.
    pub name: String,
    pub masked: bool,
    /// Records that went along.
    pub others: usize,
}

impl Desk {
    /// Newest first; nothing that is back already, nor what was merged into another.
    pub fn bin_entries(&self) -> Result<Vec<BinEntry>, DeskError> {
        let since = self.today - Duration::days(BIN_DAYS);
        let mut saves = std::collections::BTreeSet::new();
        for key in self.book.binned() {
            if let Some(record) = self.find(key)? {
                saves.insert(record.meta.updated_seq);
            }
        }
        let mut entries = Vec::new();
        for seq in saves.into_iter().rev() {
            let Some(set) = self.throwing(seq)? else { continue };
            let on = DateTime::from_timestamp(set.at, 0).map(|at| at.with_timezone(&Local).date_naive());
            let Some(on) = on.filter(|on| *on >= since) else { continue };
            let thrown = self.thrown(seq, &set)?;
            let Some(first) = thrown.first() else { continue };
            let (name, masked) = self.thrown_name(first, &thrown);
            let until = on + Duration::days(BIN_DAYS);
            entries.push(BinEntry {
                seq,
                on,
                until,
                key: first.key(),
                name,
                masked,
                others: thrown.len() - 1,
            });
        }
        Ok(entries)
    }

    /// Takes back out what was thrown away by a save, with all that went along.
    pub fn take_back(&mut self, seq: u64) -> Result<Saved, DeskError> {
        let set = self.throwing(seq)?.ok_or(DeskError::Refused("bin-empty"))?;
        let mut records = self.thrown(seq, &set)?;
        let Some(first) = records.first() else { return Err(DeskError::Refused("bin-empty")) };
        let over = first.meta.root.into_iter().chain(first.body.case());
        if over.filter(|key| *key != first.key()).any(|key| self.book.is_binned(key)) {
            return Err(DeskError::Refused("bin-parent-first"));
        }
        for record in &mut records {
            record.meta.binned = false;
        }
        self.save(Change::of("taken-back", records))
    }

    /// The save, if it threw something away: itself, or by undo and redo of one that did. What was merged or taken in by
    /// mistake lies there for another reason.
    pub(in crate::desk) fn throwing(&self, seq: u64) -> Result<Option<ChangeSet>, DeskError> {
        let Some(set) = self.change_set(seq)? else { return Ok(None) };
        let (first, _) = self.first_of(set.clone())?;
        Ok(THROWN.contains(&first.action.as_str()).then_some(set))
    }

    /// What a save threw away and nobody touched since, the record that was meant first.
    fn thrown(&self, seq: u64, set: &ChangeSet) -> Result<Vec<Record>, DeskError> {
        let mut thrown = Vec::new();
        for touched in &set.touched {
            let found = self.find(touched.key)?;
            thrown.extend(found.filter(|record| {
                record.meta.binned
                    && record.meta.updated_seq == seq
                    && !crate::desk::keeping::purging::is_emptied(record)
            }));
        }
        Ok(thrown)
    }

    /// What it is called; the book no longer knows who of them is *rahasia*.
    fn thrown_name(&self, first: &Record, thrown: &[Record]) -> (String, bool) {
        let text = first.meta.root.and_then(|_| self.happening(first)).map(|happening| happening.text);
        let with_text = |name: String| {
            let parts = [Some(name), text].into_iter().flatten().filter(|part| !part.is_empty());
            (parts.collect::<Vec<_>>().join(": "), false)
        };
        if let Some(root) = first.meta.root.filter(|root| !self.book.is_binned(*root)) {
            let who = self.who(root);
            return if who.masked { (String::new(), true) } else { with_text(who.name) };
        }
        let person = first.meta.root.and_then(|root| self.find(root).ok().flatten());
        let mut about = person.iter().chain([first]).chain(thrown);
        if about.clone().any(|record| self.is_secret_by_itself(record)) {
            return (String::new(), true);
        }
        let named = |record: &Record| match &record.body {
            Body::Person(person) => Some(person.called()),
            Body::Session(session) => Some(session.topic.clone()),
            Body::Organization(organization) => Some(organization.name.clone()),
            Body::Aid(aid) => Some(aid.name.clone()),
            Body::PsmReport(report) => Some(report.name.clone()),
            Body::Override(own) => Some(format!("{} {}", own.code, own.column)),
            _ => None,
        };
        with_text(about.find_map(named).unwrap_or_default())
    }

    /// By what stands in the record.
    fn is_secret_by_itself(&self, record: &Record) -> bool {
        let is_secret = |code: &str| Sensitivity::from_code(code) == Some(Sensitivity::Secret);
        let is_gravest = |number: i64| self.category_sensitivity(number) == Sensitivity::Secret;
        match &record.body {
            Body::Person(person) => {
                let undecided = person.undecided.iter().flat_map(|open| open.candidates.iter().copied());
                let mut numbers =
                    person.categories.iter().filter_map(|category| category.number).chain(undecided);
                is_secret(&person.sensitivity) || numbers.any(is_gravest)
            }
            Body::Case(case) => {
                let violence = case.flags.iter().any(|flag| flag == "violence");
                is_secret(&case.sensitivity) || violence || case.categories.iter().copied().any(is_gravest)
            }
            Body::Aid(aid) => aid.person.is_some_and(|person| self.is_masked(person)),
            _ => false,
        }
    }
}

impl BinEntry {
    pub fn kind(&self) -> RecordKind {
        self.key.kind
    }
}
