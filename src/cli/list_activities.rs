//! `simpul list activities`: what was done, typed or made by sessions, visits, referrals and conferences.

use serde_json::{Value as Json, json};

use crate::desk::{ActivityEntry, Cut, Desk, FilterKey, ListQuery};
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::columns;

pub fn run(desk: &Desk, query: &ListQuery, limit: Option<usize>, words: &Words) -> Result<Answer, Failure> {
    let month = query.filter.cuts.iter().find(|cut| cut.key == FilterKey::Month && !cut.not);
    let month = month.filter(|cut| cut.values.len() == 1).and_then(|cut| cut.values.first());
    let all = desk.activities(month.map(String::as_str))?;
    let of = all.len();
    let mut found: Vec<&ActivityEntry> = all.iter().filter(|entry| passes(entry, query)).collect();
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

fn passes(entry: &ActivityEntry, query: &ListQuery) -> bool {
    let words = crate::search::plain(&query.words);
    let text = crate::search::plain(&format!("{} {} {}", entry.what, entry.place, entry.result));
    query.filter.cuts.iter().all(|cut| meets(entry, cut))
        && words.split_whitespace().all(|word| text.contains(word))
}

fn meets(entry: &ActivityEntry, cut: &Cut) -> bool {
    let of = match cut.key {
        FilterKey::Village => entry.village.clone(),
        FilterKey::Month => entry.day.format("%Y-%m").to_string(),
        _ => return true,
    };
    cut.values.contains(&of) != cut.not
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
