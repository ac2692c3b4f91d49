//! Numbers of letters by the office's pattern; none is ever given twice.

use chrono::{Datelike as _, Duration, NaiveDate};
use serde::Deserialize;

use crate::domain::referral::{Event, State};
use crate::domain::{Body, PartialDate, Record, RecordKey, RecordKind, Referral, Value};

use crate::desk::{Change, Desk, DeskError};

/// `assets/layouts/letters.toml`.
#[derive(Debug, Deserialize)]
struct Layout {
    number: String,
}

/// Where a record keeps its number.
const FIELD: &str = "letter_number";

const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn usual_pattern() -> String {
    let read = toml::from_str::<Layout>(include_str!("../../../assets/layouts/letters.toml"));
    read.map_or_else(|_| "{urut}/{bulan}/{tahun}".to_owned(), |layout| layout.number)
}

impl Desk {
    /// Notes that a referral is ready to be sent.
    fn seal_referral(&mut self, record: &mut Record) {
        let on = Some(PartialDate::from(self.today));
        let (id, state) = (self.new_id().to_string(), State::Sealed.code().to_owned());
        let by = self.author();
        if let Body::Referral(referral) = &mut record.body {
            referral.events.push(Event { id, state, on, by, ..Event::default() });
        }
    }

    /// The letter number of a referral or of a session's minutes; given now where it has none. The count is noted first
    /// and by itself: undoing the letter frees no number. A referral whose letter is printed is ready to be sent.
    pub(in crate::desk) fn number_letter(&mut self, key: RecordKey) -> Result<String, DeskError> {
        let mut record = self.record(key)?;
        let given = record.body.get(FIELD).map(|given| given.plain());
        let is_begun = match &record.body {
            Body::Referral(referral) => !referral.standing().is(State::Draft),
            _ => true,
        };
        let number = match given {
            Some(given) if is_begun => return Ok(given),
            Some(given) => given,
            None => self.next_letter_number()?,
        };
        record.body.set(FIELD, Some(&Value::Text(number.clone())))?;
        if !is_begun {
            self.fix_answer_day(&mut record);
            self.seal_referral(&mut record);
        }
        self.save(Change::of("letter-numbered", vec![record]))?;
        Ok(number)
    }

    /// Where the letter asks for an answer sooner than a receipt is waited for, that day counts.
    fn fix_answer_day(&self, record: &mut Record) {
        let days = |step, urgent| self.catalog.clock(step, urgent);
        if let Body::Referral(referral) = &mut record.body
            && days("decision", referral.is_urgent()) < days("receipt", referral.is_urgent())
        {
            referral.answer_due = Some(PartialDate::from(self.answer_day(referral)));
        }
    }

    /// The worker's own, where it is still to come.
    pub(in crate::desk) fn answer_day(&self, referral: &Referral) -> NaiveDate {
        let days = self.catalog.clock("decision", referral.is_urgent()).unwrap_or(14);
        let own = referral.answer_due.and_then(PartialDate::day).filter(|due| *due >= self.today);
        own.unwrap_or(self.today + Duration::days(days))
    }

    pub(in crate::desk) fn next_letter_number(&mut self) -> Result<String, DeskError> {
        let given = self.letter_numbers();
        let year = i64::from(self.today.year());
        let mut profile = self.worker_record().clone();
        let Body::Profile(own) = &mut profile.body else { return Err(DeskError::Unreadable) };
        let mut count = own.letters.filter(|_| own.letter_year == Some(year)).unwrap_or(0);
        let patterns = [own.letter_pattern.trim().to_owned(), usual_pattern()];
        let pattern = patterns.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let number = loop {
            count += 1;
            let number = self.filled(&pattern, count);
            if !given.contains(&number) {
                break number;
            }
            // A pattern without a count would never come to an end.
            if !pattern.contains("{urut}") {
                break format!("{number}/{count:03}");
            }
        };
        own.letter_year = Some(year);
        own.letters = Some(count);
        self.save_quietly(Change::of("profile-edit", vec![profile]))?;
        self.renew_profile()?;
        Ok(number)
    }

    fn filled(&self, pattern: &str, count: i64) -> String {
        let month = usize::try_from(self.today.month0()).unwrap_or_default();
        let month = MONTHS.get(month).copied().unwrap_or_default();
        pattern
            .replace("{urut}", &format!("{count:03}"))
            .replace("{kec}", self.worker().sender.trim_end_matches(|c: char| c.is_ascii_digit()))
            .replace("{bulan_romawi}", month)
            .replace("{bulan}", month)
            .replace("{tahun}", &self.today.year().to_string())
    }

    /// Of all referrals and minutes, those in the bin too: a printed letter may still be about.
    fn letter_numbers(&self) -> Vec<String> {
        let kinds = [RecordKind::Referral, RecordKind::Session].into_iter();
        let keys = kinds.flat_map(|kind| self.book.of_kind(kind)).map(|(key, _)| key);
        let numbers = keys.filter_map(|key| self.record(key).ok()).flat_map(|record| {
            let own = record.body.get(FIELD).map(|number| number.plain());
            let reminders = record.body::<Referral>().map(|referral| referral.reminders.clone());
            own.into_iter().chain(reminders.into_iter().flatten().map(|reminder| reminder.number))
        });
        numbers.filter(|number| !number.is_empty()).collect()
    }
}
