//! Short codes that two people compare by eye or by voice, in Crockford's alphabet (no I, L, O, U).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Digest;

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first `letters` × 5 bits of a digest, in groups of four letters. At most 25 letters.
fn letters(digest: &Digest, letters: u32) -> String {
    let head = digest.bytes().iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut text = String::new();
    for at in 0..letters {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        let index = usize::try_from(head >> (128 - 5 * (at + 1)) & 31).unwrap_or_default();
        text.extend(CROCKFORD.get(index).map(|letter| char::from(*letter)));
    }
    text
}

/// 100 bits of the SHA-256 of a signing key: `4HVD-…`, five groups. Stands on the receipt and is pinned by a receiver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint(String);

impl Fingerprint {
    pub fn of(public_key: &[u8]) -> Self {
        Self(letters(&Digest::of(public_key), 20))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 40 bits over the sealed part: `4HVD-02QK`. The paper receipt and the screen of the receiver show the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchCode(String);

impl MatchCode {
    /// From the digests of the sealed files, in the order of their names.
    pub fn of(sealed: impl IntoIterator<Item = Digest>) -> Self {
        let all: Vec<u8> = sealed.into_iter().flat_map(|digest| *digest.bytes()).collect();
        Self(letters(&Digest::of(&all), 8))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Of a paper that comes back: 35 bits of what it is about and a check letter, `4HVD-02QK`. One wrong letter or two
/// swapped ones are noticed (Luhn, modulo 32).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipCode(String);

impl SlipCode {
    pub fn of(about: &[u8]) -> Self {
        let mut text = letters(&Digest::of(about), 7);
        text.extend(check_letter(&text));
        Self(text)
    }

    /// As somebody wrote it: small letters, without the dash, with O for 0 and I or L for 1.
    pub fn read(written: &str) -> Option<Self> {
        let letter = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let mut text: String =
            written.trim().chars().filter(|c| !matches!(c, '-' | ' ')).map(letter).collect();
        let is_known = text.len() == 8 && text.bytes().all(|byte| CROCKFORD.contains(&byte));
        let check = text.pop()?;
        if !is_known || check_letter(&text) != Some(check) {
            return None;
        }
        text.insert(4, '-');
        text.push(check);
        Some(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_letter(text: &str) -> Option<char> {
    let numbers = text.bytes().rev().filter_map(|byte| CROCKFORD.iter().position(|letter| *letter == byte));
    let sum: usize = numbers
        .enumerate()
        .map(|(at, number)| if at % 2 == 0 { number * 2 / 32 + number * 2 % 32 } else { number })
        .sum();
    CROCKFORD.get((32 - sum % 32) % 32).map(|letter| char::from(*letter))
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for MatchCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_grouped_and_start_with_the_highest_bits() {
        // SHA-256 of nothing begins e3b0c44298 = 11100 01110 11000 01100 01000 10000 10100 11000.
        assert_eq!(letters(&Digest::of(b""), 8), "WERC-8GMR");
        assert_eq!(Fingerprint::of(b"").as_str().len(), 24);
    }

    #[test]
    fn a_slip_is_read_as_people_write_it_and_slips_of_the_pen_are_noticed() {
        let code = SlipCode::of(b"referral:01J");
        let text = code.as_str();
        assert_eq!(text.len(), 9);
        assert_eq!(SlipCode::read(&text.to_lowercase().replace('-', " ")).as_ref(), Some(&code));
        assert_eq!(SlipCode::read(&text.replace('0', "o").replace('1', "l")).as_ref(), Some(&code));
        let letters: Vec<char> = text.chars().filter(|c| *c != '-').collect();
        for at in 0..letters.len() {
            for other in CROCKFORD.iter().map(|byte| char::from(*byte)).filter(|c| *c != letters[at]) {
                let mut wrong = letters.clone();
                wrong[at] = other;
                assert_eq!(SlipCode::read(&wrong.iter().collect::<String>()), None);
            }
            // Luhn does not see the first and the last of the alphabet change places.
            let (a, b) = (letters[at], letters.get(at + 1).copied().unwrap_or(letters[at]));
            if a != b && !matches!((a, b), ('0', 'Z') | ('Z', '0')) {
                let mut swapped = letters.clone();
                swapped.swap(at, at + 1);
                assert_eq!(SlipCode::read(&swapped.iter().collect::<String>()), None);
            }
        }
        assert_eq!(SlipCode::read("W-2026-0001"), None);
        assert_eq!(SlipCode::read(""), None);
    }
}
