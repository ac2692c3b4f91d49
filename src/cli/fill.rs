//! `--set field=value` and `--json-set field=JSON`: values are read by the rules by which forms read them.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use crate::desk::{Desk, DeskLookup, FormPurpose, Saved};
use crate::domain::{Body, Field, FieldKind, Level, Note, Reading, RecordKind, Row, Shown, Value, odd_dates};
use crate::form::Lookup as _;
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{answer, target, trouble};

/// Values for fields.
#[derive(Clone, Debug, Default, Args)]
pub struct Values {
    /// field=value as it would be typed; an empty value empties the field
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// field=JSON, for small tables: participants='[{"name":"..."}]'
    #[arg(long = "json-set", value_name = "FIELD=JSON")]
    pub json_set: Vec<String>,
}

impl Values {
    /// The same with one more field, when it was given.
    pub fn and(mut self, field: &str, value: Option<&str>) -> Self {
        self.set.extend(value.map(|value| format!("{field}={value}")));
        self
    }
}

/// What was odd about a value, by field.
type Remarks = Vec<(String, Note)>;

/// Fills the form of a purpose and saves it.
pub fn save(
    command: &str,
    desk: &mut Desk,
    purpose: &FormPurpose,
    values: &Values,
    office: &Office,
) -> Result<Answer, Failure> {
    let mut row = desk.form_row(purpose)?;
    let mut remarks = fill(&mut row, purpose, values, desk)?;
    let form = purpose.spec().prefix;
    let saved = desk.submit(purpose, &row, None);
    let saved = saved.map_err(|error| Failure { missing_of: form, ..Failure::from(error) })?;
    judge(&mut remarks, &saved, &row, purpose, desk)?;
    for (field, note) in &remarks {
        let field = answer::field_name(form, field, &office.words);
        let said = [("field", field.into()), ("note", office.words.note(note).into())];
        answer::complain(&office.words.say("cli-field-note", &said));
    }
    saved_answer(command, desk, &saved, &remarks, &office.words)
}

/// Adds what a form would say of the whole: days that can hardly be meant, an organisation that is closed, papers that lack.
fn judge(
    remarks: &mut Remarks,
    saved: &Saved,
    row: &Row,
    purpose: &FormPurpose,
    desk: &Desk,
) -> Result<(), Failure> {
    let mut found = odd_dates(purpose.spec().prefix, purpose.spec().table, row, desk.today());
    let is_whole = matches!(purpose, FormPurpose::New { .. } | FormPurpose::Edit(_));
    if let Some(made) = saved.keys.first().filter(|key| is_whole && key.kind == purpose.kind()) {
        let of_record = desk.remarks(&desk.record(*made)?).into_iter();
        found.extend(of_record);
    }
    for (field, note) in found.into_iter().filter(|(_, note)| note.level >= Level::Warn) {
        if !remarks.iter().any(|(own, known)| *own == field && known.code == note.code) {
            remarks.push((field.to_owned(), note));
        }
    }
    Ok(())
}

/// What a save did, and in JSON what was odd: `id` is the record it was about, `ids` all that changed.
pub fn saved_answer(
    command: &str,
    desk: &Desk,
    saved: &Saved,
    remarks: &[(String, Note)],
    words: &Words,
) -> Result<Answer, Failure> {
    let first = saved.keys.first().copied();
    let number = match first {
        Some(key) => desk.record(key)?.meta.spoken_number().map(|number| number.to_string()),
        None => None,
    };
    let warnings: Vec<Json> = remarks
        .iter()
        .map(|(field, note)| {
            let mut said = answer::note_json(note, words);
            said["field"] = json!(field);
            said
        })
        .collect();
    let json = json!({
        "command": command,
        "save": saved.seq,
        "action": saved.action,
        "id": first,
        "number": number,
        "ids": saved.keys,
        "warnings": warnings,
    });
    let line = match first {
        Some(key) => {
            let id = number.unwrap_or_else(|| key.to_string());
            words.say("cli-saved", &[("id", id.into()), ("save", saved.seq.to_string().into())])
        }
        None => words.get("cli-unchanged"),
    };
    Ok(Answer::new(json, vec![line]))
}

fn fill(row: &mut Row, purpose: &FormPurpose, values: &Values, desk: &Desk) -> Result<Remarks, Failure> {
    let lookup = desk.lookup_for(purpose);
    let table = purpose.spec().table;
    let mut remarks = Remarks::new();
    for written in &values.set {
        let (name, text) = split(written)?;
        let field = field(table, name)?;
        let value =
            if text.trim().is_empty() { None } else { Some(read(field, text, desk, &lookup, &mut remarks)?) };
        put(row, name, value);
    }
    for written in &values.json_set {
        let (name, text) = split(written)?;
        field(table, name)?;
        let value = read_json(purpose.kind(), name, text)?;
        put(row, name, value);
    }
    Ok(remarks)
}

fn split(written: &str) -> Result<(&str, &str), Failure> {
    let parts = written.split_once('=').map(|(name, text)| (name.trim(), text));
    parts
        .filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| trouble::usage("cli-set-shape", &[("written", written)]))
}

