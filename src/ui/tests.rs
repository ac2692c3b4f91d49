//! How lists, bars and boxes look, with styles; and that no size breaks them.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bar::{self, KeyHint};
use super::table::{self, Column, Row, Selection};
use super::theme::Theme;
use super::{gauge, header, list, popup, too_small};
use crate::text::{Language, Words};

fn columns() -> Vec<Column> {
    vec![
        Column::flexible("Nama", 12, 3),
        Column::fixed("L/P", 3).rank(3),
        Column::fixed("Umur", 4).right(),
        Column::flexible("Desa", 8, 1).rank(1),
        Column::flexible("Kategori", 8, 1).rank(2),
    ]
}

fn row(index: usize) -> Row {
    let cells = [
        format!("Enok 漢字 {index}"),
        "P".into(),
        (index % 90).to_string(),
        "Cikitu".into(),
        "LUT, FM".into(),
    ];
    Row { sign: index.is_multiple_of(3).then_some('!'), ..Row::new(cells.to_vec()) }
}

fn screen(width: u16, height: u16, theme: &Theme) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let area = buffer.area;
    header::draw(&mut buffer, area, theme, "Warga & Kasus", "4 dari 379 warga");
    let body = Rect::new(0, 2, width, height.saturating_sub(4));
    let body = body.intersection(area);
    let mut selection = Selection { at: 7, top: 0 };
    selection.fit(379, table::rows_in(body));
    table::draw(&mut buffer, body, theme, &columns(), selection, 379, row);
    let hints = [
        KeyHint::new("Enter", "buka", 1),
        KeyHint::new("n", "baru", 2),
        KeyHint::new("o", "urut", 5),
        KeyHint::new("?", "bantuan", 0),
    ];
    let foot = Rect::new(0, height.saturating_sub(2), width, 2).intersection(area);
    bar::draw(&mut buffer, foot, theme, &hints);
    let inner = popup::draw(&mut buffer, area, theme, "Pilih", 30, 6);
    let inner = inner.intersection(area);
    list::draw(
        &mut buffer,
        inner,
        theme,
        &["satu", "dua", "tiga", "empat", "lima"],
        Selection { at: 4, top: 0 },
    );
    gauge::draw(
        &mut buffer,
        Rect::new(0, height.saturating_sub(3), width, 1).intersection(area),
        theme,
        6,
        8,
        "menyalin 6 dari 8",
    );
    buffer
}

#[test]
fn a_screen_at_80_by_24() {
    insta::assert_debug_snapshot!(screen(80, 14, &Theme::new(true, false)));
}

#[test]
fn a_screen_at_120_by_30() {
    insta::assert_debug_snapshot!(screen(120, 20, &Theme::new(true, false)));
}

#[test]
fn a_screen_without_colours_in_ascii() {
    let buffer = screen(80, 14, &Theme::new(false, true));
    let ascii =
        buffer.content.iter().all(|cell| cell.symbol().is_ascii() || matches!(cell.symbol(), "漢" | "字"));
    assert!(ascii);
    insta::assert_debug_snapshot!(buffer);
}

#[test]
fn only_rows_in_sight_are_asked_for() {
    let asked = Cell::new(0);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 21));
    let area = buffer.area;
    let mut selection = Selection { at: 99_999, top: 0 };
    selection.fit(100_000, table::rows_in(area));
    table::draw(&mut buffer, area, &Theme::default(), &columns(), selection, 100_000, |index| {
        asked.set(asked.get() + 1);
        row(index)
    });
    assert_eq!(asked.get(), 20);
    assert_eq!(selection.top, 99_980);
}

#[test]
fn narrow_tables_lose_columns_by_rank() {
    assert_eq!(table::widths(&columns(), 79).iter().filter(|w| **w == 0).count(), 0);
    assert_eq!(table::widths(&columns(), 30), [15, 0, 4, 9, 0]);
    assert_eq!(table::widths(&columns(), 0), [0; 5]);
    for available in 0..200u16 {
        let widths = table::widths(&columns(), available);
        let shown = widths.iter().filter(|w| **w > 0);
        assert!(shown.map(|w| w + 1).sum::<u16>() <= available + 1, "{available}: {widths:?}");
    }
}

#[test]
fn the_selection_moves_and_stays_in_sight() {
    let mut selection = Selection::default();
    selection.step(5, 3);
    assert_eq!(selection.at, 2);
    selection.step(-9, 3);
    assert_eq!(selection.at, 0);
    selection.step(1, 0);
    selection.fit(0, 0);
    assert_eq!(selection, Selection::default());
    selection = Selection { at: 50, top: 45 };
    selection.fit(20, 10);
    assert_eq!(selection, Selection { at: 19, top: 10 });
}

#[test]
fn no_size_breaks_a_screen() {
    let words = Words::new(Language::Id);
    let themes = [Theme::new(true, false), Theme::new(false, true)];
    for (width, height) in (0..=100u16).flat_map(|width| (0..=40).map(move |height| (width, height))) {
        let theme = &themes[usize::from((width + height) % 2)];
        let mut buffer = screen(width, height, theme);
        let area = buffer.area;
        assert_eq!(too_small::is_too_small(area), width < 80 || height < 24);
        too_small::draw(&mut buffer, area, theme, &words);
    }
}
