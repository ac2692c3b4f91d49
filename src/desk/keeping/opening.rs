//! From a locked store to a desk: one pass fills the book and the index.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::{self, Catalog, CatalogFault, OverrideEntry};
use crate::domain::{Body, Note, Origin, Record, RecordKey, RecordKind};
use crate::search::{Folder, Index};
use crate::store::{Fate, Opening, Schema, Store, Tree, Visit};
use crate::vault::Credential;

use crate::desk::ids::Ids;
use crate::desk::{Book, Desk, DeskError, Greeting, codec};

/// The clock of the program: the day that counts as today, and Unix seconds.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub today: NaiveDate,
    pub now: fn() -> i64,
}

/// An open desk and what there is to say about the opening.
#[derive(Debug)]
pub struct Opened {
    pub desk: Desk,
    pub notices: Vec<Note>,
}

impl Desk {
    /// Opens the store, repairs what can be repaired, and reads it once.
    pub fn open(dir: &Path, credential: Credential<'_>, clock: Clock) -> Result<Opened, DeskError> {
        Self::open_greeting(dir, credential, clock, &mut |_| {})
    }

    /// The same; `greet` is told what can be shown as soon as the secret is proven right, if there is anything. It may be
    /// that the store can't be opened after all.
    pub fn open_greeting(
        dir: &Path,
        credential: Credential<'_>,
        clock: Clock,
        greet: &mut dyn FnMut(Greeting),
    ) -> Result<Opened, DeskError> {
        let mut reading = Reading::default();
        let (mut store, opening) = Store::open(dir, credential, &mut |visit| match visit {
            Visit::FirstSight(kept) => {
                if let Some(greeting) = Greeting::read(kept, clock.today) {
                    greet(greeting);
                }
            }
            visit => reading.take(&visit),
        })?;
        if store.schema() < Schema::PRESENT && !store.is_read_only() {
            reading = migrate(&mut store, (clock.now)())?;
        }
        let mut notices = opening.notices.clone();
        notices.extend(odd_clock(reading.last_change, clock));
        notices.extend(
            (reading.unreadable > 0)
                .then(|| Note::warn("records_unreadable").with("count", reading.unreadable.to_string())),
        );
        let binned = std::mem::take(&mut reading.binned);
        let is_odd = notices.iter().any(|note| note.code.starts_with("clock_"));
        let mut desk = reading.into_desk(store, dir, clock)?;
        notices.extend(desk.tell_missing()?);
        notices.extend(desk.renew_catalog()?);
        desk.note_failed_unlocks(&opening)?;
        notices.extend(desk.erase_again(credential)?);
        if !is_odd {
            notices.extend(desk.purge_bin(&binned)?);
        }
        drop(desk.standing(desk.today));
        desk.begin_daily_snapshot();
        Ok(Opened { desk, notices })
    }

    /// Wraps a store that was just made, with the worker's record already in it or about to be.
    pub(in crate::desk) fn over(store: Store, dir: &Path, clock: Clock) -> Result<Self, DeskError> {
        Reading::default().into_desk(store, dir, clock)
    }

    fn note_failed_unlocks(&mut self, opening: &Opening) -> Result<(), DeskError> {
        if opening.failed_unlocks.count > 0 && !self.is_read_only() {
            self.audit("failed-unlocks", &opening.failed_unlocks.count.to_string())?;
        }
        Ok(())
    }

    /// Everything in memory once more, from a store that was made anew.
    pub(in crate::desk) fn read_anew(&mut self, mut reading: Reading) -> Result<(), DeskError> {
        reading.book.settle();
        self.book = reading.book;
        self.profile = reading.profile.unwrap_or_else(|| self.profile.clone());
        self.index = Index::new(Folder::embedded());
        self.doubles = None;
        self.orders.get_mut().clear();
        self.forget_standing();
        *self.people_to_choose.get_mut() = None;
        *self.secret_names.get_mut() = None;
        self.aid = None;
        self.undo.clear();
        self.redo.clear();
        self.fill_index();
        self.renew_catalog()?;
        self.read_last_link()
    }

    /// The catalogue with the worker's own entries over it, oldest first. One that no longer fits the catalogue is left
    /// out and named: it must never keep the store closed.
    pub(in crate::desk) fn renew_catalog(&mut self) -> Result<Vec<Note>, DeskError> {
        // Who is masked stands behind all names.
        self.orders.get_mut().clear();
        self.forget_standing();
        *self.people_to_choose.get_mut() = None;
        *self.secret_names.get_mut() = None;
        let mut catalog: Arc<Catalog> = catalog::shared()?;
        let mut notices = Vec::new();
        // Rules first: a cell of one may be overridden.
        let kinds = [RecordKind::Rule, RecordKind::Override].into_iter();
        let keys: Vec<RecordKey> =
            kinds.flat_map(|kind| self.book.of_kind(kind)).map(|(key, _)| key).collect();
        for key in keys {
            let record = self.record(key)?;
            if let Ok(with) = with_own(&catalog, &record, self.today) {
                catalog = Arc::new(with);
                continue;
            }
            let (table, code) = match &record.body {
                Body::Override(own) => (own.table.as_str(), own.code.clone()),
                _ => ("overlap_rules", rule_id(&record)),
            };
            notices.push(Note::warn("override_left_out").with("code", &code).with("table", table));
        }
        self.catalog = catalog;
        self.aid = None;
        Ok(notices)
    }

