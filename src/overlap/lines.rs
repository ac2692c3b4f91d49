//! Which gifts are about the same: a line for every number and name, in few bytes, for there are millions.

use crate::segments::Segments;

/// In how many ways a gift stands in lines.
pub(super) const WAYS: usize = 6;
/// A seat is a gift's place and a way, in one number.
const SEATS: u32 = 8;
/// Nobody, or in no line.
const NONE: u32 = u32::MAX;
/// The last of a line says whose line it is: who leaves it need not know by which number they came.
const END: u32 = 1 << 31;

/// Lines by what they are about. Different numbers may fall into one line: who walks it looks again.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    heads: Vec<u32>,
    next: Segments<[u32; WAYS]>,
}

impl Lines {
    /// Whether so many gifts would stand in long lines.
    pub fn is_crowded(&self, gifts: usize) -> bool {
        gifts > self.heads.len()
    }

    /// Empties all lines, with room for so many gifts.
    pub fn clear(&mut self, gifts: usize) {
        self.heads = vec![NONE; gifts.next_power_of_two()];
        self.next = Segments::default();
    }

    pub fn heads(&self) -> usize {
        self.heads.len()
    }

    pub fn add(&mut self, place: u32, way: usize, number: u64) {
        let Some(at) = usize::try_from(place).ok().filter(|_| place < END / SEATS) else { return };
        while self.next.len() <= at {
            self.next.push([NONE; WAYS]);
        }
        let Some((own, spot)) = seat(place, way).zip(self.spot(way, number)) else { return };
        let Some(head) = self.heads.get_mut(spot) else { return };
        let first = std::mem::replace(head, own);
        let end = u32::try_from(spot).unwrap_or(NONE) | END;
        self.set(own, if first == NONE { end } else { first });
    }

    /// Out of every line.
    pub fn remove(&mut self, place: u32) {
        for own in (0..WAYS).filter_map(|way| seat(place, way)) {
            let behind = self.behind(own);
            if behind == NONE {
                continue;
            }
            let mut end = behind;
            while end & END == 0 {
                end = self.behind(end);
            }
            let Some(head) = usize::try_from(end & !END).ok().and_then(|spot| self.heads.get_mut(spot))
            else {
                continue;
            };
            let mut at = *head;
            if at == own {
                *head = if behind & END == 0 { behind } else { NONE };
            } else {
                while at & END == 0 && self.behind(at) != own {
                    at = self.behind(at);
                }
                self.set(at, behind);
            }
            self.set(own, NONE);
        }
    }

    /// Places of those that may be about the same, the last one first.
    pub fn about(&self, way: usize, number: u64) -> impl Iterator<Item = u32> {
        let line = self.spot(way, number).into_iter().flat_map(|head| self.line(head));
        line.filter(move |(own, _)| *own == way).map(|(_, place)| place)
    }

    /// Everybody in a line: in which way, and where.
    pub fn line(&self, head: usize) -> impl Iterator<Item = (usize, u32)> {
        let first = self.heads.get(head).copied().filter(|first| *first != NONE);
        let after = |seat: &u32| Some(self.behind(*seat)).filter(|next| next & END == 0);
        std::iter::successors(first, after)
            .filter_map(|seat| Some((usize::try_from(seat % SEATS).ok()?, seat / SEATS)))
    }

    fn spot(&self, way: usize, number: u64) -> Option<usize> {
        let mixed = (number ^ (way as u64) << 60).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let last = self.heads.len().checked_sub(1)?;
        Some(usize::try_from(mixed >> 32).ok()? & last)
    }

    fn cell(seat: u32) -> Option<(usize, usize)> {
        Some((usize::try_from(seat / SEATS).ok()?, usize::try_from(seat % SEATS).ok()?))
    }

    fn set(&mut self, seat: u32, to: u32) {
        let next = Self::cell(seat).and_then(|(place, way)| self.next.get_mut(place)?.get_mut(way));
        if let Some(next) = next {
            *next = to;
        }
    }

    fn behind(&self, seat: u32) -> u32 {
        let next = Self::cell(seat).and_then(|(place, way)| self.next.get(place)?.get(way));
        next.copied().unwrap_or(NONE)
    }
}

fn seat(place: u32, way: usize) -> Option<u32> {
    place.checked_mul(SEATS)?.checked_add(u32::try_from(way).ok()?)
}
