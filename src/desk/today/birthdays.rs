//! Birthdays after which a category no longer fits, or another one comes into question. The bounds are those of `ppks.csv`.

use chrono::{Datelike, Duration, NaiveDate};

use crate::domain::{Note, RecordKey};

use crate::desk::Desk;
use crate::desk::line::PersonLine;

/// Days ahead for which they are told.
pub(in crate::desk) const BIRTHDAY_DAYS: i64 = 30;

/// What a birthday changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Crossing {
    /// A category that the person has no longer fits.
    Leaves(i64),
    /// One that is open from this age on, to somebody who is on record for another.
    Reaches(i64),
}

impl Desk {
    /// The next birthday between the two days that changes what category fits. Only of people who carry one: anybody's
    /// sixtieth would be noise.
    pub(in crate::desk) fn category_birthday(
        &self,
        person: &PersonLine,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Option<(NaiveDate, Crossing)> {
        if person.categories.is_empty() || !matches!(&*person.rare().life_status, "" | "alive") {
            return None;
        }
        let birth = person.birth?.day()?;
        let birthday = next_birthday(birth, from).filter(|day| *day <= until)?;
        let age = i64::from(birthday.year() - birth.year());
        self.crossing(person, age).map(|crossing| (birthday, crossing))
    }

    /// One of these days.
    pub(in crate::desk) fn has_birthday(&self, person: &PersonLine) -> bool {
        let until = self.today + Duration::days(BIRTHDAY_DAYS);
        self.category_birthday(person, self.today, until).is_some()
    }

    /// What becomes different with this age.
    fn crossing(&self, person: &PersonLine, age: i64) -> Option<Crossing> {
        for ppks in self.catalog.all_ppks() {
            if ppks.max_age.is_none() && ppks.min_age.is_none() {
                continue;
            }
            let is_held = person.categories.contains(&ppks.number);
            if is_held && ppks.fits_age(age - 1) && !ppks.fits_age(age) {
                return Some(Crossing::Leaves(ppks.number));
            }
            // Open upwards: somebody grows into it. Into one for children nobody grows on a birthday.
            if !is_held && ppks.max_age.is_none() && ppks.min_age == Some(age) {
                return Some(Crossing::Reaches(ppks.number));
            }
        }
        None
    }

    /// The same said on the person's page.
    pub(in crate::desk) fn birthday_remarks(&self, key: RecordKey) -> Vec<Note> {
        let until = self.today + Duration::days(BIRTHDAY_DAYS);
        let found = self.book.person(key).and_then(|line| self.category_birthday(line, self.today, until));
        let Some((day, crossing)) = found else { return Vec::new() };
        let (code, number) = match crossing {
            Crossing::Leaves(number) => ("birthday_leaves", number),
            Crossing::Reaches(number) => ("birthday_reaches", number),
        };
        let birth = self.book.person(key).and_then(|line| line.birth?.day());
        let age = birth.map_or(0, |birth| day.year() - birth.year());
        vec![
            Note::info(code)
                .with("day", self.words().date(day))
                .with("age", age.to_string())
                .with("category", self.label("ppks", &number.to_string())),
        ]
    }
}

/// The first birthday from this day on; on 1 March where a year has no 29 February.
fn next_birthday(birth: NaiveDate, from: NaiveDate) -> Option<NaiveDate> {
    let in_year = |year: i32| {
        NaiveDate::from_ymd_opt(year, birth.month(), birth.day())
            .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
    };
    [from.year(), from.year() + 1].into_iter().filter_map(in_year).find(|day| *day >= from && *day > birth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_birthday_may_be_today_or_in_the_next_year() {
        let next = |birth, from| next_birthday(day(birth), day(from));
        assert_eq!(next("1966-12-24", "2026-11-24"), Some(day("2026-12-24")));
        assert_eq!(next("1966-11-24", "2026-11-24"), Some(day("2026-11-24")));
        assert_eq!(next("1966-01-05", "2026-12-24"), Some(day("2027-01-05")));
        assert_eq!(next("2008-02-29", "2026-02-10"), Some(day("2026-03-01")));
        assert_eq!(next("2026-11-24", "2026-11-24"), Some(day("2027-11-24")));
    }
}
