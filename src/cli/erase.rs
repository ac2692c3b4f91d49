//! `simpul erase`: somebody, or a case, for good.

use clap::Args;
use serde_json::json;

use crate::desk::{DeskError, ErasurePlan};
use crate::vault::Credential;
use crate::work::Failure;

use super::answer::{self, Answer};
use super::backup::told;
use super::office::Office;
use super::{target, trouble};

#[derive(Debug, Args)]
pub struct Erase {
    /// A case or a person, e.g. K-2026-0042-7
    #[arg(value_name = "CASE")]
    id: String,
    /// On what ground; names nobody
    #[arg(long)]
    reason: String,
    /// It is meant: without this, only what would go is said
    #[arg(long)]
    yes: bool,
    /// Only say what would go
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Erase, office: &mut Office) -> Result<Answer, Failure> {
    let password = office.password()?;
    let mut desk = office.open_with(Credential::Password(&password))?;
    let key = target::find(&desk, &args.id)?;
    let plan = desk.plan_erasure(key)?;
    let count = i64::try_from(plan.records).unwrap_or(i64::MAX);
    let who = if plan.who.masked { office.words.get("cli-masked") } else { plan.who.name.clone() };
    let kinds = kinds(&plan, office);
    if !args.dry_run && args.reason.trim().is_empty() {
        return Err(DeskError::Refused("erase-needs-reason").into());
    }
    if !args.dry_run && !args.yes {
        desk.close()?;
        return Err(trouble::usage("cli-erase-yes", &[("who", &who), ("list", &kinds)]));
    }
    let mut json = json!({
        "command": "erase",
        "id": key.to_string(),
        "who": (!plan.who.masked).then_some(&plan.who.name),
        "records": plan.records,
        "kinds": plan.kinds.iter().map(|(kind, count)| (kind.plural().to_owned(), json!(count))).collect::<serde_json::Map<_, _>>(),
        "elsewhere": plan.elsewhere,
        "erased": !args.dry_run,
    });
    let what = [("who", who.as_str().into()), ("list", kinds.as_str().into())];
    let mut lines = vec![office.words.say("cli-erase-what", &what)];
    if args.dry_run {
        lines.push(office.words.say("erase-plan", &[("count", count.into())]));
    } else {
        let erased = desk.erase(key, &args.reason, &password, &mut |what, done, all| {
            told(&office.words, what, done, all)
        })?;
        answer::progress("");
        let code = erased.recovery_code.join("-");
        json["recovery_code"] = json!(code);
        lines.push(office.words.say("erase-done", &[("count", count.into())]));
        lines.extend([office.words.get("erase-new-code"), format!("    {code}")]);
        lines.push(office.words.get("cli-init-keep"));
    }
    if !plan.elsewhere.is_empty() {
        lines.push(office.words.get("erase-elsewhere"));
        lines.extend(plan.elsewhere.iter().map(|place| format!("    {place}")));
    }
    desk.close()?;
    Ok(Answer::new(json, lines))
}

/// `1 warga, 2 kasus, 3 kunjungan`
fn kinds(plan: &ErasurePlan, office: &Office) -> String {
    let counted = plan.kinds.iter().map(|(kind, count)| {
        let kind = office.words.get(&format!("kind-{}", kind.name().replace('_', "-")));
        format!("{count} {}", kind.to_lowercase())
    });
    counted.collect::<Vec<_>>().join(", ")
}
