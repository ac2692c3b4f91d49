//! Keys inside a form: moving between fields, taking back, copying, repeating.

use super::control::{Context, Control, Outcome};
use super::engine::{Form, Step, UNDO_STEPS, Undo};
use crate::domain::{FieldKind, RecordKind, Value};
use crate::ui::key::Key;

impl Form {
    pub(super) fn step(&mut self, key: &Key, context: &Context<'_>) -> Step {
        if let Some(step) = self.step_by_ctrl(key, context) {
            return step;
        }
        match self.press_control(key, context) {
            Outcome::Ignored => self.navigate(key, context),
            Outcome::Moved => Step::Moved,
            Outcome::Changed => Step::Changed,
            Outcome::Next => self.go_next(context),
            Outcome::Previous => self.go_back(context),
        }
    }

    fn step_by_ctrl(&mut self, key: &Key, context: &Context<'_>) -> Option<Step> {
        match key {
            // Cells of a table have their own text, but only the whole form takes back.
            Key::Ctrl('z') if !self.is_row() => Some(self.take_back(context)),
            Key::Ctrl('c') => {
                self.copy();
                Some(Step::Moved)
            }
            Key::Ctrl('v') => {
                let text = self.clipboard().to_owned();
                Some(self.step(&Key::Paste(text), context))
            }
            Key::Ctrl('d') => Some(self.repeat_last(context)),
            _ => None,
        }
    }

    fn press_control(&mut self, key: &Key, context: &Context<'_>) -> Outcome {
        self.look_beside(context);
        let Some(entry) = self.entries.get_mut(self.focus) else { return Outcome::Ignored };
        let before = entry.control.raw();
        let outcome = entry.control.press(key, context);
        if entry.control.raw() != before {
            entry.read_again(context);
            self.note_change(before, matches!(key, Key::Char(c) if !c.is_whitespace()));
            self.fill_neighbours(context);
            if outcome == Outcome::Moved {
                return Outcome::Changed;
            }
        }
        outcome
    }

    /// What a suggesting field offers first follows from the records picked beside it.
    fn look_beside(&mut self, context: &Context<'_>) {
        let Some(FieldKind::Suggested(list)) = self.entries.get(self.focus).map(|entry| entry.field.kind)
        else {
            return;
        };
        let beside = self.entries.iter().filter_map(|entry| entry.reading.value.as_ref());
        let links = beside.filter(|value| matches!(value, Value::Link(_)));
        let first = links.flat_map(|value| context.lookup.offered_first(list, value)).collect();
        if let Some(Control::Pick(pick)) = self.entries.get_mut(self.focus).map(|entry| &mut entry.control) {
            pick.first = first;
        }
    }

    fn navigate(&mut self, key: &Key, context: &Context<'_>) -> Step {
        match key {
            Key::Up if self.is_row() => Step::Up,
            Key::Down if self.is_row() => Step::Down,
            Key::Enter | Key::Tab | Key::Down => self.go_next(context),
            Key::BackTab | Key::Up => self.go_back(context),
            Key::PageUp | Key::PageDown if !self.is_row() => self.leap(matches!(key, Key::PageDown), context),
            _ => Step::Ignored,
        }
    }

    fn go_next(&mut self, context: &Context<'_>) -> Step {
        match self.next_shown(self.focus) {
            Some(index) => self.go_to(index, context),
            None if self.is_row() => {
                self.settle(context);
                return Step::Past;
            }
            None => self.go_to(self.entries.len(), context),
        }
        Step::Moved
    }

    fn go_back(&mut self, context: &Context<'_>) -> Step {
        match self.previous_shown(self.focus) {
            Some(index) => self.go_to(index, context),
            None if self.is_row() => return Step::Before,
            None => {}
        }
        Step::Moved
    }

    /// Ten fields on or back.
    fn leap(&mut self, on: bool, context: &Context<'_>) -> Step {
        for _ in 0..10 {
            if on {
                self.go_next(context)
            } else {
                self.go_back(context)
            };
        }
        Step::Moved
    }

    fn next_shown(&self, from: usize) -> Option<usize> {
        (from + 1..self.entries.len()).find(|index| self.is_shown(*index))
    }

    fn previous_shown(&self, from: usize) -> Option<usize> {
        (0..from.min(self.entries.len())).rev().find(|index| self.is_shown(*index))
    }

    pub(super) fn go_to(&mut self, index: usize, context: &Context<'_>) {
        self.settle(context);
        self.focus = index.min(self.entries.len());
        self.enter(context);
    }

    /// A table shows its empty row as soon as the caret is there.
    pub(super) fn enter(&mut self, context: &Context<'_>) {
        if let Some(entry) = self.entries.get_mut(self.focus)
            && let Control::Rows(grid) = &mut entry.control
        {
            grid.open(context);
        }
    }

    pub(super) fn settle(&mut self, context: &Context<'_>) {
        let Some(entry) = self.entries.get_mut(self.focus) else { return };
        let before = entry.control.raw();
        entry.control.settle(context);
        if entry.control.raw() != before {
            entry.read_again(context);
            self.note_change(before, false);
            self.fill_neighbours(context);
        }
    }

