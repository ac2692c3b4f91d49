//! `simpul backup`, `restore`, `compact`: copies of everything, and the way back.

use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::{DateTime, Local};
use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{BackupPreview, Desk};
use crate::domain::{Level, RecordKind};
use crate::text::{Arg, Words};
use crate::vault::Credential;
use crate::work::Failure;

use super::answer::{self, Answer};
use super::office::Office;
use super::trouble;

#[derive(Debug, Args)]
pub struct Backup {
    /// Stick or folder
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup file, ending in .bak
    #[arg(value_name = "FILE", required_unless_present_any = ["undo", "readable"])]
    file: Option<PathBuf>,
    /// The recovery code instead of the password
    #[arg(long, value_name = "CODE")]
    recovery: Option<String>,
    /// Only say what the backup holds
    #[arg(long)]
    dry_run: bool,
    /// No backup: go on with what can still be read of damaged data
    #[arg(long, conflicts_with_all = ["file", "recovery", "dry_run", "undo"])]
    readable: bool,
    /// Bring back what the last restore replaced
    #[arg(long, conflicts_with_all = ["file", "recovery", "dry_run"])]
    undo: bool,
}

pub fn backup(args: &Backup, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let made = desk.back_up(&args.to, &mut |what, done, all| told(&office.words, what, done, all))?;
    desk.close()?;
    answer::progress("");
    let path = made.path.display().to_string();
    let lines = vec![
        office.words.get("backup-done"),
        office.words.say("cli-backup-path", &[("path", path.as_str().into())]),
    ];
    let json = json!({ "command": "backup", "path": path, "bytes": made.bytes, "seq": made.seq });
    Ok(Answer::new(json, lines))
}

pub fn restore(args: &Restore, office: &mut Office) -> Result<Answer, Failure> {
    if args.readable {
        return go_on_incomplete(office);
    }
    let Some(file) = &args.file else { return undo(office) };
    if !file.exists() {
        return Err(trouble::failed("cli-file-unreadable", &[("path", &file.display().to_string())]));
    }
    let password = args.recovery.is_none().then(|| office.password()).transpose()?;
    let credential = match (&password, &args.recovery) {
        (Some(password), _) => Credential::Password(password),
        (None, code) => Credential::Recovery(code.as_deref().unwrap_or_default()),
    };
    let preview = Desk::preview_restore(&office.data, file, credential)?;
    let mut json = content(&preview);
    json["command"] = json!("restore");
    json["restored"] = json!(!args.dry_run);
    let mut lines = described(&preview, &office.words);
    if !args.dry_run {
        let opened =
            Desk::restore(&office.data, file, credential, office.clock(), &mut |what, done, all| {
                told(&office.words, what, done, all)
            })?;
        answer::progress("");
        office.notices = opened.notices;
        opened.desk.close()?;
        lines.push(office.words.get("restore-done"));
        lines.push(office.words.get("cli-restore-undo"));
    }
    Ok(Answer::new(json, lines))
}

fn undo(office: &mut Office) -> Result<Answer, Failure> {
    Desk::bring_back(&office.data, office.clock())?;
    let json = json!({ "command": "restore", "undone": true });
    Ok(Answer::new(json, vec![office.words.get("restore-undone")]))
}

fn go_on_incomplete(office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    desk.go_on_incomplete(&mut |what, done, all| told(&office.words, what, done, all))?;
    desk.close()?;
    answer::progress("");
    // What is lost is said once more, and the worker knows.
    office.notices.iter_mut().for_each(|note| note.level = Level::Warn);
    let json = json!({ "command": "restore", "readable": true });
    let lines = ["note-went-on-incomplete", "cli-restore-undo"].map(|key| office.words.get(key));
    Ok(Answer::new(json, lines.to_vec()))
}

pub fn compact(office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let (before, after) = desk.compact(&mut |what, done, all| told(&office.words, what, done, all))?;
    desk.close()?;
    answer::progress("");
    let size = |bytes: u64| Arg::from(i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX));
    let line = if after < before {
        office.words.say("compact-done", &[("before", size(before)), ("after", size(after))])
    } else {
        office.words.get("compact-needless")
    };
    let json = json!({ "command": "compact", "bytes_before": before, "bytes_after": after });
    Ok(Answer::new(json, vec![line]))
}

pub fn told(words: &Words, what: &'static str, done: u64, all: u64) -> ControlFlow<()> {
    let stage = words.get(&format!("work-{what}"));
    let percent = (done * 100).checked_div(all).unwrap_or_default();
    answer::progress(&if all == 0 { stage } else { format!("{stage} {percent}%") });
    ControlFlow::Continue(())
}

fn content(preview: &BackupPreview) -> Json {
    let counts = preview.counts.iter().map(|(kind, count)| (kind.plural().to_owned(), json!(count)));
    json!({
        "made_at": DateTime::from_timestamp(preview.at, 0).map(|at| at.to_rfc3339()),
        "seq": preview.seq,
        "of_this_store": preview.is_of_this_store,
        "records": counts.collect::<serde_json::Map<_, _>>(),
    })
}

fn described(preview: &BackupPreview, words: &Words) -> Vec<String> {
    let at = DateTime::from_timestamp(preview.at, 0).map(|at| at.with_timezone(&Local));
    let date = at.map(|at| format!("{}, {}", words.date_long(at.date_naive()), at.format("%H.%M")));
    let count = |kind: RecordKind| {
        Arg::from(i64::try_from(preview.counts.get(&kind).copied().unwrap_or_default()).unwrap_or(i64::MAX))
    };
    vec![words.say(
        "restore-content",
        &[
            ("date", date.unwrap_or_default().into()),
            ("people", count(RecordKind::Person)),
            ("cases", count(RecordKind::Case)),
        ],
    )]
}
