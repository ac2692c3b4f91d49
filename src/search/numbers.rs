//! Numbers found by any piece of them: sixteen digits fit in 64 bits, and a hundred thousand people's numbers
//! are compared in well under a millisecond, which is less than an index of all pieces would cost to keep.
#![allow(
    clippy::inline_always,
    reason = "the program is built for size and would call what is done for every number"
)]

use super::entry::{Field, How, Why};

/// The least digits a piece must have.
pub(super) const MIN_PIECE: usize = 3;
const MOST: usize = 16;

/// The numbers of each field by themselves: a piece that all of them share, as an area's code, is then found in
/// every one of a row and in none of the next, which a processor foresees.
#[derive(Debug, Default)]
pub(super) struct Numbers([Lot; FIELDS.len()]);

/// Which field a number of an entry is for.
pub(super) const FIELDS: [Field; 4] = [Field::Nik, Field::FamilyCard, Field::Phone, Field::ShortNumber];

/// How a piece is in a number: within, at its start, or all of it.
const HOWS: [How; 3] = [How::Within, How::Start, How::Exact];

/// Packed digits beside the slots that have them. A digit is stored as 1–10, so that 0 is no digit; the first stands
/// highest, whatever the length, so that one shift tells how a number starts.
#[derive(Debug, Default)]
struct Lot {
    packed: Vec<u64>,
    slots: Vec<u32>,
}

/// First digit highest.
fn pack(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |packed, digit| packed << 4 | u64::from(digit.wrapping_sub(b'0') + 1))
}

impl Numbers {
    /// Keeps the number a slot has in the field of this place in [`FIELDS`], of any length: one longer than sixteen
    /// digits in pieces that overlap.
    pub fn put(&mut self, field: usize, digits: &str, slot: u32) {
        let Some(lot) = self.0.get_mut(field) else { return };
        if digits.len() < MIN_PIECE || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        for piece in digits.as_bytes().windows(digits.len().min(MOST)) {
            lot.packed.push(pack(piece) << (4 * (MOST - piece.len())));
            lot.slots.push(slot);
        }
    }

    /// Gives each slot that has `piece` in a number of a field, with the packed [`Why`].
    pub fn find(&self, piece: &str, mut give: impl FnMut(u16, u32)) {
        self.find_in(piece, &|_| true, &mut give);
        // A telephone number only can be written with the other prefix.
        if let Some(other) = other_prefix(piece) {
            self.find_in(&other, &|field| field == Field::Phone, &mut give);
        }
    }

    fn find_in(&self, piece: &str, is_meant: &dyn Fn(Field) -> bool, give: &mut impl FnMut(u16, u32)) {
        if !(MIN_PIECE..=MOST).contains(&piece.len()) {
            return;
        }
        let piece = Piece::of(piece.as_bytes());
        for (lot, field) in self.0.iter().zip(FIELDS).filter(|(_, field)| is_meant(*field)) {
            let packed = HOWS.map(|how| Why { field, how }.pack());
            lot.find(&piece, |how, slot| give(packed.get(how).copied().unwrap_or(0), slot));
        }
    }

    pub fn move_slots(&mut self, moved: &[Option<u32>]) {
        for lot in &mut self.0 {
            let mut kept = Lot::default();
            for (packed, slot) in lot.packed.iter().zip(&lot.slots) {
                let slot = usize::try_from(*slot).ok().and_then(|at| moved.get(at).copied().flatten());
                if let Some(slot) = slot {
                    kept.packed.push(*packed);
                    kept.slots.push(slot);
                }
            }
            *lot = kept;
        }
        self.shrink();
    }

    pub fn shrink(&mut self) {
        for lot in &mut self.0 {
            lot.packed.shrink_to_fit();
            lot.slots.shrink_to_fit();
        }
    }

    pub fn bytes(&self) -> usize {
        self.0.iter().map(|lot| 8 * lot.packed.capacity() + 4 * lot.slots.capacity()).sum()
    }
}

impl Lot {
    #[inline(always)]
    fn find(&self, piece: &Piece, mut give: impl FnMut(usize, u32)) {
        let (bunches, rest) = self.packed.as_chunks::<BUNCH>();
        let (slots, last) = self.slots.as_chunks::<BUNCH>();
        for (bunch, slots) in bunches.iter().zip(slots) {
            if piece.begins_in_any(bunch) {
                piece.look(bunch, slots, &mut give);
            }
        }
        piece.look(rest, last, &mut give);
    }
}

/// So many numbers are passed over at once when the piece begins in none of them.
const BUNCH: usize = 8;

