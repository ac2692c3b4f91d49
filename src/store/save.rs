//! Saving: one journal write, one sync; then sled.

use super::journal::Change;
use super::parts::{self, LONGEST_KEY, stored_key};
use super::set_hash::SetHash;
use super::{Batch, DraftId, Store, StoreError, Tree};
use crate::vault::Label;

impl Store {
    /// Keeps all of `batch` or nothing; on the disk for good when it returns the save's number. The draft it came from
    /// is removed afterwards, also when only a later replay gets that far.
    ///
    /// [`StoreError::Uncertain`]: the disk failed at the very moment of writing; only opening the store again tells.
    pub fn save(&mut self, batch: &Batch, draft: Option<DraftId>) -> Result<u64, StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        let change = self.plan(batch, draft)?;
        self.write(&change)?;
        if let Some((making, writer)) = self.making.as_ref().zip(self.writer.as_ref()) {
            making.tell(writer.last_body());
        }
        self.state = change.state;
        self.is_dirty = true;
        self.apply(&change);
        if let Some(draft) = draft {
            // A replay or the next open removes what stays.
            let _ = self.drafts().remove(draft);
        }
        Ok(self.state.seq)
    }

    fn write(&mut self, change: &Change) -> Result<(), StoreError> {
        let writer = self.writer.as_mut().ok_or(StoreError::ReadOnly)?;
        let next = writer.next_number();
        let written = writer.append(change);
        if next != writer.next_number()
            && let Some(worker) = &self.worker
        {
            worker.prepare(writer.next_number());
        }
        written.map_err(|failure| {
            self.health.fail();
            failure.into()
        })
    }

    /// The save is on the disk already: trouble here makes the store read-only, and the next open replays it.
    fn apply(&self, change: &Change) {
        let ops = change.ops.iter().map(|(tree, key, value)| (*tree, key.as_slice(), value.as_deref()));
        match self.engine.as_ref().map(|engine| engine.apply(ops, &change.state)) {
            Some(Ok(())) => {
                if let Some(worker) = &self.worker {
                    worker.saved();
                }
            }
            _ => self.health.fail(),
        }
    }

    /// Seals and cuts the values, and works out what the store will hold afterwards.
    fn plan(&self, batch: &Batch, draft: Option<DraftId>) -> Result<Change, StoreError> {
        let mut change = Change { state: self.state, draft, ops: Vec::with_capacity(batch.len()) };
        change.state.seq += 1;
        for (tree, key, value) in batch.iter() {
            if key.len() > LONGEST_KEY {
                return Err(StoreError::TooLong);
            }
            let entries = match value {
                Some(plaintext) => parts::seal(&self.keys, tree, key, plaintext)?,
                None => Vec::new(),
            };
            self.replace(&mut change, tree, key, entries)?;
        }
        Ok(change)
    }

    fn replace(
        &self,
        change: &mut Change,
        tree: Tree,
        key: &[u8],
        entries: Vec<parts::Entry>,
    ) -> Result<(), StoreError> {
        let hash_key = self.keys.subkey(Label::SetHash);
        let mut old_parts = 0;
        while let Some(old) = self.stored(tree, &stored_key(key, old_parts))? {
            let stored = stored_key(key, old_parts);
            change.state.set_hash.subtract(SetHash::of(hash_key, tree, &stored, &old));
            if usize::from(old_parts) >= entries.len() {
                change.ops.push((tree, stored, None));
            }
            old_parts = old_parts.checked_add(1).ok_or(StoreError::TooLong)?;
        }
        if let Some(count) = change.state.count_mut(tree) {
            *count = *count + u64::from(!entries.is_empty()) - u64::from(old_parts > 0);
        }
        for (stored, sealed) in entries {
            change.state.set_hash.add(SetHash::of(hash_key, tree, &stored, &sealed));
            change.ops.push((tree, stored, Some(sealed)));
        }
        Ok(())
    }
}
