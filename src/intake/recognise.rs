//! Which row is a heading, and of which kind of list.

use std::collections::BTreeMap;

use super::columns::mark_months;
use super::heading::{self, Meaning, NOT_NEEDED};
use super::list::List;
use super::sheet::{Cell, Line};

/// How much months side by side tell of a list of receivers.
const WEIGHT_OF_MONTHS: u32 = 3;

/// A column of a table: where it stands, what is written above it, what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub at: usize,
    pub heading: String,
    pub field: Option<&'static str>,
}

/// A heading understood as one kind of list.
#[derive(Clone, Debug)]
pub(super) struct Recognised {
    pub list: List,
    pub columns: Vec<Column>,
    pub score: u32,
}

/// The labels of a heading row: column and text.
pub(super) type Labels = Vec<(usize, String)>;

/// A row that can be a heading: texts only, none of them long or a number.
pub(super) fn labels(line: &Line) -> Option<Labels> {
    let mut labels = Labels::new();
    for (at, cell) in line.filled() {
        let text = match cell {
            Cell::Text(text) => text.as_str().into(),
            // A column for a year.
            Cell::Number(year) if at > 0 && (1990.0..2100.0).contains(year) => cell.text(),
            _ => return None,
        };
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if text.len() > 90 || digits > 4 {
            return None;
        }
        labels.push((at, text.trim().to_owned()));
    }
    (labels.len() > 1).then_some(labels)
}

/// Two heading rows as one: a blank cell above takes what stands to its left while there is something below.
pub(super) fn combined(above: &Labels, below: &Labels) -> Vec<(usize, String, String)> {
    let last = above.iter().chain(below).map(|(at, _)| *at).max().unwrap_or(0);
    let text = |labels: &Labels, at: usize| labels.iter().find(|(a, _)| *a == at).map(|(_, t)| t.clone());
    let mut parent = String::new();
    let mut found = Vec::new();
    for at in 0..=last {
        let child = text(below, at);
        match text(above, at) {
            Some(own) => parent = own,
            None if child.is_none() => parent.clear(),
            None => {}
        }
        if !parent.is_empty() || child.is_some() {
            found.push((at, parent.clone(), child.unwrap_or_default()));
        }
    }
    found
}

/// The best reading of one heading row, among `lists`.
pub(super) fn single(labels: &Labels, lists: &[List], hints: &str) -> Option<Recognised> {
    let meanings = |list: List| {
        labels.iter().map(|(at, text)| (*at, text.clone(), heading::meaning(list, text))).collect::<Vec<_>>()
    };
    best(lists, hints, meanings)
}

/// The best reading of two heading rows together.
pub(super) fn double(above: &Labels, below: &Labels, lists: &[List], hints: &str) -> Option<Recognised> {
    let pairs = combined(above, below);
    let meanings = |list: List| {
        let of = |(at, parent, child): &(usize, String, String)| {
            (*at, joined(parent, child), of_pair(list, parent, child))
        };
        pairs.iter().map(of).collect::<Vec<_>>()
    };
    best(lists, hints, meanings)
}

fn joined(parent: &str, child: &str) -> String {
    match (parent, child) {
        (text, "") | ("", text) => text.to_owned(),
        (parent, child) if heading::normal(parent) == heading::normal(child) => child.to_owned(),
        (parent, child) => format!("{parent} {child}"),
    }
}

fn of_pair(list: List, parent: &str, child: &str) -> Option<Meaning> {
    let whole = heading::meaning(list, &joined(parent, child)).filter(|m| m.exact);
    let own =
        || if child.is_empty() { heading::meaning(list, parent) } else { heading::meaning(list, child) };
    whole.or_else(own).or_else(|| heading::meaning(list, &joined(parent, child)))
}

fn best(
    lists: &[List],
    hints: &str,
    meanings: impl Fn(List) -> Vec<(usize, String, Option<Meaning>)>,
) -> Option<Recognised> {
    let read = |list: &List| {
        let mut columns = settle(meanings(*list));
        if *list == List::Aid && mark_months(&mut columns.0) {
            columns.1 += WEIGHT_OF_MONTHS;
        }
        let has = |fields: &&[&str]| columns.0.iter().any(|c| c.field.is_some_and(|f| fields.contains(&f)));
        let known = columns.0.iter().filter(|c| c.field.is_some_and(|f| f != NOT_NEEDED)).count();
        // Names and numbers below *Daftar penerima bantuan* are receivers, though no column says so.
        let by_title =
            *list == List::Aid && hint_score(*list, hints) > 0 && !tells_people(&meanings(List::People));
        let needed = if by_title { 1 } else { usize::MAX };
        let fits = known > 1 && list.needs().iter().take(needed).all(has);
        let score = columns.1 + hint_score(*list, hints);
        fits.then_some(Recognised { list: *list, columns: columns.0, score })
    };
    // The first of equals: people before all others.
    lists.iter().filter_map(read).fold(None, |best: Option<Recognised>, next| match best {
        Some(best) if best.score >= next.score => Some(best),
        _ => Some(next),
    })
}

/// Columns that only a list of people has.
fn tells_people(meanings: &[(usize, String, Option<Meaning>)]) -> bool {
    let only = ["birth", "birth_place_and_date", "categories", "disabilities", "decile"];
    meanings.iter().any(|(_, _, meaning)| meaning.is_some_and(|meaning| only.contains(&meaning.field)))
}

fn hint_score(list: List, hints: &str) -> u32 {
    let found = hints.split(' ').any(|word| list.title_words().contains(&word));
    if found { 3 } else { 0 }
}

/// Every field gets its best column: whole headings before parts, left before right.
fn settle(meanings: Vec<(usize, String, Option<Meaning>)>) -> (Vec<Column>, u32) {
    let mut taken: BTreeMap<&'static str, (bool, usize)> = BTreeMap::new();
    for (at, _, meaning) in &meanings {
        let Some(meaning) = meaning else { continue };
        let place = taken.entry(meaning.field).or_insert((meaning.exact, *at));
        if meaning.exact && !place.0 {
            *place = (true, *at);
        }
    }
    let mut score = 0;
    let columns = meanings.into_iter().map(|(at, heading, meaning)| {
        let wins = |m: &Meaning| m.field == NOT_NEEDED || taken.get(m.field).is_some_and(|(_, a)| *a == at);
        let meaning = meaning.filter(wins);
        score += meaning.map_or(0, |m| m.weight);
        Column { at, heading, field: meaning.map(|m| m.field) }
    });
    let columns = columns.collect();
    (columns, score)
}
