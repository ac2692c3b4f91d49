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
    assert_eq!(written.len(), 3, "{written:?}");
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
    let refused = world.run(&["client-copy", id(&one), "--to", text(&folder), "--json"]);
    assert_eq!((refused.code(), &refused.json()["masked"]), (1, &json!(true)));
    assert!(files(&folder).is_empty());
    world.json(&["client-copy", id(&one), "--to", text(&folder), "--reveal"]);
    assert_eq!(files(&folder).len(), 3);
}

#[test]
fn a_person_whose_cases_are_long_closed_is_looked_at_and_kept_with_a_reason() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    let opened = ["--set", "problem=Sakit", "--set", "opened=1-3-2020"];
    let case = world.json(&[&["add", "cases", "--about", id(&one)], opened.as_slice()].concat());
    let case_number = case["number"].as_str().unwrap();
    world.run(&["close", case_number, "--reason", "moved", "--on", "1-2-2020", "--json"]).refused(1);
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
    world.json(&["edit", id(&one), "--set", "family_relation=head"]);
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

#[test]
fn who_leaves_a_family_card_is_remembered_there_and_a_new_card_keeps_the_old_number() {
    let world = World::with_store(false);
    let (card, other) = ("3204300101010001", "3204300101010002");
    let (one, two) = (person(&world, "Oneng Uji", card), person(&world, "Dadang Uji", card));
    let household = world.json(&["show", id(&one)])["household"].as_str().unwrap().to_owned();
    world.json(&["edit", id(&two), "--set", "family_relation=anak"]);
    // To a card of their own.
    world.json(&["edit", id(&two), "--set", &format!("family_card={other}")]);
    let left = world.json(&["show", &household]);
    assert_eq!(left["past_members"][0]["person"], two["id"]);
    assert_eq!(
        (&left["past_members"][0]["relation"], &left["past_members"][0]["until"]),
        (&json!("child"), &json!("2026-11-24"))
    );
    assert_eq!(left["members"], json!([one["id"]]));
    // Alone on the card: the family takes the new number along.
    world.json(&["edit", id(&one), "--set", "family_card=3204300101010003"]);
    let renamed = world.json(&["show", &household]);
    assert_eq!(renamed["family_card"], "3204300101010003");
    assert_eq!(renamed["earlier_cards"][0]["number"], card);
    assert_eq!(world.json(&["list", "households"])["count"], 2);
    // Back again: no past member any more, and the number of a family is changed for all of it.
    world.json(&["edit", id(&two), "--set", "family_card=3204300101010003"]);
    assert_eq!(world.json(&["show", &household])["past_members"], Json::Null);
    world.json(&["edit", &household, "--set", "family_card=3204300101010004"]);
    for member in [&one, &two] {
        assert_eq!(world.json(&["show", id(member)])["family_card"], "3204300101010004");
    }
    assert_eq!(world.json(&["show", &household])["earlier_cards"].as_array().unwrap().len(), 2);
}

#[test]
fn a_case_about_a_household_is_its_heads_and_the_whole_familys() {
    let world = World::with_store(false);
    let card = "3204300101010001";
    let (one, _) = (person(&world, "Oneng Uji", card), person(&world, "Dadang Uji", card));
    world.json(&["edit", id(&one), "--set", "family_relation=head", "--set", "family_since=2019"]);
    let shown = world.json(&["show", id(&one)]);
    assert_eq!(shown["family_since"], "2019");
    let household = shown["household"].as_str().unwrap();
    let case = world.json(&["add", "cases", "--about", household, "--set", "problem=Rumah roboh"]);
    let case = world.json(&["show", id(&case)]);
    assert_eq!((&case["person"], &case["whole_family"]), (&one["id"], &json!(true)));
    world.json(&["edit", id(&one), "--set", "family_card=3204300101010002"]);
    let left = world.json(&["show", household]);
    assert_eq!(left["past_members"][0]["from"], "2019");
}

