//! Password, recovery code, and the passphrase of a bundle.

use std::path::PathBuf;

use clap::Args;
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::domain::RecordKind;
use crate::vault::Credential;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{password as passwords, target};

#[derive(Debug, Args)]
pub struct NewPassword {
    /// File that holds the new password; else it is asked twice
    #[arg(long, value_name = "FILE")]
    new_password_file: Option<PathBuf>,
    /// The recovery code instead of the password
    #[arg(long, value_name = "CODE")]
    recovery: Option<String>,
}

#[derive(Debug, Args)]
pub struct Passphrase {
    /// The bundle's id, e.g. PCT01-000007
    bundle: String,
}

/// A forgotten password is replaced by the recovery code, as on the screen.
pub fn password(args: &NewPassword, office: &mut Office) -> Result<Answer, Failure> {
    let old = args.recovery.is_none().then(|| office.password()).transpose()?;
    let credential = match (&old, &args.recovery) {
        (Some(password), _) => Credential::Password(password),
        (None, code) => Credential::Recovery(code.as_deref().unwrap_or_default()),
    };
    let mut desk = office.open_with(credential)?;
    let new = match &args.new_password_file {
        Some(path) => passwords::of_file(path)?,
        None => passwords::ask_twice(&office.words)?,
    };
    let (name, area) = (desk.worker().name.clone(), desk.worker().area.clone());
    desk.set_password(credential, &passwords::hard_enough(new, &name, &area)?)?;
    desk.close()?;
    Ok(Answer::new(
        json!({ "command": "password", "changed": true }),
        vec![office.words.get("cli-password-changed")],
    ))
}

pub fn recovery(office: &mut Office) -> Result<Answer, Failure> {
    let password = office.password()?;
    let mut desk = office.open_with(Credential::Password(&password))?;
    let code = desk.renew_recovery(&password)?.join("-");
    desk.close()?;
    let lines =
        vec![office.words.get("cli-init-code"), format!("    {code}"), office.words.get("cli-init-keep")];
    Ok(Answer::new(json!({ "command": "recovery", "recovery_code": code }), lines))
}

/// Shown once more; noted in the trail.
pub fn passphrase(args: &Passphrase, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.bundle, RecordKind::Handoff)?;
    let passphrase = desk.passphrase_of(key)?;
    desk.close()?;
    let shown = passphrase.expose_secret();
    let line = office.words.say("cli-send-passphrase", &[("passphrase", shown.into())]);
    Ok(Answer::new(json!({ "command": "passphrase", "id": args.bundle, "passphrase": shown }), vec![line]))
}
