//! `simpul overlap`: where aid meets, over everything in the book or for a donor's list.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, Meeting, PairCount, Party, Target};
use crate::overlap::Span;
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{columns, overlap_list, report};

#[derive(Debug, Args)]
pub struct Overlap {
    /// Each family, not only counts
    #[arg(long)]
    all: bool,
    /// A donor's list against the book; - reads pasted text
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// Folder for what the list meets, as a file
    #[arg(long, value_name = "DIR", requires = "list")]
    to: Option<PathBuf>,
    /// pdf, docx or xlsx
    #[arg(long, value_name = "FORMAT", requires = "to")]
    format: Option<String>,
    /// a4 or f4; the one of the settings when absent
    #[arg(long, value_name = "PAPER", requires = "to")]
    paper: Option<String>,
}

pub fn run(args: &Overlap, office: &mut Office) -> Result<Answer, Failure> {
    let formats = report::formats(args.format.as_deref(), Target::default().formats)?;
    let page = report::page(args.paper.as_deref())?;
    let mut desk = office.open()?;
    if let Some(file) = &args.list {
        let target = args.to.clone().map(|to| Target { folder: Some(to), formats, page, asks: false });
        let answer = overlap_list::check(file, target.as_ref(), &mut desk, &office.words)?;
        desk.close()?;
        return Ok(answer);
    }
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let mut meetings = Vec::new();
    let (counts, open) = if args.all || office.json {
        meetings = desk.meetings(go_on).unwrap_or_default();
        (PairCount::of(&meetings), meetings.iter().filter(|meeting| meeting.is_open()).count())
    } else {
        desk.overlap_counts(go_on).unwrap_or_default()
    };
    let mut rows = Vec::new();
    for count in &counts {
        rows.push(vec![
            label(&desk, &count.a),
            label(&desk, &count.b),
            desk.label("overlap_result", count.result),
            count.count.to_string(),
            count.rule.clone().unwrap_or_else(|| office.words.get("aid-no-rule")),
        ]);
    }
    let mut lines = columns::aligned(&rows);
    let items: Vec<Json> = meetings.iter().map(|meeting| item(&desk, meeting, &office.words)).collect();
    if args.all {
        lines.extend(meetings.iter().map(|meeting| sentence(&desk, meeting, &office.words)));
    }
    let said =
        [("count", counts.iter().map(|count| count.count).sum::<usize>().into()), ("open", open.into())];
    lines.push(office.words.say("cli-overlap-count", &said));
    let json = json!({ "command": "overlap", "pairs": counts, "open": open, "items": items });
    desk.close()?;
    Ok(Answer::new(json, lines))
}

/// A programme's code, or the kind of giver that stands for none.
pub fn label(desk: &Desk, code: &str) -> String {
    if desk.catalog().program(code).is_some() { code.to_owned() } else { desk.label("aid_source", code) }
}

/// Why, in one sentence: the rule's basis, or that there is none.
pub fn why(meeting: &Meeting, words: &Words) -> String {
    meeting.rule.as_ref().map_or_else(|| words.get("aid-no-rule"), |rule| rule.basis.clone())
}

fn item(desk: &Desk, meeting: &Meeting, words: &Words) -> Json {
    let party = |party: &Party| {
        json!({
            "id": party.key,
            "program": party.program,
            "giver": party.giver,
            "name": party.who.name,
            "masked": party.who.masked,
            "from": party.when.from,
            "to": party.when.to,
        })
    };
    let rule = meeting.rule.as_ref();
    json!({
        "a": party(&meeting.a),
        "b": party(&meeting.b),
        "result": meeting.verdict.code(),
        "method": meeting.method.code(),
        "rule": rule.map(|rule| &rule.id),
        "why": why(meeting, words),
        "source": rule.map(|rule| &rule.provenance.source),
        "regulation": rule.map(|rule| &rule.regulation).filter(|number| !number.is_empty()),
        "checked_on": rule.and_then(|rule| rule.provenance.checked_on).map(|day| day.to_string()),
        "pairs": meeting.pairs,
        "shared": meeting.shared.map(|span| json!({ "from": span.from, "to": span.to })),
        "flags": meeting.flags,
        "village": meeting.village,
        "village_name": desk.village_name(&meeting.village),
        "decision": meeting.decided.as_ref().map(|made| json!({
            "decision": made.decision,
            "reason": made.reason,
            "on": made.on.map(|day| day.to_string()),
        })),
        "open": meeting.is_open(),
    })
}

fn sentence(desk: &Desk, meeting: &Meeting, words: &Words) -> String {
    let name = if meeting.a.who.masked { words.get("cli-masked") } else { meeting.a.who.name.clone() };
    let told = [
        ("name", name.into()),
        ("village", desk.village_name(&meeting.village).into()),
        ("a", label(desk, &meeting.a.program).into()),
        ("b", label(desk, &meeting.b.program).into()),
        ("result", desk.label("overlap_result", meeting.verdict.code()).into()),
        ("how", words.get(&format!("aid-method-{}", meeting.method.code())).into()),
        ("why", why(meeting, words).into()),
        ("when", when(meeting.shared, words).into()),
    ];
    words.say("cli-overlap-item", &told)
}

/// The days that both are for.
pub fn when(shared: Option<Span>, words: &Words) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| words.date_long(day));
    shared.map_or_else(|| words.get("aid-close-by"), |span| format!("{} - {}", day(span.from), day(span.to)))
}
