//! Each rung of the open ladder.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::journal::{Preparer, Writer, scan};
use super::super::layout::{Layout, Sizes};
use super::super::{Batch, DraftId, Store, StoreError, Tree, current};
use super::crashed::{copy, copy_open, fill};
use super::dice::Dice;
use super::roundtrip::{Held, SMALL, create, reopen};
use crate::store::journal::Change;
use crate::store::state::State;

fn put(store: &mut Store, key: &str, value: &str) -> u64 {
    let mut batch = Batch::new();
    batch.put(Tree::Records, key, value);
    store.save(&batch, None).unwrap()
}

fn codes(notices: &[crate::domain::Note]) -> Vec<&'static str> {
    notices.iter().map(|note| note.code).collect()
}

/// The data as a power cut would leave it: everything saved, sled never checkpointed, nothing closed.
fn crashed(saves: u32) -> (tempfile::TempDir, Held) {
    let (dir, crashed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = create(dir.path());
    let held = fill(&mut store, saves, &mut Dice::new(2));
    copy_open(&store, dir.path(), crashed.path());
    (crashed, held)
}

fn segments(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> =
        fs::read_dir(dir.join("journal")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn sled_dir(dir: &Path) -> PathBuf {
    dir.join(current::name(current::read(dir).unwrap()))
}

#[test]
fn after_a_crash_sled_catches_up_from_the_journal() {
    let (dir, held) = crashed(30);
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert_eq!(found, held);
    assert!(opening.notices.is_empty() && opening.replayed > 0, "{opening:?}");
    assert_eq!(store.next_seq(), 31);
}

#[test]
fn a_lost_sled_is_rebuilt_from_the_journal() {
    let (dir, held) = crashed(30);
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert_eq!(found, held);
    assert_eq!((codes(&opening.notices), opening.rebuilt), (vec!["store-rebuilt"], true));
    assert!(store.check().unwrap().is_good);
}

#[test]
fn an_older_sled_is_noticed_and_caught_up() {
    let dir = tempfile::tempdir().unwrap();
    let old = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    put(&mut store, "a", "1");
    store.close().unwrap();
    let live = sled_dir(dir.path());
    copy(&live, &old.path().join("sled"));
    let (mut store, ..) = reopen(dir.path()).unwrap();
    put(&mut store, "a", "2");
    put(&mut store, "b", "3");
    store.close().unwrap();
    fs::remove_dir_all(&live).unwrap();
    copy(&old.path().join("sled"), &live);
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert_eq!(opening.replayed, 2);
    assert_eq!(found.get(b"a".as_slice()).map(Vec::as_slice), Some(b"2".as_slice()));
}

#[test]
fn a_lost_journal_is_made_anew_from_sled_and_alone_rebuilds_it_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let held = fill(&mut store, 60, &mut Dice::new(3));
    store.close().unwrap();
    fs::remove_dir_all(dir.path().join("journal")).unwrap();
    let (mut store, opening, found) = reopen(dir.path()).unwrap();
    assert_eq!(codes(&opening.notices), ["last-save-uncertain", "journal-repaired"]);
    assert!(opening.rebased);
    assert_eq!(found, held);
    assert_eq!(put(&mut store, "new", "x"), 61);
    store.close().unwrap();
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt && !opening.read_only, "{opening:?}");
    assert_eq!((found.len(), store.next_seq()), (held.len() + 1, 62));
}

#[test]
fn segments_that_have_changed_names_are_read_in_their_order() {
    let (good, held) = crashed(40);
    let last = segments(good.path()).len() - 1;
    assert!(last > 1);
    // The last one is made ahead and empty.
    for (one, other) in [(0, 1), (last - 1, last), (0, last)] {
        let dir = tempfile::tempdir().unwrap();
        copy(good.path(), dir.path());
        let names = segments(dir.path());
        let (first, second) = (fs::read(&names[one]).unwrap(), fs::read(&names[other]).unwrap());
        fs::write(&names[one], second).unwrap();
        fs::write(&names[other], first).unwrap();
        let (store, opening, found) = reopen(dir.path()).unwrap();
        assert!(opening.rebased && !opening.read_only && found == held, "{one}, {other}: {opening:?}");
        store.close().unwrap();
        let (_, opening, found) = reopen(dir.path()).unwrap();
        assert!(opening.notices.is_empty() && found == held, "{one}, {other}: {opening:?}");
    }
}

/// sled may break while it opens; as long as it alone holds everything, a copy from before is there.
#[test]
fn a_sled_that_alone_holds_everything_is_copied_before_it_is_opened() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let held = fill(&mut store, 20, &mut Dice::new(11));
    store.close().unwrap();
    let live = sled_dir(dir.path());
    fs::remove_dir_all(dir.path().join("journal")).unwrap();
    // As a power cut during the opening leaves it: the copy whole, sled not.
    copy(&live, &dir.path().join("spare"));
    for entry in fs::read_dir(&live).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
    {
        fs::write(entry, b"torn").unwrap();
    }
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(!opening.read_only && opening.rebased && found == held, "{opening:?}");
    assert!(!dir.path().join("spare").exists());
    store.close().unwrap();
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && found == held, "{opening:?}");
}

