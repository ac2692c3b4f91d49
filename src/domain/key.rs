//! How one record points at another.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use ulid::Ulid;

use super::RecordKind;

/// A record's name that never changes and holds nothing personal: its kind and a ULID. Written `person:01J…`.
///
/// 17 bytes also in memory, where there are some for every record: a [`Ulid`] itself is aligned to 16.
#[derive(Clone, Copy, Debug)]
pub struct RecordKey {
    pub kind: RecordKind,
    id: [u8; 16],
}

impl RecordKey {
    pub fn new(kind: RecordKind, id: Ulid) -> Self {
        Self { kind, id: id.to_bytes() }
    }

    pub fn id(self) -> Ulid {
        Ulid::from_bytes(self.id)
    }

    /// 17 bytes: the kind's number, then the ULID, big endian, so that keys sort by kind and time.
    pub fn to_bytes(self) -> [u8; 17] {
        let mut bytes = [0; 17];
        bytes[0] = self.kind.number();
        bytes[1..].copy_from_slice(&self.id);
        bytes
    }

    /// The inverse of [`RecordKey::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (kind, id) = bytes.split_first()?;
        Some(Self { kind: RecordKind::from_number(*kind)?, id: id.try_into().ok()? })
    }
}

/// Compared and hashed in one piece: every list, index and count looks records up by their keys, a million times at an opening.
impl RecordKey {
    fn in_order(self) -> (RecordKind, u128) {
        (self.kind, u128::from_be_bytes(self.id))
    }
}

impl PartialEq for RecordKey {
    fn eq(&self, other: &Self) -> bool {
        self.in_order() == other.in_order()
    }
}

impl Eq for RecordKey {}

impl PartialOrd for RecordKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RecordKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.in_order().cmp(&other.in_order())
    }
}

impl Hash for RecordKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Equal keys have equal ULIDs; that two kinds could share one does not matter to a hash.
        state.write_u128(u128::from_be_bytes(self.id));
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.id())
    }
}

/// As text for people and JSON, as 17 bytes in the store.
impl Serialize for RecordKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.to_bytes().serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for RecordKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            let bytes = <[u8; 17]>::deserialize(deserializer)?;
            Self::from_bytes(&bytes).ok_or_else(|| D::Error::custom(UnreadableKey))
        }
    }
}

/// The text is not `<kind>:<ulid>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a record key")]
pub struct UnreadableKey;

impl FromStr for RecordKey {
    type Err = UnreadableKey;

    fn from_str(text: &str) -> Result<Self, UnreadableKey> {
        let (kind, id) = text.split_once(':').ok_or(UnreadableKey)?;
        let kind = RecordKind::from_name(kind).ok_or(UnreadableKey)?;
        Ok(Self::new(kind, Ulid::from_string(id).map_err(|_| UnreadableKey)?))
    }
}
