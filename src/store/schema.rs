//! The version of what the values mean, the same for a whole store.

/// Counts up; values of an older one are converted by a copy of the whole store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Schema(pub u16);

impl Schema {
    /// Before stores said which.
    pub const FIRST: Self = Self(1);
    /// What this program writes. 2: the audit trail is chained.
    pub const PRESENT: Self = Self(2);
}

impl Default for Schema {
    fn default() -> Self {
        Self::FIRST
    }
}
