//! Long work: `[######....]` and its words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::print;
use super::theme::Theme;

/// Columns of the bar itself.
const BAR: u16 = 28;

/// Draws `done` of `all` as a bar, and `words` (counts, time left) behind it or, when narrow, only those.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, done: u64, all: u64, words: &str) {
    if area.is_empty() {
        return;
    }
    let mut x = area.x;
    if area.width >= BAR * 2 {
        let bar = bar(theme, done, all);
        x += print(buffer, (x, area.y), &bar, area.width, theme.accent(), ' ') + 2;
    }
    print(buffer, (x, area.y), words, area.right().saturating_sub(x), theme.text(), theme.symbols.ellipsis);
}

fn bar(theme: &Theme, done: u64, all: u64) -> String {
    let cells = u128::from(BAR);
    let full = (u128::from(done.min(all)) * cells).checked_div(u128::from(all)).unwrap_or(0);
    let cell = |at| if at < full { theme.symbols.gauge_full } else { theme.symbols.gauge_rest };
    format!("[{}]", (0..cells).map(cell).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_full_only_at_the_end() {
        let theme = Theme::new(false, true);
        assert_eq!(bar(&theme, 6, 8), "[#####################.......]");
        assert!(bar(&theme, 999, 1000).ends_with(".]"));
        assert!(bar(&theme, 9, 8).ends_with("#]"));
        assert!(bar(&theme, 0, 0).starts_with("[."));
        assert!(bar(&theme, u64::MAX, u64::MAX).ends_with("#]"));
    }
}
