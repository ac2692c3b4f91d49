//! All gifts by what they can meet through. A gift is compared with those that share a number or a name, and no others.

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

/// Gifts that are kept somewhere: an index holds none of them, it asks for them by their places.
pub trait GiftBook {
    /// One past the last place.
    fn places(&self) -> usize;
    /// Nothing where there is no gift, or none that counts.
    fn gift(&self, place: u32) -> Option<Gift>;
    /// The places of all, in the order in which they are told.
    fn in_order(&self) -> &[u32];
}

/// A few gifts, told as they lie.
#[derive(Debug, Default)]
pub struct GiftList {
    gifts: Vec<Gift>,
    order: Vec<u32>,
}

impl GiftList {
    pub fn push(&mut self, gift: Gift) {
        self.order.push(u32::try_from(self.gifts.len()).unwrap_or(u32::MAX));
        self.gifts.push(gift);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Gift> {
        self.gifts.iter()
    }

    /// The gift at `place` is another one now.
    pub fn replace(&mut self, place: u32, gift: Gift) {
        if let Some(old) = usize::try_from(place).ok().and_then(|place| self.gifts.get_mut(place)) {
            *old = gift;
        }
    }
}

impl GiftBook for GiftList {
    fn places(&self) -> usize {
        self.gifts.len()
    }

    fn gift(&self, place: u32) -> Option<Gift> {
        self.gifts.get(usize::try_from(place).ok()?).cloned()
    }

    fn in_order(&self) -> &[u32] {
        &self.order
    }
}

/// Who stands in line with whom.
#[derive(Clone, Debug, Default)]
pub struct Index {
    lines: Lines,
}

impl Index {
    /// Of all gifts of a book.
    pub fn of(book: &impl GiftBook) -> Self {
        let mut made = Self::default();
        made.renew(book, book.places());
        made
    }

    fn renew(&mut self, book: &impl GiftBook, room: usize) {
        self.lines.clear(room);
        for place in book.in_order() {
            self.line_up(*place, book);
        }
    }

    /// What stands at a place is new, another one, or gone.
    pub fn put(&mut self, place: u32, book: &impl GiftBook) {
        if self.lines.is_crowded(book.places()) {
            // Twice as many as there are, so that it is not done again soon.
            self.renew(book, book.places() * 2);
            return;
        }
        self.lines.remove(place);
        self.line_up(place, book);
    }

    fn line_up(&mut self, place: u32, book: &impl GiftBook) {
        let Some(gift) = book.gift(place) else { return };
        for (way, number) in meeting_ways(&gift) {
            self.lines.add(place, way, number);
        }
    }

    /// What holds for a gift and those of the book, the one at `except` apart.
    pub fn around(
        &self,
        gift: &Gift,
        except: Option<u32>,
        book: &impl GiftBook,
        rules: &Rules,
        today: NaiveDate,
    ) -> Vec<(u32, Judgement)> {
        let mut found = Vec::new();
        for (way, number) in meeting_ways(gift) {
            for place in self.lines.about(way, number).filter(|place| Some(*place) != except) {
                if let Some(other) = book.gift(place)
                    && first_way(gift, &other) == Some(way)
                {
                    found.extend(judge(gift, &other, rules, today).map(|judgement| (place, judgement)));
                }
            }
        }
        found
    }

    /// Every pair that meets; `order` are the places of the book in their order. `watch` is shown how many gifts are done, of how many; it may stop the work.
    pub fn all<'a>(
        &self,
        book: &impl GiftBook,
        order: &'a [u32],
        rules: &Rules,
        today: NaiveDate,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Option<Groups<'a>> {
        let ranks = ranks(order, book.places());
        let mut found = Vec::new();
        let mut gifts: Vec<Gift> = Vec::new();
        let mut line: Vec<Standing> = Vec::new();
        let heads = self.lines.heads();
        for head in 0..heads {
            if head % STEP == 0 && watch(order.len() * head / heads, order.len()).is_break() {
                return None;
            }
            // Whoever stands alone meets nobody.
            if self.lines.line(head).nth(1).is_none() {
                continue;
            }
            line.clear();
            gifts.clear();
            for (way, place) in self.lines.line(head) {
                let rank = usize::try_from(place).ok().and_then(|place| ranks.get(place).copied());
                let Some((gift, rank)) = book.gift(place).zip(rank) else { continue };
                let Some(number) = numbers(&gift).get(way).copied() else { continue };
                line.push(Standing { way, number, rank, at: gifts.len() });
                gifts.push(gift);
            }
            // In the order of the keys, so that nothing depends on when a gift was put in.
            line.sort_unstable_by_key(|standing| (standing.way, standing.number, standing.rank));
            for same in line.chunk_by(|a, b| (a.way, a.number) == (b.way, b.number)) {
                compare(same, &gifts, &mut found, |a, b| judge(a, b, rules, today));
            }
        }
        drop(ranks);
        Some(Groups::of(order, found))
    }
}

/// A gift in a line.
#[derive(Clone, Copy)]
struct Standing {
    way: usize,
    number: u64,
    rank: u32,
    /// Among those of the line.
    at: usize,
}

/// For each place where it comes in the order.
fn ranks(order: &[u32], places: usize) -> Vec<u32> {
    let mut ranks = vec![0; places];
    for (rank, place) in (0..).zip(order) {
        if let Some(own) = usize::try_from(*place).ok().and_then(|place| ranks.get_mut(place)) {
            *own = rank;
        }
    }
    ranks
}

/// All gifts about one number, in the order of their keys. A pair that shares a surer one is told there.
fn compare(
    same: &[Standing],
    gifts: &[Gift],
    found: &mut Vec<Finding>,
    judge: impl Fn(&Gift, &Gift) -> Option<Judgement>,
) {
    let reach = (MOST_COMPARED / same.len()).max(1);
    for (at, b) in same.iter().enumerate() {
        for a in same.get(at.saturating_sub(reach)..at).unwrap_or_default() {
            let Some((other, gift)) = gifts.get(a.at).zip(gifts.get(b.at)) else { continue };
            if first_way(other, gift) == Some(b.way)
                && let Some(judgement) = judge(other, gift)
            {
                found.push(Finding::of((a.rank, other), (b.rank, gift), &judgement));
            }
        }
    }
}

/// What a gift can meet others through; 0 is not known.
fn numbers(gift: &Gift) -> [u64; WAYS] {
    let house = if gift.unit == Unit::House { gift.house } else { 0 };
    [gift.card, gift.nik, gift.person, gift.household, house, gift.name]
}

fn meeting_ways(gift: &Gift) -> impl Iterator<Item = (usize, u64)> + use<> {
    numbers(gift).into_iter().enumerate().filter(|(_, number)| *number != 0)
}

/// The first way in which two gifts are about the same.
fn first_way(a: &Gift, b: &Gift) -> Option<usize> {
    numbers(a).iter().zip(numbers(b)).position(|(one, other)| *one != 0 && *one == other)
}
