//! A record type and its field table, written once by [`table!`].

use super::{Field, Row, Slot, Value};

/// A type whose fields are listed in one table.
///
/// The table gives only its slots: what is done with them is written once, not once for every field.
pub trait Table: Sized + Default {
    const FIELDS: &'static [Field];
    /// A field by its id; nothing when this version does not know it.
    fn slot(&self, id: &str) -> Option<&dyn Slot>;
    fn slot_mut(&mut self, id: &str) -> Option<&mut dyn Slot>;
    /// What a newer version wrote.
    fn unknown(&self) -> &Row;
    fn unknown_mut(&mut self) -> &mut Row;

    /// The content of a field; nothing when empty or unknown.
    fn get(&self, id: &str) -> Option<Value> {
        match self.slot(id) {
            Some(slot) => slot.value(),
            None => super::value::lookup(self.unknown(), id).cloned(),
        }
    }

    /// Fills a field.
    fn put(&mut self, id: &str, value: Value) -> Result<(), WrongValue> {
        if let Some(slot) = self.slot_mut(id) {
            return fits(slot.put(value), id);
        }
        keep_unknown(self.unknown_mut(), id, value);
        Ok(())
    }

    /// Sets or empties a field.
    fn set(&mut self, id: &str, value: Option<&Value>) -> Result<(), WrongValue> {
        if let Some(value) = value {
            return self.put(id, value.clone());
        }
        match self.slot_mut(id) {
            Some(slot) => slot.clear(),
            None => self.unknown_mut().retain(|(name, _)| name != id),
        }
        Ok(())
    }

    /// Sets a field from JSON (a bundle's NDJSON).
    fn set_json(&mut self, id: &str, json: &serde_json::Value) -> Result<(), WrongValue> {
        if let Some(slot) = self.slot_mut(id) {
            return fits(slot.put_json(json), id);
        }
        self.unknown_mut().extend(Value::from_json(json).map(|value| (id.to_owned(), value)));
        Ok(())
    }

    /// All filled fields, in table order, then those a newer version wrote.
    fn fields(&self) -> Vec<(&str, Value)> {
        let known = Self::FIELDS.iter().filter_map(|field| Some((field.id, self.slot(field.id)?.value()?)));
        let unknown = self.unknown().iter().map(|(id, value)| (id.as_str(), value.clone()));
        known.chain(unknown).collect()
    }

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

fn fits(has_fitted: bool, id: &str) -> Result<(), WrongValue> {
    if has_fitted { Ok(()) } else { Err(WrongValue { field: id.to_owned() }) }
}

fn keep_unknown(unknown: &mut Row, id: &str, value: Value) {
    unknown.retain(|(name, _)| name != id);
    unknown.push((id.to_owned(), value));
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

            fn slot(&self, id: &str) -> Option<&dyn $crate::domain::Slot> {
                Some(match id {
                    $( stringify!($field) => &self.$field, )*
                    _ => return None,
                })
            }

            fn slot_mut(&mut self, id: &str) -> Option<&mut dyn $crate::domain::Slot> {
                Some(match id {
                    $( stringify!($field) => &mut self.$field, )*
                    _ => return None,
                })
            }

            fn unknown(&self) -> &$crate::domain::Row {
                &self.unknown
            }

            fn unknown_mut(&mut self) -> &mut $crate::domain::Row {
                &mut self.unknown
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
