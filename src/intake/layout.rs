//! Where the tables of a sheet are: titles above, heading of one or two rows, a row of column numbers, data
//! with totals and section rows between, a place for signatures below; several tables one after the other.

use super::columns::names_months;
use super::heading;
use super::list::List;
use super::recognise::{Column, Labels, Recognised, double, labels, single};
use super::sheet::{Cell, Line, Sheet};

/// One table of a sheet.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub list: List,
    /// Row numbers of the heading.
    pub header_rows: Vec<u32>,
    pub columns: Vec<Column>,
    /// What is written above the heading, line by line.
    pub titles: Vec<String>,
    /// Places in [`Sheet::lines`] of the rows below, up to the next heading.
    pub body: std::ops::Range<usize>,
}

/// Titles further above a table belong to something else.
const MOST_TITLES: usize = 12;

/// Rows that could be a heading are looked for among the first of these.
const MOST_HEADING_LINES: usize = 30;
/// Rows that are offered as a heading.
const MOST_HEADINGS: usize = 12;

/// Rows that could be the heading, by number, with what stands in them.
pub(super) fn headings(sheet: &Sheet) -> Vec<(u32, String)> {
    let lines = sheet.lines.iter().take(MOST_HEADING_LINES);
    let rows = lines.filter_map(|line| {
        let texts: Vec<String> = labels(line)?.into_iter().map(|(_, text)| text).collect();
        Some((line.number, texts.join(" | ")))
    });
    rows.take(MOST_HEADINGS).collect()
}

/// The tables of a sheet, read as one of `lists`. `hints` are further words that tell the list, in normal form.
/// With `chosen` the first heading is the row of that number, whatever stands in it.
pub(super) fn blocks(sheet: &Sheet, lists: &[List], hints: &str, chosen: Option<u32>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let chosen = chosen.and_then(|row| sheet.lines.iter().position(|line| line.number == row));
    let mut at = chosen.unwrap_or(0);
    while at < sheet.lines.len() {
        let first_title = blocks.last().map_or(0, |block| block.body.start);
        let found = header_at(sheet, at, lists, hints, first_title);
        let found = if chosen == Some(at) { found.or_else(|| any_header(sheet, at, lists)) } else { found };
        match found {
            Some((mut found, rows)) => {
                // The same heading again is the same list, whatever stands right above it.
                if let Some(before) = blocks.last().filter(|before| same_heading(before, &found)) {
                    found.list = before.list;
                    found.columns.clone_from(&before.columns);
                }
                let mut titles = titles(sheet, first_title.max(at.saturating_sub(MOST_TITLES)), at);
                if let Some(before) =
                    blocks.last().filter(|before| titles.is_empty() && before.list == found.list)
                {
                    // A heading repeated on the next page.
                    titles.clone_from(&before.titles);
                }
                close(&mut blocks, at);
                let body = at + rows;
                blocks.push(Block {
                    list: found.list,
                    header_rows: sheet.lines.iter().skip(at).take(rows).map(|line| line.number).collect(),
                    columns: found.columns,
                    titles,
                    body: body..sheet.lines.len(),
                });
                at = body;
            }
            None => at += 1,
        }
    }
    blocks
}

fn same_heading(block: &Block, found: &Recognised) -> bool {
    let words = |columns: &[Column]| -> Vec<(usize, String)> {
        columns.iter().map(|column| (column.at, heading::normal(&column.heading))).collect()
    };
    words(&block.columns) == words(&found.columns)
}

fn close(blocks: &mut [Block], at: usize) {
    if let Some(open) = blocks.last_mut() {
        open.body.end = at;
    }
}

/// The heading that begins at a line, and its height.
fn header_at(
    sheet: &Sheet,
    at: usize,
    lists: &[List],
    hints: &str,
    first_title: usize,
) -> Option<(Recognised, usize)> {
    let line = sheet.lines.get(at)?;
    let above = labels(line)?;
    let hints = || {
        let titles = titles(sheet, first_title.max(at.saturating_sub(MOST_TITLES)), at).join(" ");
        format!("{hints} {}", heading::normal(&titles))
    };
    if !could_be_heading(&above, lists) {
        return None;
    }
    let hints = hints();
    let one = single(&above, lists, &hints);
    let below: Option<Labels> =
        sheet.lines.get(at + 1).filter(|next| next.number == line.number + 1).and_then(below);
    let has_months = below.as_ref().is_some_and(are_months);
    let two = below.and_then(|below| double(&above, &below, lists, &hints));
    match (one, two) {
        // Months below *Bulan* are part of the heading, though none of them is a field.
        (Some(_), Some(two)) if has_months => Some((two, 2)),
        (Some(one), Some(two)) if known(&two.columns) > known(&one.columns) => Some((two, 2)),
        (Some(one), _) => Some((one, 1)),
        (None, two) => two.map(|two| (two, 2)),
    }
}

/// A row that the worker says is the heading: each column is what its own label says, if anything.
fn any_header(sheet: &Sheet, at: usize, lists: &[List]) -> Option<(Recognised, usize)> {
    let labels = labels(sheet.lines.get(at)?)?;
    let list = *lists.first()?;
    let mut columns: Vec<Column> = Vec::new();
    for (at, heading) in labels {
        let field = heading::meaning(list, &heading).map(|meaning| meaning.field);
        let is_new = |field: &&str| columns.iter().all(|column| column.field != Some(*field));
        columns.push(Column { at, field: field.filter(is_new), heading });
    }
    Some((Recognised { list, columns, score: 0 }, 1))
}

/// The second row of a heading may have a single cell filled.
fn below(line: &Line) -> Option<Labels> {
    labels(line).or_else(|| match line.filled().collect::<Vec<_>>().as_slice() {
        [(at, Cell::Text(text))] if text.len() < 40 => Some(vec![(*at, text.clone())]),
        _ => None,
    })
}

fn are_months(labels: &Labels) -> bool {
    labels.len() > 1 && labels.iter().all(|(_, text)| names_months(text))
}

fn known(columns: &[Column]) -> usize {
    columns.iter().filter(|column| column.field.is_some()).count()
}

/// A quick look, so that rows of data cost little: some label is a known heading as it stands.
fn could_be_heading(labels: &Labels, lists: &[List]) -> bool {
    let known = |text: &str| lists.iter().any(|list| heading::meaning(*list, text).is_some());
    labels.iter().any(|(_, text)| heading::is_known(text))
        && labels.iter().filter(|(_, text)| known(text)).take(2).count() == 2
}

fn titles(sheet: &Sheet, from: usize, to: usize) -> Vec<String> {
    let lines = sheet.lines.iter().take(to).skip(from);
    let text = |line: &Line| line.filled().map(|(_, cell)| cell.text().trim().to_owned()).collect::<Vec<_>>();
    lines.map(text).filter(|cells| cells.len() <= 3).map(|cells| cells.join(" ")).collect()
}
