//! One flip, cut or loss in any file of a closed store: everything comes back, and the next open is clean again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Batch, DraftId, Store, Tree};
use super::roundtrip::{Held, create, reopen};

/// A small generator, so that a failing case can be named by its seed.
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % bound.max(1)
    }
}

pub(super) fn fill(store: &mut Store, saves: u32, dice: &mut Dice) -> Held {
    let mut held = Held::new();
    for save in 0..saves {
        let mut batch = Batch::new();
        for _ in 0..3 {
            let key = format!("record-{:03}", dice.below(40)).into_bytes();
            let value = vec![u8::try_from(save % 251).unwrap(); 100 + dice.below(6000)];
            batch.put(Tree::Records, key.clone(), value.clone());
            held.insert(key, value);
        }
        batch.put(Tree::History, format!("h{save}"), b"what was there before".as_slice());
        store.save(&batch, None).unwrap();
    }
    held
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !path.ends_with("LOCK") && !path.ends_with("LOCK.info") && !path.ends_with("ballast.bin") {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
            continue;
        }
        match fs::copy(&path, target) {
            // An open store is copied: its threads rename and remove files of their own meanwhile.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            copied => drop(copied.unwrap()),
        }
    }
}

/// The files of a store that is still open, as a power cut would leave them once the segment ahead is made: the worker
/// makes it beside the saves, and a copy from before that says that its last save is uncertain.
pub(super) fn copy_open(store: &Store, from: &Path, to: &Path) {
    let writer = store.writer.as_ref().unwrap();
    writer.preparer().prepare(writer.next_number()).unwrap();
    copy(from, to);
}

fn damage(path: &Path, dice: &mut Dice) -> String {
    let mut bytes = fs::read(path).unwrap();
    let at = dice.below(bytes.len());
    match dice.below(5) {
        0 | 1 if !bytes.is_empty() => {
            bytes[at] ^= 1 << dice.below(8);
            fs::write(path, bytes).unwrap();
            format!("flip at {at}")
        }
        2 | 3 => {
            bytes.truncate(at);
            fs::write(path, bytes).unwrap();
            format!("cut to {at}")
        }
        _ => {
            fs::remove_file(path).unwrap();
            "lost".to_owned()
        }
    }
}

fn every_single_damage_is_made_good(seeds: std::ops::Range<u64>) {
    let good = tempfile::tempdir().unwrap();
    let mut store = create(good.path());
    let held = fill(&mut store, 40, &mut Dice::new(1));
    store.drafts().write(DraftId::from_bytes([1; 16]), b"half a form").unwrap();
    store.close().unwrap();
    let names: Vec<PathBuf> =
        files(good.path()).iter().map(|path| path.strip_prefix(good.path()).unwrap().to_owned()).collect();
    let kinds: BTreeSet<_> = names.iter().map(|name| name.iter().next().unwrap().to_owned()).collect();
    assert!(kinds.len() >= 6, "{kinds:?}");
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let dir = tempfile::tempdir().unwrap();
        copy(good.path(), dir.path());
        let name = &names[dice.below(names.len())];
        let what = format!("seed {seed}: {} {}", name.display(), damage(&dir.path().join(name), &mut dice));
        let (store, opening, found) = reopen(dir.path()).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert!(!opening.read_only && opening.missing.is_empty(), "{what}: {opening:?}");
        assert!(found == held, "{what}: silently {} of {}", found.len(), held.len());
        store.close().unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let (store, again, found) = reopen(dir.path()).unwrap();
        assert!(again.notices.is_empty() && found == held, "{what}: {opening:?} then {again:?}");
        let report = store.check().unwrap();
        let damaged: Vec<_> =
            report.damaged.iter().filter(|place| **place != super::super::DamagedPlace::Drafts).collect();
        assert!(damaged.is_empty() && report.journal.is_complete, "{what}: {report:?}");
    }
}

macro_rules! quarters {
    ($($name:ident = $quarter:literal;)*) => { $(
        #[test]
        fn $name() {
            let quarter = damages(200) / 4;
            every_single_damage_is_made_good($quarter * quarter..($quarter + 1) * quarter);
        }
    )* };
}

// In four, so that they run beside each other.
quarters! {
    any_single_damage_is_made_good_1 = 0;
    any_single_damage_is_made_good_2 = 1;
    any_single_damage_is_made_good_3 = 2;
    any_single_damage_is_made_good_4 = 3;
}

/// The number of seeds for the long runs: `SIMPUL_TEST_DAMAGES`.
fn damages(usual: u64) -> u64 {
    std::env::var("SIMPUL_TEST_DAMAGES").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

#[test]
fn damage_after_a_crash_is_never_silent() {
    let (dir, crashed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = create(dir.path());
    fill(&mut store, 30, &mut Dice::new(8));
    store.close().unwrap();
    let (mut store, ..) = reopen(dir.path()).unwrap();
    fill(&mut store, 10, &mut Dice::new(9));
    copy_open(&store, dir.path(), crashed.path());
    drop(store);
    let held = reopen(dir.path()).unwrap().2;
    let names = files(crashed.path());
    for seed in 0..damages(60) {
        let mut dice = Dice::new(1000 + seed);
        let dir = tempfile::tempdir().unwrap();
        copy(crashed.path(), dir.path());
        let name = names[dice.below(names.len())].strip_prefix(crashed.path()).unwrap().to_owned();
        let what = format!("seed {seed}: {} {}", name.display(), damage(&dir.path().join(&name), &mut dice));
        match reopen(dir.path()) {
            Ok((_, opening, found)) if found != held => {
                let said = opening.read_only && !opening.missing.is_empty();
                let uncertain = opening.notices.iter().any(|note| note.code == "last-save-uncertain");
                assert!(said || uncertain, "{what}: silently {} of {}: {opening:?}", found.len(), held.len());
            }
            Ok(_) => {}
            Err(error) => assert_eq!(error.exit_code(), 5, "{what}: {error:?}"),
        }
    }
}
