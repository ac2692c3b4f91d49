//! A sheet without headings: what its columns are, by what they hold.

use super::layout::Block;
use super::list::List;
use super::reader::Reader;
use super::recognise::Column;
use super::sheet::{Cell, Sheet};
use crate::domain::reading::{birth_date, written};

/// Rows that are looked at.
const SAMPLE_ROWS: usize = 40;
/// Columns that are looked at.
const MOST_COLUMNS: usize = 40;

/// Reads a sheet without headings as people, when it has NIKs or dates of birth, and names.
pub(super) fn guess(sheet: &Sheet, reader: &mut Reader<'_>) -> Option<Block> {
    let width = sheet.lines.iter().take(SAMPLE_ROWS).map(|line| line.cells.len()).max()?.min(MOST_COLUMNS);
    let mut columns: Vec<Column> = Vec::new();
    for at in 0..width {
        let cells: Vec<&Cell> = sheet.lines.iter().take(SAMPLE_ROWS).map(|line| line.get(at)).collect();
        let field = field_of(&cells, reader).filter(|field| columns.iter().all(|c| c.field != Some(field)));
        columns.push(Column { at, heading: format!("{}", at + 1), field });
    }
    settle_numbers(&mut columns);
    let has = |field: &str| columns.iter().any(|column| column.field == Some(field));
    (has("name") && (has("nik") || has("birth")) && sheet.lines.len() > 1).then(|| Block {
        list: List::People,
        header_rows: Vec::new(),
        titles: Vec::new(),
        body: 0..sheet.lines.len(),
        columns,
    })
}

fn field_of(cells: &[&Cell], reader: &mut Reader<'_>) -> Option<&'static str> {
    let filled: Vec<&&Cell> = cells.iter().filter(|cell| !cell.is_blank()).collect();
    let texts: Vec<String> = filled.iter().map(|cell| written::tidy(&cell.text())).collect();
    if texts.is_empty() {
        return None;
    }
    let most =
        |fits: &mut dyn FnMut(&str) -> bool| texts.iter().filter(|t| fits(t)).count() * 10 >= texts.len() * 6;
    if most(&mut |text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit())) {
        return Some(if is_card(&texts) { "family_card" } else { "nik" });
    }
    if most(&mut |text| {
        matches!(text.to_uppercase().as_str(), "L" | "P" | "LK" | "PR" | "LAKI-LAKI" | "PEREMPUAN")
    }) {
        return Some("sex");
    }
    if filled.iter().filter(|cell| matches!(cell, Cell::Date(_))).count() * 10 >= filled.len() * 6
        || most(&mut |text| {
            text.len() > 5 && birth_date::read(text, reader.today).value.is_some_and(|d| d.day.is_some())
        })
    {
        return Some("birth");
    }
    if most(&mut |text| reader.village_named(text).is_some()) {
        return Some("village");
    }
    if most(&mut |text| {
        !reader.categories(text).certain.is_empty() && text.bytes().any(|b| b.is_ascii_alphabetic())
    }) {
        return Some("categories");
    }
    let is_name = |text: &str| {
        text.split(' ').count() <= 6
            && text.len() > 2
            && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | ',' | '-'))
    };
    most(&mut |text| is_name(text)).then_some("name")
}

/// A family card's seventh and eighth digit are a day, never above 31; in a list of NIKs some are women's.
fn is_card(texts: &[String]) -> bool {
    texts.len() > 4
        && !texts
            .iter()
            .any(|text| text.get(6..8).and_then(|day| day.parse::<u8>().ok()).is_some_and(|day| day > 40))
}

/// The only column of numbers is one of NIKs.
fn settle_numbers(columns: &mut [Column]) {
    if columns.iter().any(|column| column.field == Some("nik")) {
        return;
    }
    if let Some(column) = columns.iter_mut().find(|column| column.field == Some("family_card")) {
        column.field = Some("nik");
    }
}
