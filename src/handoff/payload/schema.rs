//! The Frictionless data package, made from the field tables (specs.frictionlessdata.io, Table Schema v1).

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::{Contents, EVENTS, ndjson_name};
use crate::domain::{FieldKind, RecordKind};

/// What every record may carry beside its own fields, and its type.
const META: [(&str, &str); 11] = [
    ("key", "string"),
    ("kind", "string"),
    ("root", "string"),
    ("number", "string"),
    ("spoken_number", "string"),
    ("created_at", "integer"),
    ("updated_at", "integer"),
    ("created_seq", "integer"),
    ("updated_seq", "integer"),
    ("origin", "any"),
    ("binned", "boolean"),
];

/// One column of a kind's NDJSON file.
pub struct Column {
    pub name: String,
    schema: Json,
}

/// The columns of a kind: what its rows carry of [`META`], its fields in their order, then what only a newer version
/// knows.
pub fn columns(kind: RecordKind, rows: &[&Map<String, Json>]) -> Vec<Column> {
    let mut used: BTreeSet<&str> = rows.iter().flat_map(|row| row.keys().map(String::as_str)).collect();
    let mut columns = Vec::new();
    for (name, type_name) in META {
        if !is_field(kind, name) && used.remove(name) {
            columns.push(Column { name: name.to_owned(), schema: json!({"name": name, "type": type_name}) });
        }
    }
    for field in kind.fields() {
        used.remove(field.id);
        columns.push(Column { name: field.id.to_owned(), schema: described(field.id, field.kind) });
    }
    columns.extend(
        used.into_iter()
            .map(|name| Column { name: name.to_owned(), schema: json!({"name": name, "type": "any"}) }),
    );
    columns
}

fn is_field(kind: RecordKind, name: &str) -> bool {
    kind.fields().iter().any(|field| field.id == name)
}

fn described(id: &str, kind: FieldKind) -> Json {
    match kind {
        // The month or the day may be unknown, which the type `date` does not allow.
        FieldKind::Date | FieldKind::DoneDate | FieldKind::BirthDate => {
            json!({"name": id, "type": "string", "constraints": {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}})
        }
        FieldKind::Number | FieldKind::Money => json!({"name": id, "type": "integer"}),
        FieldKind::YesNo => json!({"name": id, "type": "boolean"}),
        FieldKind::Several(_) | FieldKind::Villages | FieldKind::Categories | FieldKind::Rows(_) => {
            json!({"name": id, "type": "array"})
        }
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Time
        | FieldKind::Nik
        | FieldKind::FamilyCard
        | FieldKind::Phone
        | FieldKind::Village
        | FieldKind::NeighborhoodUnit
        | FieldKind::Choice(_)
        | FieldKind::Suggested(_)
        | FieldKind::Person
        | FieldKind::Organization
        | FieldKind::Case
        | FieldKind::Group
        | FieldKind::Record => json!({"name": id, "type": "string"}),
    }
}

/// `datapackage.json` for what is inside.
pub fn package(contents: &Contents, tables: &[(RecordKind, Vec<Column>)]) -> Json {
    let mut resources: Vec<Json> = tables.iter().map(|(kind, columns)| table(*kind, columns)).collect();
    if !contents.events.is_empty() {
        resources.push(json!({
            "name": "events", "path": EVENTS, "format": "ndjson", "mediatype": "application/x-ndjson",
            "encoding": "utf-8",
        }));
    }
    json!({"name": "simpul-serah-terima", "profile": "data-package", "resources": resources})
}

fn table(kind: RecordKind, columns: &[Column]) -> Json {
    let fields: Vec<&Json> = columns.iter().map(|column| &column.schema).collect();
    json!({
        "name": kind.plural(), "path": ndjson_name(kind), "profile": "tabular-data-resource",
        "format": "ndjson", "mediatype": "application/x-ndjson", "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_every_kind_has_a_column() {
        for kind in RecordKind::ALL {
            let row = json!({"key": "x", "zz_new": 1});
            let columns = columns(*kind, &[row.as_object().unwrap()]);
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(names.first(), Some(&"key"));
            assert_eq!(names.last(), Some(&"zz_new"));
            assert_eq!(names.len(), kind.fields().len() + 2, "{names:?}");
            let distinct: BTreeSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), names.len());
        }
    }

    #[test]
    fn kinds_become_types() {
        let columns = columns(RecordKind::Person, &[]);
        let schema = |name: &str| columns.iter().find(|column| column.name == name).unwrap().schema.clone();
        assert_eq!(schema("nik")["type"], "string");
        assert_eq!(schema("decile")["type"], "integer");
        assert_eq!(schema("has_whatsapp")["type"], "boolean");
        assert_eq!(schema("categories")["type"], "array");
        assert_eq!(schema("birth")["constraints"]["pattern"], r"\d{4}(-\d{2}(-\d{2})?)?");
    }
}
