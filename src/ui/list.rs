//! A small list to pick from: a menu, candidates, a column of choices.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::print;
use super::table::Selection;
use super::theme::Theme;

/// Draws `items`, one a line, with `>` before the selected one; lines above and below the edge are told by `▲`
/// and `▼` at the right.
pub fn draw<T: AsRef<str>>(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    items: &[T],
    mut selection: Selection,
) {
    if area.is_empty() {
        return;
    }
    let height = usize::from(area.height);
    selection.fit(items.len(), height);
    for (y, (index, item)) in (area.y..area.bottom()).zip(items.iter().enumerate().skip(selection.top)) {
        let is_selected = index == selection.at;
        let style = if is_selected { theme.selected() } else { theme.text() };
        if is_selected {
            buffer.set_style(Rect { y, height: 1, ..area }, style);
            print(buffer, (area.x, y), ">", area.width, style, '>');
        }
        let room = area.width.saturating_sub(4);
        print(buffer, (area.x.saturating_add(2), y), item.as_ref(), room, style, theme.symbols.ellipsis);
    }
    let edge = area.right() - 1;
    if selection.top > 0 {
        print(buffer, (edge, area.y), &theme.symbols.up.to_string(), 1, theme.quiet(), ' ');
    }
    if selection.top + height < items.len() {
        print(buffer, (edge, area.bottom() - 1), &theme.symbols.down.to_string(), 1, theme.quiet(), ' ');
    }
}
