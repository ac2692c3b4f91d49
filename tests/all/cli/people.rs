//! What concerns a person as a whole, without a screen: consent, the copy for the client, keeping and erasing, the family.

use std::fs::File;
use std::io::Read as _;

use serde_json::{Value as Json, json};

use super::world::{World, files, text};

fn id(json: &Json) -> &str {
    json["id"].as_str().unwrap()
}

fn person(world: &World, name: &str, card: &str) -> Json {
    let name = format!("name={name}");
    let card = format!("family_card={card}");
    world.json(&["add", "people", "--set", &name, "--set", "village=Cikawao", "--set", &card])
}

#[test]
fn consent_is_withdrawn_and_everything_of_that_person_stays_at_home() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    let case = world.json(&[
        "add",
        "cases",
        "--about",
        id(&one),
        "--set",
        "problem=Sakit",
        "--set",
        "consent=given",
    ]);
    let number = case["number"].as_str().unwrap();
    let stick = world.folder("stik");
    let send = |world: &World| {
        world.json(&["send", "--to", text(&stick), "--profile", "lengkap", "--purpose", "uji", "--full"])
    };
    assert_eq!(send(&world)["counts"]["people"], 1);
    world.json(&["cabut-persetujuan", number, "--by", "Oneng", "--reason", "Tidak mau lagi"]);
    let shown = world.json(&["show", number]);
    assert_eq!((&shown["consent"], &shown["withdrawn_on"]), (&json!("withdrawn"), &json!("2026-11-24")));
    assert_eq!(shown["remarks"][0]["code"], "consent_withdrawn");
    let held = send(&world);
    assert_eq!((&held["counts"]["people"], &held["withheld"]["people"]), (&Json::Null, &json!(1)), "{held}");
}

#[test]
fn consent_for_other_things_keeps_the_records_out_of_a_bundle() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    let case = world.json(&[
        "add",
        "cases",
        "--about",
        id(&one),
        "--set",
        "problem=Sakit",
        "--set",
        "consent=given",
    ]);
    let number = case["number"].as_str().unwrap();
    let stick = world.folder("stik");
    let people = |world: &World| {
        let plan =
            world.json(&["send", "--to", text(&stick), "--profile", "lengkap", "--purpose", "uji", "--full"]);
        plan["counts"]["people"].as_u64().unwrap_or(0)
    };
    world.json(&["edit", number, "--set", "consent_scope=pendampingan"]);
    // A duty of the office needs no consent.
    assert_eq!(people(&world), 1);
    world.json(&["edit", number, "--set", "basis=consent"]);
    assert_eq!(people(&world), 0);
    world.json(&["edit", number, "--json-set", r#"consent_scope=["assistance","share_dinas"]"#]);
    assert_eq!(people(&world), 1);
}

#[test]
fn the_copy_for_the_client_tells_everything_of_them_and_nothing_of_others() {
    let world = World::with_store(false);
    let card = "3204300101010001";
    let one = person(&world, "Oneng Uji", card);
    let other = person(&world, "Dadang Uji", card);
    world.json(&["edit", id(&one), "--set", "guardian=Ujang Wali"]);
    let case = world.json(&[
        "add",
        "cases",
        "--about",
        id(&one),
        "--set",
        "problem=Tinggal sendiri",
        "--set",
        "reported_by=Bu Tetangga",
    ]);
    let number = case["number"].as_str().unwrap();
    world.json(&["add", "visits", "--about", number, "--set", "findings=Rumah bocor"]);
    world.json(&["add", "cases", "--about", id(&other), "--set", "problem=Rahasia Dadang"]);
    let folder = world.folder("salinan");
    let made = world.json(&["salinan-klien", id(&one), "--to", text(&folder)]);
    assert!(made["path"].as_str().unwrap().contains("salinan-W-2026"));
    let written = files(&folder);
    assert_eq!(written.len(), 2, "{written:?}");
    let docx = written.iter().find(|file| file.extension().is_some_and(|end| end == "docx")).unwrap();
    let mut zip = zip::ZipArchive::new(File::open(docx).unwrap()).unwrap();
    let mut told = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut told).unwrap();
    for wanted in ["Oneng Uji", "Tinggal sendiri", "Rumah bocor", "Cikawao", number] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    for others in ["Dadang", "Ujang Wali", "Bu Tetangga"] {
        assert!(!told.contains(others), "{others}: {told}");
    }
}

