//! What opening a store found.

use std::ops::RangeInclusive;

use serde::Serialize;

use crate::domain::Note;
use crate::vault::FailedUnlocks;

use super::Tree;

/// What the visitor is shown while the store opens.
#[derive(Debug)]
pub enum Visit<'a> {
    /// What the last closing left to be shown before anything is read.
    FirstSight(&'a [u8]),
    /// Forget every value shown so far: the store had to be read again from another source.
    Restart,
    Value {
        tree: Tree,
        key: &'a [u8],
        plaintext: &'a [u8],
    },
}

/// How it went, for the first screen and for the trail.
#[derive(Debug, Default)]
pub struct Opening {
    /// Sentences for the worker: `note-<code>` in the locale. Empty after an ordinary close.
    pub notices: Vec<Note>,
    /// Something acknowledged can't be read, or nothing can be written: look, print, export; nothing is saved.
    pub read_only: bool,
    /// Saves that the journal had and sled had not.
    pub replayed: u64,
    /// sled was made anew from the journal.
    pub rebuilt: bool,
    /// The journal was made anew from sled.
    pub rebased: bool,
    /// Exactly what can't be read.
    pub missing: Missing,
    pub failed_unlocks: FailedUnlocks,
}

/// Acknowledged and not readable. Empty in every healthy store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Numbers of saves.
    pub saves: Vec<RangeInclusive<u64>>,
    /// For each tree how many values there should be and how many there are, where the two differ.
    pub values: Vec<(Tree, u64, u64)>,
    /// The journal is lost or breaks off, so that more may be missing than is named here.
    pub is_open_ended: bool,
}

impl Missing {
    pub fn is_empty(&self) -> bool {
        self.saves.is_empty() && self.values.is_empty() && !self.is_open_ended
    }
}
