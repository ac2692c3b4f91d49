//! Dates as people type them: always day, month, year, or ISO. Day and month are never swapped.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::date_words::weekday;
use super::spoken_date::{last_weekday, next_weekday, relative};
use super::written::{is_blank, tidy};
use super::written_date::Written;
use crate::domain::{Note, PartialDate, Reading};

/// No date of this work is older.
pub(super) const OLDEST_YEARS: i32 = 130;

/// Years ahead of today that a two-digit year can mean; beyond it is the last century.
const AHEAD_YEARS: i32 = 10;

/// Any date of the work, past or to come.
pub fn read(text: &str, today: NaiveDate) -> Reading<PartialDate> {
    read_until(text, today, AHEAD_YEARS)
}

/// The same as the worker types it, who may name the day by its weekday.
pub fn read_typed(text: &str, today: NaiveDate) -> Reading<PartialDate> {
    let tidied = tidy(text).to_lowercase();
    match relative(&tidied, today).or_else(|| next_weekday(&tidied, today)) {
        Some(day) => Reading::clean(day.into()),
        None => read(text, today),
    }
}

/// The same for a day on which something was done: a weekday alone is the last one.
pub fn read_done(text: &str, today: NaiveDate) -> Reading<PartialDate> {
    match last_weekday(&tidy(text).to_lowercase(), today) {
        Some(day) => Reading::clean(day.into()),
        None => read_typed(text, today),
    }
}

/// The same with another bound for two-digit years.
pub(super) fn read_until(text: &str, today: NaiveDate, ahead_years: i32) -> Reading<PartialDate> {
    let tidied = tidy(text).to_lowercase();
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    if let Some(day) = relative(&tidied, today) {
        return Reading::clean(day.into());
    }
    let (named_day, rest) = split_weekday(&tidied);
    let Some(written) = Written::of(rest) else {
        return Reading::nothing(Note::error("date_invalid").with("kept", "none"));
    };
    let mut reading = written.mean(today, ahead_years);
    check_weekday(&mut reading, named_day);
    reading
}

/// The day a spreadsheet's number stands for; nothing outside of 1900-03-01 to 2119.
pub fn of_serial(serial: f64, is_1904: bool) -> Option<NaiveDate> {
    let serial = if is_1904 { serial + 1462.0 } else { serial };
    if !(61.0..=80_000.0).contains(&serial) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range, the time of day dropped"
    )]
    let days = serial as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// A number in a date column that carries no date format: a serial, or a year alone.
pub fn read_serial(serial: f64, is_1904: bool) -> Reading<PartialDate> {
    if serial == 0.0 {
        return Reading::nothing(Note::warn("date_zero"));
    }
    if (1900.0..=2100.0).contains(&serial) && serial.fract() == 0.0 {
        #[expect(clippy::cast_possible_truncation, reason = "between 1900 and 2100")]
        let year = serial as i32;
        return Reading::noted(PartialDate::year(year), Note::warn("date_year_only"));
    }
    match of_serial(serial, is_1904) {
        Some(day) => Reading::noted(day.into(), Note::info("date_serial")),
        None => Reading::nothing(Note::error("date_invalid").with("kept", "none")),
    }
}

fn split_weekday(text: &str) -> (Option<Weekday>, &str) {
    let text = text.strip_prefix("hari ").unwrap_or(text);
    let end = text.find([',', ' ', '/']).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    match weekday(word) {
        Some(day) => (Some(day), rest.trim_start_matches([',', ' ', '/'])),
        None => (None, text),
    }
}

fn check_weekday(reading: &mut Reading<PartialDate>, named: Option<Weekday>) {
    if let (Some(named), Some(day)) = (named, reading.value.and_then(PartialDate::day))
        && named != day.weekday()
    {
        let weekday = day.weekday().to_string().to_lowercase();
        reading.notes.push(Note::warn("day_name_mismatch").with("weekday", weekday));
    }
}