/// A field that may be typed.
fn field(table: &'static [Field], name: &str) -> Result<&'static Field, Failure> {
    let typed = || table.iter().filter(|field| field.shown != Shown::Never);
    typed().find(|field| field.id == name).ok_or_else(|| {
        let fields = typed().map(|field| field.id).collect::<Vec<_>>().join(", ");
        trouble::usage("cli-field-unknown", &[("field", name), ("fields", &fields)])
    })
}

fn put(row: &mut Row, name: &str, value: Option<Value>) {
    row.retain(|(id, _)| id != name);
    row.extend(value.map(|value| (name.to_owned(), value)));
}

fn read(
    field: &Field,
    text: &str,
    desk: &Desk,
    lookup: &DeskLookup,
    remarks: &mut Remarks,
) -> Result<Value, Failure> {
    let reading = match field.kind {
        FieldKind::Person => Reading::clean(Value::Link(target::of_kind(desk, text, RecordKind::Person)?)),
        FieldKind::Case => Reading::clean(Value::Link(target::of_kind(desk, text, RecordKind::Case)?)),
        FieldKind::Group => Reading::clean(Value::Link(by_name(desk, lookup, RecordKind::Group, text)?)),
        FieldKind::Record => Reading::clean(Value::Link(target::find(desk, text)?)),
        FieldKind::Organization => {
            Reading::clean(Value::Link(by_name(desk, lookup, RecordKind::Organization, text)?))
        }
        FieldKind::Categories => categories(lookup, text),
        FieldKind::Rows(_) => return Err(trouble::usage("cli-set-rows", &[("field", field.id)])),
        kind => lookup.reading(kind, text, desk.today()),
    };
    let wrong = reading.value.is_none() || reading.level() == Level::Error;
    if let Some(note) = reading.notes.iter().find(|note| wrong && note.level >= Level::Info) {
        let list = match field.kind {
            FieldKind::Choice(list) | FieldKind::Several(list) => Some(list),
            FieldKind::Categories => Some("ppks"),
            _ => None,
        };
        return Err(match list.filter(|_| note.code == "choice_unknown") {
            Some(list) => {
                let written = note.args.iter().find(|(name, _)| *name == "written");
                let written = written.map_or(text, |(_, written)| written.as_str());
                trouble::no_such_choice(field.id, written, &lookup.choices(list))
            }
            None => refused(field.id, note),
        });
    }
    remarks.extend(
        reading
            .notes
            .into_iter()
            .filter(|note| note.level >= Level::Warn)
            .map(|note| (field.id.to_owned(), note)),
    );
    reading.value.ok_or_else(|| refused(field.id, &Note::error("blank")))
}

/// The note's own sentence, with its values.
fn refused(field: &str, note: &Note) -> Failure {
    let mut values: Vec<(&'static str, &str)> = vec![("field", field)];
    values.extend(note.args.iter().map(|(name, value)| (*name, value.as_str())));
    trouble::usage(&format!("note-{}", note.code.replace('_', "-")), &values)
}

/// An organisation or a group by id, or by its name when only one has it.
fn by_name(
    desk: &Desk,
    lookup: &DeskLookup,
    kind: RecordKind,
    text: &str,
) -> Result<crate::domain::RecordKey, Failure> {
    if text.contains(':') {
        return target::of_kind(desk, text, kind);
    }
    let found = lookup.find_records(kind, text, 50);
    let exact: Vec<_> =
        found.iter().filter(|choice| choice.label.trim().eq_ignore_ascii_case(text.trim())).collect();
    let only = match (exact.as_slice(), found.as_slice()) {
        ([one], _) => Some(*one),
        (_, [one]) => Some(one),
        _ => None,
    };
    only.and_then(|choice| choice.code.parse().ok()).ok_or_else(|| {
        trouble::usage("cli-organization-unclear", &[("written", text), ("count", &found.len().to_string())])
    })
}

/// `8; 22`, `PPKS-08`, names and abbreviations.
fn categories(lookup: &DeskLookup, text: &str) -> Reading<Value> {
    let mut items = Vec::new();
    for part in text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let number: Option<i64> = lookup.read_choice("ppks", part).and_then(|code| code.parse().ok());
        let Some(number) = number else {
            return Reading::nothing(Note::error("choice_unknown").with("written", part));
        };
        items.push(Value::Row(vec![("number".to_owned(), Value::Whole(number))]));
    }
    Reading::clean(Value::List(items))
}

/// A field's value from JSON, in the form in which `show --json` gives it.
fn read_json(kind: RecordKind, name: &str, text: &str) -> Result<Option<Value>, Failure> {
    let wrong = || trouble::usage("cli-json-unreadable", &[("field", name)]);
    let json: Json = serde_json::from_str(text).map_err(|_| wrong())?;
    if json.is_null() {
        return Ok(None);
    }
    let object: Map<String, Json> = [(name.to_owned(), json)].into_iter().collect();
    let body = Body::from_json(kind, &Json::Object(object)).map_err(|_| wrong())?;
    Ok(body.get(name))
}