/// A piece that is looked for. Its first four digits stand alone, each repeated sixteen times: where they occur in
/// a number is told for all places at once.
struct Piece {
    wanted: u64,
    digits: u32,
    mask: u64,
    /// Bits of a number behind a piece it starts with.
    behind_start: u32,
    start: [u64; 4],
    /// Nothing for a piece of three digits, which has no fourth; else all.
    fourth: u64,
    /// The last places of a number: what begins there has no room.
    beyond: u64,
}

impl Piece {
    fn of(digits: &[u8]) -> Self {
        let wanted = pack(digits);
        let digits = u32::try_from(digits.len()).unwrap_or(0);
        let four = if digits < 4 { wanted << 4 } else { wanted >> (4 * (digits - 4)) };
        Self {
            wanted,
            digits,
            mask: u64::MAX.checked_shr(64 - 4 * digits).unwrap_or(u64::MAX),
            behind_start: 64 - 4 * digits,
            start: [12, 8, 4, 0].map(|shift| (four >> shift & 0xf) * 0x1111_1111_1111_1111),
            fourth: if digits < 4 { 0 } else { u64::MAX },
            beyond: if digits < 4 { 0xff } else { 0xfff },
        }
    }

    /// A bit in each digit of a number at which the first four digits begin: there none of them differs.
    #[inline(always)]
    fn begins(&self, packed: u64) -> u64 {
        let [first, second, third, fourth] = self.start;
        let differ = (packed ^ first) | (packed ^ second) << 4 | (packed ^ third) << 8;
        equal_digits(differ | (packed ^ fourth) << 12 & self.fourth | self.beyond)
    }

    #[inline(always)]
    fn begins_in_any(&self, bunch: &[u64; BUNCH]) -> bool {
        let mut any = 0;
        for packed in bunch {
            any |= self.begins(*packed);
        }
        any != 0
    }

    #[inline(always)]
    fn look(&self, bunch: &[u64], slots: &[u32], give: &mut impl FnMut(usize, u32)) {
        for (packed, slot) in bunch.iter().zip(slots) {
            if let Some(how) = self.within(*packed) {
                give(how, *slot);
            }
        }
    }

    /// The place in [`HOWS`].
    #[inline(always)]
    fn within(&self, packed: u64) -> Option<usize> {
        if packed >> self.behind_start == self.wanted {
            let is_whole = packed & !(self.mask << self.behind_start) == 0;
            return Some(1 + usize::from(is_whole));
        }
        let mut places = self.begins(packed);
        if self.digits <= 4 {
            return (places != 0).then_some(0);
        }
        while places != 0 {
            let top = places.ilog2();
            places ^= 1 << top;
            // digits of the number from this place to its last one, less those of the piece
            let behind = (top / 4 + 1).checked_sub(self.digits)?;
            if packed >> (4 * behind) & self.mask == self.wanted {
                return Some(0);
            }
        }
        None
    }
}

/// The top bit of each digit that is zero (H. S. Warren, Hacker's Delight, 6-1).
#[inline(always)]
fn equal_digits(difference: u64) -> u64 {
    const LOW: u64 = 0x7777_7777_7777_7777;
    !(((difference & LOW) + LOW) | difference | LOW)
}

/// A telephone number is written with `0` or with `62`: the other way, if the piece begins so.
fn other_prefix(digits: &str) -> Option<String> {
    match (digits.strip_prefix('0'), digits.strip_prefix("62")) {
        (Some(rest), _) if rest.starts_with('8') || rest.starts_with('2') => Some(format!("62{rest}")),
        (_, Some(rest)) if rest.starts_with('8') => Some(format!("0{rest}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(number: &str, piece: &str) -> Option<How> {
        let mut numbers = Numbers::default();
        numbers.put(1, number, 7);
        let mut found = None;
        numbers.find(piece, |packed, slot| {
            let why = Why::unpack(packed);
            assert_eq!((slot, why.field), (7, Field::FamilyCard));
            found = found.max(Some(why.how));
        });
        found
    }

    #[test]
    fn a_number_is_found_by_its_pieces() {
        let nik = "3204301708509012";
        assert_eq!(how(nik, nik), Some(How::Exact));
        assert_eq!(how(nik, "32043017"), Some(How::Start));
        assert_eq!(how(nik, "9012"), Some(How::Within));
        assert_eq!(how(nik, "1708509"), Some(How::Within));
        assert_eq!(how(nik, "9999"), None);
        assert_eq!(how(nik, "12"), None, "too short a piece");
        assert_eq!(how("32041320", "320"), Some(How::Start), "also at the end, but it begins so");
        assert_eq!(how("000", "0000"), None, "nothing before the first digit");
        assert_eq!(how("32043017085090121", "85090121"), Some(How::Within), "seventeen digits");
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_contains(number in "[0-2]{3,20}", piece in "[0-2]{3,6}") {
            proptest::prop_assert_eq!(how(&number, &piece).is_some(), number.contains(&piece));
        }
    }
}
