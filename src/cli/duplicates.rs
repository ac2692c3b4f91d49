//! `simpul duplicates`: people who may be on record twice.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::Desk;
use crate::domain::RecordKey;
use crate::search::WARNING;
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::columns;
use super::office::Office;

#[derive(Debug, Args)]
pub struct Duplicates {
    /// The lowest score that is listed, 0 to 100
    #[arg(long, value_name = "N", default_value_t = WARNING, value_parser = clap::value_parser!(u8).range(0..=100))]
    least: u8,
}

pub fn run(args: &Duplicates, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let mut pairs = desk.double_pairs(args.least);
    pairs.sort_by_key(|(a, likely)| (std::cmp::Reverse(likely.score), *a, likely.key));
    let mut items = Vec::new();
    let mut rows = Vec::new();
    for (a, likely) in &pairs {
        let reasons: Vec<&str> = likely.reasons.iter().map(|reason| reason.code()).collect();
        let words = reasons.iter().map(|code| said(code, &office.words)).collect::<Vec<_>>().join(", ");
        rows.push(vec![
            likely.score.to_string(),
            name(&desk, *a, &office.words),
            name(&desk, likely.key, &office.words),
            words,
        ]);
        items.push(json!({
            "a": person(&desk, *a),
            "b": person(&desk, likely.key),
            "score": likely.score,
            "reasons": reasons,
        }));
    }
    let json = json!({ "command": "duplicates", "count": items.len(), "items": items });
    let mut lines = columns::aligned(&rows);
    lines.push(office.words.say("cli-duplicates-count", &[("count", pairs.len().into())]));
    desk.close()?;
    Ok(Answer::new(json, lines))
}

/// The locale's `double-<code>`.
fn said(code: &str, words: &Words) -> String {
    words.find(&format!("double-{}", code.replace('_', "-"))).unwrap_or_else(|| code.replace('_', " "))
}

fn person(desk: &Desk, key: RecordKey) -> Json {
    let who = desk.who(key);
    let Some(line) = desk.book().person(key).filter(|_| !who.masked) else {
        return json!({ "id": key, "masked": true });
    };
    json!({
        "id": key,
        "name": line.name,
        "birth": line.birth.map(|birth| birth.to_string()),
        "sex": line.sex,
        "village": line.village,
        "village_name": desk.village_name(&line.village),
    })
}

fn name(desk: &Desk, key: RecordKey, words: &Words) -> String {
    let who = desk.who(key);
    if who.masked {
        words.get("cli-masked")
    } else {
        format!("{} ({})", who.name, desk.village_name(&who.village))
    }
}
