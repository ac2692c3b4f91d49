//! `simpul add` and `simpul edit`: what a form does, without the form.

use clap::Args;

use crate::desk::FormPurpose;
use crate::domain::{RecordKey, RecordKind};
use crate::work::Failure;

use super::answer::Answer;
use super::fill::{self, Values};
use super::office::Office;
use super::{kinds, target, trouble};

#[derive(Debug, Args)]
pub struct Add {
    /// people, cases, visits, follow-ups, sessions, activities, groups, organizations, referrals, aid, psm ...
    #[arg(value_name = "KIND")]
    kind: String,
    /// The record from whose page it would be started: a person for a case, a case for a visit
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// Of needs or plans several in one save: --json-set rows='[...]'
    #[arg(long)]
    several: bool,
    #[command(flatten)]
    values: Values,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// A record's id or short number
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    values: Values,
}

/// Kinds that only the program itself makes.
const OWN: [RecordKind; 6] = [
    RecordKind::Profile,
    RecordKind::Handoff,
    RecordKind::RefusedRow,
    RecordKind::Erasure,
    RecordKind::Mismatch,
    RecordKind::Attachment,
];

/// Stands under a case, or at least under a person.
fn needs_a_case(kind: RecordKind) -> bool {
    kind.fields().iter().any(|field| field.id == "case")
}

pub fn add(args: &Add, office: &mut Office) -> Result<Answer, Failure> {
    let kind = kinds::kind(&args.kind)?;
    if OWN.contains(&kind) {
        return Err(trouble::usage("cli-kind-own", &[("kind", kind.plural())]));
    }
    let mut desk = office.open()?;
    let about = args.about.as_deref().map(|written| target::find(&desk, written)).transpose()?;
    if about.is_none() && needs_a_case(kind) {
        return Err(trouble::usage("cli-about-needed", &[("kind", kind.plural())]));
    }
    let purpose = match about {
        Some(case) if args.several => several(kind, case)?,
        about => FormPurpose::New { kind, about },
    };
    let saved = fill::save("add", &mut desk, &purpose, &args.values, office)?;
    desk.close()?;
    Ok(saved)
}

fn several(kind: RecordKind, case: RecordKey) -> Result<FormPurpose, Failure> {
    if matches!(kind, RecordKind::Need | RecordKind::Plan) && case.kind == RecordKind::Case {
        return Ok(FormPurpose::Several { kind, case });
    }
    Err(trouble::usage("cli-several", &[("kind", kind.plural())]))
}

pub fn edit(args: &Edit, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::find(&desk, &args.id)?;
    if matches!(
        key.kind,
        RecordKind::Handoff | RecordKind::RefusedRow | RecordKind::Erasure | RecordKind::Mismatch
    ) {
        return Err(trouble::usage("cli-kind-own", &[("kind", key.kind.plural())]));
    }
    let saved = fill::save("edit", &mut desk, &FormPurpose::Edit(key), &args.values, office)?;
    desk.close()?;
    Ok(saved)
}
