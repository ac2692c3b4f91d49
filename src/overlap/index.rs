//! All gifts by what they can meet through. A gift is compared with those that share a number or a name, and no others.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::gift::{Gift, Unit};
use super::group::{Finding, Groups};
use super::judge::{Judgement, judge};
use super::lines::{Lines, WAYS};
use super::rules::Rules;

/// Comparisons for one number or name: up to 1,024 gifts each with every other. Where more carry it, each is compared with
/// those next to it by key, so that it is still said of every one of them.
const MOST_COMPARED: usize = 1 << 20;
/// Lines between two reports of how far it is.
const STEP: usize = 8_192;
/// The way by which a gift is found by its key.
const KEY: usize = WAYS - 1;

/// Gifts by key.
#[derive(Clone, Debug)]
pub struct Index<K> {
    /// Whose gift stands at the same place; beside the gifts, because together they would be padded.
    keys: Vec<K>,
    gifts: Vec<Option<Gift>>,
    lines: Lines,
    count: usize,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), gifts: Vec::new(), lines: Lines::default(), count: 0 }
    }
}

impl<K: Copy + Eq + Ord + Hash> Index<K> {
    /// With room for so many: made larger step by step, half a million gifts would leave holes in the memory.
    pub fn with_room(gifts: usize) -> Self {
        let mut lines = Lines::default();
        lines.clear(gifts);
        Self { keys: Vec::with_capacity(gifts), gifts: Vec::with_capacity(gifts), lines, count: 0 }
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub fn gift(&self, key: K) -> Option<&Gift> {
        self.place(key).and_then(|place| self.at(place)).map(|(_, gift)| gift)
    }

    /// Takes a gift in, or puts it in place of what was known under its key.
    pub fn put(&mut self, key: K, gift: Gift) {
        let place = self.take(key).unwrap_or(self.gifts.len());
        if place == self.gifts.len() {
            self.keys.push(key);
            self.gifts.push(None);
        }
        if let Some(empty) = self.gifts.get_mut(place) {
            *empty = Some(gift);
        }
        self.count += 1;
        if self.lines.is_crowded(self.gifts.len()) {
            self.lines.clear(self.gifts.len());
            (0..self.gifts.len()).for_each(|place| self.line_up(place));
        } else {
            self.line_up(place);
        }
    }

    pub fn remove(&mut self, key: K) {
        self.take(key);
    }

    /// Gives the place where it stood.
    fn take(&mut self, key: K) -> Option<usize> {
        let place = self.place(key)?;
        let gift = self.gifts.get_mut(place)?.take()?;
        for (way, number) in ways(&key, &gift) {
            self.lines.remove(place, way, number);
        }
        self.count -= 1;
        Some(place)
    }

    fn line_up(&mut self, place: usize) {
        let Some((key, gift)) = self.at(place) else { return };
        for (way, number) in ways(&key, gift) {
            self.lines.add(place, way, number);
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
        for (way, number) in meeting_ways(gift) {
            for (key, other) in self.lines.about(way, number).filter_map(|place| self.at(place)) {
                if Some(key) != except && first_way(gift, other) == Some(way) {
                    found.extend(judge(gift, other, rules, today).map(|judgement| (key, judgement)));
                }
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
    ) -> Option<Groups<'_, K>> {
        let (places, ranks) = self.in_order();
        let mut found = Vec::new();
        let mut line: Vec<(usize, u64, (u32, &Gift))> = Vec::new();
        let heads = self.lines.heads();
        for head in 0..heads {
            if head % STEP == 0 && watch(self.count * head / heads, self.count).is_break() {
                return None;
            }
            line.clear();
            line.extend(self.lines.line(head).filter_map(|(way, place)| {
                let gift = self.gifts.get(place)?.as_ref()?;
                Some((way, *numbers(gift).get(way)?, (*ranks.get(place)?, gift)))
            }));
            // In the order of the keys, so that nothing depends on when a gift was put in.
            line.sort_unstable_by_key(|(way, number, (rank, _))| (*way, *number, *rank));
            for same in line.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
                compare(same, &mut found, |a, b| judge(a, b, rules, today));
            }
        }
        drop(ranks);
        Some(Groups::of(&self.keys, places, found))
    }

    /// The places in the order of their keys, and for each place where it comes then.
    fn in_order(&self) -> (Vec<u32>, Vec<u32>) {
        let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        let mut places: Vec<u32> = (0..).take(self.keys.len()).collect();
        places.retain(|place| self.at(at(*place)).is_some());
        places.sort_unstable_by_key(|place| self.keys.get(at(*place)));
        let mut ranks = vec![0; self.keys.len()];
        for (rank, place) in (0..).zip(&places) {
            if let Some(own) = ranks.get_mut(at(*place)) {
                *own = rank;
            }
        }
        (places, ranks)
    }

    fn place(&self, key: K) -> Option<usize> {
        let is_it = |place: &usize| self.at(*place).is_some_and(|(own, _)| own == key);
        self.lines.about(KEY, mark(&key)).find(is_it)
    }

    fn at(&self, place: usize) -> Option<(K, &Gift)> {
        Some((*self.keys.get(place)?, self.gifts.get(place)?.as_ref()?))
    }
}

/// All gifts about one number, in the order of their keys. A pair that shares a surer one is told there.
fn compare(
    same: &[(usize, u64, (u32, &Gift))],
    found: &mut Vec<Finding<u32>>,
    judge: impl Fn(&Gift, &Gift) -> Option<Judgement>,
) {
    let reach = (MOST_COMPARED / same.len()).max(1);
    for (at, (way, _, (b, gift))) in same.iter().enumerate() {
        for (_, _, (a, other)) in same.get(at.saturating_sub(reach)..at).unwrap_or_default() {
            if first_way(other, gift) == Some(*way)
                && let Some(judgement) = judge(other, gift)
            {
                found.push(Finding::of((*a, other), (*b, gift), &judgement));
            }
        }
    }
}

/// What a gift can meet others through; 0 is not known.
fn numbers(gift: &Gift) -> [u64; KEY] {
    let house = if gift.unit == Unit::House { gift.house } else { 0 };
    [gift.card, gift.nik, gift.person, gift.household, house, gift.name]
}

fn meeting_ways(gift: &Gift) -> impl Iterator<Item = (usize, u64)> + use<> {
    numbers(gift).into_iter().enumerate().filter(|(_, number)| *number != 0)
}

fn ways<K: Hash>(key: &K, gift: &Gift) -> impl Iterator<Item = (usize, u64)> + use<K> {
    meeting_ways(gift).chain([(KEY, mark(key))])
}

/// The first way in which two gifts are about the same.
fn first_way(a: &Gift, b: &Gift) -> Option<usize> {
    numbers(a).iter().zip(numbers(b)).position(|(one, other)| *one != 0 && *one == other)
}

fn mark(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
