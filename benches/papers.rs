//! Figures and papers that a worker waits for: the scorecard of 5,000 referrals (100 ms), the monthly report of 500
//! activities and the recap of 100,000 people, each with its files (1 s). `SIMPUL_PEOPLE` says how many people.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a benchmark")]

mod support;

use std::hint::black_box;
use std::path::Path;

use simpul::desk::{Change, Desk, Target};
use simpul::domain::referral::Event;
use simpul::domain::{
    Activity, AsBody, Body, Case, Organization, PartialDate, Person, Record, RecordKey, Referral,
};
use simpul::vault::Credential;
use support::{Times, clock, folder, new_desk, password, sub_district};
use ulid::Ulid;

const TIMES: u32 = 20;
const REFERRALS: u32 = 5_000;
const ORGANIZATIONS: u32 = 60;
const ACTIVITIES: u32 = 500;
const PEOPLE: u32 = 100_000;
const VILLAGE: &str = "32.04.30.2001";
const SERVICES: [&str; 4] = ["alat_bantu", "konseling_keluarga", "kesehatan", "bantuan_hukum"];
/// How far a referral has come, by turns.
const WAYS: [&[&str]; 5] = [
    &["sent"],
    &["sent", "received"],
    &["sent", "received", "accepted", "in_service", "outcome", "closed"],
    &["sent", "declined"],
    &["sent", "waitlisted"],
];

fn told(what: &str, limit: &str, times: &Times) {
    println!("{what}: p50 {:?}, p99 {:?} (limit {limit})", times.percent(50), times.percent(99));
}

fn id(number: u32) -> Ulid {
    Ulid::from_parts(1_700_000_000_000 + u64::from(number), u128::from(number))
}

fn day(back: u32) -> PartialDate {
    PartialDate::from(clock().today - chrono::Days::new(u64::from(back)))
}

fn new(number: u32, body: impl Into<Body>) -> Record {
    Record::new(id(number), body)
}

fn key<T: AsBody + Default + Into<Body>>(number: u32) -> RecordKey {
    new(number, T::default()).key()
}

fn referral(at: u32) -> [Record; 3] {
    let person =
        new(at, Person { name: format!("Warga {at}"), village: VILLAGE.into(), ..Person::default() });
    let root = person.key();
    let case = Case {
        person: Some(root),
        problem: "Perlu layanan".into(),
        village: VILLAGE.into(),
        opened: Some(day(200)),
        ..Case::default()
    };
    let case = new(at + 1_000_000, case).under(root);
    let way = WAYS.into_iter().cycle().nth(at as usize % WAYS.len()).unwrap_or_default();
    let events = way.iter().zip(1..).map(|(state, step)| Event {
        id: format!("{at}-{step}"),
        state: (*state).to_owned(),
        on: Some(day(180 - at % 90 - step * 5)),
        reason: if *state == "declined" { "capacity_full".into() } else { String::new() },
        ..Event::default()
    });
    let body = Referral {
        case: Some(case.key()),
        organization: Some(key::<Organization>(at % ORGANIZATIONS)),
        service: SERVICES[at as usize % SERVICES.len()].to_owned(),
        consent: "given".into(),
        events: events.collect(),
        ..Referral::default()
    };
    [person, case, new(at + 2_000_000, body).under(root)]
}

fn activity(at: u32) -> Record {
    let body = Activity {
        on: Some(day(at % 24)),
        kind: "village_meeting".into(),
        village: VILLAGE.into(),
        material: format!("Musyawarah penetapan data keluarga rentan, bagian ke-{at}"),
        result: "Daftar disepakati dan ditandatangani".into(),
        ..Activity::default()
    };
    new(at, body)
}

fn network(to: &Path) {
    let folder = folder();
    let mut desk = new_desk(folder.path());
    let organization = |at| Organization { name: format!("Lembaga {at}"), ..Organization::default() };
    let mut records: Vec<Record> = (0..ORGANIZATIONS).map(|at| new(at, organization(at))).collect();
    records.extend((0..ACTIVITIES).map(activity));
    records.extend((0..REFERRALS).flat_map(referral));
    desk.save(Change::of("import", records)).unwrap();
    assert!(!desk.scorecard().is_empty());
    let times = Times::of(TIMES, |_| drop(black_box(desk.scorecard())));
    told("scorecard of 5,000 referrals", "100 ms", &times);
    let target = Target { folder: Some(to.to_owned()), ..Target::default() };
    let times = Times::of(TIMES, |_| drop(black_box(desk.export_scorecard(&target).unwrap())));
    told("the same as PDF and XLSX", "1 s", &times);
    for layout in Desk::monthly_layouts() {
        let written =
            Times::of(TIMES, |_| drop(black_box(desk.export_monthly("2026-11", &layout, &target).unwrap())));
        told(&format!("monthly report of 500 activities ({layout}) as PDF and XLSX"), "1 s", &written);
    }
    desk.close().unwrap();
}

fn recap(to: &Path) {
    let people = std::env::var("SIMPUL_PEOPLE").ok().and_then(|text| text.parse().ok()).unwrap_or(PEOPLE);
    let folder = folder();
    sub_district(folder.path(), people, 0);
    let mut desk = Desk::open(folder.path(), Credential::Password(&password()), clock()).unwrap().desk;
    let times = Times::of(TIMES, |_| drop(black_box(desk.ppks_recap("2026-11"))));
    told(&format!("recap of {people} people"), "1 s", &times);
    let target = Target { folder: Some(to.to_owned()), ..Target::default() };
    let times = Times::of(TIMES, |_| drop(black_box(desk.export_recap(&target).unwrap())));
    told("the same as PDF and XLSX", "1 s", &times);
    desk.close().unwrap();
}

fn main() {
    let papers = folder();
    network(papers.path());
    recap(papers.path());
}
