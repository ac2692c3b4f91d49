//! All gifts by what they can meet through. A gift is compared with those that share a number or a name, and no others.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::gift::Gift;
use super::judge::{Judgement, judge};
use super::rules::Rules;

/// Two gifts and what holds for them; `a` is not more than `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<K> {
    pub a: K,
    pub b: K,
    pub judgement: Judgement,
}

/// Neighbours by one number or name that a gift is compared with, the nearest by entry; a list that carries one number in
/// thousands of rows is still said to be so in every row.
const MOST_NEIGHBOURS: usize = 256;
/// Gifts between two reports of how far it is.
const STEP: usize = 4_096;

#[derive(Clone, Debug)]
enum Slots {
    One(u32),
    #[expect(clippy::box_collection, reason = "half the room of a slot, and there are millions")]
    Many(Box<Vec<u32>>),
}

impl Slots {
    fn all(&self) -> &[u32] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// Gifts by key.
#[derive(Clone, Debug)]
pub struct Index<K> {
    gifts: Vec<Option<(K, Gift)>>,
    places: HashMap<K, u32>,
    slots: HashMap<(u8, u64), Slots>,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self { gifts: Vec::new(), places: HashMap::new(), slots: HashMap::new() }
    }
}

impl<K: Copy + Eq + Ord + Hash> Index<K> {
    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub fn gift(&self, key: K) -> Option<&Gift> {
        let place = self.places.get(&key)?;
        self.gifts.get(usize::try_from(*place).ok()?)?.as_ref().map(|(_, gift)| gift)
    }

    /// Takes a gift in, or puts it in place of what was known under its key.
    pub fn put(&mut self, key: K, gift: Gift) {
        self.remove(key);
        let Ok(place) = u32::try_from(self.gifts.len()) else { return };
        for entry in entries(&gift) {
            self.slots
                .entry(entry)
                .and_modify(|slots| match slots {
                    Slots::One(one) => *slots = Slots::Many(Box::new(vec![*one, place])),
                    Slots::Many(many) => many.push(place),
                })
                .or_insert(Slots::One(place));
        }
        self.places.insert(key, place);
        self.gifts.push(Some((key, gift)));
    }

    pub fn remove(&mut self, key: K) {
        let Some(place) = self.places.remove(&key) else { return };
        let Some((_, gift)) = usize::try_from(place).ok().and_then(|at| self.gifts.get_mut(at)?.take())
        else {
            return;
        };
        for entry in entries(&gift) {
            let Some(slots) = self.slots.get_mut(&entry) else { continue };
            if let Slots::Many(many) = slots {
                many.retain(|other| *other != place);
            }
            if slots.all().is_empty() || matches!(slots, Slots::One(one) if *one == place) {
                self.slots.remove(&entry);
            }
        }
    }

    /// What holds for a gift and those known, itself apart.
    pub fn around(
        &self,
        gift: &Gift,
        except: Option<K>,
        rules: &Rules,
        today: NaiveDate,
    ) -> Vec<(K, Judgement)> {
        let mut found = Vec::new();
        let mut met: Vec<u32> = Vec::new();
        for entry in entries(gift) {
            let Some(slots) = self.slots.get(&entry) else { continue };
            for place in slots.all().iter().rev().take(MOST_NEIGHBOURS) {
                let Some((key, other)) = self.at(*place) else { continue };
                if Some(*key) == except || met.contains(place) {
                    continue;
                }
                met.push(*place);
                found.extend(judge(gift, other, rules, today).map(|judgement| (*key, judgement)));
            }
        }
        found
    }

    /// Every pair that meets. `watch` is shown how many gifts are done, of how many; it may stop the work.
    pub fn all(
        &self,
        rules: &Rules,
        today: NaiveDate,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Option<Vec<Finding<K>>> {
        let mut found = Vec::new();
        let mut met: Vec<u32> = Vec::new();
        for (at, entry) in self.gifts.iter().enumerate() {
            if at % STEP == 0 && watch(at, self.gifts.len()).is_break() {
                return None;
            }
            let Some((key, gift)) = entry else { continue };
            met.clear();
            for entry in entries(gift) {
                let Some(slots) = self.slots.get(&entry) else { continue };
                let others = slots.all();
                let earlier =
                    others.partition_point(|place| usize::try_from(*place).is_ok_and(|place| place < at));
                for place in others.get(..earlier).unwrap_or_default().iter().rev().take(MOST_NEIGHBOURS) {
                    let Some((other_key, other)) = self.at(*place) else { continue };
                    if met.contains(place) {
                        continue;
                    }
                    met.push(*place);
                    if let Some(judgement) = judge(gift, other, rules, today) {
                        let (a, b) = if other_key <= key { (*other_key, *key) } else { (*key, *other_key) };
                        found.push(Finding { a, b, judgement });
                    }
                }
            }
        }
        Some(found)
    }

    fn at(&self, place: u32) -> Option<&(K, Gift)> {
        self.gifts.get(usize::try_from(place).ok()?)?.as_ref()
    }
}

/// What a gift can meet others through.
fn entries(gift: &Gift) -> impl Iterator<Item = (u8, u64)> + use<> {
    let all = [gift.card, gift.nik, gift.person, gift.household, gift.house, gift.name];
    (0_u8..).zip(all).filter(|(_, number)| *number != 0)
}
