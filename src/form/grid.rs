//! A small table inside a form: one row of cells a row, and an empty one at the end to type into.

use super::control::{Context, Outcome};
use super::engine::{Form, Step};
use super::{RawField, RawForm};
use crate::domain::{Field, Row, Value};
use crate::ui::key::Key;

#[derive(Clone, Debug)]
pub(super) struct Grid {
    table: &'static [Field],
    pub(super) prefix: String,
    /// Never without an empty last row once used.
    pub(super) rows: Vec<Form>,
    pub(super) at: usize,
}

impl Grid {
    pub(super) fn new(table: &'static [Field], prefix: &str) -> Self {
        Self { table, prefix: prefix.to_owned(), rows: Vec::new(), at: 0 }
    }

    pub(super) fn row(&self, row: &Row, context: &Context<'_>) -> Form {
        Form::for_row(self.table, &self.prefix, row, context)
    }

    pub(super) fn raw_of(&self, value: &Value, context: &Context<'_>) -> RawField {
        let items = if let Value::List(items) = value { items.as_slice() } else { &[] };
        let rows = items.iter().filter_map(|item| match item {
            Value::Row(row) => Some(self.row(row, context).raw()),
            _ => None,
        });
        RawField { rows: rows.collect(), ..RawField::default() }
    }

    pub(super) fn raw(&self) -> RawField {
        let rows = self.rows.iter().map(Form::raw).filter(|row| !row.is_empty()).collect();
        RawField { rows, ..RawField::default() }
    }

    pub(super) fn set_raw(&mut self, raw: &RawField, context: &Context<'_>) {
        let made = |raw: &RawForm| {
            let mut form = self.row(&raw.kept, context);
            form.restore_in(raw, context);
            form
        };
        self.rows = raw.rows.iter().map(made).collect();
        self.at = self.at.min(self.rows.len());
        self.open(context);
    }

    /// The filled rows with their hidden fields.
    pub(super) fn value(&self) -> Option<Value> {
        let rows: Vec<Value> =
            self.rows.iter().filter(|f| !f.is_empty()).map(|f| Value::Row(f.values())).collect();
        (!rows.is_empty()).then_some(Value::List(rows))
    }

    pub(super) fn is_unreadable(&self) -> bool {
        self.rows.iter().any(|row| !row.unreadable().is_empty())
    }

    /// A row that was begun lacks a required cell.
    pub(super) fn is_missing(&self) -> bool {
        self.rows.iter().any(|row| !row.is_empty() && !row.missing().is_empty())
    }

    /// Puts the caret on the first cell that is missing or can't be read.
    pub(super) fn complain(&mut self) {
        let is_sound = |row: &Form| row.is_empty() || row.missing().is_empty() && row.unreadable().is_empty();
        if let Some(at) = self.rows.iter().position(|row| !is_sound(row)) {
            self.at = at;
            if let Some(row) = self.rows.get_mut(at) {
                row.complain();
            }
        }
    }

    /// Puts the empty row at the end.
    pub(super) fn open(&mut self, context: &Context<'_>) {
        if self.rows.last().is_none_or(|row| !row.is_empty()) {
            self.rows.push(self.row(&Row::new(), context));
        }
    }

    pub(super) fn settle(&mut self, context: &Context<'_>) {
        for row in &mut self.rows {
            row.settle(context);
        }
    }

    pub(super) fn press(&mut self, key: &Key, context: &Context<'_>) -> Outcome {
        self.open(context);
        let last = self.rows.len().saturating_sub(1);
        self.at = self.at.min(last);
        if matches!(key, Key::Ctrl('x')) {
            return self.remove(context);
        }
        if let Key::Paste(text) = key
            && let Some(lines) = super::paste::lines(text)
        {
            return self.paste(&lines, context);
        }
        let Some(row) = self.rows.get_mut(self.at) else { return Outcome::Ignored };
        if matches!(key, Key::Enter) && self.at == last && row.is_empty() && !row.has_open_menu() {
            return Outcome::Next;
        }
        match row.step(key, context) {
            Step::Ignored => Outcome::Ignored,
            Step::Moved => Outcome::Moved,
            Step::Changed => {
                self.open(context);
                Outcome::Changed
            }
            Step::Past if self.at == last => Outcome::Next,
            Step::Past => self.go(self.at + 1, Some(0)),
            Step::Before if self.at == 0 => Outcome::Previous,
            Step::Before => self.go(self.at - 1, Some(usize::MAX)),
            Step::Up if self.at == 0 => Outcome::Ignored,
            Step::Up => self.go(self.at - 1, None),
            Step::Down if self.at == last => Outcome::Ignored,
            // A new row is begun at its first cell.
            Step::Down if self.rows.get(self.at + 1).is_some_and(Form::is_empty) => {
                self.go(self.at + 1, Some(0))
            }
            Step::Down => self.go(self.at + 1, None),
        }
    }

    /// Goes to another row: to a column, or to the one that has the caret now.
    fn go(&mut self, row: usize, column: Option<usize>) -> Outcome {
        let column = column.or_else(|| self.rows.get(self.at).map(Form::column)).unwrap_or_default();
        self.at = row;
        if let Some(row) = self.rows.get_mut(row) {
            row.go_to_column(column);
        }
        Outcome::Moved
    }

    /// The cell takes what the one above holds; in the first row what `earlier`, the first row of the record saved last, has.
    pub(super) fn fill_down(&mut self, earlier: Option<&Row>, context: &Context<'_>) -> bool {
        self.open(context);
        let above = self.at.checked_sub(1).and_then(|at| self.rows.get(at)).cloned();
        let above = above.or_else(|| Some(self.row(earlier?, context)));
        let Some((above, row)) = above.zip(self.rows.get_mut(self.at)) else { return false };
        let is_filled = row.take_cell_of(&above, context);
        self.open(context);
        is_filled
    }

    fn remove(&mut self, context: &Context<'_>) -> Outcome {
        if self.rows.get(self.at).is_none_or(Form::is_empty) {
            return Outcome::Moved;
        }
        self.rows.remove(self.at);
        self.open(context);
        self.at = self.at.min(self.rows.len().saturating_sub(1));
        Outcome::Changed
    }
}
