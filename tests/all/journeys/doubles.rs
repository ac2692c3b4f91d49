//! What stands on record twice: the list, told apart, made one, and taken back.

use std::collections::BTreeMap;

use simpul::desk::{Desk, DoubleKind, FormPurpose};
use simpul::domain::organization::Service;
use simpul::domain::session::Participant;
use simpul::domain::{
    Aid, AsBody, Body, Case, FollowUp, Household, Organization, Person, Record, RecordKey, RecordKind,
    Referral, Session, Table, Visit,
};

use super::mismatches::{receive, send};
use crate::support::driver::Driver;
use crate::support::world::World;

const CIKITU: &str = "32.04.30.2001";

fn new(desk: &mut Desk, body: impl Into<Body>, about: Option<RecordKey>) -> RecordKey {
    let body = body.into();
    let kind = body.kind();
    desk.submit(&FormPurpose::New { kind, about }, &body.to_row(), None).unwrap().keys[0]
}

fn person(name: &str) -> Person {
    Person {
        name: name.into(),
        village: CIKITU.into(),
        sex: "P".into(),
        birth: "1958-03-04".parse().ok(),
        ..Person::default()
    }
}

fn of<T: AsBody + Clone>(desk: &Desk, key: RecordKey) -> T {
    desk.record(key).unwrap().body::<T>().unwrap().clone()
}

/// Two records of one woman, the younger one with everything that can stand under a person.
fn twice(desk: &mut Desk) -> (RecordKey, RecordKey) {
    let older = Person {
        nik: "3204304403580001".into(),
        family_card: "3204301912230001".into(),
        address: "Kp. Pasir RT 2".into(),
        ..person("Nok Rohaeti Uji")
    };
    let younger = Person {
        family_card: "3204301912230002".into(),
        family_relation: "head".into(),
        phone: "+6281234567890".into(),
        address: "Kp. Pasir".into(),
        ..person("Enok Rohaeti Uji")
    };
    let (a, b) = (new(desk, older, None), new(desk, younger, None));
    let on = "2026-11-20".parse().ok();
    let case = Case {
        person: Some(b),
        problem: "atap bocor".into(),
        village: CIKITU.into(),
        opened: on,
        ..Case::default()
    };
    let case = new(desk, case, Some(b));
    new(desk, Visit { case: Some(case), on, findings: "basah".into(), ..Visit::default() }, Some(case));
    new(
        desk,
        FollowUp { what: "hubungi".into(), due: on, case: Some(case), ..FollowUp::default() },
        Some(case),
    );
    new(desk, Aid { person: Some(b), name: "Enok Rohaeti Uji".into(), ..Aid::default() }, None);
    let seat = |person, mark: &str| Participant {
        person: Some(person),
        name: "Rohaeti".into(),
        mark: mark.into(),
        ..Participant::default()
    };
    let participants = vec![seat(a, "absent"), seat(b, "present")];
    new(
        desk,
        Session {
            kind: "group_guidance".into(),
            topic: "gizi".into(),
            on,
            participants,
            ..Session::default()
        },
        None,
    );
    (a, b)
}

