//! The code on paper that opens the vault when the password is forgotten.

use std::fmt;
use std::str::FromStr;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::VaultError;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS: usize = 32;

/// 160 random bits: 32 characters of Crockford's base32 in eight groups of four, then one check character.
///
/// The check character is a weighted sum over GF(32): it finds every single wrong character and every swap of two
/// neighbours. It is drawn from the same alphabet, so that nothing odd has to be typed.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode {
    bytes: [u8; 20],
}

/// The text is not a recovery code, or has a typing mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a recovery code")]
pub struct UnreadableCode;

impl RecoveryCode {
    pub(super) fn random() -> Result<Self, VaultError> {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes).map_err(|_| VaultError::System("random bytes"))?;
        Ok(Self { bytes })
    }

    pub(super) fn bytes(&self) -> &[u8; 20] {
        &self.bytes
    }

    /// The eight groups of four, without the check character; set-up asks for two of them back.
    pub fn groups(&self) -> [String; 8] {
        let digits = self.digits();
        std::array::from_fn(|group| digits.iter().skip(group * 4).take(4).map(|d| letter(*d)).collect())
    }

    /// All that must be written down: the eight groups, and the check character that a typed code ends with.
    pub fn on_paper(&self) -> Vec<String> {
        self.to_string().split('-').map(str::to_owned).collect()
    }

    fn digits(&self) -> [u8; CHARACTERS] {
        std::array::from_fn(|at| (0..5).fold(0, |digit, bit| digit << 1 | self.bit(at * 5 + bit)))
    }

    fn bit(&self, at: usize) -> u8 {
        self.bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1)
    }

    fn from_digits(digits: &[u8]) -> Self {
        let mut bytes = [0; 20];
        for (byte, at) in bytes.iter_mut().zip((0..).step_by(8)) {
            for bit in at..at + 8 {
                *byte = *byte << 1 | digits.get(bit / 5).map_or(0, |digit| digit >> (4 - bit % 5) & 1);
            }
        }
        Self { bytes }
    }
}

fn letter(digit: u8) -> char {
    ALPHABET.get(usize::from(digit)).copied().unwrap_or(b'0').into()
}

/// Case does not matter; O is 0, I and L are 1.
fn digit(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == letter).and_then(|at| u8::try_from(at).ok())
}

/// Horner's rule over GF(32) with x⁵ + x² + 1.
fn check(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| times_x(sum ^ digit))
}

fn times_x(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0x20 == 0 { shifted } else { shifted ^ 0x25 }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in self.groups() {
            write!(f, "{group}-")?;
        }
        write!(f, "{}", letter(check(&self.digits())))
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

impl FromStr for RecoveryCode {
    type Err = UnreadableCode;

    /// Forgives case, O for 0, I and L for 1, spaces and dashes.
    fn from_str(text: &str) -> Result<Self, UnreadableCode> {
        let letters =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.' | '_'));
        let digits = letters.map(digit).collect::<Option<Vec<u8>>>().ok_or(UnreadableCode)?;
        let (last, code) = digits.split_last().ok_or(UnreadableCode)?;
        if code.len() != CHARACTERS || check(code) != *last {
            return Err(UnreadableCode);
        }
        Ok(Self::from_digits(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_printed_reads_back(bytes in any::<[u8; 20]>()) {
            let code = RecoveryCode { bytes };
            let paper = code.to_string();
            prop_assert_eq!(paper.len(), 8 * 5 + 1);
            prop_assert!(paper.parse() == Ok(code.clone()));
            let sloppy = paper.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert!(sloppy.parse() == Ok(code));
        }

        #[test]
        fn one_wrong_character_is_found(bytes in any::<[u8; 20]>(), at in 0..33_usize, other in 0..32_u8) {
            let paper: Vec<char> = RecoveryCode { bytes }.to_string().chars().filter(|c| *c != '-').collect();
            let mut wrong = paper.clone();
            wrong[at] = letter(other);
            prop_assume!(wrong != paper);
            prop_assert_eq!(wrong.iter().collect::<String>().parse::<RecoveryCode>(), Err(UnreadableCode));
        }

        #[test]
        fn two_swapped_neighbours_are_found(bytes in any::<[u8; 20]>(), at in 0..32_usize) {
            let mut paper: Vec<char> = RecoveryCode { bytes }.to_string().chars().filter(|c| *c != '-').collect();
            prop_assume!(paper[at] != paper[at + 1]);
            paper.swap(at, at + 1);
            prop_assert_eq!(paper.iter().collect::<String>().parse::<RecoveryCode>(), Err(UnreadableCode));
        }
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", RecoveryCode { bytes: [7; 20] }), "RecoveryCode(…)");
    }
}
