//! Both damaged: everything that can still be read, in a store of its own that is only looked at.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::engine::{Engine, Trouble, pass};
use super::journal::Scan;
use super::layout::Layout;
use super::parts::{self, split_key};
use super::replay::{pour, replay};
use super::snapshot;
use super::state::State;
use super::{Missing, Tree, Visit};
use crate::vault::Keys;

/// What could be saved, and what could not.
pub(super) struct Salvaged {
    pub engine: Engine,
    pub state: State,
    pub missing: Missing,
}

/// The newest snapshot, all readable saves behind it in order, and from the broken sled whatever its seal proves: over them when sled was ahead,
/// beside them when it was behind.
pub(super) fn salvage(
    layout: &Layout,
    keys: &Arc<Keys>,
    scan: &Scan,
    broken: Option<&Engine>,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Salvaged, Trouble> {
    let dir = forget_salvaged(layout);
    let engine = Engine::open(&dir)?;
    let (engine, base) = foundation(layout, keys, scan, engine, &dir)?;
    replay(layout, keys, scan, &engine, base.seq)?;
    let last = if base.seq > scan.state.seq { base } else { scan.state };
    let own = broken.and_then(|broken| broken.state().ok()).unwrap_or_default();
    if let Some(broken) = broken {
        rescue(keys, broken, &engine, own.seq >= last.seq);
    }
    let expected = if own.seq > last.seq { own } else { last };
    let seen = pass(&engine, keys, Tree::is_visited, visit)?;
    let values = Tree::ALL.into_iter().zip(expected.counts.into_iter().zip(seen.state.counts));
    let values =
        values.filter(|(_, (should, are))| should != are).map(|(tree, (should, are))| (tree, should, are));
    let missing = Missing {
        saves: scan.missing(base.seq, own.seq),
        values: values.collect(),
        is_open_ended: scan.tail_is_unknown(),
    };
    Ok(Salvaged { engine, state: State { seq: expected.seq.max(scan.acknowledged), ..seen.state }, missing })
}

/// The newest snapshot that can be read whole, in a sled of its own; nothing when there is none.
fn foundation(
    layout: &Layout,
    keys: &Keys,
    scan: &Scan,
    empty: Engine,
    dir: &std::path::Path,
) -> Result<(Engine, State), Trouble> {
    let mut engine = empty;
    for snapshot in snapshot::list(&layout.backup()) {
        if let Ok(state) = pour(&snapshot, keys, &engine) {
            engine.set_schema(snapshot::read_header(&snapshot.path)?.schema)?;
            return Ok((engine, state));
        }
        // Half of it must not stay.
        engine.close()?;
        fs::remove_dir_all(dir)?;
        engine = Engine::open(dir)?;
    }
    engine.set_schema(scan.schema)?;
    Ok((engine, State::default()))
}

/// Removes what an earlier salvage left, and says where the next one goes.
pub(super) fn forget_salvaged(layout: &Layout) -> PathBuf {
    let dir = dir(layout);
    let _ = fs::remove_dir_all(&dir);
    dir
}

/// Where what could be read lies.
pub(super) fn dir(layout: &Layout) -> PathBuf {
    layout.root().join("salvage")
}

/// Copies what its seal proves; sled's trouble ends the tree it happens in.
fn rescue(keys: &Keys, broken: &Engine, into: &Engine, over: bool) {
    let mut opened = Zeroizing::default();
    for tree in Tree::ALL {
        let Ok(entries) = broken.entries(tree, &[]) else { continue };
        for (stored, value) in entries.map_while(Result::ok) {
            let proven = split_key(&stored).is_some_and(|(_, part)| part > 0)
                || parts::open(keys, tree, &stored, &value, &mut opened, |other| broken.get(tree, other))
                    .is_ok();
            let wanted = over || into.get(tree, &stored).is_ok_and(|found| found.is_none());
            if proven && wanted {
                let _ = into.put(tree, &stored, &value);
            }
        }
    }
}
