//! The words of this module: both languages, one set of keys, no mistake in their syntax.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;

use super::{SealError, WrongKey, stick::Stage};

const ID: &str = include_str!("../../assets/locales/id/handoff.ftl");
const EN: &str = include_str!("../../assets/locales/en/handoff.ftl");

/// Keys with the placeholders that their words use.
fn keys(text: &str) -> BTreeSet<(String, BTreeSet<String>)> {
    let messages = text.lines().filter_map(|line| line.split_once(" = "));
    let placeholders = |words: &str| {
        words
            .split("{ $")
            .skip(1)
            .filter_map(|rest| rest.split_once(' '))
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    messages.map(|(key, words)| (key.to_owned(), placeholders(words))).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    for text in [ID, EN] {
        assert!(FluentResource::try_new(text.to_owned()).is_ok());
    }
    assert_eq!(keys(ID), keys(EN));
    assert!(keys(ID).len() > 70);
}

#[test]
fn stages_warnings_and_errors_have_words() {
    let named = |key: String| assert!(keys(ID).iter().any(|(known, _)| *known == key), "{key}");
    for stage in [Stage::Writing, Stage::ReadingBack, Stage::Verifying] {
        named(format!("write-stage-{}", stage.name()));
    }
    for code in ["leftover", "folder-renamed"] {
        named(format!("bundle-warning-{code}"));
    }
    for code in ["id", "contents", "random", "key", "seal", "workbook", "receipt"] {
        named(format!("seal-{code}"));
    }
    named(format!("seal-{}", SealError::from(WrongKey).code()));
    named("open-wrong-passphrase".to_owned());
}
