//! Which record is meant: `person:01J…`, `K-2026-0042-7`, or a bundle's id.

use crate::desk::{Desk, Line};
use crate::domain::{Origin, RecordKey, RecordKind, ShortNumber};
use crate::work::Failure;

use super::trouble;

/// A record by what was written. A number that another worker also gave out means the record made here.
pub fn find(desk: &Desk, written: &str) -> Result<RecordKey, Failure> {
    let written = written.trim();
    if let Ok(key) = written.parse::<RecordKey>() {
        desk.record(key)?;
        return Ok(key);
    }
    if let Some(key) = bundle(desk, written) {
        return Ok(key);
    }
    let number: ShortNumber =
        written.parse().map_err(|_| trouble::usage("cli-id-unreadable", &[("written", written)]))?;
    numbered(desk, number)?.ok_or_else(|| trouble::failed("cli-id-unknown", &[("written", written)]))
}

/// The same, of one kind.
pub fn of_kind(desk: &Desk, written: &str, kind: RecordKind) -> Result<RecordKey, Failure> {
    let key = find(desk, written)?;
    if key.kind == kind {
        return Ok(key);
    }
    Err(trouble::usage(
        "cli-id-other-kind",
        &[("written", written), ("wanted", kind.name()), ("found", key.kind.name())],
    ))
}

fn numbered(desk: &Desk, number: ShortNumber) -> Result<Option<RecordKey>, Failure> {
    let Some(kind) = RecordKind::ALL.iter().copied().find(|kind| kind.letter() == Some(number.letter)) else {
        return Ok(None);
    };
    let mut elsewhere = None;
    let keys: Vec<RecordKey> = desk.book().of_kind(kind).map(|(key, _)| key).collect();
    for key in keys {
        let record = desk.record(key)?;
        if record.meta.number != Some(number) {
            continue;
        }
        if !matches!(record.meta.origin, Origin::Bundle(_)) {
            return Ok(Some(key));
        }
        elsewhere = elsewhere.or(Some(key));
    }
    Ok(elsewhere)
}

fn bundle(desk: &Desk, written: &str) -> Option<RecordKey> {
    let mut handoffs = desk.book().of_kind(RecordKind::Handoff);
    handoffs
        .find(|(_, line)| matches!(line, Line::Handoff(handoff) if handoff.bundle == written))
        .map(|(key, _)| key)
}