fn pairs(desk: &mut Desk) -> Vec<(DoubleKind, (RecordKey, RecordKey))> {
    let found = desk.review_doubles(&mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    found.into_iter().map(|pair| (pair.kind, pair.keys)).collect()
}

fn everything(desk: &Desk) -> BTreeMap<RecordKey, (Option<RecordKey>, bool, Body)> {
    let keys = RecordKind::ALL.iter().flat_map(|kind| desk.book().of_kind(*kind).map(|(key, _)| key));
    let records = keys.map(|key| desk.record(key).unwrap());
    records
        .map(|record: Record| (record.key(), (record.meta.root, record.meta.binned, record.body)))
        .collect()
}

#[test]
fn two_records_of_one_woman_become_one_and_two_again() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let (a, b) = twice(driver.desk());
    let before = everything(driver.desk());
    driver.press("2g").sees("Kemungkinan Ganda").select("Rohaeti Uji").sees("nama mirip");
    insta::assert_snapshot!("doubles_80x24", driver.styled());
    driver.resize(120, 30);
    insta::assert_snapshot!("doubles_120x30", driver.styled());
    driver.resize(80, 24).press("<Enter>").sees("Tetap W-2026").sees("( ) Nok Rohaeti Uji").sees("(o) Enok");
    insta::assert_snapshot!("pair_80x24", driver.styled());
    driver.resize(120, 30);
    insta::assert_snapshot!("pair_120x30", driver.styled());
    driver.resize(80, 24).press(" ").sees("(o) Nok Rohaeti Uji").press("s").sees("menjadi satu?");
    driver.press("y").says("Tersimpan: dua catatan digabung").sees_no("Rohaeti Uji");

    let desk = driver.desk();
    assert!(desk.book().is_binned(b));
    assert_eq!(desk.book().same.remaining(b), a);
    let kinds: Vec<RecordKind> = desk.book().children(a).map(|(key, _)| key.kind).collect();
    for kind in [RecordKind::Case, RecordKind::Visit, RecordKind::FollowUp] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    assert_eq!(desk.book().children(b).count(), 0);
    let left: Person = of(desk, a);
    assert_eq!((left.name.as_str(), left.nik.as_str()), ("Nok Rohaeti Uji", "3204304403580001"));
    assert_eq!((left.phone.as_str(), left.family_card.as_str()), ("+6281234567890", "3204301912230002"));
    assert!(left.note.contains("Tidak dipakai: Nama: Enok Rohaeti Uji"), "{}", left.note);
    assert_eq!(of::<Household>(desk, left.household.unwrap()).head, Some(a));
    assert_eq!(desk.book().aid_of(a).len(), 1);
    let session = desk.book().of_kind(RecordKind::Session).last().unwrap().0;
    let seats = of::<Session>(desk, session).participants;
    assert_eq!(seats.len(), 1);
    assert_eq!((seats[0].person, seats[0].mark.as_str()), (Some(a), "present"));
    let gone = desk.record(b).unwrap();
    assert_eq!(gone.body::<Person>().unwrap().merged_into, Some(a));
    assert_eq!(gone.body::<Person>().unwrap().name, "Enok Rohaeti Uji");
    for key in [a, b] {
        assert_eq!(desk.history(key).unwrap().last().unwrap().action, "merged");
    }
    // Whoever has the old number on paper finds the record that stayed.
    let number = gone.meta.number.unwrap().to_string();
    assert_eq!(desk.search(&number, 5).0.iter().map(|hit| hit.key).collect::<Vec<_>>(), [a]);
    let check = desk.check().unwrap();
    assert!(check.is_good);

    driver.press("2/rohaeti uji<Enter><Right><Right><Right>").sees("dua catatan digabung");
    insta::assert_snapshot!("merged_history_80x24", driver.styled());
    driver.press("<C-z>").says("dua catatan digabung");
    assert_eq!(everything(driver.desk()), before);
    driver.press("<C-y>");
    assert!(driver.desk().book().is_binned(b));
    driver.press("<C-z>2g").select("Rohaeti Uji");
    assert_eq!(everything(driver.desk()), before);
}

#[test]
fn a_merge_is_there_after_the_store_was_closed() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    let (a, b) = twice(driver.desk());
    driver.desk().merge(a, b, &[]).unwrap();
    let before = everything(driver.desk());
    drop(driver);
    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{}<Enter>", crate::support::world::PASSWORD));
    assert_eq!(everything(driver.desk()), before);
    assert_eq!(driver.desk().book().same.remaining(b), a);
    assert!(driver.desk().check().unwrap().is_good);
}

#[test]
fn who_was_told_apart_is_not_shown_until_they_become_more_alike() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    let (a, b) =
        (new(driver.desk(), person("Nok Rohaeti"), None), new(driver.desk(), person("Enok Rohaeti"), None));
    assert_eq!(pairs(driver.desk()), [(DoubleKind::Person, (a, b))]);
    driver.press("2g").sees("Enok Rohaeti").press("b").says("ditandai berbeda").sees("Tidak ada yang tampak");
    insta::assert_snapshot!("doubles_empty_80x24", driver.styled());
    let record = driver.desk().record(b).unwrap();
    assert!(driver.desk().likely(&record, 3).is_empty());
    // Taken back it is asked again.
    driver.press("<C-z>2g").sees("Enok Rohaeti").press("<Enter>b").sees("Tidak ada yang tampak");
    // A form that opens brings the names up to date.
    driver.press("2n<Esc>/nok rohaeti<Enter>").press("<Right><Right><Right>").sees("bukan Enok Rohaeti");
    let mut changed = person("Nok Rohaeti");
    for key in [a, b] {
        changed.settled = of::<Person>(driver.desk(), key).settled;
        changed.name = of::<Person>(driver.desk(), key).name;
        changed.nik = "3204304403580001".into();
        driver.desk().submit(&FormPurpose::Edit(key), &changed.to_row(), None).unwrap();
    }
    assert_eq!(pairs(driver.desk()), [(DoubleKind::Person, (a, b))]);
}

