use std::collections::HashSet;

use super::*;
use crate::domain::{Case, RecordKind};

const VILLAGES: [(&str, &str); 2] = [("32.04.30.2001", "Cikitu"), ("32.04.30.2002", "Girimulya")];

fn made(seed: u64, people: u32, cases: u32, children: u32) -> Vec<Record> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    super::people(seed, Size { people, cases, children }, &VILLAGES, today).collect()
}

fn count(records: &[Record], kinds: &[RecordKind]) -> usize {
    records.iter().filter(|record| kinds.contains(&record.kind())).count()
}

const CHILDREN: [RecordKind; 4] =
    [RecordKind::Need, RecordKind::Visit, RecordKind::FollowUp, RecordKind::Referral];

#[test]
fn as_many_as_asked_for() {
    for (people, cases, children) in [(0, 0, 0), (1, 1, 5), (100, 37, 250), (50, 50, 7), (10, 0, 0)] {
        let records = made(1, people, cases, children);
        let got =
            [&[RecordKind::Person][..], &[RecordKind::Case], &CHILDREN].map(|kinds| count(&records, kinds));
        assert_eq!(got, [people, cases, children].map(|n| n as usize));
    }
}

#[test]
fn the_same_seed_gives_the_same_people_and_another_gives_others() {
    assert_eq!(made(3, 200, 20, 50), made(3, 200, 20, 50));
    assert_ne!(made(3, 200, 20, 50), made(4, 200, 20, 50));
}

#[test]
fn every_number_and_id_is_given_once() {
    let records = made(5, 20_000, 0, 0);
    let keys: HashSet<_> = records.iter().map(Record::key).collect();
    assert_eq!(keys.len(), records.len());
    let people: Vec<_> = records.iter().filter_map(Record::body::<Person>).collect();
    let niks: Vec<_> = people.iter().map(|p| &p.nik).filter(|nik| !nik.is_empty()).collect();
    assert_eq!(niks.iter().collect::<HashSet<_>>().len(), niks.len());
    assert!(niks.iter().all(|nik| nik.len() == 16 && nik[12..].parse::<u32>().unwrap() >= 9_001));
    let cards: Vec<_> =
        records.iter().filter_map(Record::body::<Household>).map(|h| &h.family_card).collect();
    assert_eq!(cards.iter().collect::<HashSet<_>>().len(), cards.len());
    assert!(people.iter().all(|p| p.phone.is_empty() || p.phone.get(6..10) == Some("5550")));
}

#[test]
fn links_and_roots_lead_to_records() {
    let records = made(6, 300, 100, 600);
    let keys: HashSet<_> = records.iter().map(Record::key).collect();
    for record in &records {
        let child = record.kind() == RecordKind::Case || CHILDREN.contains(&record.kind());
        assert_eq!(record.meta.root.is_some_and(|root| root.kind == RecordKind::Person), child);
        assert!(record.meta.root.is_none_or(|root| keys.contains(&root)));
        let missing = record.kind().fields().iter().filter(|f| f.required && record.body.get(f.id).is_none());
        assert_eq!(missing.count(), 0, "{:?}", record.body);
    }
    let people = records.iter().filter_map(Record::body::<Person>);
    assert!(people.clone().all(|person| person.household.is_some_and(|home| keys.contains(&home))));
    assert!(records.iter().filter_map(Record::body::<Case>).all(|case| case.person.is_some()));
}
