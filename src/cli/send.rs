//! `simpul send` and `simpul copy`: a sealed bundle onto a stick or into a folder.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use secrecy::ExposeSecret as _;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, HandoffProfile, Line, SendRequest, Sent};
use crate::domain::{RecordKey, RecordKind};
use crate::text::Words;
use crate::work::Failure;

use super::answer::{self, Answer};
use super::office::Office;
use super::{target, trouble};

#[derive(Debug, Args)]
pub struct Send {
    /// Stick or folder
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[arg(long, default_value = "Dinas Sosial")]
    recipient: String,
    /// rekap (counts only) or lengkap (everything that may leave, sealed)
    #[arg(long, default_value = "rekap")]
    profile: String,
    /// What it is for; needed for lengkap
    #[arg(long, default_value = "")]
    purpose: String,
    /// Everything, not only what changed since the last acknowledged bundle
    #[arg(long)]
    full: bool,
}

#[derive(Debug, Args)]
pub struct Copy {
    /// The bundle's id, e.g. PCT01-000007
    #[arg(value_name = "BUNDLE")]
    bundle: String,
    /// Stick or folder
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

pub fn run(args: Send, office: &mut Office) -> Result<Answer, Failure> {
    let profile = profile(&args.profile)?;
    if profile == HandoffProfile::Full && args.purpose.trim().is_empty() {
        return Err(trouble::usage("cli-send-purpose", &[]));
    }
    if args.recipient.trim().is_empty() {
        return Err(trouble::usage("cli-send-recipient", &[]));
    }
    let request = SendRequest {
        profile,
        recipient: args.recipient.trim().to_owned(),
        purpose: args.purpose,
        full: args.full,
        to: args.to,
    };
    let mut desk = office.open()?;
    let before = desk.last_bundle();
    let sent = desk.send(&request, &mut |what, done, all| told(&office.words, what, done, all));
    let sent = match sent {
        Ok(sent) => sent,
        Err(error) => {
            answer::progress("");
            return Err(waiting(error.into(), &desk, before));
        }
    };
    desk.close()?;
    answer::progress("");
    let mut json = as_json("send", &sent);
    json["profile"] = json!(profile.code());
    json["recipient"] = json!(request.recipient);
    json["full"] = json!(sent.plan.full);
    json["waited"] = json!(sent.waited);
    json["from"] = json!(sent.plan.from);
    json["counts"] = json!(sent.plan.counts);
    json["withheld"] = json!(sent.plan.withheld);
    let mut lines = lines(&sent, &office.words);
    if sent.waited {
        lines.insert(1, office.words.say("cli-send-waited", &[("id", sent.id.as_str().into())]));
    }
    lines.extend(counted(&sent, &office.words));
    Ok(Answer::new(json, lines))
}

pub fn copy(args: &Copy, office: &mut Office) -> Result<Answer, Failure> {
    let mut desk = office.open()?;
    let key = target::of_kind(&desk, &args.bundle, RecordKind::Handoff)?;
    let sent = desk.copy_again(key, &args.to, &mut |what, done, all| told(&office.words, what, done, all))?;
    desk.close()?;
    answer::progress("");
    Ok(Answer::new(as_json("copy", &sent), lines(&sent, &office.words)))
}

/// A copy that failed behind the sealing: the bundle waits, and the sentence says how to go on with it.
fn waiting(failure: Failure, desk: &Desk, before: Option<RecordKey>) -> Failure {
    let sealed = desk.last_bundle().filter(|last| Some(*last) != before || failure.is_of_copy());
    let Some(Line::Handoff(handoff)) = sealed.and_then(|key| desk.book().line(key)) else { return failure };
    Failure { waiting: Some(handoff.bundle.clone()), ..failure }
}

fn profile(written: &str) -> Result<HandoffProfile, Failure> {
    let known = HandoffProfile::from_code(written);
    known.ok_or_else(|| match written {
        "redaksi" => trouble::usage("cli-not-yet", &[("what", "--profile redaksi")]),
        _ => trouble::usage("cli-profile-unknown", &[("written", written), ("profiles", "rekap, lengkap")]),
    })
}

fn told(words: &Words, what: &'static str, done: u64, all: u64) -> ControlFlow<()> {
    let stage = words.find(&format!("write-stage-{what}")).unwrap_or_else(|| words.get("cli-send-sealing"));
    let percent = (done * 100).checked_div(all).unwrap_or_default();
    answer::progress(&if all == 0 { stage } else { format!("{stage} {percent}%") });
    ControlFlow::Continue(())
}

fn as_json(command: &str, sent: &Sent) -> Json {
    json!({
        "command": command,
        "id": sent.id,
        "path": sent.folder.display().to_string(),
        "chain": sent.chain,
        "passphrase": sent.passphrase.expose_secret(),
        "fingerprint": sent.fingerprint,
        "match_code": sent.match_code,
        "files": sent.files,
        "bytes": sent.bytes,
    })
}

fn lines(sent: &Sent, words: &Words) -> Vec<String> {
    vec![
        words.get("write-done"),
        words
            .say("cli-send-id", &[("id", sent.id.as_str().into()), ("chain", sent.chain.to_string().into())]),
        words.say("cli-send-path", &[("path", sent.folder.display().to_string().into())]),
        words.say("cli-send-passphrase", &[("passphrase", sent.passphrase.expose_secret().into())]),
        words.say("cli-send-match", &[("code", sent.match_code.as_str().into())]),
    ]
}

/// One line a kind.
fn counted(sent: &Sent, words: &Words) -> Vec<String> {
    let plan = &sent.plan;
    let travelling = RecordKind::ALL.iter().filter_map(|kind| {
        let sent = plan.counts.get(kind.plural()).copied().unwrap_or_default();
        let withheld = plan.withheld.get(kind.plural()).copied().unwrap_or_default();
        let name = words.get(&format!("receipt-kind-{}", kind.plural()));
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let values =
            [("kind", name.into()), ("sent", number(sent).into()), ("withheld", number(withheld).into())];
        (sent + withheld > 0).then(|| words.say("cli-send-count", &values))
    });
    travelling.collect()
}
