//! Every save is a change set: what changed from what to what, when, by whom, from where. From this one log
//! come the history of a record, undo, and the incremental bundle.

use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::domain::{Origin, Record, RecordKey, Value};
use crate::sorted::Sorted as _;
use crate::store::Tree;

use super::{Desk, DeskError, codec};

/// One save.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeSet {
    pub id: Ulid,
    /// Unix seconds by the laptop's clock; the sequence is the order.
    pub at: i64,
    pub author: String,
    /// What the worker did: the locale's `action-<code>`.
    pub action: String,
    pub origin: Origin,
    /// The save that this one takes back.
    pub reverses: Option<u64>,
    pub touched: Vec<Touched>,
    /// Rows of a sheet that this save marked as read; an undo forgets them.
    pub fingerprints: Vec<([u8; 16], RecordKey)>,
}

/// How a [`ChangeSet`] begins. Behind it may stand the ten thousand records of an import, which a page does not need.
#[derive(Deserialize)]
struct Beginning {
    _id: Ulid,
    at: i64,
    author: String,
    action: String,
    origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    pub key: RecordKey,
    pub root: Option<RecordKey>,
    pub created: bool,
}

/// What one save did to one record that existed before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordChange {
    pub fields: Vec<FieldChange>,
    /// Into the bin (`Some(true)`) or out of it.
    pub binned: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: String,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// One line of a record's history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    pub seq: u64,
    pub at: i64,
    pub author: String,
    pub action: String,
    pub origin: Origin,
    /// Absent for the save that created the record.
    pub change: Option<RecordChange>,
}

/// Stands in a change as a field would: the record was moved to another one's page. No field has that name, for a bundle
/// writes it beside the fields.
pub const ROOT: &str = "root";

impl RecordChange {
    /// What differs between two versions of a record; nothing when they are the same.
    pub fn between(old: &Record, new: &Record) -> Option<Self> {
        let (before, after) = (old.body.to_row(), new.body.to_row());
        let mut ids: Vec<&String> = before.iter().chain(&after).map(|(id, _)| id).collect();
        ids.put_in_order();
        ids.dedup();
        let value = |row: &[(String, Value)], id: &str| crate::domain::lookup(row, id).cloned();
        let link = |record: &Record| record.meta.root.map(Value::Link);
        let moved = FieldChange { field: ROOT.to_owned(), old: link(old), new: link(new) };
        let fields: Vec<FieldChange> = ids
            .into_iter()
            .map(|id| FieldChange { field: id.clone(), old: value(&before, id), new: value(&after, id) })
            .chain([moved])
            .filter(|change| change.old != change.new)
            .collect();
        let binned = (old.meta.binned != new.meta.binned).then_some(new.meta.binned);
        (!fields.is_empty() || binned.is_some()).then_some(Self { fields, binned })
    }

    /// Takes this change back on the record as it is now. A field changed again since is left alone.
    pub fn reverse(&self, record: &mut Record) -> Result<(), DeskError> {
        for change in &self.fields {
            if value_of(record, &change.field) == change.new {
                set_value(record, &change.field, change.old.as_ref())?;
            }
        }
        if let Some(binned) = self.binned {
            record.meta.binned = !binned;
        }
        Ok(())
    }
}

fn value_of(record: &Record, field: &str) -> Option<Value> {
    if field == ROOT { record.meta.root.map(Value::Link) } else { record.body.get(field) }
}

/// Sets a field as a change says it, or where the record stands.
pub(super) fn set_value(record: &mut Record, field: &str, value: Option<&Value>) -> Result<(), DeskError> {
    if field != ROOT {
        return Ok(record.body.set(field, value)?);
    }
    record.meta.root = match value {
        Some(Value::Link(root)) => Some(*root),
        _ => None,
    };
    Ok(())
}

/// Key of a record's change in [`Tree::History`].
pub fn history_key(key: RecordKey, seq: u64) -> Vec<u8> {
    [&key.to_bytes()[..], &seq.to_be_bytes()].concat()
}

impl Desk {
    /// The change set of a save; nothing for saves that only noted something.
    pub fn change_set(&self, seq: u64) -> Result<Option<ChangeSet>, DeskError> {
        let bytes = self.store.get(Tree::Saves, &seq.to_be_bytes())?;
        bytes.map(|bytes| codec::decode_value(&bytes)).transpose()
    }

    /// A record's history, oldest first; the first entry is its creation.
    pub fn history(&self, key: RecordKey) -> Result<Vec<HistoryEntry>, DeskError> {
        let record = self.record(key)?;
        let mut found = vec![(record.meta.created_seq, None)];
        let mut broken = None;
        self.store.scan(Tree::History, &key.to_bytes(), &mut |stored, value| {
            let seq = stored.get(17..25).and_then(|b| b.try_into().ok()).map_or(0, u64::from_be_bytes);
            match codec::decode_value::<RecordChange>(value) {
                Ok(change) => found.push((seq, Some(change))),
                Err(error) => broken = Some(error),
            }
            std::ops::ControlFlow::Continue(())
        })?;
        if let Some(error) = broken {
            return Err(error);
        }
        found.into_iter().map(|(seq, change)| self.history_entry(seq, change)).collect()
    }

    fn history_entry(&self, seq: u64, change: Option<RecordChange>) -> Result<HistoryEntry, DeskError> {
        let key = seq.to_be_bytes();
        let stored = self.store.get_beginning(Tree::Saves, &key)?.ok_or(DeskError::Unreadable)?;
        let Beginning { at, author, action, origin, .. } = match codec::decode_beginning(&stored) {
            // An author's name longer than any.
            Err(_) => {
                let whole = self.store.get(Tree::Saves, &key)?.ok_or(DeskError::Unreadable)?;
                codec::decode_beginning(&whole)?
            }
            beginning => beginning?,
        };
        Ok(HistoryEntry { seq, at, author, action, origin, change })
    }
}
