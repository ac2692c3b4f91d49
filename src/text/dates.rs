//! Dates as people read them.

use chrono::{Datelike, NaiveDate};

use super::{Arg, Words};
use crate::domain::PartialDate;
use crate::domain::reading::period;

impl Words {
    /// `Selasa, 24 November 2026`.
    pub fn date_long(&self, date: NaiveDate) -> String {
        self.say(
            "date-long",
            &[
                ("weekday", self.get(&format!("weekday-{}", date.weekday().number_from_monday())).into()),
                ("day", date.day().into()),
                ("month", self.month(date.month()).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// `24 November 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.say(
            "date-full",
            &[
                ("day", date.day().into()),
                ("month", self.month(date.month()).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// `20 Nov`, and `20 Nov 2025` when that is another year than today's.
    pub fn date_short(&self, date: NaiveDate, today: NaiveDate) -> String {
        let day: Arg = date.day().into();
        let month: Arg = self.get(&format!("month-short-{}", date.month())).into();
        if date.year() == today.year() {
            self.say("date-medium", &[("day", day), ("month", month)])
        } else {
            self.say("date-full", &[("day", day), ("month", month), ("year", date.year().to_string().into())])
        }
    }

    /// `Jul 2026`, `Jul-Sep 2026`, `Nov 2025-Jan 2026`, `Jul 2026-`, `s.d. Des 2026` of months as they are stored (`2026-07/2026-09`);
    /// what is no such period as it is written.
    pub fn months(&self, stored: &str) -> String {
        let Some((from, until)) = period::span(stored) else { return stored.to_owned() };
        let month = |day: NaiveDate| self.get(&format!("month-short-{}", day.month()));
        let with_year = |day: NaiveDate| format!("{} {}", month(day), day.year());
        let Some(from) = from else {
            return until
                .map_or_else(String::new, |day| self.say("date-until", &[("month", with_year(day).into())]));
        };
        match until {
            None => format!("{}-", with_year(from)),
            Some(until) if (from.year(), from.month()) == (until.year(), until.month()) => with_year(from),
            Some(until) if from.year() == until.year() => format!("{}-{}", month(from), with_year(until)),
            Some(until) => format!("{}-{}", with_year(from), with_year(until)),
        }
    }

    /// As much as is known: `Kamis, 17 Agustus 1950`, `Agustus 1950`, `1950`.
    pub fn partial_date(&self, date: PartialDate) -> String {
        if let Some(day) = date.day() {
            return self.date_long(day);
        }
        let year = date.year.to_string();
        match date.month {
            Some(month) => self.month_of_year(date.year, month.into()),
            None => year,
        }
    }

    /// `November 2026`; months count from 1.
    pub fn month_of_year(&self, year: i32, month: u32) -> String {
        self.say("date-month", &[("month", self.month(month).into()), ("year", year.to_string().into())])
    }

    fn month(&self, month: u32) -> String {
        self.get(&format!("month-{month}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_said_in_full_and_short() {
        let id = Words::new(Language::Id);
        let today = day(2026, 11, 24);
        assert_eq!(id.date_long(today), "Selasa, 24 November 2026");
        assert_eq!(id.date(today), "24 November 2026");
        assert_eq!(id.date_short(day(2026, 11, 20), today), "20 Nov");
        assert_eq!(id.date_short(day(2025, 8, 1), today), "1 Agu 2025");
        assert_eq!(Words::new(Language::En).date_long(today), "Tuesday, 24 November 2026");
    }

    #[test]
    fn months_of_aid_are_said_short() {
        let id = Words::new(Language::Id);
        for (stored, said) in [
            ("2026-07/2026-09", "Jul-Sep 2026"),
            ("2026-07", "Jul 2026"),
            ("2025-11/2026-01", "Nov 2025-Jan 2026"),
            ("2026-07/..", "Jul 2026-"),
            ("../2026-12", "s.d. Des 2026"),
            ("tahap dua", "tahap dua"),
        ] {
            assert_eq!(id.months(stored), said);
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let id = Words::new(Language::Id);
        assert_eq!(id.partial_date("1950-08-17".parse().unwrap()), "Kamis, 17 Agustus 1950");
        assert_eq!(id.partial_date("1950-08".parse().unwrap()), "Agustus 1950");
        assert_eq!(id.partial_date(PartialDate::year(1950)), "1950");
    }
}
