//! Taking a bundle in: verify, open, preview, one save, receipt. Nothing is ever deleted by it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use secrecy::SecretString;
use serde::Serialize;

use crate::domain::handoff::Count;
use crate::domain::{Handoff, Meta, Origin, Record, RecordKey, RecordKind, Value, lookup};
use crate::handoff::{self, BundleId, Opened, Verified};

use crate::desk::exchange::handing::Watch;
use crate::desk::exchange::mismatches::{self, Side};
use crate::desk::exchange::withholding::put_back;
use crate::desk::history::{FieldChange, ROOT, RecordChange, set_value};
use crate::desk::keeping::attachments::KeptFile;
use crate::desk::masking::Hidden;
use crate::desk::{Change, Desk, DeskError, SenderKey, doubles::merging, exchange::travel};

/// What a bundle would do here.
#[derive(Clone, Debug)]
pub struct ReceivePreview {
    pub verified: Verified,
    pub receipt: ReceiveReceipt,
}

/// `read = new + same + changed + conflict + refused`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReceiveReceipt {
    pub bundle: String,
    pub sender: String,
    pub fingerprint: String,
    pub key: SenderKey,
    /// By which the sender is known.
    pub known_fingerprints: Vec<String>,
    pub read: usize,
    pub new: usize,
    pub same: usize,
    pub changed: usize,
    /// Changed on both sides: what stands here stays, and what came waits under *Perlu dicocokkan*.
    pub conflict: usize,
    pub refused: usize,
    /// New records by plural kind name.
    pub records: BTreeMap<String, usize>,
}

/// What becomes of one record that arrives.
enum Arrival {
    New(Record),
    Same,
    Changed(Record),
    Conflict(Conflict),
}

/// What a bundle brings.
struct Compared {
    receipt: ReceiveReceipt,
    records: Vec<Record>,
    conflicts: Vec<Conflict>,
    /// Contents of attachments, by the key under which they are kept.
    files: Vec<KeptFile>,
}

/// Both sides changed the same fields.
struct Conflict {
    /// The record here, with what only the bundle changed.
    here: Record,
    incoming: Record,
    /// Fields that the worker has to decide about.
    asked: Vec<String>,
}

impl Desk {
    /// Reads and compares; writes nothing.
    pub fn preview_receive(
        &self,
        path: &Path,
        passphrase: &SecretString,
    ) -> Result<ReceivePreview, DeskError> {
        let verified = handoff::verify(path)?;
        let opened = handoff::open::open(&verified, passphrase)?;
        let receipt = self.compare(&verified, &opened)?.receipt;
        Ok(ReceivePreview { verified, receipt })
    }

    /// Takes the records in, in one save that can be undone. Another key than the one the sender is known by is refused,
    /// unless it is `accepted`: the fingerprint as the worker saw it.
    pub fn receive(
        &mut self,
        path: &Path,
        passphrase: &SecretString,
        accepted: Option<&str>,
    ) -> Result<ReceiveReceipt, DeskError> {
        let mut watch = |_, _, _| std::ops::ControlFlow::Continue(());
        self.receive_watched(path, passphrase, accepted, &mut watch)
    }

    /// The same; `watch` is shown how far the snapshot is that is made of everything as it was.
    pub fn receive_watched(
        &mut self,
        path: &Path,
        passphrase: &SecretString,
        accepted: Option<&str>,
        watch: Watch<'_>,
    ) -> Result<ReceiveReceipt, DeskError> {
        let verified = handoff::verify(path)?;
        let opened = handoff::open::open(&verified, passphrase)?;
        let mark = mark_of(&verified);
        let (key, known_fingerprints) = self.sender_key(&verified)?;
        self.admit(&verified, accepted)?;
        self.snapshot_before(watch)?;
        let Compared { receipt, mut records, conflicts, files } = self.compare(&verified, &opened)?;
        for Conflict { here, incoming, asked } in conflicts {
            records.extend(self.mismatch_for(&here, &incoming, &asked, &mark)?);
            records.push(here);
        }
        let origin = Origin::Bundle(mark);
        records.extend(self.trace_of(&verified, &receipt));
        self.save(Change { origin, files, ..Change::of("received", records) })?;
        self.audit_saved("received", &receipt.bundle);
        Ok(ReceiveReceipt { key, known_fingerprints, ..receipt })
    }

