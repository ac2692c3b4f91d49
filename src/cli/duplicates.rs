//! `simpul duplicates`: what may be on record twice, and the word about two of them.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, DeskError, DoubleKind, DoublePair, Keep, Saved};
use crate::domain::RecordKey;
use crate::search::WARNING;
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{columns, target};

#[derive(Debug, Args)]
pub struct Duplicates {
    /// The lowest score that is listed, 0 to 100
    #[arg(long, value_name = "N", default_value_t = WARNING, value_parser = clap::value_parser!(u8).range(0..=100))]
    least: u8,
    /// These two are one: merged into the older record, the filled value kept, else the newer
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "different")]
    same: Option<Vec<String>>,
    /// These two are not one, and are not listed again
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    different: Option<Vec<String>>,
}

pub fn run(args: &Duplicates, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let answer = match (&args.same, &args.different) {
        (Some(two), _) => decide(two, true, &mut desk, &office.words)?,
        (_, Some(two)) => decide(two, false, &mut desk, &office.words)?,
        _ => list(args.least, &mut desk, &office.words)?,
    };
    desk.close()?;
    Ok(answer)
}

fn decide(two: &[String], same: bool, desk: &mut Desk, words: &Words) -> Result<Answer, Failure> {
    let mut keys = Vec::new();
    for written in two {
        keys.push(target::find(desk, written)?);
    }
    let [a, b] = keys.as_slice() else { return Err(DeskError::Refused("merge-what").into()) };
    let (a, b) = (*a, *b);
    let Saved { action, keys, .. } = if same {
        let pair = desk.pair(a, b)?;
        let take = pair.fields.iter().filter(|field| field.keep == Keep::Younger);
        let take: Vec<String> = take.map(|field| field.field.to_owned()).collect();
        desk.merge(a, b, &take)?
    } else {
        desk.keep_apart(a, b)?
    };
    let left = keys.first().copied().unwrap_or(a);
    let json = json!({ "command": "duplicates", "action": action, "id": left, "changed": keys.len() });
    let said = words.get(&format!("action-{action}"));
    Ok(Answer::new(json, vec![format!("{}: {said}", name(desk, left, words))]))
}

fn list(least: u8, desk: &mut Desk, words: &Words) -> Result<Answer, Failure> {
    let pairs = desk.pairs_from(least, &mut |_, _| std::ops::ControlFlow::Continue(()))?;
    let (mut items, mut rows) = (Vec::new(), Vec::new());
    for pair in &pairs {
        let reasons: Vec<&str> = pair.reasons.iter().map(|reason| reason.code()).collect();
        rows.push(vec![
            pair.score.to_string(),
            words.get(&format!("doubles-kind-{}", pair.kind.code())),
            name(desk, pair.keys.0, words),
            name(desk, pair.keys.1, words),
            why(pair, &reasons, words),
        ]);
        items.push(json!({
            "kind": pair.kind.code(),
            "a": side(desk, pair.keys.0),
            "b": side(desk, pair.keys.1),
            "score": pair.score,
            "reasons": reasons,
            "members": (pair.kind == DoubleKind::Family).then_some(pair.members),
        }));
    }
    let json = json!({ "command": "duplicates", "count": items.len(), "items": items });
    let mut lines = columns::aligned(&rows);
    lines.push(words.say("cli-duplicates-count", &[("count", pairs.len().into())]));
    Ok(Answer::new(json, lines))
}

fn why(pair: &DoublePair, reasons: &[&str], words: &Words) -> String {
    match pair.kind {
        DoubleKind::Family if pair.members == 0 => words.get("doubles-card-near"),
        DoubleKind::Family => words.say("doubles-members", &[("count", pair.members.into())]),
        _ => reasons.iter().map(|code| said(code, words)).collect::<Vec<_>>().join(", "),
    }
}

/// The locale's `double-<code>`.
fn said(code: &str, words: &Words) -> String {
    words.find(&format!("double-{}", code.replace('_', "-"))).unwrap_or_else(|| code.replace('_', " "))
}

fn side(desk: &Desk, key: RecordKey) -> Json {
    let who = desk.who(key);
    if who.masked {
        return json!({ "id": key, "masked": true });
    }
    let Some(line) = desk.book().person(key) else {
        let village_name = desk.village_name(&who.village);
        return json!({ "id": key, "name": who.name, "village": who.village, "village_name": village_name });
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
