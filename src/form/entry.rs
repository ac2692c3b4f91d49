//! One field of a form with what is typed in it.

use super::RawField;
use super::control::{Context, Control};
use crate::domain::{Field, Level, Note, Reading, Value};

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) field: &'static Field,
    pub(super) control: Control,
    pub(super) reading: Reading<Value>,
    /// What the program found beyond the field itself, such as another date in the NIK.
    pub(super) remarks: Vec<Note>,
    original: Option<Value>,
    original_raw: RawField,
}

impl Entry {
    pub(super) fn new(
        field: &'static Field,
        prefix: &str,
        value: Option<&Value>,
        context: &Context<'_>,
    ) -> Self {
        let mut control = Control::of(field, prefix);
        if let Some(value) = value {
            let raw = control.raw_of(field.kind, value, context);
            control.set_raw(&raw, context);
        }
        let original_raw = control.raw();
        let reading = Reading { value: value.cloned(), notes: Vec::new() };
        Self { field, control, reading, remarks: Vec::new(), original: value.cloned(), original_raw }
    }

    pub(super) fn read_again(&mut self, context: &Context<'_>) {
        self.reading = if self.is_changed() {
            self.control.read(self.field.kind, self.original.as_ref(), context)
        } else {
            // Showing a value and reading it again may lose of it; what was not touched stays as it was.
            Reading { value: self.original.clone(), notes: Vec::new() }
        };
    }

    pub(super) fn set_raw(&mut self, raw: &RawField, context: &Context<'_>) {
        self.control.set_raw(raw, context);
        self.read_again(context);
    }

    pub(super) fn is_changed(&self) -> bool {
        self.control.raw() != self.original_raw
    }

    pub(super) fn is_empty(&self) -> bool {
        self.control.raw().is_empty()
    }

    pub(super) fn is_missing(&self) -> bool {
        let in_rows = matches!(&self.control, Control::Rows(grid) if grid.is_missing());
        in_rows || self.field.required && self.reading.value.is_none()
    }

    pub(super) fn is_unreadable(&self) -> bool {
        self.reading.level() == Level::Error
            || matches!(&self.control, Control::Rows(grid) if grid.is_unreadable())
    }

    pub(super) fn level(&self) -> Level {
        self.remarks.iter().map(|note| note.level).fold(self.reading.level(), Level::max)
    }
}
