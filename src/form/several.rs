//! A field that holds any number of a list: type to filter, space toggles.

use super::control::{Context, Outcome};
use super::edit::{Edit, Edited};
use super::menu::Menu;
use super::{Choice, RawField};
use crate::ui::key::Key;

#[derive(Clone, Debug)]
pub(super) struct Several {
    list: &'static str,
    pub(super) edit: Edit,
    pub(super) chosen: Vec<Choice>,
    pub(super) menu: Option<Menu>,
}

/// A space may belong to what is being typed: *lanjut usia*.
fn names_go_on(menu: &Menu, typed: &str) -> bool {
    let begun = format!("{} ", crate::search::plain(typed));
    begun.trim() != "" && menu.items.iter().any(|choice| crate::search::plain(&choice.label).contains(&begun))
}

impl Several {
    pub(super) fn new(list: &'static str) -> Self {
        Self { list, edit: Edit::new("", false), chosen: Vec::new(), menu: None }
    }

    pub(super) fn raw(&self) -> RawField {
        RawField { text: self.edit.text().to_owned(), chosen: self.chosen.clone(), rows: Vec::new() }
    }

    pub(super) fn set_raw(&mut self, raw: &RawField) {
        self.menu = None;
        self.chosen.clone_from(&raw.chosen);
        self.edit.set(&raw.text);
    }

    pub(super) fn has(&self, code: &str) -> bool {
        self.chosen.iter().any(|c| c.code == code)
    }

    pub(super) fn press(&mut self, key: &Key, context: &Context<'_>) -> Outcome {
        if let Some(menu) = &mut self.menu
            && menu.press(key)
        {
            return Outcome::Moved;
        }
        match (key, &mut self.menu) {
            (Key::Esc, menu @ Some(_)) => {
                *menu = None;
                self.edit.set("");
                Outcome::Moved
            }
            (Key::Char(' '), Some(menu)) if !names_go_on(menu, self.edit.text()) => self.toggle(context),
            (Key::Enter, Some(_)) if !self.edit.text().trim().is_empty() => self.toggle(context),
            (Key::Enter | Key::Tab, Some(_)) => {
                self.settle();
                Outcome::Next
            }
            (Key::Char(' '), None) => {
                self.menu = Some(Menu::of(context.lookup.choices(self.list)));
                Outcome::Moved
            }
            (Key::Backspace, _) if self.edit.text().is_empty() => {
                if self.chosen.pop().is_some() {
                    Outcome::Changed
                } else {
                    Outcome::Moved
                }
            }
            _ => self.type_in(key, context),
        }
    }

    fn type_in(&mut self, key: &Key, context: &Context<'_>) -> Outcome {
        match self.edit.press(key) {
            Edited::Ignored => Outcome::Ignored,
            Edited::Moved => Outcome::Moved,
            Edited::Changed => {
                self.menu = Some(Menu::of(context.lookup.candidates(self.list, self.edit.text())));
                Outcome::Changed
            }
        }
    }

    fn toggle(&mut self, context: &Context<'_>) -> Outcome {
        let Some(choice) = self.menu.as_ref().and_then(|menu| menu.selected().cloned()) else {
            return Outcome::Moved;
        };
        if self.has(&choice.code) {
            self.chosen.retain(|c| c.code != choice.code);
        } else {
            self.chosen.push(choice.clone());
        }
        if !self.edit.text().is_empty() {
            self.edit.set("");
            let mut menu = Menu::of(context.lookup.choices(self.list));
            menu.at = menu.items.iter().position(|c| c.code == choice.code).unwrap_or_default();
            self.menu = Some(menu);
        }
        Outcome::Changed
    }

    /// Leaves the field: what was typed is taken when only one thing fits.
    pub(super) fn settle(&mut self) {
        let Some(menu) = self.menu.take() else { return };
        if self.edit.text().trim().is_empty() {
            self.edit.set("");
        } else if let [only] = menu.items.as_slice() {
            if !self.has(&only.code) {
                self.chosen.push(only.clone());
            }
            self.edit.set("");
        }
    }
}
