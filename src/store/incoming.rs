//! A new generation, made ready beside the old one: proven, synced, with a journal and snapshots of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::current;
use super::engine::{Engine, sync_store};
use super::journal::{Preparer, Writer};
use super::layout::Layout;
use super::schema::Schema;
use super::snapshot::{self, Header, Progress, Source};
use super::state::State;
use super::swap::incoming;
use super::verify::prove_state;
use super::{StoreError, Visit};
use crate::vault::{self, Keys, Label, private_dir, sync_dir};

/// Nothing of it counts before the swap.
pub(super) struct Incoming {
    layout: Layout,
    pub engine: Engine,
}

/// What else a generation needs besides the values.
pub(super) struct Fitting<'a> {
    pub keys: &'a Arc<Keys>,
    pub schema: Schema,
    pub state: &'a State,
    /// Unix seconds.
    pub at: i64,
}

impl Incoming {
    /// An empty sled in a cleared place; what an earlier try left is gone.
    pub fn begin(root: &Layout) -> Result<Self, StoreError> {
        let dir = incoming(root.root());
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(StoreError::io("data directory"))?;
        }
        private_dir(&dir).map_err(StoreError::io("data directory"))?;
        let layout = Layout::new(&dir, root.sizes);
        // A number that no store has had, so that nobody takes one for the other.
        let number = current::all(root.root()).first().copied().unwrap_or_default().saturating_add(1);
        let engine = Engine::open(&dir.join(current::name(number))).map_err(|trouble| trouble.at("store"))?;
        current::write(&dir, number)?;
        Ok(Self { layout, engine })
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    pub fn dir(&self) -> &Path {
        self.layout.root()
    }

    /// Proves that sled holds `state` and brings it to the disk.
    pub fn settle(&self, fitting: &Fitting<'_>) -> Result<(), StoreError> {
        let engine = &self.engine;
        engine
            .set_schema(fitting.schema)
            .and_then(|()| prove_state(fitting.keys, engine, fitting.state, &mut |_: Visit<'_>| ()))
            .and_then(|_| engine.flush())
            .map_err(|trouble| trouble.at("store"))?;
        sync_store(engine.dir()).map_err(StoreError::io("store"))
    }

    /// A journal that begins here, and a snapshot that holds what was before it.
    pub fn furnish(&self, fitting: &Fitting<'_>, vault: Vec<u8>) -> Result<PathBuf, StoreError> {
        let Fitting { keys, schema, state, at } = *fitting;
        let io = || StoreError::io("data directory");
        private_dir(&self.layout.backup()).map_err(io())?;
        private_dir(&self.layout.journal()).map_err(io())?;
        let header = Header { schema, store_id: keys.store_id(), at, vault };
        let source = Source { engine: &self.engine, keys, before: *state, saves: None };
        let made = snapshot::write(&self.layout.backup(), &header, &source, &Progress::default())?;
        let preparer = Preparer::new(self.layout.journal(), self.layout.sizes.segment);
        let key = *keys.subkey(Label::Journal);
        let writer = Writer::begin(preparer.clone(), key, keys.store_id(), 1, schema, state);
        let next = writer.map_err(StoreError::io("journal"))?.next_number();
        preparer.prepare(next).map_err(StoreError::io("journal"))?;
        Ok(made)
    }

    /// Leaves it as it lies, ready to be swapped in.
    pub fn close(self) -> Result<(), StoreError> {
        self.engine.close().map_err(|trouble| trouble.at("store"))?;
        sync_dir(self.layout.root()).map_err(StoreError::io("data directory"))
    }

    /// Away with it: everything is as before.
    pub fn abandon(self) {
        let dir = self.layout.root().to_owned();
        let _ = self.engine.close();
        let _ = fs::remove_dir_all(dir);
    }
}

/// The vault that lies in `dir`, for a snapshot.
pub(super) fn vault_of(dir: &Path) -> Result<Vec<u8>, StoreError> {
    Ok(vault::newest_copy(dir)?)
}
