//! Texts that many records have, each kept once: lists of aid say the same programme, giver, period and desa in every row,
//! and one family the same name in every list.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

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

fn at<'a>(all: &'a str, ends: &[usize], own: u32) -> &'a str {
    let own = usize::try_from(own).unwrap_or(usize::MAX);
    let begin = own.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(own).and_then(|end| all.get(begin..*end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn a_text_is_kept_once_and_found_by_its_number() {
        let mut texts = Texts::default();
        let ids: Vec<_> = ["PKH", "", "Cikitu", "PKH", "", "Pkh"].map(|text| texts.keep(text)).into();
        let said: Vec<&str> = ids.iter().map(|id| texts.get(*id)).collect();
        assert_eq!(said, ["PKH", "", "Cikitu", "PKH", "", "Pkh"]);
        assert_eq!((ids[0], ids[1], texts.len()), (ids[3], ids[4], 4));
    }
}
