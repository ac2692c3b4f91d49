//! `simpul letter`: the covering letter of a referral.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::desk::{Desk, Format, Target};
use crate::domain::{RecordKind, Referral};
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{report, target, trouble};

#[derive(Debug, Args)]
pub struct Letter {
    /// The referral, e.g. R-2026-0007-4, or the code of its slip
    #[arg(value_name = "REFERRAL")]
    id: String,
    /// cover, reminder (surat penegasan) or verification (berita acara); cover when absent
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// pdf or docx; both when absent
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// a4 or f4; the one of the settings when absent
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub fn run(args: &Letter, office: &mut Office) -> Result<Answer, Failure> {
    let formats = formats(args.format.as_deref())?;
    let page = report::page(args.paper.as_deref())?;
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.id, RecordKind::Referral)?;
    let target = Target { folder: args.to.clone(), formats, page };
    let path = match args.kind.as_deref().unwrap_or("cover") {
        "cover" | "pengantar" => desk.export_referral_letter(key, &target)?,
        "reminder" | "penegasan" => desk.export_reminder(key, &target)?,
        "verification" | "verifikasi" => desk.export_verification(key, &target)?,
        other => {
            let said = [("written", other), ("formats", "cover, reminder, verification")];
            return Err(trouble::usage("cli-format-unknown", &said));
        }
    };
    let is_reminder = matches!(args.kind.as_deref(), Some("reminder" | "penegasan"));
    let number = desk.record(key)?.body::<Referral>().map(|referral| match referral.reminders.last() {
        Some(last) if is_reminder => last.number.clone(),
        _ => referral.letter_number.clone(),
    });
    let json = json!({
        "command": "letter",
        "id": key.to_string(),
        "number": number,
        "slip_code": Desk::slip_code(key).as_str(),
        "path": path.display().to_string(),
    });
    desk.close()?;
    let written = office.words.say("letter-written", &[("path", path.display().to_string().into())]);
    Ok(Answer::new(json, vec![written]))
}

/// What a letter is written as.
pub fn formats(written: Option<&str>) -> Result<Vec<Format>, Failure> {
    match written.map(str::to_lowercase).as_deref() {
        None => Ok(Target::letter().formats),
        Some("pdf") => Ok(vec![Format::Pdf]),
        Some("docx") => Ok(vec![Format::Docx]),
        Some(other) => {
            Err(trouble::usage("cli-format-unknown", &[("written", other), ("formats", "pdf, docx")]))
        }
    }
}
