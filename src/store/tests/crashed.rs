//! Stores as a power cut leaves them.

use std::fs;
use std::path::Path;

use super::super::{Batch, Store, Tree};
use super::dice::Dice;
use super::roundtrip::Held;

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
