//! `simpul erase`: somebody, or a case, for good.

use clap::Args;
use serde_json::json;

use crate::work::Failure;

use super::answer::{self, Answer};
use super::backup::told;
use super::office::Office;
use super::target;

#[derive(Debug, Args)]
pub struct Erase {
    /// A case or a person, e.g. K-2026-0042-7
    #[arg(value_name = "CASE")]
    id: String,
    /// On what ground; names nobody
    #[arg(long)]
    reason: String,
    /// Only say what would go
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Erase, office: &mut Office) -> Result<Answer, Failure> {
    let password = office.password()?;
    let mut desk = office.open_with(&password)?;
    let key = target::find(&desk, &args.id)?;
    let plan = desk.plan_erasure(key)?;
    let count = i64::try_from(plan.records).unwrap_or(i64::MAX);
    let mut json = json!({
        "command": "erase",
        "id": key.to_string(),
        "records": plan.records,
        "elsewhere": plan.elsewhere,
        "erased": !args.dry_run,
    });
    let mut lines = Vec::new();
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
