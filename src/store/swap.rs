//! A whole new generation of the data takes the place of the old one.
//!
//! It is made ready in `incoming/`, synced, or lies in `aside/` from an earlier swap. Then a plan is written, and from that moment the swap happens, whatever comes
//! between: every open goes on with it. First what is replaced moves to `aside/<stamp>/`, then the new moves in, then,
//! when nothing of the old may stay, it is deleted. Only closed stores are moved: Windows renames no open one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{StoreError, current, first_sight};
use crate::sorted::Sorted as _;
use crate::vault::{private_dir, replace, sync_dir};

const PLAN: &str = "SWAP";
const CURRENT: &str = "CURRENT";

/// What becomes of the data that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Old {
    /// It stays in `aside/`, so that it can come back.
    Kept,
    /// It is deleted, its keys overwritten first.
    Removed,
    /// So is everything else that lies aside.
    Erased,
}

impl Old {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Kept, "kept"), (Self::Removed, "removed"), (Self::Erased, "erased")];
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    step: Step,
    old: Old,
    /// Where the new generation lies, below the data directory.
    from: String,
    /// Name of the directory below `aside/`.
    stamp: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Out,
    In,
    After,
}

impl Step {
    const ALL: [(Self, &'static str); 3] = [(Self::Out, "out"), (Self::In, "in"), (Self::After, "after")];
}

const INCOMING: &str = "incoming";
const ASIDE: &str = "aside";

/// Where a new generation is made ready.
pub(super) fn incoming(root: &Path) -> PathBuf {
    root.join(INCOMING)
}

pub(super) fn aside(root: &Path) -> PathBuf {
    root.join(ASIDE)
}

/// A swap has begun and not ended.
pub(super) fn is_pending(root: &Path) -> bool {
    root.join(PLAN).exists()
}

/// Puts what lies in `incoming/` in place; gives the name below `aside/` of what was there before. `stamp` is made
/// unique here.
pub(super) fn swap(root: &Path, old: Old, stamp: i64) -> Result<String, StoreError> {
    begin(root, INCOMING.to_owned(), old, stamp)
}

/// Puts what an earlier swap set aside in place again.
pub(super) fn swap_back(root: &Path, set_aside: &str, stamp: i64) -> Result<String, StoreError> {
    begin(root, format!("{ASIDE}/{set_aside}"), Old::Kept, stamp)
}

fn begin(root: &Path, from: String, old: Old, stamp: i64) -> Result<String, StoreError> {
    let stamp = free_stamp(root, stamp);
    write(root, &Plan { step: Step::Out, old, from, stamp: stamp.clone() })?;
    finish(root)?;
    Ok(stamp)
}

/// Names below `aside/`, newest first.
pub(super) fn set_aside(root: &Path) -> Vec<String> {
    let mut found = names(&aside(root)).unwrap_or_default();
    found.order_by_key(|name| std::cmp::Reverse(stamp_of(name)));
    found
}

/// Unix seconds at which `name` was set aside.
pub(super) fn stamp_of(name: &str) -> Option<i64> {
    name.split('-').next()?.parse().ok()
}

/// Goes on with a swap that was begun; clears away what was made ready and never planned.
pub(super) fn finish(root: &Path) -> Result<(), StoreError> {
    let io = StoreError::io("data directory");
    let Some(mut plan) = read(root)? else {
        // In nobody's way, should it stay: the next one clears its place itself.
        let _ = remove_tree(&incoming(root));
        return Ok(());
    };
    let done = (|| {
        let aside = aside(root).join(&plan.stamp);
        if plan.step == Step::Out {
            private_dir(&aside)?;
            // Its name lasts before anything moves below it.
            sync_dir(&self::aside(root))?;
            sync_dir(root)?;
            move_out(root, &root.join(&plan.from), &aside)?;
            plan.step = Step::In;
            replace(&root.join(PLAN), plan.encode().as_bytes())?;
        }
        if plan.step == Step::In {
            move_in(root, &root.join(&plan.from))?;
            plan.step = Step::After;
            replace(&root.join(PLAN), plan.encode().as_bytes())?;
        }
        if plan.old != Old::Kept {
            destroy(&aside)?;
        }
        if plan.old == Old::Erased {
            for name in set_aside(root) {
                destroy(&self::aside(root).join(name))?;
            }
        }
        fs::remove_file(root.join(PLAN))?;
        sync_dir(root)
    })();
    done.map_err(io)
}

/// What is replaced: everything with the name of something new, and every store.
fn move_out(root: &Path, from: &Path, aside: &Path) -> io::Result<()> {
    let mut names = names(from)?;
    names.extend([CURRENT.to_owned(), "salvage".to_owned(), first_sight::NAME.to_owned()]);
    names.extend(current::all(root).into_iter().map(current::name));
    for name in names {
        let (from, to) = (root.join(&name), aside.join(&name));
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    sync_dir(aside)?;
    sync_dir(root)
}

fn move_in(root: &Path, from: &Path) -> io::Result<()> {
    for name in names(from)? {
        fs::rename(from.join(&name), root.join(&name))?;
    }
    sync_dir(root)?;
    remove_tree(from)
}

fn names(dir: &Path) -> io::Result<Vec<String>> {
    match fs::read_dir(dir) {
        Ok(entries) => {
            entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned())).collect()
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Deletes `dir`; its keys are overwritten first, so that what a disk keeps of the rest can't be read.
pub(super) fn destroy(dir: &Path) -> io::Result<()> {
    for name in ["vault-a", "vault-b"] {
        let path = dir.join(name);
        if let Ok(meta) = fs::metadata(&path) {
            let mut file: File = OpenOptions::new().write(true).open(&path)?;
            file.write_all(&vec![0; usize::try_from(meta.len()).unwrap_or_default()])?;
            file.sync_all()?;
        }
    }
    remove_tree(dir)
}

fn remove_tree(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn free_stamp(root: &Path, stamp: i64) -> String {
    let aside = aside(root);
    let mut names = (0_u32..).map(|again| format!("{stamp}-{again}"));
    names.find(|name| !aside.join(name).exists()).unwrap_or_default()
}

fn write(root: &Path, plan: &Plan) -> Result<(), StoreError> {
    replace(&root.join(PLAN), plan.encode().as_bytes()).map_err(StoreError::io("data directory"))
}

/// Nothing when no swap is pending. One that can't be read is never guessed at.
fn read(root: &Path) -> Result<Option<Plan>, StoreError> {
    match fs::read(root.join(PLAN)) {
        Ok(bytes) => Plan::decode(&bytes).map(Some).ok_or(StoreError::Damaged { place: PLAN }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("data directory")(error)),
    }
}

impl Plan {
    /// `<step> <old> <from> <stamp> <BLAKE3 of all before>`, one line.
    fn encode(&self) -> String {
        let step = Step::ALL.into_iter().find(|(step, _)| *step == self.step).map_or("", |(_, name)| name);
        let old = Old::ALL.into_iter().find(|(old, _)| *old == self.old).map_or("", |(_, name)| name);
        let line = format!("{step} {old} {} {}", self.from, self.stamp);
        let sum = blake3::hash(line.as_bytes()).to_hex();
        format!("{line} {sum}\n")
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (line, sum) = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.rsplit_once(' ')?;
        if blake3::hash(line.as_bytes()).to_hex().as_str() != sum {
            return None;
        }
        let mut words = line.split(' ');
        let (step, old) = (words.next()?, words.next()?);
        let (step, _) = Step::ALL.into_iter().find(|(_, name)| *name == step)?;
        let (old, _) = Old::ALL.into_iter().find(|(_, name)| *name == old)?;
        Some(Self { step, old, from: words.next()?.to_owned(), stamp: words.next()?.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(step: Step, old: Old) -> Plan {
        Plan { step, old, from: INCOMING.to_owned(), stamp: "17-0".to_owned() }
    }

    #[test]
    fn a_plan_reads_back_and_any_flip_is_found() {
        let good = plan(Step::In, Old::Erased);
        let bytes = good.encode().into_bytes();
        assert_eq!(Plan::decode(&bytes), Some(good));
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1_u8 << bit;
                assert_eq!(Plan::decode(&bad), None, "byte {at} bit {bit}");
            }
        }
    }

    /// Every half-way state that a crash can leave ends in the new generation, whole.
    #[test]
    fn goes_on_from_anywhere() {
        for old in [Old::Kept, Old::Removed, Old::Erased] {
            for moved_out in 0..=3 {
                for moved_in in 0..=2 {
                    let dir = tempfile::tempdir().unwrap();
                    let root = dir.path();
                    let aside = aside(root).join("17-0");
                    let begun_in = moved_in > 0;
                    for (at, name) in [CURRENT, "store-000004", "journal"].iter().enumerate() {
                        let gone = begun_in || at < moved_out;
                        let place = if gone { aside.join(name) } else { root.join(name) };
                        fs::create_dir_all(place.parent().unwrap()).unwrap();
                        fs::write(place, "old").unwrap();
                    }
                    for (at, name) in [CURRENT, "journal", "store-000001"].iter().enumerate() {
                        let place = if at < moved_in { root.join(name) } else { incoming(root).join(name) };
                        fs::create_dir_all(place.parent().unwrap()).unwrap();
                        fs::write(place, "new").unwrap();
                    }
                    fs::write(root.join("stays"), "x").unwrap();
                    let step = if begun_in { Step::In } else { Step::Out };
                    write(root, &plan(step, old)).unwrap();
                    finish(root).unwrap();
                    finish(root).unwrap();
                    let mut there = names(root).unwrap();
                    there.sort();
                    assert_eq!(there, [CURRENT, "aside", "journal", "stays", "store-000001"]);
                    assert_eq!(fs::read_to_string(root.join("journal")).unwrap(), "new");
                    let kept = names(&aside).unwrap().len();
                    assert_eq!(kept, if old == Old::Kept { 3 } else { 0 });
                }
            }
        }
    }
}
