//! Numbers of letters by the office's pattern; none is ever given twice.

use chrono::Datelike as _;
use serde::Deserialize;

use crate::domain::referral::{Event, State};
use crate::domain::{Body, PartialDate, RecordKey, RecordKind, Referral};

use super::{Change, Desk, DeskError};

/// `assets/layouts/letters.toml`.
#[derive(Debug, Deserialize)]
struct Layout {
    number: String,
}

const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn usual_pattern() -> String {
    let read = toml::from_str::<Layout>(include_str!("../../assets/layouts/letters.toml"));
    read.map_or_else(|_| "{urut}/{bulan}/{tahun}".to_owned(), |layout| layout.number)
}

impl Desk {
    /// The letter number of a referral; given now where it has none. The count is noted first and by itself: undoing the
    /// letter frees no number. A letter that is printed is ready to be sent.
    pub(super) fn number_letter(&mut self, key: RecordKey) -> Result<String, DeskError> {
        let mut record = self.record(key)?;
        let mut referral: Referral = self.typed(key)?;
        let is_begun = !referral.standing().is(State::Draft);
        if is_begun && !referral.letter_number.is_empty() {
            return Ok(referral.letter_number);
        }
        if referral.letter_number.is_empty() {
            referral.letter_number = self.next_letter_number()?;
        }
        if !is_begun {
            let on = Some(PartialDate::from(self.today));
            let (id, state) = (self.new_id().to_string(), State::Sealed.code().to_owned());
            referral.events.push(Event { id, state, on, by: self.author(), ..Event::default() });
        }
        let number = referral.letter_number.clone();
        record.body = referral.into();
        self.save(Change::of("letter-numbered", vec![record]))?;
        Ok(number)
    }

    pub(super) fn next_letter_number(&mut self) -> Result<String, DeskError> {
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

    /// Of all referrals, those in the bin too: a printed letter may still be about.
    fn letter_numbers(&self) -> Vec<String> {
        let referrals = self.book.of_kind(RecordKind::Referral).map(|(key, _)| key);
        let records = referrals.filter_map(|key| self.typed::<Referral>(key).ok());
        let numbers = records.flat_map(|referral| {
            let reminders = referral.reminders.into_iter().map(|reminder| reminder.number);
            reminders.chain([referral.letter_number])
        });
        numbers.filter(|number| !number.is_empty()).collect()
    }
}