    /// Puts what follows from a picked record into the empty fields beside it.
    pub(super) fn fill_neighbours(&mut self, context: &Context<'_>) {
        let Some(entry) = self.entries.get(self.focus) else { return };
        let kind = entry.field.kind;
        let picked = entry.reading.value.as_ref().filter(|_| super::choices::record_kind(kind).is_some());
        let Some(picked) = picked else { return };
        for (id, value) in context.lookup.follows(kind, picked) {
            let empty = self.entries.iter().position(|entry| entry.field.id == id && entry.is_empty());
            if let Some(index) = empty {
                self.put(index, &value, context);
            }
        }
    }

    /// The column with the caret, for a row of a table.
    pub(super) fn column(&self) -> usize {
        self.focus
    }

    pub(super) fn go_to_column(&mut self, column: usize) {
        self.focus = column.min(self.entries.len().saturating_sub(1));
    }

    pub(super) fn has_open_menu(&self) -> bool {
        match self.entries.get(self.focus).map(|entry| &entry.control) {
            Some(Control::Pick(pick)) => pick.menu.is_some(),
            Some(Control::Several(several)) => several.menu.is_some(),
            _ => false,
        }
    }

    /// The field with the caret and the kind of record it points at.
    pub(super) fn linked(&self) -> Option<(&'static str, RecordKind)> {
        let entry = self.entries.get(self.focus)?;
        match &entry.control {
            Control::Rows(grid) => grid.rows.get(grid.at)?.linked(),
            _ => Some((entry.field.id, super::choices::record_kind(entry.field.kind)?)),
        }
    }

    pub(super) fn note_change(&mut self, before: super::RawField, in_word: bool) {
        if self.is_row() {
            return;
        }
        let entry = self.focus;
        let undo = self.undo_mut();
        if in_word && undo.back().is_some_and(|last| last.in_word && last.entry == entry) {
            return;
        }
        if undo.len() == UNDO_STEPS {
            undo.pop_front();
        }
        undo.push_back(Undo { entry, before, in_word });
    }

    fn take_back(&mut self, context: &Context<'_>) -> Step {
        let Some(Undo { entry: index, before, .. }) = self.undo_mut().pop_back() else { return Step::Moved };
        if let Some(entry) = self.entries.get_mut(index) {
            entry.set_raw(&before, context);
        }
        if self.is_shown(index) {
            self.focus = index;
        }
        self.enter(context);
        Step::Changed
    }

    fn copy(&mut self) {
        if let Some(text) = self.copied() {
            self.set_clipboard(text);
        }
    }

    fn copied(&self) -> Option<String> {
        match &self.entries.get(self.focus)?.control {
            Control::Line(edit) => Some(edit.text().to_owned()),
            Control::Pick(pick) => Some(pick.edit.text().to_owned()),
            Control::Several(several) => {
                Some(several.chosen.iter().map(|c| c.label.as_str()).collect::<Vec<_>>().join(", "))
            }
            Control::Rows(grid) => grid.rows.get(grid.at)?.copied(),
            Control::YesNo(_) => None,
        }
    }

    /// A field takes what it had in the record saved last, else what a field of the same kind above holds; a cell of a
    /// table what stands above it.
    fn repeat_last(&mut self, context: &Context<'_>) -> Step {
        let last = self.focused().and_then(|id| self.last_value(id));
        let Some(entry) = self.entries.get_mut(self.focus) else { return Step::Ignored };
        let Control::Rows(grid) = &mut entry.control else {
            let Some(value) = last.or_else(|| self.value_above()) else { return Step::Ignored };
            self.put(self.focus, &value, context);
            return Step::Changed;
        };
        let before = grid.raw();
        let earlier = match &last {
            Some(Value::List(rows)) => rows.iter().find_map(|row| match row {
                Value::Row(row) => Some(row),
                _ => None,
            }),
            _ => None,
        };
        if !grid.fill_down(earlier, context) {
            return Step::Ignored;
        }
        entry.read_again(context);
        self.note_change(before, false);
        Step::Changed
    }

    fn value_above(&self) -> Option<Value> {
        let kind = self.entries.get(self.focus)?.field.kind;
        let above =
            (0..self.focus).rev().filter(|at| self.is_shown(*at)).filter_map(|at| self.entries.get(at));
        above.filter(|entry| entry.field.kind == kind).find_map(|entry| entry.reading.value.clone())
    }

    /// The cell with the caret becomes like that of another row of the same table.
    pub(super) fn take_cell_of(&mut self, other: &Self, context: &Context<'_>) -> bool {
        let (Some(entry), Some(from)) = (self.entries.get_mut(self.focus), other.entries.get(self.focus))
        else {
            return false;
        };
        if from.is_empty() {
            return false;
        }
        entry.set_raw(&from.control.raw(), context);
        self.fill_neighbours(context);
        true
    }

    pub(super) fn put(&mut self, index: usize, value: &Value, context: &Context<'_>) {
        let Some(entry) = self.entries.get_mut(index) else { return };
        let before = entry.control.raw();
        let raw = entry.control.raw_of(entry.field.kind, value, context);
        entry.set_raw(&raw, context);
        let focus = std::mem::replace(&mut self.focus, index);
        self.note_change(before, false);
        self.focus = focus;
    }
}
