//! What was typed, as it was typed: a draft survives even when it can't be read.

use serde::{Deserialize, Serialize};

use super::Choice;
use crate::domain::Row;

/// The content of one control.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RawField {
    pub text: String,
    pub chosen: Vec<Choice>,
    pub rows: Vec<RawForm>,
}

/// The content of a form by field id; empty fields are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RawForm {
    pub fields: Vec<(String, RawField)>,
    /// A table row's values before anything was typed, with those that no control shows; empty for a whole form.
    pub kept: Row,
}

impl RawField {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty() && self.rows.iter().all(RawForm::is_empty)
    }
}

impl RawForm {
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(|(_, field)| field.is_empty())
    }

    /// Whether any text in it, shown or chosen, is one that `says`.
    pub fn mentions(&self, says: &dyn Fn(&str) -> bool) -> bool {
        let fields = self.fields.iter().map(|(_, field)| field);
        let in_kept = self.kept.iter().any(|(_, value)| says(&value.plain()));
        in_kept
            || fields.into_iter().any(|field| {
                says(&field.text)
                    || field.chosen.iter().any(|choice| says(&choice.code))
                    || field.rows.iter().any(|row| row.mentions(says))
            })
    }

    /// What was typed into a field of text.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.get(id).map(|field| field.text.as_str()).filter(|text| !text.is_empty())
    }

    pub(super) fn get(&self, id: &str) -> Option<&RawField> {
        self.fields.iter().find(|(name, _)| name == id).map(|(_, field)| field)
    }
}
