//! Both languages are complete, and the code asks for nothing that is missing.

mod asked;
mod bar;
mod families;
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::{Language, Words, files};
use crate::domain::{Field, FieldKind, RecordKind};

/// Labels are cut beyond this: see `form::view`.
const WIDEST_LABEL: usize = 24;

/// Keys and the variables in their sentences, as they are written.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (name, content) in files::of(language) {
        let parsed = FluentResource::try_new(content.clone());
        assert!(parsed.is_ok(), "{}/{name}: {:?}", language.code(), parsed.err().map(|(_, errors)| errors));
        let mut current = String::new();
        for line in content.lines().filter(|line| !line.starts_with('#')) {
            let key = line.split(" =").next().unwrap_or_default();
            let begins = line.contains(" =") && line.starts_with(|c: char| c.is_ascii_alphabetic());
            if begins {
                current = key.to_owned();
                let before = keys.insert(current.clone(), BTreeSet::new());
                assert!(before.is_none(), "{}/{name}: {current} stands twice", language.code());
            }
            let variables = line.split('$').skip(1);
            let names = variables
                .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-'));
            if let Some(own) = keys.get_mut(&current) {
                own.extend(names.map(String::from_iter));
            }
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys_and_values() {
    let (id, en) = (keys(Language::Id), keys(Language::En));
    for key in id.keys().chain(en.keys()) {
        assert_eq!(id.get(key), en.get(key), "{key} differs between the languages");
    }
}

#[test]
fn every_field_of_every_record_has_a_label_that_fits() {
    for words in Language::ALL.map(Words::new) {
        for kind in RecordKind::ALL {
            let name = kind.name().replace('_', "-");
            assert!(words.has(&format!("kind-{name}")), "kind-{name}");
            assert!(words.has(&format!("kind-{name}-plural")), "kind-{name}-plural");
            check_labels(&words, &name, kind.fields());
        }
    }
}

fn check_labels(words: &Words, prefix: &str, fields: &[Field]) {
    for field in fields {
        let path = format!("{prefix}-{}", field.id.replace('_', "-"));
        let label = words.find(&format!("field-{path}"));
        let fits = label
            .as_ref()
            .is_some_and(|label| label.chars().count() + 2 * usize::from(field.required) <= WIDEST_LABEL);
        assert!(fits, "field-{path}: {label:?} in {:?}", words.language());
        if let FieldKind::Rows(table) = field.kind {
            check_labels(words, &path, table);
        }
    }
}

#[test]
fn every_hint_belongs_to_a_field() {
    let keys = keys(Language::Id);
    for hint in keys.keys().filter_map(|key| key.strip_prefix("hint-")) {
        assert!(keys.contains_key(&format!("field-{hint}")), "hint-{hint} has no field");
    }
}
