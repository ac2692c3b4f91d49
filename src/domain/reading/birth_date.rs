//! A date of birth: not to come, not more than 130 years ago, often only a year.

use chrono::{Datelike, NaiveDate};

use super::date;
use super::written::tidy;
use crate::domain::{Note, PartialDate, Reading};

pub fn read(text: &str, today: NaiveDate) -> Reading<PartialDate> {
    let reading = weighed(date::read_until(text, today, 0), today);
    if reading.value.is_some() || !reading.has("birth_invalid") {
        return reading;
    }
    let tidied = tidy(text).to_lowercase();
    let bare = bare(&tidied);
    let second = weighed(date::read_until(bare, today, 0), today);
    // `±` and nothing behind it is not the same as nothing.
    if second.value.is_some() { second } else { reading }
}

/// What people write around a date of birth they are told, not shown.
const AROUND: &[&str] = &[
    "±",
    "+/-",
    "+-",
    "~",
    "kira-kira",
    "kira kira",
    "kurang lebih",
    "sekitar",
    "perkiraan",
    "lahir",
    "tahun",
    "thn",
    "th",
];

/// The date itself: without a remark in brackets behind it and without words of doubt before it.
fn bare(tidied: &str) -> &str {
    let mut bare = match tidied.split_once('(') {
        Some((date, remark)) if remark.ends_with(')') => date.trim_end(),
        _ => tidied,
    };
    while let Some(rest) = AROUND.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest.trim_start_matches([' ', '.', ':']);
    }
    bare
}

/// A number in a birth column; 1900–2100 is a year.
pub fn read_serial(serial: f64, is_1904: bool, today: NaiveDate) -> Reading<PartialDate> {
    weighed(date::read_serial(serial, is_1904), today)
}

/// The same of a date cell.
pub fn of_day(day: NaiveDate, today: NaiveDate) -> Reading<PartialDate> {
    weighed(Reading::clean(day.into()), today)
}

fn weighed(mut reading: Reading<PartialDate>, today: NaiveDate) -> Reading<PartialDate> {
    for note in &mut reading.notes {
        note.code = birth_code(note.code);
    }
    let Some(birth) = reading.value else { return reading };
    if birth.earliest().is_none_or(|day| day > today) {
        return Reading::nothing(Note::error("birth_future"));
    }
    if birth.year < today.year() - date::OLDEST_YEARS {
        return Reading::nothing(Note::error("birth_too_old"));
    }
    reading
}

fn birth_code(code: &'static str) -> &'static str {
    match code {
        "blank" | "date_zero" => "birth_missing",
        "date_invalid" => "birth_invalid",
        "date_two_digit_year" => "birth_two_digit_year",
        "date_year_only" => "birth_year_only",
        "date_day_missing" => "birth_day_missing",
        "date_too_old" => "birth_too_old",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn more_ways_to_write_a_birth_date() {
        for (text, date) in [
            ("17agustus1950", "1950-08-17"),
            ("17 Ags '50", "1950-08-17"),
            ("17 Agustus 1950 (KTP)", "1950-08-17"),
            ("Kamis, 17 Agustus 1950", "1950-08-17"),
            ("Agustus 1950", "1950-08"),
            ("±1950", "1950"),
            ("+- 1950", "1950"),
            ("sekitar 1950", "1950"),
            ("th. 1950", "1950"),
            ("kira-kira th 1950", "1950"),
            ("17-VIII-1950", "1950-08-17"),
            ("17081950", "1950-08-17"),
            ("19500817", "1950-08-17"),
            ("1950-08-17 00:00:00", "1950-08-17"),
            ("08-1950", "1950-08"),
            ("Agustus 1950", "1950-08"),
            ("00-08-1950", "1950-08"),
            ("Jum'at, 2 Jan 1970", "1970-01-02"),
        ] {
            assert_eq!(read(text, TODAY).value.map(|d| d.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn a_birth_to_come_is_refused() {
        assert!(read("25-11-2026", TODAY).has("birth_future"));
        assert!(read("2027", TODAY).has("birth_future"));
        assert!(read_serial(50_000.0, false, TODAY).has("birth_future"));
        assert_eq!(read("24-11-2026", TODAY).value, Some(TODAY.into()));
    }

    #[test]
    fn the_1904_system_is_told_not_guessed() {
        let day = |s, is_1904| date::of_serial(s, is_1904).map(|d| d.to_string());
        assert_eq!(day(24246.0, true).as_deref(), Some("1970-05-20"));
        assert_eq!(day(25708.75, false).as_deref(), Some("1970-05-20"));
        assert_eq!(day(60.0, false), None);
    }
}