#[test]
fn who_is_secret_is_copied_only_when_that_is_meant() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    world.json(&["edit", id(&one), "--set", "sensitivity=rahasia"]);
    let folder = world.folder("salinan");
    assert_eq!(world.json(&["client-copy", id(&one), "--to", text(&folder)])["masked"], true);
    assert!(files(&folder).is_empty());
    world.json(&["client-copy", id(&one), "--to", text(&folder), "--reveal"]);
    assert_eq!(files(&folder).len(), 2);
}

#[test]
fn a_person_whose_cases_are_long_closed_is_looked_at_and_kept_with_a_reason() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    let case = world.json(&["add", "cases", "--about", id(&one), "--set", "problem=Sakit"]);
    let due = |world: &World| world.json(&["agenda"])["counts"]["retention_due"].clone();
    let close = |on: &str| {
        world.json(&["close", case["number"].as_str().unwrap(), "--reason", "moved", "--on", on]);
    };
    close("25-11-2021");
    assert_eq!(due(&world), 0);
    world.json(&["reopen", case["number"].as_str().unwrap(), "--reason", "keliru"]);
    close("24-11-2021");
    assert_eq!(due(&world), 1);
    assert_eq!(world.json(&["list", "people", "--filter", "hanya=masa-simpan"])["count"], 1);
    world
        .run(&["retain", id(&one), "--reason", "Masih menerima PKH", "--until", "1-1-2020", "--json"])
        .refused(1);
    world.json(&["simpan-lebih-lama", id(&one), "--reason", "Masih menerima PKH"]);
    assert_eq!(due(&world), 0);
    assert_eq!(world.json(&["show", id(&one)])["keep_until"], "2031-11-24");
}

#[test]
fn a_birthday_that_changes_a_category_is_told_ahead() {
    let world = World::with_store(false);
    let born = |name: &str, birth: &str, category: &str| {
        let (name, birth) = (format!("name={name}"), format!("birth={birth}"));
        let category = format!("categories={category}");
        world.json(&[
            "add",
            "people",
            "--set",
            &name,
            "--set",
            "village=Cikawao",
            "--set",
            &birth,
            "--set",
            &category,
        ])
    };
    born("Anak Uji", "24-12-2007", "2");
    born("Muda Uji", "25-12-2007", "2");
    let old = born("Tua Uji", "1-12-1966", "24");
    assert_eq!(world.json(&["agenda"])["counts"]["birthdays"], 2);
    assert_eq!(world.json(&["list", "people", "--filter", "hanya=ulang-tahun"])["count"], 2);
    let remarks = world.json(&["show", id(&old)])["remarks"].clone();
    assert!(remarks.as_array().unwrap().iter().any(|note| note["code"] == "birthday_reaches"), "{remarks}");
}

#[test]
fn one_visit_finishes_what_is_open_for_the_family() {
    let world = World::with_store(false);
    let card = "3204300101010001";
    let (one, other) = (person(&world, "Oneng Uji", card), person(&world, "Dadang Uji", card));
    let case = world.json(&["add", "cases", "--about", id(&one), "--set", "problem=Sakit"]);
    let task = |whom: &Json, what: &str| {
        let what = format!("what={what}");
        world.json(&["add", "follow-ups", "--about", id(whom), "--set", &what, "--set", "due=23-11-2026"])
    };
    let (first, second, third) =
        (task(&one, "Cek NIK"), task(&other, "Antar obat"), task(&other, "Surat sekolah"));
    let agenda = world.json(&["agenda"]);
    assert_eq!(agenda["items"][0]["family"]["name"], "Oneng Uji", "{agenda}");
    let finishes = format!("finishes={};{}", id(&first), id(&second));
    let findings = "findings=Semua beres";
    let number = case["number"].as_str().unwrap();
    let visit = world.json(&["add", "visits", "--about", number, "--set", findings, "--set", &finishes]);
    assert_eq!(visit["ids"].as_array().unwrap().len(), 3, "{visit}");
    let left = world.json(&["agenda"]);
    assert_eq!((&left["counts"]["overdue"], &left["items"][0]["id"]), (&json!(1), &third["id"]));
    assert_eq!(world.json(&["show", id(&second)])["result"], "Semua beres");
    assert_eq!(world.json(&["show", id(&visit)])["finishes"], Json::Null);
    // The rest of a family is finished with one of it.
    let fourth = task(&one, "Cek BPJS");
    world.json(&["finish", id(&fourth), "--result", "Beres", "--also", id(&third)]);
    assert_eq!(world.json(&["agenda"])["count"], 0);
}
