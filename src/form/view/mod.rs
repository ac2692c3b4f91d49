//! Draws a form: labels, fields, what was understood. Changes nothing.

mod cells;
mod content;
mod page;
mod remarks;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::page::{Line, Page};
use super::Form;
use super::control::Control;
use super::engine::path;
use super::entry::Entry;
use crate::domain::Level;
use crate::text::Words;
use crate::ui::text::width;
use crate::ui::theme::Theme;

/// What drawing needs.
#[derive(Clone, Copy, Debug)]
pub struct ViewContext<'a> {
    pub words: &'a Words,
    pub theme: &'a Theme,
}

/// Columns before a label: a space, a sign, a space.
const MARGIN: u16 = 3;
/// Labels are at most this wide, and at most a third of the area.
const WIDEST_LABEL: u16 = 24;
/// Columns between label and field.
const GAP: u16 = 2;

/// Draws the form and puts the cursor at the caret.
pub fn draw(frame: &mut Frame<'_>, area: Rect, form: &Form, context: &ViewContext<'_>) {
    if let Some(caret) = render(frame.buffer_mut(), area, form, context) {
        frame.set_cursor_position(caret);
    }
}

/// The same into a buffer; returns where the cursor belongs.
pub fn render(buffer: &mut Buffer, area: Rect, form: &Form, context: &ViewContext<'_>) -> Option<Position> {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    Sheet::of(area.width, form, context).page(form).print(buffer, area, context.theme)
}

/// The measures of one drawing.
pub(super) struct Sheet<'a> {
    context: &'a ViewContext<'a>,
    /// All columns.
    width: u16,
    /// Columns of the labels.
    label: u16,
    /// First column and number of columns of the fields.
    left: u16,
    room: u16,
}

impl<'a> Sheet<'a> {
    fn of(width: u16, form: &Form, context: &'a ViewContext<'a>) -> Self {
        let widest =
            form.entries.iter().map(|entry| self::width(&label(form, entry, context.words)) + 2).max();
        let label = u16::try_from(widest.unwrap_or(0)).unwrap_or(WIDEST_LABEL).clamp(1, WIDEST_LABEL);
        let label = label.min(width / 3);
        let left = (MARGIN + label + GAP).min(width);
        Self { context, width, label, left, room: width.saturating_sub(left + 1) }
    }

    fn page(&self, form: &Form) -> Page {
        let mut page = Page::default();
        for (index, entry) in form.entries.iter().enumerate().filter(|(index, _)| form.is_shown(*index)) {
            let is_focused = index == form.focus;
            page.begin_block(is_focused);
            self.field(&mut page, form, entry, is_focused);
            page.end_block(is_focused);
        }
        page.begin_block(form.focus >= form.entries.len());
        self.save_button(&mut page, form);
        page.end_block(form.focus >= form.entries.len());
        page
    }

    fn field(&self, page: &mut Page, form: &Form, entry: &Entry, is_focused: bool) {
        let theme = self.context.theme;
        let mut first = Line::default();
        let is_missing = form.complained && entry.is_missing();
        first.put(
            1,
            sign(entry, is_focused, is_missing),
            if is_focused { theme.accent() } else { theme.warning() },
        );
        let star = if entry.field.required { " *" } else { "" };
        let label = format!("{}{star}", label(form, entry, self.context.words));
        let style = if is_focused { theme.accent() } else { theme.text() };
        first.put_cut(MARGIN, label, self.label, style);
        if let Control::Rows(grid) = &entry.control {
            self.beside(&mut first, entry, "", false);
            page.push(first);
            self.rows(page, grid, is_focused);
        } else {
            self.content(page, first, entry, is_focused, is_missing);
        }
        if is_focused {
            self.below(page, form);
        }
    }

    fn save_button(&self, page: &mut Page, form: &Form) {
        let theme = self.context.theme;
        let label = format!("[ {} ]", self.context.words.get("form-save"));
        let is_focused = form.focus >= form.entries.len();
        let style = if is_focused { theme.selected() } else { theme.text() };
        let wide = u16::try_from(width(&label)).unwrap_or(0);
        let mut line = Line::default();
        let at = self.width.saturating_sub(wide + 2);
        if is_focused {
            line.put(at.saturating_sub(2), ">", theme.accent());
        }
        line.put(at, label, style);
        page.push(Line::default());
        page.push(line);
    }
}

/// `field-person-name` in words.
pub(super) fn label(form: &Form, entry: &Entry, words: &Words) -> String {
    words.get(&format!("field-{}", path(form.prefix(), entry.field.id)))
}

fn sign(entry: &Entry, is_focused: bool, is_missing: bool) -> &'static str {
    match entry.level() {
        _ if is_focused => ">",
        _ if is_missing || entry.is_unreadable() => "!",
        Level::Warn | Level::Error => "!",
        Level::Ok | Level::Info => "",
    }
}
