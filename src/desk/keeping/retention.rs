//! How long what is kept about somebody is kept: what is due for a look, what is kept longer and why, and what somebody
//! asked to be erased.

use chrono::{Months, NaiveDate};

use crate::domain::person::ErasureRequest;
use crate::domain::steps::Retain;
use crate::domain::{Body, Note, PartialDate, Person, Record, RecordKey};
use crate::store::DraftId;

use crate::desk::line::PersonLine;
use crate::desk::{Change, Desk, DeskError, Saved};

/// The code of the table for people whose cases are all closed.
const AFTER_CLOSING: &str = "case_closed";

impl Desk {
    /// From which day on it is asked whether what is kept about a person is still needed: some years behind the day on which
    /// the last of their cases was closed. Nothing for people without cases, or with an open one.
    pub(in crate::desk) fn review_due(&self, person: RecordKey, line: &PersonLine) -> Option<NaiveDate> {
        let years = self.catalog.years_kept(AFTER_CLOSING)?;
        let mut last = None;
        for (_, case) in self.book.cases_of(person) {
            if !case.closed {
                return None;
            }
            last = last.max(case.closed_on);
        }
        let due = last?.checked_add_months(Months::new(years.checked_mul(12)?))?;
        Some(line.rare().keep_until.map_or(due, |kept| kept.max(due)))
    }

    /// As long again as is usual.
    pub(in crate::desk) fn retain_until(&self) -> PartialDate {
        let years = self.catalog.years_kept(AFTER_CLOSING).unwrap_or_default();
        let until = self.today.checked_add_months(Months::new(years.saturating_mul(12)));
        PartialDate::from(until.unwrap_or(self.today))
    }

    /// Keeps a person longer, with the reason.
    pub fn retain(
        &mut self,
        key: RecordKey,
        retain: &Retain,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        if retain.until.and_then(PartialDate::latest).is_none_or(|until| until <= self.today) {
            return Err(DeskError::Refused("retain-past"));
        }
        let mut record = self.record(key)?;
        if let Body::Person(person) = &mut record.body {
            person.keep_until = retain.until;
            person.keep_reason.clone_from(&retain.reason);
        }
        self.save(Change { draft, ..Change::of("retained", vec![record]) })
    }

    /// The request that waits, to be decided; or a new one.
    pub(in crate::desk) fn begin_erasure_request(&self, key: RecordKey) -> Result<ErasureRequest, DeskError> {
        let person: Person = self.typed(key)?;
        let today = Some(PartialDate::from(self.today));
        let new =
            || ErasureRequest { on: today, decision: "waiting".to_owned(), ..ErasureRequest::default() };
        Ok(person.erasure_asked().cloned().unwrap_or_else(new))
    }

    /// Writes down that erasing was asked for, or what was decided about it.
    pub fn note_erasure_request(
        &mut self,
        key: RecordKey,
        mut request: ErasureRequest,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let is_decided = request.decision != "waiting";
        if is_decided && request.decided_on.is_none() {
            request.decided_on = Some(PartialDate::from(self.today));
        }
        if request.decision == "refused" && request.note.trim().is_empty() {
            return Err(DeskError::Refused("erasure-refusal-needs-note"));
        }
        let mut record = self.record(key)?;
        if let Body::Person(person) = &mut record.body {
            if person.erasure_asked().is_some() {
                person.erasure_requests.pop();
            }
            person.erasure_requests.push(request);
        }
        self.save(Change { draft, ..Change::of("erasure-asked", vec![record]) })
    }

    /// What is to be said of it on the person's page.
    pub(in crate::desk) fn keeping_remarks(&self, record: &Record, person: &Person) -> Vec<Note> {
        let mut notes = Vec::new();
        let day = |date: Option<PartialDate>| {
            date.and_then(PartialDate::earliest).map_or_else(String::new, |day| self.words().date(day))
        };
        if let Some(request) = person.erasure_asked() {
            let code = if request.decision == "granted" { "erasure_granted" } else { "erasure_asked" };
            let by = if request.by.is_empty() { "none".to_owned() } else { request.by.clone() };
            notes.push(Note::info(code).with("day", day(request.on)).with("by", by));
        }
        let due = self.book.person(record.key()).and_then(|line| self.review_due(record.key(), line));
        if let Some(due) = due.filter(|due| *due <= self.today) {
            notes.push(Note::info("retention_due").with("day", self.words().date(due)));
        }
        notes
    }
}
