//! The family of somebody: who belongs to it, what happened to all of it, on one page.

use simpul::desk::FormPurpose;
use simpul::domain::{Aid, Case, FollowUp, PartialDate, Person, RecordKey, RecordKind, Table, Visit};

use crate::support::driver::Driver;
use crate::support::world::{World, day};

const CARD: &str = "3204300101019999";

fn add(
    driver: &mut Driver,
    kind: RecordKind,
    about: Option<RecordKey>,
    row: &simpul::domain::Row,
) -> RecordKey {
    driver.desk().submit(&FormPurpose::New { kind, about }, row, None).unwrap().keys[0]
}

fn member(driver: &mut Driver, name: &str, relation: &str, sensitivity: &str) -> RecordKey {
    let person = Person {
        name: name.into(),
        village: "32.04.30.2001".into(),
        family_card: CARD.into(),
        family_relation: relation.into(),
        estimated_age: "40".into(),
        sensitivity: sensitivity.into(),
        ..Person::default()
    };
    add(driver, RecordKind::Person, None, &person.to_row())
}

/// Father, child with a case and a visit, and somebody of the family who is *rahasia*, with a case too.
fn family(driver: &mut Driver) -> RecordKey {
    let today = Some(PartialDate::from(day()));
    let head = member(driver, "Dayat Uji", "head", "");
    let child = member(driver, "Cucu Uji", "child", "");
    let hidden = member(driver, "Gelap Uji", "wife", "rahasia");
    for (person, problem, findings) in
        [(child, "Putus sekolah uji", "Mau sekolah lagi"), (hidden, "Masalah gelap", "Temuan gelap")]
    {
        let case = Case {
            person: Some(person),
            problem: problem.into(),
            village: "32.04.30.2001".into(),
            opened: today,
            ..Case::default()
        };
        let case = add(driver, RecordKind::Case, Some(person), &case.to_row());
        let visit = Visit { case: Some(case), on: today, findings: findings.into(), ..Visit::default() };
        add(driver, RecordKind::Visit, Some(case), &visit.to_row());
    }
    let gift = Aid {
        person: Some(head),
        name: "Dayat Uji".into(),
        description: "Beras uji".into(),
        on: today,
        ..Aid::default()
    };
    add(driver, RecordKind::Aid, Some(head), &gift.to_row());
    head
}

#[test]
fn the_timeline_of_a_person_tells_of_the_family_and_is_filtered() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    family(&mut driver);
    driver.press("2/dayat uji<Enter>").sees("Warga > Dayat Uji");
    driver.sees("Cucu Uji: Putus sekolah uji").sees("Cucu Uji: Mau sekolah lagi").sees("Beras uji");
    // Of the hidden one only that there is a case.
    driver.sees("(rahasia)").sees_no("gelap").sees_no("Gelap");
    driver.press("f").sees("hanya: orang ini saja").sees("Beras uji").sees_no("Cucu Uji");
    driver.press("f").sees("hanya: Kasus").sees("Putus sekolah uji").sees_no("Beras uji");
    driver.press("f").sees("hanya: Kunjungan").sees("Mau sekolah lagi").sees_no("Putus sekolah");
    driver.press("f").sees("hanya: Bantuan").press("f").sees_no("hanya:").sees("Cucu Uji");
}

#[test]
fn the_family_has_a_page_of_its_own() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    family(&mut driver);
    driver.press("2/dayat uji<Enter><Right><Right>").sees("Keluarga Dayat Uji").sees("Anak, 40");
    driver.press("<Enter>").sees("Keluarga > Dayat Uji").sees("3 anggota").sees(CARD);
    driver.sees("2 kasus terbuka, 0 kebutuhan menunggu, 1 bantuan").sees("Cucu Uji: Mau sekolah lagi");
    driver.sees_no("gelap").sees_no("Gelap");
    driver.press("<Right>").sees("Cucu Uji").sees("(rahasia)").sees_no("Gelap");
    driver.press("<Down><Enter>").sees("Warga > Cucu Uji");
}

/// What a page costs that tells of a family with 300 events; run by hand: `cargo test --test all -- --ignored the_page_of_a_large_family --nocapture`.
#[test]
#[ignore = "prints a time, proves nothing"]
fn the_page_of_a_large_family() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let head = member(&mut driver, "Dayat Uji", "head", "");
    let members: Vec<RecordKey> =
        (0..5).map(|n| member(&mut driver, &format!("Anak {n} Uji"), "child", "")).collect();
    for n in 0..300 {
        let task = FollowUp {
            what: format!("Tugas {n}, keadaan rumah dan keluarga diceritakan panjang lebar"),
            due: Some(PartialDate::from(day())),
            ..FollowUp::default()
        };
        add(&mut driver, RecordKind::FollowUp, Some(members[n % 5]), &task.to_row());
    }
    let desk = driver.desk();
    let begun = std::time::Instant::now();
    for _ in 0..20 {
        assert_eq!(desk.page(head).unwrap().timeline.len(), 300);
    }
    println!("{:?} a page", begun.elapsed() / 20);
}

#[test]
fn a_case_of_the_whole_family_is_begun_on_its_page_and_stands_on_that_of_every_member() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    member(&mut driver, "Dayat Uji", "head", "");
    member(&mut driver, "Cucu Uji", "child", "");
    driver
        .press("2/cucu uji<Enter><Right><Right><Home><Enter>")
        .sees("Keluarga > Dayat Uji")
        .sees("j jadi kasus");
    driver.press("j").sees("Kasus > Baru").sees("Dayat Uji").press("Rumah hampir roboh");
    driver.press("<C-s>").says("Tersimpan: kasus baru").sees("Kasus > Dayat Uji");
    driver.press("2/cucu uji<Enter>").sees("Dayat Uji: Rumah hampir roboh: seluruh keluarga");
    // A visit on the page of a member is one of the case that is the family's.
    driver.press("k").sees("Kunjungan > Baru").press("Atap disangga<C-s>").says("kunjungan baru");
    driver.press("2/dayat uji<Enter>").sees("Rumah hampir roboh: seluruh keluarga").sees("Atap disangga");
}

#[test]
fn a_family_without_a_head_asks_who_the_client_is() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    member(&mut driver, "Dayat Uji", "", "");
    member(&mut driver, "Cucu Uji", "child", "");
    driver.press("2/cucu uji<Enter><Right><Right><Home><Enter>").press("j").sees("> Warga *");
    driver.press("dayat uji<Enter>").field("Masalah").press("Rumah roboh<C-s>").sees("Kasus > Dayat Uji");
}

#[test]
fn since_when_somebody_is_in_a_family_is_kept_when_they_leave() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    member(&mut driver, "Dayat Uji", "head", "");
    let child = member(&mut driver, "Cucu Uji", "child", "");
    driver.press("2/cucu uji<Enter>e").field("Di keluarga sejak").press("03-2024<C-s>").says("Tersimpan");
    driver.press("2/dayat uji<Enter><Right><Right>").sees("sejak Mar 2024");
    driver
        .press("2/cucu uji<Enter>e")
        .field("Nomor KK")
        .press("<C-u>3204300101018888<C-s>")
        .says("Tersimpan");
    driver.press("2/dayat uji<Enter><Right><Right>").sees("Anak, Mar 2024 sampai 24 Nov");
    let moved = driver.desk().record(child).unwrap();
    let since = moved.body::<Person>().unwrap().family_since;
    assert_eq!(since, None, "of the new family nobody has said it yet");
}
