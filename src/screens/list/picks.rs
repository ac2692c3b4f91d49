//! Rows picked out of a list, to do one thing with all of them.

use std::collections::BTreeSet;

use crate::domain::RecordKey;

#[derive(Debug, Default)]
pub struct Picks {
    keys: BTreeSet<RecordKey>,
    /// Where the last one was picked.
    last: Option<usize>,
}

impl Picks {
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn has(&self, key: RecordKey) -> bool {
        self.keys.contains(&key)
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Picks the row, or lets it go.
    pub fn toggle(&mut self, keys: &[RecordKey], at: usize) {
        let Some(key) = keys.get(at) else { return };
        if !self.keys.remove(key) {
            self.keys.insert(*key);
        }
        self.last = Some(at);
    }

    /// Every row from the one picked last to this one.
    pub fn reach(&mut self, keys: &[RecordKey], at: usize) {
        let from = self.last.unwrap_or(at).min(keys.len().saturating_sub(1));
        let rows = keys.get(from.min(at)..=from.max(at)).unwrap_or_default();
        self.keys.extend(rows);
        self.last = Some(at);
    }

    /// Every row of the list, or none when all are picked.
    pub fn all_or_none(&mut self, keys: &[RecordKey]) {
        if keys.iter().all(|key| self.has(*key)) {
            self.clear();
        } else {
            self.keys.extend(keys);
        }
    }

    /// What the list no longer shows is not picked any more: nothing is done with what is out of sight.
    pub fn keep(&mut self, keys: &[RecordKey]) {
        if !self.is_empty() {
            let shown: BTreeSet<&RecordKey> = keys.iter().collect();
            self.keys.retain(|key| shown.contains(key));
            self.last = None;
        }
    }

    /// In the order of the list.
    pub fn of(&self, keys: &[RecordKey]) -> Vec<RecordKey> {
        keys.iter().copied().filter(|key| self.has(*key)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RecordKind;

    fn keys() -> Vec<RecordKey> {
        (1..=6).map(|id| RecordKey::new(RecordKind::Person, ulid::Ulid(id))).collect()
    }

    #[test]
    fn rows_are_picked_one_by_one_by_range_and_all_at_once() {
        let (keys, mut picks) = (keys(), Picks::default());
        picks.toggle(&keys, 3);
        picks.reach(&keys, 1);
        assert_eq!(picks.of(&keys), keys[1..=3]);
        picks.toggle(&keys, 2);
        assert_eq!(picks.len(), 2);
        picks.all_or_none(&keys);
        assert_eq!(picks.len(), 6);
        picks.all_or_none(&keys);
        assert!(picks.is_empty());
    }

    #[test]
    fn what_is_out_of_sight_is_not_picked_any_more() {
        let (keys, mut picks) = (keys(), Picks::default());
        picks.all_or_none(&keys);
        picks.keep(&keys[..2]);
        assert_eq!(picks.of(&keys), keys[..2]);
        picks.reach(&keys[..1], 5);
        assert_eq!(picks.len(), 2);
    }
}