#[test]
fn damage_in_both_is_read_only_and_names_what_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    for save in 0..40 {
        put(&mut store, &format!("k{save}"), &"x".repeat(3000));
    }
    store.close().unwrap();
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let first = &segments(dir.path())[0];
    let mut bytes = fs::read(first).unwrap();
    bytes[20_000] ^= 1;
    fs::write(first, bytes).unwrap();
    let (mut store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.read_only && store.is_read_only());
    assert_eq!(codes(&opening.notices), ["store-incomplete"]);
    let [lost] = opening.missing.saves.as_slice() else { panic!("{opening:?}") };
    assert_eq!(lost.start(), lost.end());
    assert_eq!(opening.missing.values, [(Tree::Records, 40, 39)]);
    assert_eq!(found.len(), 39);
    assert!(!found.contains_key(format!("k{}", lost.start() - 1).as_bytes()));
    let mut batch = Batch::new();
    batch.put(Tree::Records, "more", "x");
    assert!(matches!(store.save(&batch, None), Err(StoreError::ReadOnly)));
    store.drafts().write(DraftId::from_bytes([3; 16]), b"what is on the screen").unwrap();

    let mut go_on = |_, _| std::ops::ControlFlow::Continue(());
    let before = store.next_seq();
    store.go_on_incomplete(1, &mut |_| (), &mut go_on).unwrap();
    assert!(!store.is_read_only() && store.check().unwrap().is_good);
    assert!(matches!(store.go_on_incomplete(1, &mut |_| (), &mut go_on), Err(StoreError::NotIncomplete)));
    assert_eq!(store.save(&batch, None).unwrap(), before);
    store.close().unwrap();
    let (store, opening, mut again) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && again.remove(b"more".as_slice()).is_some(), "{opening:?}");
    assert_eq!((again, store.drafts().all().unwrap().readable.len()), (found, 1));
    store.close().unwrap();
    let aside = Store::set_aside(dir.path()).remove(0);
    Store::bring_back(dir.path(), &aside, 2).unwrap();
    let (_, opening, _) = reopen(dir.path()).unwrap();
    assert_eq!(codes(&opening.notices), ["store-incomplete"]);
}

#[test]
fn a_torn_last_save_is_said_and_the_rest_goes_on() {
    let (dir, _) = crashed(20);
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let written = |path: &PathBuf| fs::read(path).unwrap().iter().any(|byte| *byte != 0);
    let last = segments(dir.path()).into_iter().rfind(written).unwrap();
    let mut bytes = fs::read(&last).unwrap();
    let end = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    bytes[end - 10] ^= 1;
    fs::write(&last, bytes).unwrap();
    let (mut store, opening, _) = reopen(dir.path()).unwrap();
    assert!(codes(&opening.notices).contains(&"last-save-uncertain"), "{opening:?}");
    assert!(!opening.read_only);
    assert_eq!(put(&mut store, "again", "x"), 20);
    store.close().unwrap();
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty(), "{opening:?}");
    assert!(found.contains_key(b"again".as_slice()));
}

#[test]
fn an_unlocking_problem_with_data_there_is_damage() {
    let (dir, _) = crashed(1);
    fs::remove_file(dir.path().join("vault-a")).unwrap();
    fs::remove_file(dir.path().join("vault-b")).unwrap();
    assert!(Store::exists(dir.path()));
    assert_eq!(reopen(dir.path()).err().map(|error| error.exit_code()), Some(5));
}

