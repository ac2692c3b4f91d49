//! One thing for many records: one save, and one undo for all of it.

use std::collections::BTreeSet;

use crate::domain::steps::Tagging;
use crate::domain::{Body, FollowUp, Record, RecordKey, RecordKind};
use crate::store::DraftId;

use crate::desk::{Change, Desk, DeskError, Saved};

impl Desk {
    /// The same task for everybody whom these records are about, once each. Where a person has one open case it is a
    /// task of that case.
    pub fn follow_up_all(
        &mut self,
        about: &[RecordKey],
        task: &FollowUp,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let mut records = Vec::new();
        let mut done = BTreeSet::new();
        for key in about {
            let person = self.subject(*key);
            if person.kind != RecordKind::Person || !done.insert(person) {
                continue;
            }
            let case = if key.kind == RecordKind::Case { Some(*key) } else { self.only_open_case(person) };
            let task = FollowUp { case, origin: Some(*key), ..task.clone() };
            records.push(Record::new(self.new_id(), task).under(person));
        }
        self.save_all("follow-up-many", records, draft)
    }

    /// Puts tags on everybody whom these records are about.
    pub fn tag_all(
        &mut self,
        about: &[RecordKey],
        tagging: &Tagging,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let people: BTreeSet<RecordKey> = about.iter().map(|key| self.subject(*key)).collect();
        let mut records = Vec::new();
        for key in people.into_iter().filter(|key| key.kind == RecordKind::Person) {
            let mut record = self.record(key)?;
            if let Body::Person(person) = &mut record.body {
                let new = tagging.tags.iter().filter(|tag| !person.local_tags.contains(tag));
                let new: Vec<String> = new.cloned().collect();
                person.local_tags.extend(new);
            }
            records.push(record);
        }
        self.save_all("tag-many", records, draft)
    }

    fn save_all(
        &mut self,
        action: &'static str,
        records: Vec<Record>,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        if records.is_empty() {
            return Err(DeskError::Refused("nobody-picked"));
        }
        self.save(Change { action, records, draft, ..Change::default() })
    }

    fn only_open_case(&self, person: RecordKey) -> Option<RecordKey> {
        let mut open = self.book.cases_of(person).filter(|(_, case)| !case.closed).map(|(key, _)| key);
        let first = open.next()?;
        open.next().is_none().then_some(first)
    }
}
