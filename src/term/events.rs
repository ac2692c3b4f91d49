//! What comes from the terminal, read by a thread of its own.

use std::io;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};

use super::keys::{KeyReader, join_burst};
use crate::ui::key::Key;

/// Something happened at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermEvent {
    /// Pastes come as [`Key::Paste`].
    Key(Key),
    /// The left button was pressed at a cell.
    Click {
        column: u16,
        row: u16,
    },
    /// The wheel was turned: lines, negative is up.
    Scroll(i16),
    /// Columns and rows; clear the screen before drawing.
    Resize(u16, u16),
    FocusLost,
    FocusGained,
    /// The terminal is gone, or the system asks to end: keep the draft and leave.
    Closed,
}

/// Lines a turn of the wheel moves.
const WHEEL_LINES: i16 = 3;
/// A paste without brackets arrives key by key; keys this close together are one burst.
const BURST_GAP: Duration = Duration::from_millis(4);
/// A burst ends here at the latest, so that a held key is seen moving.
const BURST_MOST: usize = 4096;

/// Starts the thread that blocks on the terminal. `send` returns false when nobody listens any more.
pub fn spawn(send: impl Fn(TermEvent) -> bool + Clone + Send + 'static) -> io::Result<JoinHandle<()>> {
    #[cfg(unix)]
    super::signals::watch(send.clone())?;
    thread::Builder::new().name("terminal".to_owned()).spawn(move || read_all(&send))
}

fn read_all(send: &impl Fn(TermEvent) -> bool) {
    let mut reader = KeyReader::default();
    loop {
        let Ok(batch) = read_batch() else {
            send(TermEvent::Closed);
            return;
        };
        let events = batch.into_iter().filter_map(|event| told(event, &mut reader)).collect();
        let events = if cfg!(windows) { join_burst(events) } else { events };
        if !events.into_iter().all(send) {
            return;
        }
    }
}

/// One event, or on Windows all that come at once.
fn read_batch() -> io::Result<Vec<Event>> {
    let mut batch = vec![event::read()?];
    while cfg!(windows) && batch.len() < BURST_MOST && event::poll(gap(&batch))? {
        batch.push(event::read()?);
    }
    Ok(batch)
}

/// A single key is not waited on.
fn gap(batch: &[Event]) -> Duration {
    let is_press = |event: &&Event| matches!(event, Event::Key(key) if !key.is_release());
    if batch.iter().filter(is_press).count() > 1 { BURST_GAP } else { Duration::ZERO }
}

fn told(event: Event, reader: &mut KeyReader) -> Option<TermEvent> {
    match event {
        Event::Key(key) => reader.read(key).map(TermEvent::Key),
        // Terminals send a line break in a paste as Enter would be sent.
        Event::Paste(text) => {
            Some(TermEvent::Key(Key::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))))
        }
        Event::Mouse(mouse) => clicked(mouse),
        Event::Resize(columns, rows) => Some(TermEvent::Resize(columns, rows)),
        Event::FocusLost => Some(TermEvent::FocusLost),
        Event::FocusGained => Some(TermEvent::FocusGained),
    }
}

fn clicked(mouse: MouseEvent) -> Option<TermEvent> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            Some(TermEvent::Click { column: mouse.column, row: mouse.row })
        }
        MouseEventKind::ScrollUp => Some(TermEvent::Scroll(-WHEEL_LINES)),
        MouseEventKind::ScrollDown => Some(TermEvent::Scroll(WHEEL_LINES)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    #[test]
    fn only_the_second_key_at_once_is_waited_on() {
        let press = Event::Key(KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE));
        let release = Event::Key(KeyEvent::new_with_kind(
            KeyCode::Char('a'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        ));
        assert_eq!(gap(&[press.clone(), release]), Duration::ZERO);
        assert_eq!(gap(&[press.clone(), press]), BURST_GAP);
    }

    #[test]
    fn the_wheel_and_the_left_button_are_told() {
        let mouse = |kind| MouseEvent { kind, column: 3, row: 7, modifiers: KeyModifiers::NONE };
        let left = mouse(MouseEventKind::Down(MouseButton::Left));
        assert_eq!(clicked(left), Some(TermEvent::Click { column: 3, row: 7 }));
        assert_eq!(clicked(mouse(MouseEventKind::ScrollUp)), Some(TermEvent::Scroll(-3)));
        assert_eq!(clicked(mouse(MouseEventKind::Moved)), None);
    }
}
