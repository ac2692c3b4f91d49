//! A calendar date of which the month or the day may be unknown. Never completed silently.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// `1950`, `1950-08` or `1950-08-17`; no time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    pub year: i32,
    /// 1–12; absent when only the year is known.
    pub month: Option<u8>,
    /// 1–31; absent unless the whole date is known.
    pub day: Option<u8>,
}

impl PartialDate {
    pub fn year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    /// The date when it is whole.
    pub fn day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, u32::from(self.month?), u32::from(self.day?))
    }

    /// The earliest day it can mean; for sorting and for age bounds.
    pub fn earliest(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(
            self.year,
            u32::from(self.month.unwrap_or(1)),
            u32::from(self.day.unwrap_or(1)),
        )
    }

    /// The latest day it can mean.
    pub fn latest(self) -> Option<NaiveDate> {
        if let Some(day) = self.day() {
            return Some(day);
        }
        let (year, month) = match self.month {
            Some(month) if month < 12 => (self.year, u32::from(month) + 1),
            _ => (self.year + 1, 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
    }

    /// Whole years lived on `on`. With only a year known this is the age reached during that year.
    pub fn age_on(self, on: NaiveDate) -> i32 {
        let years = on.year() - self.year;
        let Some(month) = self.month else { return years };
        let day = u32::from(self.day.unwrap_or(1));
        if (on.month(), on.day()) < (u32::from(month), day) { years - 1 } else { years }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year(), month: u8::try_from(date.month()).ok(), day: u8::try_from(date.day()).ok() }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// The text is not `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, or names a day that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a calendar date")]
pub struct NotADate;

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().and_then(|p| p.parse().ok()).ok_or(NotADate)?;
        let month = parts.next().map(|p| p.parse::<u8>().map_err(|_| NotADate)).transpose()?;
        let day = parts.next().map(|p| p.parse::<u8>().map_err(|_| NotADate)).transpose()?;
        let date = Self { year, month, day };
        let real = match day {
            Some(_) => date.day().is_some(),
            None => month.is_none_or(|m| (1..=12).contains(&m)),
        };
        if real { Ok(date) } else { Err(NotADate) }
    }
}
