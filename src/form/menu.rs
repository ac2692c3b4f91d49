//! The candidates that pop up under a field.

use super::Choice;
use crate::ui::key::Key;

/// Candidates shown at once.
pub(super) const VISIBLE: usize = 6;

#[derive(Clone, Debug, Default)]
pub(super) struct Menu {
    pub(super) items: Vec<Choice>,
    pub(super) at: usize,
}

impl Menu {
    pub(super) fn of(items: Vec<Choice>) -> Self {
        Self { items, at: 0 }
    }

    pub(super) fn selected(&self) -> Option<&Choice> {
        self.items.get(self.at)
    }

    /// Moves the selection; false when the key is not one that moves.
    pub(super) fn press(&mut self, key: &Key) -> bool {
        let last = self.items.len().saturating_sub(1);
        self.at = match key {
            Key::Up => self.at.saturating_sub(1),
            Key::Down => (self.at + 1).min(last),
            Key::PageUp => self.at.saturating_sub(VISIBLE),
            Key::PageDown => (self.at + VISIBLE).min(last),
            _ => return false,
        };
        true
    }

    /// The candidates in sight, and which of them is selected.
    pub(super) fn visible(&self) -> (&[Choice], usize) {
        let start = (self.at + 1).saturating_sub(VISIBLE);
        let end = (start + VISIBLE).min(self.items.len());
        (self.items.get(start..end).unwrap_or_default(), self.at - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_in_sight() {
        let mut menu = Menu::of((0..20).map(|n| Choice::new(n.to_string(), n.to_string())).collect());
        for _ in 0..30 {
            menu.press(&Key::Down);
        }
        let (seen, at) = menu.visible();
        assert_eq!((seen.len(), at, seen[at].code.as_str()), (VISIBLE, VISIBLE - 1, "19"));
        assert!(!menu.press(&Key::Left));
        assert_eq!(Menu::default().visible(), (&[][..], 0));
    }
}