#[test]
fn who_has_no_name_is_told_by_the_marks_and_reminds_of_what_can_be_seen() {
    let world = World::with_store(false);
    let one = person(&world, "Mr. X", "");
    let shown = world.json(&["show", id(&one)]);
    assert_eq!(shown["no_nik_reason"], "unknown_identity");
    let missing: Vec<&str> =
        shown["incomplete"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
    assert!(missing.contains(&"marks") && missing.contains(&"estimated_age"), "{missing:?}");
    world.json(&[
        "edit",
        id(&one),
        "--set",
        "marks=tato naga di lengan kiri",
        "--set",
        "estimated_age=40-50",
    ]);
    let found = world.json(&["search", "tato naga"]);
    assert_eq!(found["items"][0]["id"], one["id"], "{found}");
    world.json(&["edit", id(&one), "--set", "life_status=meninggal"]);
    world.json(&["edit", id(&one), "--set", "died_on=3-11-2026", "--set", "death_known_from=Kepala desa"]);
    assert_eq!(world.json(&["show", id(&one)])["died_on"], "2026-11-03");
}

#[test]
fn a_child_in_a_case_with_violence_becomes_secret_by_itself() {
    let world = World::with_store(false);
    let of_age = |name: &str, birth: &str| {
        let (name, birth) = (format!("name={name}"), format!("birth={birth}"));
        let one = world.json(&["add", "people", "--set", &name, "--set", "village=Cikawao", "--set", &birth]);
        let about = ["--set", "problem=Dipukuli", "--set", "flags=Ada kekerasan"];
        world.json(&[&["add", "cases", "--about", id(&one)][..], &about].concat());
        world.run(&["show", id(&one), "--json"]).json()["masked"].clone()
    };
    assert_eq!(of_age("Anak Uji", "25-11-2008"), true);
    assert_eq!(of_age("Dewasa Uji", "24-11-2008"), Json::Null);
}

#[test]
fn a_skipped_stage_and_a_missing_kind_of_disability_are_told() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    world.json(&["edit", id(&one), "--set", "categories=9"]);
    let codes = |world: &World| {
        let shown = world.json(&["show", id(&one)]);
        shown["remarks"].as_array().unwrap().iter().map(|note| note["code"].clone()).collect::<Vec<_>>()
    };
    assert!(codes(&world).contains(&json!("ppks_disability_missing")));
    world.json(&["edit", id(&one), "--set", "disabilities=fisik"]);
    assert!(!codes(&world).contains(&json!("ppks_disability_missing")));
}

#[test]
fn what_was_thrown_away_is_listed_and_restored() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    let number = one["number"].as_str().unwrap();
    world.json(&["add", "cases", "--about", number, "--set", "problem=Sakit"]);
    world.json(&["bin", number]);
    let thrown = world.json(&["bin", "list"]);
    assert_eq!(
        (&thrown["items"][0]["name"], &thrown["items"][0]["others"]),
        (&json!("Oneng Uji"), &json!(1))
    );
    world.run(&["bin", "restore"]).refused(2);
    world.run(&["bin", "restore", "W-2026-9999-9"]).refused(2);
    world.json(&["bin", "restore", number]);
    assert_eq!(world.json(&["bin", "list"])["count"], 0);
    assert_eq!(world.json(&["list", "cases"])["count"], 1);
}

#[test]
fn a_photo_is_attached_to_a_visit_and_taken_out_again() {
    let world = World::with_store(false);
    let one = person(&world, "Oneng Uji", "");
    let case = world.json(&["add", "cases", "--about", id(&one), "--set", "problem=Sakit"]);
    let number = case["number"].as_str().unwrap();
    let visit = world.json(&["add", "visits", "--about", number, "--set", "findings=Rumah bocor"]);
    let (png, out) = (world.path("atap.PNG"), world.folder("keluar"));
    std::fs::write(&png, b"\x89PNG\r\n\x1a\nisi").unwrap();
    let made = world.json(&["lampirkan", id(&visit), text(&png)]);
    let shown = world.json(&["show", number]);
    let of_case =
        shown["related"].as_array().unwrap().iter().find(|other| other["kind"] == "attachment").unwrap();
    assert_eq!((&of_case["file_name"], &of_case["format"]), (&json!("atap.PNG"), &json!("png")));
    let written = world.json(&["attachment", id(&made), "--to", text(&out)]);
    assert!(written["path"].as_str().unwrap().ends_with("atap.png"), "{written}");
    assert_eq!(std::fs::read(&files(&out)[0]).unwrap(), std::fs::read(&png).unwrap());
    world.json(&["edit", id(&one), "--set", "sensitivity=rahasia"]);
    assert_eq!(world.json(&["attachment", id(&made), "--to", text(&out)])["masked"], true);
    assert_eq!(files(&out).len(), 1);
}
