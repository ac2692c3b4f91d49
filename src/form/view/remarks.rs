//! What stands under the field with the caret: candidates, what was understood, notes, the hint.

use super::Sheet;
use super::page::{Line, Page};
use crate::domain::{FieldKind, Level, Note, Value, reading};
use crate::form::Form;
use crate::form::control::Control;
use crate::form::engine::path;
use crate::form::entry::Entry;
use crate::form::menu::Menu;
use crate::ui::text::wrap;
use ratatui::style::Style;

/// Lines that one note may take.
const NOTE_LINES: usize = 3;

impl Sheet<'_> {
    pub(super) fn below(&self, page: &mut Page, form: &Form) {
        let Some((form, entry)) = leaf(form) else { return };
        match &entry.control {
            Control::Pick(pick) if pick.menu.is_some() => {
                self.menu(page, pick.menu.as_ref(), |_| None);
                if pick.hidden > 0 {
                    let told = [("count", pick.hidden.into())];
                    let words = self.context.words.say("form-hidden-matches", &told);
                    self.say(page, "~", &words, self.context.theme.quiet());
                }
                // What else can be done is worth most where nothing fits.
                if pick.menu.as_ref().is_some_and(|menu| menu.items.is_empty())
                    && let Some(hint) = self.own_hint(form, entry)
                {
                    self.say(page, "", &hint, self.context.theme.quiet());
                }
            }
            Control::Several(several) if several.menu.is_some() => {
                self.menu(page, several.menu.as_ref(), |code| Some(several.has(code)));
            }
            _ => {
                self.said(page, form, entry);
                if form.is_row() {
                    self.say(page, "", &self.context.words.get("form-hint-rows"), self.context.theme.quiet());
                }
            }
        }
    }

    fn menu(&self, page: &mut Page, menu: Option<&Menu>, is_on: impl Fn(&str) -> Option<bool>) {
        let theme = self.context.theme;
        let Some(menu) = menu else { return };
        let (items, at) = menu.visible();
        if items.is_empty() {
            self.say(page, "", &self.context.words.get("form-nothing-fits"), theme.quiet());
        }
        for (index, item) in items.iter().enumerate() {
            let style = if index == at { theme.selected() } else { theme.text() };
            let pointer = if index == at { ">" } else { " " };
            let mark =
                is_on(&item.code).map_or("", |on| if on { theme.symbols.on } else { theme.symbols.off });
            let space = if mark.is_empty() { "" } else { " " };
            let mut line = Line::default();
            line.put_cut(self.left, format!("{pointer} {mark}{space}{} ", item.label), self.room, style);
            page.push(line);
        }
        if menu.items.len() > items.len() {
            let counts = [("at", (menu.at + 1).into()), ("all", menu.items.len().into())];
            self.say(page, "", &self.context.words.say("form-choice-count", &counts), theme.quiet());
        }
    }

    fn said(&self, page: &mut Page, form: &Form, entry: &Entry) {
        let (theme, words) = (self.context.theme, self.context.words);
        if let Some(echo) = self.echo(entry) {
            self.say(page, "", &echo, theme.accent());
        }
        let is_empty = entry.is_empty();
        if form.complained && entry.field.required && is_empty {
            self.say(page, "!", &words.get("form-required"), theme.error());
        }
        let notes: Vec<&Note> = entry.reading.notes.iter().chain(&entry.remarks).collect();
        for note in notes.iter().filter(|_| !is_empty || !entry.remarks.is_empty()) {
            let (sign, style) = match note.level {
                Level::Error => ("!", theme.error()),
                Level::Warn => ("!", theme.warning()),
                Level::Info | Level::Ok => ("", theme.quiet()),
            };
            self.say(page, sign, &words.note(note), style);
        }
        if form.complained && entry.is_unreadable() && !entry.field.required {
            self.say(page, "", &words.get("form-mend-or-empty"), theme.text());
        }
        if let Some(hint) = self.hint(form, entry).filter(|_| notes.is_empty()) {
            self.say(page, "", &hint, theme.quiet());
        }
    }

    fn hint(&self, form: &Form, entry: &Entry) -> Option<String> {
        let words = self.context.words;
        self.own_hint(form, entry).or_else(|| {
            let key = match &entry.control {
                Control::YesNo(_) => "form-hint-yes-no",
                Control::Pick(pick) if pick.chosen.is_none() => "form-hint-pick",
                Control::Several(_) => "form-hint-several",
                _ => return None,
            };
            Some(words.get(key))
        })
    }

    fn own_hint(&self, form: &Form, entry: &Entry) -> Option<String> {
        self.context.words.find(&format!("hint-{}", path(form.prefix(), entry.field.id)))
    }

    /// What was understood, where it says more than what was typed.
    fn echo(&self, entry: &Entry) -> Option<String> {
        let Control::Line(edit) = &entry.control else { return None };
        let value = entry.reading.value.as_ref()?;
        let said = match (entry.field.kind, value) {
            (_, Value::Date(date)) => self.context.words.partial_date(*date),
            (FieldKind::Money, Value::Whole(rupiah)) => self.context.words.money(*rupiah),
            (FieldKind::Text | FieldKind::LongText, _) => return None,
            (kind, value) => reading::show(kind, value),
        };
        (said != edit.text().trim()).then_some(said)
    }

    fn say(&self, page: &mut Page, sign: &str, text: &str, style: Style) {
        let indent = if sign.is_empty() { 0 } else { 2 };
        let room = self.room.saturating_sub(indent);
        for (index, part) in wrap(text, usize::from(room)).into_iter().take(NOTE_LINES).enumerate() {
            let mut line = Line::default();
            if index == 0 {
                line.put(self.left, sign, style);
            }
            line.put_cut(self.left + indent, part, room, style);
            page.push(line);
        }
    }
}

/// The entry with the caret: inside a table, the cell's.
pub(super) fn leaf(form: &Form) -> Option<(&Form, &Entry)> {
    let entry = form.entries.get(form.focus)?;
    match &entry.control {
        Control::Rows(grid) => leaf(grid.rows.get(grid.at)?),
        _ => Some((form, entry)),
    }
}
