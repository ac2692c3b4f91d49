//! From a locked store to a desk: one pass fills the book and the index.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::{self, Catalog, OverrideEntry};
use crate::domain::{Body, Note, Record, RecordKey, RecordKind};
use crate::search::{Folder, Index};
use crate::store::{Opening, Store, Tree, Visit};
use crate::vault::Credential;

use super::ids::Ids;
use super::{Book, Desk, DeskError, codec};

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
        let mut reading = Reading::default();
        let (store, opening) = Store::open(dir, credential, &mut |visit| reading.take(visit))?;
        let notices = opening.notices.clone();
        let desk = reading.into_desk(store, dir, clock)?;
        let mut opened = Opened { desk, notices };
        opened.desk.note_failed_unlocks(&opening)?;
        Ok(opened)
    }

    /// Wraps a store that was just made, with the worker's record already in it or about to be.
    pub(super) fn over(store: Store, dir: &Path, clock: Clock) -> Result<Self, DeskError> {
        Reading::default().into_desk(store, dir, clock)
    }

    fn note_failed_unlocks(&mut self, opening: &Opening) -> Result<(), DeskError> {
        if opening.failed_unlocks.count > 0 && !self.is_read_only() {
            self.audit("failed-unlocks", &opening.failed_unlocks.count.to_string())?;
        }
        Ok(())
    }

    /// The catalogue with the worker's own entries over it.
    pub(super) fn renew_catalog(&mut self) -> Result<(), DeskError> {
        let mut entries: Vec<OverrideEntry> = Vec::new();
        let keys: Vec<RecordKey> = self.book.of_kind(RecordKind::Override).map(|(key, _)| key).collect();
        for key in keys {
            if let Body::Override(own) = self.record(key)?.body {
                entries.push((&*own).into());
            }
        }
        let shipped = catalog::shared()?;
        self.catalog = if entries.is_empty() {
            shipped
        } else {
            Arc::new(shipped.with_overrides(&entries, self.today)?)
        };
        Ok(())
    }
}

/// What the opening pass gathers.
#[derive(Default)]
struct Reading {
    book: Book,
    profile: Option<Record>,
    broken: Option<DeskError>,
}

impl Reading {
    fn take(&mut self, visit: Visit<'_>) {
        let Visit::Value { tree, key, plaintext: value } = visit else {
            *self = Self::default();
            return;
        };
        match tree {
            Tree::Records => match codec::decode(value) {
                Ok(record) => {
                    self.book.put(&record);
                    if record.kind() == RecordKind::Profile {
                        self.profile = Some(record);
                    }
                }
                Err(error) => self.broken = Some(error),
            },
            Tree::Imports => {
                if let (Ok(print), Some(record)) = (key.try_into(), RecordKey::from_bytes(value)) {
                    self.book.seen.insert(print, record);
                }
            }
            _ => {}
        }
    }

    fn into_desk(self, store: Store, dir: &Path, clock: Clock) -> Result<Desk, DeskError> {
        if let Some(error) = self.broken {
            return Err(error);
        }
        let catalog: Arc<Catalog> = catalog::shared()?;
        let empty = || Record::new(ulid::Ulid::nil(), crate::domain::Profile::default());
        let mut desk = Desk {
            store,
            dir: dir.to_owned(),
            catalog,
            book: self.book,
            index: Index::new(Folder::embedded()),
            doubles: None,
            profile: self.profile.unwrap_or_else(empty),
            today: clock.today,
            clock: clock.now,
            ids: Ids::default(),
            undo: Vec::new(),
            redo: Vec::new(),
        };
        desk.renew_catalog()?;
        desk.fill_index();
        Ok(desk)
    }
}
