//! One record at a time: read, make, change, check.

use crate::domain::{AsBody, Attachment, Field, Profile, Record, RecordKey, RecordKind, Row, ShortNumber};
use crate::store::{DraftId, Tree};

use super::{Change, Desk, DeskError, Saved, codec};

impl Desk {
    /// The record, binned or not; nothing when the key is unknown.
    pub fn find(&self, key: RecordKey) -> Result<Option<Record>, DeskError> {
        let Some(root) = self.book.root_of(key) else { return Ok(None) };
        let bytes = self.store.get(Tree::Records, &codec::storage_key(key, root))?;
        bytes.map(|bytes| codec::decode(&bytes)).transpose()
    }

    pub fn record(&self, key: RecordKey) -> Result<Record, DeskError> {
        self.find(key)?.ok_or(DeskError::NoSuchRecord(key))
    }

    pub(super) fn typed<T: AsBody + Clone>(&self, key: RecordKey) -> Result<T, DeskError> {
        self.record(key)?.body::<T>().cloned().ok_or(DeskError::NoSuchRecord(key))
    }

    /// Everything stored under a root, the root first.
    pub fn family_of_records(&self, root: RecordKey) -> Result<Vec<Record>, DeskError> {
        let mut found = Vec::new();
        let mut broken = None;
        self.store.scan(Tree::Records, &root.to_bytes(), &mut |_, value| {
            match codec::decode(value) {
                Ok(record) => found.push(record),
                Err(error) => broken = Some(error),
            }
            std::ops::ControlFlow::Continue(())
        })?;
        broken.map_or(Ok(found), Err)
    }

    /// The worker's own record: name, area, settings.
    pub fn worker(&self) -> &Profile {
        static NOBODY: std::sync::LazyLock<Profile> = std::sync::LazyLock::new(Profile::default);
        self.profile.body().unwrap_or(&NOBODY)
    }

    pub fn worker_record(&self) -> &Record {
        &self.profile
    }

    /// Saves a new or changed record with all that follows from it.
    pub(super) fn save_with_consequences(
        &mut self,
        record: Record,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        self.save_with_more(record, Vec::new(), draft)
    }

    /// The same with other records that change along with it.
    pub(super) fn save_with_more(
        &mut self,
        record: Record,
        more: Vec<Record>,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let key = record.key();
        let action = action_of(key.kind, self.book.root_of(key).is_none());
        let mut records = self.with_consequences(record)?;
        records.extend(more);
        let mut saved = self.save(Change { draft, ..Change::of(action, records) })?;
        if saved.keys.first() != Some(&key) {
            saved.keys.retain(|other| *other != key);
            saved.keys.insert(0, key);
        }
        self.renew_profile()?;
        Ok(saved)
    }

    /// Puts a record into the bin, with what stands under it.
    pub fn bin(&mut self, key: RecordKey) -> Result<Saved, DeskError> {
        if matches!(key.kind, RecordKind::Handoff | RecordKind::Profile | RecordKind::Erasure) {
            return Err(DeskError::Refused("own-record"));
        }
        let below = self.below(key);
        let mut records = vec![self.record(key)?];
        for child in below {
            records.push(self.record(child)?);
        }
        for record in &mut records {
            record.meta.binned = true;
        }
        self.save(Change::of("bin", records))
    }

    /// What goes with a record: all under a person or session, all of a case.
    pub(super) fn below(&self, key: RecordKey) -> Vec<RecordKey> {
        if key.kind != RecordKind::Case {
            let mut below: Vec<RecordKey> = self.book.children(key).map(|(child, _)| child).collect();
            if key.kind == RecordKind::Session {
                // Those of its plan that stand on the pages of its participants.
                let planned = self.book.follow_ups().filter(|(_, task)| task.origin == Some(key));
                below.extend(
                    planned.map(|(task, _)| task).filter(|task| !below.contains(task)).collect::<Vec<_>>(),
                );
            }
            return below;
        }
        let Some(root) = self.book.root_of(key).flatten() else { return Vec::new() };
        let of_case = self.book.children(root).filter(|(_, line)| line.case() == Some(key));
        let mut below: Vec<RecordKey> = of_case.map(|(child, _)| child).collect();
        below.extend(self.attached_to(root, &|about| about == key || below.contains(&about)));
        below
    }

    /// Attachments under a root that were added to one of these records.
    fn attached_to(&self, root: RecordKey, wanted: &dyn Fn(RecordKey) -> bool) -> Vec<RecordKey> {
        let files = self.book.children_of_kind(root, RecordKind::Attachment).map(|(key, _)| key);
        let about = |key: &RecordKey| self.typed::<Attachment>(*key).ok()?.about;
        files.filter(|key| about(key).is_some_and(wanted)).collect()
    }

    pub(super) fn next_number(&mut self, kind: RecordKind) -> Option<ShortNumber> {
        let year = u16::try_from(chrono::Datelike::year(&self.today)).unwrap_or_default();
        kind.letter().map(|letter| self.book.next_number(letter, year))
    }

    pub(super) fn renew_profile(&mut self) -> Result<(), DeskError> {
        if let Some(profile) = self.find(self.profile.key())? {
            self.profile = profile;
        }
        Ok(())
    }
}

/// Required fields without content.
pub fn missing_required(fields: &'static [Field], row: &Row) -> Vec<&'static str> {
    fields.iter().filter(|f| f.required && crate::domain::lookup(row, f.id).is_none()).map(|f| f.id).collect()
}

macro_rules! actions {
    ($($kind:ident: $new:literal, $edit:literal;)*) => {
        /// The locale's `action-<code>` for making or changing a record of a kind.
        fn action_of(kind: RecordKind, new: bool) -> &'static str {
            match kind { $(RecordKind::$kind => if new { $new } else { $edit },)* }
        }
    };
}

actions! {
    Profile: "profile-new", "profile-edit";
    Override: "override-new", "override-edit";
    Rule: "rule-new", "rule-edit";
    Person: "person-new", "person-edit";
    Household: "household-new", "household-edit";
    Case: "case-new", "case-edit";
    Need: "need-new", "need-edit";
    Assessment: "assessment-new", "assessment-edit";
    Plan: "plan-new", "plan-edit";
    Conference: "conference-new", "conference-edit";
    Visit: "visit-new", "visit-edit";
    FollowUp: "follow-up-new", "follow-up-edit";
    Session: "session-new", "session-edit";
    Organization: "organization-new", "organization-edit";
    Referral: "referral-new", "referral-edit";
    Aid: "aid-new", "aid-edit";
    AidDecision: "aid-decided", "aid-decided";
    PsmReport: "psm-report-new", "psm-report-edit";
    Activity: "activity-new", "activity-edit";
    Group: "group-new", "group-edit";
    Question: "question-new", "question-edit";
    Handoff: "handoff-new", "handoff-edit";
    RefusedRow: "refused-row-new", "refused-row-edit";
    Erasure: "erasure-new", "erasure-edit";
    Attachment: "attachment-new", "attachment-edit";
    Mismatch: "mismatch-new", "mismatch-edit";
    RegulationNote: "regulation-note-new", "regulation-note-edit";
}
