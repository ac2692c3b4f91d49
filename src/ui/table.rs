//! A list of rows with columns, of which only those in sight are made and drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;

use super::text::width;
use super::theme::Theme;
use super::{list, print};

/// A column. Fixed ones get their width; the rest is shared by the others in proportion of `share`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub heading: String,
    /// At least this wide.
    pub min: u16,
    /// 0 for a fixed column.
    pub share: u16,
    pub alignment: Alignment,
    /// Columns of the highest rank disappear first when it gets narrow; 0 stays.
    pub rank: u8,
}

impl Column {
    pub fn fixed(heading: impl Into<String>, columns: u16) -> Self {
        Self { heading: heading.into(), min: columns, share: 0, alignment: Alignment::Left, rank: 0 }
    }

    pub fn flexible(heading: impl Into<String>, min: u16, share: u16) -> Self {
        Self { heading: heading.into(), min, share, alignment: Alignment::Left, rank: 0 }
    }

    #[must_use]
    pub fn right(mut self) -> Self {
        self.alignment = Alignment::Right;
        self
    }

    #[must_use]
    pub fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }
}

/// Where a list stands: kept in the model, moved by keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub at: usize,
    /// First row in sight.
    pub top: usize,
}

impl Selection {
    /// Moves by `step` among `count` rows.
    pub fn step(&mut self, step: isize, count: usize) {
        self.at = self.at.saturating_add_signed(step).min(count.saturating_sub(1));
    }

    /// Brings the selection among `count` rows and into a view of `height` rows.
    pub fn fit(&mut self, count: usize, height: usize) {
        self.at = self.at.min(count.saturating_sub(1));
        self.top = self.top.min(count.saturating_sub(height)).min(self.at);
        if height > 0 && self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
    }
}

/// One row: a sign in front (`!`, `*`, `~`, or a space), and a text for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub sign: Option<char>,
    pub cells: Vec<String>,
    pub style: Style,
}

impl Row {
    pub fn new(cells: Vec<String>) -> Self {
        Self { sign: None, cells, style: Style::new() }
    }
}

/// Columns in front of the cells: ` > ! `.
const FRONT: u16 = 5;
const GAP: u16 = 1;

/// The rows that a table of this height shows, its heading taken off.
pub fn rows_in(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1))
}

/// Draws heading and rows; `row(n)` is asked only for the rows in sight. `selection` should have been fitted to
/// [`rows_in`]; where it was not, it is fitted for this drawing. `▲` and `▼` say that there is more.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    columns: &[Column],
    selection: Selection,
    count: usize,
    row: impl Fn(usize) -> Row,
) {
    if area.is_empty() {
        return;
    }
    let widths = widths(columns, area.width.saturating_sub(FRONT + 1));
    let heading: Vec<&str> = columns.iter().map(|c| c.heading.as_str()).collect();
    draw_cells(buffer, area, area.y, theme, columns, &widths, &heading, theme.quiet());
    let height = rows_in(area);
    let mut selection = selection;
    // Nothing is selected: the cursor is elsewhere on the screen.
    let nothing = selection.at == usize::MAX;
    selection.fit(count, height);
    let seen = selection.top..(selection.top + height).min(count);
    for (y, index) in (area.y + 1..area.bottom()).zip(seen) {
        let row = row(index);
        let is_selected = !nothing && index == selection.at;
        let style = if is_selected { row.style.patch(theme.selected()) } else { row.style };
        if is_selected {
            buffer.set_style(Rect { y, height: 1, ..area }, style);
            print(buffer, (area.x + 1, y), ">", 1.min(area.width), style, '>');
        }
        if let Some(sign) = row.sign {
            let style = if is_selected { style } else { theme.warning() };
            print(buffer, (area.x + 3, y), &sign.to_string(), 1.min(area.width), style, sign);
        }
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        draw_cells(buffer, area, y, theme, columns, &widths, &cells, style);
    }
    let height = rows_in(area);
    if height > 0 {
        let rows = Rect { y: area.y + 1, height: area.height - 1, ..area };
        list::more(buffer, rows, theme, selection.top > 0, selection.top + height < count);
    }
}

#[expect(clippy::too_many_arguments, reason = "one line of a table, private")]
fn draw_cells(
    buffer: &mut Buffer,
    area: Rect,
    y: u16,
    theme: &Theme,
    columns: &[Column],
    widths: &[u16],
    cells: &[&str],
    style: Style,
) {
    let mut x = area.x.saturating_add(FRONT);
    for ((column, wide), cell) in columns.iter().zip(widths).zip(cells) {
        if *wide == 0 || x >= area.right() {
            continue;
        }
        let room = (*wide).min(area.right() - x);
        let used = u16::try_from(width(cell)).unwrap_or(u16::MAX).min(room);
        let start = match column.alignment {
            Alignment::Left => x,
            Alignment::Center => x + (room - used) / 2,
            Alignment::Right => x + (room - used),
        };
        print(buffer, (start, y), cell, room, style, theme.symbols.ellipsis);
        x = x.saturating_add(*wide + GAP);
    }
}

/// The width of each column; 0 for those that had to go.
pub fn widths(columns: &[Column], available: u16) -> Vec<u16> {
    let mut kept: Vec<bool> = vec![true; columns.len()];
    loop {
        let shown = || columns.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(column, _)| column);
        let needed: u16 = shown().map(|c| c.min.saturating_add(GAP)).fold(0, u16::saturating_add);
        let shares: u32 = shown().map(|c| u32::from(c.share)).sum();
        if needed <= available.saturating_add(GAP) {
            let spare = u32::from((available + GAP) - needed);
            return columns
                .iter()
                .zip(&kept)
                .map(|(c, kept)| if *kept { grown(c, spare, shares) } else { 0 })
                .collect();
        }
        let lowest = (0..columns.len())
            .filter(|at| kept.get(*at) == Some(&true))
            .max_by_key(|at| (columns.get(*at).map(|c| c.rank), *at));
        match lowest.and_then(|at| kept.get_mut(at)) {
            Some(slot) => *slot = false,
            None => return vec![0; columns.len()],
        }
    }
}

fn grown(column: &Column, spare: u32, shares: u32) -> u16 {
    let extra = (spare * u32::from(column.share)).checked_div(shares).unwrap_or(0);
    column.min.saturating_add(u16::try_from(extra).unwrap_or(0))
}
