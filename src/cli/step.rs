//! The small steps of the work: finish, put off, tell what happened, close, reopen, call the roll, mend, judge, throw away.

use clap::Args;
use serde_json::json;

use crate::desk::{FormPurpose, Saved, StillOpen};
use crate::domain::{Level, RecordKey, RecordKind, Session};
use crate::form::Lookup as _;
use crate::work::Failure;

use super::answer::Answer;
use super::fill::{self, Values};
use super::office::Office;
use super::{answer, bin, target, trouble};

#[derive(Debug, Args)]
pub struct Finish {
    /// A follow-up
    id: String,
    /// What came of it
    #[arg(long)]
    result: Option<String>,
    /// Today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Another follow-up of the family that is done with it
    #[arg(long, value_name = "ID")]
    also: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Postpone {
    /// A follow-up
    id: String,
    /// The new date
    #[arg(long, value_name = "DATE")]
    due: String,
    #[arg(long)]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct Event {
    /// A referral or a volunteer's report
    referral: String,
    /// sent, received, accepted, declined, outcome, closed ...
    #[arg(long)]
    state: String,
    /// Today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    values: Values,
}

#[derive(Debug, Args)]
pub struct Close {
    /// A case
    case: String,
    #[arg(long)]
    reason: String,
    /// Today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long)]
    note: Option<String>,
}

#[derive(Debug, Args)]
pub struct Reopen {
    /// A case
    case: String,
    #[arg(long)]
    reason: String,
    /// Today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    /// A case
    case: String,
    /// Who takes the consent back
    #[arg(long)]
    by: Option<String>,
    #[arg(long)]
    reason: Option<String>,
    /// Today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct AskErasure {
    /// A person
    id: String,
    /// Who asks
    #[arg(long)]
    by: Option<String>,
    #[arg(long)]
    reason: Option<String>,
    /// waiting, granted or refused; a request that waits is decided by it
    #[arg(long)]
    decision: Option<String>,
    /// On what ground it was decided
    #[arg(long)]
    note: Option<String>,
}

#[derive(Debug, Args)]
pub struct Retain {
    /// A person
    id: String,
    /// Until when; as long again as is usual when absent
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub struct Mark {
    /// A session
    session: String,
    /// Place in the list of participants, from 1
    #[arg(long, value_name = "N")]
    seat: usize,
    /// present, late, absent ...
    #[arg(long = "mark", value_name = "MARK")]
    attendance: String,
}

#[derive(Debug, Args)]
pub struct Mend {
    /// A refused row
    id: String,
    #[command(flatten)]
    values: Values,
}

#[derive(Debug, Args)]
pub struct Settle {
    /// A person
    id: String,
    /// The warning's code, as `show` names it
    code: String,
}

#[derive(Debug, Args)]
pub struct Bin {
    /// A record; or list, to see what was thrown away; or restore
    id: String,
    /// With restore: the record that was thrown away
    thrown: Option<String>,
}

pub fn finish(args: &Finish, office: &mut Office) -> Result<Answer, Failure> {
    let also = (!args.also.is_empty()).then(|| args.also.join(";"));
    let values = Values::default()
        .and("result", args.result.as_deref())
        .and("done_on", args.on.as_deref())
        .and("also", also.as_deref());
    step("finish", &args.id, RecordKind::FollowUp, FormPurpose::Finish, &values, office)
}

pub fn postpone(args: &Postpone, office: &mut Office) -> Result<Answer, Failure> {
    let values = Values::default().and("due", Some(&args.due)).and("reason", args.reason.as_deref());
    step("postpone", &args.id, RecordKind::FollowUp, FormPurpose::Postpone, &values, office)
}

pub fn event(args: &Event, office: &mut Office) -> Result<Answer, Failure> {
    let values = args.values.clone().and("state", Some(&args.state)).and("on", args.on.as_deref());
    let mut desk = office.open()?;
    let key = target::find(&desk, &args.referral)?;
    let purpose = if key.kind == RecordKind::PsmReport {
        FormPurpose::Report { report: key, state: String::new() }
    } else {
        let referral = target::of_kind(&desk, &args.referral, RecordKind::Referral)?;
        FormPurpose::Event { referral, state: String::new() }
    };
    let saved = fill::save("event", &mut desk, &purpose, &values, office)?;
    desk.close()?;
    Ok(saved)
}

pub fn close(args: &Close, office: &mut Office) -> Result<Answer, Failure> {
    let values = Values::default()
        .and("reason", Some(&args.reason))
        .and("on", args.on.as_deref())
        .and("note", args.note.as_deref());
    let mut desk = office.open()?;
    let case = target::of_kind(&desk, &args.case, RecordKind::Case)?;
    let open = desk.page(case)?.still_open();
    let mut saved = fill::save("close", &mut desk, &FormPurpose::Close(case), &values, office)?;
    saved.json["still_open"] = open.iter().map(|item| json!(item.key)).collect();
    if !open.is_empty() {
        let told = StillOpen::told(&open, &office.words, &desk.lookup());
        answer::complain(&office.words.say("cli-close-open", &[("open", told.into())]));
    }
    desk.close()?;
    Ok(saved)
}

pub fn reopen(args: &Reopen, office: &mut Office) -> Result<Answer, Failure> {
    let values = Values::default().and("reason", Some(&args.reason)).and("on", args.on.as_deref());
    step("reopen", &args.case, RecordKind::Case, FormPurpose::Reopen, &values, office)
}

pub fn withdraw(args: &Withdraw, office: &mut Office) -> Result<Answer, Failure> {
    let values = Values::default()
        .and("by", args.by.as_deref())
        .and("reason", args.reason.as_deref())
        .and("on", args.on.as_deref());
    step("withdraw", &args.case, RecordKind::Case, FormPurpose::Withdraw, &values, office)
}

pub fn ask_erasure(args: &AskErasure, office: &mut Office) -> Result<Answer, Failure> {
    let values = Values::default()
        .and("by", args.by.as_deref())
        .and("reason", args.reason.as_deref())
        .and("decision", args.decision.as_deref())
        .and("note", args.note.as_deref());
    step("ask-erasure", &args.id, RecordKind::Person, FormPurpose::AskErasure, &values, office)
}

pub fn retain(args: &Retain, office: &mut Office) -> Result<Answer, Failure> {
    let values = Values::default().and("until", args.until.as_deref()).and("reason", Some(&args.reason));
    step("retain", &args.id, RecordKind::Person, FormPurpose::Retain, &values, office)
}

pub fn mend(args: &Mend, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.id, RecordKind::RefusedRow)?;
    let purpose = desk.mending(key)?;
    let saved = fill::save("mend", &mut desk, &purpose, &args.values, office)?;
    desk.close()?;
    Ok(saved)
}

fn step(
    command: &str,
    written: &str,
    kind: RecordKind,
    purpose: impl FnOnce(RecordKey) -> FormPurpose,
    values: &Values,
    office: &mut Office,
) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, written, kind)?;
    let saved = fill::save(command, &mut desk, &purpose(key), values, office)?;
    desk.close()?;
    Ok(saved)
}

