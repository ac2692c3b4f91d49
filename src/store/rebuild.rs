//! A new sled from a snapshot and the journal.

use std::sync::Arc;

use super::engine::{Engine, Trouble, sync_store};
use super::journal::Scan;
use super::layout::Layout;
use super::replay::{pour, replay};
use super::snapshot::{self, Snapshot};
use super::state::State;
use super::verify::{Verified, prove_state};
use super::{Visit, ballast, current};
use crate::vault::Keys;

/// Makes store `number` from `foundation` and every save behind it, proves it, syncs it. `CURRENT` still names the old
/// one.
pub(super) fn rebuild(
    layout: &Layout,
    keys: &Arc<Keys>,
    scan: &Scan,
    foundation: Option<&Snapshot>,
    number: u32,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Verified, Trouble> {
    let engine = open_with_room(layout, number)?;
    let built = build(layout, keys, scan, foundation, &engine).and_then(|(state, replayed)| {
        let bytes = prove_state(keys, &engine, &state, visit)?;
        engine.flush()?;
        sync_store(engine.dir())?;
        Ok((state, replayed, bytes))
    });
    match built {
        Ok((state, replayed, bytes)) => Ok(Verified { engine, state, replayed, bytes }),
        Err(trouble) => {
            let dir = engine.dir().to_owned();
            let _ = engine.close();
            let _ = std::fs::remove_dir_all(dir);
            Err(trouble)
        }
    }
}

fn build(
    layout: &Layout,
    keys: &Arc<Keys>,
    scan: &Scan,
    foundation: Option<&Snapshot>,
    engine: &Engine,
) -> Result<(State, u64), Trouble> {
    let (schema, base) = match foundation {
        Some(snapshot) => (snapshot::read_header(&snapshot.path)?.schema, pour(snapshot, keys, engine)?),
        None => (scan.schema, State::default()),
    };
    engine.set_schema(schema)?;
    let replayed = replay(layout, keys, scan, engine, base.seq)?;
    let state = if scan.state.seq > base.seq { scan.state } else { base };
    engine.set_state(&state)?;
    Ok((state, replayed))
}

/// Opens store `number`; on a full disk once more without the ballast.
pub(super) fn open_with_room(layout: &Layout, number: u32) -> Result<Engine, Trouble> {
    let dir = layout.root().join(current::name(number));
    match Engine::open(&dir) {
        Err(trouble) if trouble.is_full_disk() && ballast::release(layout) => Engine::open(&dir),
        opened => opened,
    }
}
