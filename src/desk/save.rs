//! The one way by which records change: compare with what is stored, note the change, save once, and bring
//! the book and the index up to date.

use ulid::Ulid;

use crate::domain::{Origin, Record, RecordKey, RecordKind};
use crate::store::{Batch, DraftId, Tree};

use super::history::{ChangeSet, RecordChange, Touched, history_key};
use super::{Desk, DeskError, codec};

/// What one save shall do.
#[derive(Debug, Default)]
pub struct Change {
    /// The locale's `action-<code>`.
    pub action: &'static str,
    pub origin: Origin,
    pub records: Vec<Record>,
    pub fingerprints: Vec<([u8; 16], RecordKey)>,
    /// What columns of a layout mean; undo leaves it, for it is no record.
    pub layouts: Vec<(Vec<u8>, String)>,
    pub forget: Vec<[u8; 16]>,
    /// Files that are kept, by their key; one that is there already is not written again.
    pub files: Vec<(Vec<u8>, Vec<u8>)>,
    pub draft: Option<DraftId>,
    pub reverses: Option<u64>,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub seq: u64,
    pub action: String,
    /// Records made or changed.
    pub keys: Vec<RecordKey>,
}

impl Change {
    pub fn of(action: &'static str, records: Vec<Record>) -> Self {
        Self { action, records, ..Self::default() }
    }
}

/// From so many records on a save is not taken back by one key.
const MANY: usize = 20;

impl Desk {
    /// Saves durably: when this returns, the change survives a power cut. Unchanged records are left out.
    pub fn save(&mut self, change: Change) -> Result<Saved, DeskError> {
        let seq = self.save_quietly(change)?;
        self.redo.clear();
        if !seq.keys.is_empty() {
            self.undo.push(seq.seq);
        }
        Ok(seq)
    }

    /// The same for what can't be taken back, such as a bundle that is sealed: undo passes over it to what was saved before.
    pub(super) fn save_quietly(&mut self, change: Change) -> Result<Saved, DeskError> {
        let seq = self.store.next_seq();
        let at = (self.clock)();
        let mut batch = Batch::default();
        let (mut touched, mut changed) = (Vec::new(), Vec::new());
        for mut record in change.records {
            let key = record.key();
            let stored = self.find(key)?;
            record.meta.updated_at = at;
            record.meta.updated_seq = seq;
            if let Some(old) = &stored {
                let Some(difference) = RecordChange::between(old, &record) else { continue };
                batch.put(Tree::History, history_key(key, seq), codec::encode_value(&difference)?);
                if old.meta.root != record.meta.root {
                    batch.delete(Tree::Records, codec::storage_key(key, old.meta.root));
                }
            } else {
                record.meta.created_at = at;
                record.meta.created_seq = seq;
                record.meta.origin = change.origin.clone();
                record.meta.number = record.meta.number.or_else(|| self.next_number(key.kind));
            }
            touched.push(Touched { key, root: record.meta.root, created: stored.is_none() });
            batch.put(Tree::Records, codec::storage_key(key, record.meta.root), codec::encode(&record)?);
            changed.push(record);
        }
        for (print, key) in &change.fingerprints {
            batch.put(Tree::Imports, print.to_vec(), key.to_bytes().to_vec());
        }
        for (layout, answers) in &change.layouts {
            batch.put(Tree::Imports, layout.clone(), answers.as_bytes());
        }
        for (key, content) in change.files {
            if !self.store.contains(Tree::History, &key)? {
                batch.put(Tree::History, key, content);
            }
        }
        for print in &change.forget {
            batch.delete(Tree::Imports, print.to_vec());
        }
        let keys: Vec<RecordKey> = touched.iter().map(|t| t.key).collect();
        if batch.is_empty() {
            if let Some(draft) = change.draft {
                self.drop_draft(draft)?;
            }
            return Ok(Saved { seq, action: change.action.to_owned(), keys });
        }
        let set = ChangeSet {
            id: self.new_id(),
            at,
            author: self.author(),
            action: change.action.to_owned(),
            origin: change.origin,
            reverses: change.reverses,
            touched,
            fingerprints: change.fingerprints,
        };
        batch.put(Tree::Saves, seq.to_be_bytes().to_vec(), codec::encode_value(&set)?);
        let link = self.note_in(&mut batch, "changed", &seq.to_string())?;
        let seq = self.store.save(&batch, change.draft)?;
        self.last_link = link;
        let roots = self.begin_counting(&changed);
        self.book.take_in(changed);
        self.end_counting(&roots);
        self.orders.get_mut().clear();
        self.forget_choices(&keys);
        self.refresh_index();
        self.refresh_aid(&keys);
        if keys.iter().any(|key| matches!(key.kind, RecordKind::Override | RecordKind::Rule)) {
            // What does not fit was refused before; an undone or received entry is left out and named at the opening.
            let _ = self.renew_catalog();
        }
        Ok(Saved { seq, action: set.action, keys })
    }

