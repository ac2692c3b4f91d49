//! Which gifts are about the same: a line for every number and name, in few bytes, for there are millions.

/// In how many ways a gift stands in lines.
pub(super) const WAYS: usize = 7;
/// A seat is a gift's place and a way, in one number.
const SEATS: u32 = 8;
const END: u32 = u32::MAX;

/// Lines by what they are about. Different numbers may fall into one line: who walks it looks again.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    heads: Vec<u32>,
    next: Vec<[u32; WAYS]>,
}

impl Lines {
    /// Whether so many gifts would stand in long lines.
    pub fn is_crowded(&self, gifts: usize) -> bool {
        gifts > self.heads.len()
    }

    /// Empties all lines, with room for so many gifts.
    pub fn clear(&mut self, gifts: usize) {
        self.heads = vec![END; gifts.next_power_of_two()];
        self.next.reserve(gifts.saturating_sub(self.next.len()));
    }

    pub fn heads(&self) -> usize {
        self.heads.len()
    }

    pub fn add(&mut self, place: usize, way: usize, number: u64) {
        if place >= self.next.len() {
            self.next.resize(place + 1, [END; WAYS]);
        }
        let Some((own, head)) = seat(place, way).zip(self.head(way, number)) else { return };
        let behind = std::mem::replace(head, own);
        if let Some(next) = self.next(own) {
            *next = behind;
        }
    }

    pub fn remove(&mut self, place: usize, way: usize, number: u64) {
        let Some(own) = seat(place, way) else { return };
        let behind = self.behind(own);
        let Some(head) = self.head(way, number) else { return };
        let mut at = *head;
        if at == own {
            *head = behind;
            return;
        }
        while at != END && self.behind(at) != own {
            at = self.behind(at);
        }
        if let Some(next) = self.next(at) {
            *next = behind;
        }
    }

    /// Places of those that may be about the same, the last one first.
    pub fn about(&self, way: usize, number: u64) -> impl Iterator<Item = usize> {
        let line = self.spot(way, number).into_iter().flat_map(|head| self.line(head));
        line.filter(move |(own, _)| *own == way).map(|(_, place)| place)
    }

    /// Everybody in a line: in which way, and where.
    pub fn line(&self, head: usize) -> impl Iterator<Item = (usize, usize)> {
        let first = self.heads.get(head).copied().filter(|first| *first != END);
        let after = |seat: &u32| Some(self.behind(*seat)).filter(|next| *next != END);
        std::iter::successors(first, after).filter_map(parts)
    }

    fn spot(&self, way: usize, number: u64) -> Option<usize> {
        let mixed = (number ^ (way as u64) << 60).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let last = self.heads.len().checked_sub(1)?;
        Some(usize::try_from(mixed >> 32).ok()? & last)
    }

    fn head(&mut self, way: usize, number: u64) -> Option<&mut u32> {
        let spot = self.spot(way, number)?;
        self.heads.get_mut(spot)
    }

    fn next(&mut self, seat: u32) -> Option<&mut u32> {
        let (way, place) = parts(seat)?;
        self.next.get_mut(place)?.get_mut(way)
    }

    fn behind(&self, seat: u32) -> u32 {
        let next = parts(seat).and_then(|(way, place)| self.next.get(place)?.get(way));
        next.copied().unwrap_or(END)
    }
}

fn seat(place: usize, way: usize) -> Option<u32> {
    u32::try_from(place).ok()?.checked_mul(SEATS)?.checked_add(u32::try_from(way).ok()?)
}

fn parts(seat: u32) -> Option<(usize, usize)> {
    Some((usize::try_from(seat % SEATS).ok()?, usize::try_from(seat / SEATS).ok()?))
}
