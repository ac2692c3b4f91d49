//! NIK: 16 digits `PPKKCC DDMMYY SSSS`; for women the day is 40 higher. Never a key, never completed, kept as written.
//! Source: `facts/dates_numbers.md`; the digits tell where and with what date it was first issued, no more.

use chrono::{Datelike, NaiveDate};

use super::identity_digits::{self, IdentityDigits};
use crate::domain::{Note, PartialDate, Reading};

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NikState {
    None,
    /// Not 16 digits.
    Partial,
    /// All alike, or counting up.
    Placeholder,
    /// Starts with 0: given until there is an official one.
    Temporary,
    Complete,
}

/// Birth and sex as the digits say them; a suggestion, never data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub birth: NaiveDate,
    /// `L` or `P`.
    pub sex: &'static str,
}

/// How a NIK agrees with something else that is known about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    Same,
    YearDiffers,
    DayDiffers,
    SexDiffers,
    /// The digits name no possible date.
    Unusable,
    /// There is nothing to compare.
    NoData,
}

pub fn read(text: &str) -> Reading<String> {
    match identity_digits::read(text) {
        IdentityDigits::Blank => Reading::nothing(Note::info("nik_missing")),
        IdentityDigits::Scientific => Reading::nothing(Note::error("nik_scientific_text")),
        IdentityDigits::Other => Reading::nothing(Note::error("nik_not_digits")),
        IdentityDigits::Digits { digits, cleaned } => {
            let mut notes = notes_on(&digits);
            if cleaned {
                notes.push(Note::info("nik_cleaned"));
            }
            Reading { value: Some(digits), notes }
        }
    }
}

/// A NIK from a number cell: of 16 digits the last may have become 0.
pub fn read_number(number: f64) -> Reading<String> {
    let Some(digits) = identity_digits::of_number(number) else {
        return Reading::nothing(Note::error("nik_not_digits"));
    };
    if digits == "0" {
        return Reading::nothing(Note::info("nik_missing"));
    }
    let mut notes = notes_on(&digits);
    if digits.len() > 15 {
        notes.insert(0, Note::warn("nik_numeric_precision"));
    }
    Reading { value: Some(digits), notes }
}

fn notes_on(digits: &str) -> Vec<Note> {
    match state(digits) {
        NikState::Partial => vec![Note::warn("nik_length").with("length", digits.len().to_string())],
        NikState::Placeholder => vec![Note::warn("nik_placeholder")],
        NikState::Temporary => vec![Note::warn("nik_temporary")],
        NikState::Complete if written_day(digits).is_none() => vec![Note::warn("nik_impossible_date")],
        NikState::Complete if !is_province(digits) => vec![Note::info("nik_prefix_unknown")],
        NikState::None | NikState::Complete => Vec::new(),
    }
}

/// Provinces have the numbers 11 to 99 without those below 11 (Kemendagri 2025: 11–97).
fn is_province(digits: &str) -> bool {
    digits.get(..2).and_then(|p| p.parse::<u8>().ok()).is_some_and(|p| (11..=97).contains(&p))
}

/// What kind of number `digits` is.
pub fn state(digits: &str) -> NikState {
    if digits.is_empty() {
        NikState::None
    } else if identity_digits::is_placeholder(digits) {
        NikState::Placeholder
    } else if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        NikState::Partial
    } else if digits.starts_with('0') {
        NikState::Temporary
    } else {
        NikState::Complete
    }
}

/// `3204********9012`; for shorter ones only the first four.
pub fn mask(digits: &str) -> String {
    let signs: Vec<char> = digits.chars().collect();
    let shown_tail = if signs.len() == 16 { 4 } else { 0 };
    let tail_from = signs.len().saturating_sub(shown_tail);
    signs.iter().enumerate().map(|(at, sign)| if at < 4 || at >= tail_from { *sign } else { '*' }).collect()
}

/// Day, month, two-digit year and sex, when the digits name a day that can be.
fn written_day(digits: &str) -> Option<(u8, u8, u8, &'static str)> {
    let (day, month, year) = identity_digits::day_month_year(digits)?;
    let (day, sex) = if day > 40 { (day - 40, "P") } else { (day, "L") };
    identity_digits::is_possible_day(day, month, year).then_some((day, month, year, sex))
}

