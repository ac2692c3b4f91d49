//! Groups of people among whom doubles can be: only those in a common group are compared.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::fold::{FoldedName, Weight};
use super::likeness::Facts;

/// A group's key above, a person's slot below; sorted. New ones wait apart, so that putting one stays cheap.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    sorted: Vec<u64>,
    recent: Vec<u64>,
}

impl Blocks {
    pub fn put(&mut self, key: u32, slot: u32) {
        self.recent.push(u64::from(key) << 32 | u64::from(slot));
        // linear look-ups stay below a few microseconds, merges stay rare
        if self.recent.len() > 4_096.max(self.sorted.len() / 16) {
            self.sorted.append(&mut self.recent);
            self.sorted.sort_unstable();
        }
    }

    /// Gives the slots in a group.
    pub fn each(&self, key: u32, mut give: impl FnMut(u32)) {
        let of_key = |entry: &&u64| **entry >> 32 == u64::from(key);
        let from = self.sorted.partition_point(|entry| entry >> 32 < u64::from(key));
        let old = self.sorted.iter().skip(from).take_while(of_key);
        for entry in old.chain(self.recent.iter().filter(of_key)) {
            give(u32::try_from(entry & u64::from(u32::MAX)).unwrap_or(u32::MAX));
        }
    }
}

/// The groups of a person: same NIK, same family card and word, two words alike, a word and the year of birth,
/// the day of birth, and for a name of one word that word and the desa.
pub(super) fn block_keys(name: &FoldedName, facts: &Facts) -> Vec<u32> {
    let mut keys = Vec::new();
    keys.extend(facts.nik.map(|nik| hash(("nik", nik))));
    keys.extend(facts.family_card.map(|card| hash(("card", card))));
    keys.extend(facts.birth.filter(|birth| birth.day.is_some()).map(|day| hash(("day", day))));
    if name.placeholder {
        return keys;
    }
    let mut words: Vec<&str> = name
        .words
        .iter()
        .filter(|word| word.weight == Weight::Ordinary)
        .map(|word| word.text.as_str())
        .collect();
    keys.push(hash(("whole", words.concat())));
    words.sort_unstable();
    words.dedup();
    if let ([word], Some(village)) = (words.as_slice(), facts.village) {
        keys.push(hash(("alone", word, village)));
    }
    for (at, word) in words.iter().enumerate() {
        keys.extend(facts.birth.map(|birth| hash(("year", word, birth.year))));
        keys.extend(words.iter().skip(at + 1).map(|other| hash(("two", word, other))));
    }
    keys
}

fn hash(value: impl Hash) -> u32 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).unwrap_or(0)
}
