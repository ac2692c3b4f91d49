//! `serah-terima.json`: what may be known about a bundle without its passphrase. Nothing personal.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{BundleId, Code, PublicKey, Untrusted};

/// The envelope's file name.
pub const FILE: &str = "serah-terima.json";
pub const FORMAT: &str = "simpul-serah-terima";
/// The version written, and the newest one read.
pub const VERSION: u32 = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Worker → district.
    Kirim,
    /// District → worker.
    Balas,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Full,
    /// What changed since the last acknowledged bundle of the chain.
    Incremental,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sealing {
    AgeX25519,
    AgePassphrase,
    None,
}

/// Every key is required; `null` where there is nothing to say. Unknown keys are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    pub format: String,
    pub version: u32,
    /// The oldest version whose reader understands this bundle.
    pub minimum_reader_version: u32,
    pub id: String,
    pub sender: String,
    pub device: String,
    pub recipient: String,
    /// `rekap`, `redaksi`, `lengkap`: with the recipient it names the chain.
    pub profile: String,
    pub direction: Direction,
    pub sequence: u32,
    /// Gapless per recipient and profile, from 1.
    pub chain: u64,
    /// SHA-256 of the tag manifest of the previous bundle in the chain.
    #[serde(deserialize_with = "present")]
    pub previous_tag_manifest: Option<String>,
    pub kind: Kind,
    /// Changes after this save …
    pub from: u64,
    /// … up to this one are inside.
    pub to: u64,
    /// The highest chain number that the recipient has acknowledged.
    #[serde(deserialize_with = "present")]
    pub acknowledged_chain: Option<u64>,
    pub date: NaiveDate,
    /// Minisign's public key, base64 of 42 bytes.
    pub signing_key: String,
    pub sealing: Sealing,
    pub personal_data: bool,
    /// Records inside, by plural kind name.
    pub counts: BTreeMap<String, u64>,
    /// Records that were held back, by plural kind name.
    pub withheld: BTreeMap<String, u64>,
    /// Ids of the bundles that this one answers.
    pub answers_to: Vec<String>,
    pub program_version: String,
    #[serde(flatten)]
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

/// An optional value whose key must be there all the same: serde treats a missing `Option` as `null` otherwise.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

impl Envelope {
    /// As the file holds it: indented JSON with a final line feed.
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Untrusted> {
        let malformed = || Untrusted::new(Code::Malformed, FILE);
        let version: VersionOnly = serde_json::from_slice(bytes).map_err(|_| malformed())?;
        if version.format != FORMAT {
            return Err(malformed());
        }
        if version.minimum_reader_version > VERSION {
            return Err(Untrusted::new(Code::Newer, FILE));
        }
        let envelope: Self = serde_json::from_slice(bytes).map_err(|_| malformed())?;
        envelope.bundle_id().ok_or_else(malformed)?;
        Ok(envelope)
    }

    /// The id, when it is that of sender and sequence.
    pub fn bundle_id(&self) -> Option<BundleId> {
        let id: BundleId = self.id.parse().ok()?;
        (id.sender() == self.sender && id.sequence() == self.sequence).then_some(id)
    }

    pub fn public_key(&self) -> Result<PublicKey, Untrusted> {
        PublicKey::from_text(&self.signing_key).map_err(|_| Untrusted::new(Code::Malformed, FILE))
    }
}

#[derive(Deserialize)]
struct VersionOnly {
    format: String,
    minimum_reader_version: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handoff::sample;

    #[test]
    fn every_key_is_required() {
        let json = serde_json::to_value(sample::envelope()).unwrap();
        let keys: Vec<String> = json.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys.len(), 24);
        for key in keys {
            let mut without = json.clone();
            without.as_object_mut().unwrap().remove(&key);
            let bytes = serde_json::to_vec(&without).unwrap();
            assert_eq!(Envelope::from_bytes(&bytes).unwrap_err().code, Code::Malformed, "{key}");
        }
    }

    #[test]
    fn unknown_keys_are_kept() {
        let mut json = serde_json::to_value(sample::envelope()).unwrap();
        json["baru"] = serde_json::json!({"a": [1, 2]});
        let read = Envelope::from_bytes(&serde_json::to_vec(&json).unwrap()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), json);
    }

    #[test]
    fn a_newer_form_is_said_even_when_the_rest_is_not_understood() {
        let bytes = br#"{"format":"simpul-serah-terima","minimum_reader_version":2}"#;
        assert_eq!(Envelope::from_bytes(bytes).unwrap_err().code, Code::Newer);
    }

    #[test]
    fn an_id_of_another_sender_is_refused() {
        let mut envelope = sample::envelope();
        envelope.sender = "PCT02".into();
        let bytes = envelope.to_bytes().unwrap();
        assert_eq!(Envelope::from_bytes(&bytes).unwrap_err().code, Code::Malformed);
    }
}
