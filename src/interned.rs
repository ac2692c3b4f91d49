//! Texts and keys that many records have, each kept once: lists of aid say the same programme, giver, period and desa in every row,
//! and one family the same name in every list.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

use crate::domain::RecordKey;
use crate::segments::Segments;

/// Which text: good for the [`Texts`] that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextId(u32);

impl TextId {
    /// Texts are numbered from 0 in the order in which they came.
    pub fn place(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    pub fn number(self) -> u32 {
        self.0
    }

    pub fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// One behind the other in one piece of memory: a `String` for each of a hundred thousand names would be twice as large.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    known: HashTable<u32>,
    hasher: RandomState,
}

impl Texts {
    /// The number of a text, which is kept from now on.
    pub fn keep(&mut self, text: &str) -> TextId {
        let hash = self.hasher.hash_one(text);
        let (all, ends) = (&self.all, &self.ends);
        if let Some(known) = self.known.find(hash, |own| at(all, ends, *own) == text) {
            return TextId(*known);
        }
        let own = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.all.push_str(text);
        self.ends.push(self.all.len());
        let (all, ends, hasher) = (&self.all, &self.ends, &self.hasher);
        self.known.insert_unique(hash, own, |own| hasher.hash_one(at(all, ends, *own)));
        TextId(own)
    }

    pub fn get(&self, id: TextId) -> &str {
        at(&self.all, &self.ends, id.0)
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Keys of records, numbered in the order in which they came.
#[derive(Debug, Default)]
pub struct Keys {
    all: Segments<RecordKey>,
    known: HashTable<u32>,
    hasher: RandomState,
}

impl Keys {
    /// The place of a key, which is kept from now on.
    pub fn keep(&mut self, key: RecordKey) -> usize {
        if let Some(known) = self.place(key) {
            return known;
        }
        let own = self.all.len();
        self.all.push(key);
        let (all, hasher) = (&self.all, &self.hasher);
        let hash_of = |own: &u32| hasher.hash_one(key_at(all, *own));
        let number = u32::try_from(own).unwrap_or(u32::MAX);
        self.known.insert_unique(hasher.hash_one(Some(key)), number, hash_of);
        own
    }

    pub fn place(&self, key: RecordKey) -> Option<usize> {
        let hash = self.hasher.hash_one(Some(key));
        let known = self.known.find(hash, |own| key_at(&self.all, *own) == Some(key))?;
        usize::try_from(*known).ok()
    }

    pub fn get(&self, place: usize) -> Option<RecordKey> {
        self.all.get(place).copied()
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }
}

fn key_at(all: &Segments<RecordKey>, own: u32) -> Option<RecordKey> {
    all.get(usize::try_from(own).ok()?).copied()
}

fn at<'a>(all: &'a str, ends: &[usize], own: u32) -> &'a str {
    let own = usize::try_from(own).unwrap_or(usize::MAX);
    let begin = own.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(own).and_then(|end| all.get(begin..*end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Keys, Texts};
    use crate::domain::{RecordKey, RecordKind};

    #[test]
    fn a_text_is_kept_once_and_found_by_its_number() {
        let mut texts = Texts::default();
        let ids: Vec<_> = ["PKH", "", "Cikitu", "PKH", "", "Pkh"].map(|text| texts.keep(text)).into();
        let said: Vec<&str> = ids.iter().map(|id| texts.get(*id)).collect();
        assert_eq!(said, ["PKH", "", "Cikitu", "PKH", "", "Pkh"]);
        assert_eq!((ids[0], ids[1], texts.len()), (ids[3], ids[4], 4));
    }

    #[test]
    fn a_key_is_kept_once_and_found_by_its_place() {
        let key = |n: u128| RecordKey::new(RecordKind::Person, ulid::Ulid(n));
        let mut keys = Keys::default();
        let places: Vec<usize> = (0..9_000).chain([7, 8_999]).map(|n| keys.keep(key(n))).collect();
        assert_eq!((places.get(9_000), places.get(9_001), keys.len()), (Some(&7), Some(&8_999), 9_000));
        assert_eq!((keys.get(4_500), keys.place(key(4_500))), (Some(key(4_500)), Some(4_500)));
        assert_eq!((keys.get(9_000), keys.place(key(9_000))), (None, None));
    }
}
