//! Backups: snapshots beside the data, a copy on a stick, and the way back.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::catalog::places;
use crate::domain::{Body, Note, PartialDate, Profile, RecordKey, RecordKind};
use crate::handoff::stick::{self, FolderTarget};
use crate::store::{RestoreOrder, Store, StoreError, Tree};
use crate::vault::Credential;

use crate::desk::exchange::handing::Watch;
use crate::desk::history::ChangeSet;
use crate::desk::{Change, Clock, Desk, DeskError, Opened, codec};

/// Days without a copy outside the laptop after which the worker is reminded.
pub const REMIND_AFTER: i64 = 7;
/// An old laptop's disk writes, and reads again, so many bytes in a second.
const SLOW_DISK: u64 = 20 << 20;
/// Where backups lie on a stick.
const PLACE: &str = "SIMPUL/CADANGAN";
/// Longer the worker does not wait when leaving.
pub const TIDY_SECONDS: u64 = 5;
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

/// How well the data are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    pub outside: LastBackup,
    /// Snapshots beside the data, newest first.
    pub snapshots: Vec<Backup>,
    /// Number of the newest save.
    pub seq: u64,
    /// Bytes that the data take, without the snapshots.
    pub bytes: u64,
    /// Compaction would give much of them back.
    pub is_bloated: bool,
    /// A restore can be undone.
    pub can_bring_back: bool,
    /// What is lost for good, where the data can only be read because of it.
    pub missing: Vec<Note>,
}

/// The last copy outside the laptop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastBackup {
    pub on: Option<NaiveDate>,
    /// The stick or folder.
    pub place: String,
    /// Days without a copy, when they are so many that the worker is reminded.
    pub overdue: Option<i64>,
}

/// The same without a day on which it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::desk) struct BackupMade {
    on: Option<NaiveDate>,
    place: String,
    /// From when on days without a copy count: without any, since the store was made.
    since: Option<NaiveDate>,
}

impl BackupMade {
    pub fn standing(self, on: NaiveDate) -> LastBackup {
        let days = self.since.map(|day| (on - day).num_days());
        LastBackup { on: self.on, place: self.place, overdue: days.filter(|days| *days >= REMIND_AFTER) }
    }
}

/// What a backup file holds; all of it was read and proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupPreview {
    /// Unix seconds.
    pub at: i64,
    pub seq: u64,
    pub is_of_this_store: bool,
    /// Whose it is: the names of the worker and of the kecamatan.
    pub worker: String,
    pub area: String,
    /// Records of each kind, binned ones too.
    pub counts: BTreeMap<RecordKind, u64>,
}

impl Desk {
    pub fn keeping(&self) -> Keeping {
        Keeping {
            outside: self.backup_standing(self.today),
            snapshots: self.backups(),
            seq: self.last_seq(),
            bytes: self.store.size(),
            is_bloated: self.store.is_bloated(),
            can_bring_back: Self::can_bring_back(&self.dir),
            missing: if self.is_incomplete() { self.tell_missing().unwrap_or_default() } else { Vec::new() },
        }
    }

    /// Number of the newest save.
    pub fn last_seq(&self) -> u64 {
        self.store.next_seq().saturating_sub(1)
    }

    /// Where the backups beside the data lie.
    pub fn backup_folder(dir: &Path) -> PathBuf {
        Store::backup_folder(dir)
    }

    pub fn backup_standing(&self, on: NaiveDate) -> LastBackup {
        self.backup_made().standing(on)
    }

