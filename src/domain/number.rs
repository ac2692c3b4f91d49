//! Short, speakable numbers with a check digit: `K-2026-0042-7`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Letter, year, count within the year, and a Damm check digit over year and count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShortNumber {
    pub letter: char,
    pub year: u16,
    pub count: u32,
}

/// Damm's quasigroup of order 10 (H. M. Damm, 2004): finds every single wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn damm(digits: &str) -> u8 {
    digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |state, digit| DAMM[usize::from(state)][usize::from(digit - b'0')])
}

impl ShortNumber {
    fn digits(self) -> String {
        format!("{:04}{:04}", self.year, self.count)
    }

    pub fn check_digit(self) -> u8 {
        damm(&self.digits())
    }
}

impl fmt::Display for ShortNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:04}-{}", self.letter, self.year, self.count, self.check_digit())
    }
}

/// Why a typed short number can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongNumber {
    #[error("not a short number")]
    Shape,
    #[error("the check digit does not match: a digit is mistyped")]
    CheckDigit,
}

impl FromStr for ShortNumber {
    type Err = WrongNumber;

    fn from_str(text: &str) -> Result<Self, WrongNumber> {
        let mut parts = text.trim().split('-');
        let mut next = || parts.next().ok_or(WrongNumber::Shape);
        let letter = next()?.chars().next().ok_or(WrongNumber::Shape)?.to_ascii_uppercase();
        let year = next()?.parse().map_err(|_| WrongNumber::Shape)?;
        let count = next()?.parse().map_err(|_| WrongNumber::Shape)?;
        let check: u8 = next()?.parse().map_err(|_| WrongNumber::Shape)?;
        let number = Self { letter, year, count };
        if number.check_digit() == check { Ok(number) } else { Err(WrongNumber::CheckDigit) }
    }
}

/// Longest code of a sender.
const LONGEST_SENDER: usize = 8;

/// A short number with who gave it out, as people say it: that of another sender with its name, `PCT02/K-2026-0042-7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpokenNumber {
    pub number: ShortNumber,
    /// The other sender's code, filled up with zeros.
    sender: Option<[u8; LONGEST_SENDER]>,
}

impl SpokenNumber {
    /// One given out on this laptop.
    pub fn own(number: ShortNumber) -> Self {
        Self { number, sender: None }
    }

    /// One that another sender gave out. A longer code is cut.
    pub fn of(sender: &str, number: ShortNumber) -> Self {
        let mut code = [0; LONGEST_SENDER];
        code.iter_mut()
            .zip(sender.bytes().filter(u8::is_ascii_alphanumeric))
            .for_each(|(to, from)| *to = from);
        Self { number, sender: Some(code) }
    }

    pub fn sender(&self) -> Option<&str> {
        let code = self.sender.as_ref()?;
        let end = code.iter().position(|byte| *byte == 0).unwrap_or(LONGEST_SENDER);
        code.get(..end).and_then(|code| std::str::from_utf8(code).ok())
    }
}

impl fmt::Display for SpokenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sender() {
            Some(sender) => write!(f, "{sender}/{}", self.number),
            None => self.number.fmt(f),
        }
    }
}

impl FromStr for SpokenNumber {
    type Err = WrongNumber;

    fn from_str(text: &str) -> Result<Self, WrongNumber> {
        match text.trim().split_once('/') {
            Some((sender, number)) => Ok(Self::of(&sender.trim().to_uppercase(), number.parse()?)),
            None => Ok(Self::own(text.parse()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_sender_comes_with_its_name() {
        let number = ShortNumber { letter: 'K', year: 2026, count: 42 };
        for spoken in [
            SpokenNumber::own(number),
            SpokenNumber::of("PCT02", number),
            SpokenNumber::of("GUNUNG01", number),
        ] {
            assert_eq!(spoken.to_string().parse(), Ok(spoken));
        }
        assert_eq!(SpokenNumber::of("PCT02", number).to_string(), format!("PCT02/{number}"));
        assert_eq!(format!("pct02/{number}").parse(), Ok(SpokenNumber::of("PCT02", number)));
        assert_eq!("PCT02/K-2026-0042-8".parse::<SpokenNumber>(), Err(WrongNumber::CheckDigit));
    }

    #[test]
    fn damm_of_the_paper() {
        assert_eq!(damm("572"), 4);
    }

    #[test]
    fn every_wrong_digit_is_found() {
        let number = ShortNumber { letter: 'K', year: 2026, count: 42 };
        let text = number.to_string();
        assert_eq!(text.parse(), Ok(number));
        for (at, digit) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            for other in ('0'..='9').filter(|other| *other != digit) {
                let mut wrong = text.clone();
                wrong.replace_range(at..=at, &other.to_string());
                assert_ne!(wrong.parse(), Ok(number), "{wrong}");
                assert_eq!(wrong.parse::<ShortNumber>(), Err(WrongNumber::CheckDigit), "{wrong}");
            }
        }
    }
}
