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
    more(buffer, area, theme, selection.top > 0, selection.top + height < items.len());
}

/// Draws text to read from the line `at` on, or so much earlier that the page is full.
pub fn draw_lines(buffer: &mut Buffer, area: Rect, theme: &Theme, lines: &[String], at: usize) {
    let height = usize::from(area.height);
    let top = at.min(lines.len().saturating_sub(height));
    let room = area.width.saturating_sub(3);
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        print(buffer, (area.x + 2, y), line, room, theme.text(), theme.symbols.ellipsis);
    }
    more(buffer, area, theme, top > 0, top + height < lines.len());
}

/// Tells at the right edge that there is more above and below.
pub fn more(buffer: &mut Buffer, area: Rect, theme: &Theme, above: bool, below: bool) {
    let (edge, last) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    let marks = [(above, area.y, theme.symbols.up), (below, last, theme.symbols.down)];
    for (_, y, symbol) in marks.into_iter().filter(|(is_there, ..)| *is_there) {
        print(buffer, (edge, y), &symbol.to_string(), 1, theme.quiet(), ' ');
    }
}
