//! `simpul client-copy`: everything that is kept about a person, to hand to that person.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::desk::Target;
use crate::domain::RecordKind;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{letter, mask, report, target};

#[derive(Debug, Args)]
pub struct ClientCopy {
    /// A person
    #[arg(value_name = "ID")]
    id: String,
    /// pdf, docx or xlsx; all when absent
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// a4 or f4; the one of the settings when absent
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Also of somebody who is secret; noted in the trail
    #[arg(long)]
    reveal: bool,
}

pub fn run(args: &ClientCopy, office: &mut Office) -> Result<Answer, Failure> {
    let formats = letter::formats(args.format.as_deref())?;
    let page = report::page(args.paper.as_deref())?;
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.id, RecordKind::Person)?;
    let record = desk.record(key)?;
    if mask::is_secret(&desk, &record) && !args.reveal {
        let mut answer = Answer::new(mask::masked(&record), vec![office.words.get("cli-masked-hint")]);
        // Nothing was done: a script must not take it for shown.
        answer.exit_code = 1;
        desk.close()?;
        return Ok(answer);
    }
    mask::note(&mut desk, &record)?;
    let path =
        desk.export_client_copy(key, &Target { folder: args.to.clone(), formats, page, asks: false })?;
    desk.close()?;
    let said = letter::written("copy-written", &path, args.format.is_none(), &office.words);
    let path = path.display().to_string();
    let json = json!({ "command": "client-copy", "id": key.to_string(), "path": path });
    Ok(Answer::new(json, vec![said]))
}
