//! Records by their short number, however it is written: whole, without its check digit, as digits only.

use crate::domain::{RecordKey, RecordKind, ShortNumber, SpokenNumber};
use crate::sorted::Sorted as _;

use super::Desk;

/// What was written. Digits alone may be read in two ways, with a check digit and without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    letter: Option<char>,
    sender: Option<String>,
    /// Year and count, the likeliest first.
    counts: Vec<(u16, u32)>,
}

/// The records of a number.
pub(super) struct Numbered {
    pub keys: Vec<RecordKey>,
    /// The number was written with its letter: nothing else is meant.
    pub is_all: bool,
}

/// A number as people write it; nothing when it is none, or not yet all of it.
pub(super) fn read(written: &str) -> Option<Wanted> {
    let written = written.trim();
    let (sender, rest) = match written.split_once('/') {
        Some((sender, rest)) => (Some(sender.to_uppercase()), rest),
        None => (None, written),
    };
    let letter = rest.chars().next().filter(char::is_ascii_alphabetic);
    let digits = rest.get(letter.map_or(0, char::len_utf8)..)?.trim_matches('-');
    let parts: Vec<&str> = digits.split(['-', ' ']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) || (letter.is_none() && sender.is_some()) {
        return None;
    }
    let with_check = |year: &str, count: &str, check: &str| {
        let number = read_count(year, count)?;
        (shape(number).check_digit().to_string() == check).then_some(number)
    };
    let counts: Vec<(u16, u32)> = match parts.as_slice() {
        [year, count, check] => with_check(year, count, check).into_iter().collect(),
        [year, count] => read_count(year, count).into_iter().collect(),
        [digits] if digits.len() >= 8 => {
            let (year, rest) = digits.split_at_checked(4)?;
            let (count, check) = rest.split_at_checked(rest.len() - 1)?;
            with_check(year, count, check).into_iter().chain(read_count(year, rest)).collect()
        }
        _ => return None,
    };
    let letter = letter.map(|letter| letter.to_ascii_uppercase());
    (!counts.is_empty() || letter.is_some()).then_some(Wanted { letter, sender, counts })
}

fn shape((year, count): (u16, u32)) -> ShortNumber {
    ShortNumber { letter: 'W', year, count }
}

fn read_count(year: &str, count: &str) -> Option<(u16, u32)> {
    let is_whole = year.len() == 4 && count.len() >= 4;
    let year: u16 = year.parse().ok().filter(|year| is_whole && (1900..2200).contains(year))?;
    Some((year, count.parse().ok()?))
}

impl Desk {
    /// The records of a kind that have the number; people also by the numbers of their cases and referrals.
    pub(super) fn numbered(&self, wanted: &Wanted, kind: RecordKind) -> Numbered {
        let mut keys: Vec<RecordKey> = Vec::new();
        for (year, count) in &wanted.counts {
            let found = self.book.of_count(*year, *count);
            let of_letter =
                found.filter(|(number, _)| wanted.letter.is_none_or(|letter| letter == number.letter));
            let mut fitting: Vec<RecordKey> = of_letter.map(|(_, key)| key).collect();
            // A person's own number comes before those of the cases of others.
            fitting.order_by_key(|key| key.kind != kind);
            for key in fitting {
                let left = self.book.same.remaining(key);
                let shown = if kind == RecordKind::Person { self.subject(left) } else { left };
                let is_there = shown.kind == kind && self.book.line(shown).is_some();
                if is_there && self.is_of(key, wanted.sender.as_deref()) && !keys.contains(&shown) {
                    keys.push(shown);
                }
            }
        }
        Numbered { keys, is_all: wanted.letter.is_some() }
    }

    /// Every record with a number as it is said, binned ones too; what was merged by the one that is left.
    pub fn with_number(&self, spoken: SpokenNumber) -> Vec<RecordKey> {
        let number = spoken.number;
        let found = self.book.of_count(number.year, number.count).filter(|(other, _)| *other == number);
        let of_sender = found.map(|(_, key)| key).filter(|key| self.is_of(*key, spoken.sender()));
        of_sender.map(|key| self.book.same.remaining(key)).collect()
    }

    /// Whether a sender gave out the number of a record; this laptop has a code of its own.
    fn is_of(&self, key: RecordKey, sender: Option<&str>) -> bool {
        let Some(sender) = sender else { return true };
        let spoken = self.find(key).ok().flatten().and_then(|record| record.meta.spoken_number());
        spoken.is_some_and(|spoken| spoken.sender().unwrap_or(&self.worker().sender) == sender)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(written: &str) -> Vec<(u16, u32)> {
        read(written).map(|wanted| wanted.counts).unwrap_or_default()
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        let number = ShortNumber { letter: 'W', year: 2026, count: 10 };
        let whole = number.to_string();
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        let without: &str = &digits[..8];
        for written in [&whole, "W-2026-0010", "w-2026-0010-", "2026-0010", without, &whole.to_lowercase()] {
            assert_eq!(counts(written), [(2026, 10)], "{written}");
        }
        assert_eq!(counts(&digits).first(), Some(&(2026, 10)), "{digits}");
        assert_eq!(read("PCT02/W-2026-0010").unwrap().sender.as_deref(), Some("PCT02"));
        assert_eq!(read("W-2026-0010").unwrap().letter, Some('W'));
    }

    #[test]
    fn what_is_no_number_is_left_to_the_search() {
        for written in
            ["enok", "W-2026", "2026", "3204301708509012", "081299998888", "siti 1950", "W-2026-00", ""]
        {
            assert_eq!(counts(written), [], "{written}");
        }
        assert_eq!(read("W"), None);
    }
}
