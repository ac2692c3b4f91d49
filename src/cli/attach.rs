//! `simpul attach` and `simpul attachment`: photos and PDFs about a record, in and out.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::domain::RecordKind;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{mask, step, target};

#[derive(Debug, Args)]
pub struct Attach {
    /// A person, case, visit, session, activity, group or organisation
    #[arg(value_name = "ID")]
    id: String,
    /// A photo (JPG, PNG) or a PDF
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, Args)]
pub struct TakeOut {
    /// An attachment's id, as show names it
    #[arg(value_name = "ID")]
    id: String,
    /// Folder for the file
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Also about somebody who is secret; noted in the trail
    #[arg(long)]
    reveal: bool,
}

pub fn attach(args: &Attach, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let about = target::find(&desk, &args.id)?;
    let saved = desk.attach(about, &args.file)?;
    step::done("attach", desk, &saved, office)
}

pub fn take_out(args: &TakeOut, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.id, RecordKind::Attachment)?;
    let record = desk.record(key)?;
    if mask::is_secret(&desk, &record) && !args.reveal {
        let answer = Answer::new(mask::masked(&record), vec![office.words.get("cli-masked-hint")]);
        desk.close()?;
        return Ok(answer);
    }
    mask::note(&mut desk, &record)?;
    let path = desk.export_attachment(key, &args.to)?.display().to_string();
    desk.close()?;
    let json = json!({ "command": "attachment", "id": key.to_string(), "path": path });
    Ok(Answer::new(json, vec![office.words.say("attachment-written", &[("path", path.as_str().into())])]))
}
