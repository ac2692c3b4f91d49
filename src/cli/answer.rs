//! What a command says: one JSON object, or lines for people. Notices and failures go to stderr.

use std::io::{self, IsTerminal as _, Write};

use serde_json::{Map, Value as Json, json};

use crate::domain::{Level, Note};
use crate::text::{Arg, Language, Words, clean};
use crate::work::Failure;

use super::office::Office;
use super::usage;

/// Exit code for a store that lost something or can't be written.
pub const STORE_TROUBLE: u8 = 5;

/// The result of a command.
#[derive(Debug, Default)]
pub struct Answer {
    /// An object.
    pub json: Json,
    pub lines: Vec<String>,
    pub exit_code: u8,
}

impl Answer {
    pub fn new(json: Json, lines: Vec<String>) -> Self {
        Self { json, lines, exit_code: 0 }
    }

    /// The screen has said everything.
    pub fn silent() -> Self {
        Self { json: Json::Null, ..Self::default() }
    }
}

/// Prints an answer and gives the exit code.
pub fn print(answer: Answer, office: &Office) -> u8 {
    for note in &office.notices {
        complain(&office.words.note(note));
    }
    if office.json && !answer.json.is_null() {
        out(&with_notices(answer.json, office).to_string());
    } else {
        for line in &answer.lines {
            out(&clean(line));
        }
    }
    let lost = office.notices.iter().any(|note| note.level == Level::Error);
    if lost && answer.exit_code == 0 { STORE_TROUBLE } else { answer.exit_code }
}

fn with_notices(mut json: Json, office: &Office) -> Json {
    if let Json::Object(object) = &mut json
        && !office.notices.is_empty()
    {
        let said = office.notices.iter().map(|note| note_json(note, &office.words));
        object.insert("notices".to_owned(), said.collect());
    }
    json
}

/// `{code, message}`
pub fn note_json(note: &Note, words: &Words) -> Json {
    json!({ "code": note.code, "message": words.note(note) })
}

/// Says what failed, and what to do next where the locale knows; gives the exit code.
pub fn failure(failure: &Failure, words: &Words, as_json: bool) -> u8 {
    let error = told(failure, words);
    if as_json {
        out(&json!({ "error": error }).to_string());
    }
    failure.exit_code.max(1)
}

/// `Nama (name)`: as the form calls it, and as `--set` does.
pub fn field_name(form: &str, field: &str, words: &Words) -> String {
    let label = words.find(&format!("field-{form}-{}", field.replace('_', "-")));
    label.map_or_else(|| field.to_owned(), |label| format!("{label} ({field})"))
}

/// Says a failure on stderr, and gives it as JSON.
pub fn told(failure: &Failure, words: &Words) -> Json {
    let message = failure.words(words);
    let waits = failure.waiting.as_deref().map(|id| words.say("cli-send-waits", &[("id", id.into())]));
    let next = waits.or_else(|| words.next(&failure.key, &failure.args));
    complain(&message);
    if !failure.missing.is_empty() {
        let fields = failure.missing.iter().map(|field| field_name(failure.missing_of, field, words));
        let fields = fields.collect::<Vec<_>>().join(", ");
        complain(&words.say("cli-missing", &[("fields", fields.into())]));
    }
    if let Some(next) = &next {
        complain(next);
    }
    failure_json(failure, &message, next)
}

fn failure_json(failure: &Failure, message: &str, next: Option<String>) -> Json {
    let mut error = Map::new();
    error.insert("code".to_owned(), json!(failure.key));
    error.insert("message".to_owned(), json!(message));
    error.extend(next.map(|next| ("next".to_owned(), json!(next))));
    for (name, arg) in &failure.args {
        let value = match arg {
            Arg::Text(text) => json!(text),
            Arg::Number(number) => json!(number),
        };
        error.insert((*name).to_owned(), value);
    }
    error.extend(failure.waiting.as_ref().map(|id| ("waiting".to_owned(), json!(id))));
    if !failure.missing.is_empty() {
        error.insert("missing".to_owned(), json!(failure.missing));
    }
    error.insert("exit".to_owned(), json!(failure.exit_code.max(1)));
    Json::Object(error)
}

/// What clap has to say: help and version are answers, the rest is wrong usage.
pub fn usage(error: &clap::Error, words: &Words) -> u8 {
    if !error.use_stderr() {
        out(usage::help(error, words).trim_end());
        return 0;
    }
    let message = usage::wrong(error, words);
    let more = words.say("usage-more", &[("command", "simpul".into())]);
    complain(&message);
    complain(&more);
    if std::env::args_os().any(|arg| arg == "--json") {
        out(&json!({ "error": { "code": "usage", "message": message, "exit": 2 } }).to_string());
    }
    2
}

/// A mistake of the program itself. `place` is a line of its source.
pub fn broken(place: &str) -> u8 {
    let words = Words::new(Language::Id);
    complain(&words.say("cli-broken", &[("place", place.into())]));
    1
}

/// A line on stdout. A reader that has gone away is no failure.
fn out(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// A line on stderr.
pub fn complain(line: &str) {
    complain_as_is(&clean(line));
}

fn complain_as_is(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Progress, where somebody watches: the line is drawn over itself, an empty one wipes it.
pub fn progress(line: &str) {
    let mut err = io::stderr().lock();
    if err.is_terminal() {
        // Blanks rather than an escape sequence: the console of Windows 7 knows none.
        let _ = write!(err, "\r{line:<PROGRESS_WIDTH$}\r");
        let _ = err.flush();
    }
}

const PROGRESS_WIDTH: usize = 70;
