//! Keys that the code composes: every member of a family has its words, and no word is left over.

use std::collections::{BTreeMap, BTreeSet};

use super::keys;
use super::sources::{self, Source};
use crate::app::COMMANDS;
use crate::desk::HandoffProfile;
use crate::domain::case::Reopening;
use crate::domain::need::MoreNeeds;
use crate::domain::plan::MoreSteps;
use crate::domain::referral::Event;
use crate::domain::session::MoreSeats;
use crate::domain::steps::{Closing, Consent, Finish, Postpone, Retain, Tagging, Withdrawal};
use crate::domain::{AidMatch, Field, FieldKind, RecordKind, Table};
use crate::handoff::stick::{Suspicion, WriteCode};
use crate::intake::List;
use crate::text::Language;

/// The members of one family, by what stands before them.
type Families = BTreeMap<&'static str, BTreeSet<String>>;

fn families(sources: &[Source]) -> Families {
    let kinds = || RecordKind::ALL.iter().map(|kind| kind.name().replace('_', "-"));
    let mut families: Families = BTreeMap::new();
    let mut add = |prefix, members: BTreeSet<String>| families.entry(prefix).or_default().extend(members);
    add("command-", COMMANDS.iter().map(|command| command.id.name().to_owned()).collect());
    // Only those that are looked for by another word.
    let also = [
        "import",
        "go-sessions",
        "go-settings",
        "go-backups",
        "mend",
        "show-passphrase",
        "show-mismatches",
        "show-reports",
        "doubles",
        "activities",
        "planner",
        "groups",
        "print",
        "sheets",
    ];
    add("also-", also.map(str::to_owned).into());
    add("kind-", kinds().chain(kinds().map(|kind| format!("{kind}-plural"))).collect());
    add("list-", kinds().collect());
    add("import-as-", List::ALL.map(|list| list.name().to_owned()).into());
    add("empty-", kinds().collect());
    add("receipt-kind-", RecordKind::ALL.iter().map(|kind| kind.plural().to_owned()).collect());
    add("profile-", [HandoffProfile::Recap, HandoffProfile::Full].map(|p| p.code().to_owned()).into());
    add("drive-", Suspicion::ALL.iter().map(|suspicion| suspicion.code().to_owned()).collect());
    add("write-", WriteCode::ALL.iter().map(|code| code.name().to_owned()).collect());
    add("field-", fields());
    let of_usage = crate::cli::usage_keys().into_iter();
    add("usage-", of_usage.filter_map(|key| key.strip_prefix("usage-").map(str::to_owned)).collect());
    scanned(sources, &mut add);
    families
}

/// Families whose members are known only from the sources.
fn scanned(sources: &[Source], add: &mut impl FnMut(&'static str, BTreeSet<String>)) {
    let codes = |path: &str, function: &str| {
        let source = sources.iter().find(|source| source.path == path);
        source.unwrap_or_else(|| panic!("{path} is gone")).codes_of(function)
    };
    let behind = |folder: &str, marks: &[&str]| -> BTreeSet<String> {
        let within = sources.iter().filter(|source| source.path.starts_with(folder));
        within.flat_map(|source| source.behind(marks)).collect()
    };
    add("double-", hyphened(codes("search/likeness.rs", "fn code(")));
    add("duplicate-", hyphened(codes("intake/doubles.rs", "fn code(")));
    add("unreadable-", hyphened(codes("intake/unreadable.rs", "fn code(")));
    add("store-", codes("store/error.rs", "fn code("));
    add("store-", codes("vault/error.rs", "fn code("));
    add("seal-", codes("handoff/seal.rs", "fn code("));
    let stages = codes("handoff/stick/write.rs", "fn name(");
    add("work-", stages.clone());
    add("write-stage-", stages);
    add("check-place-", part_of(sources, "store/check.rs", "pub enum DamagedPlace {", "}", variants));
    add("work-", behind("", &["watch("]));
    add("audit-", behind("", &[".audit(", ".audit_saved(", ".note_in(&mut batch, "]));
    add("action-", behind("desk/", &["Change::of(", "self.change(key, ", "self.save_all(", "action: "]));
    add("action-", actions(sources));
    add("refused-", behind("", &["Refused("]));
    add("refused-", hyphened(behind("intake/", &["refused(", "code: "])));
    add("refused-", hyphened(refusals(sources)));
}

fn hyphened(codes: BTreeSet<String>) -> BTreeSet<String> {
    codes.into_iter().map(|code| code.replace('_', "-")).collect()
}

/// The table of actions in `desk/records.rs`.
fn actions(sources: &[Source]) -> BTreeSet<String> {
    part_of(sources, "desk/records.rs", "actions! {", "\n}", Source::literals)
}

/// The codes for which a row is refused.
fn refusals(sources: &[Source]) -> BTreeSet<String> {
    let found = part_of(sources, "intake/collect.rs", "const REFUSALS", "];", Source::literals);
    found.into_iter().filter(|code| code.contains('_')).collect()
}

/// What stands in a part of a file.
fn part_of(
    sources: &[Source],
    path: &str,
    begin: &str,
    end: &str,
    read: fn(&Source) -> BTreeSet<String>,
) -> BTreeSet<String> {
    let source = sources.iter().find(|source| source.path == path).unwrap();
    let part = source.program.split(begin).nth(1).and_then(|rest| rest.split(end).next());
    let part = part.unwrap_or_else(|| panic!("{path} has no {begin}"));
    read(&Source { path: path.to_owned(), program: part.to_owned() })
}

/// Variants of one word, as serde writes them.
fn variants(part: &Source) -> BTreeSet<String> {
    let names = part.program.lines().filter_map(|line| line.trim().strip_suffix(','));
    names.map(str::to_lowercase).collect()
}

/// Labels of every form and page.
fn fields() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for kind in RecordKind::ALL {
        labels(&kind.name().replace('_', "-"), kind.fields(), &mut found);
    }
    labels("finish", Finish::FIELDS, &mut found);
    labels("postpone", Postpone::FIELDS, &mut found);
    labels("aid-match", AidMatch::FIELDS, &mut found);
    labels("more-seats", MoreSeats::FIELDS, &mut found);
    labels("more-needs", MoreNeeds::FIELDS, &mut found);
    labels("more-steps", MoreSteps::FIELDS, &mut found);
    labels("tagging", Tagging::FIELDS, &mut found);
    labels("closing", Closing::FIELDS, &mut found);
    labels("consent", Consent::FIELDS, &mut found);
    labels("withdrawal", Withdrawal::FIELDS, &mut found);
    labels("retain", Retain::FIELDS, &mut found);
    labels("case-reopenings", Reopening::FIELDS, &mut found);
    labels("referral-events", Event::FIELDS, &mut found);
    found
}

