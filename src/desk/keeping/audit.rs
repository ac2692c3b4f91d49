//! The trail of what was changed, opened, exported and shown. It holds keys and codes, never values.
//!
//! Entries are chained: each carries a keyed hash over itself and the one before, so that one that was altered, taken out
//! or put in breaks the chain from there on.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::sorted::Sorted as _;
use crate::store::{Batch, Fate, Tree};
use crate::vault::Label;

use crate::desk::{Desk, DeskError, codec};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Unix seconds.
    pub at: i64,
    /// The locale's `audit-<code>`.
    pub what: String,
    /// A record's key, a bundle's id, a save's number, a count.
    pub about: String,
}

/// Ties an entry to the one before.
pub(in crate::desk) type Link = [u8; 32];

#[derive(Serialize, Deserialize)]
struct Chained {
    entry: AuditEntry,
    link: Link,
}

/// The trail, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    pub entries: Vec<AuditEntry>,
    /// Place in `entries` of the first one that does not follow from the one before.
    pub broken_at: Option<usize>,
}

/// Since schema 2 an entry's key is the number of its save. Earlier ones are ULIDs, which sort behind those numbers and
/// are older.
const NUMBER: usize = 8;
const FIRST_ULID: &[u8] = &[1];

fn link(key: &[u8; 32], before: &Link, entry: &AuditEntry) -> Result<Link, DeskError> {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(before).update(&codec::encode_value(entry)?);
    Ok(*hasher.finalize().as_bytes())
}

/// Chains the entries of a store of schema 1, in their order.
pub(in crate::desk) fn chain_entries(key: [u8; 32]) -> impl FnMut(&[u8]) -> Fate {
    let mut before = Link::default();
    move |plaintext| {
        let chained = codec::decode_value::<AuditEntry>(plaintext).and_then(|entry| {
            before = link(&key, &before, &entry)?;
            codec::encode_value(&Chained { entry, link: before })
        });
        chained.map_or(Fate::Keep, Fate::Replace)
    }
}

impl Desk {
    /// Notes something that is not a change. Read-only stores note nothing.
    pub(in crate::desk) fn audit(&mut self, what: &str, about: &str) -> Result<(), DeskError> {
        if self.store.is_read_only() {
            return Ok(());
        }
        let mut batch = Batch::default();
        let link = self.note_in(&mut batch, what, about)?;
        self.store.save(&batch, None)?;
        self.last_link = link;
        Ok(())
    }

    /// Notes what is done and can't be undone by a note that fails: the bundle lies on the stick, the change is saved.
    /// A disk too full for the note shows at the next save.
    pub(in crate::desk) fn audit_saved(&mut self, what: &str, about: &str) {
        let _ = self.audit(what, about);
    }

    /// Puts an entry into the next save. Gives what [`Desk::last_link`] is once that is saved.
    pub(in crate::desk) fn note_in(
        &self,
        batch: &mut Batch,
        what: &str,
        about: &str,
    ) -> Result<Link, DeskError> {
        let entry = AuditEntry { at: (self.clock)(), what: what.to_owned(), about: about.to_owned() };
        let link = link(self.audit_key(), &self.last_link, &entry)?;
        let key = self.store.next_seq().to_be_bytes();
        batch.put(Tree::Audit, key.to_vec(), codec::encode_value(&Chained { entry, link })?);
        Ok(link)
    }

    fn audit_key(&self) -> &[u8; 32] {
        self.store.keys().subkey(Label::Audit)
    }

    /// Where the chain goes on.
    pub(in crate::desk) fn read_last_link(&mut self) -> Result<(), DeskError> {
        let mut last = self.store.last_below(Tree::Audit, FIRST_ULID)?;
        if last.is_none() {
            last = self.store.last_below(Tree::Audit, &[u8::MAX; 32])?;
        }
        self.last_link = match last {
            Some(value) => codec::decode_value::<Chained>(&value)?.link,
            None => Link::default(),
        };
        Ok(())
    }

    /// The whole trail; every link of it is checked.
    pub fn audit_trail(&self) -> Result<Trail, DeskError> {
        let mut found = Vec::new();
        self.store.scan(Tree::Audit, &[], &mut |key, value| {
            found.push((key.len() == NUMBER, codec::decode_value::<Chained>(value)));
            ControlFlow::Continue(())
        })?;
        // Stable: within each of the two the keys are in order.
        found.order_by_key(|(is_numbered, _)| *is_numbered);
        let mut trail = Trail::default();
        let mut before = Link::default();
        for (at, (_, chained)) in found.into_iter().enumerate() {
            let Ok(Chained { entry, link: claimed }) = chained else {
                trail.broken_at = trail.broken_at.or(Some(at));
                continue;
            };
            if link(self.audit_key(), &before, &entry)? != claimed {
                trail.broken_at = trail.broken_at.or(Some(at));
            }
            before = claimed;
            trail.entries.push(entry);
        }
        // The newest save that noted something is where the desk itself stands.
        if trail.broken_at.is_none() && before != self.last_link {
            trail.broken_at = Some(trail.entries.len());
        }
        Ok(trail)
    }
}
