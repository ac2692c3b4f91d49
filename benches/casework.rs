//! What the worker waits for among all people: *Hari Ini* cold and after a save, the page of somebody much has happened to,
//! likely doubles while typing and over the whole store. `SIMPUL_PEOPLE` and `SIMPUL_CHILDREN` say how many (10,000 and
//! 100,000); a case each. There is no peer for these: the figures are compared with what the eye bears.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a benchmark")]

mod support;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Instant;

use simpul::desk::{Desk, FormPurpose, ListQuery};
use simpul::domain::{Body, FollowUp, PartialDate, Record, RecordKey, RecordKind, Visit};
use simpul::vault::Credential;
use support::{Times, clock, folder, mib, password, sub_district};

const TIMES: u32 = 40;
/// Records on the page of one person.
const EVENTS: u32 = 300;

fn number(name: &str, otherwise: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn told(what: &str, times: &Times) {
    println!("{what}: p50 {:?}, p99 {:?}", times.percent(50), times.percent(99));
}

fn save(desk: &mut Desk, about: RecordKey, body: impl Into<Body>) {
    let body = body.into();
    let purpose = FormPurpose::New { kind: body.kind(), about: Some(about) };
    desk.submit(&purpose, &body.to_row(), None).unwrap();
}

fn visit(case: RecordKey, day: u32) -> Visit {
    let on = clock().today - chrono::Days::new(u64::from(day));
    Visit { case: Some(case), on: Some(PartialDate::from(on)), findings: "Sehat".into(), ..Visit::default() }
}

fn main() {
    let (people, children) = (number("SIMPUL_PEOPLE", 10_000), number("SIMPUL_CHILDREN", 100_000));
    let folder = folder();
    sub_district(folder.path(), people, children);
    println!("{people} people with a case each, {children} records under them");
    let mut desk = Desk::open(folder.path(), Credential::Password(&password()), clock()).unwrap().desk;
    println!("resident {} MiB", mib("self", "VmRSS"));
    let today = desk.today();
    let started = Instant::now();
    black_box(desk.agenda_of(today, 300));
    println!("Hari Ini, cold: {:?}", started.elapsed());
    told("Hari Ini, again", &Times::of(TIMES, |_| drop(black_box(desk.agenda_of(today, 300)))));
    let cases = desk.list(&ListQuery::all(RecordKind::Case)).keys;
    let task = |case| FollowUp {
        case: Some(case),
        what: "Antar berkas".into(),
        due: Some(PartialDate::from(today)),
        ..FollowUp::default()
    };
    let mut after = Vec::new();
    for case in cases.iter().take(usize::try_from(TIMES).unwrap()) {
        save(&mut desk, *case, task(*case));
        let started = Instant::now();
        black_box(desk.agenda_of(today, 300));
        after.push(started.elapsed());
    }
    told("Hari Ini, after a save", &Times::from_iter(after));
    let (case, person) = cases.iter().find_map(|case| Some((*case, desk.book().root_of(*case)??))).unwrap();
    for day in 0..EVENTS {
        save(&mut desk, case, visit(case, day));
    }
    told("page of 300 events", &Times::of(TIMES, |_| drop(black_box(desk.page(person).unwrap()))));
    let typed = simpul::domain::Person {
        name: "Enok Roheti".into(),
        village: "32.04.30.2001".into(),
        ..simpul::domain::Person::default()
    };
    let typed = Record::new(ulid::Ulid::from_parts(1, 1), typed);
    let started = Instant::now();
    black_box(desk.likely(&typed, 3));
    println!("likely doubles, first letter: {:?}", started.elapsed());
    told("likely doubles, while typing", &Times::of(TIMES, |_| drop(black_box(desk.likely(&typed, 3)))));
    let started = Instant::now();
    let found = desk.review_doubles(&mut |_, _| ControlFlow::Continue(())).unwrap();
    println!("all doubles: {} pairs in {:?}", found.len(), started.elapsed());
    println!("resident {} MiB", mib("self", "VmRSS"));
    desk.close().unwrap();
}
