//! Numbers found by any piece of them: sixteen digits fit in 64 bits, and a hundred thousand people's numbers
//! are compared in about a millisecond, which is less than an index of all pieces would cost to keep.

use super::dictionary::Posting;
use super::entry::{Field, How};

/// The least digits a piece must have.
pub(super) const MIN_PIECE: usize = 3;
const MOST: usize = 16;

/// Packed digits beside their owners. A digit is stored as 1–10, so that 0 is no digit.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    packed: Vec<u64>,
    owners: Vec<Posting>,
}

/// First digit highest.
fn pack(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |packed, digit| packed << 4 | u64::from(digit.wrapping_sub(b'0') + 1))
}

impl Numbers {
    /// Keeps a number of any length: one longer than sixteen digits in pieces that overlap.
    pub fn put(&mut self, digits: &str, owner: Posting) {
        if digits.len() < MIN_PIECE || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        for piece in digits.as_bytes().windows(digits.len().min(MOST)) {
            self.packed.push(pack(piece));
            self.owners.push(owner);
        }
    }

    /// Gives each owner of a number that has `piece` in it.
    pub fn find(&self, piece: &str, mut give: impl FnMut(How, Posting)) {
        if !(MIN_PIECE..=MOST).contains(&piece.len()) {
            return;
        }
        let wanted = pack(piece.as_bytes());
        let bits = 4 * u32::try_from(piece.len()).unwrap_or(0);
        let mask = u64::MAX.checked_shr(64 - bits).unwrap_or(u64::MAX);
        let start = Start::of(wanted >> (bits - 12));
        for (packed, owner) in self.packed.iter().zip(&self.owners) {
            if start.is_in(*packed)
                && let Some(how) = within(*packed, wanted, mask)
            {
                give(how, *owner);
            }
        }
    }

    pub fn move_slots(&mut self, moved: &[Option<u32>]) {
        let mut kept = Self::default();
        for (packed, owner) in self.packed.iter().zip(&self.owners) {
            let slot = usize::try_from(owner.slot()).ok().and_then(|at| moved.get(at).copied().flatten());
            if let Some(slot) = slot {
                kept.packed.push(*packed);
                kept.owners.push(Posting::new(slot, owner.field()));
            }
        }
        *self = kept;
        self.shrink();
    }

    pub fn shrink(&mut self) {
        self.packed.shrink_to_fit();
        self.owners.shrink_to_fit();
    }

    pub fn bytes(&self) -> usize {
        8 * self.packed.capacity() + 4 * self.owners.capacity()
    }
}

/// The first three digits of a piece, each repeated sixteen times: whether they occur in a number is told for all
/// places at once.
struct Start([u64; 3]);

impl Start {
    fn of(three: u64) -> Self {
        Self([8, 4, 0].map(|shift| (three >> shift & 0xf) * 0x1111_1111_1111_1111))
    }

    #[inline]
    fn is_in(&self, packed: u64) -> bool {
        let [first, second, third] = self.0.map(|digit| equal_digits(packed ^ digit));
        first & second << 4 & third << 8 != 0
    }
}

/// The top bit of each digit that is zero (H. S. Warren, Hacker's Delight, 6-1).
#[inline]
fn equal_digits(difference: u64) -> u64 {
    const LOW: u64 = 0x7777_7777_7777_7777;
    !(((difference & LOW) + LOW) | difference | LOW)
}

/// Tries every place of the piece, from the number's end to its start.
#[inline]
fn within(packed: u64, wanted: u64, mask: u64) -> Option<How> {
    let mut rest = packed;
    while rest >= wanted {
        if rest & mask == wanted {
            return Some(if rest == packed && rest == wanted {
                How::Exact
            } else if rest == wanted {
                How::Start
            } else {
                How::Within
            });
        }
        rest >>= 4;
    }
    None
}

/// A telephone number is written with `0` or with `62`: the other way, if the piece begins so.
pub(super) fn other_prefix(digits: &str) -> Option<String> {
    match (digits.strip_prefix('0'), digits.strip_prefix("62")) {
        (Some(rest), _) if rest.starts_with('8') || rest.starts_with('2') => Some(format!("62{rest}")),
        (_, Some(rest)) if rest.starts_with('8') => Some(format!("0{rest}")),
        _ => None,
    }
}

/// Which field a number of an entry is for.
pub(super) const FIELDS: [Field; 4] = [Field::Nik, Field::FamilyCard, Field::Phone, Field::ShortNumber];

#[cfg(test)]
mod tests {
    use super::*;

    fn how(number: &str, piece: &str) -> Option<How> {
        let mut numbers = Numbers::default();
        numbers.put(number, Posting::new(7, Field::Nik));
        let mut found = None;
        numbers.find(piece, |how, owner| {
            assert_eq!((owner.slot(), owner.field()), (7, Field::Nik));
            found = found.max(Some(how));
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
