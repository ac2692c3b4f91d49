//! All that can be found, in memory.

use crate::domain::RecordKey;
use crate::interned::{TextId, Texts};

use super::Folder;
use super::dictionary::{Dictionary, Posting};
use super::entry::{Entry, Field};
use super::numbers::{self, Numbers};
use super::plain::{digits, plain};

/// The records that can be found. A record changed leaves its old slot empty; empty slots are cleared away when
/// they are many.
#[derive(Debug)]
pub struct Index {
    pub(super) folder: Folder,
    pub(super) dictionary: Dictionary,
    pub(super) numbers: Numbers,
    pub(super) slots: Vec<Slot>,
    by_key: Vec<u32>,
    /// Also the order of equal hits.
    pub(super) by_name: Vec<u32>,
    empty: usize,
    names: Texts,
    /// Slots that were gathered, and those that they stand for.
    added: Vec<u32>,
    replaced: Vec<u32>,
    scratch: String,
}

/// What is kept of a record beside its postings.
#[derive(Debug)]
pub(super) struct Slot {
    key: [u8; 17],
    pub secret: bool,
    /// 0 when unknown.
    pub birth_year: i16,
    /// For the order: plain, without titles.
    name: TextId,
}

/// The key of an empty slot: no kind has this number.
const EMPTY: [u8; 17] = [u8::MAX; 17];

impl Slot {
    /// Nothing when the slot is empty.
    pub fn key(&self) -> Option<RecordKey> {
        RecordKey::from_bytes(&self.key)
    }
}

impl Index {
    pub fn new(folder: Folder) -> Self {
        Self {
            folder,
            dictionary: Dictionary::default(),
            numbers: Numbers::default(),
            slots: Vec::new(),
            by_key: Vec::new(),
            by_name: Vec::new(),
            empty: 0,
            names: Texts::default(),
            added: Vec::new(),
            replaced: Vec::new(),
            scratch: String::new(),
        }
    }

    /// Records that can be found.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Adds a record, or replaces it.
    pub fn put(&mut self, entry: &Entry<'_>) {
        self.remove(entry.key);
        let slot = self.add(entry);
        let (Ok(at) | Err(at)) = self.place_by_key(&entry.key.to_bytes());
        self.by_key.insert(at, slot);
        let at = self.by_name.partition_point(|other| self.order(*other) < self.order(slot));
        self.by_name.insert(at, slot);
    }

