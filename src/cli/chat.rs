//! `simpul chat`: volunteers' reports out of messages that were copied from a chat.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{ChatReport, Desk, DeskError};
use crate::domain::{Table as _, row_to_json};
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{columns, trouble};

#[derive(Debug, Args)]
pub struct Chat {
    /// Text file with the messages
    file: PathBuf,
    /// Say what would be taken, and take nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Chat, office: &mut Office) -> Result<Answer, Failure> {
    let bytes = std::fs::read(&args.file)
        .map_err(|source| DeskError::File { place: args.file.display().to_string(), source })?;
    let place = args.file.display().to_string();
    let text =
        String::from_utf8(bytes).map_err(|_| trouble::failed("cli-chat-no-text", &[("file", &place)]))?;
    let mut desk = office.open()?;
    let reports = desk.read_chat(&text);
    let ready = reports.iter().filter(|report| report.missing.is_empty() && !report.known);
    let ready: Vec<String> = ready.map(|report| report.text.clone()).collect();
    let taken = if args.dry_run || ready.is_empty() { 0 } else { desk.take_chat(&ready)?.keys.len() };
    let known = reports.iter().filter(|report| report.known).count();
    let open = reports.len() - known - ready.len();
    let json = json!({
        "command": "chat",
        "read": reports.len(),
        "taken": taken,
        "known": known,
        "incomplete": open,
        "items": reports.iter().map(item).collect::<Json>(),
    });
    let rows: Vec<Vec<String>> = reports.iter().map(|report| row(report, &desk)).collect();
    let mut lines = columns::aligned(&rows);
    let counts = [
        ("read", reports.len().into()),
        ("taken", taken.into()),
        ("known", known.into()),
        ("open", open.into()),
    ];
    lines.push(office.words.say("cli-chat-count", &counts));
    desk.close()?;
    Ok(Answer::new(json, lines))
}

fn item(report: &ChatReport) -> Json {
    let mut json = row_to_json(&report.report.to_row());
    json["missing"] = json!(report.missing);
    json["known"] = json!(report.known);
    json
}

fn row(report: &ChatReport, desk: &Desk) -> Vec<String> {
    let read = &report.report;
    vec![read.name.clone(), desk.village_name(&read.village), read.problem.clone(), report.missing.join(", ")]
}