    /// What stays of it among the handoffs, in the save that its records are in. The same bundle once more, when it tells
    /// nothing new, leaves no second one.
    fn trace_of(&mut self, verified: &Verified, receipt: &ReceiveReceipt) -> Option<Record> {
        let brings = receipt.new + receipt.changed + receipt.conflict > 0;
        let envelope = &verified.envelope;
        let is_same = |(_, earlier): (RecordKey, &crate::desk::line::HandoffLine)| {
            earlier.bundle == receipt.bundle
                && earlier.tag_manifest == verified.tag_manifest_sha256.to_string()
        };
        if !brings && self.book.received_bundles().any(is_same) {
            return None;
        }
        let whole = |n: usize| i64::try_from(n).ok().filter(|n| *n > 0);
        let count = |(kind, n): (&String, &u64)| Count {
            kind: kind.clone(),
            number: i64::try_from(*n).ok(),
            ..Count::default()
        };
        let trace = Handoff {
            bundle: receipt.bundle.clone(),
            sender: receipt.sender.clone(),
            sequence: Some(envelope.sequence.into()),
            recipient: envelope.recipient.clone(),
            profile: envelope.profile.clone(),
            tag_manifest: verified.tag_manifest_sha256.to_string(),
            counts: envelope.counts.iter().map(count).collect(),
            read: whole(receipt.read),
            new: whole(receipt.new),
            same: whole(receipt.same),
            changed: whole(receipt.changed),
            conflict: whole(receipt.conflict),
            refused: whole(receipt.refused),
            ..Handoff::default()
        };
        Some(Record::new(self.new_id(), trace))
    }

    fn compare(&self, verified: &Verified, opened: &Opened) -> Result<Compared, DeskError> {
        let mark = mark_of(verified);
        let (key, known_fingerprints) = self.sender_key(verified)?;
        let mut receipt = ReceiveReceipt {
            bundle: verified.envelope.id.clone(),
            sender: verified.envelope.sender.clone(),
            fingerprint: verified.fingerprint.to_string(),
            key,
            known_fingerprints,
            ..ReceiveReceipt::default()
        };
        let (mut records, mut conflicts, mut files) = (Vec::new(), Vec::new(), Vec::new());
        let theirs = TheirChanges::of(&opened.contents.events);
        let (secret, refusing) = self.held_back();
        let held = self.held(secret.into_iter().chain(refusing));
        for (kind, lines) in &opened.contents.records {
            for line in lines {
                receipt.read += 1;
                let record = acceptable(*kind, line, &mark).and_then(|record| {
                    if *kind != RecordKind::Attachment {
                        return Some(record);
                    }
                    let (record, file) = self.unpack_attachment(record, &opened.contents.files)?;
                    files.push(file);
                    Some(record)
                });
                let Some(record) = record else {
                    receipt.refused += 1;
                    continue;
                };
                match self.arrival(record, &mark, &theirs, &held)? {
                    Arrival::New(record) => {
                        receipt.new += 1;
                        *receipt.records.entry(kind.plural().to_owned()).or_default() += 1;
                        records.push(record);
                    }
                    Arrival::Changed(record) => {
                        receipt.changed += 1;
                        records.push(record);
                    }
                    Arrival::Same => receipt.same += 1,
                    Arrival::Conflict(conflict) => {
                        receipt.conflict += 1;
                        conflicts.push(conflict);
                    }
                }
            }
        }
        Ok(Compared { receipt, records, conflicts, files })
    }

    /// What only the bundle changed is taken; what was changed here as well stays and is asked about. Sequence is the order,
    /// never a clock: a bundle that is not newer than the last one of its sender tells nothing new.
    fn arrival(
        &self,
        mut record: Record,
        bundle: &str,
        theirs: &TheirChanges,
        held: &Hidden,
    ) -> Result<Arrival, DeskError> {
        self.redirect(&mut record)?;
        let remaining = self.book.same.remaining(record.key());
        if remaining != record.key() {
            return self.arrival_of_merged(record, remaining);
        }
        let Some(known) = self.find(record.key())? else { return Ok(Arrival::New(record)) };
        if crate::desk::keeping::purging::is_emptied(&known) {
            // Thrown away here, and too long ago to be taken back.
            return Ok(Arrival::Same);
        }
        let history = self.history(record.key())?;
        if known.meta.binned && history.last().is_some_and(|entry| entry.action == "undo") {
            // It was taken in and taken back: taken in again, it comes back.
            return Ok(Arrival::New(Record {
                meta: Meta { binned: false, ..known.meta },
                body: record.body,
            }));
        }
        put_back(&mut record, &known, held);
        let difference = RecordChange::between(&known, &record).unwrap_or_default();
        if difference.fields.is_empty() || history.iter().any(|entry| is_as_new(&entry.origin, bundle)) {
            return Ok(Arrival::Same);
        }
        let (mut here, mut asked, mut taken) = (known, Vec::new(), false);
        for change in &difference.fields {
            if let Some(joined) = joined(change, here.kind()) {
                taken |= change.old.as_ref() != Some(&joined);
                set_value(&mut here, &change.field, Some(&joined))?;
                continue;
            }
            let side = if theirs.began_with(here.key(), change) {
                Side::Take
            } else {
                mismatches::side(change, &history)
            };
            match side {
                Side::Take => {
                    set_value(&mut here, &change.field, change.new.as_ref())?;
                    taken = true;
                }
                // The page on which it stands is no value to choose from.
                Side::Ask if change.field == ROOT => {}
                Side::Ask if !self.is_decided(&here, change)? => asked.push(change.field.clone()),
                Side::Ask | Side::Keep => {}
            }
        }
        Ok(match (asked.is_empty(), taken) {
            (true, true) => Arrival::Changed(here),
            (true, false) => Arrival::Same,
            (false, _) => Arrival::Conflict(Conflict { here, incoming: record, asked }),
        })
    }

