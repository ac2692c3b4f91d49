//! The name of a bundle: sender and sequence.

use std::fmt;
use std::str::FromStr;

/// `PCT01-000007`: a sender of 3–8 of A–Z 0–9, and a sequence from 1 to 999,999 that is counted per sender and device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundleId {
    sender: String,
    sequence: u32,
}

/// The text or its parts do not make a bundle's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongBundleId {
    #[error("a sender is 3 to 8 of A–Z and 0–9")]
    Sender,
    #[error("a sequence is 1 to 999999, written with six digits")]
    Sequence,
}

impl BundleId {
    pub fn new(sender: &str, sequence: u32) -> Result<Self, WrongBundleId> {
        let of_alphabet = sender.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !(3..=8).contains(&sender.len()) || !of_alphabet || super::names::is_device(sender) {
            return Err(WrongBundleId::Sender);
        }
        if !(1..=999_999).contains(&sequence) {
            return Err(WrongBundleId::Sequence);
        }
        Ok(Self { sender: sender.to_owned(), sequence })
    }

    pub fn sender(&self) -> &str {
        &self.sender
    }

    pub fn sequence(&self) -> u32 {
        self.sequence
    }
}

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.sender, self.sequence)
    }
}

impl FromStr for BundleId {
    type Err = WrongBundleId;

    fn from_str(text: &str) -> Result<Self, WrongBundleId> {
        let (sender, sequence) = text.split_once('-').ok_or(WrongBundleId::Sequence)?;
        let number = sequence.parse().map_err(|_| WrongBundleId::Sequence)?;
        let id = Self::new(sender, number)?;
        if id.to_string() == text { Ok(id) } else { Err(WrongBundleId::Sequence) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back() {
        let id = BundleId::new("PCT01", 7).unwrap();
        assert_eq!(id.to_string(), "PCT01-000007");
        assert_eq!("PCT01-000007".parse(), Ok(id));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in
            ["pct01-000007", "PCT01-7", "PC-000007", "PCT01-+00007", "PCT01-000000", "PCT01", "COM1-000001"]
        {
            assert!(text.parse::<BundleId>().is_err(), "{text}");
        }
    }
}
