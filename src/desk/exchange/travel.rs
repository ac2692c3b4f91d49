//! Records as they travel in a bundle: one JSON object each, meta data and fields side by side.

use serde_json::{Map, Value as Json, json};

use crate::domain::{Body, Meta, Origin, Record, RecordKey, RecordKind, row_to_json};

use crate::desk::history::{ChangeSet, RecordChange};

/// A record as a line of NDJSON. Which kinds travel at all is decided by the sender (`handing.rs`).
pub fn to_json(record: &Record) -> Json {
    let meta = &record.meta;
    let mut object = Map::new();
    object.insert("key".into(), json!(meta.key));
    if let Some(root) = meta.root {
        object.insert("root".into(), json!(root));
    }
    if let Some(number) = meta.number {
        object.insert(number_name(meta.key.kind).into(), json!(number.to_string()));
    }
    object.insert("created_at".into(), json!(meta.created_at));
    object.insert("updated_at".into(), json!(meta.updated_at));
    object.insert("updated_seq".into(), json!(meta.updated_seq));
    if meta.binned {
        object.insert("binned".into(), json!(true));
    }
    if let Json::Object(fields) = row_to_json(&record.body.to_row()) {
        object.extend(fields);
    }
    Json::Object(object)
}

/// Names that are meta data, not fields.
const META: [&str; 7] = ["key", "root", "created_at", "updated_at", "created_seq", "updated_seq", "binned"];

/// Under which name the number of a record travels: the meetings of a series have a number of their own.
fn number_name(kind: RecordKind) -> &'static str {
    let is_field = kind.fields().iter().any(|field| field.id == "number");
    if is_field { "spoken_number" } else { "number" }
}

/// The same back; nothing when it is not a record of that kind.
pub fn from_json(kind: RecordKind, json: &Json, bundle: &str) -> Option<Record> {
    let object = json.as_object()?;
    let key: RecordKey = object.get("key")?.as_str()?.parse().ok()?;
    if key.kind != kind {
        return None;
    }
    let mut fields = object.clone();
    let number = number_name(kind);
    fields.retain(|name, value| !META.contains(&name.as_str()) && name != number && !value.is_null());
    let body = Body::from_json(kind, &Json::Object(fields)).ok()?;
    let text = |name: &str| object.get(name).and_then(Json::as_str);
    let whole = |name: &str| object.get(name).and_then(Json::as_i64).unwrap_or_default();
    let meta = Meta {
        key,
        root: text("root").and_then(|root| root.parse().ok()),
        number: text(number).and_then(|number| number.parse().ok()),
        created_at: whole("created_at"),
        updated_at: whole("updated_at"),
        created_seq: 0,
        updated_seq: 0,
        origin: Origin::Bundle(bundle.to_owned()),
        binned: object.get("binned").and_then(Json::as_bool).unwrap_or_default(),
    };
    Some(Record { meta, body })
}

/// A change set as an event, with what it did to the records that travel.
pub fn event(seq: u64, set: &ChangeSet, changes: &[(RecordKey, bool, Option<RecordChange>)]) -> Json {
    let changes: Vec<Json> =
        changes.iter().map(|(key, created, change)| change_json(*key, *created, change.as_ref())).collect();
    json!({
        "id": set.id.to_string(),
        "seq": seq,
        "at": set.at,
        "author": set.author,
        "action": set.action,
        "reverses": set.reverses,
        "changes": changes,
    })
}

fn change_json(key: RecordKey, created: bool, change: Option<&RecordChange>) -> Json {
    let fields: Vec<Json> = change
        .iter()
        .flat_map(|change| &change.fields)
        .map(|field| {
            json!({
                "field": field.field,
                "old": field.old.as_ref().map(crate::domain::Value::to_json),
                "new": field.new.as_ref().map(crate::domain::Value::to_json),
            })
        })
        .collect();
    json!({ "record": key, "created": created, "fields": fields, "binned": change.and_then(|c| c.binned) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Person;

    #[test]
    fn a_record_comes_back_as_it_went() {
        let person = Person {
            name: "Uji Coba".into(),
            birth: "1950".parse().ok(),
            local_tags: vec!["RTLH".into()],
            ..Person::default()
        };
        let mut record = Record::new(ulid::Ulid::from_parts(5, 6), person);
        record.meta.number = "W-2026-0001-4".parse().ok();
        let back = from_json(RecordKind::Person, &to_json(&record), "PCT01-000001").unwrap();
        assert_eq!(back.body, record.body);
        assert_eq!(back.meta.key, record.meta.key);
        assert_eq!(back.meta.origin, Origin::Bundle("PCT01-000001".into()));
    }

    #[test]
    fn the_number_of_a_meeting_is_not_that_of_its_record() {
        let session = crate::domain::Session { topic: "Gizi".into(), number: Some(3), ..Default::default() };
        let mut record = Record::new(ulid::Ulid::from_parts(5, 6), session);
        record.meta.number = "B-2026-0002-4".parse().ok();
        assert!(record.meta.number.is_some());
        let back = from_json(RecordKind::Session, &to_json(&record), "PCT01-000001").unwrap();
        assert_eq!((back.body, back.meta.number), (record.body, record.meta.number));
    }

    #[test]
    fn no_other_field_has_the_name_of_meta_data() {
        for kind in RecordKind::ALL {
            let taken =
                kind.fields().iter().find(|field| META.contains(&field.id) || field.id == "spoken_number");
            assert!(taken.is_none(), "{kind:?}");
        }
    }

    #[test]
    fn a_record_of_another_kind_is_not_taken() {
        let record = Record::new(ulid::Ulid::from_parts(5, 6), Person::default());
        assert!(from_json(RecordKind::Case, &to_json(&record), "x").is_none());
    }
}
