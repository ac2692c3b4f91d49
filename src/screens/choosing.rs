//! Small gestures that several screens share: moving in a list, typing a line.

use tui_input::{Input, InputRequest};

use crate::app::CommandId;
use crate::ui::key::Key;
use crate::ui::table::Selection;

/// Types into one line. Returns whether its text changed.
pub fn edit_line(input: &mut Input, key: &Key) -> bool {
    let request = match key {
        Key::Char(c) => InputRequest::InsertChar(*c),
        Key::Backspace => InputRequest::DeletePrevChar,
        Key::Delete => InputRequest::DeleteNextChar,
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::Home => InputRequest::GoToStart,
        Key::End => InputRequest::GoToEnd,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Paste(text) => {
            // Cells and lines of a sheet become words.
            let spaced = text.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c });
            for c in spaced.filter(|c| !c.is_control()) {
                input.handle(InputRequest::InsertChar(c));
            }
            return true;
        }
        _ => return false,
    };
    input.handle(request).is_some_and(|change| change.value)
}

/// Moves a selection by the commands for it, in sight of `page` rows; says whether it was one.
pub fn step(selection: &mut Selection, command: CommandId, count: usize, page: usize) -> bool {
    let far = isize::try_from(page.max(1)).unwrap_or(10);
    match command {
        CommandId::LineUp => selection.step(-1, count),
        CommandId::LineDown => selection.step(1, count),
        CommandId::PageBack => selection.step(-far, count),
        CommandId::PageOn => selection.step(far, count),
        CommandId::First => selection.step(isize::MIN, count),
        CommandId::Last => selection.step(isize::MAX, count),
        _ => return false,
    }
    selection.fit(count, page);
    true
}

/// The same for the keys while a line is typed above the list.
pub fn step_key(selection: &mut Selection, key: &Key, count: usize, page: usize) -> bool {
    let command = match key {
        Key::Up => CommandId::LineUp,
        Key::Down => CommandId::LineDown,
        Key::PageUp => CommandId::PageBack,
        Key::PageDown => CommandId::PageOn,
        _ => return false,
    };
    step(selection, command, count, page)
}
