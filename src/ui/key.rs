//! A key as the program knows it; `term` makes them, scripts and tests too.

/// One key press, or one paste.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Enter,
    Tab,
    BackTab,
    Esc,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
    Insert,
    /// Function key, from 1.
    F(u8),
    /// Ctrl with a lower-case letter.
    Ctrl(char),
    /// Text from the clipboard, whole.
    Paste(String),
}
