//! `simpul search`: people and organisations, best first, with the reason.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::PersonHit;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{columns, item};

#[derive(Debug, Args)]
pub struct Search {
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many answers
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

pub fn run(args: &Search, office: &mut Office) -> Result<Answer, Failure> {
    let desk = office.open()?;
    let lookup = desk.lookup().in_language(office.language().code());
    let (hits, total) = desk.search(&args.words.join(" "), args.limit);
    let mut items = Vec::new();
    let mut rows = Vec::new();
    for hit in &hits {
        let record = desk.record(hit.key)?;
        let mut found = item::json(&desk, &record, false);
        found["score"] = json!(hit.score);
        found["why"] = why(hit);
        items.push(found);
        rows.push(item::cells(&desk, &lookup, &record, false, &office.words));
    }
    let json = json!({ "command": "search", "count": hits.len(), "total": total, "items": items });
    let mut lines = columns::aligned(&rows);
    lines.push(office.words.say("count-of", &[("shown", hits.len().into()), ("all", total.into())]));
    desk.close()?;
    Ok(Answer::new(json, lines))
}

/// For each word where it was found, and how.
fn why(hit: &PersonHit) -> Json {
    hit.why.iter().map(|why| json!({ "field": why.field.code(), "how": why.how.code() })).collect()
}
