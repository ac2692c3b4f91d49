//! What a closing leaves for the next opening to show.

use std::ops::ControlFlow;
use std::path::Path;

use super::super::layout::Layout;
use super::super::{Batch, RestoreOrder, Store, Tree, Visit, first_sight, open, restore};
use super::roundtrip::{SMALL, create, password};
use crate::vault::Credential;

/// An opening, and what it showed before it read anything.
fn seen(dir: &Path) -> (Store, Option<Vec<u8>>) {
    let (mut kept, mut values) = (None, 0);
    let mut visit = |seen: Visit<'_>| match seen {
        Visit::FirstSight(plaintext) => {
            assert_eq!(values, 0);
            kept = Some(plaintext.to_vec());
        }
        _ => values += 1,
    };
    let credential = password();
    let (store, _) =
        open::open(Layout::new(dir, SMALL), Credential::Password(&credential), &mut visit).unwrap();
    (store, kept)
}

fn leave(store: Store, text: &[u8]) {
    store.leave_first_sight(text).unwrap();
    store.close().unwrap();
}

fn save(store: &mut Store, value: &str) {
    let mut batch = Batch::new();
    batch.put(Tree::Records, "a", value);
    store.save(&batch, None).unwrap();
}

#[test]
fn is_shown_once_and_never_after_a_save_that_was_not_followed_by_a_close() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    save(&mut store, "one");
    leave(store, b"Warga rahasia");
    let on_disk = std::fs::read(dir.path().join(first_sight::NAME)).unwrap();
    assert!(!on_disk.windows(5).any(|bytes| bytes == b"Warga"));
    let (mut store, kept) = seen(dir.path());
    assert_eq!(kept.as_deref(), Some(b"Warga rahasia".as_slice()));
    save(&mut store, "two");
    drop(store);
    assert_eq!(seen(dir.path()).1, None);
}

#[test]
fn a_damaged_or_foreign_one_is_not_shown_and_keeps_nobody_out() {
    let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    leave(create(dir.path()), b"kept");
    leave(create(other.path()), b"of another store");
    let path = dir.path().join(first_sight::NAME);
    let good = std::fs::read(&path).unwrap();
    let mut flipped = good.clone();
    flipped[40] ^= 1;
    let foreign = std::fs::read(other.path().join(first_sight::NAME)).unwrap();
    for bad in [&flipped[..], &good[..good.len() / 2], &foreign[..], &[]] {
        std::fs::write(&path, bad).unwrap();
        let (store, kept) = seen(dir.path());
        assert_eq!(kept, None);
        drop(store);
        assert!(!path.exists());
    }
}

#[test]
fn a_restore_takes_it_along_with_the_store_it_tells_of() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = create(dir.path());
    save(&mut store, "then");
    let file = store.snapshot(1, &mut |_, _| ControlFlow::Continue(())).unwrap().path;
    let backup = dir.path().join("cadangan.bak");
    std::fs::copy(file, &backup).unwrap();
    save(&mut store, "now");
    leave(store, b"now");
    let credential = password();
    let order = RestoreOrder { file: &backup, credential: Credential::Password(&credential), at: 5 };
    let aside =
        restore::restore(&Layout::new(dir.path(), SMALL), &order, &mut |_, _| ControlFlow::Continue(()))
            .unwrap();
    let (store, kept) = seen(dir.path());
    assert_eq!(kept, None);
    leave(store, b"then");
    Store::bring_back(dir.path(), &aside, 6).unwrap();
    let (store, kept) = seen(dir.path());
    assert_eq!(kept.as_deref(), Some(b"now".as_slice()));
    assert_eq!(store.get(Tree::Records, b"a").unwrap().as_deref(), Some(b"now".as_slice()));
}
