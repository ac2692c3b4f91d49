//! What the columns of a table are said to be, and those that are each headed by one category.

use std::collections::HashMap;

use super::answers::SheetAnswers;
use super::heading::{self, NOT_NEEDED, normal};
use super::layout::Block;
use super::list::List;
use super::reader::Reader;
use super::recognise::Column;
use super::sheet::Cell;
use crate::domain::reading::period;

/// A column for one category, with a mark where it holds.
pub(super) const CATEGORY_MARK: &str = "category_mark";
/// A column for one month or quarter, with a mark or an amount where aid came.
pub(super) const MONTH_MARK: &str = "month_mark";
/// Which months a heading names does not depend on the year.
const SOME_YEAR: i32 = 2000;
/// Words of a heading that names a month.
const LONGEST_MONTH_HEADING: usize = 5;

/// Two columns of one heading are told apart, so that each can be answered.
pub(super) fn number_repeated(block: &mut Block) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for column in &mut block.columns {
        let count = seen.entry(normal(&column.heading)).or_default();
        *count += 1;
        if *count > 1 {
            column.heading = format!("{} ({count})", column.heading);
        }
    }
}

/// Sets columns to what was said about them.
pub(super) fn answer(block: &mut Block, answers: &SheetAnswers) {
    for at in 0..block.columns.len() {
        let Some(column) = block.columns.get(at) else { continue };
        let Some(field) = answers.column(&column.heading).and_then(|id| known_field(block.list, id)) else {
            continue;
        };
        for other in &mut block.columns {
            if other.field == Some(field) && field != NOT_NEEDED {
                other.field = None;
            }
        }
        if let Some(column) = block.columns.get_mut(at) {
            column.field = Some(field);
        }
    }
}

fn known_field(list: List, id: &str) -> Option<&'static str> {
    heading::fields(list).into_iter().chain([NOT_NEEDED]).find(|field| *field == id)
}

/// Columns that are each headed by one category, in a list without a column of categories.
pub(super) fn mark_categories(block: &mut Block, reader: &mut Reader<'_>) {
    if block.list != List::People || block.columns.iter().any(|column| column.field == Some("categories")) {
        return;
    }
    // A number is the place of a column, or counts something: never a category.
    let is_worded = |column: &&mut Column| column.heading.contains(char::is_alphabetic);
    for column in block.columns.iter_mut().filter(|column| column.field.is_none()).filter(is_worded) {
        let told = reader.categories(&column.heading);
        if told.certain.len() == 1 && told.undecided.is_empty() && told.unknown.is_empty() {
            column.field = Some(CATEGORY_MARK);
        }
    }
}

/// Columns of aid that are each headed by a month or a quarter: `Januari`, `TW II`. Says whether there are some.
pub(super) fn mark_months(columns: &mut [Column]) -> bool {
    let is_free = |column: &Column| matches!(column.field, None | Some("period" | "stage"));
    let is_month = |column: &&mut Column| is_free(column) && names_months(&column.heading);
    let months: Vec<&mut Column> = columns.iter_mut().filter(is_month).collect();
    let are_some = months.len() > 1;
    if are_some {
        for column in months {
            column.field = Some(MONTH_MARK);
        }
    }
    are_some
}

/// Whether a heading names a month, a quarter or half a year; `s.d. Desember` sums up others.
pub(super) fn names_months(heading: &str) -> bool {
    heading.split_whitespace().count() <= LONGEST_MONTH_HEADING
        && period::part_of_year(heading, SOME_YEAR).is_some_and(|months| !months.starts_with("../"))
}

/// Whether a cell below the heading of a category or a month says that it holds.
pub(super) fn is_marked(cell: &Cell) -> bool {
    !matches!(
        cell.text().trim().to_lowercase().as_str(),
        "" | "0" | "-" | "tidak" | "tdk" | "belum" | "t" | "false"
    )
}
