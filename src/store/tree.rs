//! The trees of the store.

use serde::Serialize;

/// What a key belongs to. The numbers are on disk: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Tree {
    Records = 1,
    History = 2,
    Saves = 3,
    Imports = 4,
    Audit = 5,
}

impl Tree {
    pub const ALL: [Self; 5] = [Self::Records, Self::History, Self::Saves, Self::Imports, Self::Audit];

    pub fn number(self) -> u8 {
        self as u8
    }

    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|tree| tree.number() == number)
    }

    /// Place in [`Tree::ALL`].
    pub(super) fn index(self) -> usize {
        usize::from(self.number() - 1)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::History => "history",
            Self::Saves => "saves",
            Self::Imports => "imports",
            Self::Audit => "audit",
        }
    }

    /// Its values are decrypted and shown to the visitor when the store opens.
    pub(super) fn is_visited(self) -> bool {
        matches!(self, Self::Records | Self::Imports)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_places_agree() {
        for (at, tree) in Tree::ALL.into_iter().enumerate() {
            assert_eq!(tree.index(), at);
            assert_eq!(Tree::from_number(tree.number()), Some(tree));
        }
        assert_eq!(Tree::from_number(0), None);
    }
}
