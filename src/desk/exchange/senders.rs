//! Whose signing keys are known: pinned when a bundle of a sender first comes in. Another key under the same code is a
//! question for the worker: a new laptop, another sender with that code, or somebody who pretends.

use serde::Serialize;

use crate::handoff::Verified;
use crate::store::{Batch, Tree};

use crate::desk::{Desk, DeskError};

/// Where the keys stand: a line each, `PCT01 4HVD-…`.
const PLACE: &[u8] = b"senders";

/// What is known about the key of a bundle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SenderKey {
    /// No bundle of this sender came before: the fingerprint is to be compared.
    #[default]
    New,
    Known,
    /// The sender is known by another key.
    Other,
}

impl Desk {
    /// The key of a bundle against those that came before, and these.
    pub(in crate::desk) fn sender_key(
        &self,
        verified: &Verified,
    ) -> Result<(SenderKey, Vec<String>), DeskError> {
        let known: Vec<String> = self
            .pinned()?
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(sender, _)| *sender == verified.envelope.sender)
            .map(|(_, fingerprint)| fingerprint.to_owned())
            .collect();
        let key = match known.iter().any(|known| known == verified.fingerprint.as_str()) {
            true => SenderKey::Known,
            false if known.is_empty() => SenderKey::New,
            false => SenderKey::Other,
        };
        Ok((key, known))
    }

    /// Lets a bundle in only with a key that is known, new, or accepted by the worker; notes what is pinned by it.
    pub(in crate::desk) fn admit(
        &mut self,
        verified: &Verified,
        accepted: Option<&str>,
    ) -> Result<(), DeskError> {
        let (key, known) = self.sender_key(verified)?;
        let sender = &verified.envelope.sender;
        let fingerprint = verified.fingerprint.as_str();
        if key == SenderKey::Other && accepted != Some(fingerprint) {
            return Err(DeskError::OtherKey {
                sender: sender.clone(),
                known: known.join(", "),
                found: fingerprint.to_owned(),
            });
        }
        let about = format!("{sender} {fingerprint}");
        let mut batch = Batch::default();
        let link = match key {
            SenderKey::Known => return Ok(()),
            SenderKey::New => self.note_in(&mut batch, "sender-new", &about)?,
            SenderKey::Other => self.note_in(&mut batch, "sender-key-accepted", &about)?,
        };
        batch.put(Tree::Imports, PLACE.to_vec(), format!("{}{about}\n", self.pinned()?).into_bytes());
        self.store.save(&batch, None)?;
        self.last_link = link;
        Ok(())
    }

    fn pinned(&self) -> Result<String, DeskError> {
        let stored = self.store.get(Tree::Imports, PLACE)?;
        let text = stored.map(String::from_utf8).transpose();
        Ok(text.map_err(|_| DeskError::Unreadable)?.unwrap_or_default())
    }
}
