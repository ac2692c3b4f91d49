//! Which record is meant: `person:01J…`, `K-2026-0042-7`, `PCT02/K-2026-0042-7`, or a bundle's id.

use crate::desk::{Desk, Line};
use crate::domain::{RecordKey, RecordKind, SpokenNumber};
use crate::text::{Language, Words};
use crate::work::Failure;

use super::trouble;

/// A record by what was written.
pub fn find(desk: &Desk, written: &str) -> Result<RecordKey, Failure> {
    let written = written.trim();
    if let Ok(key) = written.parse::<RecordKey>() {
        desk.record(key)?;
        return Ok(key);
    }
    if let Some(key) = bundle(desk, written) {
        return Ok(key);
    }
    if let Some(key) = desk.referral_of_slip(written) {
        return Ok(key);
    }
    let number: SpokenNumber =
        written.parse().map_err(|_| trouble::usage("cli-id-unreadable", &[("written", written)]))?;
    numbered(desk, number, written)
}

/// The same, of one kind.
pub fn of_kind(desk: &Desk, written: &str, kind_wanted: RecordKind) -> Result<RecordKey, Failure> {
    let key = find(desk, written)?;
    if key.kind == kind_wanted {
        return Ok(key);
    }
    let words = words_of(desk);
    let kind =
        |kind: RecordKind| words.get(&format!("kind-{}", kind.name().replace('_', "-"))).to_lowercase();
    let (wanted, found) = (kind(kind_wanted), kind(key.kind));
    Err(trouble::usage("cli-id-other-kind", &[("written", written), ("wanted", &wanted), ("found", &found)]))
}

/// The one record of a number. A number that fits several is refused with all of them: which of them is meant must be
/// written, not guessed. What lies in the bin counts, for whoever wrote the number down may mean that.
fn numbered(desk: &Desk, number: SpokenNumber, written: &str) -> Result<RecordKey, Failure> {
    let (binned, there): (Vec<_>, Vec<_>) =
        desk.with_number(number).into_iter().partition(|key| desk.book().is_binned(*key));
    let is_own = |key: &RecordKey| {
        let spoken = desk.record(*key).ok().and_then(|record| record.meta.spoken_number());
        spoken.is_some_and(|spoken| spoken.sender().is_none())
    };
    match (there.as_slice(), binned.as_slice()) {
        ([], []) => Err(trouble::failed("cli-id-unknown", &[("written", written)])),
        ([], _) => Err(trouble::failed("cli-id-binned", &[("written", written)])),
        ([one], []) => Ok(*one),
        // What another sender's bundle brought and was taken back is no rival of a number given out here.
        ([one], binned) if is_own(one) && !binned.iter().any(is_own) => Ok(*one),
        _ => {
            let fitting: Vec<String> = there.iter().chain(&binned).map(|key| candidate(desk, *key)).collect();
            Err(trouble::usage("cli-id-ambiguous", &[("written", written), ("fitting", &fitting.join("; "))]))
        }
    }
}

/// `PCT02/W-2026-0042-7 Enok Rohaeti = person:01J…`: the name only where lists may show it.
fn candidate(desk: &Desk, key: RecordKey) -> String {
    let words = words_of(desk);
    let spoken = desk.record(key).ok().and_then(|record| record.meta.spoken_number());
    let own = desk.worker().sender.clone();
    let number = spoken.map(|spoken| format!("{}/{}", spoken.sender().unwrap_or(&own), spoken.number));
    let who = desk.who(key);
    let name = if desk.book().is_binned(key) {
        words.get("cli-in-bin")
    } else if who.masked {
        words.get("cli-masked")
    } else {
        who.name
    };
    format!("{} {name} = {key}", number.unwrap_or_default())
}

fn words_of(desk: &Desk) -> Words {
    Words::new(Language::from_code(&desk.language()).unwrap_or_default())
}

fn bundle(desk: &Desk, written: &str) -> Option<RecordKey> {
    let mut handoffs = desk.book().of_kind(RecordKind::Handoff);
    handoffs
        .find(|(_, line)| matches!(line, Line::Handoff(handoff) if handoff.bundle == written))
        .map(|(key, _)| key)
}
