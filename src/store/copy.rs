//! The one copy that compaction, migration, erasure and restoring are made of: entry by entry into a new sled, as they
//! are, changed or left out.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::engine::{Engine, Trouble};
use super::parts::{self, split_key};
use super::set_hash::SetHash;
use super::state::State;
use super::{StoreError, Tree};
use crate::vault::{Keys, Label};

/// What becomes of a value in the copy.
#[derive(Debug)]
pub enum Fate {
    Keep,
    Drop,
    /// This plaintext instead.
    Replace(Vec<u8>),
}

/// Decides over every value, by its key and plaintext.
pub type Judge<'a> = dyn FnMut(Tree, &[u8], &[u8]) -> Fate + 'a;

/// Entries after which the watcher is told.
const BUNCH: usize = 512;

pub(super) struct Copy<'a> {
    pub from: &'a Engine,
    pub old: &'a Arc<Keys>,
    pub to: &'a Engine,
    pub new: &'a Arc<Keys>,
    /// So many bytes more are done; an error stops the copy.
    pub step: &'a dyn Fn(u64) -> Result<(), StoreError>,
}

impl Copy<'_> {
    /// Sealed values as they are.
    pub fn everything(&self, seq: u64) -> Result<State, StoreError> {
        let mut filling = Filling::new(self, seq);
        for tree in Tree::ALL {
            for entry in self.from.entries(tree, &[]).map_err(at_store)? {
                let (stored, value) = entry.map_err(at_store)?;
                filling.put(tree, stored.to_vec(), value.to_vec())?;
            }
        }
        filling.end()
    }

    /// Every value as `judge` says, sealed anew where the keys are new.
    pub fn judged(&self, seq: u64, judge: &mut Judge<'_>) -> Result<State, StoreError> {
        self.each(seq, judge, false)
    }

    /// Every value that can be read; the others are left out.
    pub fn readable(&self, seq: u64) -> Result<State, StoreError> {
        self.each(seq, &mut |_, _, _| Fate::Keep, true)
    }

    fn each(&self, seq: u64, judge: &mut Judge<'_>, may_leave_out: bool) -> Result<State, StoreError> {
        let same_keys = Arc::ptr_eq(self.old, self.new);
        let mut filling = Filling::new(self, seq);
        let mut opened = Zeroizing::default();
        for tree in Tree::ALL {
            for entry in self.from.entries(tree, &[]).map_err(at_store)? {
                let (stored, first) = entry.map_err(at_store)?;
                let Some((key, 0)) = split_key(&stored) else { continue };
                let get = |other: &[u8]| self.from.get(tree, other);
                match parts::open(self.old, tree, &stored, &first, &mut opened, get) {
                    Err(_) if may_leave_out => continue,
                    done => done.map_err(at_store)?,
                }
                let plaintext = parts::value(&opened);
                match judge(tree, key, plaintext) {
                    Fate::Drop => {}
                    Fate::Keep if same_keys => self.parts_of(tree, key, &mut filling)?,
                    Fate::Keep => filling.seal(tree, key, plaintext)?,
                    Fate::Replace(plaintext) => filling.seal(tree, key, &Zeroizing::new(plaintext))?,
                }
            }
        }
        filling.end()
    }

    fn parts_of(&self, tree: Tree, key: &[u8], filling: &mut Filling<'_>) -> Result<(), StoreError> {
        for part in 0.. {
            let stored = parts::stored_key(key, part);
            let Some(value) = self.from.get(tree, &stored).map_err(at_store)? else { break };
            filling.put(tree, stored, value.to_vec())?;
        }
        Ok(())
    }
}

fn at_store(trouble: Trouble) -> StoreError {
    trouble.at("store")
}

/// The new sled, filled bunch by bunch.
struct Filling<'a> {
    copy: &'a Copy<'a>,
    hash_key: [u8; 32],
    state: State,
    bunch: Vec<(Tree, Vec<u8>, Vec<u8>)>,
}

impl<'a> Filling<'a> {
    fn new(copy: &'a Copy<'a>, seq: u64) -> Self {
        let hash_key = *copy.new.subkey(Label::SetHash);
        Self { copy, hash_key, state: State { seq, ..State::default() }, bunch: Vec::new() }
    }

    fn seal(&mut self, tree: Tree, key: &[u8], plaintext: &[u8]) -> Result<(), StoreError> {
        for (stored, sealed) in parts::seal(self.copy.new, tree, key, plaintext)? {
            self.put(tree, stored, sealed)?;
        }
        Ok(())
    }

    fn put(&mut self, tree: Tree, stored: Vec<u8>, value: Vec<u8>) -> Result<(), StoreError> {
        self.state.set_hash.add(SetHash::of(&self.hash_key, tree, &stored, &value));
        if let Some(((_, 0), count)) = split_key(&stored).zip(self.state.count_mut(tree)) {
            *count += 1;
        }
        self.bunch.push((tree, stored, value));
        if self.bunch.len() >= BUNCH { self.empty() } else { Ok(()) }
    }

    fn empty(&mut self) -> Result<(), StoreError> {
        let bytes: usize = self.bunch.iter().map(|(_, stored, value)| stored.len() + value.len()).sum();
        (self.copy.step)(u64::try_from(bytes).unwrap_or_default())?;
        let entries =
            self.bunch.iter().map(|(tree, stored, value)| (*tree, stored.as_slice(), value.as_slice()));
        self.copy.to.fill(entries).map_err(at_store)?;
        self.bunch.clear();
        Ok(())
    }

    fn end(mut self) -> Result<State, StoreError> {
        self.empty()?;
        self.copy.to.set_state(&self.state).map_err(at_store)?;
        Ok(self.state)
    }
}
