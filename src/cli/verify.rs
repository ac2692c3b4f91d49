//! `simpul verify`: whether a bundle is whole and who signed it. No store, no key.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::handoff::{self, Verified};
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::trouble;

#[derive(Debug, Args)]
pub struct Verify {
    /// The bundle's folder, or the stick that holds it
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

pub fn run(args: &Verify, office: &Office) -> Result<Answer, Failure> {
    let verified = handoff::verify(&args.path).map_err(trouble::untrusted)?;
    Ok(Answer::new(as_json(&verified, &office.words), lines(&verified, &office.words)))
}

fn as_json(verified: &Verified, words: &Words) -> Json {
    let envelope = &verified.envelope;
    let files = verified
        .files
        .iter()
        .map(|file| json!({ "path": file.path, "bytes": file.bytes, "sha256": file.sha256.to_string() }));
    let warnings = verified.warnings.iter().map(|warning| {
        let message =
            words.say(&format!("bundle-warning-{}", warning.code), &[("part", warning.part.as_str().into())]);
        json!({ "code": warning.code, "part": warning.part, "message": message })
    });
    json!({
        "command": "verify",
        "path": verified.folder.display().to_string(),
        "id": envelope.id,
        "sender": envelope.sender,
        "recipient": envelope.recipient,
        "profile": envelope.profile,
        "direction": envelope.direction,
        "kind": envelope.kind,
        "sequence": envelope.sequence,
        "chain": envelope.chain,
        "date": envelope.date,
        "counts": envelope.counts,
        "withheld": envelope.withheld,
        "sealing": envelope.sealing,
        "personal_data": envelope.personal_data,
        "fingerprint": verified.fingerprint.as_str(),
        "match_code": verified.match_code.as_str(),
        "tag_manifest_sha256": verified.tag_manifest_sha256.to_string(),
        "files": files.collect::<Json>(),
        "warnings": warnings.collect::<Json>(),
    })
}

fn lines(verified: &Verified, words: &Words) -> Vec<String> {
    let envelope = &verified.envelope;
    let mut lines = vec![
        words.say("cli-verify-good", &[("id", envelope.id.as_str().into())]),
        words.say(
            "cli-verify-sender",
            &[("sender", envelope.sender.as_str().into()), ("recipient", envelope.recipient.as_str().into())],
        ),
        words.say(
            "cli-verify-date",
            &[("date", words.date(envelope.date).into()), ("chain", envelope.chain.to_string().into())],
        ),
        words.say("cli-verify-fingerprint", &[("fingerprint", verified.fingerprint.as_str().into())]),
        words.say("cli-send-match", &[("code", verified.match_code.as_str().into())]),
    ];
    let warnings = verified.warnings.iter();
    lines.extend(warnings.map(|warning| {
        words.say(&format!("bundle-warning-{}", warning.code), &[("part", warning.part.as_str().into())])
    }));
    lines
}
