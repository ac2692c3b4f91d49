//! A picture as text, and with its styles.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// The characters, one line a row, without blanks at the ends.
pub fn plain(buffer: &Buffer) -> String {
    let rows = rows(buffer).map(|row| row.iter().map(|cell| cell.0.as_str()).collect::<String>());
    rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The characters, and below each row that has styles a row that names them: `B` bold, `S` selected, `R` reversed,
/// `U` underlined, and `c` cyan, `d` dark, `y` yellow, `r` red, `g` green.
pub fn styled(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for row in rows(buffer) {
        lines.push(row.iter().map(|cell| cell.0.as_str()).collect::<String>().trim_end().to_owned());
        let styles: String = row.iter().map(|cell| cell.1).collect();
        if !styles.trim().is_empty() {
            lines.push(format!("\u{2502}{}", styles.trim_end()));
        }
    }
    lines.join("\n")
}

/// The texts that stand in the style of what is selected, one a row.
pub fn selected(buffer: &Buffer) -> Vec<String> {
    let parts = rows(buffer).map(|row| {
        row.iter().filter(|cell| matches!(cell.1, 'S' | 'R')).map(|cell| cell.0.as_str()).collect::<String>()
    });
    parts.filter(|part| !part.trim().is_empty()).collect()
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<(String, char)>> {
    let area = buffer.area;
    (area.top()..area.bottom()).map(move |y| {
        let cells = (area.left()..area.right()).map(|x| &buffer[(x, y)]);
        cells.map(|cell| (cell.symbol().to_owned(), letter(cell))).collect()
    })
}

fn letter(cell: &ratatui::buffer::Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    match cell.fg {
        _ if has(Modifier::REVERSED) => 'R',
        _ if cell.bg == Color::Gray => 'S',
        Color::Cyan => 'c',
        Color::DarkGray => 'd',
        Color::Yellow => 'y',
        Color::Red => 'r',
        Color::Green => 'g',
        _ if has(Modifier::BOLD) => 'B',
        _ if has(Modifier::UNDERLINED) => 'U',
        _ => ' ',
    }
}
