//! A form: its fields, where the caret is, and what keys do.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::control::{Context, Control};
use super::entry::Entry;
use super::{Choice, Lookup, RawField, RawForm};
use crate::domain::{Field, FieldKind, Note, RecordKind, Row, Shown, Value};
use crate::ui::key::Key;

/// Steps of typing that can be taken back.
pub(super) const UNDO_STEPS: usize = 200;

/// Which fields, and the first part of their locale keys: `person` for `field-person-name`.
#[derive(Clone, Copy, Debug)]
pub struct FormSpec {
    pub table: &'static [Field],
    pub prefix: &'static str,
}

impl FormSpec {
    pub fn of(kind: RecordKind) -> Self {
        let prefix = match kind {
            RecordKind::FollowUp => "follow-up",
            RecordKind::PsmReport => "psm-report",
            RecordKind::RefusedRow => "refused-row",
            RecordKind::AidDecision => "aid-decision",
            RecordKind::RegulationNote => "regulation-note",
            kind => kind.name(),
        };
        Self { table: kind.fields(), prefix }
    }
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormEvent {
    /// Not a key of the form.
    Nothing,
    /// The caret or a list of candidates moved; nothing to keep.
    Moved,
    /// Something was typed: keep the draft.
    Changed,
    /// Asked to save, but a required field is empty or one can't be read; the caret stands there now. What can't be
    /// read is to be mended or emptied: saving around it would lose what was typed.
    Incomplete,
    Save,
    Leave,
    /// Asked for what stands above or was typed last, and there is nothing.
    NothingToRepeat,
    /// Look a record up on a screen of its own; put it in with [`Form::choose`].
    PickRecord {
        field: &'static str,
        kind: RecordKind,
    },
}

/// What a key came to inside: a row of a table has no save, and neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Ignored,
    Moved,
    Changed,
    Past,
    Before,
    Up,
    Down,
}

#[derive(Clone, Debug)]
pub(super) struct Undo {
    pub(super) entry: usize,
    pub(super) before: RawField,
    /// Letters of one word are taken back together.
    pub(super) in_word: bool,
}

/// A form being filled in.
#[derive(Clone, Debug)]
pub struct Form {
    prefix: String,
    base: Row,
    pub(super) entries: Vec<Entry>,
    /// Index of the entry with the caret; their number when it is on *Simpan*.
    pub(super) focus: usize,
    is_row: bool,
    pub(super) complained: bool,
    undo: VecDeque<Undo>,
    clipboard: String,
    repeat: Row,
}

fn is_asked(field: &Field, context: &Context<'_>) -> bool {
    match field.kind {
        FieldKind::Several(list) => context.lookup.is_asked(list),
        _ => true,
    }
}

/// `session` and `plan` → `session-plan`: underscores become hyphens.
pub(super) fn path(prefix: &str, id: &str) -> String {
    format!("{prefix}-{}", id.replace('_', "-"))
}

impl Form {
    /// A form that shows a record's row; an empty row for a new record.
    pub fn new(spec: FormSpec, row: &Row, lookup: &dyn Lookup, today: NaiveDate) -> Self {
        Self::build(spec.table, spec.prefix, row, &Context { lookup, today }, false)
    }

    pub(super) fn for_row(table: &'static [Field], prefix: &str, row: &Row, context: &Context<'_>) -> Self {
        Self::build(table, prefix, row, context, true)
    }

    fn build(table: &'static [Field], prefix: &str, row: &Row, context: &Context<'_>, is_row: bool) -> Self {
        let value = |id: &str| row.iter().find(|(name, _)| name == id).map(|(_, value)| value);
        let entries = table
            .iter()
            .filter(|field| field.shown != Shown::Never && is_asked(field, context))
            .map(|field| Entry::new(field, prefix, value(field.id), context))
            .collect();
        let mut form = Self {
            prefix: prefix.to_owned(),
            base: row.clone(),
            entries,
            focus: 0,
            is_row,
            complained: false,
            undo: VecDeque::new(),
            clipboard: String::new(),
            repeat: Row::new(),
        };
        form.enter(context);
        form
    }

