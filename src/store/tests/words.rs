//! Every code has its sentence, in both languages.

use std::io;

use super::super::StoreError;
use crate::vault::{CopyState, VaultError};

const WORDS: [&str; 2] = [
    include_str!("../../../assets/locales/id/store.ftl"),
    include_str!("../../../assets/locales/en/store.ftl"),
];

fn errors() -> Vec<StoreError> {
    let full = || io::Error::from(io::ErrorKind::StorageFull);
    let other = || io::Error::other("x");
    let vault = [
        VaultError::NotFound,
        VaultError::AlreadyExists,
        VaultError::WrongSecret,
        VaultError::MistypedCode,
        VaultError::Damaged { a: CopyState::Missing, b: CopyState::Damaged },
        VaultError::TooNew { version: 2 },
        VaultError::Io { place: "vault", source: other() },
        VaultError::System("x"),
    ];
    let store = [
        StoreError::InUse { pid: None, host: None },
        StoreError::AlreadyExists,
        StoreError::ReadOnly,
        StoreError::Uncertain(other()),
        StoreError::NotSaved(other()),
        StoreError::NotSaved(full()),
        StoreError::Io { place: "store", source: other() },
        StoreError::Damaged { place: "store" },
        StoreError::TooLong,
        StoreError::BadName,
        StoreError::NotABackup,
        StoreError::NotIncomplete,
    ];
    vault.into_iter().map(StoreError::Vault).chain(store).collect()
}

fn keys(words: &str) -> Vec<&str> {
    words.lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| key)).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(keys(WORDS[0]), keys(WORDS[1]));
}

#[test]
fn every_error_has_a_sentence_and_a_next_step() {
    for error in errors() {
        let key = format!("\nstore-{} = ", error.code());
        for words in WORDS {
            let (_, rest) = words.split_once(&key).unwrap_or_else(|| panic!("no words for {}", error.code()));
            assert!(rest.lines().nth(1).unwrap().starts_with("    .next = "), "{}", error.code());
        }
    }
}

#[test]
fn every_notice_of_the_ladder_has_a_sentence() {
    let source = include_str!("../open.rs");
    let quoted = source.split('"').filter(|piece| piece.contains('-') && !piece.contains([' ', '\n']));
    let mut notices = 0;
    for code in quoted {
        notices += 1;
        assert!(
            WORDS.iter().all(|words| words.contains(&format!("\nnote-{code} = "))),
            "no words for {code}"
        );
    }
    assert!(notices >= 7);
}
