//! One piece of typed text with a caret: a line, or several.

use std::cell::Cell;

use tui_input::{Input, InputRequest};

use crate::ui::key::Key;
use crate::ui::text::{Wrapped, wrap_for_editing};

/// Columns at which long text wraps until a view has said how wide it is.
const UNSEEN_WIDTH: u16 = 50;

#[derive(Clone, Debug)]
pub(super) struct Edit {
    input: Input,
    multiline: bool,
    /// Set by the view: the caret moves up and down by the lines that are seen.
    width: Cell<u16>,
}

/// What a key did to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    Ignored,
    Moved,
    Changed,
}

impl Edit {
    pub(super) fn new(text: &str, multiline: bool) -> Self {
        Self { input: Input::new(text.to_owned()), multiline, width: Cell::new(UNSEEN_WIDTH) }
    }

    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    pub(super) fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// The caret, in characters from the start.
    pub(super) fn caret(&self) -> usize {
        self.input.cursor()
    }

    pub(super) fn is_multiline(&self) -> bool {
        self.multiline
    }

    /// The lines as they are seen at a width, and the caret's place in them.
    pub(super) fn wrapped(&self, width: u16) -> Wrapped {
        self.width.set(width);
        wrap_for_editing(self.text(), usize::from(width), self.caret())
    }

    pub(super) fn press(&mut self, key: &Key) -> Edited {
        match key {
            Key::Char(c) => self.insert(&c.to_string()),
            Key::Paste(text) => self.insert(text),
            // Enter goes on to the next field, as everywhere in a form.
            Key::Ctrl('j') if self.multiline => self.insert("\n"),
            Key::Up if self.multiline => self.go_line(-1),
            Key::Down if self.multiline => self.go_line(1),
            Key::Home if self.multiline => self.go_edge(false),
            Key::End if self.multiline => self.go_edge(true),
            key => match request(key) {
                Some(request) => self.apply(request),
                None => Edited::Ignored,
            },
        }
    }

    fn apply(&mut self, request: InputRequest) -> Edited {
        match self.input.handle(request) {
            Some(change) if change.value => Edited::Changed,
            _ => Edited::Moved,
        }
    }

    /// Inserts at the caret; a line break is a space in a field of one line.
    fn insert(&mut self, text: &str) -> Edited {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = if self.multiline { text } else { text.trim_matches('\n').to_owned() };
        let mut value = String::with_capacity(self.text().len() + text.len());
        let mut before = self.text().chars();
        value.extend(before.by_ref().take(self.caret()));
        let added = text.chars().filter_map(|c| self.accepted(c)).inspect(|c| value.push(*c)).count();
        if added == 0 {
            return Edited::Moved;
        }
        value.extend(before);
        let caret = self.caret() + added;
        self.input = Input::new(value).with_cursor(caret);
        Edited::Changed
    }

    fn accepted(&self, c: char) -> Option<char> {
        match c {
            '\n' if self.multiline => Some('\n'),
            '\n' | '\t' => Some(' '),
            c if crate::text::clean(c.encode_utf8(&mut [0; 4])).is_empty() => None,
            c => Some(c),
        }
    }

    fn go_line(&mut self, step: isize) -> Edited {
        let wrapped = self.wrapped(self.width.get());
        let Some(line) = wrapped.caret_line.checked_add_signed(step) else { return Edited::Ignored };
        let Some(caret) = wrapped.char_at(line, wrapped.caret_column) else { return Edited::Ignored };
        self.input.handle(InputRequest::SetCursor(caret));
        Edited::Moved
    }

    fn go_edge(&mut self, end: bool) -> Edited {
        let wrapped = self.wrapped(self.width.get());
        let column = if end { usize::MAX } else { 0 };
        if let Some(caret) = wrapped.char_at(wrapped.caret_line, column) {
            self.input.handle(InputRequest::SetCursor(caret));
        }
        Edited::Moved
    }
}

fn request(key: &Key) -> Option<InputRequest> {
    Some(match key {
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        Key::Backspace => InputRequest::DeletePrevChar,
        Key::Delete => InputRequest::DeleteNextChar,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Ctrl('k') => InputRequest::DeleteTillEnd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(multiline: bool, keys: &[Key]) -> Edit {
        let mut edit = Edit::new("", multiline);
        for key in keys {
            edit.press(key);
        }
        edit
    }

    #[test]
    fn a_pasted_line_break_is_a_space_in_one_line() {
        let keys = [Key::Paste("Enok\r\nRohaeti\u{1b}\n".into()), Key::Char('!')];
        assert_eq!(typed(false, &keys).text(), "Enok Rohaeti!");
        assert_eq!(typed(true, &keys).text(), "Enok\nRohaeti\n!");
    }

    #[test]
    fn deleting_takes_a_whole_grapheme() {
        let mut edit = Edit::new("ae\u{301}", false);
        assert_eq!(edit.press(&Key::Backspace), Edited::Changed);
        assert_eq!(edit.text(), "a");
        assert_eq!(edit.press(&Key::F(2)), Edited::Ignored);
    }

    #[test]
    fn up_moves_by_the_lines_that_are_seen_and_stops_at_the_edge() {
        let mut edit = Edit::new("satu dua tiga empat", true);
        edit.wrapped(9);
        assert_eq!(edit.press(&Key::Up), Edited::Moved);
        edit.press(&Key::Char('X'));
        assert_eq!(edit.text(), "satu dua tigaX empat");
        assert_eq!(edit.press(&Key::Home), Edited::Moved);
        edit.press(&Key::Up);
        assert_eq!(edit.press(&Key::Up), Edited::Ignored);
    }
}
