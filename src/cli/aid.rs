//! `simpul match`, `simpul decide`: whom a gift is for, and what is to be done about two that meet.

use clap::Args;

use crate::desk::FormPurpose;
use crate::domain::RecordKind;
use crate::work::Failure;

use super::answer::Answer;
use super::fill::{self, Values};
use super::office::Office;
use super::target;

#[derive(Debug, Args)]
pub struct Match {
    /// A gift or a volunteer's report, by its id
    gift: String,
    /// The person
    #[arg(required_unless_present = "nobody", conflicts_with = "nobody")]
    person: Option<String>,
    /// It is for nobody on record; it is not asked again
    #[arg(long)]
    nobody: bool,
}

#[derive(Debug, Args)]
pub struct Decide {
    /// One gift
    a: String,
    /// The other
    b: String,
    /// accepted, asked, corrected, redirected, `not_same`
    #[arg(long, value_name = "CODE")]
    decision: String,
    /// Why; kept with the decision
    #[arg(long)]
    reason: String,
    /// The day; today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub fn match_gift(args: &Match, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let person = args.person.as_deref().map(|written| target::of_kind(&desk, written, RecordKind::Person));
    let person = person.transpose()?;
    let found = target::find(&desk, &args.gift)?;
    let saved = match person.filter(|_| found.kind == RecordKind::PsmReport) {
        Some(person) => desk.link_report(found, person, None)?,
        None => desk.match_aid(target::of_kind(&desk, &args.gift, RecordKind::Aid)?, person, None)?,
    };
    let answer = fill::saved_answer("match", &desk, &saved, &[], &office.words)?;
    desk.close()?;
    Ok(answer)
}

pub fn decide(args: &Decide, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let a = target::of_kind(&desk, &args.a, RecordKind::Aid)?;
    let b = target::of_kind(&desk, &args.b, RecordKind::Aid)?;
    let values = Values::default()
        .and("decision", Some(&args.decision))
        .and("reason", Some(&args.reason))
        .and("on", args.on.as_deref());
    let saved = fill::save("decide", &mut desk, &FormPurpose::Decide { a, b }, &values, office)?;
    desk.close()?;
    Ok(saved)
}
