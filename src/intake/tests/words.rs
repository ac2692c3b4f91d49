//! Every code has its sentence, in both languages, with arguments that it knows.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use crate::domain::Note;
use crate::intake::{DuplicateKind, List, Unreadable};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            if entry.file_name() != "tests" {
                sources(&entry.path(), into);
            }
        } else {
            into.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// Codes that the sources pass on by name.
const FURTHER: &[&str] = &[
    "number_english",
    "number_dot_decimal",
    "number_comma_doubtful",
    "phone_too_short",
    "phone_too_long",
    "nik_shared",
    "possible_same_person",
    "formula_text_neutralized",
    "sex_unknown",
    "row_refused",
];

/// Codes as they stand in the sources of readings and imports.
fn codes() -> BTreeSet<String> {
    let mut text = String::new();
    sources(&root().join("src/domain/reading"), &mut text);
    sources(&root().join("src/intake"), &mut text);
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found: BTreeSet<String> = FURTHER.iter().map(|code| (*code).to_owned()).collect();
    let marks =
        ["Note::info(", "Note::warn(", "Note::error(", "code: ", "refused(", "=> \"birth_", "found.warn("];
    for mark in marks {
        for piece in text.split(mark).skip(1) {
            let piece = if mark.starts_with("=>") { format!("\"birth_{piece}") } else { piece.to_owned() };
            let call = piece.split([';', '}']).next().unwrap_or_default();
            let mut texts = call.split('"').skip(1).step_by(2);
            let code = if mark == "found.warn(" { texts.nth(1) } else { texts.next() };
            found.extend(code.filter(|code| code.contains('_') || *code == "blank").map(str::to_owned));
        }
    }
    found
}

fn bundle(language: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
    for file in ["notes.ftl", "intake.ftl"] {
        let text = std::fs::read_to_string(root().join("assets/locales").join(language).join(file)).unwrap();
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| errors).unwrap();
        bundle.add_resource(resource).unwrap();
    }
    bundle
}

fn keys(language: &str) -> BTreeSet<String> {
    let of = |file: &str| {
        std::fs::read_to_string(root().join("assets/locales").join(language).join(file)).unwrap()
    };
    let text = of("notes.ftl") + &of("intake.ftl");
    text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn every_code_has_a_sentence() {
    let codes = codes();
    assert!(
        codes.len() > 80 && codes.contains("nik_length") && codes.contains("village_ambiguous"),
        "{codes:?}"
    );
    let mut wanted: Vec<String> =
        codes.iter().map(|code| format!("note-{}", code.replace('_', "-"))).collect();
    wanted.extend(List::ALL.map(|list| format!("import-as-{}", list.name())));
    wanted.extend(
        [DuplicateKind::Exact, DuplicateKind::ExactAfterSpaces]
            .map(|k| format!("duplicate-{}", k.code().replace('_', "-"))),
    );
    wanted.extend(
        [Unreadable::Folder, Unreadable::NoList]
            .map(|u| format!("unreadable-{}", u.code().replace('_', "-"))),
    );
    for language in ["id", "en"] {
        let bundle = bundle(language);
        let missing: Vec<_> = wanted.iter().filter(|key| !bundle.has_message(key)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
    assert_eq!(keys("id"), keys("en"));
}

fn say(note: &Note) -> String {
    let bundle = bundle("id");
    let key = format!("note-{}", note.code.replace('_', "-"));
    let pattern = bundle.get_message(&key).unwrap().value().unwrap();
    let mut args = FluentArgs::new();
    for (name, value) in &note.args {
        args.set(*name, value.as_str());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    assert!(errors.is_empty(), "{key}: {errors:?}");
    text
}

#[test]
fn the_notes_of_the_samples_can_be_said() {
    for file in [
        "daftar-ppks-pacet.xlsx",
        "laporan-psm-2026-10.csv",
        "daftar-lembaga.csv",
        "sesi-bimbingan-2026.xlsx",
    ] {
        let mut receipt = super::support::import(file).receipt;
        receipt.set_messages(say);
        assert!(receipt.rows.iter().all(|row| row.message.len() > 20), "{file}");
    }
    let day = crate::domain::reading::date::read("Rabu, 24 November 2026", super::support::TODAY);
    assert!(say(&day.notes[0]).contains("Selasa"));
}
