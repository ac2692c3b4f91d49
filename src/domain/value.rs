//! The one shape that every field's content can take: what is stored, diffed, drafted and exported.

use serde::{Deserialize, Serialize};

use super::{PartialDate, RecordKey};

/// Filled fields by id, in the order of their table. An absent field is empty.
pub type Row = Vec<(String, Value)>;

/// A field's content. Absence is the absence of a value, never an empty text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    Text(String),
    Whole(i64),
    Flag(bool),
    Date(PartialDate),
    Link(RecordKey),
    List(Vec<Value>),
    Row(Row),
}

impl Value {
    /// Plain text for search, CSV and history; lists are joined by `, `.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(n) => n.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Link(key) => key.to_string(),
            Self::List(items) => items.iter().map(Self::plain).collect::<Vec<_>>().join(", "),
            Self::Row(row) => row.iter().map(|(_, v)| v.plain()).collect::<Vec<_>>().join(" "),
        }
    }

    /// A value of a field that this version does not know, as far as its kind can be seen; dates and links stay texts.
    pub fn from_json(json: &serde_json::Value) -> Option<Self> {
        use serde_json::Value as Json;
        Some(match json {
            Json::Null => return None,
            Json::Bool(flag) => Self::Flag(*flag),
            Json::Number(number) => {
                number.as_i64().map_or_else(|| Self::Text(number.to_string()), Self::Whole)
            }
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().filter_map(Self::from_json).collect()),
            Json::Object(row) => {
                Self::Row(row.iter().filter_map(|(id, v)| Some((id.clone(), Self::from_json(v)?))).collect())
            }
        })
    }

    /// The form in which a value leaves in NDJSON and `--json`.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Text(text) => Json::from(text.as_str()),
            Self::Whole(n) => Json::from(*n),
            Self::Flag(flag) => Json::from(*flag),
            Self::Date(date) => Json::from(date.to_string()),
            Self::Link(key) => Json::from(key.to_string()),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Row(row) => row_to_json(row),
        }
    }
}

/// A row as a JSON object.
pub fn row_to_json(row: &[(String, Value)]) -> serde_json::Value {
    row.iter().map(|(id, value)| (id.clone(), value.to_json())).collect::<serde_json::Map<_, _>>().into()
}

/// A Rust type that a record's field can have.
pub trait Cell: Sized + Default {
    /// Nothing when the field is empty.
    fn to_value(&self) -> Option<Value>;
    /// Nothing when the value has another shape.
    fn from_value(value: Value) -> Option<Self>;
    /// The same from JSON, where dates and links are texts.
    fn from_json(json: &serde_json::Value) -> Option<Self>;
}

/// A field of a record as it stands there, whatever its type.
pub trait Slot {
    /// Nothing when the field is empty.
    fn value(&self) -> Option<Value>;
    /// Fills it; false, and left as it is, when the value has another shape.
    fn put(&mut self, value: Value) -> bool;
    /// The same from JSON.
    fn put_json(&mut self, json: &serde_json::Value) -> bool;
    fn clear(&mut self);
}

impl<T: Cell> Slot for T {
    fn value(&self) -> Option<Value> {
        self.to_value()
    }
    fn put(&mut self, value: Value) -> bool {
        T::from_value(value).map(|read| *self = read).is_some()
    }
    fn put_json(&mut self, json: &serde_json::Value) -> bool {
        T::from_json(json).map(|read| *self = read).is_some()
    }
    fn clear(&mut self) {
        *self = T::default();
    }
}

impl Cell for String {
    fn to_value(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Text(self.clone()))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
    fn from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }
}

impl Cell for Option<i64> {
    fn to_value(&self) -> Option<Value> {
        self.map(Value::Whole)
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Whole(n) = value { Some(Some(n)) } else { None }
    }
    fn from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_i64().map(Some)
    }
}

impl Cell for Option<bool> {
    fn to_value(&self) -> Option<Value> {
        self.map(Value::Flag)
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(Some(flag)) } else { None }
    }
    fn from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_bool().map(Some)
    }
}

impl Cell for Option<PartialDate> {
    fn to_value(&self) -> Option<Value> {
        self.map(Value::Date)
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Date(date) => Some(Some(date)),
            // Kept as text by a version that did not know the field yet.
            Value::Text(text) => text.parse().ok().map(Some),
            _ => None,
        }
    }
    fn from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_str()?.parse().ok().map(Some)
    }
}

impl Cell for Option<RecordKey> {
    fn to_value(&self) -> Option<Value> {
        self.map(Value::Link)
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Link(key) => Some(Some(key)),
            Value::Text(text) => text.parse().ok().map(Some),
            _ => None,
        }
    }
    fn from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_str()?.parse().ok().map(Some)
    }
}

impl<T: Item> Cell for Vec<T> {
    fn to_value(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::List(self.iter().map(Item::item_to_value).collect()))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::List(items) = value {
            items.into_iter().map(T::item_from_value).collect()
        } else {
            None
        }
    }
    fn from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_array()?.iter().map(T::item_from_json).collect()
    }
}

/// What can stand in a list: a code, a number, or a row of a sub-table.
pub trait Item: Sized {
    fn item_to_value(&self) -> Value;
    fn item_from_value(value: Value) -> Option<Self>;
    fn item_from_json(json: &serde_json::Value) -> Option<Self>;
}

impl Item for String {
    fn item_to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn item_from_value(value: Value) -> Option<Self> {
        <Self as Cell>::from_value(value)
    }
    fn item_from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }
}

impl Item for i64 {
    fn item_to_value(&self) -> Value {
        Value::Whole(*self)
    }
    fn item_from_value(value: Value) -> Option<Self> {
        if let Value::Whole(n) = value { Some(n) } else { None }
    }
    fn item_from_json(json: &serde_json::Value) -> Option<Self> {
        json.as_i64()
    }
}

/// The value of a field in a row.
pub fn lookup<'a>(row: &'a [(String, Value)], id: &str) -> Option<&'a Value> {
    row.iter().find(|(name, _)| name == id).map(|(_, value)| value)
}
