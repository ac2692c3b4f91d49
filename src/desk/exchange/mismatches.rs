//! *Perlu dicocokkan*: a record changed here and, otherwise, in a bundle. Both values stay until the worker chooses.

use crate::domain::{Mismatch, Origin, Record, RecordKey, RecordKind};

use crate::desk::exchange::receiving::is_as_new;
use crate::desk::history::{FieldChange, HistoryEntry, RecordChange};
use crate::desk::{Change, Desk, DeskError, Saved, Who, exchange::travel};

/// A mismatch as the worker sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct MismatchView {
    /// The kind of the record it is about.
    pub kind: RecordKind,
    pub who: Who,
    pub bundle: String,
    /// `old` is what is stored now, `new` what came.
    pub fields: Vec<FieldChange>,
}

/// What becomes of a field that came otherwise than it stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Side {
    /// Only the bundle changed it.
    Take,
    /// Only this laptop changed it: the bundle still has what stood here before.
    Keep,
    /// Both did.
    Ask,
}

/// `change` is from what stands here to what came.
pub(in crate::desk) fn side(change: &FieldChange, history: &[HistoryEntry]) -> Side {
    let of_field = history.iter().flat_map(|entry| {
        let fields = entry.change.iter().flat_map(|change| &change.fields);
        let here = !matches!(entry.origin, Origin::Bundle(_));
        fields.filter(|earlier| earlier.field == change.field).map(move |earlier| (here, earlier))
    });
    let mut changed_here = false;
    for (here, earlier) in of_field {
        if here && earlier.old == change.new {
            return Side::Keep;
        }
        changed_here |= here;
    }
    if changed_here { Side::Ask } else { Side::Take }
}

impl Desk {
    /// What both sides say of a record, with the record as it is now.
    pub fn mismatch(&self, key: RecordKey) -> Result<MismatchView, DeskError> {
        let (mismatch, about, incoming) = self.both_sides(key)?;
        let difference = RecordChange::between(&about, &incoming).unwrap_or_default();
        Ok(MismatchView {
            kind: about.kind(),
            who: self.who(about.key()),
            bundle: Origin::bundle_id(&mismatch.bundle).to_owned(),
            fields: difference
                .fields
                .into_iter()
                .filter(|change| is_asked(&mismatch.fields, &change.field))
                .collect(),
        })
    }

    /// The worker has chosen: these fields are taken as they came, the others stay. The mismatch goes into the bin.
    pub fn reconcile(&mut self, key: RecordKey, take: &[String]) -> Result<Saved, DeskError> {
        let (_, mut about, incoming) = self.both_sides(key)?;
        for field in take {
            about.body.set(field, incoming.body.get(field).as_ref())?;
        }
        let mut settled = self.record(key)?;
        settled.meta.binned = true;
        let mut records = self.with_consequences(about)?;
        records.push(settled);
        self.save(Change::of("reconciled", records))
    }

    fn both_sides(&self, key: RecordKey) -> Result<(Mismatch, Record, Record), DeskError> {
        let mismatch: Mismatch = self.typed(key)?;
        let about = self.record(mismatch.record.ok_or(DeskError::NoSuchRecord(key))?)?;
        let json = serde_json::from_str(&mismatch.incoming).map_err(|_| DeskError::Unreadable)?;
        let incoming =
            travel::from_json(about.kind(), &json, &mismatch.bundle).ok_or(DeskError::Unreadable)?;
        Ok((mismatch, about, incoming))
    }

    /// The mismatch to be kept for a record that came otherwise in these fields: a new one, or the one that waits already
    /// with what a newer bundle says. Nothing when this bundle's word is kept already.
    pub(in crate::desk) fn mismatch_for(
        &mut self,
        about: &Record,
        incoming: &Record,
        fields: &[String],
        bundle: &str,
    ) -> Result<Option<Record>, DeskError> {
        let body = Mismatch {
            record: Some(about.key()),
            bundle: bundle.to_owned(),
            fields: fields.join(","),
            incoming: travel::to_json(incoming).to_string(),
            ..Mismatch::default()
        };
        for (mut waiting, known) in self.mismatches_of(about)? {
            let undone = self.is_undone(&waiting)?;
            if waiting.meta.binned && !undone {
                continue;
            }
            if !undone && is_as_new(&Origin::Bundle(known.bundle), bundle) {
                return Ok(None);
            }
            waiting.meta.binned = false;
            waiting.body = body.into();
            return Ok(Some(waiting));
        }
        let root = about.meta.root.unwrap_or(about.key());
        Ok(Some(Record::new(self.new_id(), body).under(root)))
    }

    /// Whether the worker has decided about this value before: a newer bundle that still says it asks nothing new.
    pub(in crate::desk) fn is_decided(
        &self,
        about: &Record,
        change: &FieldChange,
    ) -> Result<bool, DeskError> {
        for (settled, known) in self.mismatches_of(about)? {
            if settled.meta.binned
                && !self.is_undone(&settled)?
                && is_asked(&known.fields, &change.field)
                && self.both_sides(settled.key())?.2.body.get(&change.field) == change.new
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_undone(&self, mismatch: &Record) -> Result<bool, DeskError> {
        let last = self.history(mismatch.key())?.pop();
        Ok(mismatch.meta.binned && last.is_some_and(|entry| entry.action == "undo"))
    }

    fn mismatches_of(&self, about: &Record) -> Result<Vec<(Record, Mismatch)>, DeskError> {
        let family = self.family_of_records(about.meta.root.unwrap_or(about.key()))?;
        let own = |record: Record| {
            let mismatch = record.body::<Mismatch>()?.clone();
            (mismatch.record == Some(about.key())).then_some((record, mismatch))
        };
        Ok(family.into_iter().filter_map(own).collect())
    }
}

fn is_asked(fields: &str, field: &str) -> bool {
    fields.split(',').any(|asked| asked == field)
}
