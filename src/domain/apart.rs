//! The worker's word that two records are not one, as it stands among what has been settled about one of them.

use std::fmt;
use std::str::FromStr;

use super::RecordKey;

/// Another record that this one is not, and how alike the two were when that was said: more alike, it is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    pub from: RecordKey,
    /// 0–100.
    pub score: u8,
}

const PREFIX: &str = "different:";

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}:{}", self.from, self.score)
    }
}

/// The code says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotApart;

impl FromStr for Apart {
    type Err = NotApart;

    fn from_str(code: &str) -> Result<Self, NotApart> {
        let (from, score) =
            code.strip_prefix(PREFIX).and_then(|rest| rest.rsplit_once(':')).ok_or(NotApart)?;
        let from = from.parse().map_err(|_| NotApart)?;
        Ok(Self { from, score: score.parse().map_err(|_| NotApart)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RecordKind;

    #[test]
    fn it_is_read_as_it_was_written_and_a_warning_is_none() {
        let apart = Apart { from: RecordKey::new(RecordKind::Person, ulid::Ulid::from(7u128)), score: 88 };
        assert_eq!(apart.to_string().parse(), Ok(apart));
        assert_eq!("nik_length".parse::<Apart>(), Err(NotApart));
    }
}
