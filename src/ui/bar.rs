//! The last line: the keys of this screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::print;
use super::text::width;
use super::theme::Theme;

/// A key and what it does. `rank` 0 stays always (`?`, Esc); among the others the highest number goes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHint {
    pub key: String,
    pub label: String,
    pub rank: u8,
}

impl KeyHint {
    pub fn new(key: impl Into<String>, label: impl Into<String>, rank: u8) -> Self {
        Self { key: key.into(), label: label.into(), rank }
    }

    fn width(&self) -> usize {
        width(&self.key) + 1 + width(&self.label)
    }
}

/// Spaces between two hints.
const GAP: usize = 2;

/// The hints that fit into `columns`, in their order.
pub fn fitting(hints: &[KeyHint], columns: usize) -> Vec<&KeyHint> {
    let mut kept: Vec<&KeyHint> = hints.iter().collect();
    let taken = |kept: &[&KeyHint]| kept.iter().map(|h| h.width() + GAP).sum::<usize>().saturating_sub(GAP);
    while taken(&kept) > columns {
        let lowest = kept.iter().enumerate().filter(|(_, h)| h.rank > 0).max_by_key(|(at, h)| (h.rank, *at));
        let Some((at, _)) = lowest else { break };
        kept.remove(at);
    }
    kept
}

/// Draws the hints into the first line of `area`, with a rule above when there are two lines.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, hints: &[KeyHint]) {
    if area.is_empty() {
        return;
    }
    let mut y = area.y;
    if area.height > 1 {
        super::header::rule(buffer, area, theme);
        y += 1;
    }
    let end = area.right();
    let mut x = area.x + 1;
    for hint in fitting(hints, usize::from(area.width.saturating_sub(2))) {
        x += print(buffer, (x, y), &hint.key, end.saturating_sub(x), theme.key(), theme.symbols.ellipsis) + 1;
        let room = end.saturating_sub(x);
        x += print(buffer, (x, y), &hint.label, room, theme.text(), theme.symbols.ellipsis) + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(columns: usize) -> String {
        let hints = [
            KeyHint::new("Enter", "buka", 1),
            KeyHint::new("n", "baru", 2),
            KeyHint::new("o", "urut", 5),
            KeyHint::new("Esc", "kembali", 0),
            KeyHint::new("?", "bantuan", 0),
        ];
        fitting(&hints, columns).iter().map(|h| h.key.clone()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_lowest_rank_goes_first_and_help_never() {
        assert_eq!(kept(60), "Enter n o Esc ?");
        assert_eq!(kept(45), "Enter n Esc ?");
        assert_eq!(kept(34), "Enter Esc ?");
        assert_eq!(kept(3), "Esc ?");
    }
}
