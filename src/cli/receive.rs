//! `simpul receive`: a bundle into the book, with a receipt.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::desk::{DeskError, SenderKey};
use crate::handoff;
use crate::text::{Arg, Words};
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{password, trouble};

#[derive(Debug, Args)]
pub struct Receive {
    /// The bundle's folder, or the stick that holds it
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// File that holds the bundle's passphrase; else it is asked
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Trust a known sender's other signing key; only after the fingerprint was compared with the sender
    #[arg(long)]
    accept_new_key: bool,
    /// Read and compare, save nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Receive, office: &mut Office) -> Result<Answer, Failure> {
    // A bundle that is not to be trusted is refused before anybody types a password for it.
    let verified = handoff::verify(&args.path).map_err(trouble::untrusted)?;
    let passphrase = match &args.passphrase_file {
        Some(file) => password::of_file(file)?,
        None => password::ask_passphrase(&office.words)?,
    };
    let mut desk = office.open()?;
    let accepted = args.accept_new_key.then(|| verified.fingerprint.to_string());
    let receipt = if args.dry_run {
        desk.preview_receive(&args.path, &passphrase)?.receipt
    } else {
        desk.receive(&args.path, &passphrase, accepted.as_deref())?
    };
    desk.close()?;
    if receipt.key == SenderKey::Other && accepted.is_none() {
        let crate::desk::ReceiveReceipt { sender, fingerprint: found, .. } = receipt;
        let known = receipt.known_fingerprints.join(", ");
        return Err(DeskError::OtherKey { sender, known, found }.into());
    }
    let mut json = json!(receipt);
    json["command"] = json!("receive");
    json["dry_run"] = json!(args.dry_run);
    let mut lines = lines(&receipt, &office.words);
    if args.dry_run {
        lines.push(office.words.get("cli-receive-dry-run"));
    }
    Ok(Answer::new(json, lines))
}

fn lines(receipt: &crate::desk::ReceiveReceipt, words: &Words) -> Vec<String> {
    let counts: Vec<(&str, Arg)> = vec![
        ("bundle", receipt.bundle.as_str().into()),
        ("read", receipt.read.into()),
        ("new", receipt.new.into()),
        ("same", receipt.same.into()),
        ("changed", receipt.changed.into()),
        ("conflict", receipt.conflict.into()),
        ("refused", receipt.refused.into()),
    ];
    let key = match receipt.key {
        SenderKey::New => "cli-receive-key-new",
        SenderKey::Known => "cli-receive-key-known",
        SenderKey::Other => "cli-receive-key-accepted",
    };
    let sender: Vec<(&str, Arg)> = vec![
        ("sender", receipt.sender.as_str().into()),
        ("fingerprint", receipt.fingerprint.as_str().into()),
    ];
    vec![words.say("cli-receive-counts", &counts), words.say(key, &sender)]
}
