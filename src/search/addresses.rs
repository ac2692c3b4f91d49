//! Whether two written addresses are one house. How much a word says depends on how many people have it: the name of a kampung
//! that a thousand share says little, a house number in an alley with two houses nearly everything.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of an address, hashed, sorted, each once.
pub(super) type Words = Box<[u32]>;

/// Words before a name or a number, which tell nothing even where few people have an address.
const KINDS: [&str; 14] =
    ["jl", "jln", "jalan", "gg", "gang", "kp", "kampung", "dusun", "dsn", "blok", "no", "nomor", "rt", "rw"];

pub(super) fn words(address: &str) -> Words {
    let mut words: Vec<u32> = address
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.trim_start_matches('0'))
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !KINDS.contains(&word.as_str()))
        .map(|word| {
            let mut hasher = DefaultHasher::new();
            word.hash(&mut hasher);
            u32::try_from(hasher.finish() >> 32).unwrap_or(0)
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words.into()
}

/// How many people have each word in their address.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    people: HashMap<u32, u32>,
    /// With an address.
    all: u32,
}

impl Addresses {
    pub fn put(&mut self, words: &[u32]) {
        self.all += u32::from(!words.is_empty());
        for word in words {
            *self.people.entry(*word).or_default() += 1;
        }
    }

    pub fn remove(&mut self, words: &[u32]) {
        self.all = self.all.saturating_sub(u32::from(!words.is_empty()));
        for word in words {
            if let Some(people) = self.people.get_mut(word) {
                *people = people.saturating_sub(1);
            }
        }
    }

    /// Among so many people hardly anybody but the two would have all the words that they share, were it not one house.
    pub fn is_one_house(&self, one: &[u32], other: &[u32]) -> bool {
        let all = f64::from(self.all.max(2));
        let shared = one.iter().filter(|word| other.binary_search(word).is_ok());
        let told = |word: &u32| (all / f64::from(self.people.get(word).copied().unwrap_or(1).max(1))).log2();
        shared.map(told).sum::<f64>() >= all.log2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kampung_is_no_house_and_a_number_in_an_alley_is_one() {
        let mut addresses = Addresses::default();
        let put = |addresses: &mut Addresses, address: &str| {
            addresses.put(&words(address));
            words(address)
        };
        for at in 0..200 {
            put(&mut addresses, &format!("Kp. {} RT{} RW{}", ["Pasir", "Cikoneng"][at % 2], at % 4, at % 3));
        }
        let same_kampung = words("Kp. Pasir RT2 RW1");
        assert!(!addresses.is_one_house(&same_kampung, &same_kampung));
        let one = put(&mut addresses, "Gg. Melati No. 07, Kp. Pasir");
        let other = put(&mut addresses, "gang melati 7 kp pasir");
        assert!(addresses.is_one_house(&one, &other));
        assert!(!addresses.is_one_house(&one, &words("Gg. Mawar No. 12")));
    }
}
