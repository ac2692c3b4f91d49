//! One sealed file a form, replaced whole while the worker types.

use std::fs;
use std::io;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::layout::Layout;
use super::{DraftId, StoreError, ballast};
use crate::sorted::Sorted as _;
use crate::vault::{Keys, Label, replace};

const EXTENSION: &str = "draft";

/// The drafts of a store; works in a read-only one too, as long as the disk does.
#[derive(Debug)]
pub struct Drafts<'a> {
    layout: &'a Layout,
    keys: &'a Keys,
}

/// What lay there.
#[derive(Debug, Default)]
pub struct FoundDrafts {
    /// Oldest form first.
    pub readable: Vec<(DraftId, Zeroizing<Vec<u8>>)>,
    /// Damaged ones; left where they are until removed.
    pub damaged: Vec<DraftId>,
}

impl<'a> Drafts<'a> {
    pub(super) fn new(layout: &'a Layout, keys: &'a Keys) -> Self {
        Self { layout, keys }
    }

    /// Sealed, synced, in place of what was there before. On a full disk the ballast gives its room for it.
    pub fn write(&self, id: DraftId, plaintext: &[u8]) -> Result<(), StoreError> {
        let sealed = self.keys.seal(Label::Draft, &id.to_bytes(), plaintext)?;
        let kept = match replace(&self.path(id), &sealed) {
            Err(error) if error.kind() == io::ErrorKind::StorageFull && ballast::release(self.layout) => {
                replace(&self.path(id), &sealed)
            }
            kept => kept,
        };
        kept.map_err(StoreError::io("drafts"))
    }

    pub fn all(&self) -> Result<FoundDrafts, StoreError> {
        let mut found = FoundDrafts::default();
        for id in self.ids()? {
            let sealed = fs::read(self.path(id)).unwrap_or_default();
            match self.keys.open(Label::Draft, &id.to_bytes(), &sealed) {
                Some(plaintext) => found.readable.push((id, plaintext)),
                None => found.damaged.push(id),
            }
        }
        Ok(found)
    }

    /// Not there is fine.
    pub fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("drafts")(error)),
            _ => Ok(()),
        }
    }

    pub(super) fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        let mut ids = Vec::new();
        for entry in fs::read_dir(self.layout.drafts()).map_err(StoreError::io("drafts"))? {
            let path = entry.map_err(StoreError::io("drafts"))?.path();
            if path.extension().is_some_and(|extension| extension == EXTENSION) {
                ids.extend(path.file_stem().and_then(|stem| DraftId::from_name(stem.to_str()?)));
            }
        }
        ids.put_in_order();
        Ok(ids)
    }

    fn path(&self, id: DraftId) -> PathBuf {
        self.layout.drafts().join(format!("{id}.{EXTENSION}"))
    }
}
