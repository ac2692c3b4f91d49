//! Is what sled holds what was acknowledged?

use std::sync::Arc;

use super::engine::{Engine, Trouble, pass};
use super::journal::Scan;
use super::layout::Layout;
use super::replay::replay;
use super::state::State;
use super::{Tree, Visit};
use crate::vault::Keys;

/// A sled that holds exactly what it should.
pub(super) struct Verified {
    pub engine: Engine,
    pub state: State,
    pub replayed: u64,
    /// Of keys and stored values.
    pub bytes: u64,
}

/// Catches up with the journal, then proves every entry.
pub(super) fn verify(
    layout: &Layout,
    keys: &Arc<Keys>,
    scan: &Scan,
    engine: Engine,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Verified, (Engine, Trouble)> {
    match prove(layout, keys, scan, &engine, visit) {
        Ok((state, replayed, bytes)) => Ok(Verified { engine, state, replayed, bytes }),
        Err(trouble) => Err((engine, trouble)),
    }
}

fn prove(
    layout: &Layout,
    keys: &Arc<Keys>,
    scan: &Scan,
    engine: &Engine,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<(State, u64, u64), Trouble> {
    let own = engine.state()?;
    // sled makes itself anew out of files it can't read; without a journal nothing says that the store was ever empty.
    if scan.is_lost() && own.seq == 0 {
        return Err(Trouble::Mismatch);
    }
    let mut replayed = 0;
    if own.seq < scan.state.seq {
        if !scan.continues(own.seq) {
            return Err(Trouble::Mismatch);
        }
        replayed = replay(layout, keys, scan, engine, own.seq)?;
    }
    let expected = if own.seq > scan.state.seq { own } else { scan.state };
    // A later save was acknowledged and is nowhere.
    if scan.acknowledged > expected.seq {
        return Err(Trouble::Mismatch);
    }
    let bytes = prove_state(keys, engine, &expected, visit)?;
    Ok((expected, replayed, bytes))
}

/// Every entry is there, none is stale, and every value of the visited trees opens. Gives their bytes.
pub(super) fn prove_state(
    keys: &Arc<Keys>,
    engine: &Engine,
    expected: &State,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<u64, Trouble> {
    let seen = pass(engine, keys, Tree::is_visited, visit)?;
    let same = is_same(&seen.state, expected);
    if same && seen.unreadable == 0 && engine.state()? == *expected {
        Ok(seen.bytes)
    } else {
        Err(Trouble::Mismatch)
    }
}

#[cfg(not(test))]
fn is_same(seen: &State, expected: &State) -> bool {
    seen.set_hash == expected.set_hash && seen.counts == expected.counts
}

#[cfg(test)]
fn is_same(seen: &State, expected: &State) -> bool {
    let set_hash = IS_LEFT_OUT.get() || seen.set_hash == expected.set_hash;
    set_hash && seen.counts == expected.counts
}

#[cfg(test)]
thread_local! {
    static IS_LEFT_OUT: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// For the test that shows that the harness would notice.
#[cfg(test)]
pub(super) fn without_the_set_hash<T>(open: impl FnOnce() -> T) -> T {
    IS_LEFT_OUT.set(true);
    let done = open();
    IS_LEFT_OUT.set(false);
    done
}
