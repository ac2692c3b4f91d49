//! A new store.

use std::path::Path;

use secrecy::SecretString;

use super::checkpoint::Worker;
use super::engine::Engine;
use super::health::Health;
use super::journal::{Preparer, Scan, Writer, paths};
use super::layout::{Layout, Sizes};
use super::lock::Lock;
use super::state::State;
use super::{Store, StoreError, current};
use crate::vault::{self, Cost, Label, RecoveryCode, private_dir};

impl Store {
    /// Makes a store with new random keys in `dir`. The recovery code is shown once and never stored.
    pub fn create(
        dir: &Path,
        password: &SecretString,
        cost: Cost,
    ) -> Result<(Self, RecoveryCode), StoreError> {
        create(Layout::new(dir, Sizes::default()), password, cost)
    }
}

pub(super) fn create(
    layout: Layout,
    password: &SecretString,
    cost: Cost,
) -> Result<(Store, RecoveryCode), StoreError> {
    private_dir(layout.root()).map_err(StoreError::io("data directory"))?;
    let lock = Lock::take(layout.root())?;
    if exists(layout.root()) {
        return Err(StoreError::AlreadyExists);
    }
    // The vault first: a crash from here on leaves what opens as an empty store.
    let (keys, code) = vault::create(layout.root(), password, cost)?;
    layout.make()?;
    let number = 1;
    let preparer = Preparer::new(layout.journal(), layout.sizes.segment);
    let scan = Scan::of_nothing();
    let writer = Writer::resume(preparer.clone(), *keys.subkey(Label::Journal), keys.store_id(), &scan)
        .map_err(StoreError::io("journal"))?;
    let engine =
        Engine::open(&layout.root().join(current::name(number))).map_err(|trouble| trouble.at("store"))?;
    engine.set_state(&State::default()).map_err(|trouble| trouble.at("store"))?;
    current::write(layout.root(), number)?;
    let health = Health::default();
    let worker = Worker::start(engine.clone(), preparer, layout.clone(), health.clone())
        .map_err(StoreError::io("worker"))?;
    worker.prepare(writer.next_number());
    let store = Store {
        layout,
        keys,
        state: State::default(),
        engine: Some(engine),
        writer: Some(writer),
        worker: Some(worker),
        health,
        is_dirty: true,
        _lock: lock,
    };
    Ok((store, code))
}

pub(super) fn exists(dir: &Path) -> bool {
    vault::exists(dir) || has_data(dir)
}

/// Something that only a vault can read.
pub(super) fn has_data(dir: &Path) -> bool {
    dir.join("CURRENT").exists()
        || !current::all(dir).is_empty()
        || paths(&dir.join("journal")).is_ok_and(|segments| !segments.is_empty())
}
