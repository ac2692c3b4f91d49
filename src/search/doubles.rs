//! Likely doubles: records that may be of one person, with the reasons for and against.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::domain::{PartialDate, RecordKey};

use super::Folder;
use super::addresses::Addresses;
use super::blocks::{Blocks, block_keys};
use super::fold::FoldedName;
use super::likeness::{Evidence, Facts, Reason};

/// What is known of a person, as far as it tells people apart. An empty text is not known.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub key: RecordKey,
    pub name: &'a str,
    pub nik: &'a str,
    pub family_card: &'a str,
    pub birth: Option<PartialDate>,
    /// `L` or `P`.
    pub sex: &'a str,
    /// Code of the desa.
    pub village: &'a str,
    /// Below the desa: kampung, RT, RW, street and number.
    pub address: &'a str,
}

/// A record that may be of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    pub key: RecordKey,
    /// 0–100; from [`WARNING`] on it is worth interrupting.
    pub score: u8,
    /// For and against, strongest first.
    pub reasons: Vec<Reason>,
}

/// The score from which a likely double is shown as a warning.
pub const WARNING: u8 = 60;
/// Below this nothing is said at all.
const MENTION: u8 = 40;
/// The most records that one person is compared with.
const MOST_COMPARED: usize = 3_000;

/// All people, in groups that can hold doubles.
#[derive(Debug)]
pub struct DoublesIndex {
    folder: Folder,
    people: Vec<Option<Known>>,
    by_key: HashMap<RecordKey, u32>,
    blocks: Blocks,
    addresses: Addresses,
}

#[derive(Debug)]
struct Known {
    key: RecordKey,
    name: Box<str>,
    facts: Facts,
}

impl DoublesIndex {
    pub fn new(folder: Folder) -> Self {
        Self {
            folder,
            people: Vec::new(),
            by_key: HashMap::new(),
            blocks: Blocks::default(),
            addresses: Addresses::default(),
        }
    }

    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Adds a person, or replaces them.
    pub fn put(&mut self, person: &Candidate<'_>) {
        self.remove(person.key);
        let slot = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let facts = Facts::of(person);
        for key in block_keys(&self.folder.fold_name(person.name), &facts) {
            self.blocks.put(key, slot);
        }
        self.addresses.put(&facts.address);
        self.people.push(Some(Known { key: person.key, name: person.name.into(), facts }));
        self.by_key.insert(person.key, slot);
    }

    pub fn remove(&mut self, key: RecordKey) {
        let place = self.by_key.remove(&key).and_then(|slot| usize::try_from(slot).ok());
        if let Some(known) = place.and_then(|at| self.people.get_mut(at)?.take()) {
            self.addresses.remove(&known.facts.address);
        }
    }

    fn known(&self, slot: u32) -> Option<&Known> {
        self.people.get(usize::try_from(slot).ok()?)?.as_ref()
    }

    /// Pairs over all people, each once, with their score at least `least`; the best first. `watch` is shown how many
    /// people are done, of how many; nothing when it breaks.
    pub fn pairs(
        &self,
        least: u8,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Option<Vec<(RecordKey, Likely)>> {
        let names: Vec<Option<FoldedName>> =
            self.people.iter().map(|known| Some(self.folder.fold_name(&known.as_ref()?.name))).collect();
        let mut pairs = Vec::new();
        for (slot, (known, name)) in (0_u32..).zip(self.people.iter().zip(&names)) {
            let (Some(known), Some(name)) = (known, name) else { continue };
            if slot % 1_024 == 0 && watch(usize::try_from(slot).unwrap_or(0), names.len()).is_break() {
                return None;
            }
            for other_slot in self.partners(name, &known.facts).into_iter().filter(|other| *other > slot) {
                let Some(other) = self.known(other_slot) else { continue };
                let evidence = Evidence::of(&known.facts, &other.facts);
                if !evidence.can_reach(least) {
                    continue;
                }
                let other_name = usize::try_from(other_slot).ok().and_then(|at| names.get(at)?.as_ref());
                let Some(other_name) = other_name else { continue };
                let houses = (&self.addresses, &known.facts, &other.facts);
                let (score, reasons) = evidence.with_names(&self.folder, name, other_name, houses);
                if score >= least {
                    pairs.push((known.key, Likely { key: other.key, score, reasons }));
                }
            }
        }
        pairs.sort_by_key(|(key, likely)| (std::cmp::Reverse(likely.score), *key, likely.key));
        Some(pairs)
    }

    /// The others who may be somebody on record, from a score on, best first.
    pub fn of(&self, key: RecordKey, least: u8) -> Vec<Likely> {
        let known = self.by_key.get(&key).and_then(|slot| self.known(*slot));
        known.map_or_else(Vec::new, |known| self.alike(key, &known.name, &known.facts, least))
    }

    /// What speaks for and against two on record being one.
    pub fn compare(&self, one: RecordKey, other: RecordKey) -> Option<Likely> {
        let of = |key: RecordKey| self.by_key.get(&key).and_then(|slot| self.known(*slot));
        let (one, other) = (of(one)?, of(other)?);
        let names = [one, other].map(|known| self.folder.fold_name(&known.name));
        let [one_name, other_name] = &names;
        let houses = (&self.addresses, &one.facts, &other.facts);
        let (score, reasons) =
            Evidence::of(&one.facts, &other.facts).with_names(&self.folder, one_name, other_name, houses);
        Some(Likely { key: other.key, score, reasons })
    }

    fn alike(&self, own: RecordKey, name: &str, facts: &Facts, least: u8) -> Vec<Likely> {
        let name = self.folder.fold_name(name);
        let mut found = Vec::new();
        for other in self.partners(&name, facts).into_iter().filter_map(|slot| self.known(slot)) {
            let evidence = Evidence::of(facts, &other.facts);
            if other.key == own || !evidence.can_reach(least) {
                continue;
            }
            let other_name = self.folder.fold_name(&other.name);
            let houses = (&self.addresses, facts, &other.facts);
            let (score, reasons) = evidence.with_names(&self.folder, &name, &other_name, houses);
            if score >= least {
                found.push(Likely { key: other.key, score, reasons });
            }
        }
        found.sort_by_key(|likely| (std::cmp::Reverse(likely.score), likely.key));
        found
    }

    fn partners(&self, name: &FoldedName, facts: &Facts) -> Vec<u32> {
        let mut seen = HashSet::new();
        let mut partners = Vec::new();
        for key in block_keys(name, facts) {
            self.blocks.each(key, |slot| {
                if partners.len() < MOST_COMPARED && seen.insert(slot) {
                    partners.push(slot);
                }
            });
        }
        partners
    }
}

/// The people on record who may be `person`, best first. `person` itself is left out.
pub fn likely(person: &Candidate<'_>, index: &DoublesIndex, limit: usize) -> Vec<Likely> {
    let mut found = index.alike(person.key, person.name, &Facts::of(person), MENTION);
    found.truncate(limit);
    found
}

#[cfg(test)]
#[path = "doubles_tests.rs"]
mod tests;