    /// Somebody who was merged here into another: what the sender has changed about them since is asked about that other.
    fn arrival_of_merged(&self, record: Record, remaining: RecordKey) -> Result<Arrival, DeskError> {
        let (here, gone) = (self.record(remaining)?, self.record(record.key())?);
        let difference = RecordChange::between(&gone, &record).unwrap_or_default();
        let mut asked = Vec::new();
        for change in difference.fields {
            let is_own = merging::is_own(&change.field);
            if !is_own && here.body.get(&change.field) != change.new && !self.is_decided(&here, &change)? {
                asked.push(change.field);
            }
        }
        Ok(if asked.is_empty() {
            Arrival::Same
        } else {
            Arrival::Conflict(Conflict { here, incoming: record, asked })
        })
    }
}

/// What the sender changed, as the bundle's events tell it: every value from which a field was changed.
#[derive(Default)]
struct TheirChanges(HashMap<(String, String), Vec<serde_json::Value>>);

impl TheirChanges {
    fn of(events: &[serde_json::Value]) -> Self {
        let list =
            |json: &serde_json::Value, name: &str| json.get(name).and_then(|list| list.as_array().cloned());
        let text = |json: &serde_json::Value, name: &str| json.get(name)?.as_str().map(str::to_owned);
        let mut theirs = Self::default();
        for change in events.iter().filter_map(|event| list(event, "changes")).flatten() {
            let Some(record) = text(&change, "record") else { continue };
            for mut field in list(&change, "fields").into_iter().flatten() {
                let Some(name) = text(&field, "field") else { continue };
                let old = field.get_mut("old").map(serde_json::Value::take).unwrap_or_default();
                theirs.0.entry((record.clone(), name)).or_default().push(old);
            }
        }
        theirs
    }

    /// They changed from what stands here now: it had come to them before, and there is nothing to ask.
    fn began_with(&self, record: RecordKey, change: &FieldChange) -> bool {
        let here = change.old.as_ref().map(Value::to_json).unwrap_or_default();
        let changes = self.0.get(&(record.to_string(), change.field.clone()));
        changes.is_some_and(|olds| olds.contains(&here))
    }
}

/// Lists to which things are only ever added: what both sides have, ours first. Their order does not matter, each row has
/// its day.
fn joined(change: &FieldChange, kind: RecordKind) -> Option<Value> {
    let is_such = kind.fields().iter().any(|field| field.id == change.field && field.appended);
    let rows = |value: &Option<Value>| match value {
        Some(Value::List(rows)) => Some(rows.clone()),
        None => Some(Vec::new()),
        _ => None,
    };
    let (mut here, came) = (rows(&change.old)?, rows(&change.new).filter(|_| is_such)?);
    let id = |row: &Value| match row {
        Value::Row(row) => lookup(row, "id").cloned(),
        _ => None,
    };
    for row in came {
        let is_known = |known: &Value| match id(&row) {
            Some(own) => id(known) == Some(own),
            None => *known == row,
        };
        if !here.iter().any(is_known) {
            here.push(row);
        }
    }
    Some(Value::List(here))
}

fn mark_of(verified: &Verified) -> String {
    Origin::bundle_mark(&verified.envelope.id, verified.fingerprint.as_str())
}

/// Whether a change came by a bundle of the same sender, under the same key, that is as new as this one, or newer.
pub(in crate::desk) fn is_as_new(origin: &Origin, bundle: &str) -> bool {
    let Origin::Bundle(earlier) = origin else { return false };
    let id = |mark: &str| Origin::bundle_id(mark).parse::<BundleId>();
    let key = |mark: &str| mark.split_once(' ').map(|(_, key)| key.to_owned());
    match (id(earlier), id(bundle)) {
        (Ok(older), Ok(this)) => {
            key(earlier) == key(bundle)
                && older.sender() == this.sender()
                && older.sequence() >= this.sequence()
        }
        _ => false,
    }
}

/// Records of the sender's own household stay out: settings, own bundles, rows to mend.
fn acceptable(kind: RecordKind, line: &serde_json::Value, bundle: &str) -> Option<Record> {
    let own = matches!(
        kind,
        RecordKind::Profile
            | RecordKind::Override
            | RecordKind::Rule
            | RecordKind::RegulationNote
            | RecordKind::Handoff
            | RecordKind::RefusedRow
            | RecordKind::Erasure
            | RecordKind::Mismatch
    );
    if own { None } else { travel::from_json(kind, line, bundle) }
}
