//! Putting saves into sled.

use sled::transaction::{ConflictableTransactionError, TransactionError, Transactional, TransactionalTree};

use super::{Engine, STATE_KEY, Trouble, guarded};
use crate::store::Tree;
use crate::store::journal::{Op, Ops};
use crate::store::state::State;

type Step = Result<(), ConflictableTransactionError<()>>;

impl Engine {
    /// One transaction over all trees, the new state included. Not flushed.
    pub fn apply<'a>(
        &self,
        ops: &(impl Iterator<Item = Op<'a>> + Clone),
        state: &State,
    ) -> Result<(), Trouble> {
        let mut trees: Vec<&sled::Tree> = self.trees.iter().collect();
        trees.push(&self.sys);
        guarded(|| {
            trees
                .as_slice()
                .transaction(|views: &Vec<TransactionalTree>| step(views, ops.clone(), state))
                .map_err(|error| match error {
                    TransactionError::Storage(error) => error.into(),
                    TransactionError::Abort(()) => Trouble::Failed,
                })
        })
    }

    /// Entries of a base: into a new sled, without a state, which comes last.
    pub fn fill(&self, ops: Ops<'_>) -> Result<(), Trouble> {
        let mut batches: [sled::Batch; Tree::ALL.len()] = Default::default();
        for op in ops {
            let (tree, key, value) = op.ok_or(Trouble::Mismatch)?;
            if let (Some(batch), Some(value)) = (batches.get_mut(tree.index()), value) {
                batch.insert(key, value);
            }
        }
        guarded(|| {
            for (tree, batch) in self.trees.iter().zip(batches) {
                tree.apply_batch(batch)?;
            }
            Ok(())
        })
    }

    /// One entry, outside any save.
    pub fn put(&self, tree: Tree, stored: &[u8], value: &[u8]) -> Result<(), Trouble> {
        let tree = self.tree(tree)?;
        guarded(|| tree.insert(stored, value).map(drop).map_err(Trouble::from))
    }

    pub fn set_state(&self, state: &State) -> Result<(), Trouble> {
        guarded(|| self.sys.insert(STATE_KEY, state.encode().as_slice()).map(drop).map_err(Trouble::from))
    }
}

fn step<'a>(views: &[TransactionalTree], ops: impl Iterator<Item = Op<'a>>, state: &State) -> Step {
    let (sys, trees) = views.split_last().ok_or(ConflictableTransactionError::Abort(()))?;
    for (tree, key, value) in ops {
        let view = trees.get(tree.index()).ok_or(ConflictableTransactionError::Abort(()))?;
        match value {
            Some(value) => view.insert(key, value)?,
            None => view.remove(key)?,
        };
    }
    sys.insert(STATE_KEY, state.encode().as_slice())?;
    Ok(())
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