    /// First part of the locale keys.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The record's row as the form has it now: fields that can't be read and those that are not shown for now
    /// are left out; what no field shows stays.
    pub fn values(&self) -> Row {
        let mut row: Row = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if self.is_shown(index)
                && let Some(value) = &entry.reading.value
            {
                row.push((entry.field.id.to_owned(), value.clone()));
            }
        }
        let is_own = |id: &str| self.entries.iter().any(|entry| entry.field.id == id);
        row.extend(self.base.iter().filter(|(id, _)| !is_own(id)).cloned());
        row
    }

    /// The value of one field as it is read now.
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.entry(id)?.reading.value.as_ref()
    }

    /// What was typed, for a draft.
    pub fn raw(&self) -> RawForm {
        let fields = self.entries.iter().map(|entry| (entry.field.id.to_owned(), entry.control.raw()));
        let kept = if self.is_row { self.base.clone() } else { Row::new() };
        RawForm { fields: fields.filter(|(_, raw)| !raw.is_empty()).collect(), kept }
    }

    /// Puts a draft back.
    pub fn restore(&mut self, raw: &RawForm, lookup: &dyn Lookup, today: NaiveDate) {
        self.restore_in(raw, &Context { lookup, today });
    }

    pub(super) fn restore_in(&mut self, raw: &RawForm, context: &Context<'_>) {
        let nothing = RawField::default();
        for entry in &mut self.entries {
            entry.set_raw(raw.get(entry.field.id).unwrap_or(&nothing), context);
        }
    }

    /// Whether anything differs from the row the form was made of.
    pub fn is_changed(&self) -> bool {
        self.entries.iter().any(Entry::is_changed)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.iter().all(Entry::is_empty)
    }

    /// Required fields in sight that are empty or can't be read, in order; a table with such a cell counts.
    pub fn missing(&self) -> Vec<&'static str> {
        self.ids(Entry::is_missing)
    }

    /// Fields whose text can't be read; saved, they would stay empty.
    pub fn unreadable(&self) -> Vec<&'static str> {
        self.ids(Entry::is_unreadable)
    }

    fn ids(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<&'static str> {
        let shown =
            self.entries.iter().enumerate().filter(|(index, entry)| self.is_shown(*index) && wanted(entry));
        shown.map(|(_, entry)| entry.field.id).collect()
    }

    /// The field with the caret; nothing when it is on *Simpan*.
    pub fn focused(&self) -> Option<&'static str> {
        self.entries.get(self.focus).map(|entry| entry.field.id)
    }

    /// The last field in order whose content is not what it was at first.
    pub fn last_changed(&self) -> Option<&'static str> {
        self.entries.iter().rev().find(|entry| entry.is_changed()).map(|entry| entry.field.id)
    }

    /// The caret is in long text, where Ctrl-J begins another line.
    pub fn takes_lines(&self) -> bool {
        self.entries
            .get(self.focus)
            .is_some_and(|entry| matches!(entry.field.kind, crate::domain::FieldKind::LongText))
    }

    /// Whether the caret is where printable keys are text.
    pub fn is_typing(&self) -> bool {
        self.focus < self.entries.len()
    }

    /// Moves the caret to a field.
    pub fn focus_on(&mut self, id: &str, lookup: &dyn Lookup, today: NaiveDate) {
        if let Some(index) = self.entries.iter().position(|entry| entry.field.id == id) {
            self.go_to(index, &Context { lookup, today });
        }
    }

    /// Values of the record saved last, for Ctrl-D.
    pub fn set_repeat(&mut self, row: Row) {
        self.repeat = row;
    }

    /// What was copied with Ctrl-C; carried from form to form by the program.
    pub fn clipboard(&self) -> &str {
        &self.clipboard
    }

    pub fn set_clipboard(&mut self, text: impl Into<String>) {
        self.clipboard = text.into();
    }

    /// Replaces what the program found beyond single fields, by field id.
    pub fn set_remarks(&mut self, remarks: &[(&str, Note)]) {
        for entry in &mut self.entries {
            let own = remarks.iter().filter(|(id, _)| *id == entry.field.id);
            entry.remarks = own.map(|(_, note)| note.clone()).collect();
        }
    }

    /// Puts a value into a field as if it had been typed; undone by Ctrl-Z.
    pub fn set(&mut self, id: &str, value: &Value, lookup: &dyn Lookup, today: NaiveDate) {
        let context = Context { lookup, today };
        if let Some(index) = self.entries.iter().position(|entry| entry.field.id == id) {
            self.put(index, value, &context);
        }
    }

    /// Puts a record that was looked up into the field with the caret.
    pub fn choose(&mut self, choice: Choice, lookup: &dyn Lookup, today: NaiveDate) {
        let context = Context { lookup, today };
        let Some(entry) = self.entries.get_mut(self.focus) else { return };
        let before = entry.control.raw();
        match &mut entry.control {
            Control::Pick(pick) => pick.choose(choice),
            Control::Rows(grid) => {
                if let Some(row) = grid.rows.get_mut(grid.at) {
                    row.choose(choice, lookup, today);
                }
                grid.open(&context);
            }
            _ => {}
        }
        entry.read_again(&context);
        self.note_change(before, false);
        self.fill_neighbours(&context);
    }

    /// One key.
    pub fn press(&mut self, key: &Key, lookup: &dyn Lookup, today: NaiveDate) -> FormEvent {
        let context = Context { lookup, today };
        match key {
            Key::Ctrl('s') => return self.save(&context),
            Key::Enter if self.focus >= self.entries.len() => return self.save(&context),
            Key::Ctrl('f') | Key::F(4) => {
                if let Some((field, kind)) = self.linked() {
                    return FormEvent::PickRecord { field, kind };
                }
            }
            _ => {}
        }
        match self.step(key, &context) {
            Step::Changed => FormEvent::Changed,
            Step::Moved | Step::Past | Step::Before | Step::Up | Step::Down => FormEvent::Moved,
            Step::Ignored if matches!(key, Key::Esc) => FormEvent::Leave,
            Step::Ignored if matches!(key, Key::Ctrl('d')) => FormEvent::NothingToRepeat,
            Step::Ignored => FormEvent::Nothing,
        }
    }

    fn save(&mut self, context: &Context<'_>) -> FormEvent {
        self.settle(context);
        self.complained = true;
        let missing = self.missing();
        let unreadable = self.unreadable();
        let Some(id) = missing.first().or(unreadable.first()) else { return FormEvent::Save };
        if let Some(index) = self.entries.iter().position(|entry| entry.field.id == *id) {
            self.go_to(index, context);
            if let Some(Control::Rows(grid)) = self.entries.get_mut(index).map(|entry| &mut entry.control) {
                grid.complain();
            }
        }
        FormEvent::Incomplete
    }

    /// Marks what is missing in a row and puts the caret there.
    pub(super) fn complain(&mut self) {
        self.complained = true;
        let first = self.missing().first().or(self.unreadable().first()).copied();
        if let Some(index) = self.entries.iter().position(|entry| Some(entry.field.id) == first) {
            self.focus = index;
        }
    }

    pub(super) fn is_row(&self) -> bool {
        self.is_row
    }

    pub(super) fn undo_mut(&mut self) -> &mut VecDeque<Undo> {
        &mut self.undo
    }

    pub(super) fn last_value(&self, id: &str) -> Option<Value> {
        self.repeat.iter().find(|(name, _)| name == id).map(|(_, value)| value.clone())
    }

    pub(super) fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.field.id == id)
    }

    pub(super) fn is_shown(&self, index: usize) -> bool {
        let Some(entry) = self.entries.get(index) else { return false };
        match entry.field.shown {
            Shown::Always => true,
            Shown::Never => false,
            Shown::WhenEmpty(other) => self.entry(other).is_none_or(Entry::is_empty),
            Shown::WhenFilled(other) => self.entry(other).is_some_and(|other| !other.is_empty()),
            Shown::WhenOneOf(other, codes) => {
                matches!(self.value(other), Some(Value::Text(code)) if codes.contains(&code.as_str()))
            }
        }
    }
}
