//! No KK: 16 digits `PPKKCC DDMMYY SSSS`; the date is the day the card was issued, without the 40 of a NIK.

use super::identity_digits::{self, IdentityDigits};
use crate::domain::{Note, Reading};

pub fn read(text: &str) -> Reading<String> {
    match identity_digits::read(text) {
        IdentityDigits::Blank => Reading::nothing(Note::info("kk_missing")),
        IdentityDigits::Scientific => Reading::nothing(Note::error("kk_scientific_text")),
        IdentityDigits::Other => Reading::nothing(Note::error("kk_not_digits")),
        IdentityDigits::Digits { digits, cleaned } => {
            let mut notes = notes_on(&digits);
            if cleaned {
                notes.push(Note::info("kk_cleaned"));
            }
            Reading { value: Some(digits), notes }
        }
    }
}

/// A number from a number cell: of 16 digits the last may have become 0.
pub fn read_number(number: f64) -> Reading<String> {
    let Some(digits) = identity_digits::of_number(number) else {
        return Reading::nothing(Note::error("kk_not_digits"));
    };
    if digits == "0" {
        return Reading::nothing(Note::info("kk_missing"));
    }
    let mut notes = notes_on(&digits);
    if digits.len() > 15 {
        notes.insert(0, Note::warn("kk_numeric_precision"));
    }
    Reading { value: Some(digits), notes }
}

/// 16 digits that are no placeholder: good enough to say that two people share a card.
pub fn is_complete(digits: &str) -> bool {
    digits.len() == 16
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
        && !identity_digits::is_placeholder(digits)
}

fn notes_on(digits: &str) -> Vec<Note> {
    if identity_digits::is_placeholder(digits) {
        return vec![Note::warn("kk_placeholder")];
    }
    match identity_digits::day_month_year(digits) {
        None => vec![Note::warn("kk_length").with("length", digits.len().to_string())],
        Some((day, month, year)) if identity_digits::is_possible_day(day, month, year) => Vec::new(),
        Some(_) => vec![Note::warn("kk_impossible_date")],
    }
}
