//! A record type and its field table, written once by [`table!`].

use super::{Field, Row, Value};

/// A type whose fields are listed in one table.
pub trait Table: Sized + Default {
    const FIELDS: &'static [Field];
    /// The content of a field; nothing when empty or unknown.
    fn get(&self, id: &str) -> Option<Value>;
    /// Fills a field.
    fn put(&mut self, id: &str, value: Value) -> Result<(), WrongValue>;
    /// Sets or empties a field.
    fn set(&mut self, id: &str, value: Option<&Value>) -> Result<(), WrongValue>;
    /// Sets a field from JSON (a bundle's NDJSON).
    fn set_json(&mut self, id: &str, json: &serde_json::Value) -> Result<(), WrongValue>;

    /// All filled fields, in table order, then those a newer version wrote.
    fn fields(&self) -> Vec<(&str, Value)>;

    fn to_row(&self) -> Row {
        self.fields().into_iter().map(|(id, value)| (id.to_owned(), value)).collect()
    }

    fn from_fields<S: AsRef<str>>(fields: impl IntoIterator<Item = (S, Value)>) -> Result<Self, WrongValue> {
        let mut made = Self::default();
        for (id, value) in fields {
            made.put(id.as_ref(), value)?;
        }
        Ok(made)
    }

    fn from_row(row: &[(String, Value)]) -> Result<Self, WrongValue> {
        Self::from_fields(row.iter().map(|(id, value)| (id, value.clone())))
    }

    fn from_json(json: &serde_json::Value) -> Result<Self, WrongValue> {
        let mut made = Self::default();
        for (id, value) in json.as_object().ok_or_else(|| WrongValue { field: String::new() })? {
            made.set_json(id, value)?;
        }
        Ok(made)
    }
}

/// A stored or received value has another shape than its field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("field {field} holds a value of another kind")]
pub struct WrongValue {
    pub field: String,
}

/// Declares a struct and its [`Table`]: `name: Type = field;`, one line a field.
macro_rules! table {
    ($(#[$meta:meta])* pub struct $name:ident { $( $(#[$fmeta:meta])* $field:ident : $ty:ty = $spec:expr; )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[$fmeta])* pub $field: $ty, )*
            /// Fields that a newer version wrote: kept, not understood.
            pub unknown: $crate::domain::Row,
        }

        impl $crate::domain::Table for $name {
            const FIELDS: &'static [$crate::domain::Field] = &[ $( $spec.named(stringify!($field)), )* ];

            fn get(&self, id: &str) -> Option<$crate::domain::Value> {
                match id {
                    $( stringify!($field) => $crate::domain::Cell::to_value(&self.$field), )*
                    _ => $crate::domain::value::lookup(&self.unknown, id).cloned(),
                }
            }

            fn put(&mut self, id: &str, value: $crate::domain::Value)
                -> Result<(), $crate::domain::WrongValue>
            {
                match id {
                    $( stringify!($field) => {
                        self.$field = <$ty as $crate::domain::Cell>::from_value(value)
                            .ok_or_else(|| $crate::domain::WrongValue { field: id.to_owned() })?;
                    } )*
                    _ => {
                        self.unknown.retain(|(name, _)| name != id);
                        self.unknown.push((id.to_owned(), value));
                    }
                }
                Ok(())
            }

            fn set(&mut self, id: &str, value: Option<&$crate::domain::Value>)
                -> Result<(), $crate::domain::WrongValue>
            {
                if let Some(value) = value {
                    return self.put(id, value.clone());
                }
                match id {
                    $( stringify!($field) => self.$field = <$ty>::default(), )*
                    _ => self.unknown.retain(|(name, _)| name != id),
                }
                Ok(())
            }

            fn set_json(&mut self, id: &str, json: &serde_json::Value)
                -> Result<(), $crate::domain::WrongValue>
            {
                match id {
                    $( stringify!($field) => {
                        self.$field = <$ty as $crate::domain::Cell>::from_json(json)
                            .ok_or_else(|| $crate::domain::WrongValue { field: id.to_owned() })?;
                        Ok(())
                    } )*
                    _ => {
                        self.unknown.extend($crate::domain::Value::from_json(json).map(|v| (id.to_owned(), v)));
                        Ok(())
                    }
                }
            }

            fn fields(&self) -> Vec<(&str, $crate::domain::Value)> {
                let mut fields = Vec::with_capacity(Self::FIELDS.len());
                $( if let Some(value) = $crate::domain::Cell::to_value(&self.$field) {
                    fields.push((stringify!($field), value));
                } )*
                fields.extend(self.unknown.iter().map(|(id, value)| (id.as_str(), value.clone())));
                fields
            }
        }

        impl $crate::domain::value::Item for $name {
            fn item_to_value(&self) -> $crate::domain::Value {
                $crate::domain::Value::Row($crate::domain::Table::to_row(self))
            }
            fn item_from_value(value: $crate::domain::Value) -> Option<Self> {
                let $crate::domain::Value::Row(row) = value else { return None };
                $crate::domain::Table::from_fields(row).ok()
            }
            fn item_from_json(json: &serde_json::Value) -> Option<Self> {
                $crate::domain::Table::from_json(json).ok()
            }
        }
    };
}
pub(super) use table;
