//! The one way in which text reaches the screen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::text::{cut, is_plain, width};

/// Prints `text`, cleaned and cut to `columns`, at a place; outside the buffer nothing happens. Returns the
/// columns used.
pub fn print(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    columns: u16,
    style: Style,
    ellipsis: char,
) -> u16 {
    let area = buffer.area;
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    let columns = columns.min(area.right() - x);
    if is_plain(text) && text.len() <= usize::from(columns) {
        return print_plain(buffer, (x, y), text, style);
    }
    let shown = cut(text, usize::from(columns), ellipsis);
    let (end, _) = buffer.set_stringn(x, y, shown.as_ref(), usize::from(columns), style);
    end - x
}

/// A letter a cell. `Buffer::set_stringn` looks for the clusters of letters first, which took a third of a frame.
fn print_plain(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let start = buffer.index_of(x, y);
    let cells = buffer.content.iter_mut().skip(start);
    let written =
        cells.zip(text.chars()).map(|(cell, letter)| cell.set_char(letter).set_style(style)).count();
    u16::try_from(written).unwrap_or(u16::MAX)
}

/// The same, so that the text ends at column `right` (exclusive); it never begins before `left`.
pub fn print_right(
    buffer: &mut Buffer,
    (left, right, y): (u16, u16, u16),
    text: &str,
    style: Style,
    ellipsis: char,
) {
    let room = right.saturating_sub(left);
    let wide = u16::try_from(width(text)).unwrap_or(u16::MAX).min(room);
    print(buffer, (right.saturating_sub(wide), y), text, wide, style, ellipsis);
}
