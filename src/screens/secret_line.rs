//! A line into which something secret is typed: shown as dots, wiped when it goes.

use ratatui::Frame;
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::app::Shell;
use crate::ui::key::Key;
use crate::ui::print;

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
        let theme = &shell.theme;
        let style = if focused { theme.accent() } else { theme.text() };
        print(frame.buffer_mut(), at, label, 30, style, theme.symbols.ellipsis);
        let dots: String = "*".repeat(self.len().min(40));
        let x = at.0 + 28;
        print(frame.buffer_mut(), (x, at.1), &format!("{dots:<30}"), 42, theme.field(), ' ');
        if focused {
            let caret = u16::try_from(self.len().min(40)).unwrap_or(0);
            frame.set_cursor_position((x + caret, at.1));
        }
    }
}
