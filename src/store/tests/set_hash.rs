//! The set hash over everything finds what sled's own checks can't: an entry it has forgotten.

use std::path::Path;

use super::super::current;
use super::super::verify::without_the_set_hash;
use super::crashed::{copy, fill};
use super::damages::forget;
use super::dice::Dice;
use super::roundtrip::{Held, create, reopen};

/// How many times something else than `held` is shown as if it were everything.
fn silent(good: &Path, older: &Path, held: &Held) -> usize {
    let is_silent = |seed| {
        let (dir, before) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        copy(good, dir.path());
        copy(older, before.path());
        let sled = |dir: &Path| dir.join(current::name(current::read(dir).unwrap()));
        forget(&sled(dir.path()), &sled(before.path()), &mut Dice::new(seed)).unwrap();
        let (_, opening, found) = reopen(dir.path()).unwrap();
        found != *held && opening.missing.is_empty() && opening.notices.is_empty()
    };
    (0..12).filter(|seed| is_silent(*seed)).count()
}

#[test]
fn a_set_hash_left_out_is_caught() {
    let (good, older) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = create(good.path());
    fill(&mut store, 20, &mut Dice::new(1));
    store.close().unwrap();
    copy(good.path(), older.path());
    let (mut store, ..) = reopen(good.path()).unwrap();
    fill(&mut store, 40, &mut Dice::new(2));
    store.close().unwrap();
    let held = reopen(good.path()).unwrap().2;
    assert!(without_the_set_hash(|| silent(good.path(), older.path(), &held)) > 0);
    assert_eq!(silent(good.path(), older.path(), &held), 0);
}
