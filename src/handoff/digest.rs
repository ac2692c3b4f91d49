//! SHA-256, as the manifests write it.

use std::fmt;
use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A SHA-256; written as 64 lowercase hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads to the end, at most `limit` bytes; gives the digest and the number of bytes.
    pub fn of_reader(reader: impl Read, limit: u64) -> io::Result<(Self, u64)> {
        let mut reader = reader.take(limit.saturating_add(1));
        let mut hash = Sha256::new();
        let read = io::copy(&mut reader, &mut hash)?;
        if read > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok((Self(hash.finalize().into()), read))
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Only the form that [`fmt::Display`] writes.
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
            *byte = pair.iter().try_fold(0, |value, digit| Some(value << 4 | nibble(*digit)?))?;
        }
        Some(Self(bytes))
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_nothing_is_the_published_one() {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").to_string(), text);
        assert_eq!(Digest::from_hex(text), Some(Digest::of(b"")));
        assert_eq!(Digest::from_hex(&text.to_uppercase()), None, "one form only");
        assert_eq!(Digest::from_hex("ab"), None);
    }

    #[test]
    fn a_reader_above_the_limit_is_refused() {
        assert_eq!(Digest::of_reader(&b"abc"[..], 3).unwrap(), (Digest::of(b"abc"), 3));
        assert!(Digest::of_reader(&b"abcd"[..], 3).is_err());
    }
}
