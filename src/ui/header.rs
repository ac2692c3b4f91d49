//! The first line: where one is; on the right the place and the date.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::width;
use super::theme::Theme;
use super::{print, print_right};

/// Lines it takes: the words and a rule.
pub const HEIGHT: u16 = 2;

/// Draws the header into the first two lines of `area`. The right part goes first when both do not fit.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, place: &str, right: &str) {
    if area.is_empty() {
        return;
    }
    let inner = area.width.saturating_sub(2);
    let ellipsis = theme.symbols.ellipsis;
    let used = print(buffer, (area.x + 1, area.y), place, inner, theme.title(), ellipsis);
    let left = area.x + 1 + used + 2;
    if width(right) <= usize::from(area.right().saturating_sub(1).saturating_sub(left)) {
        print_right(buffer, (left, area.right() - 1, area.y), right, theme.quiet(), ellipsis);
    }
    rule(buffer, Rect { y: area.y + 1, ..area }, theme);
}

/// A rule over the whole width of `area`'s first line.
pub fn rule(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let line = theme.symbols.horizontal.to_string().repeat(usize::from(area.width));
    print(buffer, (area.x, area.y), &line, area.width, theme.rule(), theme.symbols.horizontal);
}
