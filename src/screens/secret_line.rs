//! A line into which something secret is typed: shown as dots, wiped when it goes.

use ratatui::Frame;
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::app::Shell;
use crate::ui::key::Key;
use crate::ui::print;

/// Shortest password that is taken.
pub const SHORTEST: usize = 8;
/// Columns that are seen of what is typed.
const WIDE: usize = 41;

#[derive(Clone, Default)]
pub struct SecretLine {
    text: Zeroizing<String>,
}

impl std::fmt::Debug for SecretLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretLine")
    }
}

impl SecretLine {
    /// Types; says whether the key was taken.
    pub fn press(&mut self, key: &Key) -> bool {
        match key {
            Key::Char(c) => self.text.push(*c),
            Key::Paste(text) => self.text.extend(text.chars().filter(|c| !c.is_control())),
            Key::Backspace => {
                self.text.pop();
            }
            Key::Ctrl('u') => self.clear(),
            _ => return false,
        }
        true
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Characters typed.
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it may become a password; says in words why it may not. `name` is the worker's own, `area` the code
    /// of the sub-district.
    pub fn may_be_password(&self, name: &str, area: &str, shell: &mut Shell) -> bool {
        if self.len() < SHORTEST {
            shell.warn("password-short", &[("length", SHORTEST.into())]);
            return false;
        }
        if let Some(why) = crate::catalog::weakness(&self.text, name, area) {
            shell.warn("password-weak", &[("why", why.into())]);
            return false;
        }
        true
    }

    pub fn same_as(&self, other: &Self) -> bool {
        *self.text == *other.text
    }

    pub fn secret(&self) -> SecretString {
        SecretString::from(self.text.as_str())
    }

    pub fn clear(&mut self) {
        self.text = Zeroizing::new(String::new());
    }

    /// Draws a label and the dots; the caret stands behind them when `focused`.
    pub fn draw(&self, frame: &mut Frame<'_>, at: (u16, u16), label: &str, focused: bool, shell: &Shell) {
        let dots = "*".repeat(self.len().min(WIDE));
        Self::draw_text(&dots, frame, at, label, focused, shell);
    }

    /// The same with what was typed: a code from paper can't be compared with it otherwise.
    pub fn draw_open(
        &self,
        frame: &mut Frame<'_>,
        at: (u16, u16),
        label: &str,
        focused: bool,
        shell: &Shell,
    ) {
        let from = self.text.char_indices().rev().nth(WIDE - 1).map_or(0, |(at, _)| at);
        Self::draw_text(&self.text[from..], frame, at, label, focused, shell);
    }

    fn draw_text(
        text: &str,
        frame: &mut Frame<'_>,
        at: (u16, u16),
        label: &str,
        focused: bool,
        shell: &Shell,
    ) {
        let theme = &shell.theme;
        let style = if focused { theme.accent() } else { theme.text() };
        print(frame.buffer_mut(), at, label, 30, style, theme.symbols.ellipsis);
        let x = at.0 + 28;
        print(frame.buffer_mut(), (x, at.1), &format!("{text:<30}"), 42, theme.field(), ' ');
        if focused {
            let caret = u16::try_from(crate::ui::text::width(text)).unwrap_or(0);
            frame.set_cursor_position((x + caret, at.1));
        }
    }
}
