//! Does a snapshot hold exactly what it says?

use std::collections::HashMap;
use std::path::Path;

use super::read::{Piece, read};
use crate::store::journal::Op;
use crate::store::parts::split_key;
use crate::store::set_hash::SetHash;
use crate::store::state::State;
use crate::store::{StoreError, Tree};
use crate::vault::{Keys, Label};

/// Is shown the key of every value, `None` where it begins again.
pub type SeeKey<'a> = dyn FnMut(Option<(Tree, &[u8])>) + 'a;

/// Entries that saves changed while the snapshot was made, with the hash of what they hold.
type Touched = HashMap<(Tree, Vec<u8>), Option<SetHash>>;

/// Reads everything and compares its set hash and counts with what stands at its end. Twice when saves were made
/// meanwhile: only behind the entries it is known which of them they changed.
pub(in crate::store) fn prove(path: &Path, keys: &Keys) -> Result<State, StoreError> {
    prove_seeing(path, keys, &mut |_| ())
}

/// The same, and shows every key of a value that is in it; `None` where it begins again.
pub(in crate::store) fn prove_seeing(
    path: &Path,
    keys: &Keys,
    see: &mut SeeKey<'_>,
) -> Result<State, StoreError> {
    let mut sum = Sum::new(keys, Touched::new(), see);
    let mut end = sum.read(path, keys)?;
    if !sum.touched.is_empty() {
        let touched = std::mem::take(&mut sum.touched).into_keys().map(|key| (key, None)).collect();
        drop(sum);
        see(None);
        sum = Sum::new(keys, touched, see);
        end = sum.read(path, keys)?;
    }
    if sum.state(end.seq) == end { Ok(end) } else { Err(StoreError::Damaged { place: "backup" }) }
}

struct Sum<'a> {
    key: &'a [u8; 32],
    state: State,
    touched: Touched,
    see: &'a mut SeeKey<'a>,
}

impl<'a> Sum<'a> {
    fn new(keys: &'a Keys, touched: Touched, see: &'a mut SeeKey<'a>) -> Self {
        Self { key: keys.subkey(Label::SetHash), state: State::default(), touched, see }
    }

    fn read(&mut self, path: &Path, keys: &Keys) -> Result<State, StoreError> {
        let mut end = State::default();
        read(path, keys.subkey(Label::Snapshot), |piece| {
            match piece {
                Piece::Entries(ops) => ops.flatten().for_each(|op| self.entry(op)),
                Piece::Save(_, ops) => ops.flatten().for_each(|op| self.change(op)),
                Piece::End(state) => end = state,
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(end)
    }

    fn entry(&mut self, (tree, key, value): Op<'_>) {
        let hash = SetHash::of(self.key, tree, key, value.unwrap_or_default());
        // A lookup wants an owned key; nearly always there is nothing to look up.
        if !self.touched.is_empty()
            && let Some(held) = self.touched.get_mut(&(tree, key.to_vec()))
        {
            *held = Some(hash);
            return;
        }
        self.add(tree, key, hash);
    }

    fn change(&mut self, (tree, key, value): Op<'_>) {
        let hash = value.map(|value| SetHash::of(self.key, tree, key, value));
        self.touched.insert((tree, key.to_vec()), hash);
    }

    fn add(&mut self, tree: Tree, key: &[u8], hash: SetHash) {
        self.state.set_hash.add(hash);
        if let Some(((key, 0), count)) = split_key(key).zip(self.state.count_mut(tree)) {
            *count += 1;
            (self.see)(Some((tree, key)));
        }
    }

    fn state(&mut self, seq: u64) -> State {
        for ((tree, key), hash) in std::mem::take(&mut self.touched) {
            if let Some(hash) = hash {
                self.add(tree, &key, hash);
            }
        }
        State { seq, ..self.state }
    }
}