    /// Takes back the last save of this sitting and names it.
    pub fn undo(&mut self) -> Result<Saved, DeskError> {
        let seq = self.undo.last().copied().ok_or(DeskError::NothingToUndo)?;
        let saved = self.reverse(seq)?;
        self.renew_profile()?;
        self.undo.pop();
        self.redo.push(saved.seq);
        Ok(Saved { action: self.first_action(seq)?, ..saved })
    }

    /// Brings back what the last undo took.
    pub fn redo(&mut self) -> Result<Saved, DeskError> {
        let seq = self.redo.last().copied().ok_or(DeskError::NothingToUndo)?;
        let saved = self.reverse(seq)?;
        self.redo.pop();
        self.undo.push(saved.seq);
        Ok(Saved { action: self.first_action(seq)?, ..saved })
    }

    /// What was done in the first place, however often it was taken back and done again since.
    fn first_action(&self, seq: u64) -> Result<String, DeskError> {
        let Some(set) = self.change_set(seq)? else { return Ok(String::new()) };
        Ok(self.first_of(set)?.0.action)
    }

    /// What the next undo would take back, as it was named at first, and of how many records; nothing where they are few.
    pub fn undo_of_many(&self) -> Result<Option<(String, usize)>, DeskError> {
        let Some(seq) = self.undo.last() else { return Ok(None) };
        let Some(set) = self.change_set(*seq)?.filter(|set| set.touched.len() >= MANY) else {
            return Ok(None);
        };
        let count = set.touched.len();
        Ok(Some((self.first_action(*seq)?, count)))
    }

    /// What the next undo would take back: the code of its action.
    pub fn undoable(&self) -> Result<Option<String>, DeskError> {
        let Some(seq) = self.undo.last() else { return Ok(None) };
        Ok(self.change_set(*seq)?.map(|set| set.action))
    }

    fn reverse(&mut self, seq: u64) -> Result<Saved, DeskError> {
        let set = self.change_set(seq)?.ok_or(DeskError::NothingToUndo)?;
        let mut records = Vec::with_capacity(set.touched.len());
        for touched in &set.touched {
            let mut record = self.record(touched.key)?;
            if touched.created {
                record.meta.binned = true;
            } else if let Some(bytes) = self.store.get(Tree::History, &history_key(touched.key, seq))? {
                codec::decode_value::<RecordChange>(&bytes)?.reverse(&mut record)?;
            }
            records.push(record);
        }
        let (first, reversals) = self.first_of(set)?;
        let (prints, comes_back) = (first.fingerprints, reversals % 2 == 1);
        self.save_quietly(Change {
            action: "undo",
            records,
            forget: if comes_back { Vec::new() } else { prints.iter().map(|(print, _)| *print).collect() },
            fingerprints: if comes_back { prints } else { Vec::new() },
            reverses: Some(seq),
            ..Change::default()
        })
    }

    /// The change set at the beginning of a chain of undo and redo, and how many reversals came after it.
    pub(super) fn first_of(&self, mut set: ChangeSet) -> Result<(ChangeSet, usize), DeskError> {
        let mut reversals = 0;
        while let Some(earlier) = set.reverses {
            set = self.change_set(earlier)?.ok_or(DeskError::NothingToUndo)?;
            reversals += 1;
        }
        Ok((set, reversals))
    }

    /// A new id by this laptop's clock, larger than every one before.
    pub fn new_id(&mut self) -> Ulid {
        self.ids.next((self.clock)())
    }
}
