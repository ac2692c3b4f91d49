//! `simpul show`: one record, what belongs to it, and its history.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, DeskLookup, FieldChange, HistoryEntry, Page};
use crate::domain::{Origin, Value};
use crate::text::Words;
use crate::work::Failure;

use super::answer::{Answer, note_json};
use super::office::Office;
use super::{columns, item, mask, target};

#[derive(Debug, Args)]
pub struct Show {
    /// A record's id or short number
    #[arg(value_name = "ID")]
    id: String,
    /// Show a secret record; noted in the trail
    #[arg(long)]
    reveal: bool,
}

pub fn run(args: &Show, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::find(&desk, &args.id)?;
    let record = desk.record(key)?;
    if mask::is_secret(&desk, &record) && !args.reveal {
        let mut answer = Answer::new(mask::masked(&record), vec![office.words.get("cli-masked-hint")]);
        // Nothing was done: a script must not take it for shown.
        answer.exit_code = 1;
        desk.close()?;
        return Ok(answer);
    }
    mask::note(&mut desk, &record)?;
    let page = desk.page(key)?;
    let lookup = desk.lookup().in_language(office.language().code());
    let json = as_json(&desk, &page, args.reveal, &office.words);
    let lines = lines(&desk, &lookup, &page, args.reveal, &office.words);
    desk.close()?;
    Ok(Answer::new(json, lines))
}

fn as_json(desk: &Desk, page: &Page, reveal: bool, words: &Words) -> Json {
    let mut json = item::json(desk, &page.record, reveal);
    let Json::Object(object) = &mut json else { return json };
    let related: Vec<Json> = page.related.iter().map(|record| item::json(desk, record, reveal)).collect();
    let family: Vec<Json> = page.family.iter().map(|row| who(row.key, &row.who)).collect();
    let notes = page.notes.iter().map(|(field, note)| {
        let mut said = note_json(note, words);
        said["field"] = json!(field);
        said
    });
    object.insert("command".into(), json!("show"));
    object.insert("incomplete".into(), json!(page.incomplete));
    object.insert("remarks".into(), notes.collect());
    object.insert("related".into(), json!(related));
    object.insert("family".into(), json!(family));
    object.insert("history".into(), page.history.iter().map(|entry| history_json(entry, reveal)).collect());
    json
}

/// A person by name, or masked.
pub fn who(key: crate::domain::RecordKey, who: &crate::desk::Who) -> Json {
    if who.masked {
        json!({ "id": key, "masked": true })
    } else {
        json!({ "id": key, "name": who.name, "village": who.village })
    }
}

/// Of the people in a session or a group only that they changed: somebody among them may be *rahasia*.
fn history_json(entry: &HistoryEntry, reveal: bool) -> Json {
    let value = |field: &FieldChange, value: &Option<Value>| {
        let told = reveal || !crate::desk::SHARED.contains(&field.field.as_str());
        value.as_ref().filter(|_| told).map(Value::to_json)
    };
    let fields =
        entry.change.iter().flat_map(|change| &change.fields).filter(|field| field.field != "passphrase");
    let fields = fields.map(|field| {
        json!({ "field": field.field, "old": value(field, &field.old), "new": value(field, &field.new) })
    });
    json!({
        "save": entry.seq,
        "at": item::moment(entry.at),
        "author": entry.author,
        "action": entry.action,
        "origin": origin(&entry.origin),
        "created": entry.change.is_none(),
        "changes": fields.collect::<Json>(),
    })
}

fn origin(origin: &Origin) -> Json {
    match origin {
        Origin::Typed => json!({ "kind": "typed" }),
        Origin::Imported(file) => json!({ "kind": "imported", "file": file }),
        Origin::Bundle(mark) => json!({ "kind": "bundle", "id": Origin::bundle_id(mark) }),
    }
}

fn lines(desk: &Desk, lookup: &DeskLookup, page: &Page, reveal: bool, words: &Words) -> Vec<String> {
    let kind = page.record.kind();
    let name = kind.name().replace('_', "-");
    let record = mask::trimmed(desk, page.record.clone(), reveal);
    let title = [
        words.get(&format!("kind-{name}")),
        record.meta.spoken_number().map(|n| n.to_string()).unwrap_or_default(),
    ];
    let mut lines = vec![title.join(" ").trim_end().to_owned()];
    let fields = record.body.to_row().into_iter().map(|(field, value)| {
        let label = words.get(&format!("field-{name}-{}", field.replace('_', "-")));
        vec![format!("  {label}"), item::shown(lookup, kind, &field, &value)]
    });
    lines.extend(columns::aligned(&fields.collect::<Vec<_>>()));
    lines.extend(page.notes.iter().map(|(_, note)| format!("! {}", words.note(note))));
    if !page.related.is_empty() {
        lines.push(words.get("cli-related"));
        let rows: Vec<Vec<String>> = page
            .related
            .iter()
            .map(|other| {
                let kind = words.get(&format!("kind-{}", other.kind().name().replace('_', "-")));
                let cells = item::cells(desk, lookup, other, reveal, words);
                std::iter::once(format!("  {kind}")).chain(cells).collect()
            })
            .collect();
        lines.extend(columns::aligned(&rows));
    }
    lines.push(words.get("cli-history"));
    let rows = page.history.iter().map(|entry| {
        let action = words.find(&format!("action-{}", entry.action)).unwrap_or_else(|| entry.action.clone());
        vec![format!("  {}", item::moment(entry.at).unwrap_or_default()), entry.author.clone(), action]
    });
    lines.extend(columns::aligned(&rows.collect::<Vec<_>>()));
    lines
}
