//! `daftar-ppks-pacet.xlsx`: 420 rows, each against the truth.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::support::{Book, expected, import, import_with, sample};
use crate::domain::Person;
use crate::intake::{DraftRef, Import, List, Of, Options, Outcome};

const FILE: &str = "daftar-ppks-pacet.xlsx";

fn counts(json: &Json) -> BTreeMap<String, u64> {
    json.as_object()
        .unwrap()
        .iter()
        .map(|(k, v)| (k.clone(), v.as_u64().unwrap()))
        .filter(|(_, v)| *v > 0)
        .collect()
}

fn own(counts: &BTreeMap<&'static str, usize>) -> BTreeMap<String, u64> {
    counts.iter().filter(|(_, n)| **n > 0).map(|(k, v)| ((*k).to_owned(), *v as u64)).collect()
}

fn person_of<'a>(import: &'a Import, outcome: &Outcome) -> Option<&'a Person> {
    match outcome {
        Outcome::New(DraftRef { at, .. }) | Outcome::Duplicate { of: Of::Draft(DraftRef { at, .. }), .. } => {
            import.people.get(*at)
        }
        _ => None,
    }
}

#[test]
fn the_counts_are_those_of_the_truth() {
    let (import, want) = (import(FILE), expected());
    let want = &want["people"];
    let receipt = &import.receipt;
    assert_eq!((receipt.read, receipt.new, receipt.duplicate, receipt.refused), (420, 379, 34, 7));
    assert_eq!(own(&receipt.duplicates), counts(&want["duplicates_by_kind"]));
    assert_eq!(own(&receipt.refused_by), counts(&want["refused_by_reason"]));
    let further = ["phone_zero_missing"];
    let mut warnings = own(&receipt.warnings);
    warnings.retain(|code, _| !further.contains(&code.as_str()));
    assert_eq!(warnings, counts(&want["warnings_by_kind"]));
    assert_eq!(receipt.records["people"], 379);
    assert_eq!(receipt.records["households"] as u64, want["households_by_complete_kk"].as_u64().unwrap());
    let mapping = &import.mapping;
    assert_eq!(mapping.len(), 2);
    assert_eq!((mapping[0].read_as, mapping[0].header_rows.as_slice()), (Some(List::People), &[5, 6][..]));
    assert_eq!((mapping[1].read_as, mapping[1].left_out), (None, Some("sheet_not_a_list")));
}

#[test]
fn every_row_is_as_it_should_be() {
    let (import, want) = (import(FILE), expected());
    let rows = want["people"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), import.rows.len());
    let row_of: BTreeMap<u32, usize> =
        import.rows.iter().enumerate().map(|(at, row)| (row.row, at)).collect();
    let mut failed = Vec::new();
    for want in rows {
        let number = u32::try_from(want["row"].as_u64().unwrap()).unwrap();
        let row = &import.rows[row_of[&number]];
        if let Some(reason) = want["refused"].as_str() {
            if !matches!(&row.outcome, Outcome::Refused(refused) if refused.code == reason) {
                failed.push(format!("{number}: {:?}, not refused for {reason}", row.outcome));
            }
            continue;
        }
        let codes: BTreeSet<&str> = row.notes.iter().map(|n| n.note.code).collect();
        let wanted: BTreeSet<&str> =
            want["warnings"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
        if codes != wanted {
            failed.push(format!("{number}: {codes:?}, not {wanted:?}"));
        }
        let kind = match &row.outcome {
            Outcome::Duplicate { kind, .. } => Some(kind.code()),
            _ => None,
        };
        if kind != want["duplicate"].as_str() {
            failed.push(format!("{number}: {:?}, not {}", row.outcome, want["duplicate"]));
        }
        let person = person_of(&import, &row.outcome).unwrap();
        if let Some(first) = want["of"].as_u64() {
            let first = &import.rows[row_of[&u32::try_from(first).unwrap()]];
            if person_of(&import, &first.outcome) != Some(person) {
                failed.push(format!("{number}: joined to another person"));
            }
        }
        if person.village != want["village"].as_str().unwrap() {
            failed.push(format!("{number}: village {}", person.village));
        }
        if kind.is_none() {
            check_person(number, person, want, &mut failed);
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

fn check_person(number: u32, person: &Person, want: &Json, failed: &mut Vec<String>) {
    let text = |field: &str| want[field].as_str().unwrap_or_default().to_owned();
    let birth = person.birth.map(|b| b.to_string()).unwrap_or_default();
    // Of `00-00-1948` the year is kept, as `identity_cases.csv` says; the list's maker counts it as nothing.
    if birth != text("birth") && !(text("birth").is_empty() && birth == "1948") {
        failed.push(format!("{number}: born {birth}, not {}", want["birth"]));
    }
    if person.nik != text("nik") || person.family_card != text("kk") {
        failed.push(format!(
            "{number}: {} {} not {} {}",
            person.nik, person.family_card, want["nik"], want["kk"]
        ));
    }
    let undecided: Vec<&str> = person.undecided.iter().map(|u| u.written.as_str()).collect();
    for term in want["ambiguous"].as_array().unwrap().iter().chain(want["unknown"].as_array().unwrap()) {
        if !undecided.contains(&term.as_str().unwrap()) {
            failed.push(format!("{number}: {undecided:?} without {term}"));
        }
    }
    for certain in want["certain"].as_array().unwrap() {
        if !person.categories.iter().any(|c| c.number == certain.as_i64()) {
            failed.push(format!("{number}: {:?} without {certain}", person.categories));
        }
    }
}

#[test]
fn categories_add_up_by_village() {
    let (import, want) = (import(FILE), expected());
    let mut villages: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for person in &import.people {
        for number in person.categories.iter().filter_map(|c| c.number) {
            let counts = villages.entry(person.village.clone()).or_default();
            *counts.entry(format!("PPKS-{number:02}")).or_default() += 1;
        }
    }
    let wanted = want["people"]["ppks_by_village_certain"].as_object().unwrap();
    let wanted: BTreeMap<String, BTreeMap<String, u64>> =
        wanted.iter().map(|(k, v)| (k.clone(), counts(v))).collect();
    assert_eq!(villages, wanted);
    let total: u64 = villages.values().flat_map(BTreeMap::values).sum();
    assert_eq!(total, want["people"]["ppks_grand_total_certain"].as_u64().unwrap());
}

#[test]
fn a_second_import_changes_nothing() {
    let first = import(FILE);
    let again = import_with(&sample(FILE), FILE, &Options::default(), &Book::with(&first)).unwrap();
    let receipt = &again.receipt;
    assert_eq!((receipt.read, receipt.same, receipt.refused, receipt.new), (420, 413, 7, 0));
    assert!(again.people.is_empty() && receipt.warnings.is_empty());
}

#[test]
fn a_receipt_shows_no_whole_identity_number() {
    let json = serde_json::to_string(&import(FILE).receipt).unwrap();
    assert!(!json.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 9), "{json}");
}
