use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use secrecy::SecretString;

use super::super::layout::{Layout, Sizes};
use super::super::{Batch, Opening, Store, StoreError, Tree, Visit, make, open};
use crate::vault::{Cost, Credential};

pub(super) const SMALL: Sizes = Sizes { segment: 64 * 1024, ballast: 4096 };
pub(super) type Held = BTreeMap<Vec<u8>, Vec<u8>>;

pub(super) fn password() -> SecretString {
    SecretString::from("kata sandi uji")
}

pub(super) fn create(dir: &Path) -> Store {
    make::create(Layout::new(dir, SMALL), &password(), Cost::for_tests()).unwrap().0
}

pub(super) fn reopen(dir: &Path) -> Result<(Store, Opening, Held), StoreError> {
    reopen_with(dir, Credential::Password(&password()))
}

pub(super) fn reopen_with(
    dir: &Path,
    credential: Credential<'_>,
) -> Result<(Store, Opening, Held), StoreError> {
    let mut held = Held::new();
    let mut visit = |seen: Visit<'_>| match seen {
        Visit::Restart => held.clear(),
        Visit::Value { tree: Tree::Records, key, plaintext } => {
            held.insert(key.to_vec(), plaintext.to_vec());
        }
        Visit::FirstSight(_) | Visit::Value { .. } => {}
    };
    let (store, opening) = open::open(Layout::new(dir, SMALL), credential, &mut visit)?;
    Ok((store, opening, held))
}

#[test]
fn what_is_saved_is_there_after_a_close() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let long = vec![7; 10_000];
    let mut batch = Batch::new();
    batch.put(Tree::Records, b"a".as_slice(), b"one".as_slice()).put(
        Tree::Records,
        b"b".as_slice(),
        long.clone(),
    );
    batch.put(Tree::History, b"a1".as_slice(), b"old".as_slice());
    assert_eq!(store.save(&batch, None).unwrap(), 1);
    let mut batch = Batch::new();
    batch.delete(Tree::Records, b"a".as_slice());
    assert_eq!(store.save(&batch, None).unwrap(), 2);
    store.close().unwrap();

    let (store, opening, held) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && !opening.read_only && opening.replayed == 0, "{opening:?}");
    assert_eq!(held, Held::from([(b"b".to_vec(), long.clone())]));
    assert_eq!(store.get(Tree::Records, b"b").unwrap(), Some(long));
    assert_eq!(store.get(Tree::Records, b"a").unwrap(), None);
    assert_eq!((store.next_seq(), store.count(Tree::Records), store.count(Tree::History)), (3, 1, 1));
    let report = store.check().unwrap();
    assert!(report.is_good, "{report:?}");
}

#[test]
fn scan_shows_whole_values_with_the_prefix_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    let mut batch = Batch::new();
    for key in ["", "a", "a\0", "a\0\0", "a\0\0b", "ab", "b"] {
        batch.put(Tree::Records, key, vec![1; 9000]);
    }
    store.save(&batch, None).unwrap();
    let keys = |prefix: &str| {
        let mut keys = Vec::new();
        let mut see = |key: &[u8], value: &[u8]| {
            assert_eq!(value, [1; 9000]);
            keys.push(String::from_utf8(key.to_vec()).unwrap());
            ControlFlow::Continue(())
        };
        store.scan(Tree::Records, prefix.as_bytes(), &mut see).unwrap();
        keys.sort();
        keys
    };
    assert_eq!(keys("a"), ["a", "a\0", "a\0\0", "a\0\0b", "ab"]);
    assert_eq!(keys("a\0"), ["a\0", "a\0\0", "a\0\0b"]);
    assert_eq!(keys("").len(), 7);
}

#[test]
fn a_second_store_in_the_same_place_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let store = create(dir.path());
    assert!(matches!(reopen(dir.path()), Err(StoreError::InUse { .. })));
    store.close().unwrap();
    let again = make::create(Layout::new(dir.path(), SMALL), &password(), Cost::for_tests());
    assert!(matches!(again, Err(StoreError::AlreadyExists)));
}

#[test]
fn a_store_may_go_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Store>();
}
