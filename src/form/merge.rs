//! A draft over a record that was saved again since it was begun.

use chrono::NaiveDate;

use super::control::Context;
use super::{Form, FormSpec, Lookup, RawField, RawForm};
use crate::domain::Row;

impl Form {
    /// Puts back what a draft changed from `base`, the record as it was when the draft was begun. A field that was
    /// saved otherwise meanwhile stays as it is stored; the ids of those are returned, to be asked about.
    pub fn merge(
        &mut self,
        spec: FormSpec,
        draft: &RawForm,
        base: &Row,
        lookup: &dyn Lookup,
        today: NaiveDate,
    ) -> Vec<&'static str> {
        let context = Context { lookup, today };
        let before = Self::new(spec, base, lookup, today).raw();
        let nothing = RawField::default();
        let of = |raw: &RawForm, id: &str| raw.get(id).cloned().unwrap_or_else(|| nothing.clone());
        let mut differing = Vec::new();
        for entry in &mut self.entries {
            let (was, typed, stored) =
                (of(&before, entry.field.id), of(draft, entry.field.id), entry.control.raw());
            if typed == was || typed == stored {
                continue;
            }
            if stored == was {
                entry.set_raw(&typed, &context);
            } else {
                differing.push(entry.field.id);
            }
        }
        differing
    }

    /// Takes one field from a draft.
    pub fn take(&mut self, id: &str, draft: &RawForm, lookup: &dyn Lookup, today: NaiveDate) {
        let raw = draft.get(id).cloned().unwrap_or_default();
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.field.id == id) {
            entry.set_raw(&raw, &Context { lookup, today });
        }
    }
}

impl RawForm {
    /// What stands in a field, in one line.
    pub fn shown(&self, id: &str) -> String {
        self.get(id).map(RawField::shown).unwrap_or_default()
    }
}

impl RawField {
    fn shown(&self) -> String {
        let chosen = self.chosen.iter().map(|choice| choice.label.clone());
        let rows = self.rows.iter().map(|row| {
            let cells = row.fields.iter().map(|(_, field)| field.shown()).filter(|text| !text.is_empty());
            cells.collect::<Vec<_>>().join(", ")
        });
        let parts = std::iter::once(self.text.clone()).chain(chosen).chain(rows);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}
