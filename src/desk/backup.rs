//! Backups: snapshots beside the data, a copy on a stick, and the way back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::domain::{Body, PartialDate, Profile, RecordKey, RecordKind};
use crate::handoff::stick::{self, FolderTarget};
use crate::store::{RestoreOrder, Store, StoreError, Tree};
use crate::vault::Credential;

use super::handing::Watch;
use super::{Change, Clock, Desk, DeskError, Opened};

/// Days without a copy outside the laptop after which the worker is reminded.
pub const REMIND_AFTER: i64 = 7;
/// An old laptop's disk writes, and reads again, so many bytes in a second.
const SLOW_DISK: u64 = 20 << 20;
/// Longer the worker does not wait when leaving.
const PATIENCE: u64 = 5;
const A_DAY: i64 = 24 * 3600;

/// A snapshot beside the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    /// Unix seconds; nothing when its beginning is damaged.
    pub at: Option<i64>,
    pub seq: u64,
    pub bytes: u64,
}

/// A copy that lies whole outside the laptop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    pub path: PathBuf,
    pub bytes: u64,
    pub seq: u64,
}

/// What a backup file holds; all of it was read and proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupPreview {
    /// Unix seconds.
    pub at: i64,
    pub seq: u64,
    pub is_of_this_store: bool,
    /// Records of each kind, binned ones too.
    pub counts: BTreeMap<RecordKind, u64>,
}

impl Desk {
    /// Snapshots beside the data, newest first.
    pub fn backups(&self) -> Vec<Backup> {
        let found = self.store.snapshots().into_iter();
        found.map(|one| Backup { path: one.path, at: one.at, seq: one.seq, bytes: one.bytes }).collect()
    }

    /// Makes a snapshot now, unless the newest holds everything.
    pub fn snapshot(&mut self, watch: Watch<'_>) -> Result<Backup, DeskError> {
        let at = (self.clock)();
        let made = self.store.snapshot(at, &mut |done, all| watch("snapshot", done, all));
        let one = made.map_err(cancelled)?;
        Ok(Backup { path: one.path, at: one.at, seq: one.seq, bytes: one.bytes })
    }

    /// Before something large: the way back. A disk without room for it is no reason not to go on.
    pub(super) fn snapshot_before(&mut self, watch: Watch<'_>) -> Result<(), DeskError> {
        if self.store.next_seq() <= 2 || self.is_read_only() {
            return Ok(());
        }
        match self.snapshot(watch) {
            Err(DeskError::Cancelled) => Err(DeskError::Cancelled),
            _ => Ok(()),
        }
    }

    /// Once a day, on a thread of its own while the worker goes on.
    pub fn begin_daily_snapshot(&mut self) {
        let now = (self.clock)();
        let newest = self.store.snapshots().into_iter().find_map(|one| one.at);
        let is_due = newest.is_none_or(|at| (now - at).abs() >= A_DAY);
        if is_due && !self.store.is_in_snapshot() && self.store.next_seq() > 2 {
            // Read-only or full: the next day tries again, and the age of the newest one is on the screen.
            let _ = self.store.begin_snapshot(now);
        }
    }

    /// What is worth doing before the program ends: a snapshot when it is quick, and room given back.
    pub fn tidy_up(&mut self, watch: Watch<'_>) {
        if self.is_read_only() {
            return;
        }
        let newest = self.store.snapshots().first().map_or(0, |one| one.bytes);
        if newest / SLOW_DISK * 2 < PATIENCE && !self.store.is_in_snapshot() {
            let _ = self.snapshot(watch);
        }
        if self.store.is_bloated() {
            let _ = self.compact(watch);
        }
    }

    /// Gives back the room that changes have used up; bytes before and after.
    pub fn compact(&mut self, watch: Watch<'_>) -> Result<(u64, u64), DeskError> {
        let before = self.store.size();
        let at = (self.clock)();
        self.store.compact(at, &mut |done, all| watch("compact", done, all)).map_err(cancelled)?;
        Ok((before, self.store.size()))
    }

