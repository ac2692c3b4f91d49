//! The digits of a NIK or a family card number, as they were written.

use super::written::{is_blank, is_scientific, tidy};

/// What stands where a long identity number should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum IdentityDigits {
    Blank,
    /// Its last digits are lost.
    Scientific,
    /// Something else than digits and separators.
    Other,
    Digits {
        digits: String,
        /// Spaces, dots, apostrophes or a label were dropped.
        cleaned: bool,
    },
}

const LABELS: &[&str] = &["NIK", "NO KK", "NO. KK", "NOKK", "KK", "NO"];

pub(super) fn read(text: &str) -> IdentityDigits {
    let tidied = tidy(text);
    if is_blank(&tidied) {
        return IdentityDigits::Blank;
    }
    if is_scientific(&tidied) {
        return IdentityDigits::Scientific;
    }
    let digits: String = without_label(&tidied).chars().filter(|c| !is_separator(*c)).collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return IdentityDigits::Other;
    }
    if digits.len() < 5 && digits.bytes().all(|b| b == b'0') {
        return IdentityDigits::Blank;
    }
    let cleaned = digits != text.trim();
    IdentityDigits::Digits { digits, cleaned }
}

fn is_separator(sign: char) -> bool {
    matches!(sign, ' ' | '.' | '-' | '–' | '_' | '\'' | '’' | '`' | '"' | '/' | ',')
}

fn without_label(tidied: &str) -> &str {
    for label in LABELS {
        if let Some((head, rest)) = tidied.split_at_checked(label.len())
            && head.eq_ignore_ascii_case(label)
        {
            return rest.trim_start_matches([' ', ':', '.']);
        }
    }
    tidied
}

/// A number cell as digits: a spreadsheet keeps 15, so that of 16 the last may have become 0.
pub(super) fn of_number(number: f64) -> Option<String> {
    (0.0..1e18).contains(&number).then(|| format!("{number:.0}"))
}

/// All digits alike, or counting up: something to fill the cell with.
pub(super) fn is_placeholder(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let steps = |up: u8| {
        bytes.windows(2).all(|pair| match pair {
            [a, b] => (a.wrapping_sub(b'0').wrapping_add(up)) % 10 == b.wrapping_sub(b'0'),
            _ => true,
        })
    };
    bytes.len() > 4 && (steps(0) || steps(1))
}

/// Days of a month of a two-digit year, taking 29 February as possible when any century allows it.
pub(super) fn is_possible_day(day: u8, month: u8, year: u8) -> bool {
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

/// Three two-digit numbers from the seventh digit on: day, month, year.
pub(super) fn day_month_year(digits: &str) -> Option<(u8, u8, u8)> {
    let part = |from: usize| digits.get(from..from + 2)?.parse().ok();
    (digits.len() == 16).then_some(())?;
    Some((part(6)?, part(8)?, part(10)?))
}
