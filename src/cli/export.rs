//! `simpul export`: what others read in a form of their own.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::trouble;

#[derive(Debug, Args)]
pub struct Export {
    /// hsds: the directory of organisations (Open Referral)
    #[arg(value_name = "WHAT")]
    what: String,
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub fn run(args: &Export, office: &mut Office) -> Result<Answer, Failure> {
    if args.what.to_lowercase() != "hsds" {
        return Err(trouble::usage("cli-format-unknown", &[("written", &args.what), ("formats", "hsds")]));
    }
    let mut desk = office.open()?;
    let folder = desk.export_hsds(args.to.as_deref())?;
    let count = desk.book().count(crate::domain::RecordKind::Organization);
    desk.close()?;
    let path = folder.display().to_string();
    let json = json!({ "command": "export", "what": "hsds", "path": path, "organizations": count });
    let said = [("count", count.into()), ("path", path.into())];
    Ok(Answer::new(json, vec![office.words.say("cli-hsds-written", &said)]))
}
