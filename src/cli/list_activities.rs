//! `simpul list activities`: what was done, typed or made by sessions, visits, referrals and conferences.

use serde_json::{Value as Json, json};

use crate::desk::{ActivityEntry, Desk};
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::columns;
use super::filter::Filter;

pub fn run(desk: &Desk, filter: &Filter, limit: Option<usize>, words: &Words) -> Result<Answer, Failure> {
    let all = desk.activities(filter.month.as_deref())?;
    let of = all.len();
    let mut found: Vec<&ActivityEntry> = all.iter().filter(|entry| passes(entry, filter)).collect();
    let count = found.len();
    found.truncate(limit.unwrap_or(usize::MAX));
    let rows: Vec<Vec<String>> = found.iter().map(|entry| cells(entry, desk)).collect();
    let mut lines = columns::aligned(&rows);
    lines.push(words.say("count-of", &[("shown", count.into()), ("all", of.into())]));
    let items: Vec<Json> = found.iter().map(|entry| item(entry, desk)).collect();
    let json = json!({
        "command": "list",
        "kind": "activities",
        "count": count,
        "of": of,
        "items": items,
    });
    Ok(Answer::new(json, lines))
}

fn passes(entry: &ActivityEntry, filter: &Filter) -> bool {
    let words = crate::search::plain(&filter.query.words);
    let text = crate::search::plain(&format!("{} {} {}", entry.what, entry.place, entry.result));
    filter.query.village.as_ref().is_none_or(|village| *village == entry.village)
        && words.split_whitespace().all(|word| text.contains(word))
}

fn cells(entry: &ActivityEntry, desk: &Desk) -> Vec<String> {
    vec![
        entry.day.to_string(),
        entry.source.kind.name().to_owned(),
        desk.village_name(&entry.village),
        entry.what.clone(),
    ]
}

fn item(entry: &ActivityEntry, desk: &Desk) -> Json {
    json!({
        "on": entry.day,
        "time": entry.time,
        "source": entry.source,
        "derived": entry.source.kind != crate::domain::RecordKind::Activity,
        "type": entry.kind,
        "village": entry.village,
        "village_name": desk.village_name(&entry.village),
        "place": entry.place,
        "executor": entry.executor,
        "what": entry.what,
        "target": entry.target,
        "men": entry.men,
        "women": entry.women,
        "came": entry.came,
        "result": entry.result,
        "enabling": entry.enabling,
        "hindering": entry.hindering,
        "solution": entry.solution,
        "plan": entry.plan,
    })
}