pub fn mark(args: &Mark, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.session, RecordKind::Session)?;
    let mark = desk.catalog().read_choice("attendance_mark", &args.attendance).map(str::to_owned);
    let mark = mark.ok_or_else(|| {
        trouble::no_such_choice("mark", &args.attendance, &desk.lookup().choices("attendance_mark"))
    })?;
    let seats = desk.record(key)?.body::<Session>().map_or(0, |session| session.participants.len());
    let seat = args.seat.checked_sub(1).filter(|seat| *seat < seats);
    let seat = seat.ok_or_else(|| {
        trouble::usage("cli-seat-unknown", &[("seat", &args.seat.to_string()), ("seats", &seats.to_string())])
    })?;
    let saved = desk.mark_attendance(key, seat, &mark)?;
    done("mark", desk, &saved, office)
}

pub fn settle(args: &Settle, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.id, RecordKind::Person)?;
    let code = args.code.trim().replace('-', "_");
    let page = desk.page(key)?;
    let judged = page.notes.iter().filter(|(_, note)| note.level >= Level::Warn);
    let known: Vec<&str> = judged.map(|(_, note)| note.code).collect();
    if !known.contains(&code.as_str()) {
        let key = if known.is_empty() { "cli-settle-nothing" } else { "cli-settle-unknown" };
        return Err(trouble::usage(key, &[("code", &args.code), ("codes", &known.join(", "))]));
    }
    let saved = desk.settle(key, &code)?;
    done("settle", desk, &saved, office)
}

pub fn bin(args: &Bin, office: &mut Office) -> Result<Answer, Failure> {
    if let Some(asked) = bin::asked(&args.id, args.thrown.as_deref(), office)? {
        return Ok(asked);
    }
    let mut desk = office.open()?;
    let key = target::find(&desk, &args.id)?;
    if matches!(key.kind, RecordKind::Profile | RecordKind::Handoff) {
        return Err(trouble::usage("cli-kind-own", &[("kind", key.kind.plural())]));
    }
    let saved = desk.bin(key)?;
    done("bin", desk, &saved, office)
}

pub(super) fn done(
    command: &str,
    desk: crate::desk::Desk,
    saved: &Saved,
    office: &Office,
) -> Result<Answer, Failure> {
    let answer = fill::saved_answer(command, &desk, saved, &[], &office.words)?;
    desk.close()?;
    Ok(answer)
}
