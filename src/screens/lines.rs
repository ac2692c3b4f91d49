//! What several screens say in the same way: paragraphs, a moment, a size.

use chrono::{DateTime, Local};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Shell;
use crate::ui::{print, text};

/// Draws paragraphs one below the other, wrapped to the width; gives the line below the last.
pub fn draw_lines(frame: &mut Frame<'_>, area: Rect, lines: &[(Style, String)]) -> u16 {
    let mut y = area.y;
    for (style, line) in lines {
        let parts =
            if line.is_empty() { vec![String::new()] } else { text::wrap(line, usize::from(area.width)) };
        for part in parts {
            if y >= area.bottom() {
                return y;
            }
            print(frame.buffer_mut(), (area.x, y), &part, area.width, *style, ' ');
            y += 1;
        }
    }
    y
}

/// The part of a screen in which paragraphs stand.
pub fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(3).min(area.right()),
        y: area.y.saturating_add(1).min(area.bottom()),
        width: area.width.saturating_sub(6),
        height: area.height.saturating_sub(1),
    }
}

/// `24 Nov 16.20`
pub fn moment(at: i64, shell: &Shell) -> String {
    let at = DateTime::from_timestamp(at, 0).map(|at| at.with_timezone(&Local));
    let words = |at: DateTime<Local>| {
        format!("{} {}", shell.words.date_short(at.date_naive(), shell.today), at.format("%H.%M"))
    };
    at.map(words).unwrap_or_default()
}

/// `812 KB`, `34 MB`
pub fn size(bytes: u64) -> String {
    const LARGE: u64 = 10 << 20;
    if bytes < LARGE { format!("{} KB", bytes.div_ceil(1 << 10)) } else { format!("{} MB", bytes >> 20) }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_whole_numbers() {
        assert_eq!([size(0), size(1), size(10 << 20), size(35 << 20)], ["0 KB", "1 KB", "10 MB", "35 MB"]);
    }
}
