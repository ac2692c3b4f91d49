use std::collections::HashSet;

use super::*;
use crate::demo::Ids;
use crate::domain::follow_up::{Timing, timing};
use crate::domain::{Case, FollowUp, Row, Value as Stored};

const VILLAGES: [(&str, &str); 3] =
    [("32.04.30.2001", "Cikitu"), ("32.04.30.2002", "Girimulya"), ("32.04.30.2003", "Sukarame")];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn world() -> Vec<Record> {
    let mut ids = Ids::new(7, today());
    pacet(&VILLAGES, today(), &mut || ids.make())
}

fn count(records: &[Record], kind: RecordKind) -> usize {
    records.iter().filter(|record| record.kind() == kind).count()
}

#[test]
fn every_line_becomes_a_record() {
    let records = world();
    assert_eq!(records.len(), unpacked(packed!("demo/pacet.ndjson")).lines().count());
    let counts = [
        (RecordKind::Household, 36),
        (RecordKind::Person, 62),
        (RecordKind::Case, 14),
        (RecordKind::Organization, 12),
        (RecordKind::Session, 3),
        (RecordKind::Referral, 6),
        (RecordKind::PsmReport, 2),
        (RecordKind::Aid, 13),
    ];
    for (kind, expected) in counts {
        assert_eq!(count(&records, kind), expected, "{kind:?}");
    }
}

/// Every text and link in a row.
fn leaves(row: &Row, texts: &mut Vec<String>, links: &mut Vec<RecordKey>) {
    for (_, value) in row {
        leaf(value, texts, links);
    }
}

fn leaf(value: &Stored, texts: &mut Vec<String>, links: &mut Vec<RecordKey>) {
    match value {
        Stored::Text(text) => texts.push(text.clone()),
        Stored::Link(key) => links.push(*key),
        Stored::List(items) => items.iter().for_each(|item| leaf(item, texts, links)),
        Stored::Row(row) => leaves(row, texts, links),
        _ => {}
    }
}

#[test]
fn nothing_is_left_to_fill_in_and_every_link_leads_somewhere() {
    let records = world();
    let keys: HashSet<_> = records.iter().map(Record::key).collect();
    for record in &records {
        let (mut texts, mut links) = (Vec::new(), Vec::new());
        leaves(&record.body.to_row(), &mut texts, &mut links);
        assert!(texts.iter().all(|text| !text.starts_with(['{', '@'])), "{texts:?}");
        assert!(links.iter().chain(&record.meta.root).all(|key| keys.contains(key)), "{:?}", record.body);
        let missing = record.kind().fields().iter().filter(|f| f.required && record.body.get(f.id).is_none());
        assert_eq!(missing.count(), 0, "{:?}", record.body);
        let unknown = record
            .body
            .to_row()
            .iter()
            .filter(|(id, _)| !record.kind().fields().iter().any(|f| f.id == id))
            .count();
        assert_eq!(unknown, 0, "{:?}", record.body);
    }
}

#[test]
fn children_stand_under_their_person() {
    for record in world() {
        let child = matches!(
            record.kind(),
            RecordKind::Case
                | RecordKind::Need
                | RecordKind::Visit
                | RecordKind::FollowUp
                | RecordKind::Referral
        );
        assert_eq!(record.meta.root.map(|root| root.kind), child.then_some(RecordKind::Person));
        assert_eq!(record.meta.number.is_some(), record.kind().letter().is_some());
    }
}

#[test]
fn there_is_work_overdue_today_and_soon_and_secret_people() {
    let records = world();
    let tasks = records.iter().filter_map(Record::body::<FollowUp>).filter(|task| task.is_open());
    let timings: Vec<_> = tasks.map(|task| timing(task.due_day().unwrap(), today())).collect();
    for when in [Timing::Overdue, Timing::Today, Timing::Soon, Timing::Later] {
        assert!(timings.contains(&when), "{when:?}");
    }
    let secret = records.iter().filter_map(Record::body::<Person>).filter(|p| p.sensitivity == "rahasia");
    assert_eq!(secret.count(), 2);
    assert!(records.iter().filter_map(Record::body::<Case>).any(Case::is_closed));
}

#[test]
fn ages_are_as_written_and_niks_are_invented_and_distinct() {
    let records = world();
    let people: Vec<_> = records.iter().filter_map(Record::body::<Person>).collect();
    let enok = people.iter().find(|person| person.name == "Enok Rohaeti").unwrap();
    assert_eq!(enok.birth.unwrap().age_on(today()), 67);
    let niks: Vec<_> = people.iter().map(|person| &person.nik).filter(|nik| !nik.is_empty()).collect();
    assert!(niks.iter().all(|nik| nik.len() == 16 && nik[12..].parse::<u32>().unwrap() >= 9_001));
    assert_eq!(niks.iter().collect::<HashSet<_>>().len(), niks.len());
}

#[test]
fn the_same_ids_give_the_same_world() {
    assert_eq!(world(), world());
    let keys: Vec<_> = world().iter().map(|record| record.key().id()).collect();
    assert!(keys.is_sorted());
}
