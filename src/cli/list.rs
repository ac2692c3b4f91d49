//! `simpul list`: records of a kind.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::domain::RecordKind;
use crate::work::Failure;

use super::answer::Answer;
use super::filter::Filter;
use super::office::Office;
use super::{columns, item, kinds, list_activities, mask};

#[derive(Debug, Args)]
pub struct List {
    /// people, households, cases, visits, follow-ups, sessions, activities, groups, organizations, referrals, aid ...
    #[arg(value_name = "KIND")]
    kind: String,
    /// desa=...,kategori=...,tahap=...,kasus=buka|tutup,kata=...
    #[arg(long, value_name = "EXPR", default_value = "")]
    filter: String,
    /// Show secret records; noted in the trail
    #[arg(long)]
    reveal: bool,
    /// At most so many items; all are counted
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run(args: &List, office: &mut Office) -> Result<Answer, Failure> {
    let kind = kinds::kind(&args.kind)?;
    let mut desk = office.open()?;
    let lookup = desk.lookup().in_language(office.language().code());
    let filter = Filter::read(kind, &args.filter, &lookup, &desk)?;
    if kind == RecordKind::Activity {
        let said = list_activities::run(&desk, &filter, args.limit, &office.words)?;
        desk.close()?;
        return Ok(said);
    }
    let keys = filter.keys(&desk);
    let mut items = Vec::new();
    let mut rows = Vec::new();
    for key in keys.iter().take(args.limit.unwrap_or(usize::MAX)) {
        let record = desk.record(*key)?;
        if args.reveal {
            mask::note(&mut desk, &record)?;
        }
        if office.json {
            items.push(item::json(&desk, &record, args.reveal));
        } else {
            rows.push(item::cells(&desk, &lookup, &record, args.reveal, &office.words));
        }
    }
    let json = json!({
        "command": "list",
        "kind": kind.plural(),
        "count": keys.len(),
        "of": desk.book().count(kind),
        "items": Json::Array(items),
    });
    let mut lines = columns::aligned(&rows);
    let of = [("shown", keys.len().into()), ("all", desk.book().count(kind).into())];
    lines.push(office.words.say("count-of", &of));
    desk.close()?;
    Ok(Answer::new(json, lines))
}
