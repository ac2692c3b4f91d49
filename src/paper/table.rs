//! Tables on pages: every cell has the lines it needs, a row that is taller than the page goes on over the next.

use super::layout::{Flow, LEADING, MARGIN, Mark, PAD};
use super::pdf::Table;

/// A row broken into lines.
struct Broken {
    cells: Vec<Vec<String>>,
    bold: bool,
}

impl Broken {
    fn height(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0).max(1)
    }
}

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let line = table.size * LEADING;
        let edges = edges(table, self.sides.inner());
        let header = self.broken(table, &table.header, &edges, true);
        // The header never stands alone at the end of a page.
        self.need(lines(header.height() + 1) * line + 2.0 * PAD);
        self.row(table, &header, &edges, 0, header.height());
        for row in &table.rows {
            let row = self.broken(table, row, &edges, false);
            let height = row.height();
            let whole = lines(height) * line + PAD;
            let of_a_page = self.sides.height - 2.0 * MARGIN - lines(header.height()) * line - 2.0 * PAD;
            if whole <= of_a_page && self.need(whole) {
                self.row(table, &header, &edges, 0, header.height());
            }
            let mut from = 0;
            while from < height {
                if self.need(line + PAD) {
                    self.row(table, &header, &edges, 0, header.height());
                }
                let to = (from + fitting(self.room() - PAD, line)).min(height);
                self.row(table, &row, &edges, from, to);
                from = to;
            }
        }
    }

    fn broken(&self, table: &Table, cells: &[String], edges: &[(f32, f32)], bold: bool) -> Broken {
        let face = self.faces.weight(bold);
        let lines = cells
            .iter()
            .zip(edges)
            .map(|(cell, (_, width))| face.wrapped(cell, table.size, width - 2.0 * PAD));
        Broken { cells: lines.collect(), bold }
    }

    /// The lines of a row from one to another, in their frame.
    fn row(&mut self, table: &Table, row: &Broken, edges: &[(f32, f32)], from: usize, to: usize) {
        let top = self.y;
        let line = table.size * LEADING;
        let height = lines(to.saturating_sub(from)) * line + PAD;
        for ((cell, (left, width)), column) in row.cells.iter().zip(edges).zip(&table.columns) {
            self.y = top + PAD / 2.0;
            for text in cell.iter().take(to).skip(from) {
                let x = if column.is_number {
                    left + width - PAD - self.faces.weight(row.bold).width(text, table.size)
                } else {
                    left + PAD
                };
                self.text(x, table.size, row.bold, text);
                self.y += line;
            }
        }
        for (left, width) in edges {
            self.mark(Mark::Box { x: *left, y: top, width: *width, height });
        }
        self.y = top + height;
    }
}

/// Where each column begins and how wide it is.
fn edges(table: &Table, inner: f32) -> Vec<(f32, f32)> {
    let sum: f32 = table.columns.iter().map(|column| column.weight).sum();
    let mut left = MARGIN;
    let widths = table.columns.iter().map(|column| column.weight * inner / sum.max(f32::MIN_POSITIVE));
    widths
        .map(|width| {
            let edge = (left, width);
            left += width;
            edge
        })
        .collect()
}

fn lines(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// How many lines fit in a height, at least one.
fn fitting(height: f32, line: f32) -> usize {
    let mut count = 1;
    while lines(count + 1) * line <= height {
        count += 1;
    }
    count
}
