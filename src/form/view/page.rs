//! The lines of a form before they are scrolled into the area.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::ui::theme::Theme;
use crate::ui::{list, print};

/// Pieces of text at columns.
#[derive(Debug, Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    column: u16,
    columns: u16,
    text: String,
    style: Style,
}

impl Line {
    pub(super) fn put(&mut self, column: u16, text: impl Into<String>, style: Style) {
        self.put_cut(column, text, u16::MAX, style);
    }

    pub(super) fn put_cut(&mut self, column: u16, text: impl Into<String>, columns: u16, style: Style) {
        self.pieces.push(Piece { column, columns, text: text.into(), style });
    }
}

#[derive(Debug, Default)]
pub(super) struct Page {
    lines: Vec<Line>,
    caret: Option<(usize, u16)>,
    focus: Range<usize>,
}

impl Page {
    pub(super) fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Puts the caret at a column of the line pushed next.
    pub(super) fn caret_on_next(&mut self, column: u16) {
        self.caret = Some((self.lines.len(), column));
    }

    pub(super) fn begin_block(&mut self, is_focused: bool) {
        if is_focused {
            self.focus.start = self.lines.len();
        }
    }

    pub(super) fn end_block(&mut self, is_focused: bool) {
        if is_focused {
            self.focus.end = self.lines.len();
        }
    }

    /// Prints the lines around the focused field; returns where the cursor belongs.
    pub(super) fn print(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let height = usize::from(area.height);
        let top = self.top(height);
        for (y, line) in (area.y..area.bottom()).zip(self.lines.iter().skip(top)) {
            for piece in &line.pieces {
                let columns = piece.columns.min(area.width.saturating_sub(piece.column));
                let at = (area.x.saturating_add(piece.column), y);
                print(buffer, at, &piece.text, columns, piece.style, theme.symbols.ellipsis);
            }
        }
        list::more(buffer, area, theme, top > 0, top + height < self.lines.len());
        let (line, column) = self.caret?;
        let y = u16::try_from(line.checked_sub(top)?).ok()?;
        let seen = y < area.height && column < area.width;
        seen.then(|| Position::new(area.x + column, area.y + y))
    }

    /// The first line in sight: the focused field stands in the upper half, its caret always in sight.
    fn top(&self, height: usize) -> usize {
        let last = self.lines.len().saturating_sub(height);
        let wanted = self.focus.start.saturating_sub(height / 3);
        let whole = self.focus.end.saturating_sub(height).min(self.focus.start);
        let top = wanted.max(whole).min(last);
        match self.caret {
            Some((line, _)) if line >= top + height => line + 1 - height,
            Some((line, _)) => top.min(line),
            None => top,
        }
    }
}