#[test]
fn one_nik_of_two_people_and_one_family_on_two_cards_are_listed_too() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    let desk = driver.desk();
    let nik = "3204304403580001";
    let a = new(desk, Person { nik: nik.into(), ..person("Nok Rohaeti") }, None);
    let other = Person {
        nik: nik.into(),
        sex: "L".into(),
        birth: "1990-01-02".parse().ok(),
        ..person("Dadang Sutisna")
    };
    let b = new(desk, other, None);
    let member = |name: &str, card: &str, birth: &str, relation: &str| Person {
        family_card: card.into(),
        family_relation: relation.into(),
        birth: birth.parse().ok(),
        ..person(name)
    };
    let (right, wrong) = ("3204301912230001", "3204301912230010");
    new(desk, member("Asep Hidayat", right, "1970-01-01", "head"), None);
    new(desk, member("Imas Maryati", right, "1975-05-05", "wife"), None);
    let child = new(desk, member("Rian Hidayat", wrong, "2010-09-09", "child"), None);
    let found = pairs(desk);
    assert_eq!(found[0].0, DoubleKind::Family);
    assert_eq!(found[1], (DoubleKind::SharedNik, (a, b)));
    assert_eq!(found.len(), 2);
    let families = found[0].1;
    driver.press("2g").sees("satu NIK").sees("keluarga");
    insta::assert_snapshot!("doubles_kinds_80x24", driver.styled());
    driver.press("<Enter>").sees(right).sees(wrong);
    insta::assert_snapshot!("pair_family_80x24", driver.styled());
    driver.sees("(o) Asep Hidayat").press("sy").says("dua catatan digabung");
    let desk = driver.desk();
    let left: Household = of(desk, families.0);
    assert_eq!(left.family_card, right);
    assert_eq!(left.earlier_cards[0].number, wrong);
    assert_eq!(desk.book().members(families.0).len(), 3);
    assert_eq!(of::<Person>(desk, child).family_card, right);
    assert_eq!(desk.book().household_with_card(right), Some(families.0));
    // Once more for the NIK: the record whose number is wrong is a key away.
    driver.press("<Enter>").sees("Satu NIK, dua orang?");
    insta::assert_snapshot!("pair_nik_80x24", driver.styled());
    driver.press("<Right>").sees("Dadang Sutisna").press("<Esc>").sees("Satu NIK, dua orang?");
    driver.press("<Esc><C-z>").sees("keluarga");
    assert_eq!(of::<Person>(driver.desk(), child).family_card, wrong);
    assert_eq!(driver.desk().book().household_with_card(wrong), Some(families.1));
}

#[test]
fn rahasia_people_are_not_named_in_the_list_and_opening_the_two_is_noted() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    for name in ["Nok Rohaeti", "Enok Rohaeti"] {
        new(driver.desk(), Person { sensitivity: "rahasia".into(), ..person(name) }, None);
    }
    driver.press("2g").sees("(rahasia)").sees_no("Rohaeti").sees_no("Cikitu");
    let opened =
        |desk: &Desk| desk.audit_trail().unwrap().entries.iter().filter(|e| e.what == "open").count();
    assert_eq!(opened(driver.desk()), 0);
    driver.press("<Enter>").sees("Nok Rohaeti");
    assert_eq!(opened(driver.desk()), 2);
}

