//! What *Hari Ini* counts of people over the coming days: one pass over all of them, kept until one of them changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{RecordKey, RecordKind};

use super::Desk;

#[derive(Clone, Debug, Default)]
pub(super) struct Ahead {
    /// The days for which it was counted.
    span: Option<(NaiveDate, NaiveDate)>,
    /// How many birthdays that change what category fits are on each day.
    pub birthdays: BTreeMap<NaiveDate, usize>,
    /// How many people come up for a look at what is kept, from each day on.
    pub reviews: BTreeMap<NaiveDate, usize>,
    pub erasure_requests: usize,
}

impl Desk {
    /// For birthdays between the two days.
    pub(super) fn ahead(&self, from: NaiveDate, until: NaiveDate) -> Ahead {
        let mut kept = self.ahead.borrow_mut();
        if kept.span != Some((from, until)) {
            *kept = self.count_ahead(from, until);
        }
        kept.clone()
    }

    fn count_ahead(&self, from: NaiveDate, until: NaiveDate) -> Ahead {
        let mut ahead = Ahead { span: Some((from, until)), ..Ahead::default() };
        for (key, person) in self.book.people() {
            if let Some((birthday, _)) = self.category_birthday(person, from, until) {
                *ahead.birthdays.entry(birthday).or_default() += 1;
            }
            if let Some(due) = self.review_due(key, person) {
                *ahead.reviews.entry(due).or_default() += 1;
            }
            ahead.erasure_requests += usize::from(person.asks_erasure);
        }
        ahead
    }

    /// Of these records some were changed: what follows from people is counted anew when it is asked for.
    pub(super) fn forget_ahead(&mut self, changed: &[RecordKey]) {
        if changed.iter().any(|key| matches!(key.kind, RecordKind::Person | RecordKind::Case)) {
            *self.ahead.get_mut() = Ahead::default();
        }
    }
}
