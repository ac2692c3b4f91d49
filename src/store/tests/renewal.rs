//! Compaction, migration, erasure: the same store, made anew.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::super::{Batch, DraftId, Erasure, Fate, Schema, Store, StoreError, Tree};
use super::crashed::fill;
use super::dice::Dice;
use super::roundtrip::{Held, create, password, reopen, reopen_with};
use crate::vault::{Cost, Credential};

fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn held(store: &Store) -> Held {
    let mut held = Held::new();
    let mut see = |key: &[u8], value: &[u8]| {
        held.insert(key.to_vec(), value.to_vec());
        ControlFlow::Continue(())
    };
    store.scan(Tree::Records, &[], &mut see).unwrap();
    held
}

fn is_clean_again(dir: &Path, expected: &Held) {
    let (store, opening, found) = reopen(dir).unwrap();
    assert!(opening.notices.is_empty() && !opening.read_only && found == *expected, "{opening:?}");
    let report = store.check().unwrap();
    assert!(report.is_good, "{report:?}");
    assert!(!dir.join("SWAP").exists() && !dir.join("incoming").exists());
}

fn sled_bytes(dir: &Path) -> u64 {
    let stores = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    let mut stores = stores.filter(|entry| entry.file_name().to_string_lossy().starts_with("store-"));
    let store = stores.next().unwrap();
    assert!(stores.next().is_none());
    fs::read_dir(store.path()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

#[test]
fn compaction_keeps_everything_and_takes_less_room() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let expected = fill(&mut store, 300, &mut Dice::new(1));
    store.close().unwrap();
    let (mut store, ..) = reopen(dir.path()).unwrap();
    let before = sled_bytes(dir.path());
    let seq = store.next_seq();
    let opening = store.compact(1, &mut go_on).unwrap();
    assert!(opening.notices.is_empty() && held(&store) == expected && store.next_seq() == seq, "{opening:?}");
    assert!(sled_bytes(dir.path()) <= before);
    let mut batch = Batch::new();
    batch.put(Tree::Records, "later", "x");
    store.save(&batch, None).unwrap();
    store.close().unwrap();
    assert!(fs::read_dir(dir.path().join("aside")).unwrap().next().is_none());
    let mut expected = expected;
    expected.insert(b"later".to_vec(), b"x".to_vec());
    is_clean_again(dir.path(), &expected);
}

#[test]
fn stopped_or_out_of_room_everything_is_as_before() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let expected = fill(&mut store, 100, &mut Dice::new(2));
    let stopped = store.compact(1, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(StoreError::Cancelled)));
    assert!(!dir.path().join("incoming").exists() && held(&store) == expected);
    store.close().unwrap();
    is_clean_again(dir.path(), &expected);
}

#[test]
fn a_migration_converts_every_value_and_begins_a_new_journal() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let old = fill(&mut store, 50, &mut Dice::new(3));
    store.schema = Schema::FIRST;
    let double = |value: &[u8]| [value, value].concat();
    let mut judge = |tree, _: &[u8], value: &[u8]| match tree {
        Tree::Records => Fate::Replace(double(value)),
        _ => Fate::Keep,
    };
    let mut visited = 0;
    store.migrate(2, &mut judge, &mut |_| visited += 1, &mut go_on).unwrap();
    let expected: Held = old.iter().map(|(key, value)| (key.clone(), double(value))).collect();
    assert_eq!((store.schema(), visited), (Schema::PRESENT, expected.len()));
    assert_eq!(held(&store), expected);
    assert_eq!(Store::set_aside(dir.path()), ["2-0"]);
    store.close().unwrap();
    is_clean_again(dir.path(), &expected);
    let sled = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
    let sled = sled.into_iter().find(|path| path.to_string_lossy().contains("store-")).unwrap();
    fs::remove_dir_all(sled).unwrap();
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.rebuilt && found == expected, "{opening:?}");
}

#[test]
fn a_newer_schema_is_refused_and_nothing_is_touched() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    store.engine().unwrap().set_schema(Schema(9)).unwrap();
    fill(&mut store, 3, &mut Dice::new(4));
    store.close().unwrap();
    let refused = reopen(dir.path()).map(drop);
    assert!(matches!(refused, Err(StoreError::TooNew)), "{refused:?}");
}

