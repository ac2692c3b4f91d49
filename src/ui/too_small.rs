//! What is shown under 80×24: one calm line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{print, text};
use crate::text::Words;

/// The smallest window that is worked in.
pub const SMALLEST: (u16, u16) = (80, 24);

pub fn is_too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

/// Says how large the window is and how large it should be.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, words: &Words) {
    if area.is_empty() {
        return;
    }
    let size = [("width", area.width.to_string().into()), ("height", area.height.to_string().into())];
    let lines = text::wrap(&words.say("too-small", &size), usize::from(area.width));
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        print(buffer, (area.x, y), line, area.width, theme.text(), theme.symbols.ellipsis);
    }
}
