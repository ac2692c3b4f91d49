//! `simpul bin list` and `simpul bin restore`: what was thrown away, and the way back.

use serde_json::{Value as Json, json};

use crate::desk::BinEntry;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{columns, step, trouble};

/// The answer to `list` and `restore`; nothing for a record that is to be thrown away.
pub fn asked(word: &str, thrown: Option<&str>, office: &mut Office) -> Result<Option<Answer>, Failure> {
    match (word, thrown) {
        ("list" | "daftar", None) => list(office).map(Some),
        ("restore" | "kembalikan", Some(id)) => restore(id, office).map(Some),
        ("restore" | "kembalikan", None) | (_, Some(_)) => Err(trouble::usage("cli-bin-which", &[])),
        _ => Ok(None),
    }
}

fn list(office: &mut Office) -> Result<Answer, Failure> {
    let desk = office.open()?;
    let entries = desk.bin_entries()?;
    desk.close()?;
    let items: Vec<Json> = entries.iter().map(item).collect();
    let rows: Vec<Vec<String>> = entries.iter().map(|entry| row(entry, office)).collect();
    let lines =
        if rows.is_empty() { vec![office.words.get("cli-bin-empty")] } else { columns::aligned(&rows) };
    Ok(Answer::new(json!({ "command": "bin", "count": items.len(), "items": items }), lines))
}

fn item(entry: &BinEntry) -> Json {
    json!({
        "id": entry.key,
        "kind": entry.kind().name(),
        "on": entry.on,
        "until": entry.until,
        "name": (!entry.masked).then_some(&entry.name),
        "masked": entry.masked,
        "others": entry.others,
    })
}

fn row(entry: &BinEntry, office: &Office) -> Vec<String> {
    let kind = office.words.get(&format!("kind-{}", entry.kind().name().replace('_', "-")));
    let name = if entry.masked { office.words.get("cli-masked") } else { entry.name.clone() };
    vec![entry.on.to_string(), kind, name, entry.key.to_string()]
}

fn restore(id: &str, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let entries = desk.bin_entries()?;
    let number = |entry: &BinEntry| {
        let record = desk.record(entry.key).ok()?;
        record.meta.spoken_number().map(|number| number.to_string())
    };
    let wanted = |entry: &&BinEntry| entry.key.to_string() == id || number(entry).as_deref() == Some(id);
    let seq = entries.iter().find(wanted).map(|entry| entry.seq);
    let seq = seq.ok_or_else(|| trouble::usage("cli-bin-unknown", &[("written", id)]))?;
    let saved = desk.take_back(seq)?;
    step::done("bin", desk, &saved, office)
}
