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
}
