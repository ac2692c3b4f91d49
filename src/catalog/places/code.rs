//! A Kemendagri area code as people write it.

use std::fmt;

use super::gazetteer;

/// How far down an area code reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaLevel {
    Province,
    Regency,
    Subdistrict,
    Village,
}

/// The code of a place that exists, shown with dots: `32.04.30.2001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode {
    digits: String,
    level: AreaLevel,
}

/// Why a text is no area code. The words stand in `catalog.ftl` as `area-fault-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaFault {
    #[error("no code was given")]
    Empty,
    #[error("an area code holds only digits and dots")]
    NotDigits,
    #[error("an area code has 2, 4, 6 or 10 digits")]
    WrongLength,
    #[error("seven digits are a statistics (BPS) code of a sub-district, not a Kemendagri code")]
    BpsSubdistrict,
    #[error("this is a statistics (BPS) code of a village, not a Kemendagri code")]
    BpsVillage,
    #[error("no place has this code")]
    Unknown,
}

impl AreaFault {
    /// Stable key of the reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotDigits => "not-digits",
            Self::WrongLength => "wrong-length",
            Self::BpsSubdistrict => "bps-subdistrict",
            Self::BpsVillage => "bps-village",
            Self::Unknown => "unknown",
        }
    }
}

impl AreaCode {
    /// Reads `32.04.30` or `320430`; the place must exist.
    ///
    /// BPS numbers sub-districts with three digits and villages with three (7 and 10 digits in all), so a
    /// ten-digit code is looked up first and called a BPS code when its last four digits begin with 0, which
    /// no Kemendagri village has. A BPS village code that happens to exist here cannot be told apart.
    pub fn parse(text: &str) -> Result<Self, AreaFault> {
        let written = text.trim();
        let kept = written.chars().filter(|c| !matches!(c, '.' | ' ' | '-'));
        let digits: String = kept.collect();
        if digits.is_empty() {
            return Err(AreaFault::Empty);
        }
        if !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(AreaFault::NotDigits);
        }
        let level = match digits.len() {
            2 => AreaLevel::Province,
            4 => AreaLevel::Regency,
            6 => AreaLevel::Subdistrict,
            10 if !grouped_as_bps(written) => AreaLevel::Village,
            10 => return Err(AreaFault::BpsVillage),
            7 => return Err(AreaFault::BpsSubdistrict),
            _ => return Err(AreaFault::WrongLength),
        };
        if gazetteer::name_of(&digits).is_some() {
            return Ok(Self { digits, level });
        }
        let bps = level == AreaLevel::Village && digits.get(6..7) == Some("0");
        Err(if bps { AreaFault::BpsVillage } else { AreaFault::Unknown })
    }

    pub fn level(&self) -> AreaLevel {
        self.level
    }

    /// Without dots.
    pub fn digits(&self) -> &str {
        &self.digits
    }
}

/// `32.04.120.001`
fn grouped_as_bps(written: &str) -> bool {
    let groups = written.split('.').map(|group| group.trim().len());
    groups.eq([2, 2, 3, 3])
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&dotted(&self.digits))
    }
}

/// `3204302001` becomes `32.04.30.2001`.
pub(super) fn dotted(digits: &str) -> String {
    let parts = [0..2, 2..4, 4..6, 6..10];
    parts.into_iter().map_while(|part| digits.get(part)).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_and_without_dots() {
        for (text, shown, level) in [
            ("32", "32", AreaLevel::Province),
            ("32.04", "32.04", AreaLevel::Regency),
            ("320430", "32.04.30", AreaLevel::Subdistrict),
            (" 32.04.30 ", "32.04.30", AreaLevel::Subdistrict),
            ("3204302001", "32.04.30.2001", AreaLevel::Village),
        ] {
            let code = AreaCode::parse(text).unwrap();
            assert_eq!((code.to_string().as_str(), code.level()), (shown, level));
        }
    }

    #[test]
    fn a_refusal_says_why() {
        for (text, fault) in [
            ("", AreaFault::Empty),
            (" . ", AreaFault::Empty),
            ("Pacet", AreaFault::NotDigits),
            ("32.04.3", AreaFault::WrongLength),
            ("32043020011", AreaFault::WrongLength),
            ("3204120", AreaFault::BpsSubdistrict),
            ("32.04.120", AreaFault::BpsSubdistrict),
            ("3204120001", AreaFault::BpsVillage),
            ("32.04.120.001", AreaFault::BpsVillage),
            ("32.04.99", AreaFault::Unknown),
            ("99", AreaFault::Unknown),
            ("32.04.30.2999", AreaFault::Unknown),
        ] {
            assert_eq!(AreaCode::parse(text), Err(fault), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_judged(text in "\\PC{0,16}") {
            if let Ok(code) = AreaCode::parse(&text) {
                proptest::prop_assert_eq!(AreaCode::parse(&code.to_string()), Ok(code));
            }
        }
    }
}
