//! `simpul import`: spreadsheets into the book, with a receipt that adds up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, ImportOrder};
use crate::intake::{Answers, List, Options, Receipt};
use crate::text::{Arg, Words};
use crate::work::Failure;

use super::answer::{self, Answer};
use super::office::Office;
use super::trouble;

#[derive(Debug, Args)]
pub struct Import {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// people, aid, psm, organizations, sessions; guessed when absent
    #[arg(long = "as", value_name = "LIST")]
    read_as: Option<String>,
    /// Only this sheet of a workbook
    #[arg(long)]
    sheet: Option<String>,
    /// Answers given ahead (TOML)
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Read and judge, save nothing
    #[arg(long)]
    dry_run: bool,
}

/// Every file is tried: one that can't be read keeps none of the others back. The exit code is the worst.
pub fn run(args: &Import, office: &mut Office) -> Result<Answer, Failure> {
    if let [folder] = args.files.as_slice()
        && Desk::is_hsds(folder)
    {
        return directory(folder, args.dry_run, office);
    }
    let options = options(args)?;
    let mut desk = office.open()?;
    let (mut receipts, mut errors, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    let mut exit_code = 0;
    for file in &args.files {
        match one(file, &options, args.dry_run, &mut desk) {
            Ok(mut receipt) => {
                receipt.set_messages(|note| office.words.note(note));
                lines.extend(lines_of(&receipt, &office.words));
                receipts.push(receipt);
            }
            Err(mut failure) => {
                answer::complain(&office.words.say("cli-import-file", &[("file", shown(file).into())]));
                failure.args.push(("file", shown(file).into()));
                if args.files.len() == 1 {
                    return Err(failure);
                }
                exit_code = exit_code.max(failure.exit_code.max(1));
                errors.push(answer::told(&failure, &office.words));
                // A store in trouble takes no further file.
                if failure.exit_code == answer::STORE_TROUBLE {
                    break;
                }
            }
        }
    }
    desk.close()?;
    let mut json = as_json(&receipts, args.files.len() > 1, args.dry_run);
    if let Json::Object(object) = &mut json
        && !errors.is_empty()
    {
        object.insert("errors".to_owned(), json!(errors));
    }
    Ok(Answer { exit_code, ..Answer::new(json, lines) })
}

/// A directory of organisations in HSDS: a folder or a ZIP file of its tables.
fn directory(path: &Path, dry_run: bool, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let receipt = if dry_run { desk.preview_hsds(path)?.receipt } else { desk.import_hsds(path)? };
    desk.close()?;
    let json = json!({
        "command": "import",
        "as": "hsds",
        "dry_run": dry_run,
        "new": receipt.new,
        "changed": receipt.changed,
        "unchanged": receipt.unchanged,
        "refused": receipt.refused,
        "doubles": receipt.doubles,
    });
    let said = [
        ("new", receipt.new.into()),
        ("changed", receipt.changed.into()),
        ("unchanged", receipt.unchanged.into()),
        ("refused", receipt.refused.into()),
        ("doubles", receipt.doubles.into()),
    ];
    Ok(Answer::new(
        json,
        vec![office.words.say(if dry_run { "cli-hsds-would" } else { "cli-hsds-read" }, &said)],
    ))
}

fn one(file: &Path, options: &Options, dry_run: bool, desk: &mut Desk) -> Result<Receipt, Failure> {
    let order = ImportOrder { file: file.to_owned(), options: options.clone() };
    let preview = desk.preview_import(&order)?;
    if dry_run {
        return Ok(preview.import.receipt);
    }
    Ok(desk.import(preview)?)
}

fn options(args: &Import) -> Result<Options, Failure> {
    let read_as = match &args.read_as {
        None => None,
        Some(name) => Some(List::from_name(name).ok_or_else(|| {
            let lists = List::ALL.map(List::name).join(", ");
            trouble::usage("cli-list-unknown", &[("written", name), ("lists", &lists)])
        })?),
    };
    let answers = match &args.map {
        None => Answers::default(),
        Some(path) => {
            let text = fs::read_to_string(path)
                .map_err(|_| trouble::failed("cli-file-unreadable", &[("path", &shown(path))]))?;
            Answers::from_toml(&text).map_err(crate::desk::DeskError::from)?
        }
    };
    Ok(Options { read_as, sheet: args.sheet.clone(), answers, may_ask: false })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// One file: its receipt. Several: `files`, and the sums of their counts; `run` adds `errors` where some failed.
fn as_json(receipts: &[Receipt], of_several: bool, dry_run: bool) -> Json {
    let mut json = match receipts {
        [only] if !of_several => json!(only),
        several => {
            let mut sums = json!({ "command": "import", "files": several });
            for (name, count) in several.iter().flat_map(Receipt::counts) {
                let before = sums.get(name).and_then(Json::as_u64).unwrap_or_default();
                sums[name] = json!(before + count as u64);
            }
            sums
        }
    };
    if let Json::Object(object) = &mut json {
        object.insert("dry_run".to_owned(), json!(dry_run));
    }
    json
}

fn lines_of(receipt: &Receipt, words: &Words) -> Vec<String> {
    let mut counts: Vec<(&str, Arg)> = vec![("file", receipt.file.as_str().into())];
    counts.extend(receipt.counts().map(|(name, count)| (name, count.into())));
    let mut lines = vec![words.say("cli-import-counts", &counts)];
    for left in &receipt.left_out {
        let why = words.get(&format!("left-out-{}", left.why.replace('_', "-")));
        let said = [("sheet", left.sheet.as_str().into()), ("why", why.into())];
        lines.push(words.say("cli-import-left", &said));
    }
    if receipt.repeated_headings > 0 {
        lines.push(words.say("cli-import-headings", &[("count", receipt.repeated_headings.into())]));
    }
    let refused: Vec<_> =
        receipt.rows.iter().filter(|row| receipt.refused_by.contains_key(row.code)).collect();
    for row in &refused {
        let place: [(&str, Arg); 3] = [
            ("sheet", row.sheet.as_str().into()),
            ("row", row.row.to_string().into()),
            ("message", row.message.as_str().into()),
        ];
        lines.push(words.say("cli-import-row", &place));
    }
    let mut sentences: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &receipt.rows {
        sentences.entry(row.code).or_insert(&row.message);
    }
    for (code, count) in &receipt.warnings {
        let message = sentences.get(code).copied().unwrap_or(code);
        lines.push(
            words.say("cli-import-warning", &[("count", (*count).into()), ("message", message.into())]),
        );
    }
    lines
}
