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
/// Words before the only month that leave the beginning open; `sd` alone is a school as well.
const UNTIL_WORDS: &[&str] = &["sampai", "hingga", "s.d", "until"];
/// Words that may stand between these and the month: `s.d. akhir bulan Desember`.
const BESIDE_MONTH: &[&str] = &["dengan", "akhir", "bulan", "tanggal", "tgl"];
/// Words between two numbers of quarters.
const BETWEEN_NUMBERS: &[&str] = &["s", "d", "sd", "sampai", "hingga", "dan"];
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
    let split = split_numbers(&tidied);
    let (words, year) = (words(&split), today.year());
    // `TW 3/2026` is a quarter, not a month.
    let is_numbered = numbered(&words, QUARTER_WORDS).or_else(|| numbered(&words, HALF_YEAR_WORDS)).is_some();
    let of_days = if is_numbered { None } else { dated(&words) };
    let of_days = of_days.map(|(period, reversed)| (open_start(&words, period), reversed));
    let found = of_days.or_else(|| find_among(&words, year));
    match found {
        Some((period, false)) => Reading::clean(period),
        Some((period, true)) => Reading::noted(period, Note::warn("period_reversed")),
        None => Reading::nothing(Note::error("period_invalid")),
    }
}

/// `TW3`, `Q3`: letters and digits are words of their own.
fn split_numbers(text: &str) -> String {
    let mut split = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for sign in text.chars() {
        if before.is_alphabetic() && sign.is_ascii_digit() {
            split.push(' ');
        }
        split.push(sign);
        before = sign;
    }
    split
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn year(word: &&str) -> Option<i32> {
    (word.len() == 4).then(|| word.parse().ok())?.filter(|year| (1990..2100).contains(year))
}

/// From the first to the last of days or months in numbers: `01/07/2026 - 30/09/2026`, `07/2026`.
fn dated(words: &[&str]) -> Option<(String, bool)> {
    // `2026-07-01` has the month behind the year.
    let year_first =
        words.iter().find(|word| word.parse::<u32>().is_ok()).is_some_and(|word| year(word).is_some());
    let months = words.iter().enumerate().filter_map(|(at, word)| {
        let year = year(word)?;
        let beside = if year_first { words.get(at + 1) } else { words.get(at.checked_sub(1)?) };
        Some((year, beside?.parse::<u32>().ok().filter(|month| (1..=12).contains(month))?))
    });
    let months: Vec<(i32, u32)> = months.collect();
    let (first, last) = (*months.first()?, *months.last()?);
    if words.iter().any(|word| ONGOING_WORDS.contains(word)) && months.len() == 1 {
        return Some((format!("{:04}-{:02}/..", first.0, first.1), false));
    }
    let (from, to) = (first.min(last), first.max(last));
    Some((format!("{:04}-{:02}/{:04}-{:02}", from.0, from.1, to.0, to.1), first > last))
}

/// The first period that a title or a sentence names.
pub fn find(text: &str, this_year: i32) -> Option<String> {
    let text = split_numbers(&tidy(text).to_lowercase());
    find_among(&words(&text), this_year).map(|(period, _)| period)
}

/// Months, a quarter or half a year that a heading names; a year alone names none.
pub fn part_of_year(text: &str, this_year: i32) -> Option<String> {
    find(text, this_year).filter(|found| !(found.ends_with("-12") && found.contains("-01/")))
}

/// The same, and whether its end stood before its beginning.
fn find_among(words: &[&str], this_year: i32) -> Option<(String, bool)> {
    let years: Vec<i32> = words.iter().filter_map(year).collect();
    let year = years.first().copied().unwrap_or(this_year);
    let months: Vec<u32> = words.iter().filter_map(|word| month_word(word)).collect();
    let goes_on = words.iter().any(|word| ONGOING_WORDS.contains(word));
    match months.as_slice() {
        [only] if goes_on => return Some((format!("{year:04}-{only:02}/.."), false)),
        [only] => return Some((until_month(words, &years, *only, year), false)),
        [first, .., last] => {
            let last_year = years.last().copied().unwrap_or(year);
            // Each with a year of its own, and yet the later one first.
            if years.len() > 1 && (year, *first) > (last_year, *last) {
                return Some((format!("{last_year:04}-{last:02}/{year:04}-{first:02}"), true));
            }
            return Some((between(year, *first, last_year, *last)?, false));
        }
        [] => {}
    }
    if let Some((first, last)) = numbered(words, QUARTER_WORDS).filter(|(a, b)| *a >= 1 && *b <= 4) {
        return Some((between(year, first * 3 - 2, year, last * 3)?, false));
    }
    if let Some((first, last)) = numbered(words, HALF_YEAR_WORDS).filter(|(a, b)| *a >= 1 && *b <= 2) {
        return Some((between(year, first * 6 - 5, year, last * 6)?, false));
    }
    let (first, last) = (*years.first()?, *years.last()?);
    if goes_on && first == last {
        return Some((format!("{first:04}-01/.."), false));
    }
    let whole = format!("{:04}-01/{:04}-12", first.min(last), first.max(last));
    Some((open_start(words, whole), first > last))
}

/// Where the word that means *until* ends before what is the end, or nothing: `s.d. 31 Desember`, `sampai akhir bulan`.
fn until_before(words: &[&str], end: usize) -> Option<usize> {
    let is_beside = |word: &&str| BESIDE_MONTH.contains(word) || word.parse::<u32>().is_ok_and(|n| n <= 31);
    let before = words.get(..end)?;
    let skipped = before.iter().rev().take_while(|word| is_beside(word)).count();
    let before = before.get(..before.len() - skipped)?;
    match before {
        [.., "s", "d"] => Some(before.len() - 2),
        ["sd"] => Some(0),
        [.., word] if UNTIL_WORDS.contains(word) => Some(before.len() - 1),
        _ => None,
    }
}

/// The months of a single day or of years, from the unknown where the first of its numbers stands behind *until*.
fn open_start(words: &[&str], period: String) -> String {
    let first_number = words.iter().position(|word| word.parse::<u32>().is_ok());
    let is_open = first_number.is_some_and(|at| until_before(words, at).is_some());
    let end = period.split_once('/').map_or(period.as_str(), |(_, end)| end).to_owned();
    if is_open { format!("../{end}") } else { period }
}

/// The only month that is named: alone, as the end of what began before, or of what began with another year.
fn until_month(words: &[&str], years: &[i32], month: u32, year: i32) -> String {
    let at = words.iter().position(|word| month_word(word).is_some());
    let until = at.and_then(|at| until_before(words, at));
    let before = until.and_then(|until| until.checked_sub(1)).and_then(|at| words.get(at).copied());
    let (last_year, begins) = (years.last().copied().unwrap_or(year), before.as_ref().and_then(self::year));
    match (until, begins) {
        (Some(_), Some(begins)) if begins <= last_year => format!("{begins:04}-01/{last_year:04}-{month:02}"),
        // `1 s.d. 30 September`: days of one month.
        (Some(_), None) if before.is_none_or(|word| word.parse::<u32>().is_err()) => {
            format!("../{year:04}-{month:02}")
        }
        _ => format!("{year:04}-{month:02}"),
    }
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

/// The first and the last number behind one of these words: `tahap I s.d. III`.
fn numbered(words: &[&str], names: &[&str]) -> Option<(u32, u32)> {
    let number = |word: &&str| word.parse().ok().filter(|n| *n < 5).or_else(|| roman(word));
    let behind = |at: usize| {
        let rest =
            words.iter().skip(at + 1).filter(|word| !BETWEEN_NUMBERS.contains(word) && !names.contains(word));
        let numbers: Vec<u32> = rest.map_while(number).collect();
        Some((*numbers.iter().min()?, *numbers.iter().max()?))
    };
    words.iter().enumerate().filter(|(_, word)| names.contains(word)).find_map(|(at, _)| behind(at))
}

fn roman(word: &str) -> Option<u32> {
    ["i", "ii", "iii", "iv"].iter().position(|r| *r == word).and_then(|at| u32::try_from(at + 1).ok())
}

/// The year in which a stored period begins; of one whose beginning is not known that in which it ends.
pub fn year_of(period: &str) -> Option<i32> {
    period.trim_start_matches("../").get(..4)?.parse().ok()
}

/// First and last day of a stored period; one that goes on has no last day (`2026-07/..`), one of which only the end is
/// known no first (`../2026-12`).
pub fn span(period: &str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    if let Some(last) = period.strip_prefix("../") {
        return bounds(last).filter(|_| !last.contains('/')).map(|(_, until)| (None, Some(until)));
    }
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
            ("2025 - sekarang", "2025-01/.."),
            ("2024-2026", "2024-01/2026-12"),
            ("01/07/2026 s.d. 30/09/2026", "2026-07/2026-09"),
            ("07/2026", "2026-07/2026-07"),
            ("2026-07-01 - 2026-09-30", "2026-07/2026-09"),
            ("mulai 1-3-2026", "2026-03/.."),
            ("Desember 2026 - Oktober 2026", "2026-10/2026-12"),
            ("TW 3/2026", "2026-07/2026-09"),
            ("TW3 2026", "2026-07/2026-09"),
            ("Q3 2026", "2026-07/2026-09"),
            ("Tahap I s.d. III 2026", "2026-01/2026-09"),
            ("Tahap 2 2026", "2026-04/2026-06"),
            ("Smt II 2026", "2026-07/2026-12"),
            ("s.d. Desember 2026", "../2026-12"),
            ("s/d Desember 2026", "../2026-12"),
            ("sd Desember 2026", "../2026-12"),
            ("sampai dengan akhir bulan Desember 2026", "../2026-12"),
            ("Penyaluran hingga 31 Desember 2026", "../2026-12"),
            ("s.d. 31/12/2026", "../2026-12"),
            ("s.d. 2026", "../2026-12"),
            ("../2026-12", "../2026-12"),
            ("1 s.d. 30 September 2026", "2026-09"),
            ("2025 s.d. Maret 2026", "2025-01/2026-03"),
            ("Seragam SD Desember 2026", "2026-12"),
        ] {
            assert_eq!(read(text, TODAY).value.as_deref(), Some(period), "{text}");
        }
        assert!(read("sembako", TODAY).has("period_invalid"));
        for reversed in ["2026-09/2026-07", "Desember 2026 - Oktober 2026", "30/09/2026 - 01/07/2026"] {
            assert!(read(reversed, TODAY).has("period_reversed"), "{reversed}");
        }
        assert!(read("sampai sekarang", TODAY).has("period_invalid"));
        assert_eq!(span("2026-07/..").map(|(from, until)| (from.is_some(), until)), Some((true, None)));
        assert_eq!(span("../2026-12").map(|(from, until)| (from, until.is_some())), Some((None, true)));
        assert_eq!(span("../2026-10/2026-12"), None);
        assert_eq!((year_of("../2026-12"), year_of("2025-11/2026-01")), (Some(2026), Some(2025)));
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
