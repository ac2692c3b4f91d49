//! Numbers as Indonesians write them: a dot between thousands, a comma before decimals.

use super::decimal::Decimal;
use super::written::{is_blank, tidy};
use crate::domain::{Note, Reading};

/// A number that is not negative; a unit after it (`3 orang`) is dropped.
pub fn read(text: &str) -> Reading<Decimal> {
    let tidied = tidy(text);
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    if tidied.starts_with(['-', '−', '–']) {
        return Reading::nothing(Note::error("number_negative"));
    }
    let end = tidied.find(|c: char| !is_number_sign(c)).unwrap_or(tidied.len());
    let (number, unit) = tidied.split_at(end);
    let mut reading = read_digits(number.trim());
    let unit = unit.trim();
    if !unit.is_empty() {
        let is_word = unit.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '/' | '(' | ')'));
        if !is_word {
            return Reading::nothing(Note::error("number_invalid"));
        }
        reading.notes.push(Note::info("number_unit").with("unit", unit));
    }
    reading
}

fn is_number_sign(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ')
}

pub(super) const DOUBTFUL_COMMA: &str = "number_comma_doubtful";

/// Digits with dots and commas, nothing else.
pub(super) fn read_digits(text: &str) -> Reading<Decimal> {
    let text = text.replace(' ', "");
    let dots: Vec<&str> = text.split('.').collect();
    let commas: Vec<&str> = text.split(',').collect();
    let (decimal, note) = match (dots.as_slice(), commas.as_slice()) {
        ([_], [_]) => (decimal(&text, ""), None),
        ([_], [whole, fraction]) => (decimal(whole, fraction), doubt_comma(whole, fraction)),
        ([_], thousands) => (grouped(thousands, ""), Some("number_english")),
        ([whole, fraction], [_]) if fraction.len() != 3 || is_leading_zero(whole) => {
            (decimal(whole, fraction), Some("number_dot_decimal"))
        }
        (thousands, [_]) => (grouped(thousands, ""), None),
        (_, [whole, fraction]) if !fraction.contains('.') => {
            (grouped(&whole.split('.').collect::<Vec<_>>(), fraction), None)
        }
        ([whole, fraction], _) if !fraction.contains(',') => {
            (grouped(&whole.split(',').collect::<Vec<_>>(), fraction), Some("number_english"))
        }
        _ => (None, None),
    };
    match (decimal, note) {
        (None, _) => Reading::nothing(Note::error("number_invalid")),
        (Some(value), None) => Reading::clean(value),
        (Some(value), Some(code)) if code == DOUBTFUL_COMMA => {
            let value = value.times(1).unwrap_or(value);
            Reading::noted(value, Note::warn(code).with("number", value.to_string()))
        }
        (Some(value), Some(code)) => {
            Reading::noted(value, Note::warn(code).with("number", value.to_string()))
        }
    }
}

/// `1,500` can be one and a half or one thousand five hundred.
fn doubt_comma(whole: &str, fraction: &str) -> Option<&'static str> {
    (fraction.len() == 3 && whole.len() <= 3 && !is_leading_zero(whole)).then_some(DOUBTFUL_COMMA)
}

fn is_leading_zero(whole: &str) -> bool {
    whole.is_empty() || whole.starts_with('0')
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn decimal(whole: &str, fraction: &str) -> Option<Decimal> {
    (!whole.is_empty() && all_digits(whole) && all_digits(fraction)).then(|| Decimal::of(whole, fraction))?
}

/// Groups of three digits, the first of one to three.
fn grouped(groups: &[&str], fraction: &str) -> Option<Decimal> {
    let (first, rest) = groups.split_first()?;
    let fits = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    fits.then(|| decimal(&groups.concat(), fraction))?
}
