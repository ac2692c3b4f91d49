//! A field that holds one of a list: type to filter, Enter takes.

use super::choices::{matching, record_kind};
use super::control::{Context, Outcome};
use super::edit::{Edit, Edited};
use super::menu::Menu;
use super::{Choice, RawField};
use crate::domain::FieldKind;
use crate::ui::key::Key;

/// Records offered at most.
const RECORDS_OFFERED: usize = 30;

#[derive(Clone, Debug)]
pub(super) struct Pick {
    kind: FieldKind,
    pub(super) edit: Edit,
    pub(super) chosen: Option<Choice>,
    pub(super) menu: Option<Menu>,
    /// Offered before all others, for what was picked beside it.
    pub(super) first: Vec<Choice>,
    /// Records that fit what was typed and may not be named.
    pub(super) hidden: usize,
}

impl Pick {
    pub(super) fn new(kind: FieldKind) -> Self {
        Self { kind, edit: Edit::new("", false), chosen: None, menu: None, first: Vec::new(), hidden: 0 }
    }

    pub(super) fn raw(&self) -> RawField {
        let text = if self.chosen.is_some() { "" } else { self.edit.text() };
        RawField { text: text.to_owned(), chosen: self.chosen.iter().cloned().collect(), rows: Vec::new() }
    }

    pub(super) fn set_raw(&mut self, raw: &RawField) {
        self.menu = None;
        self.chosen = raw.chosen.first().cloned();
        self.edit.set(self.chosen.as_ref().map_or(raw.text.as_str(), |c| c.label.as_str()));
    }

    /// A record was picked whose name may not be shown.
    pub(super) fn is_unnamed(&self) -> bool {
        self.chosen.as_ref().is_some_and(|choice| choice.label.is_empty())
    }

    pub(super) fn choose(&mut self, choice: Choice) {
        self.menu = None;
        self.edit.set(&choice.label);
        self.chosen = Some(choice);
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
                Outcome::Moved
            }
            (Key::Enter | Key::Tab, Some(menu)) => {
                let taken = menu.selected().cloned();
                self.menu = None;
                if let Some(choice) = taken {
                    self.choose(choice);
                }
                Outcome::Next
            }
            (Key::Char(' '), None) if self.edit.text().is_empty() || self.chosen.is_some() => {
                self.menu = Some(Menu::of(self.offered("", context)));
                Outcome::Moved
            }
            _ => self.type_in(key, context),
        }
    }

    fn type_in(&mut self, key: &Key, context: &Context<'_>) -> Outcome {
        // Typing over what was picked starts anew; correcting it by Backspace empties it.
        if self.chosen.is_some() && matches!(key, Key::Char(_) | Key::Paste(_) | Key::Backspace | Key::Delete)
        {
            self.chosen = None;
            self.edit.set("");
            if matches!(key, Key::Backspace | Key::Delete) {
                self.menu = None;
                return Outcome::Changed;
            }
        }
        match self.edit.press(key) {
            Edited::Ignored => Outcome::Ignored,
            Edited::Moved => Outcome::Moved,
            Edited::Changed => {
                self.chosen = None;
                let typed = self.edit.text();
                self.menu = (!typed.is_empty()).then(|| Menu::of(self.offered(typed, context)));
                let of_kind = record_kind(self.kind);
                self.hidden = of_kind.map_or(0, |kind| context.lookup.hidden_matches(kind, typed));
                Outcome::Changed
            }
        }
    }

    fn offered(&self, typed: &str, context: &Context<'_>) -> Vec<Choice> {
        let mut items = matching(self.first.clone(), typed);
        let others = offered(self.kind, typed, context);
        items.extend(others.into_iter().filter(|other| self.first.iter().all(|own| own.code != other.code)));
        items
    }

    /// Leaves the field: what was typed is taken when only one thing fits.
    pub(super) fn settle(&mut self) {
        if let Some(menu) = self.menu.take()
            && !matches!(self.kind, FieldKind::Suggested(_))
            && self.chosen.is_none()
            && !self.edit.text().trim().is_empty()
            && let [only] = menu.items.as_slice()
        {
            self.choose(only.clone());
        }
    }
}

fn offered(kind: FieldKind, typed: &str, context: &Context<'_>) -> Vec<Choice> {
    match kind {
        FieldKind::Choice(list) | FieldKind::Suggested(list) => context.lookup.candidates(list, typed),
        FieldKind::Village => matching(context.lookup.villages(), typed),
        kind => record_kind(kind)
            .map(|kind| context.lookup.find_records(kind, typed, RECORDS_OFFERED))
            .unwrap_or_default(),
    }
}