/// Every file below `dir`, whole.
fn all_bytes(dir: &Path, found: &mut Vec<Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all_bytes(&path, found) } else { found.push(fs::read(path).unwrap()) }
    }
}

#[test]
fn what_is_erased_is_nowhere_and_the_old_keys_open_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let mut expected = fill(&mut store, 40, &mut Dice::new(5));
    let mut batch = Batch::new();
    batch.put(Tree::Records, "victim", "a secret").put(Tree::History, "victim1", "an older secret");
    store.save(&batch, None).unwrap();
    store.drafts().write(DraftId::from_bytes([1; 16]), b"about victim").unwrap();
    store.drafts().write(DraftId::from_bytes([2; 16]), b"about others").unwrap();
    store.files().put("bundle.zip", b"sent").unwrap();
    store.snapshot(1, &mut go_on).unwrap();
    let sealed = store.stored(Tree::Records, &[b"victim".as_slice(), &[0, 0]].concat()).unwrap().unwrap();
    let (old_vault, secret) = (fs::read(dir.path().join("vault-a")).unwrap(), password());
    let find = |needle: &[u8]| {
        let mut files = Vec::new();
        all_bytes(dir.path(), &mut files);
        files.iter().any(|file| file.windows(needle.len()).any(|window| window == needle))
    };
    assert!(find(&sealed), "the search finds what is there");

    let order = Erasure { password: &secret, cost: Cost::for_tests(), at: 3, also_aside: true };
    let mut judge =
        |_, key: &[u8], _: &[u8]| if key.starts_with(b"victim") { Fate::Drop } else { Fate::Keep };
    let mut keeps = |draft: &[u8]| draft != b"about victim";
    let (code, opening) = store.erase(&order, &mut judge, &mut keeps, &mut |_| (), &mut go_on).unwrap();
    assert!(opening.notices.is_empty(), "{opening:?}");
    assert_eq!(held(&store), expected);
    assert_eq!(store.get(Tree::History, b"victim1").unwrap(), None);
    let drafts = store.drafts().all().unwrap();
    assert_eq!((drafts.readable.len(), drafts.damaged.len()), (1, 0));
    assert!(store.files().list().unwrap().is_empty());
    assert_eq!(store.snapshots().len(), 2);
    assert!(!find(&sealed) && !find(&old_vault[60..130]));
    let mut batch = Batch::new();
    batch.put(Tree::Records, "later", "x");
    store.save(&batch, None).unwrap();
    expected.insert(b"later".to_vec(), b"x".to_vec());
    store.close().unwrap();
    is_clean_again(dir.path(), &expected);
    let paper = code.on_paper().join(" ");
    reopen_with(dir.path(), Credential::Recovery(&paper)).unwrap();
}

#[test]
fn erasing_needs_the_password() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let expected = fill(&mut store, 5, &mut Dice::new(6));
    let wrong = secrecy::SecretString::from("salah");
    let order = Erasure { password: &wrong, cost: Cost::for_tests(), at: 3, also_aside: true };
    let refused = store.erase(&order, &mut |_, _, _| Fate::Drop, &mut |_| true, &mut |_| (), &mut go_on);
    assert!(refused.is_err());
    assert_eq!(held(&store), expected);
    store.close().unwrap();
    is_clean_again(dir.path(), &expected);
}

/// Half of the old generation may lie elsewhere by then: what was saved to the rest would be set aside with it.
#[test]
fn nothing_is_saved_between_two_generations_when_the_disk_refuses_the_swap() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let expected = fill(&mut store, 20, &mut Dice::new(1));
    fs::write(dir.path().join("aside"), b"in the way").unwrap();
    assert!(store.compact(1, &mut go_on).is_err());
    assert!(store.is_read_only());
    let mut batch = Batch::new();
    batch.put(Tree::Records, "later", "x");
    assert!(store.save(&batch, None).is_err());
    drop(store);
    assert!(reopen(dir.path()).is_err(), "the disk still refuses");
    fs::remove_file(dir.path().join("aside")).unwrap();
    is_clean_again(dir.path(), &expected);
}
