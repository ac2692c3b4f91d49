//! What the columns of a table are said to be, and those that are each headed by one category.

use std::collections::HashMap;

use super::answers::SheetAnswers;
use super::heading::{self, NOT_NEEDED, normal};
use super::layout::Block;
use super::list::List;
use super::people::CATEGORY_MARK;
use super::reader::Reader;
use super::recognise::Column;

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