#[test]
fn a_save_removes_its_draft_and_so_does_a_replay() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let id = DraftId::from_bytes([9; 16]);
    store.drafts().write(id, b"half").unwrap();
    let draft = fs::read(dir.path().join(format!("drafts/{id}.draft"))).unwrap();
    let mut batch = Batch::new();
    batch.put(Tree::Records, "a", "b");
    store.save(&batch, Some(id)).unwrap();
    assert!(store.drafts().all().unwrap().readable.is_empty());
    drop(store);
    fs::write(dir.path().join(format!("drafts/{id}.draft")), draft).unwrap();
    let (store, ..) = reopen(dir.path()).unwrap();
    assert!(store.drafts().all().unwrap().readable.is_empty());
}

#[test]
fn the_outbox_gives_back_what_it_was_given_under_plain_names_only() {
    let dir = tempfile::tempdir().unwrap();
    let store = create(dir.path());
    store.files().put("2026-11.zip", b"bundle").unwrap();
    assert_eq!(store.files().get("2026-11.zip").unwrap().unwrap().as_slice(), b"bundle");
    assert_eq!(store.files().list().unwrap(), ["2026-11.zip"]);
    for bad in ["../x", "", ".x", "a b", "x.tmp", "x."] {
        assert!(matches!(store.files().put(bad, b""), Err(StoreError::BadName)), "{bad}");
    }
}

#[test]
fn a_damaged_journal_is_made_anew_once_even_when_a_crash_cuts_that_short() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let held = fill(&mut store, 10, &mut Dice::new(5));
    store.close().unwrap();
    let first = segments(dir.path()).remove(0);
    let mut bytes = fs::read(&first).unwrap();
    bytes[20_000] ^= 1;
    fs::write(&first, bytes).unwrap();
    let before: Vec<_> =
        segments(dir.path()).into_iter().map(|name| (name.clone(), fs::read(name).unwrap())).collect();
    let (store, opening, _) = reopen(dir.path()).unwrap();
    assert_eq!((codes(&opening.notices), opening.rebased), (vec!["journal-repaired"], true));
    drop(store);
    // The old segments stand again, as if nobody had come to set them aside.
    for (name, bytes) in before {
        fs::write(name, bytes).unwrap();
    }
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && found == held, "{opening:?}");
    drop(store);
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt && !opening.read_only && found == held, "{opening:?}");
}

#[test]
fn saves_larger_than_a_segment_are_whole_or_not_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let long = vec![3; 5 * SMALL.segment];
    let mut batch = Batch::new();
    batch.put(Tree::Records, "long", long.clone()).put(Tree::Records, "short", "x");
    store.save(&batch, None).unwrap();
    put(&mut store, "after", "y");
    store.close().unwrap();
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt, "{opening:?}");
    assert_eq!(found.get(b"long".as_slice()), Some(&long));
    drop(store);

    let bare = tempfile::tempdir().unwrap();
    let layout = Layout::new(bare.path(), Sizes { segment: 8192, ballast: 0 });
    layout.make().unwrap();
    let preparer = Preparer::new(layout.journal(), layout.sizes.segment);
    let nothing = scan(&layout.journal(), &[1; 32], 8192).unwrap();
    let mut writer = Writer::resume(preparer, [1; 32], [2; 16], &nothing).unwrap();
    let ops = vec![(Tree::Records, b"k".to_vec(), Some(vec![5; 30_000]))];
    writer.append(&Change { state: State { seq: 1, ..State::default() }, draft: None, ops }).unwrap();
    assert_eq!(scan(&layout.journal(), &[1; 32], 8192).unwrap().state.seq, 1);
    let last = segments(bare.path()).pop().unwrap();
    fs::remove_file(last).unwrap();
    let cut = scan(&layout.journal(), &[1; 32], 8192).unwrap();
    assert_eq!((cut.state.seq, cut.is_complete(), cut.is_damaged()), (0, true, false));
}

#[test]
fn losing_everything_but_the_vault_is_never_called_an_empty_store() {
    let (dir, _) = crashed(3);
    fs::remove_dir_all(dir.path().join("journal")).unwrap();
    fs::remove_dir_all(sled_dir(dir.path())).unwrap();
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.read_only && !opening.missing.is_empty() && found.is_empty(), "{opening:?}");
}

#[test]
fn an_interrupted_set_up_begins_again() {
    let (dir, _) = crashed(3);
    fs::write(dir.path().join("SETUP"), b"").unwrap();
    assert!(!Store::exists(dir.path()));
    create(dir.path()).close().unwrap();
    assert!(Store::exists(dir.path()));
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && found.is_empty(), "{opening:?}");
}
