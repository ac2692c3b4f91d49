//! How a list looks.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::Shell;
use crate::domain::Sensitivity;
use crate::ui::table::{self, Row};
use crate::ui::{print, text};

use super::{List, WIDE, columns, panel};

pub fn draw(list: &List, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    draw_filter(list, frame, area, shell);
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let beside = area.width >= WIDE;
    let table_width = if beside { area.width * 3 / 5 } else { area.width };
    let table_area = Rect { width: table_width, ..below };
    if let Some(panel) = &list.panel {
        panel.draw(frame, table_area, shell);
    } else if list.loaded && list.listing.keys.is_empty() {
        draw_empty(list, frame, table_area, shell);
    } else {
        let columns = columns::columns(list.query.kind, shell, columns::number_width(&list.rows));
        let count = list.listing.keys.len();
        table::draw(frame.buffer_mut(), table_area, &shell.theme, &columns, list.selection, count, |at| {
            let row = list.row(at).map(|row| {
                let field = list.listing.found_by.get(&row.key).copied();
                (columns::row(row, field, shell), list.picks.has(row.key))
            });
            row.map_or_else(Row::default, |(row, is_picked)| if is_picked { picked(row) } else { row })
        });
    }
    if beside {
        let rest = Rect { x: below.x + table_width, width: below.width - table_width, ..below };
        draw_beside(list, frame, rest, shell);
    }
}

fn picked(row: Row) -> Row {
    Row { sign: Some('x'), ..row }
}

fn draw_filter(list: &List, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let x = area.x + 1;
    // Over the list the panel has a line of its own to type in.
    let is_over = list.panel.is_some();
    let label = if is_over { shell.get("filter-now") } else { shell.get("find-label") };
    let used = print(frame.buffer_mut(), (x, area.y), &label, area.width, shell.theme.quiet(), ' ');
    let typed = list.input.value();
    let start = x + used + 1;
    let style = if list.typing { shell.theme.field() } else { shell.theme.text() };
    let room = 30.min(area.right().saturating_sub(start));
    let (shown, caret) = text::window(typed, list.input.cursor(), usize::from(room));
    print(frame.buffer_mut(), (start, area.y), &format!("{shown:<12}"), room, style, ' ');
    if list.typing {
        let caret = u16::try_from(caret).unwrap_or(0).min(room.saturating_sub(1));
        frame.set_cursor_position((start + caret, area.y));
    }
    let words = panel::in_words(&list.query.filter, list.query.kind, shell);
    if !words.is_empty() {
        let typed = u16::try_from(text::width(typed)).unwrap_or(room).clamp(12, room);
        let at = (start + typed + 2, area.y);
        let ellipsis = shell.theme.symbols.ellipsis;
        print(
            frame.buffer_mut(),
            at,
            &words,
            area.right().saturating_sub(at.0 + 1),
            shell.theme.accent(),
            ellipsis,
        );
    }
}

fn draw_empty(list: &List, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let searched = list.is_narrowed();
    let key = if searched {
        "empty-search".to_owned()
    } else {
        format!("empty-{}", list.query.kind.name().replace('_', "-"))
    };
    let lines = text::wrap(&shell.get(&key), usize::from(area.width.saturating_sub(6)));
    for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
        print(frame.buffer_mut(), (area.x + 3, y), line, area.width - 4, shell.theme.text(), ' ');
    }
}

fn draw_beside(list: &List, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    for y in area.y..area.bottom() {
        let bar = shell.theme.symbols.vertical.to_string();
        print(frame.buffer_mut(), (area.x, y), &bar, 1, shell.theme.rule(), ' ');
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let secret = list.row(list.selection.at).is_some_and(|row| row.sensitivity == Sensitivity::Secret);
    match &list.beside {
        _ if secret => {
            print(
                frame.buffer_mut(),
                (inside.x, inside.y),
                &shell.get("masked-page"),
                inside.width,
                shell.theme.quiet(),
                ' ',
            );
        }
        Some(page) => crate::screens::page::draw_summary(frame, inside, page, shell),
        None => {}
    }
}
