//! `simpul overlap --list`: a donor's list against the book, before anything is handed out. Nothing is saved.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::desk::{CheckedRow, Desk, DeskError, ListCheck, Neighbour, Target};
use crate::overlap::Verdict;
use crate::text::Words;

use super::answer::Answer;
use super::overlap::label;

/// More than any list of receivers.
const LONGEST_PASTE: u64 = 16 * 1024 * 1024;

/// `-` is what was pasted: text on stdin, with headings.
pub fn check(
    file: &Path,
    target: Option<&Target>,
    desk: &mut Desk,
    words: &Words,
) -> Result<Answer, DeskError> {
    let found = if file == Path::new("-") {
        let mut pasted = Vec::new();
        let failed = |source| DeskError::File { place: "stdin".to_owned(), source };
        std::io::stdin().lock().take(LONGEST_PASTE).read_to_end(&mut pasted).map_err(failed)?;
        desk.check_pasted(&pasted)?
    } else {
        desk.check_list(file)?
    };
    let counts: serde_json::Map<String, Json> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict.code().to_owned(), json!(found.count(verdict))))
        .collect();
    let first = found.rows.iter().filter(|row| row.is_first).count();
    let path = target.map(|target| desk.export_list_check(&found, target)).transpose()?;
    let path = path.map(|path| path.display().to_string());
    let json = json!({
        "command": "overlap",
        "file": found.file,
        "read": found.read,
        "refused": found.refused,
        "counts": counts,
        "first": first,
        "path": path,
        "rows": found.rows.iter().map(|row| item(row, desk, words)).collect::<Vec<_>>(),
    });
    let mut lines = lines(&found, first, desk, words);
    lines.extend(path.map(|path| words.say("cli-report-written", &[("path", path.into())])));
    Ok(Answer::new(json, lines))
}

fn item(row: &CheckedRow, desk: &Desk, words: &Words) -> Json {
    json!({
        "sheet": row.sheet,
        "row": row.row,
        "name": if row.masked { "" } else { row.name.as_str() },
        "masked": row.masked,
        "village": row.village,
        "village_name": desk.village_name(&row.village),
        "result": row.verdict().code(),
        "first": row.is_first,
        "same_family_rows": row.twins,
        "person": row.person,
        "near": row.near.iter().map(|near| near_json(near, words)).collect::<Vec<_>>(),
    })
}

fn near_json(near: &Neighbour, words: &Words) -> Json {
    json!({
        "id": near.party.key,
        "program": near.party.program,
        "giver": near.party.giver,
        "from": near.party.when.from,
        "to": near.party.when.to,
        "result": near.verdict.code(),
        "method": near.method.code(),
        "rule": near.rule.as_ref().map(|rule| &rule.id),
        "why": near.rule.as_ref().map_or_else(|| words.get("aid-no-rule"), |rule| rule.basis.clone()),
    })
}

fn lines(found: &ListCheck, first: usize, desk: &Desk, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for row in found.rows.iter().filter(|row| row.verdict().asks()) {
        let near: Vec<String> = row.near.iter().map(|near| label(desk, &near.party.program)).collect();
        let twins: Vec<String> = row.twins.iter().map(ToString::to_string).collect();
        let told = [
            ("row", row.row.into()),
            ("name", if row.masked { words.get("cli-masked") } else { row.name.clone() }.into()),
            ("village", desk.village_name(&row.village).into()),
            ("result", desk.label("overlap_result", row.verdict().code()).into()),
            ("near", near.join(", ").into()),
            ("twins", twins.join(", ").into()),
        ];
        lines.push(words.say("cli-list-row", &told));
    }
    let counts = [
        ("read", found.read.into()),
        ("asked", lines.len().into()),
        ("first", first.into()),
        ("refused", found.refused.into()),
    ];
    lines.push(words.say("cli-list-count", &counts));
    lines
}
