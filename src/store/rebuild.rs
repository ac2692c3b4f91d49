//! A new sled from the journal alone.

use std::sync::Arc;

use super::engine::{Engine, Trouble, sync_store};
use super::journal::Scan;
use super::layout::Layout;
use super::replay::replay;
use super::verify::{Verified, prove_state};
use super::{Visit, ballast, current};
use crate::vault::{Keys, Label};

/// Replays everything into store `number`, proves it, syncs it. `CURRENT` still names the old one.
pub(super) fn rebuild(
    layout: &Layout,
    keys: &Arc<Keys>,
    scan: &Scan,
    number: u32,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Verified, Trouble> {
    let engine = open_with_room(layout, number)?;
    let built = replay(layout, keys.subkey(Label::Journal), scan, &engine, None).and_then(|replayed| {
        if scan.state.seq == 0 {
            engine.set_state(&scan.state)?;
        }
        prove_state(keys, &engine, &scan.state, visit)?;
        engine.flush()?;
        sync_store(engine.dir())?;
        Ok(replayed)
    });
    match built {
        Ok(replayed) => Ok(Verified { engine, state: scan.state, replayed }),
        Err(trouble) => {
            let _ = engine.close();
            Err(trouble)
        }
    }
}

/// Opens store `number`; on a full disk once more without the ballast.
pub(super) fn open_with_room(layout: &Layout, number: u32) -> Result<Engine, Trouble> {
    let dir = layout.root().join(current::name(number));
    match Engine::open(&dir) {
        Err(trouble) if trouble.is_full_disk() && ballast::release(layout) => Engine::open(&dir),
        opened => opened,
    }
}