    /// A snapshot of now, copied to `SIMPUL/CADANGAN/` below `to` and read back.
    pub fn back_up(&mut self, to: &Path, watch: Watch<'_>) -> Result<BackedUp, DeskError> {
        let made = self.snapshot(watch)?;
        let name = format!("{}-{}-{}.bak", self.worker().sender, self.today.format("%Y%m%d"), made.seq);
        let place = format!("SIMPUL/CADANGAN/{name}");
        let path = stick::write_file(&made.path, &mut FolderTarget::new(to), &place, &mut |progress| {
            watch(progress.stage.name(), progress.done, progress.total)
        })?;
        self.note_backup(to);
        Ok(BackedUp { path, bytes: made.bytes, seq: made.seq })
    }

    /// The copy is whole: a store that can't note it must not hide that from the worker.
    fn note_backup(&mut self, to: &Path) {
        let mut profile = self.profile.clone();
        if let Body::Profile(own) = &mut profile.body {
            own.backed_up_on = Some(PartialDate::from(self.today));
            own.backed_up_to = to.display().to_string();
        }
        let noted = self.save(Change::of("backed-up", vec![profile])).and_then(|_| self.renew_profile());
        if noted.is_ok() {
            self.undo.pop();
        }
        self.audit_saved("backed-up", &to.display().to_string());
    }

    /// The day of the last copy outside the laptop, and where it went.
    pub fn last_backup(&self) -> Option<(NaiveDate, &str)> {
        let Profile { backed_up_on, backed_up_to, .. } = self.worker();
        Some((backed_up_on.as_ref()?.earliest()?, backed_up_to))
    }

    /// Reads and proves a backup file; `dir` is where the data lie that it may replace.
    pub fn preview_restore(
        dir: &Path,
        file: &Path,
        credential: Credential<'_>,
    ) -> Result<BackupPreview, DeskError> {
        let mut counts = BTreeMap::new();
        let content = Store::look_into(dir, file, credential, &mut |seen| match seen {
            None => counts.clear(),
            Some((Tree::Records, key)) => {
                let own = key.last_chunk::<17>().and_then(|own| RecordKey::from_bytes(own));
                if let Some(own) = own {
                    *counts.entry(own.kind).or_default() += 1;
                }
            }
            Some(_) => {}
        })?;
        Ok(BackupPreview {
            at: content.at,
            seq: content.seq,
            is_of_this_store: content.is_of_this_store,
            counts,
        })
    }

    /// Puts a backup in place of the data in `dir`, which must be closed, and opens it. What was there is set aside.
    pub fn restore(
        dir: &Path,
        file: &Path,
        credential: Credential<'_>,
        clock: Clock,
    ) -> Result<Opened, DeskError> {
        Store::restore(dir, &RestoreOrder { file, credential, at: (clock.now)() })?;
        let mut opened = Self::open(dir, credential, clock)?;
        opened.desk.audit_saved("restored", "");
        Ok(opened)
    }

    /// Whether a restore can be undone.
    pub fn can_bring_back(dir: &Path) -> bool {
        !Store::set_aside(dir).is_empty()
    }

    /// Undoes the last restore; the data in `dir` must be closed.
    pub fn bring_back(dir: &Path, clock: Clock) -> Result<(), DeskError> {
        let newest =
            Store::set_aside(dir).into_iter().next().ok_or(DeskError::Refused("nothing-set-aside"))?;
        Store::bring_back(dir, &newest, (clock.now)())?;
        Ok(())
    }
}

/// Stopping is one thing to the worker, whoever noticed it.
pub(super) fn cancelled(error: StoreError) -> DeskError {
    match error {
        StoreError::Cancelled => DeskError::Cancelled,
        other => other.into(),
    }
}