/// The sender still knows the one who was merged here.
#[test]
fn what_comes_for_somebody_who_was_merged_finds_the_one_that_is_left() {
    let (mut one, mut two) = (World::empty(), World::second());
    let stick = one.stick();
    let (mut here, mut there) = (Driver::open(&mut one), Driver::open(&mut two));
    let mut own = new(here.desk(), person("Nok Rohaeti"), None);
    let mut theirs = new(there.desk(), person("Enok Rohaeti"), None);
    // The younger record goes: the one who has it is the sender.
    if theirs < own {
        std::mem::swap(&mut here, &mut there);
        std::mem::swap(&mut own, &mut theirs);
    }
    let first = send(&mut there, &stick, 1);
    receive(&mut here, &first);
    here.desk().merge(own, theirs, &[]).unwrap();
    let case = Case {
        person: Some(theirs),
        problem: "atap bocor".into(),
        village: CIKITU.into(),
        opened: "2026-11-20".parse().ok(),
        ..Case::default()
    };
    let case = new(there.desk(), case, Some(theirs));
    let changed = Person { phone: "+6281234567890".into(), ..of(there.desk(), theirs) };
    there.desk().submit(&FormPurpose::Edit(theirs), &changed.to_row(), None).unwrap();
    let second = send(&mut there, &stick, 2);
    receive(&mut here, &second);
    let desk = here.desk();
    assert!(desk.book().children(own).any(|(key, _)| key == case));
    assert_eq!(of::<Case>(desk, case).person, Some(own));
    assert!(desk.book().is_binned(theirs));
    // What they changed about the one who went is asked about the one who stayed.
    here.press("1")
        .sees("1 perlu dicocokkan")
        .select("perlu dicocokkan")
        .press("<Enter><Enter>")
        .sees("Nomor HP");
    here.press(" <Enter>").says("Tersimpan");
    assert_eq!(of::<Person>(here.desk(), own).phone, "+6281234567890");
    receive(&mut here, &second);
    assert_eq!(here.desk().book().count(RecordKind::Mismatch), 0);
}

/// One foundation twice: by hand and from a list, the younger with a referral and a service.
fn foundation_twice(desk: &mut Desk) -> (RecordKey, RecordKey, RecordKey) {
    let service = |code: &str| Service { service: code.into(), ..Service::default() };
    let one = |name: &str, codes: &[&str]| Organization {
        name: name.into(),
        kind: "foundation".into(),
        village: CIKITU.into(),
        services: codes.iter().copied().map(service).collect(),
        ..Organization::default()
    };
    let older = Organization { permit_number: "12/SIOP".into(), ..one("Yayasan Kasih Uji", &["alat_bantu"]) };
    let younger =
        Organization { phone: "+6281200001111".into(), ..one("YAYASAN KASIH UJI", &["konseling_keluarga"]) };
    let (a, b) = (new(desk, older, None), new(desk, younger, None));
    let client = new(desk, person("Nining Uji"), None);
    let case = Case { person: Some(client), problem: "kursi roda".into(), ..Case::default() };
    let opened = "2026-11-20".parse().ok();
    let case = new(desk, Case { village: CIKITU.into(), opened, ..case }, Some(client));
    let referral = Referral {
        case: Some(case),
        organization: Some(b),
        reason: "kursi roda".into(),
        consent: "given".into(),
        ..Referral::default()
    };
    (a, b, new(desk, referral, Some(case)))
}

#[test]
fn an_organisation_on_record_twice_is_reviewed_merged_with_its_referrals_and_taken_back() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    let (a, b, referral) = foundation_twice(driver.desk());
    driver
        .press("6g")
        .sees("Kemungkinan Ganda")
        .sees("1 pasang")
        .sees("lembaga")
        .sees("nama sama, desa sama");
    driver.press("<Enter>").sees("12/SIOP").sees("0812-0000-1111").sees("Rujukan 1");
    driver.press("s").sees("Gabungkan kedua").press("y").says("Tersimpan");
    driver.sees("Tidak ada yang tampak tercatat dua kali");
    let left: Organization = of(driver.desk(), a);
    assert_eq!((left.phone.as_str(), left.permit_number.as_str()), ("+6281200001111", "12/SIOP"));
    assert_eq!(left.services.len(), 2);
    assert_eq!(of::<Referral>(driver.desk(), referral).organization, Some(a));
    assert!(driver.desk().record(b).unwrap().meta.binned);
    driver.press("<C-z>").says("Diurungkan");
    assert_eq!(of::<Referral>(driver.desk(), referral).organization, Some(b));
    driver.press("<Esc>6g").sees("1 pasang").press("b").sees("Tidak ada yang tampak tercatat dua kali");
    // Neither is it asked again while one of them is typed.
    let stored = driver.desk().record(b).unwrap();
    let remarks = driver.desk().remarks(&stored);
    assert!(!remarks.iter().any(|(_, note)| note.code == "organization_double"), "{remarks:?}");
}