    /// Adds or replaces many records, each of which comes once: sorts once instead of once each.
    pub fn put_all<'a>(&mut self, entries: impl IntoIterator<Item = Entry<'a>>) {
        for entry in entries {
            self.gather(&entry);
        }
        self.settle();
    }

    /// Takes in one of many; it is found from [`Self::settle`] on, and nothing else is done before that.
    pub fn gather(&mut self, entry: &Entry<'_>) {
        let known = self.place_by_key(&entry.key.to_bytes()).ok();
        self.replaced.extend(known.and_then(|at| self.by_key.get(at)).copied());
        let slot = self.add(entry);
        self.added.push(slot);
    }

    pub fn settle(&mut self) {
        let (added, replaced) = (std::mem::take(&mut self.added), std::mem::take(&mut self.replaced));
        for slot in &replaced {
            self.leave_empty(*slot);
        }
        let (mut by_key, mut by_name) = (std::mem::take(&mut self.by_key), std::mem::take(&mut self.by_name));
        if !replaced.is_empty() {
            let is_used = |slot: &u32| self.slot(*slot).is_some_and(|slot| slot.key != EMPTY);
            by_key.retain(is_used);
            by_name.retain(is_used);
        }
        // Both are sorted but for what comes behind, which this sort makes use of.
        by_key.extend_from_slice(&added);
        by_key.sort_by_key(|slot| self.slot(*slot).map(|slot| slot.key));
        by_name.extend_from_slice(&added);
        by_name.sort_by(|a, b| self.order(*a).cmp(&self.order(*b)));
        (self.by_key, self.by_name) = (by_key, by_name);
        if added.len() > self.by_key.len() / 2 {
            self.shrink();
        }
        self.clear_away_if_many();
    }

    pub fn remove(&mut self, key: RecordKey) {
        let Ok(at) = self.place_by_key(&key.to_bytes()) else { return };
        let slot = self.by_key.remove(at);
        let from = self.by_name.partition_point(|other| self.order(*other) < self.order(slot));
        if self.by_name.get(from) == Some(&slot) {
            self.by_name.remove(from);
        }
        self.leave_empty(slot);
        self.clear_away_if_many();
    }

    fn leave_empty(&mut self, slot: u32) {
        if let Some(slot) = usize::try_from(slot).ok().and_then(|at| self.slots.get_mut(at)) {
            slot.key = EMPTY;
        }
        self.empty += 1;
    }

    fn clear_away_if_many(&mut self) {
        if self.empty > 64 + self.by_key.len() / 4 {
            self.clear_away();
        }
    }

    fn add(&mut self, entry: &Entry<'_>) -> u32 {
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        let name = self.post_name(entry.name, slot);
        for (text, field) in [
            (entry.alias, Field::Alias),
            (entry.village, Field::Village),
            (entry.problem, Field::Problem),
            (entry.categories, Field::Category),
            (entry.organization, Field::Organization),
            (entry.extra, Field::Extra),
        ] {
            self.post_text(text, Posting::new(slot, field));
        }
        let written = [entry.nik, entry.family_card, entry.phone, entry.short_number];
        for (at, (number, field)) in written.into_iter().zip(numbers::FIELDS).enumerate() {
            let letter = if field == Field::ShortNumber { number.get(1..) } else { Some(number) };
            if let Some(digits) = letter.and_then(digits) {
                self.numbers.put(at, &digits, slot);
            }
        }
        let birth_year = entry.birth_year.and_then(|year| i16::try_from(year).ok()).unwrap_or(0);
        self.slots.push(Slot { key: entry.key.to_bytes(), secret: entry.secret, birth_year, name });
        slot
    }

    /// Gives the name by which the record is sorted: plain, without titles.
    fn post_name(&mut self, name: &str, slot: u32) -> TextId {
        let name = self.folder.fold_name(name);
        let parts = [(&name.words, Field::Name), (&name.father, Field::Father), (&name.alias, Field::Alias)];
        for (words, field) in parts {
            for (at, word) in words.iter().enumerate() {
                let field = if at == 0 && field == Field::Name { Field::FirstName } else { field };
                self.dictionary.post(&word.written, &word.text, Posting::new(slot, field), &mut self.scratch);
            }
        }
        self.names.keep(&name.words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" "))
    }

    fn post_text(&mut self, text: &str, posting: Posting) {
        if text.is_empty() {
            return;
        }
        let shortest = if matches!(posting.field(), Field::Problem | Field::Extra) { 3 } else { 1 };
        let plain = plain(text);
        for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= shortest) {
            let folded = self.folder.fold_word(word);
            self.dictionary.post(word, &folded, posting, &mut self.scratch);
        }
    }

    pub(super) fn slot(&self, slot: u32) -> Option<&Slot> {
        self.slots.get(usize::try_from(slot).ok()?)
    }

    pub(super) fn order(&self, slot: u32) -> Option<(&str, &[u8; 17])> {
        self.slot(slot).map(|slot| (self.names.get(slot.name), &slot.key))
    }

    /// By what a slot stands in the order of names.
    pub(super) fn name(&self, slot: u32) -> &str {
        self.slot(slot).map_or("", |slot| self.names.get(slot.name))
    }

    fn place_by_key(&self, key: &[u8; 17]) -> Result<usize, usize> {
        self.by_key.binary_search_by(|slot| self.slot(*slot).map(|slot| &slot.key).cmp(&Some(key)))
    }

    /// Gives the slots in use new numbers without gaps.
    fn clear_away(&mut self) {
        let mut moved = vec![None; self.slots.len()];
        for slot in &self.by_key {
            if let Some(place) = usize::try_from(*slot).ok().and_then(|at| moved.get_mut(at)) {
                *place = Some(0);
            }
        }
        for (new, place) in (0..).zip(moved.iter_mut().flatten()) {
            *place = new;
        }
        let mut used = moved.iter().map(Option::is_some);
        self.slots.retain(|_| used.next().unwrap_or(false));
        for slot in self.by_key.iter_mut().chain(&mut self.by_name) {
            let new = usize::try_from(*slot).ok().and_then(|at| moved.get(at).copied().flatten());
            *slot = new.unwrap_or(*slot);
        }
        self.dictionary.move_slots(&moved);
        self.numbers.move_slots(&moved);
        self.empty = 0;
    }

    fn shrink(&mut self) {
        self.dictionary.shrink();
        self.numbers.shrink();
        self.slots.shrink_to_fit();
        self.by_key.shrink_to_fit();
        self.by_name.shrink_to_fit();
        self.names.shrink();
    }

    /// Bytes held, without the texts of the names.
    pub fn bytes(&self) -> usize {
        let orders = 4 * (self.by_key.capacity() + self.by_name.capacity());
        self.dictionary.bytes() + self.numbers.bytes() + orders + self.slots.capacity() * size_of::<Slot>()
    }
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
