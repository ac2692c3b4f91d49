//! `simpul list`: records of a kind.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, DeskLookup, ListQuery, Target};
use crate::domain::{RecordKey, RecordKind};
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{columns, filter, item, kinds, letter, list_activities, mask, report, trouble};

#[derive(Debug, Args)]
pub struct List {
    /// people, households, cases, visits, follow-ups, sessions, activities, groups, organizations, referrals, aid ...
    #[arg(value_name = "KIND")]
    kind: String,
    /// desa:... kategori:8,14 tahap:... kasus:buka|tutup -tag:RTLH bulan:YYYY-MM and free words
    #[arg(long, value_name = "EXPR", default_value = "", allow_hyphen_values = true)]
    filter: String,
    /// name, age, village, stage, due, priority, opened or state
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
    /// Use the filter that is kept under this name
    #[arg(long, value_name = "NAME", conflicts_with = "filter")]
    saved: Option<String>,
    /// Keep the filter under this name
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
    /// Show secret records; noted in the trail
    #[arg(long)]
    reveal: bool,
    /// At most so many items; all are counted
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Folder for the list as a file
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Of the file: pdf or xlsx; both when absent
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// a4 or f4; the one of the settings when absent
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
}

pub fn run(args: &List, office: &mut Office) -> Result<Answer, Failure> {
    let kind = kinds::kind(&args.kind)?;
    let target = args.to.as_ref().map(|folder| target(args, folder)).transpose()?;
    let mut desk = office.open()?;
    let lookup = desk.lookup().in_language(office.language().code());
    let query = ListQuery {
        reveal: args.reveal,
        sort: filter::sort(kind, args.sort.as_deref())?,
        ..match &args.saved {
            Some(name) => saved(name, kind, &desk)?,
            None => filter::read(kind, &args.filter, &lookup)?,
        }
    };
    if let Some(name) = &args.save {
        desk.save_filter(name, &query)?;
    }
    if kind == RecordKind::Activity {
        let said = list_activities::run(&desk, &query, args.limit, &office.words)?;
        desk.close()?;
        return Ok(said);
    }
    let found = desk.list(&query);
    let path = target.map(|target| desk.export_list(&query, &[], &target)).transpose()?;
    let shown = found.keys.get(..args.limit.unwrap_or(usize::MAX).min(found.keys.len())).unwrap_or_default();
    let (items, rows) = told(shown, args.reveal, (&mut desk, &lookup), office)?;
    let unprintable = letter::complain_of(&mut desk, office);
    let (count, of) = (found.keys.len(), desk.book().count(kind));
    let json = json!({
        "command": "list",
        "kind": kind.plural(),
        "count": count,
        "of": of,
        "secret_left_out": found.hidden,
        "path": path.as_ref().map(|path| path.display().to_string()),
        "unprintable": unprintable,
        "items": Json::Array(items),
    });
    let mut lines = columns::aligned(&rows);
    if let Some(path) = &path {
        lines = vec![letter::written("list-exported", path, args.format.is_none(), &office.words)];
    }
    lines.push(office.words.say("count-of", &[("shown", shown.len().into()), ("all", of.into())]));
    if found.hidden > 0 {
        lines.push(office.words.say("cli-list-hidden", &[("count", found.hidden.into())]));
    }
    desk.close()?;
    Ok(Answer::new(json, lines))
}

/// Objects, or lines where no JSON is wanted.
fn told(
    keys: &[RecordKey],
    reveal: bool,
    (desk, lookup): (&mut Desk, &DeskLookup),
    office: &Office,
) -> Result<(Vec<Json>, Vec<Vec<String>>), Failure> {
    let (mut items, mut rows) = (Vec::new(), Vec::new());
    for key in keys {
        let record = desk.record(*key)?;
        if reveal {
            mask::note(desk, &record)?;
        }
        if office.json {
            items.push(item::json(desk, &record, reveal));
        } else {
            rows.push(item::cells(desk, lookup, &record, reveal, &office.words));
        }
    }
    Ok((items, rows))
}

fn saved(name: &str, kind: RecordKind, desk: &Desk) -> Result<ListQuery, Failure> {
    let all = desk.saved_filters(Some(kind));
    let names = all.iter().map(|view| view.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = all.iter().find(|view| view.name.eq_ignore_ascii_case(name));
    found
        .map(|view| view.query.clone())
        .ok_or_else(|| trouble::usage("cli-saved-unknown", &[("written", name), ("names", &names)]))
}

fn target(args: &List, folder: &std::path::Path) -> Result<Target, Failure> {
    let formats = report::formats(args.format.as_deref(), Target::default().formats)?;
    Ok(Target {
        folder: Some(folder.to_owned()),
        formats,
        page: report::page(args.paper.as_deref())?,
        asks: false,
    })
}
