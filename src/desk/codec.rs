//! How a record is written into the store: its meta data, then its filled fields by name, so that a field
//! added later needs no migration and one from a newer version is kept.

use serde::{Deserialize, Serialize};

use crate::domain::{Body, Meta, Record, RecordKey, Value};

use super::DeskError;

/// What is written; the names of fields are not copied, neither in writing nor in reading.
#[derive(Deserialize)]
struct Stored<'a> {
    meta: Meta,
    #[serde(borrow)]
    row: Vec<(&'a str, Value)>,
}

#[derive(Serialize)]
struct ToStore<'a> {
    meta: &'a Meta,
    row: Vec<(&'a str, Value)>,
}

/// Under its root's key where it has one, so that one prefix scan reads all that belongs together.
pub fn storage_key(key: RecordKey, root: Option<RecordKey>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(34);
    bytes.extend(root.map(RecordKey::to_bytes).into_iter().flatten());
    bytes.extend(key.to_bytes());
    bytes
}

pub fn encode(record: &Record) -> Result<Vec<u8>, DeskError> {
    encode_value(&ToStore { meta: &record.meta, row: record.body.fields() })
}

pub fn decode(bytes: &[u8]) -> Result<Record, DeskError> {
    let stored: Stored<'_> = postcard::from_bytes(bytes).map_err(|_| DeskError::Unreadable)?;
    let body = Body::from_fields(stored.meta.key.kind, stored.row)?;
    Ok(Record { meta: stored.meta, body })
}

pub fn encode_value<T: Serialize>(value: &T) -> Result<Vec<u8>, DeskError> {
    postcard::to_stdvec(value).map_err(|_| DeskError::Unreadable)
}

pub fn decode_value<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, DeskError> {
    postcard::from_bytes(bytes).map_err(|_| DeskError::Unreadable)
}

/// A value that more follows.
pub fn decode_beginning<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, DeskError> {
    postcard::take_from_bytes(bytes).map(|(value, _)| value).map_err(|_| DeskError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Person, RecordKind};
    use ulid::Ulid;

    #[test]
    fn a_field_of_a_newer_version_survives() {
        let mut record =
            Record::new(Ulid::from_parts(1, 2), Person { name: "Uji".into(), ..Person::default() });
        record.body.set("later_field", Some(&Value::Whole(7))).unwrap();
        let read = decode(&encode(&record).unwrap()).unwrap();
        assert_eq!(read, record);
        assert_eq!(read.body.get("later_field"), Some(Value::Whole(7)));
    }

    #[test]
    fn children_stand_behind_their_root() {
        let root = RecordKey::new(RecordKind::Person, Ulid::from_parts(1, 1));
        let child = RecordKey::new(RecordKind::Visit, Ulid::from_parts(2, 2));
        assert!(storage_key(child, Some(root)).starts_with(&storage_key(root, None)));
    }
}
