//! Picking one of a list with a line typed above it to narrow it.

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::Shell;
use crate::form::Choice;
use crate::sorted::Sorted as _;
use crate::ui::key::Key;
use crate::ui::table::Selection;
use crate::ui::{list, print, text};

use super::choosing::{edit_line, step_key};

/// Lines that a page up or down goes.
const PAGE: usize = 14;

#[derive(Debug, Default)]
pub struct Picker {
    all: Vec<Choice>,
    input: Input,
    selection: Selection,
    /// What is said when nothing fits.
    nothing: &'static str,
}

/// What a key in a picker came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    Nothing,
    Closed,
    /// The code of the choice.
    Chosen(String),
}

impl Picker {
    /// `now` is the code that is selected at first.
    pub fn new(all: Vec<Choice>, now: &str) -> Self {
        let at = all.iter().position(|choice| choice.code == now).unwrap_or(0);
        let selection = Selection { at, ..Selection::default() };
        Self { all, input: Input::default(), selection, nothing: "palette-nothing" }
    }

    #[must_use]
    pub fn with_nothing(self, nothing: &'static str) -> Self {
        Self { nothing, ..self }
    }

    pub fn typed(&self) -> &str {
        self.input.value()
    }

    /// The code under the cursor.
    pub fn chosen(&self) -> Option<&str> {
        self.offered().get(self.selection.at).map(|choice| choice.code.as_str())
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Those that fit what was typed, first those that begin so.
    fn offered(&self) -> Vec<&Choice> {
        let typed = self.input.value().to_lowercase();
        let place = |choice: &&Choice| choice.label.to_lowercase().find(&typed);
        let mut fitting: Vec<&Choice> = self.all.iter().filter(|choice| place(choice).is_some()).collect();
        if !typed.is_empty() {
            // `[ ] Desa: Cikitu` begins with its value.
            let begins =
                |label: &str| label.rsplit(": ").next().is_some_and(|value| value.starts_with(&typed));
            fitting.order_by_key(|choice| place(choice) != Some(0) && !begins(&choice.label.to_lowercase()));
        }
        fitting
    }

    pub fn press(&mut self, key: &Key) -> Picked {
        match key {
            Key::Esc => return Picked::Closed,
            Key::Enter => {
                let chosen = self.offered().get(self.selection.at).map(|choice| choice.code.clone());
                return chosen.map_or(Picked::Nothing, Picked::Chosen);
            }
            key if edit_line(&mut self.input, key) => self.selection = Selection::default(),
            key => {
                let count = self.offered().len();
                step_key(&mut self.selection, key, count, PAGE);
            }
        }
        Picked::Nothing
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if area.is_empty() {
            return;
        }
        let theme = &shell.theme;
        let label = shell.get("find-label");
        let typed = format!("{label} {}", self.input.value());
        print(frame.buffer_mut(), (area.x, area.y), &typed, area.width, theme.accent(), ' ');
        let before = text::width(&label) + 1 + self.input.visual_cursor();
        let caret = u16::try_from(before).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
        frame.set_cursor_position((area.x + caret, area.y));
        let rows = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let items: Vec<&str> = self.offered().iter().map(|choice| choice.label.as_str()).collect();
        if items.is_empty() && rows.height > 1 {
            let nothing = shell.get(self.nothing);
            print(frame.buffer_mut(), (rows.x, rows.y + 1), &nothing, rows.width, theme.quiet(), ' ');
            return;
        }
        list::draw(frame.buffer_mut(), rows, theme, &items, self.selection);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(picker: &mut Picker, text: &str) {
        for c in text.chars() {
            picker.press(&Key::Char(c));
        }
    }

    #[test]
    fn what_begins_with_the_letters_comes_first_and_nothing_is_no_choice() {
        let all = ["Nama desa", "Desa", "Umur"].map(|label| Choice::new(label, label));
        let mut picker = Picker::new(all.to_vec(), "Umur");
        assert_eq!(picker.press(&Key::Enter), Picked::Chosen("Umur".into()));
        typed(&mut picker, "desa");
        assert_eq!(picker.press(&Key::Enter), Picked::Chosen("Desa".into()));
        picker.press(&Key::Down);
        assert_eq!(picker.press(&Key::Enter), Picked::Chosen("Nama desa".into()));
        typed(&mut picker, "x");
        assert_eq!(picker.press(&Key::Enter), Picked::Nothing);
        assert_eq!(picker.press(&Key::Esc), Picked::Closed);
    }
}
