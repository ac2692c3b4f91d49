//! Where things lie in the data directory.

use std::path::{Path, PathBuf};

use super::StoreError;
use crate::vault::{private_dir, sync_dir};

/// Sizes that only tests change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Bytes of a journal segment.
    pub segment: usize,
    /// Bytes kept free for a full disk.
    pub ballast: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { segment: 4 << 20, ballast: 16 << 20 }
    }
}

/// The data directory.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    root: PathBuf,
    pub sizes: Sizes,
}

impl Layout {
    pub fn new(root: &Path, sizes: Sizes) -> Self {
        Self { root: root.to_owned(), sizes }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn journal(&self) -> PathBuf {
        self.root.join("journal")
    }

    pub fn drafts(&self) -> PathBuf {
        self.root.join("drafts")
    }

    pub fn outbox(&self) -> PathBuf {
        self.root.join("outbox")
    }

    pub fn backup(&self) -> PathBuf {
        self.root.join("backup")
    }

    pub fn quarantine(&self) -> PathBuf {
        self.root.join("quarantine")
    }

    pub fn ballast(&self) -> PathBuf {
        self.root.join("ballast.bin")
    }

    /// A directory that has to be made again lasts before anything in it does.
    pub fn make(&self) -> Result<(), StoreError> {
        let dirs = [self.root.clone(), self.journal(), self.drafts(), self.outbox(), self.backup()];
        if dirs.iter().all(|dir| dir.is_dir()) {
            return Ok(());
        }
        dirs.iter()
            .try_for_each(|dir| private_dir(dir))
            .and_then(|()| sync_dir(&self.root))
            .map_err(StoreError::io("data directory"))
    }
}
