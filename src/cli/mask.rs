//! What stays unsaid about a *rahasia* record unless it is asked for by `--reveal`.

use serde_json::{Value as Json, json};

use crate::desk::Desk;
use crate::domain::{Body, Record, RecordKey, RecordKind, Sensitivity};

/// The person or other root a record belongs to.
pub fn root(desk: &Desk, key: RecordKey) -> RecordKey {
    desk.book().root_of(key).flatten().unwrap_or(key)
}

/// Whether a record, or the person it is about, is *rahasia*.
pub fn is_secret(desk: &Desk, record: &Record) -> bool {
    let secret = |key: RecordKey| desk.sensitivity_of(key) == Sensitivity::Secret;
    match &record.body {
        // Also a gift that is linked to nobody, by what its list says.
        Body::Aid(_) => secret(record.key()),
        Body::PsmReport(report) => report.person.is_some_and(secret),
        Body::Household(_) => {
            let members = desk.book().members(record.key());
            !members.is_empty() && members.iter().all(|member| secret(*member))
        }
        _ => secret(record.meta.root.unwrap_or(record.key())),
    }
}

/// All that is said of a masked record.
pub fn masked(record: &Record) -> Json {
    json!({
        "id": record.key(),
        "kind": record.kind().name(),
        "number": record.meta.spoken_number().map(|number| number.to_string()),
        "masked": true,
        "sensitivity": Sensitivity::Secret.code(),
    })
}

/// A shared record without what it tells of people who are *rahasia*, and without the keys of sealed bundles.
pub fn trimmed(desk: &Desk, mut record: Record, reveal: bool) -> Record {
    match &mut record.body {
        Body::Session(_) | Body::Group(_) if !reveal => desk.hide_seats(&mut record.body),
        Body::Handoff(handoff) => handoff.passphrase.clear(),
        _ => {}
    }
    record
}

/// Noted in the trail when a *rahasia* record is revealed.
pub fn note(desk: &mut Desk, record: &Record) -> Result<(), crate::desk::DeskError> {
    let about = match &record.body {
        Body::Aid(aid) => aid.person.unwrap_or(record.key()),
        Body::PsmReport(report) => report.person.unwrap_or(record.key()),
        _ => record.meta.root.unwrap_or(record.key()),
    };
    let tells = matches!(about.kind, RecordKind::Person | RecordKind::Aid);
    if tells { desk.note_opening(about) } else { Ok(()) }
}
