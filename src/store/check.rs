//! A deep look: everything is read and opened again.

use serde::Serialize;

use super::current;
use super::engine::pass;
use super::journal::scan;
use super::{Missing, Store, StoreError, Tree, snapshot};
use crate::vault::{CopyState, Label, inspect};

/// What a deep check found; `is_good` when nothing is damaged.
#[derive(Debug, Serialize)]
pub struct CheckReport {
    pub is_good: bool,
    /// The last save.
    pub seq: u64,
    /// Values in each tree.
    pub values: Vec<(Tree, u64)>,
    /// Stored entries and their bytes.
    pub entries: u64,
    pub bytes: u64,
    pub journal: JournalReport,
    pub vault: [CopyState; 2],
    pub drafts: usize,
    pub outbox: usize,
    pub snapshots: usize,
    /// What the store had to be opened without.
    pub missing: Missing,
    pub damaged: Vec<DamagedPlace>,
}

#[derive(Debug, Serialize)]
pub struct JournalReport {
    pub segments: u64,
    pub frames: u64,
    pub saves: u64,
    /// Everything can be made anew from the journal alone.
    pub is_complete: bool,
}

/// Where damage was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DamagedPlace {
    Vault,
    Current,
    Journal,
    Store,
    Values,
    Drafts,
    Outbox,
    Backup,
}

impl Store {
    /// Reads the whole journal, every entry of sled, both vault copies, all drafts, outbox files and snapshots. Repairs nothing:
    /// opening the store does.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        let engine = self.engine()?;
        let scan = scan(&self.layout.journal(), self.keys.subkey(Label::Journal), self.layout.sizes.segment)
            .map_err(StoreError::io("journal"))?;
        let seen = pass(engine, &self.keys, |_| true, &mut |_| ()).map_err(|trouble| trouble.at("store"))?;
        let vault = inspect(self.layout.root())?;
        let drafts = self.drafts().all()?;
        let outbox = self.files().list()?;
        let snapshots = self.snapshots();
        let snapshots_hold = snapshots.iter().all(|one| snapshot::prove(&one.path, &self.keys).is_ok());
        let held = seen.state.set_hash == self.state.set_hash && seen.state.counts == self.state.counts;
        let journal_is_whole = !scan.is_damaged() && !scan.torn_tail && scan.state.seq == self.state.seq;
        let live = engine.dir().file_name().and_then(|name| name.to_str());
        let places = [
            (DamagedPlace::Vault, vault == [CopyState::Whole; 2]),
            (DamagedPlace::Current, current::read(self.layout.root()).map(current::name).as_deref() == live),
            (DamagedPlace::Journal, journal_is_whole),
            (DamagedPlace::Store, held),
            (DamagedPlace::Values, seen.unreadable == 0),
            (DamagedPlace::Drafts, drafts.damaged.is_empty()),
            (DamagedPlace::Outbox, outbox.iter().all(|name| self.files().get(name).is_ok())),
            (DamagedPlace::Backup, snapshots_hold),
        ];
        let damaged: Vec<_> = places.into_iter().filter(|(_, good)| !good).map(|(place, _)| place).collect();
        Ok(CheckReport {
            is_good: damaged.is_empty(),
            seq: self.state.seq,
            values: Tree::ALL.into_iter().zip(seen.state.counts).collect(),
            entries: seen.entries,
            bytes: seen.bytes,
            journal: JournalReport {
                segments: scan.segments,
                frames: scan.frames,
                saves: scan.saves,
                is_complete: scan.is_complete(),
            },
            vault,
            drafts: drafts.readable.len() + drafts.damaged.len(),
            outbox: outbox.len(),
            snapshots: snapshots.len(),
            missing: self.missing.clone(),
            damaged,
        })
    }
}
