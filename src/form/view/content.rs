//! What stands in a field.

use super::Sheet;
use super::page::{Line, Page};
use crate::domain::{Level, Note};
use crate::form::control::Control;
use crate::form::edit::Edit;
use crate::form::entry::Entry;
use crate::form::several::Several;
use crate::ui::text::{width, window, wrap};

/// Lines of long text in sight while it is edited, and otherwise.
const EDITED_LINES: usize = 8;
const SHOWN_LINES: usize = 2;
/// A note stands beside its field from this column of the field on.
const BESIDE: u16 = 20;
/// A note that has less room is not begun.
const LEAST_BESIDE: u16 = 12;

impl Sheet<'_> {
    pub(super) fn content(
        &self,
        page: &mut Page,
        mut first: Line,
        entry: &Entry,
        is_focused: bool,
        is_missing: bool,
    ) {
        match &entry.control {
            Control::Line(edit) if edit.is_multiline() => self.long_text(page, first, edit, is_focused),
            Control::Several(several) if is_focused => self.edit_several(page, first, several),
            control if is_focused => {
                match control {
                    Control::Line(edit) => self.edit_line(page, &mut first, edit),
                    Control::Pick(pick) if !pick.is_unnamed() => self.edit_line(page, &mut first, &pick.edit),
                    _ => {
                        page.caret_on_next(self.left);
                        first.put_cut(self.left, self.shown(control), self.room, self.context.theme.field());
                    }
                }
                page.push(first);
            }
            control => {
                let text = self.shown(control);
                self.beside(&mut first, entry, &text, is_missing);
                first.put_cut(self.left, text, self.room, self.context.theme.text());
                page.push(first);
            }
        }
    }

    /// A control's content in one line.
    pub(super) fn shown(&self, control: &Control) -> String {
        match control {
            Control::Line(edit) => edit.text().to_owned(),
            Control::YesNo(Some(yes)) => self.context.words.get(if *yes { "yes" } else { "no" }),
            Control::Pick(pick) if pick.is_unnamed() => self.context.words.get("form-restricted"),
            Control::Pick(pick) => pick.edit.text().to_owned(),
            Control::Several(several) => {
                let labels = several.chosen.iter().map(|c| c.label.as_str());
                let typed = several.edit.text();
                labels.chain((!typed.is_empty()).then_some(typed)).collect::<Vec<_>>().join(", ")
            }
            Control::YesNo(None) | Control::Rows(_) => String::new(),
        }
    }

    fn edit_line(&self, page: &mut Page, line: &mut Line, edit: &Edit) {
        let (text, caret) = window(edit.text(), edit.caret(), usize::from(self.room));
        let padding = usize::from(self.room.min(40)).saturating_sub(width(&text));
        page.caret_on_next(self.left + u16::try_from(caret).unwrap_or(0));
        line.put_cut(
            self.left,
            format!("{text}{}", " ".repeat(padding)),
            self.room,
            self.context.theme.field(),
        );
    }

    fn long_text(&self, page: &mut Page, first: Line, edit: &Edit, is_focused: bool) {
        let wrapped = edit.wrapped(self.room);
        let (start, count) = if is_focused {
            ((wrapped.caret_line + 1).saturating_sub(EDITED_LINES), EDITED_LINES)
        } else {
            (0, SHOWN_LINES)
        };
        let mut line = first;
        let hidden = wrapped.lines.len().saturating_sub(start + count);
        for (index, text) in wrapped.lines.iter().enumerate().skip(start).take(count) {
            if is_focused && index == wrapped.caret_line {
                page.caret_on_next(self.left + u16::try_from(wrapped.caret_column).unwrap_or(0));
            }
            let style = if is_focused { self.context.theme.field() } else { self.context.theme.text() };
            let is_last = index + 1 == start + count;
            let more = if is_last && hidden > 0 && !is_focused { " …" } else { "" };
            line.put_cut(self.left, format!("{text}{more}"), self.room, style);
            page.push(std::mem::take(&mut line));
        }
    }

    fn edit_several(&self, page: &mut Page, first: Line, several: &Several) {
        let mut line = first;
        let chosen = several.chosen.iter().map(|c| c.label.as_str()).collect::<Vec<_>>().join(", ");
        if !chosen.is_empty() {
            for text in wrap(&chosen, usize::from(self.room)) {
                line.put_cut(self.left, text, self.room, self.context.theme.text());
                page.push(std::mem::take(&mut line));
            }
        }
        self.edit_line(page, &mut line, &several.edit);
        page.push(line);
    }

    /// The most important note, to the right of a field that has no caret.
    pub(super) fn beside(&self, line: &mut Line, entry: &Entry, text: &str, is_missing: bool) {
        // A table has nothing on its first line.
        let least = if matches!(entry.control, Control::Rows(_)) { 0 } else { BESIDE };
        let taken = u16::try_from(width(text) + 2).unwrap_or(u16::MAX).max(least);
        let room = self.room.saturating_sub(taken);
        if room < LEAST_BESIDE {
            return;
        }
        let words = self.context.words;
        let said =
            if is_missing { Some(words.get("form-required")) } else { worst(entry).map(|n| words.note(n)) };
        if let Some(said) = said {
            line.put_cut(self.left + taken, format!("! {said}"), room, self.context.theme.warning());
        }
    }
}

/// The first of the notes that matter most, from warnings on.
fn worst(entry: &Entry) -> Option<&Note> {
    let notes = || entry.reading.notes.iter().chain(&entry.remarks);
    let level = notes().map(|note| note.level).max()?;
    notes().find(|note| note.level == level && level >= Level::Warn)
}
