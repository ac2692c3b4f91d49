//! A new store.

use std::fs::{remove_dir_all, remove_file};
use std::io;
use std::path::Path;
use std::sync::Arc;

use secrecy::SecretString;

use super::checkpoint::Worker;
use super::engine::{Engine, sync_store};
use super::health::Health;
use super::journal::{Preparer, Writer, paths};
use super::layout::{Layout, Sizes};
use super::lock::Lock;
use super::schema::Schema;
use super::state::State;
use super::{Store, StoreError, current, swap};
use crate::vault::{self, Cost, Keys, Label, RecoveryCode, private_dir, replace, sync_dir};

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

/// There only while a store is being made; its making was then never acknowledged.
const UNFINISHED: &str = "SETUP";

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
    let marker = layout.root().join(UNFINISHED);
    clear(&layout).and_then(|()| replace(&marker, b"")).map_err(StoreError::io("data directory"))?;
    let (keys, code) = vault::create(layout.root(), password, cost)?;
    let store = furnish(layout, keys, lock)?;
    remove_file(&marker)
        .and_then(|()| sync_dir(store.layout.root()))
        .map_err(StoreError::io("data directory"))?;
    Ok((store, code))
}

fn furnish(layout: Layout, keys: Keys, lock: Lock) -> Result<Store, StoreError> {
    layout.make()?;
    let preparer = Preparer::new(layout.journal(), layout.sizes.segment);
    let state = State::default();
    let writer = begin_journal(&preparer, &keys, &state).map_err(StoreError::io("journal"))?;
    let engine =
        Engine::open(&layout.root().join(current::name(1))).map_err(|trouble| trouble.at("store"))?;
    engine
        .set_schema(Schema::PRESENT)
        .and_then(|()| engine.set_state(&state))
        .and_then(|()| engine.flush())
        .map_err(|trouble| trouble.at("store"))?;
    sync_store(engine.dir()).map_err(StoreError::io("store"))?;
    current::write(layout.root(), 1)?;
    let health = Health::default();
    let worker = Worker::start(engine.clone(), preparer, layout.clone(), health.clone())
        .map_err(StoreError::io("worker"))?;
    let (engine, writer, worker) = (Some(engine), Some(writer), Some(worker));
    Ok(Store {
        layout,
        keys: Arc::new(keys),
        state,
        engine,
        writer,
        worker,
        health,
        missing: super::Missing::default(),
        making: None,
        schema: Schema::PRESENT,
        live_bytes: 0,
        is_dirty: false,
        lock: Arc::new(lock),
    })
}

/// The first frame: a journal without one is lost, not new.
fn begin_journal(preparer: &Preparer, keys: &Keys, state: &State) -> io::Result<Writer> {
    let key = *keys.subkey(Label::Journal);
    let writer = Writer::begin(preparer.clone(), key, keys.store_id(), 1, Schema::PRESENT, state)?;
    preparer.prepare(writer.next_number())?;
    Ok(writer)
}

/// Removes what an interrupted set-up left behind.
fn clear(layout: &Layout) -> io::Result<()> {
    let root = layout.root();
    for name in ["vault-a", "vault-b", "CURRENT"] {
        ignore_missing(remove_file(root.join(name)))?;
    }
    for number in current::all(root) {
        ignore_missing(remove_dir_all(root.join(current::name(number))))?;
    }
    ignore_missing(remove_dir_all(layout.journal()))
}

fn ignore_missing(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

pub(super) fn exists(dir: &Path) -> bool {
    if swap::is_pending(dir) {
        return true;
    }
    !dir.join(UNFINISHED).exists() && (vault::exists(dir) || has_data(dir))
}

/// Something that only a vault can read.
pub(super) fn has_data(dir: &Path) -> bool {
    dir.join("CURRENT").exists()
        || !current::all(dir).is_empty()
        || paths(&dir.join("journal")).is_ok_and(|segments| !segments.is_empty())
}
