//! The trail as it is read: who did what when, with names only where lists may show them. Reading it leaves no trace.

use std::collections::BTreeSet;

use chrono::{DateTime, Local, NaiveDate};

use crate::domain::{RecordKey, RecordKind};

use crate::desk::keeping::audit::AuditEntry;
use crate::desk::{Desk, DeskError, Who};

/// More than anybody scrolls through; a narrower question finds the rest.
const MOST: usize = 2_000;

/// What of the trail is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailQuery {
    /// Only what is about this record.
    pub about: Option<RecordKey>,
    /// Only this code.
    pub what: Option<String>,
    /// Only from this day on.
    pub since: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailView {
    /// Newest first, at most so many as one reads.
    pub rows: Vec<TrailRow>,
    /// How many fit the question.
    pub found: usize,
    /// Entries of the whole trail, all of whose links were checked.
    pub all: usize,
    /// The codes that occur, for the filter.
    pub kinds: BTreeSet<String>,
    /// Unix seconds of the first entry that does not follow from the one before: something was changed outside Simpul.
    pub broken: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailRow {
    /// Unix seconds.
    pub at: i64,
    /// The locale's `audit-<code>`.
    pub what: String,
    /// Of a change, the locale's `action-<code>`.
    pub action: Option<String>,
    pub about: About,
    /// From here on the chain does not hold.
    pub is_break: bool,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Nothing,
    /// A record, and how many others of the same save.
    Record(RecordKind, Who, usize),
    /// Of a record that is there no more only the kind is known.
    Gone(RecordKind),
    /// A bundle's id, a place, a count.
    Text(String),
}

impl Desk {
    pub fn trail(&self, query: &TrailQuery) -> Result<TrailView, DeskError> {
        let trail = self.audit_trail()?;
        let broken_at = trail.broken_at;
        let mut view = TrailView {
            all: trail.entries.len(),
            broken: broken_at.map(|at| {
                let entry = trail.entries.get(at).or(trail.entries.last());
                entry.map_or_else(|| (self.clock)(), |entry| entry.at)
            }),
            ..TrailView::default()
        };
        let of_record = query.about.map(|key| self.about_record(key)).transpose()?;
        for (at, entry) in trail.entries.iter().enumerate().rev() {
            if of_record.as_ref().is_some_and(|(name, saves)| !is_of(entry, name, saves)) {
                continue;
            }
            view.kinds.insert(entry.what.clone());
            let fits = query.what.as_ref().is_none_or(|what| *what == entry.what)
                && query.since.is_none_or(|since| day_of(entry.at) >= Some(since));
            if !fits {
                continue;
            }
            view.found += 1;
            if view.rows.len() < MOST {
                view.rows.push(self.trail_row(entry, broken_at == Some(at))?);
            }
        }
        Ok(view)
    }

    /// The record's name in the trail, and the saves that changed it.
    fn about_record(&self, key: RecordKey) -> Result<(String, BTreeSet<String>), DeskError> {
        let saves = self.history(key)?.into_iter().map(|entry| entry.seq.to_string());
        Ok((key.to_string(), saves.collect()))
    }

    fn trail_row(&self, entry: &AuditEntry, is_break: bool) -> Result<TrailRow, DeskError> {
        let set = match entry.about.parse() {
            Ok(seq) if entry.what == "changed" => self.change_set(seq)?,
            _ => None,
        };
        let about = match (&set, entry.about.parse::<RecordKey>()) {
            (Some(set), _) => match set.touched.first() {
                Some(first) => self.about(first.key, set.touched.len() - 1),
                None => About::Nothing,
            },
            (None, Ok(key)) => self.about(key, 0),
            (None, Err(_)) if entry.about.is_empty() => About::Nothing,
            (None, Err(_)) => About::Text(entry.about.clone()),
        };
        let action = set.map(|set| set.action);
        Ok(TrailRow { at: entry.at, what: entry.what.clone(), action, about, is_break })
    }

    fn about(&self, key: RecordKey, others: usize) -> About {
        match self.book().line(key) {
            Some(_) => About::Record(key.kind, self.who(key), others),
            None => About::Gone(key.kind),
        }
    }
}

fn is_of(entry: &AuditEntry, name: &str, saves: &BTreeSet<String>) -> bool {
    entry.about == name || (entry.what == "changed" && saves.contains(&entry.about))
}

fn day_of(at: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp(at, 0).map(|at| at.with_timezone(&Local).date_naive())
}
