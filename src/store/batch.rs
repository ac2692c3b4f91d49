//! What one save changes.

use std::collections::BTreeMap;

use super::Tree;

/// Puts and deletes that are kept together or not at all. The last word on a key counts.
#[derive(Default)]
pub struct Batch {
    changes: BTreeMap<(Tree, Vec<u8>), Option<Vec<u8>>>,
}

impl Batch {
    pub fn new() -> Self {
        Self::default()
    }

    /// `key` must hold nothing personal: keys are not sealed.
    pub fn put(&mut self, tree: Tree, key: impl Into<Vec<u8>>, plaintext: impl Into<Vec<u8>>) -> &mut Self {
        self.changes.insert((tree, key.into()), Some(plaintext.into()));
        self
    }

    pub fn delete(&mut self, tree: Tree, key: impl Into<Vec<u8>>) -> &mut Self {
        self.changes.insert((tree, key.into()), None);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub fn len(&self) -> usize {
        self.changes.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Tree, &[u8], Option<&[u8]>)> {
        self.changes.iter().map(|((tree, key), value)| (*tree, key.as_slice(), value.as_deref()))
    }
}

impl std::fmt::Debug for Batch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Batch({} changes)", self.len())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.changes.values_mut().flatten().for_each(Zeroize::zeroize);
    }
}
