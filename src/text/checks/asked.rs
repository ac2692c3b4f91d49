//! Keys that stand in the code as they are.

use std::collections::BTreeSet;

use super::keys;
use super::sources::{self, Source};
use crate::app::COMMANDS;
use crate::domain::RecordKind;
use crate::text::Language;

/// Calls whose first literal is a key.
const CALLS: &[&str] = &[
    "words.get(",
    "words.say(",
    "words.find(",
    "shell.get(",
    "shell.say(",
    "say_good(",
    "shell.warn(",
    "of_key(",
    "question: ",
    "usage(",
    "failed(",
    "plain(",
];

/// Where a literal with a hyphen is a key, whatever it is handed to.
const SPEAKING: &[&str] = &["app/", "screens/"];

/// Keys that a file asks for.
fn asked(source: &Source) -> BTreeSet<String> {
    let mut keys = source.behind(CALLS);
    let literals = source.literals();
    keys.extend(literals.iter().filter(|literal| literal.starts_with("error-")).cloned());
    if SPEAKING.iter().any(|folder| source.path.starts_with(folder)) {
        keys.extend(literals.into_iter().filter(|literal| looks_like_a_key(literal)));
    }
    keys
}

fn looks_like_a_key(literal: &str) -> bool {
    let plain = literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let parts = literal.split('-').all(|part| !part.is_empty());
    plain && parts && literal.contains('-') && !is_a_name(literal)
}

/// Names that have a hyphen as well: of commands, of kinds.
fn is_a_name(literal: &str) -> bool {
    COMMANDS.iter().any(|command| command.id.name() == literal)
        || RecordKind::ALL.iter().any(|kind| kind.name().replace('_', "-") == literal)
}

#[test]
fn no_key_that_the_code_asks_for_is_missing() {
    let known = keys(Language::Id);
    let mut count = 0;
    for source in sources::all() {
        for key in asked(&source) {
            count += 1;
            assert!(known.contains_key(&key), "src/{} asks for {key}", source.path);
        }
    }
    assert!(count > 300, "the scan finds only {count} keys");
}

#[test]
fn the_scan_sees_wrapped_calls_and_tables() {
    let source = Source {
        path: "screens/sample.rs".to_owned(),
        program: "let a = shell\n    .say(\n        \"first\", &[]);\nconst T: &str = \"second-key\"; let n = \"Not-A-Key\";"
            .to_owned(),
    };
    assert_eq!(asked(&source), BTreeSet::from(["first".to_owned(), "second-key".to_owned()]));
}
