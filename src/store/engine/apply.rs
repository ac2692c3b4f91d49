//! Putting saves into sled.
//!
//! Not as a transaction: sled 0.34 writes and range-syncs two buffers at the start of each, and all that it would give is
//! here already. The state is written last and sled recovers a prefix of what was written, so a save that was cut short
//! leaves the state before it, and replaying it puts and deletes the same again. Whatever else sled makes of it, the set
//! hash finds.

use super::{Engine, STATE_KEY, Trouble, guarded};
use crate::store::Tree;
use crate::store::journal::{Op, Ops};
use crate::store::state::State;

impl Engine {
    /// A save, the new state last. Not flushed.
    pub fn apply<'a>(&self, ops: impl Iterator<Item = Op<'a>>, state: &State) -> Result<(), Trouble> {
        for (tree, key, value) in ops {
            match value {
                Some(value) => self.put(tree, key, value)?,
                None => self.remove(tree, key)?,
            }
        }
        self.set_state(state)
    }

    /// Entries of a snapshot or a copy: into a new sled, without a state, which comes last.
    ///
    /// One by one, not as sled's batches: those take a lock of the whole process, and wait for ever on a thread that hangs
    /// in a torn sled while this one is made to replace it.
    pub fn fill<'a>(
        &self,
        mut entries: impl Iterator<Item = (Tree, &'a [u8], &'a [u8])>,
    ) -> Result<(), Trouble> {
        entries.try_for_each(|(tree, key, value)| self.put(tree, key, value))
    }

    /// One entry.
    pub fn put(&self, tree: Tree, stored: &[u8], value: &[u8]) -> Result<(), Trouble> {
        let tree = self.tree(tree)?;
        guarded(|| tree.insert(stored, value).map(drop).map_err(Trouble::from))
    }

    fn remove(&self, tree: Tree, stored: &[u8]) -> Result<(), Trouble> {
        let tree = self.tree(tree)?;
        guarded(|| tree.remove(stored).map(drop).map_err(Trouble::from))
    }

    pub fn set_state(&self, state: &State) -> Result<(), Trouble> {
        let sys = &self.sled()?.sys;
        guarded(|| sys.insert(STATE_KEY, state.encode().as_slice()).map(drop).map_err(Trouble::from))
    }
}

/// The changes of a save that was read from the journal; ends early, and says so, when they make no sense.
#[derive(Clone)]
pub(in crate::store) struct Replay<'a>(pub Ops<'a>);

impl<'a> Replay<'a> {
    /// Refuses changes that make no sense before the first of them is applied.
    pub fn checked(ops: Ops<'a>) -> Result<Self, Trouble> {
        ops.clone().all(|op| op.is_some()).then_some(Self(ops)).ok_or(Trouble::Mismatch)
    }
}

impl<'a> Iterator for Replay<'a> {
    type Item = Op<'a>;

    fn next(&mut self) -> Option<Op<'a>> {
        self.0.next().flatten()
    }
}
