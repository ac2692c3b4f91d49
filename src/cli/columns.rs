//! Lines in columns for people.

use unicode_width::UnicodeWidthStr as _;

use crate::text::clean;

/// Space between two columns.
const GAP: usize = 2;
/// A wider cell moves only its own line.
const WIDEST: usize = 40;

/// One line a row, columns aligned to the left.
pub fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| clean(cell).into_owned()).collect()).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..count)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| cell.width().min(WIDEST)).max().unwrap_or_default()
        })
        .collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + GAP));
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [vec!["a".into(), "b".into()], vec!["ccc".into(), "d\u{1b}[31m".into()]];
        assert_eq!(aligned(&rows), ["a    b", "ccc  d[31m"]);
    }
}
