//! What is being typed, on the disk within a second, sealed, and offered again on return.

use serde::{Deserialize, Serialize};

use crate::domain::{RecordKey, Row};
use crate::form::RawForm;
use crate::sorted::Sorted as _;
use crate::store::DraftId;

use crate::desk::keeping::scrub::points_at;
use crate::desk::{Desk, DeskError, FormPurpose, Who, codec};

/// An unfinished form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub purpose: FormPurpose,
    /// Texts as typed, readable or not.
    pub raw: RawForm,
    /// Of an edit, the record as it was when the draft was begun.
    pub base: Option<Row>,
    /// Unix seconds of the last keystroke that reached the disk.
    pub at: i64,
    /// Whom it is about, or the name that was typed: told with it when it is offered.
    #[serde(skip)]
    pub who: Option<Who>,
}

impl Draft {
    /// Whether a stored draft is about nobody who is erased. One that can't be read goes: nobody can say whom it names.
    pub(in crate::desk) fn may_stay(stored: &[u8], gone: &dyn Fn(RecordKey) -> bool) -> bool {
        let Ok(draft) = codec::decode_value::<Self>(stored) else { return false };
        let names = |text: &str| {
            text.split(|c: char| c.is_whitespace() || c == ',').any(|word| word.parse().is_ok_and(gone))
        };
        let in_base = draft.base.is_some_and(|base| points_at(&base, gone));
        !draft.purpose.about().is_some_and(gone) && !draft.raw.mentions(&names) && !in_base
    }
}

impl Desk {
    /// A new draft's name.
    pub fn new_draft_id(&mut self) -> DraftId {
        DraftId::new(self.new_id())
    }

    pub fn keep_draft(&mut self, id: DraftId, draft: &Draft) -> Result<(), DeskError> {
        let at = (self.clock)();
        let bytes = codec::encode_value(&Draft { at, ..draft.clone() })?;
        Ok(self.store.drafts().write(id, &bytes)?)
    }

    /// *Buang konsep*: the only way to lose a draft.
    pub fn drop_draft(&mut self, id: DraftId) -> Result<(), DeskError> {
        Ok(self.store.drafts().remove(id)?)
    }

    /// The draft to go on with where this is begun again. One of a record of its own, such as a new resident, is not taken up
    /// unasked: the next one may be somebody else.
    pub fn draft_of(&self, purpose: &FormPurpose) -> Result<Option<(DraftId, Draft)>, DeskError> {
        if purpose.about().is_none() {
            return Ok(None);
        }
        Ok(self.drafts()?.into_iter().find(|(_, draft)| draft.purpose == *purpose))
    }

    fn with_whom(&self, mut draft: Draft) -> Draft {
        // Of a record that is gone the name that was typed is known.
        let known = self.whom(&draft.purpose).filter(|who| who.masked || !who.name.is_empty());
        draft.who = known.or_else(|| {
            let name = draft.raw.text("name")?.to_owned();
            let key = RecordKey::new(draft.purpose.kind(), ulid::Ulid::nil());
            Some(Who { key, name, masked: false, village: String::new() })
        });
        draft
    }

    /// Drafts left from before, newest first. One that can't be read any more is left where it is.
    pub fn drafts(&self) -> Result<Vec<(DraftId, Draft)>, DeskError> {
        let stored = self.store.drafts().all()?;
        let mut drafts: Vec<(DraftId, Draft)> = stored
            .readable
            .into_iter()
            .filter_map(|(id, bytes)| Some((id, self.with_whom(codec::decode_value(&bytes).ok()?))))
            .collect();
        drafts.order_by_key(|(_, draft)| std::cmp::Reverse(draft.at));
        Ok(drafts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RecordKind, Value};

    /// The seat is gone from what was typed, but the record as it was still names who sat there.
    #[test]
    fn a_draft_goes_with_whom_its_record_named_when_it_was_begun() {
        let key = |kind, n| RecordKey::new(kind, ulid::Ulid::from_parts(n, 1));
        let (person, session) = (key(RecordKind::Person, 1), key(RecordKind::Session, 2));
        let seat = Value::Row(vec![("person".to_owned(), Value::Link(person))]);
        let base = Some(vec![("participants".to_owned(), Value::List(vec![seat]))]);
        let draft =
            Draft { purpose: FormPurpose::Edit(session), raw: RawForm::default(), base, at: 0, who: None };
        let stored = codec::encode_value(&draft).unwrap();
        assert!(!Draft::may_stay(&stored, &|gone| gone == person));
        assert!(Draft::may_stay(&stored, &|gone| gone == key(RecordKind::Person, 9)));
    }
}
