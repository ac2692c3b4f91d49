//! A box in the middle, over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::print;
use super::text::width;
use super::theme::Theme;

/// A place of at most `width` × `height` in the middle of `area`.
pub fn place(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
    Rect { x, y, width, height }
}

/// Clears a centred box of at most `width` × `height` (frame included), frames it, and returns its inside.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, title: &str, width: u16, height: u16) -> Rect {
    let outer = place(area, width, height).intersection(buffer.area);
    for position in outer.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
    spare_wide_neighbours(buffer, outer);
    frame(buffer, outer, theme, title);
    Rect {
        x: outer.x.saturating_add(2).min(outer.right()),
        y: outer.y.saturating_add(1).min(outer.bottom()),
        width: outer.width.saturating_sub(4),
        height: outer.height.saturating_sub(2),
    }
}

/// A wide character half under the box would push the whole line.
fn spare_wide_neighbours(buffer: &mut Buffer, outer: Rect) {
    let Some(left) = outer.x.checked_sub(1) else { return };
    for y in outer.top()..outer.bottom() {
        if let Some(cell) = buffer.cell_mut((left, y))
            && width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

/// A frame with a title.
pub fn frame(buffer: &mut Buffer, area: Rect, theme: &Theme, title: &str) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let s = theme.symbols;
    let line: String = std::iter::repeat_n(s.horizontal, usize::from(area.width) - 2).collect();
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    print(
        buffer,
        (area.x, area.y),
        &format!("{}{line}{}", s.top_left, s.top_right),
        area.width,
        theme.rule(),
        ' ',
    );
    let last = format!("{}{line}{}", s.bottom_left, s.bottom_right);
    print(buffer, (area.x, bottom), &last, area.width, theme.rule(), ' ');
    for y in area.y + 1..bottom {
        print(buffer, (area.x, y), &s.vertical.to_string(), 1, theme.rule(), ' ');
        print(buffer, (right, y), &s.vertical.to_string(), 1, theme.rule(), ' ');
    }
    if !title.is_empty() {
        let room = area.width.saturating_sub(4);
        print(buffer, (area.x + 2, area.y), &format!(" {title} "), room, theme.title(), s.ellipsis);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_is_not_cut_in_half() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
        buffer.set_string(0, 1, "漢字漢字漢字", ratatui::style::Style::new());
        let area = buffer.area;
        draw(&mut buffer, area, &Theme::new(false, true), "", 6, 3);
        assert_eq!(buffer[(2, 1)].symbol(), " ", "its second half is under the frame");
        assert_eq!(buffer[(3, 1)].symbol(), "|");
        assert_eq!(buffer[(0, 1)].symbol(), "漢");
    }
}
