//! A backup in place of the store, and back again.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::super::layout::Layout;
use super::super::{Batch, DraftId, RestoreOrder, Store, StoreError, Tree, restore};
use super::crashed::fill;
use super::dice::Dice;
use super::roundtrip::{Held, SMALL, create, password, reopen, reopen_with};
use crate::vault::{Cost, Credential, change_password};

fn backup(store: &mut Store) -> PathBuf {
    store.snapshot(1, &mut |_, _| ControlFlow::Continue(())).unwrap().path
}

fn put_back(dir: &Path, file: &Path, secret: &SecretString) -> Result<String, StoreError> {
    let order = RestoreOrder { file, credential: Credential::Password(secret), at: 50 };
    restore::restore(&Layout::new(dir, SMALL), &order, &mut |_, _| ControlFlow::Continue(()))
}

/// A store with 20 saves in a backup and one more behind it; the backup lies elsewhere.
fn moved_on(dir: &Path, stick: &Path) -> (Held, PathBuf) {
    let mut store = create(dir);
    let held = fill(&mut store, 20, &mut Dice::new(1));
    let file = stick.join("cadangan.bak");
    fs::copy(backup(&mut store), &file).unwrap();
    let mut batch = Batch::new();
    batch.put(Tree::Records, "after", "x");
    store.save(&batch, None).unwrap();
    store.close().unwrap();
    (held, file)
}

#[test]
fn a_stopped_restore_leaves_everything_as_it_was() {
    let (dir, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_, file) = moved_on(dir.path(), stick.path());
    let secret = password();
    let order = RestoreOrder { file: &file, credential: Credential::Password(&secret), at: 50 };
    let stopped =
        restore::restore(&Layout::new(dir.path(), SMALL), &order, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
    assert!(Store::set_aside(dir.path()).is_empty());
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty(), "{opening:?}");
    assert!(found.contains_key(b"after".as_slice()), "what came after the backup is there");
}

#[test]
fn the_store_is_as_it_was_then_and_the_restore_can_be_undone() {
    let (dir, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (held, file) = moved_on(dir.path(), stick.path());
    let (store, ..) = reopen(dir.path()).unwrap();
    store.drafts().write(DraftId::from_bytes([4; 16]), b"half a form").unwrap();
    store.close().unwrap();
    // In two parts, and one that came after the backup.
    let (long, value) = held.iter().find(|(_, value)| value.len() > 4096).unwrap();
    let wanted = |tree, key: &[u8]| tree == Tree::Records && (key == b"after" || key == long.as_slice());
    let password = password();
    let credential = Credential::Password(&password);
    let content = Store::look_into(dir.path(), &file, credential, &mut |_| (), &wanted).unwrap();
    assert_eq!((content.seq, content.is_of_this_store), (20, true));
    assert_eq!(content.wanted, std::slice::from_ref(value));

    let old = put_back(dir.path(), &file, &password).unwrap();
    let (mut store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && found == held, "{opening:?}");
    assert_eq!(store.drafts().all().unwrap().readable.len(), 1, "the draft stays");
    let mut batch = Batch::new();
    batch.put(Tree::Records, "another way", "y");
    assert_eq!(store.save(&batch, None).unwrap(), 21);
    assert!(store.check().unwrap().is_good);
    store.close().unwrap();

    assert_eq!(Store::set_aside(dir.path()), std::slice::from_ref(&old));
    Store::bring_back(dir.path(), &old, 60).unwrap();
    let (store, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && found.contains_key(b"after".as_slice()), "{opening:?}");
    assert!(!found.contains_key(b"another way".as_slice()) && found.len() == held.len() + 1);
    assert!(store.check().unwrap().is_good);
}

#[test]
fn on_another_machine_with_the_password_or_the_recovery_code() {
    let (stick, first) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (held, file) = moved_on(first.path(), stick.path());
    let code = crate::vault::renew_recovery(first.path(), Credential::Password(&password())).unwrap();
    let (mut store, ..) = reopen(first.path()).unwrap();
    let newer = backup(&mut store);
    drop(store);

    let empty = tempfile::tempdir().unwrap();
    put_back(empty.path(), &file, &password()).unwrap();
    let (_, opening, found) = reopen(empty.path()).unwrap();
    assert!(opening.notices.is_empty() && found == held, "{opening:?}");

    let paper = code.on_paper().join(" ");
    let other = tempfile::tempdir().unwrap();
    let mut strangers = create(other.path());
    fill(&mut strangers, 3, &mut Dice::new(9));
    strangers.files().put("their.zip", b"x").unwrap();
    strangers.close().unwrap();
    let order = RestoreOrder { file: &newer, credential: Credential::Recovery(&paper), at: 5 };
    restore::restore(&Layout::new(other.path(), SMALL), &order, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    let (store, opening, found) = reopen_with(other.path(), Credential::Recovery(&paper)).unwrap();
    assert!(opening.notices.is_empty() && found.len() == held.len() + 1, "{opening:?}");
    assert!(store.files().list().unwrap().is_empty());
}

#[test]
fn the_newest_password_stays_and_the_old_one_opens_the_backup_too() {
    let (dir, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (held, file) = moved_on(dir.path(), stick.path());
    let new = SecretString::from("sandi yang baru");
    change_password(dir.path(), Credential::Password(&password()), &new, Cost::for_tests()).unwrap();
    put_back(dir.path(), &file, &new).unwrap();
    assert!(reopen(dir.path()).is_err());
    assert_eq!(reopen_with(dir.path(), Credential::Password(&new)).unwrap().2, held);
    put_back(dir.path(), &file, &password()).unwrap();
    assert_eq!(reopen(dir.path()).unwrap().2, held);
}

#[test]
fn a_broken_store_is_replaced_as_well() {
    let (dir, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (held, file) = moved_on(dir.path(), stick.path());
    for name in ["vault-a", "vault-b", "CURRENT", "journal/000001.wal"] {
        fs::write(dir.path().join(name), b"rubbish").unwrap();
    }
    assert!(reopen(dir.path()).is_err());
    put_back(dir.path(), &file, &password()).unwrap();
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(opening.notices.is_empty() && found == held, "{opening:?}");
}

#[test]
fn a_wrong_secret_a_damaged_file_and_something_else_leave_everything_as_it_was() {
    let (dir, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_, file) = moved_on(dir.path(), stick.path());
    let now = reopen(dir.path()).unwrap().2;
    let wrong = SecretString::from("salah");
    assert_eq!(put_back(dir.path(), &file, &wrong).unwrap_err().exit_code(), 3);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let (damaged, other) = (stick.path().join("rusak.bak"), stick.path().join("foto.bak"));
    fs::write(&damaged, &bytes).unwrap();
    fs::write(&other, b"not a backup at all, but long enough to be read as a header").unwrap();
    let refused = put_back(dir.path(), &damaged, &password()).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { place: "backup" }), "{refused:?}");
    assert!(matches!(put_back(dir.path(), &other, &password()), Err(StoreError::NotABackup)));
    assert!(put_back(dir.path(), stick.path(), &password()).is_err());
    assert!(put_back(dir.path(), &stick.path().join("none"), &password()).is_err());
    let (_, opening, found) = reopen(dir.path()).unwrap();
    assert!(
        opening.notices.is_empty() && found == now && Store::set_aside(dir.path()).is_empty(),
        "{opening:?}"
    );
}

#[test]
fn an_open_store_is_not_replaced() {
    let (dir, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_, file) = moved_on(dir.path(), stick.path());
    let _open = reopen(dir.path()).unwrap();
    assert!(matches!(put_back(dir.path(), &file, &password()), Err(StoreError::InUse { .. })));
}
