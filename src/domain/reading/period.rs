//! The months that aid is for: `Juli - September 2026`, `Tahap 3 Tahun 2026`, `Triwulan III 2026`, `2026`.
//! Kept as `2026-07/2026-09` (ISO 8601, both ends included) or `2026-07`.

use chrono::{Datelike, Months, NaiveDate};

use super::date_words::month;
use super::written::{is_blank, tidy};
use crate::domain::{Note, Reading};

/// Words before a number of a quarter.
const QUARTER_WORDS: &[&str] = &["tahap", "triwulan", "tw", "kuartal", "termin", "q"];
/// Words that leave the end open.
const ONGOING_WORDS: &[&str] = &["sejak", "mulai", "sekarang", "seterusnya", "dst", "berjalan"];
const HALF_YEAR_WORDS: &[&str] = &["semester", "smt"];

/// A period as `yyyy-mm/yyyy-mm`. A year that is not written is today's.
pub fn read(text: &str, today: NaiveDate) -> Reading<String> {
    let tidied = tidy(text).to_lowercase();
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    if span(&tidied).is_some() {
        return Reading::clean(tidied);
    }
    let turned = tidied.split_once('/').map(|(first, last)| format!("{last}/{first}"));
    if let Some(turned) = turned.filter(|turned| bounds(turned).is_some()) {
        return Reading::noted(turned, Note::warn("period_reversed"));
    }
    match find(&tidied, today.year()) {
        Some(period) => Reading::clean(period),
        None => Reading::nothing(Note::error("period_invalid")),
    }
}

/// The first period that a title or a sentence names.
pub fn find(text: &str, this_year: i32) -> Option<String> {
    let text = tidy(text).to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |word: &&str| {
        (word.len() == 4).then(|| word.parse().ok())?.filter(|year| (1990..2100).contains(year))
    };
    let years: Vec<i32> = words.iter().filter_map(year).collect();
    let year = years.first().copied().unwrap_or(this_year);
    let months: Vec<u32> = words.iter().filter_map(|word| month_word(word)).collect();
    let goes_on = words.iter().any(|word| ONGOING_WORDS.contains(word));
    match months.as_slice() {
        [only] if goes_on => return Some(format!("{year:04}-{only:02}/..")),
        [only] => return Some(format!("{year:04}-{only:02}")),
        [first, .., last] => return between(year, *first, years.last().copied().unwrap_or(year), *last),
        [] => {}
    }
    if let Some(quarter) = numbered(&words, QUARTER_WORDS).filter(|n| (1..=4).contains(n)) {
        return between(year, quarter * 3 - 2, year, quarter * 3);
    }
    if let Some(half) = numbered(&words, HALF_YEAR_WORDS).filter(|n| (1..=2).contains(n)) {
        return between(year, half * 6 - 5, year, half * 6);
    }
    (!years.is_empty()).then(|| format!("{year:04}-01/{year:04}-12"))
}

/// Month names; Roman numbers and very short forms would be found in any sentence.
fn month_word(word: &str) -> Option<u32> {
    (word.len() > 2 && !word.starts_with('v') && !word.starts_with('x') && !word.starts_with('i'))
        .then(|| month(word))?
}

fn between(first_year: i32, first: u32, last_year: i32, last: u32) -> Option<String> {
    // “November – Januari 2027” begins in the year before.
    let first_year = if first > last && first_year == last_year { first_year - 1 } else { first_year };
    (first_year <= last_year).then(|| format!("{first_year:04}-{first:02}/{last_year:04}-{last:02}"))
}

fn numbered(words: &[&str], names: &[&str]) -> Option<u32> {
    words.windows(2).find_map(|pair| match pair {
        [name, number] if names.contains(name) => number.parse().ok().or_else(|| roman(number)),
        _ => None,
    })
}

fn roman(word: &str) -> Option<u32> {
    ["i", "ii", "iii", "iv"].iter().position(|r| *r == word).and_then(|at| u32::try_from(at + 1).ok())
}

/// First and last day of a stored period; one that goes on has no last day (`2026-07/..`).
pub fn span(period: &str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    if let Some(first) = period.strip_suffix("/..") {
        return bounds(first).map(|(from, _)| (Some(from), None));
    }
    bounds(period).map(|(from, until)| (Some(from), Some(until)))
}

/// First and last day of a stored period.
pub fn bounds(period: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = period.split_once('/').unwrap_or((period, period));
    let first_day = |text: &str| NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok();
    let (from, until) = (first_day(first)?, first_day(last)?.checked_add_months(Months::new(1))?.pred_opt()?);
    (from <= until && first.len() == 7 && last.len() == 7).then_some((from, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn periods_as_lists_write_them() {
        for (text, period) in [
            ("Juli - September 2026", "2026-07/2026-09"),
            ("BULAN JULI S.D. SEPTEMBER 2026", "2026-07/2026-09"),
            ("DAFTAR KPM PKH TAHAP 3 TAHUN 2026", "2026-07/2026-09"),
            ("Triwulan IV 2025", "2025-10/2025-12"),
            ("Nov 2026 s/d Jan 2027", "2026-11/2027-01"),
            ("Desember - Januari 2027", "2026-12/2027-01"),
            ("Oktober", "2026-10"),
            ("2026", "2026-01/2026-12"),
            ("2026-07/2026-09", "2026-07/2026-09"),
            ("2026-09/2026-07", "2026-07/2026-09"),
            ("2026-07/..", "2026-07/.."),
            ("sejak Juli 2026", "2026-07/.."),
            ("Juli 2026 - sekarang", "2026-07/.."),
        ] {
            assert_eq!(read(text, TODAY).value.as_deref(), Some(period), "{text}");
        }
        assert!(read("sembako", TODAY).has("period_invalid"));
        assert!(read("2026-09/2026-07", TODAY).has("period_reversed"));
        assert_eq!(span("2026-07/..").map(|(from, until)| (from.is_some(), until)), Some((true, None)));
    }

    #[test]
    fn bounds_include_both_ends() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(bounds("2026-07/2026-09"), Some((day(2026, 7, 1), day(2026, 9, 30))));
        assert_eq!(bounds("2024-02"), Some((day(2024, 2, 1), day(2024, 2, 29))));
        assert_eq!(bounds("2026-09/2026-07"), None);
        assert_eq!(bounds("2026"), None);
    }
}
