//! `simpul letter`: the covering letter of a referral; of a session its minutes or its attendance list.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::desk::{Desk, Format, Target};
use crate::domain::{Record, RecordKey, RecordKind, Referral, Session};
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{answer, report, target, trouble};

#[derive(Debug, Args)]
pub struct Letter {
    /// The referral, e.g. R-2026-0007-4, or the code of its slip; or a session, e.g. B-2026-0002-5
    #[arg(value_name = "ID")]
    id: String,
    /// cover, reminder (surat penegasan) or verification (berita acara); cover when absent
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Of a session the list that those who come sign, instead of the minutes
    #[arg(long)]
    attendance: bool,
    /// With a column NIK; the list goes from hand to hand, so it has none unless asked for
    #[arg(long, requires = "attendance")]
    nik: bool,
    /// pdf, docx or xlsx; all when absent
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
    let to = Target { folder: args.to.clone(), formats, page, asks: false };
    let mut desk = office.open()?;
    let key = target::find(&desk, &args.id)?;
    let record = desk.record(key)?;
    let unmarked = record.body::<Session>().filter(|_| !args.attendance).map(Session::unmarked);
    let path = match key.kind {
        RecordKind::Session if args.attendance => desk.export_attendance(key, args.nik, &to)?,
        RecordKind::Session => desk.export_minutes(key, &to)?,
        _ => {
            let referral = target::of_kind(&desk, &args.id, RecordKind::Referral)?;
            of_referral(&mut desk, referral, args.kind.as_deref(), &to)?
        }
    };
    let number = number(&desk.record(key)?, args.kind.as_deref());
    let slip = (key.kind == RecordKind::Referral).then(|| Desk::slip_code(key).as_str().to_owned());
    let json = json!({
        "command": "letter",
        "id": key.to_string(),
        "number": number,
        "slip_code": slip,
        "path": path.display().to_string(),
        "unmarked": unmarked,
        "unprintable": complain_of(&mut desk, office),
    });
    desk.close()?;
    if let Some(count) = unmarked.filter(|count| *count > 0) {
        answer::complain(&office.words.say("cli-letter-unmarked", &[("count", count.into())]));
    }
    let written = written("letter-written", &path, args.format.is_none(), &office.words);
    Ok(Answer::new(json, vec![written]))
}

fn of_referral(desk: &mut Desk, key: RecordKey, kind: Option<&str>, to: &Target) -> Result<PathBuf, Failure> {
    Ok(match kind.unwrap_or("cover") {
        "cover" | "pengantar" => desk.export_referral_letter(key, to)?,
        "reminder" | "penegasan" => desk.export_reminder(key, to)?,
        "verification" | "verifikasi" => desk.export_verification(key, to)?,
        other => {
            let said = [("written", other), ("formats", "cover, reminder, verification")];
            return Err(trouble::usage("cli-format-unknown", &said));
        }
    })
}

/// That of the letter that was written.
fn number(record: &Record, kind: Option<&str>) -> Option<String> {
    let reminder = record.body::<Referral>().and_then(|referral| referral.reminders.last());
    match reminder {
        Some(last) if matches!(kind, Some("reminder" | "penegasan")) => Some(last.number.clone()),
        _ => record.body.get("letter_number").map(|number| number.plain()),
    }
}

/// The formats that were asked for, or all that there are.
pub(super) fn formats(written: Option<&str>) -> Result<Vec<Format>, Failure> {
    let known = Target::default().formats;
    let Some(written) = written else { return Ok(known) };
    let wanted = written.to_lowercase();
    if let Some(format) = known.iter().find(|format| format.ending() == wanted) {
        return Ok(vec![*format]);
    }
    let names = known.iter().map(|format| format.ending()).collect::<Vec<_>>().join(", ");
    Err(trouble::usage("cli-format-unknown", &[("written", &wanted), ("formats", &names)]))
}

/// Says where a paper lies, in all formats or in one.
pub(super) fn written(key: &str, path: &Path, is_all: bool, words: &Words) -> String {
    let path = path.display().to_string();
    let path = if is_all { words.say("written-all", &[("path", path.into())]) } else { path };
    words.say(key, &[("path", path.into())])
}

/// Says which texts the paper can't say in its own type.
pub(super) fn complain_of(desk: &mut Desk, office: &Office) -> Vec<String> {
    let texts = desk.take_unprintable();
    if let Some(first) = texts.first() {
        let said = [("count", texts.len().into()), ("text", first.as_str().into())];
        answer::complain(&office.words.say("unprintable", &said));
    }
    texts
}
