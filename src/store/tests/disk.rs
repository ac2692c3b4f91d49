//! A disk that fails while saving.

use super::super::journal::Fault;
use super::super::{Batch, StoreError, Tree};
use super::damage::Dice;
use super::roundtrip::{create, reopen};

fn batch(key: &str) -> Batch {
    let mut batch = Batch::new();
    batch.put(Tree::Records, key, vec![1; 3000]);
    batch
}

#[test]
fn a_failing_write_or_sync_is_uncertain_then_read_only_then_whole_again() {
    for fault in [Fault::FullOnWrite, Fault::ErrorOnSync] {
        let dir = tempfile::tempdir().unwrap();
        let mut store = create(dir.path());
        let held = super::damage::fill(&mut store, 12, &mut Dice::new(4));
        store.writer.as_mut().unwrap().break_disk(fault);
        assert!(matches!(store.save(&batch("x"), None), Err(StoreError::Uncertain(_))));
        assert!(store.is_read_only());
        assert!(matches!(store.save(&batch("y"), None), Err(StoreError::ReadOnly)));
        drop(store);
        let (mut store, opening, found) = reopen(dir.path()).unwrap();
        assert!(!opening.read_only, "{opening:?}");
        assert!(held.iter().all(|(key, value)| found.get(key) == Some(value)));
        assert!(!found.contains_key(b"y".as_slice()));
        assert_eq!(found.contains_key(b"x".as_slice()), fault == Fault::ErrorOnSync);
        store.save(&batch("z"), None).unwrap();
        store.close().unwrap();
        let (_, opening, found) = reopen(dir.path()).unwrap();
        assert!(opening.notices.is_empty() && found.contains_key(b"z".as_slice()), "{opening:?}");
    }
}