    /// An entry that does not fit is refused before it is saved.
    pub(in crate::desk) fn try_own_entry(&self, record: &Record) -> Result<(), DeskError> {
        let mut at_once = record.clone();
        match &mut at_once.body {
            Body::Override(own) => own.valid_from = None,
            // Under a name that none has: the rule as it was stands in the catalogue already.
            Body::Rule(_) => at_once.meta.number = None,
            _ => return Ok(()),
        }
        with_own(&self.catalog, &at_once, self.today)?;
        Ok(())
    }
}

/// The catalogue with what the worker put into it.
fn with_own(catalog: &Catalog, record: &Record, today: chrono::NaiveDate) -> Result<Catalog, CatalogFault> {
    match &record.body {
        Body::Override(own) => catalog.with_overrides(&[OverrideEntry::from(&**own)], today),
        Body::Rule(rule) => catalog.with_rule(&rule_id(record), rule),
        _ => Ok(catalog.clone()),
    }
}

/// A rule goes by its number.
fn rule_id(record: &Record) -> String {
    record.meta.spoken_number().map_or_else(|| record.key().to_string(), |number| number.to_string())
}

/// A store of an earlier schema, behind a snapshot of it as it is. Failed or cut short, it stays that.
fn migrate(store: &mut Store, at: i64) -> Result<Reading, DeskError> {
    let mut go_on = |_, _| ControlFlow::Continue(());
    store.snapshot(at, &mut go_on)?;
    let mut reading = Reading::default();
    let mut chain =
        crate::desk::keeping::audit::chain_entries(*store.keys().subkey(crate::vault::Label::Audit));
    let mut judge = |tree, _: &[u8], plaintext: &[u8]| match tree {
        Tree::Audit => chain(plaintext),
        _ => Fate::Keep,
    };
    store.migrate(at, &mut judge, &mut |visit| reading.take(&visit), &mut go_on)?;
    Ok(reading)
}

/// Days by which today may be ahead of the last change before the clock is doubted: longer than any leave.
const LONG_AWAY: i64 = 400;

/// An old laptop with a dead battery starts in another year. Sequence is the order, so nothing is lost by it, but
/// due dates would be wrong: the worker is told once.
fn odd_clock(last_change: Option<i64>, clock: Clock) -> Option<Note> {
    let day = |at: i64| Some(chrono::DateTime::from_timestamp(at, 0)?.date_naive());
    let (last, today) = (day(last_change?)?, clock.today);
    // A day that was given by hand (`--today`) is no clock.
    if (day((clock.now)())? - today).num_days().abs() > 1 {
        return None;
    }
    let days = (today - last).num_days();
    let code = match days {
        ..-1 => "clock_behind",
        LONG_AWAY.. => "clock_ahead",
        _ => return None,
    };
    Some(Note::warn(code).with("today", today.to_string()).with("last", last.to_string()))
}

/// What the opening pass gathers.
#[derive(Default)]
pub(in crate::desk) struct Reading {
    book: Book,
    profile: Option<Record>,
    /// Unix seconds of the newest change on record.
    last_change: Option<i64>,
    /// Of the records made here.
    newest: Option<ulid::Ulid>,
    binned: Vec<crate::desk::keeping::purging::Binned>,
    /// Records that this version can't read: left where they are, and said.
    unreadable: usize,
}

impl Reading {
    pub(in crate::desk) fn take(&mut self, visit: &Visit<'_>) {
        let Visit::Value { tree, plaintext: value, .. } = *visit else {
            *self = Self::default();
            return;
        };
        if tree != Tree::Records {
            return;
        }
        let Ok(record) = codec::decode(value) else {
            self.unreadable += 1;
            return;
        };
        // The clock of another laptop says nothing about this one.
        if !matches!(record.meta.origin, Origin::Bundle(_)) {
            self.last_change = self.last_change.max(Some(record.meta.updated_at));
            self.newest = self.newest.max(Some(record.key().id()));
        }
        self.book.gather(&record);
        self.binned.extend(crate::desk::keeping::purging::Binned::of(&record));
        if record.kind() == RecordKind::Profile {
            self.profile = Some(record);
        }
    }

    fn into_desk(mut self, store: Store, dir: &Path, clock: Clock) -> Result<Desk, DeskError> {
        let catalog: Arc<Catalog> = catalog::shared()?;
        self.book.settle();
        let empty = || Record::new(ulid::Ulid::nil(), crate::domain::Profile::default());
        let mut desk = Desk {
            store,
            dir: dir.to_owned(),
            catalog,
            book: self.book,
            index: Index::new(Folder::embedded()),
            doubles: None,
            orders: std::cell::RefCell::default(),
            people_to_choose: std::cell::RefCell::default(),
            secret_names: std::cell::RefCell::default(),
            standing: std::cell::RefCell::default(),
            aid: None,
            profile: self.profile.unwrap_or_else(empty),
            today: clock.today,
            clock: clock.now,
            ids: Ids::after(self.newest, (clock.now)()),
            last_link: crate::desk::keeping::audit::Link::default(),
            unprintable: Vec::new(),
            waiting: None,
            undo: Vec::new(),
            redo: Vec::new(),
        };
        desk.read_last_link()?;
        desk.fill_index();
        Ok(desk)
    }
}
