//! A small table inside a form, drawn over the whole width.

use super::page::{Line, Page};
use super::{Sheet, label};
use crate::domain::FieldKind;
use crate::form::Form;
use crate::form::control::Control;
use crate::form::edit::Edit;
use crate::form::entry::Entry;
use crate::form::grid::Grid;
use crate::ui::table::{Column, widths};
use crate::ui::text::{width, window};

/// Column of the first cell.
const LEFT: u16 = 5;
/// Rows in sight while the caret is in the table, and otherwise.
const EDITED_ROWS: usize = 8;
const SHOWN_ROWS: usize = 3;

impl Sheet<'_> {
    pub(super) fn rows(&self, page: &mut Page, grid: &Grid, is_focused: bool) {
        let theme = self.context.theme;
        let filled = grid.rows.iter().filter(|row| !row.is_empty()).count();
        if !is_focused && filled == 0 {
            return;
        }
        let Some(first) = grid.rows.first() else { return };
        let focused = if is_focused { grid.rows.get(grid.at) } else { None };
        let widths = self.column_widths(first, focused.map(|row| row.focus));
        let mut heading = Line::default();
        for (entry, (column, wide)) in first.entries.iter().zip(places(&widths)) {
            heading.put_cut(column, label(first, entry, self.context.words), wide, theme.quiet());
        }
        page.push(heading);
        let (start, count) = if is_focused {
            ((grid.at + 1).saturating_sub(EDITED_ROWS), EDITED_ROWS)
        } else {
            (0, SHOWN_ROWS.min(filled))
        };
        for (index, row) in grid.rows.iter().enumerate().skip(start).take(count) {
            self.row(page, row, &widths, is_focused && index == grid.at);
        }
        if !is_focused && filled > count {
            let mut more = Line::default();
            let said = self.context.words.say("form-more-rows", &[("count", (filled - count).into())]);
            more.put(LEFT, said, theme.quiet());
            page.push(more);
        }
    }

    fn row(&self, page: &mut Page, row: &Form, widths: &[u16], has_caret: bool) {
        let theme = self.context.theme;
        let mut line = Line::default();
        if has_caret {
            line.put(LEFT - 2, ">", theme.accent());
        }
        for (index, (entry, (column, wide))) in row.entries.iter().zip(places(widths)).enumerate() {
            if has_caret && index == row.focus {
                self.cell_with_caret(page, &mut line, entry, column, wide);
            } else {
                let style = if entry.is_unreadable() { theme.error() } else { theme.text() };
                line.put_cut(column, self.shown(&entry.control), wide, style);
            }
        }
        page.push(line);
    }

    fn cell_with_caret(&self, page: &mut Page, line: &mut Line, entry: &Entry, column: u16, wide: u16) {
        let (text, caret) = match edit_of(&entry.control) {
            Some(edit) => window(edit.text(), edit.caret(), usize::from(wide)),
            None => (self.shown(&entry.control), 0),
        };
        let padding = usize::from(wide).saturating_sub(width(&text));
        page.caret_on_next(column + u16::try_from(caret).unwrap_or(0));
        line.put_cut(column, format!("{text}{}", " ".repeat(padding)), wide, self.context.theme.field());
    }

    /// Widths by kind; the column with the caret never disappears.
    fn column_widths(&self, row: &Form, focus: Option<usize>) -> Vec<u16> {
        let columns: Vec<Column> = row
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                let rank = if Some(index) == focus { 0 } else { u8::try_from(index + 1).unwrap_or(u8::MAX) };
                column(entry).rank(rank)
            })
            .collect();
        widths(&columns, self.width.saturating_sub(LEFT + 1))
    }
}

fn column(entry: &Entry) -> Column {
    let (min, share) = match entry.field.kind {
        FieldKind::Date | FieldKind::DoneDate | FieldKind::BirthDate => (10, 0),
        FieldKind::Number | FieldKind::YesNo | FieldKind::Time => (8, 0),
        FieldKind::Choice(_) | FieldKind::Suggested(_) => (10, 1),
        _ => (8, 3),
    };
    Column::flexible("", min, share)
}

/// First column and width of each cell.
fn places(widths: &[u16]) -> impl Iterator<Item = (u16, u16)> {
    widths.iter().scan(LEFT, |at, wide| {
        let column = *at;
        *at = at.saturating_add(if *wide == 0 { 0 } else { wide.saturating_add(1) });
        Some((column, *wide))
    })
}

fn edit_of(control: &Control) -> Option<&Edit> {
    match control {
        Control::Line(edit) => Some(edit),
        Control::Pick(pick) if !pick.is_unnamed() => Some(&pick.edit),
        Control::Several(several) => Some(&several.edit),
        Control::Pick(_) | Control::YesNo(_) | Control::Rows(_) => None,
    }
}
