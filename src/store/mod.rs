//! Journal, sled, the open ladder; the only user of sled.
//!
//! A save is acknowledged by one sync of the journal ([`journal`]); sled is the query engine behind it and is never
//! trusted alone ([`engine`]). Opening verifies everything ([`open`]): what can be made good is made good and said in
//! words, what can't is named exactly and the store is read-only.

mod backup;
mod ballast;
mod batch;
mod check;
mod checkpoint;
mod copy;
mod current;
mod draft_id;
mod drafts;
mod engine;
mod error;
mod first_sight;
mod foundation;
mod health;
mod incoming;
mod journal;
mod layout;
mod lock;
mod make;
mod open;
mod opening;
mod outbox;
mod parts;
mod quarantine;
mod read;
mod rebase;
mod rebuild;
mod renew;
mod replay;
mod restore;
mod salvage;
mod save;
mod schema;
mod set_hash;
mod snapshot;
mod snapshots;
mod spare;
mod state;
mod swap;
mod tree;
mod verify;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

pub use backup::BackupContent;
pub use batch::Batch;
pub use check::{CheckReport, DamagedPlace, JournalReport};
pub use copy::{Fate, Judge};
pub use draft_id::DraftId;
pub use drafts::{Drafts, FoundDrafts};
pub use error::StoreError;
pub use opening::{Missing, Opening, Visit};
pub use outbox::Outbox;
pub use read::See;
pub use renew::Erasure;
pub use restore::RestoreOrder;
pub use schema::Schema;
pub use snapshot::Snapshot;
pub use tree::Tree;

use checkpoint::Worker;
use engine::Engine;
use health::Health;
use journal::Writer;
use layout::Layout;
use lock::Lock;
use snapshot::Making;
use state::State;

use crate::vault::Keys;

/// An open store. Everything given to it is sealed on disk, keys excepted.
#[derive(Debug)]
pub struct Store {
    layout: Layout,
    keys: Arc<Keys>,
    state: State,
    engine: Option<Engine>,
    /// Absent in a store that is read-only from the start.
    writer: Option<Writer>,
    worker: Option<Worker>,
    health: Health,
    missing: Missing,
    /// A snapshot that is being made.
    making: Option<Making>,
    schema: Schema,
    /// Of keys and stored values, when the store was opened.
    live_bytes: u64,
    /// sled has been given something since it was last closed.
    is_dirty: bool,
    /// Dropped last: nobody else may come in before everything is closed.
    lock: Arc<Lock>,
}

impl Store {
    /// Whether there is a store, or what is left of one.
    pub fn exists(dir: &Path) -> bool {
        make::exists(dir)
    }

    /// The number that the next save will have.
    pub fn next_seq(&self) -> u64 {
        self.state.seq + 1
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Values in a tree.
    pub fn count(&self, tree: Tree) -> u64 {
        self.state.counts.get(tree.index()).copied().unwrap_or_default()
    }

    /// Bytes that sled takes on the disk.
    pub fn size(&self) -> u64 {
        self.engine.as_ref().map_or(0, Engine::size)
    }

    pub fn schema(&self) -> Schema {
        self.schema
    }

    /// Nothing is saved any more: the store opened that way, or the disk gave an error since.
    pub fn is_read_only(&self) -> bool {
        self.writer.is_none() || !self.health.is_good()
    }

    /// Forms that were not finished.
    pub fn drafts(&self) -> Drafts<'_> {
        Drafts::new(&self.layout, &self.keys)
    }

    /// Sealed files to be handed over.
    pub fn files(&self) -> Outbox<'_> {
        Outbox::new(&self.layout, &self.keys)
    }

    /// Writes and syncs everything, so that the next open finds an ordinary end. Without it dropping does the same, but
    /// tells nobody whether it worked. What was saved is safe in either case.
    pub fn close(mut self) -> Result<(), StoreError> {
        // A snapshot that was begun is worth its seconds; how it ended is seen in its being there.
        if let Some(making) = self.making.take() {
            let _ = making.wait(&mut |_| std::ops::ControlFlow::Continue(()));
        }
        self.finish()
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        self.making = None;
        let Some(engine) = self.engine.take() else { return Ok(()) };
        let stopped = self.worker.take().is_none_or(Worker::stop);
        let dir = engine.dir().to_owned();
        let closed = engine.close().is_ok();
        let Some(mut writer) = self.writer.take().filter(|_| self.health.is_good()) else { return Ok(()) };
        if !(stopped && closed) {
            return Err(StoreError::Damaged { place: "store" });
        }
        if self.is_dirty || !writer.is_closed() {
            engine::sync_store(&dir).map_err(StoreError::io("store"))?;
            let next = writer.close(&self.state).map(|()| writer.next_number());
            // The close may have needed a segment itself; the next one is always there.
            next.and_then(|next| writer.preparer().prepare(next)).map_err(StoreError::io("journal"))?;
        }
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Nobody to tell; the journal has everything.
        let _ = self.finish();
    }
}