fn is_usable(digits: &str) -> bool {
    matches!(state(digits), NikState::Complete)
}

/// Birth and sex that the digits suggest; the latest century in which the day is not after `today`.
pub fn suggest(digits: &str, today: NaiveDate) -> Option<Suggestion> {
    let (day, month, year, sex) = written_day(digits).filter(|_| is_usable(digits))?;
    let century = today.year() - today.year().rem_euclid(100);
    let birth = [century, century - 100]
        .iter()
        .filter_map(|c| NaiveDate::from_ymd_opt(c + i32::from(year), month.into(), day.into()))
        .find(|date| *date <= today)?;
    Some(Suggestion { birth, sex })
}

/// The century is not in a NIK, so only the last two digits of the year count.
pub fn compare_birth(digits: &str, birth: Option<PartialDate>) -> Agreement {
    let Some(birth) = birth else { return Agreement::NoData };
    if !is_usable(digits) {
        return Agreement::NoData;
    }
    let Some((day, month, year, _)) = written_day(digits) else { return Agreement::Unusable };
    if birth.year.rem_euclid(100) != i32::from(year) {
        return Agreement::YearDiffers;
    }
    let other = |known: Option<u8>, written: u8| known.is_some_and(|k| k != written);
    if other(birth.month, month) || other(birth.day, day) { Agreement::DayDiffers } else { Agreement::Same }
}

/// `sex` is `L`, `P` or empty.
pub fn compare_sex(digits: &str, sex: &str) -> Agreement {
    if sex.is_empty() || !is_usable(digits) {
        return Agreement::NoData;
    }
    match written_day(digits) {
        None => Agreement::Unusable,
        Some((.., written)) if written == sex => Agreement::Same,
        Some(_) => Agreement::SexDiffers,
    }
}

/// What to say when the NIK and the birth date disagree.
pub fn birth_note(digits: &str, birth: Option<PartialDate>) -> Option<Note> {
    match compare_birth(digits, birth) {
        Agreement::YearDiffers => Some(Note::warn("nik_birth_mismatch").with("part", "year")),
        Agreement::DayDiffers => Some(Note::warn("nik_birth_mismatch").with("part", "day")),
        _ => None,
    }
}

/// What to say when the NIK and the sex disagree.
pub fn sex_note(digits: &str, sex: &str) -> Option<Note> {
    (compare_sex(digits, sex) == Agreement::SexDiffers)
        .then(|| Note::warn("nik_sex_mismatch").with("sex", sex))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn it_suggests_birth_and_sex() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let suggested = |nik| suggest(nik, TODAY);
        assert_eq!(suggested("3204301708509012"), Some(Suggestion { birth: day(1950, 8, 17), sex: "L" }));
        assert_eq!(suggested("3204305708259012"), Some(Suggestion { birth: day(2025, 8, 17), sex: "P" }));
        assert_eq!(suggested("3204302902009012").map(|s| s.birth), Some(day(2000, 2, 29)));
        assert_eq!(suggested("3204303208509012"), None);
        assert_eq!(suggested("1234567890123456"), None);
    }

    #[test]
    fn a_mask_hides_the_middle() {
        assert_eq!(mask("3204301708509012"), "3204********9012");
        assert_eq!(mask("320430170850901"), "3204***********");
        assert_eq!(mask(""), "");
    }

    #[test]
    fn states() {
        assert_eq!(state(""), NikState::None);
        assert_eq!(state("0000000000000000"), NikState::Placeholder);
        assert_eq!(state("0320430200800001"), NikState::Temporary);
        assert_eq!(state("32043"), NikState::Partial);
        assert_eq!(state("3204301708509012"), NikState::Complete);
    }

    #[test]
    fn a_number_cell_is_doubted() {
        let reading = read_number(3_204_301_708_509_010.0);
        assert_eq!(reading.value.as_deref(), Some("3204301708509010"));
        assert!(reading.has("nik_numeric_precision"));
        assert!(read_number(0.0).value.is_none());
        assert!(read_number(f64::NAN).value.is_none());
    }
}
