//! What the terminal reports → the key that was meant.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::events::TermEvent;
use crate::ui::key::Key;

/// This many characters at once were not typed by hand.
const BURST_LEAST: usize = 3;

/// Remembers which characters are down: Alt codes and pastes into a Windows console report some only when they
/// are released.
#[derive(Debug, Default)]
pub(super) struct KeyReader {
    down: Vec<char>,
}

impl KeyReader {
    pub(super) fn read(&mut self, event: KeyEvent) -> Option<Key> {
        if event.is_release() {
            return self.released(event.code);
        }
        if let KeyCode::Char(c) = event.code
            && !c.is_ascii()
            && !self.down.contains(&c)
        {
            self.down.push(c);
        }
        key(event)
    }

    fn released(&mut self, code: KeyCode) -> Option<Key> {
        let KeyCode::Char(c) = code else { return None };
        if c.is_ascii() {
            return None;
        }
        match self.down.iter().position(|down| *down == c) {
            Some(at) => {
                self.down.swap_remove(at);
                None
            }
            None => Some(Key::Char(c)),
        }
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    Some(match event.code {
        KeyCode::Char(c) => return character(c, event.modifiers),
        KeyCode::Enter => Key::Enter,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Esc => Key::Esc,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}

fn character(c: char, modifiers: KeyModifiers) -> Option<Key> {
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
    let alt = modifiers.contains(KeyModifiers::ALT);
    match (ctrl, alt) {
        // Both together are AltGr: `@` on many keyboards.
        (false, false) | (true, true) => Some(Key::Char(c)),
        (true, false) if c.eq_ignore_ascii_case(&'h') => Some(Key::Backspace),
        (true, false) => Some(Key::Ctrl(c.to_ascii_lowercase())),
        (false, true) => None,
    }
}

/// A burst of characters is a paste: Enter inside it is a line break, never *save*.
pub(super) fn join_burst(events: Vec<TermEvent>) -> Vec<TermEvent> {
    let mut out = Vec::with_capacity(events.len());
    let mut run: Vec<TermEvent> = Vec::new();
    for event in events {
        if typed(&event).is_some() {
            run.push(event);
        } else {
            end_run(&mut run, &mut out);
            out.push(event);
        }
    }
    end_run(&mut run, &mut out);
    out
}

fn end_run(run: &mut Vec<TermEvent>, out: &mut Vec<TermEvent>) {
    if run.len() < BURST_LEAST {
        out.append(run);
    } else {
        let text = run.drain(..).filter_map(|event| typed(&event)).collect();
        out.push(TermEvent::Key(Key::Paste(text)));
    }
}

/// The character that a key would be as text.
fn typed(event: &TermEvent) -> Option<char> {
    match event {
        TermEvent::Key(Key::Char(c)) => Some(*c),
        TermEvent::Key(Key::Enter | Key::Ctrl('j')) => Some('\n'),
        TermEvent::Key(Key::Tab) => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEventKind;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    fn release(c: char) -> KeyEvent {
        KeyEvent::new_with_kind(KeyCode::Char(c), KeyModifiers::NONE, KeyEventKind::Release)
    }

    #[test]
    fn releases_are_dropped_except_of_what_was_never_pressed() {
        let mut reader = KeyReader::default();
        assert_eq!(reader.read(press(KeyCode::Char('a'), KeyModifiers::NONE)), Some(Key::Char('a')));
        assert_eq!(reader.read(release('a')), None);
        assert_eq!(reader.read(press(KeyCode::Char('é'), KeyModifiers::NONE)), Some(Key::Char('é')));
        assert_eq!(reader.read(release('é')), None);
        assert_eq!(reader.read(release('é')), Some(Key::Char('é')));
    }

    #[test]
    fn a_held_key_repeats() {
        let mut reader = KeyReader::default();
        let held = KeyEvent::new_with_kind(KeyCode::Down, KeyModifiers::NONE, KeyEventKind::Repeat);
        assert_eq!(reader.read(held), Some(Key::Down));
    }

    #[test]
    fn modifiers_mean_what_people_mean() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(key(press(KeyCode::Char('@'), both)), Some(Key::Char('@')));
        assert_eq!(key(press(KeyCode::Char('h'), KeyModifiers::CONTROL)), Some(Key::Backspace));
        assert_eq!(key(press(KeyCode::Char('S'), KeyModifiers::CONTROL)), Some(Key::Ctrl('s')));
        assert_eq!(key(press(KeyCode::Char('A'), KeyModifiers::SHIFT)), Some(Key::Char('A')));
        assert_eq!(key(press(KeyCode::Tab, KeyModifiers::SHIFT)), Some(Key::BackTab));
        assert_eq!(key(press(KeyCode::Char('x'), KeyModifiers::ALT)), None);
    }

    #[test]
    fn enter_inside_a_burst_is_text() {
        let keys = |text: &str| -> Vec<TermEvent> {
            let key = |c| if c == '\n' { Key::Enter } else { Key::Char(c) };
            text.chars().map(|c| TermEvent::Key(key(c))).collect()
        };
        assert_eq!(join_burst(keys("Enok\nCikitu\n")), [TermEvent::Key(Key::Paste("Enok\nCikitu\n".into()))]);
        assert_eq!(join_burst(keys("y\n")), keys("y\n"));
        let mut mixed = keys("abc");
        mixed.push(TermEvent::Key(Key::Esc));
        mixed.extend(keys("n"));
        let expected = [Key::Paste("abc".into()), Key::Esc, Key::Char('n')].map(TermEvent::Key);
        assert_eq!(join_burst(mixed), expected);
    }
}
