//! `simpul form`: the paper form of a kind, blank, or of a record, filled in.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::desk::Target;
use crate::work::Failure;

use super::answer::Answer;
use super::letter::{complain_of, formats, written};
use super::office::Office;
use super::{kinds, mask, report, target, trouble};

#[derive(Debug, Args)]
pub struct Form {
    /// A kind, e.g. sessions, for a blank form; or a record's id or short number
    #[arg(value_name = "KIND|ID")]
    what: String,
    /// pdf, docx or xlsx; all when absent
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// a4 or f4; the one of the settings when absent
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Also of a secret record; noted in the trail
    #[arg(long)]
    reveal: bool,
}

pub fn run(args: &Form, office: &mut Office) -> Result<Answer, Failure> {
    let formats = formats(args.format.as_deref())?;
    let page = report::page(args.paper.as_deref())?;
    let to = Target { folder: args.to.clone(), formats, page, asks: false };
    let mut desk = office.open()?;
    let path = if let Ok(kind) = kinds::kind(&args.what) {
        desk.export_blank_form(kind, &to)?
    } else {
        let key = target::find(&desk, &args.what)?;
        let record = desk.record(key)?;
        if mask::is_secret(&desk, &record) {
            if !args.reveal {
                return Err(trouble::usage("cli-form-secret", &[("id", &args.what)]));
            }
            mask::note(&mut desk, &record)?;
        }
        desk.export_filled_form(key, &to)?
    };
    let json = json!({
        "command": "form",
        "path": path.display().to_string(),
        "unprintable": complain_of(&mut desk, office),
    });
    desk.close()?;
    let written = written("letter-written", &path, args.format.is_none(), &office.words);
    Ok(Answer::new(json, vec![written]))
}