    pub(in crate::desk) fn backup_made(&self) -> BackupMade {
        let last = self.last_backup();
        let since = last.map(|(day, _)| day).or(day_of(self.profile.meta.created_at));
        BackupMade {
            on: last.map(|(day, _)| day),
            place: last.map(|(_, place)| place.to_owned()).unwrap_or_default(),
            since,
        }
    }

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
    pub(in crate::desk) fn snapshot_before(&mut self, watch: Watch<'_>) -> Result<(), DeskError> {
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
        let is_quick = |bytes: u64| bytes / SLOW_DISK * 2 < TIDY_SECONDS;
        let newest = self.store.snapshots().first().map_or(0, |one| one.bytes);
        // A store in which nothing was ever recorded needs none.
        if is_quick(newest) && self.store.next_seq() > 2 && !self.store.is_in_snapshot() {
            let _ = self.snapshot(watch);
        }
        if self.store.is_bloated() && is_quick(self.store.size()) {
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
        self.check_place(to)?;
        let made = self.snapshot(watch)?;
        let name = format!("{}-{}-{}.bak", self.worker().sender, self.today.format("%Y%m%d"), made.seq);
        let place = format!("{PLACE}/{name}");
        let path = stick::write_file(&made.path, &mut FolderTarget::new(to), &place, &mut |progress| {
            watch(progress.stage.name(), progress.done, progress.total)
        })?;
        self.note_backup(to, self.today);
        self.audit_saved("backed-up", &to.display().to_string());
        Ok(BackedUp { path, bytes: made.bytes, seq: made.seq })
    }

    /// The copy is whole: a store that can't note it must not hide that from the worker.
    fn note_backup(&mut self, to: &Path, on: NaiveDate) {
        let mut profile = self.profile.clone();
        if let Body::Profile(own) = &mut profile.body {
            own.backed_up_on = Some(PartialDate::from(on));
            own.backed_up_to = to.display().to_string();
        }
        let _ = self.save_quietly(Change::of("backed-up", vec![profile])).and_then(|_| self.renew_profile());
    }

    /// Changes since a save, but for the note that a backup was made: what a restore to there would leave out.
    pub fn changes_since(&self, seq: u64) -> Result<u64, DeskError> {
        let mut count = 0;
        self.store.scan(Tree::Saves, &[], &mut |key, value| {
            let is_later = key.try_into().is_ok_and(|key| u64::from_be_bytes(key) > seq);
            let is_note =
                || codec::decode_value::<ChangeSet>(value).is_ok_and(|set| set.action == "backed-up");
            count += u64::from(is_later && !is_note());
            ControlFlow::Continue(())
        })?;
        Ok(count)
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
        let kind_of = |key: &[u8]| Some(RecordKey::from_bytes(key.last_chunk::<17>()?)?.kind);
        let is_profile =
            |tree: Tree, key: &[u8]| tree == Tree::Records && kind_of(key) == Some(RecordKind::Profile);
        let mut count = |seen: Option<(Tree, &[u8])>| match seen {
            None => counts.clear(),
            Some((Tree::Records, key)) => {
                if let Some(kind) = kind_of(key) {
                    *counts.entry(kind).or_default() += 1;
                }
            }
            Some(_) => {}
        };
        let content = Store::look_into(dir, file, credential, &mut count, &is_profile)
            .map_err(|error| of_file(error, file))?;
        let mut profiles = content.wanted.iter().filter_map(|value| codec::decode(value).ok());
        let own = profiles.find_map(|record| record.body::<Profile>().cloned()).unwrap_or_default();
        Ok(BackupPreview {
            at: content.at,
            seq: content.seq,
            is_of_this_store: content.is_of_this_store,
            worker: own.name,
            area: places::find(&own.area).map(|area| area.name).unwrap_or_default(),
            counts,
        })
    }

    /// Puts a backup in place of the data in `dir`, which must be closed, and opens it. What was there is set aside.
    pub fn restore(
        dir: &Path,
        file: &Path,
        credential: Credential<'_>,
        clock: Clock,
        watch: &mut dyn FnMut(&'static str, u64, u64) -> ControlFlow<()>,
    ) -> Result<Opened, DeskError> {
        let order = RestoreOrder { file, credential, at: (clock.now)() };
        Store::restore(dir, &order, &mut |done, all| watch("restoring", done, all))
            .map_err(|error| of_file(error, file))?;
        let mut opened = Self::open(dir, credential, clock)?;
        opened.desk.audit_saved("restored", "");
        if let Some(place) = outside(file, dir) {
            // What was just restored lies there, though the backup itself can't know it.
            let made = Store::backup_made_at(file).ok().and_then(day_of);
            opened.desk.note_backup(&place, made.unwrap_or(clock.today));
        }
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

fn day_of(at: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp(at, 0).map(|at| at.with_timezone(&Local).date_naive())
}

/// The stick or folder of a backup file that lies outside the data.
fn outside(file: &Path, dir: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.starts_with(dir))?;
    let root = folder.ends_with(PLACE).then(|| folder.ancestors().nth(2)).flatten();
    Some(root.unwrap_or(folder).to_owned())
}

/// A backup that can't be read is a matter of its stick, not of the disk with the data.
fn of_file(error: StoreError, file: &Path) -> DeskError {
    match error {
        StoreError::Io { place: "backup", source } => {
            DeskError::File { place: file.display().to_string(), source }
        }
        other => cancelled(other),
    }
}

/// Stopping is one thing to the worker, whoever noticed it.
pub(in crate::desk) fn cancelled(error: StoreError) -> DeskError {
    match error {
        StoreError::Cancelled => DeskError::Cancelled,
        other => other.into(),
    }
}
