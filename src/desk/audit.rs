//! The trail of what was opened, exported and shown. It holds keys and codes, never values.

use serde::{Deserialize, Serialize};

use crate::store::{Batch, Tree};

use super::{Desk, DeskError, codec};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Unix seconds.
    pub at: i64,
    /// The locale's `audit-<code>`.
    pub what: String,
    /// A record's key, a bundle's id, a count.
    pub about: String,
}

impl Desk {
    /// Notes something that is not a change. Read-only stores note nothing.
    pub(super) fn audit(&mut self, what: &str, about: &str) -> Result<(), DeskError> {
        if self.store.is_read_only() {
            return Ok(());
        }
        let entry = AuditEntry { at: (self.clock)(), what: what.to_owned(), about: about.to_owned() };
        let mut batch = Batch::default();
        batch.put(Tree::Audit, self.new_id().to_bytes().to_vec(), codec::encode_value(&entry)?);
        self.store.save(&batch, None)?;
        Ok(())
    }

    /// Notes what is done and can't be undone by a note that fails: the bundle lies on the stick, the change is saved.
    /// A disk too full for the note shows at the next save.
    pub(super) fn audit_saved(&mut self, what: &str, about: &str) {
        let _ = self.audit(what, about);
    }

    /// The whole trail, oldest first.
    pub fn audit_trail(&self) -> Result<Vec<AuditEntry>, DeskError> {
        let mut entries = Vec::new();
        self.store.scan(Tree::Audit, &[], &mut |_, value| {
            entries.extend(codec::decode_value(value));
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(entries)
    }
}
