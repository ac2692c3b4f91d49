//! Reading: sled finds, the seal proves.

use std::ops::ControlFlow;

use zeroize::Zeroizing;

use super::engine::{Engine, Trouble};
use super::parts::{self, split_key, stored_key};
use super::{Store, StoreError, Tree};

/// Is shown a key and its value; says whether to go on.
pub type See<'a> = dyn FnMut(&[u8], &[u8]) -> ControlFlow<()> + 'a;

impl Store {
    /// The value of a key; nothing when there is none.
    pub fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let stored = stored_key(key, 0);
        let Some(first) = self.stored(tree, &stored)? else { return Ok(None) };
        let mut opened = Zeroizing::default();
        self.open_value(tree, &stored, &first, &mut opened)?;
        Ok(Some(parts::value(&opened).to_vec()))
    }

    /// The beginning of a value: all of a short one, some 4,000 bytes of a long one.
    pub fn get_beginning(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let stored = stored_key(key, 0);
        let Some(first) = self.stored(tree, &stored)? else { return Ok(None) };
        let mut opened = Zeroizing::default();
        parts::open_first(&self.keys, tree, &stored, &first, &mut opened)
            .map_err(|unopened| self.in_trouble(unopened.into()))?;
        Ok(Some(parts::value(&opened).to_vec()))
    }

    pub fn contains(&self, tree: Tree, key: &[u8]) -> Result<bool, StoreError> {
        Ok(self.stored(tree, &stored_key(key, 0))?.is_some())
    }

    /// Shows every key that begins with `prefix` and its value, in the order of the keys, until `see` breaks.
    pub fn scan(&self, tree: Tree, prefix: &[u8], see: &mut See<'_>) -> Result<(), StoreError> {
        let mut opened = Zeroizing::default();
        for entry in self.engine()?.entries(tree, prefix).map_err(|trouble| self.in_trouble(trouble))? {
            let (stored, first) = entry.map_err(|trouble| self.in_trouble(trouble))?;
            let Some((key, 0)) = split_key(&stored) else { continue };
            // The part's number may complete the prefix of a shorter key.
            if !key.starts_with(prefix) {
                continue;
            }
            self.open_value(tree, &stored, &first, &mut opened)?;
            if see(key, parts::value(&opened)).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The value of the last key below `bound`.
    pub fn last_below(&self, tree: Tree, bound: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.engine()?.last_below(tree, bound).map_err(|trouble| self.in_trouble(trouble))?;
        let Some((key, _)) = found.as_deref().and_then(split_key) else { return Ok(None) };
        self.get(tree, key)
    }

    pub(super) fn engine(&self) -> Result<&Engine, StoreError> {
        self.engine.as_ref().ok_or(StoreError::Damaged { place: "store" })
    }

    pub(super) fn stored(&self, tree: Tree, stored: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        self.engine()?.get(tree, stored).map_err(|trouble| self.in_trouble(trouble))
    }

    fn open_value(
        &self,
        tree: Tree,
        stored: &[u8],
        first: &[u8],
        opened: &mut Zeroizing<Vec<u8>>,
    ) -> Result<(), StoreError> {
        let engine = self.engine()?;
        parts::open(&self.keys, tree, stored, first, opened, |other| engine.get(tree, other))
            .map_err(|trouble| self.in_trouble(trouble))
    }

    /// Whatever sled does instead of answering, nothing more is saved on top of it.
    fn in_trouble(&self, trouble: Trouble) -> StoreError {
        self.health.fail();
        trouble.at("store")
    }
}
