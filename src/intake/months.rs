//! Columns that are each headed by a month or a quarter: in which of them aid came.

use super::columns::{MONTH_MARK, is_marked};
use super::recognise::Column;
use super::row::Row;
use crate::domain::reading::{Decimal, money, period};
use crate::sorted::Sorted as _;

fn marked<'r>(row: &'r Row<'_>) -> impl Iterator<Item = &'r Column> {
    let months = row.columns.iter().filter(|column| column.field == Some(MONTH_MARK));
    months.filter(|column| is_marked(row.line.get(column.at)))
}

/// From the first to the last month with something in it; nothing where the table has no such columns, or none is marked.
pub(super) fn paid(row: &Row<'_>, year: i32) -> Option<String> {
    let months = marked(row).filter_map(|column| period::part_of_year(&column.heading, year));
    let both = |months: String| {
        let (first, last) = months.split_once('/').unwrap_or((&months, &months));
        [first.to_owned(), last.to_owned()]
    };
    let mut ends: Vec<String> = months.flat_map(both).collect();
    ends.put_in_order();
    let (first, last) = (ends.first()?, ends.last()?);
    Some(if first == last { first.clone() } else { format!("{first}/{last}") })
}

/// What the months come to, where amounts stand in them.
pub(super) fn sum(row: &Row<'_>) -> Option<i64> {
    let amounts = marked(row).map(|column| money::read(&row.line.get(column.at).text()).value);
    let all = amounts.map(|amount| amount.map(Decimal::floor)).collect::<Option<Vec<i64>>>()?;
    (!all.is_empty()).then(|| all.into_iter().fold(0, i64::saturating_add))
}

/// The months that were paid, where some between them were not.
pub(super) fn told(row: &Row<'_>) -> String {
    let months: Vec<usize> = row
        .columns
        .iter()
        .filter(|column| column.field == Some(MONTH_MARK))
        .enumerate()
        .filter(|(_, column)| is_marked(row.line.get(column.at)))
        .map(|(at, _)| at)
        .collect();
    let is_whole = months.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    if is_whole {
        String::new()
    } else {
        marked(row).map(|c| c.heading.as_str()).collect::<Vec<_>>().join(", ")
    }
}
