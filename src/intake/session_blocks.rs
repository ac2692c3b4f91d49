//! Reports of sessions written as text: labelled lines, a table of participants, what came of it, a plan.
//! Several stand below each other in a sheet.

use super::heading::{Meaning, NOT_NEEDED, meaning, meaning_in};
use super::list::List;
use super::recognise::{Column, labels};
use super::sheet::{Cell, Line, Sheet};

/// One report.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionBlock<'a> {
    /// The row of the report's first label.
    pub row: u32,
    /// Field, text, and the label with its text as it stands.
    pub labelled: Vec<Labelled>,
    pub participant_columns: Vec<Column>,
    pub participants: Vec<&'a Line>,
    pub plan_columns: Vec<Column>,
    pub plan: Vec<&'a Line>,
    /// All its lines, for the fingerprint and for a refused row.
    pub lines: Vec<&'a Line>,
}

/// A labelled line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    pub field: &'static str,
    pub text: String,
    pub written: String,
}

impl SessionBlock<'_> {
    pub fn text(&self, field: &str) -> String {
        let texts = self.labelled.iter().filter(|line| line.field == field).map(|line| line.text.as_str());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn has(&self, field: &str) -> bool {
        self.labelled.iter().any(|line| line.field == field)
    }
}

/// What the lines below a report's labels are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Labels,
    Participants,
    Plan,
}

/// The reports of a sheet; none when it holds something else.
pub(super) fn blocks(sheet: &Sheet) -> Vec<SessionBlock<'_>> {
    let mut blocks: Vec<SessionBlock<'_>> = Vec::new();
    let mut part = Part::Labels;
    for line in &sheet.lines {
        let labelled = labelled(line);
        let starts = labelled.as_ref().is_some_and(|l| begins(l, blocks.last(), part));
        if starts {
            blocks.push(SessionBlock { row: line.number, ..SessionBlock::default() });
            part = Part::Labels;
        }
        let Some(block) = blocks.last_mut() else { continue };
        if is_title(line) && part != Part::Labels {
            continue;
        }
        block.lines.push(line);
        part = place(line, labelled, part, block);
    }
    blocks.retain(|block| block.has("on") && (block.has("topic") || block.has("place")));
    blocks
}

/// A date label again, or any label after a report's end.
fn begins(label: &Labelled, open: Option<&SessionBlock<'_>>, part: Part) -> bool {
    match open {
        None => true,
        Some(block) => {
            let again = block.has(label.field) && matches!(label.field, "on" | "topic" | "place");
            again || part == Part::Plan && label.field == "on"
        }
    }
}

fn place<'a>(line: &'a Line, labelled: Option<Labelled>, part: Part, block: &mut SessionBlock<'a>) -> Part {
    if let Some(label) = labelled {
        let next = if label.field == "plan" { Part::Plan } else { Part::Labels };
        block.labelled.push(label);
        return next;
    }
    if let Some(columns) = header(line, "participants", &["name"]).filter(|_| part != Part::Plan) {
        block.participant_columns = columns;
        return Part::Participants;
    }
    if let Some(columns) = header(line, "plan", &["what"]).filter(|_| part == Part::Plan) {
        block.plan_columns = columns;
        return Part::Plan;
    }
    match part {
        Part::Participants => block.participants.push(line),
        Part::Plan => block.plan.push(line),
        Part::Labels => continue_text(line, block),
    }
    part
}

/// A line without a label goes on with the text above it.
fn continue_text(line: &Line, block: &mut SessionBlock<'_>) {
    let mut filled = line.filled();
    if let (Some((_, Cell::Text(text))), None, Some(last)) =
        (filled.next(), filled.next(), block.labelled.last_mut())
    {
        let joined = format!("{}\n{}", last.text, text.trim());
        joined.trim().clone_into(&mut last.text);
    }
}

/// `Tempat : Balai Desa`, in one cell or in two or three; or a label alone above its text.
fn labelled(line: &Line) -> Option<Labelled> {
    let cells: Vec<String> = line.filled().map(|(_, cell)| cell.text().trim().to_owned()).collect();
    let (first, rest) = cells.split_first()?;
    let written = cells.join(" ");
    let (label, text) = match first.split_once(':') {
        Some((label, text)) => {
            (label, std::iter::once(text.trim()).chain(rest.iter().map(String::as_str)).collect())
        }
        None if rest.first().is_some_and(|cell| cell.starts_with(':')) => (first.as_str(), rest.join(" ")),
        None if rest.is_empty() => (first.as_str(), String::new()),
        None => return None,
    };
    let label =
        label.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '-' | '•'));
    let found = meaning(List::Sessions, label).filter(|m| m.exact && m.field != NOT_NEEDED)?;
    // A label without a colon is one of a section, not of a value.
    let is_section =
        matches!(found.field, "plan" | "result" | "course" | "enabling" | "hindering" | "solution" | "count");
    if text_is_empty(&text) && !is_section && !first.contains(':') {
        return None;
    }
    Some(Labelled {
        field: found.field,
        text: text.trim_start_matches([':', ' ']).trim().to_owned(),
        written,
    })
}

fn text_is_empty(text: &str) -> bool {
    text.trim_matches([':', ' ']).is_empty()
}

fn header(line: &Line, list: &str, needed: &[&str]) -> Option<Vec<Column>> {
    let labels = labels(line)?;
    let known = |text: &str| meaning_in(list, text).filter(|m: &Meaning| m.exact);
    let columns: Vec<Column> = labels
        .into_iter()
        .map(|(at, heading)| Column { at, field: known(&heading).map(|m| m.field), heading })
        .collect();
    let has = |field: &&str| columns.iter().any(|column| column.field == Some(field));
    let two = columns.iter().filter(|column| column.field.is_some()).count() > 1;
    (two && needed.iter().all(has)).then_some(columns)
}

/// A single cell in capital letters between two reports.
fn is_title(line: &Line) -> bool {
    let mut filled = line.filled();
    match (filled.next(), filled.next()) {
        (Some((_, Cell::Text(text))), None) => {
            text.chars().any(char::is_alphabetic)
                && !text.chars().any(char::is_lowercase)
                && !text.contains(':')
        }
        _ => false,
    }
}
