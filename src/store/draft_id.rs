//! The name of a draft.

use std::fmt;

use ulid::Ulid;

/// Names one form that is being filled in; holds nothing personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(Ulid);

impl DraftId {
    pub fn new(id: Ulid) -> Self {
        Self(id)
    }

    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Ulid::from_bytes(bytes))
    }

    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_bytes()
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Ulid::from_string(name).ok().map(Self)
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
