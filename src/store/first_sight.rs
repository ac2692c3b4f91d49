//! What the next opening may show before it has read and proven the store: one sealed file, written at closing.
//!
//! It is taken away by the opening that shows it, so that it can't tell of an earlier day. What it says is a promise of
//! nothing: the store is read and proven behind it.

use std::fs;

use zeroize::Zeroizing;

use super::layout::Layout;
use super::{Store, StoreError};
use crate::vault::{Keys, Label, replace, sync_dir};

/// Its name in the data directory; a swap takes it along with the store that it tells of.
pub(super) const NAME: &str = "first-sight";

/// Nothing when there is none, or none that these keys open.
pub(super) fn read(layout: &Layout, keys: &Keys) -> Option<Zeroizing<Vec<u8>>> {
    let sealed = fs::read(layout.root().join(NAME)).ok()?;
    keys.open(Label::FirstSight, NAME.as_bytes(), &sealed)
}

/// Gone for good, before anything can be saved.
pub(super) fn remove(layout: &Layout) -> Result<(), StoreError> {
    match fs::remove_file(layout.root().join(NAME)) {
        Ok(()) => sync_dir(layout.root()).map_err(StoreError::io("data directory")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(StoreError::io("data directory")(error)),
    }
}

impl Store {
    /// Leaves `plaintext` for the next opening, which shows it as [`super::Visit::FirstSight`]. Nothing may be saved
    /// between this and [`Store::close`].
    pub fn leave_first_sight(&self, plaintext: &[u8]) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Ok(());
        }
        let sealed = self.keys.seal(Label::FirstSight, NAME.as_bytes(), plaintext)?;
        replace(&self.layout.root().join(NAME), &sealed).map_err(StoreError::io("data directory"))
    }
}
