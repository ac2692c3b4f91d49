//! Day, month and year as they stand in a text.

use chrono::{Datelike, NaiveDate};

use super::date;
use super::date_words::month;
use crate::domain::{Note, PartialDate, Reading};

/// Day, month and year as they stand, not yet weighed. 0 is a part written as `00`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    short_year: bool,
    unparted: bool,
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Number { value: u32, digits: usize },
    Month(u32),
}

impl Written {
    /// The date in a text in lower case, without its weekday.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.strip_prefix("tanggal").or_else(|| text.strip_prefix("tgl")).unwrap_or(text);
        let parts = parts(without_time(text))?;
        match parts.as_slice() {
            [Part::Number { value, digits: 4 }] => {
                Some(Self { year: i32::try_from(*value).ok(), ..Self::default() })
            }
            [Part::Number { value, digits: 8 }] => Self::unparted(*value),
            [Part::Month(month), year @ Part::Number { digits: 4, .. }]
            | [Part::Number { value: month, digits: 1 | 2 }, year @ Part::Number { digits: 4, .. }]
            | [year @ Part::Number { digits: 4, .. }, Part::Number { value: month, digits: 1 | 2 }] => {
                Self::default().with_month(*month).with_year(*year)
            }
            [day, month] => Some(Self::default().with_day(*day)?.with_month(month.value())),
            [year @ Part::Number { digits: 4, .. }, month, day] => {
                Self::default().with_day(*day)?.with_month(month.value()).with_year(*year)
            }
            [Part::Month(month), day @ Part::Number { digits: 1 | 2, .. }, year]
            | [day, Part::Month(month), year] => {
                Self::default().with_day(*day)?.with_month(*month).with_year(*year)
            }
            [day, month, year] => Self::default().with_day(*day)?.with_month(month.value()).with_year(*year),
            _ => None,
        }
    }

    fn with_day(mut self, part: Part) -> Option<Self> {
        let Part::Number { value, digits: 1 | 2 } = part else { return None };
        self.day = Some(value);
        Some(self)
    }

    fn with_month(mut self, month: u32) -> Self {
        self.month = Some(month);
        self
    }

    fn with_year(mut self, part: Part) -> Option<Self> {
        let Part::Number { value, digits } = part else { return None };
        self.short_year = digits == 2;
        self.year = Some(i32::try_from(value).ok()?);
        (digits == 2 || digits == 4).then_some(self)
    }

    /// `17081950`, or `19500817` when the first cannot be.
    fn unparted(number: u32) -> Option<Self> {
        let of = |day: u32, month: u32, year: u32| {
            let year = i32::try_from(year).ok()?;
            NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1800..2200).contains(&year))?;
            Some(Self {
                day: Some(day),
                month: Some(month),
                year: Some(year),
                unparted: true,
                ..Self::default()
            })
        };
        of(number / 1_000_000, number / 10_000 % 100, number % 10_000)
            .or_else(|| of(number % 100, number / 100 % 100, number / 10_000))
    }

    /// The calendar date it stands for; `ahead_years` is how far ahead of today a two-digit year may lie.
    pub(super) fn mean(self, today: NaiveDate, ahead_years: i32) -> Reading<PartialDate> {
        let mut notes = Vec::new();
        let year = match self.year {
            None => {
                notes.push(Note::info("date_year_assumed").with("year", today.year().to_string()));
                today.year()
            }
            Some(short) if self.short_year => {
                let (year, note) = whole_year(short, today, ahead_years);
                notes.push(note);
                year
            }
            Some(year) => year,
        };
        if self.unparted {
            notes.push(Note::info("date_unparted"));
        }
        let Some(date) = self.date_in(year, &mut notes) else {
            return Reading::nothing(Note::error("date_invalid").with("kept", "none"));
        };
        if year < today.year() - date::OLDEST_YEARS {
            return Reading::nothing(Note::error("date_too_old").with("year", year.to_string()));
        }
        Reading { value: Some(date), notes }
    }

    fn date_in(self, year: i32, notes: &mut Vec<Note>) -> Option<PartialDate> {
        let month = self.month.filter(|m| *m > 0);
        let day = self.day.filter(|d| *d > 0);
        match (month, day) {
            (None, None) if self.day == Some(0) => {
                notes.push(Note::warn("date_invalid").with("kept", year.to_string()));
                Some(PartialDate::year(year))
            }
            (None, None) => {
                notes.push(Note::warn("date_year_only"));
                Some(PartialDate::year(year))
            }
            (Some(month), None) if month <= 12 => {
                notes.push(Note::warn("date_day_missing"));
                Some(PartialDate { year, month: u8::try_from(month).ok(), day: None })
            }
            (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).map(PartialDate::from),
            _ => None,
        }
    }
}

impl Part {
    fn value(self) -> u32 {
        match self {
            Self::Number { value, .. } | Self::Month(value) => value,
        }
    }
}

fn whole_year(short: i32, today: NaiveDate, ahead_years: i32) -> (i32, Note) {
    let century = today.year() - today.year().rem_euclid(100);
    if century + short <= today.year() + ahead_years {
        let year = century + short;
        (year, Note::info("date_two_digit_year").with("year", year.to_string()))
    } else {
        let year = century - 100 + short;
        (year, Note::warn("date_two_digit_year").with("year", year.to_string()))
    }
}

/// `1950-08-17 00:00:00` and `1950-08-17T00:00:00`, as programs write them, without the time.
fn without_time(text: &str) -> &str {
    match text.split_once(['t', ' ']) {
        Some((date, time)) if time.contains(':') && date.len() >= 8 => date,
        _ => text,
    }
}

fn parts(text: &str) -> Option<Vec<Part>> {
    let is_separator = |c: char| matches!(c, '/' | '-' | '.' | ' ' | ',' | '–' | '\\' | '\'' | '’');
    let mut found = Vec::new();
    let mut rest = text.trim_matches(is_separator);
    while let Some(first) = rest.chars().next() {
        let end = rest
            .find(|c: char| is_separator(c) || c.is_ascii_digit() != first.is_ascii_digit())
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        found.push(if first.is_ascii_digit() {
            Part::Number { value: part.parse().ok()?, digits: part.len() }
        } else {
            Part::Month(month(part)?)
        });
        rest = after.trim_start_matches(is_separator);
        if found.len() > 3 {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}
