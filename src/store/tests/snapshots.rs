//! Snapshots: whole whatever happens meanwhile, and enough to build on.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::super::{Batch, Store, StoreError, Tree, current, snapshot};
use super::crashed::fill;
use super::dice::Dice;
use super::roundtrip::{Held, create, reopen};

const DAY: i64 = 24 * 3600;

fn on(store: &mut Store, day: i64) -> snapshot::Snapshot {
    store.snapshot(day * DAY, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn lose_sled(dir: &Path) {
    fs::remove_dir_all(dir.join(current::name(current::read(dir).unwrap()))).unwrap();
}

fn segments(dir: &Path) -> usize {
    fs::read_dir(dir.join("journal")).unwrap().count()
}

/// A store that has two snapshots and only the journal behind the older.
fn pruned(dir: &Path) -> Held {
    let mut store = create(dir);
    let mut held = fill(&mut store, 60, &mut Dice::new(3));
    on(&mut store, 1);
    held.extend(fill(&mut store, 60, &mut Dice::new(4)));
    let before = segments(dir);
    on(&mut store, 2);
    assert!(segments(dir) < before, "{before} segments stay");
    held.extend(fill(&mut store, 5, &mut Dice::new(5)));
    store.close().unwrap();
    held
}

#[test]
fn segments_leave_behind_two_snapshots_and_everything_opens_as_before() {
    let dir = tempfile::tempdir().unwrap();
    let held = pruned(dir.path());
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && !opening.rebased && found == held, "{opening:?}");
    assert!(store.check().unwrap().is_good);
}

#[test]
fn sled_is_made_anew_from_the_newest_snapshot_or_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let held = pruned(dir.path());
    lose_sled(dir.path());
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt && !opening.read_only && found == held, "{opening:?}");
    assert_eq!(opening.notices.len(), 1);
    let newest = store.snapshots().remove(0);
    store.close().unwrap();

    let mut bytes = fs::read(&newest.path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(&newest.path, bytes).unwrap();
    lose_sled(dir.path());
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt && !opening.read_only && found == held, "{opening:?}");
}

#[test]
fn what_no_snapshot_and_no_segment_holds_is_named() {
    let dir = tempfile::tempdir().unwrap();
    pruned(dir.path());
    lose_sled(dir.path());
    fs::remove_dir_all(dir.path().join("backup")).unwrap();
    let (_, opening, _) = reopen(dir.path()).unwrap();
    assert!(opening.read_only, "{opening:?}");
    assert_eq!(opening.missing.saves.first().map(|range| *range.start()), Some(1));
}

#[test]
fn lost_snapshots_are_made_up_for_as_long_as_sled_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let held = pruned(dir.path());
    fs::remove_dir_all(dir.path().join("backup")).unwrap();
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebased && !opening.read_only && found == held, "{opening:?}");
    store.close().unwrap();
    lose_sled(dir.path());
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt && !opening.read_only && found == held, "{opening:?}");
}

#[test]
fn saves_made_meanwhile_are_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let mut held = fill(&mut store, 50, &mut Dice::new(6));
    for round in 0..10 {
        store.begin_snapshot(round).unwrap();
        let mut batch = Batch::new();
        for (at, key) in held.clone().into_keys().enumerate() {
            let value = format!("{round} {at}").into_bytes();
            if at % 3 == 0 {
                batch.delete(Tree::Records, key.clone());
                held.remove(&key);
            } else {
                batch.put(Tree::Records, key.clone(), value.clone());
                held.insert(key, value);
            }
            batch.put(Tree::Records, format!("new {round} {at}"), "x");
            held.insert(format!("new {round} {at}").into_bytes(), b"x".to_vec());
        }
        store.save(&batch, None).unwrap();
        let ended = loop {
            if let Some(ended) = store.snapshot_ended() {
                break ended;
            }
            std::thread::yield_now();
        };
        ended.unwrap();
        let newest = store.snapshots().remove(0);
        let state = snapshot::prove(&newest.path, store.keys()).unwrap();
        assert!(state.seq == newest.seq && newest.seq + 1 >= store.next_seq() - 1);
    }
    store.close().unwrap();
    lose_sled(dir.path());
    assert_eq!(reopen(dir.path()).unwrap().2, held);
}

#[test]
fn one_that_is_stopped_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    fill(&mut store, 100, &mut Dice::new(7));
    let stopped = store.snapshot(0, &mut |_, _| ControlFlow::Break(()));
    // On a fast machine it is made before it is watched.
    assert!(matches!(stopped, Ok(_) | Err(StoreError::Cancelled)), "{stopped:?}");
    assert!(!dir.path().join("backup/snap.tmp").exists());
    assert_eq!(store.snapshots().len(), usize::from(stopped.is_ok()));
}

#[test]
fn any_flip_or_cut_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    fill(&mut store, 8, &mut Dice::new(8));
    let made = on(&mut store, 1);
    let good = fs::read(&made.path).unwrap();
    let mut dice = Dice::new(9);
    for _ in 0..300 {
        let mut bad = good.clone();
        let at = dice.below(bad.len());
        if dice.below(2) == 0 {
            bad[at] ^= 1 << dice.below(8);
        } else {
            bad.truncate(at);
        }
        fs::write(&made.path, bad).unwrap();
        let header = snapshot::read_header(&made.path);
        assert!(header.is_err() || snapshot::prove(&made.path, store.keys()).is_err(), "at {at}");
    }
    fs::write(&made.path, [&good[..], &[0]].concat()).unwrap();
    assert!(snapshot::prove(&made.path, store.keys()).is_err());
    fs::write(&made.path, good).unwrap();
    assert_eq!(snapshot::prove(&made.path, store.keys()).unwrap().seq, 8);
}
