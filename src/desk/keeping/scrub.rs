//! What other records say about somebody who is erased: taken out, with the rest left as it is.

use std::collections::BTreeSet;

use crate::domain::{Body, RecordKey, Row, Value};
use crate::store::{Fate, Tree};

use crate::desk::guidance::seats::TELLING;
use crate::desk::history::{ChangeSet, RecordChange};
use crate::desk::{DeskError, codec, keeping::attachments};

/// Everything that goes.
#[derive(Clone, Debug, Default)]
pub(in crate::desk) struct Gone {
    /// With all that is stored under them.
    pub roots: BTreeSet<RecordKey>,
    pub records: BTreeSet<RecordKey>,
    /// What a row of a sheet points at instead, so that the same row is known when it comes again.
    pub instead: Option<RecordKey>,
    /// Hashes of files that nobody else names.
    pub files: BTreeSet<String>,
}

impl Gone {
    pub fn holds(&self, key: RecordKey) -> bool {
        self.roots.contains(&key) || self.records.contains(&key)
    }

    /// A value's fate in the copy. What can't be read stays as it is: it holds nothing of a version that is known.
    pub fn judge(&self, tree: Tree, key: &[u8], plaintext: &[u8]) -> Fate {
        match tree {
            Tree::Records => self.record(key, plaintext),
            Tree::History => self.history(key, plaintext),
            Tree::Saves => self.save(plaintext),
            Tree::Imports => self.fingerprint(plaintext),
            Tree::Audit => Fate::Keep,
        }
    }

    fn record(&self, key: &[u8], plaintext: &[u8]) -> Fate {
        let (root, own) = (key.first_chunk::<17>(), key.last_chunk::<17>());
        let is_gone = [root, own]
            .into_iter()
            .flatten()
            .filter_map(|bytes| RecordKey::from_bytes(bytes))
            .any(|key| self.holds(key));
        if is_gone {
            return Fate::Drop;
        }
        let Ok(mut record) = codec::decode(plaintext) else { return Fate::Keep };
        if let Body::Mismatch(mismatch) = &record.body
            && mismatch.record.is_some_and(|key| self.holds(key))
        {
            return Fate::Drop;
        }
        let mut row = record.body.to_row();
        if !self.scrub_row(&mut row) {
            return Fate::Keep;
        }
        let scrubbed = Body::from_row(record.kind(), &row).map_err(DeskError::from);
        changed(scrubbed.and_then(|body| {
            record.body = body;
            codec::encode(&record).map(Some)
        }))
    }

    fn history(&self, key: &[u8], plaintext: &[u8]) -> Fate {
        if let Some(hash) = attachments::hash_of(key) {
            return if self.files.contains(hash) { Fate::Drop } else { Fate::Keep };
        }
        let of = key.first_chunk::<17>().and_then(|bytes| RecordKey::from_bytes(bytes));
        if of.is_some_and(|key| self.holds(key)) {
            return Fate::Drop;
        }
        changed(codec::decode_value::<RecordChange>(plaintext).and_then(|mut change| {
            let mut is_changed = false;
            for value in change.fields.iter_mut().flat_map(|field| [&mut field.old, &mut field.new]) {
                is_changed |= self.scrub(value);
            }
            is_changed.then(|| codec::encode_value(&change)).transpose()
        }))
    }

    fn save(&self, plaintext: &[u8]) -> Fate {
        changed(codec::decode_value::<ChangeSet>(plaintext).and_then(|mut set| {
            let before = set.touched.len();
            set.touched.retain(|touched| {
                !self.holds(touched.key) && !touched.root.is_some_and(|root| self.holds(root))
            });
            let mut is_changed = set.touched.len() != before;
            for (_, key) in set.fingerprints.iter_mut().filter(|(_, key)| self.holds(*key)) {
                *key = self.instead.unwrap_or(*key);
                is_changed = true;
            }
            is_changed.then(|| codec::encode_value(&set)).transpose()
        }))
    }

    fn fingerprint(&self, plaintext: &[u8]) -> Fate {
        let is_gone = RecordKey::from_bytes(plaintext).is_some_and(|key| self.holds(key));
        match self.instead.filter(|_| is_gone) {
            Some(instead) => Fate::Replace(instead.to_bytes().to_vec()),
            None => Fate::Keep,
        }
    }

    /// True when something was taken out.
    fn scrub(&self, value: &mut Option<Value>) -> bool {
        match value {
            Some(Value::Link(key)) if self.holds(*key) => {
                *value = None;
                true
            }
            Some(Value::Row(row)) => self.scrub_row(row),
            Some(Value::List(items)) => {
                let before = items.len();
                items.retain(|item| !matches!(item, Value::Link(key) if self.holds(*key)));
                let mut is_changed = items.len() != before;
                for item in items {
                    if let Value::Row(row) = item {
                        is_changed |= self.scrub_row(row);
                    }
                }
                is_changed
            }
            _ => false,
        }
    }

    /// A row that links to somebody who goes loses what it tells about them; that somebody sat there stays.
    fn scrub_row(&self, row: &mut Row) -> bool {
        let mut is_changed = false;
        let is_about = row.iter().any(|(_, value)| matches!(value, Value::Link(key) if self.holds(*key)));
        let links = |row: &Row, field: &str| {
            row.iter().any(|(id, value)| id == field && matches!(value, Value::Link(key) if self.holds(*key)))
        };
        if links(row, "person") {
            row.retain(|(id, _)| !TELLING.contains(&id.as_str()));
        }
        // A line of a plan whose follow-up stood on their page.
        if links(row, "follow_up") {
            row.retain(|(id, _)| id != "who");
        }
        let mut kept = Row::new();
        for (id, value) in std::mem::take(row) {
            let mut value = Some(value);
            is_changed |= self.scrub(&mut value);
            kept.extend(value.map(|value| (id, value)));
        }
        *row = kept;
        is_changed || is_about
    }
}

/// Whether a row links to somebody who goes, at whatever depth.
pub(in crate::desk) fn points_at(row: &Row, gone: &dyn Fn(RecordKey) -> bool) -> bool {
    fn any(value: &Value, gone: &dyn Fn(RecordKey) -> bool) -> bool {
        match value {
            Value::Link(key) => gone(*key),
            Value::Row(row) => points_at(row, gone),
            Value::List(items) => items.iter().any(|item| any(item, gone)),
            _ => false,
        }
    }
    row.iter().any(|(_, value)| any(value, gone))
}

fn changed(read: Result<Option<Vec<u8>>, DeskError>) -> Fate {
    match read {
        Ok(Some(plaintext)) => Fate::Replace(plaintext),
        _ => Fate::Keep,
    }
}
