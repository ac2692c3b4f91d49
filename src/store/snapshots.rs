//! Making snapshots of an open store.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::layout::{Layout, Sizes};
use super::snapshot::{self, Header, Making, Snapshot};
use super::{Store, StoreError, Tree};
use crate::vault;

impl Store {
    /// Where the snapshots of the data in `dir` lie.
    pub fn backup_folder(dir: &Path) -> PathBuf {
        Layout::new(dir, Sizes::default()).backup()
    }

    /// The snapshots beside the store, newest first.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        snapshot::list(&self.layout.backup())
    }

    /// There is a snapshot of exactly what the store holds.
    pub fn is_in_snapshot(&self) -> bool {
        self.snapshots().first().is_some_and(|newest| newest.seq == self.state.seq && newest.at.is_some())
    }

    /// Begins a snapshot on a thread of its own; saves go on meanwhile and are in it. `at` is now, in Unix seconds.
    /// Nothing happens when one is being made.
    pub fn begin_snapshot(&mut self, at: i64) -> Result<(), StoreError> {
        if self.making.as_ref().is_some_and(|making| making.ended().is_none()) {
            return Ok(());
        }
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        let header = Header {
            schema: self.schema,
            store_id: self.keys.store_id(),
            at,
            vault: vault::newest_copy(self.layout.root())?,
        };
        let engine = self.engine()?.clone();
        let making = Making::start(self.layout.clone(), engine, Arc::clone(&self.keys), header, self.state);
        self.making = Some(making.map_err(StoreError::io("backup"))?);
        Ok(())
    }

    /// Makes a snapshot and waits for it, unless the newest holds everything already. `watch` is shown bytes done and
    /// bytes in all, and may stop it: [`StoreError::Cancelled`].
    pub fn snapshot(
        &mut self,
        at: i64,
        watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Snapshot, StoreError> {
        // One that was begun before does not hold everything for sure.
        self.making = None;
        if !self.is_in_snapshot() {
            self.begin_snapshot(at)?;
            let all = self.bytes();
            if let Some(making) = self.making.take() {
                making.wait(&mut |done| watch(done.min(all), all))?;
            }
        }
        let newest = self.snapshots().into_iter().find(|newest| newest.seq == self.state.seq);
        newest.ok_or(StoreError::Damaged { place: "backup" })
    }

    /// How a snapshot ended that was begun; nothing while it is being made or when none was.
    pub fn snapshot_ended(&mut self) -> Option<Result<(), StoreError>> {
        let ended = self.making.as_ref()?.ended()?;
        self.making = None;
        Some(ended)
    }

    /// Bytes that a snapshot will have, about: those of the newest, or what so many values usually take.
    fn bytes(&self) -> u64 {
        const USUAL: u64 = 500;
        let values: u64 = Tree::ALL.into_iter().map(|tree| self.count(tree)).sum();
        self.snapshots().first().map_or(0, |newest| newest.bytes).max(values * USUAL)
    }
}