fn labels(prefix: &str, fields: &[Field], found: &mut BTreeSet<String>) {
    for field in fields {
        let path = format!("{prefix}-{}", field.id.replace('_', "-"));
        if let FieldKind::Rows(table) = field.kind {
            labels(&path, table, found);
        }
        found.insert(path);
    }
}

#[test]
fn every_member_of_a_family_has_its_words() {
    let known = keys(Language::Id);
    for (prefix, members) in families(&sources::all()) {
        assert!(members.len() > 1, "the scan finds no {prefix} any more: {members:?}");
        for member in members {
            assert!(known.contains_key(&format!("{prefix}{member}")), "{prefix}{member} has no words");
        }
    }
}

/// What is composed with `format!("<prefix>{}")` somewhere, and no family here says with what.
fn open_prefixes(literals: &BTreeSet<String>, families: &Families) -> BTreeSet<String> {
    let begins = literals.iter().filter_map(|literal| Some(literal.split_once("-{")?.0));
    let plain = begins.filter(|begin| begin.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    plain.map(|begin| format!("{begin}-")).filter(|prefix| !families.contains_key(prefix.as_str())).collect()
}

#[test]
fn no_word_is_left_over() {
    let sources = sources::all();
    let families = families(&sources);
    let literals: BTreeSet<String> = sources.iter().flat_map(Source::literals).collect();
    let open = open_prefixes(&literals, &families);
    let is_composed = |key: &str| {
        open.iter().filter_map(|prefix| key.strip_prefix(prefix.as_str())).any(|rest| {
            let known = literals.contains(rest) || literals.contains(&rest.replace('-', "_"));
            known || rest.chars().all(|c| c.is_ascii_digit())
        })
    };
    let is_member = |key: &str| {
        families
            .iter()
            .any(|(prefix, members)| key.strip_prefix(prefix).is_some_and(|rest| members.contains(rest)))
    };
    let unused: Vec<String> = keys(Language::Id)
        .into_keys()
        .filter(|key| !literals.contains(key) && !is_member(key) && !is_composed(key))
        .filter(|key| !key.starts_with("hint-"))
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

/// A warning that an import counts has a short name, and its sentence.
#[test]
fn every_warning_has_a_sentence_as_well() {
    let known = keys(Language::Id);
    for warning in known.keys().filter_map(|key| key.strip_prefix("warning-")) {
        assert!(known.contains_key(&format!("note-{warning}")), "warning-{warning} has no note");
    }
}

#[test]
fn every_warning_of_an_import_has_a_short_name() {
    let known = keys(Language::Id);
    let marks = &["Note::warn(", "Note::error("];
    let readings = sources::all();
    let readings = readings
        .iter()
        .filter(|source| source.path.starts_with("intake/") || source.path.starts_with("domain/reading/"));
    let codes: BTreeSet<String> = readings.flat_map(|source| source.behind(marks)).collect();
    assert!(codes.len() > 40, "{codes:?}");
    for code in hyphened(codes) {
        let has =
            known.contains_key(&format!("warning-{code}")) || known.contains_key(&format!("refused-{code}"));
        assert!(has, "warning-{code} has no words");
    }
}

/// What the opening of a store, a desk or a vault has to say is said in a sentence, not by its key.
#[test]
fn every_note_of_the_desk_and_the_store_has_its_sentence() {
    let known = keys(Language::Id);
    let marks = &["Note::warn(", "Note::error(", "Note::info("];
    let sources = sources::all();
    let below = ["desk/", "store/", "vault/"];
    let notes = sources.iter().filter(|source| below.iter().any(|folder| source.path.starts_with(folder)));
    let codes: BTreeSet<String> = notes.flat_map(|source| source.behind(marks)).collect();
    assert!(codes.len() > 8, "{codes:?}");
    for code in hyphened(codes) {
        assert!(known.contains_key(&format!("note-{code}")), "note-{code} has no words");
    }
}
