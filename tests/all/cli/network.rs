//! Who can help, the loop of a referral as others read it, reminders, and the scorecard.

use serde_json::Value as Json;

use super::world::{World, files, text};

fn items(json: &Json) -> &Vec<Json> {
    json["items"].as_array().unwrap()
}

fn referral_in(world: &World, state: &str) -> String {
    let all = world.json(&["list", "referrals"]);
    let found = items(&all).iter().find(|item| item["state"] == state).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

#[test]
fn who_can_help_says_why_each_fits_and_what_is_missing() {
    let world = World::with_store(true);
    let found = world.json(&["who-can-help", "--sector", "kesehatan", "--village", "Cikitu"]);
    let name = |item: &Json| item["name"].as_str().unwrap().to_owned();
    let puskesmas = items(&found).iter().find(|item| name(item) == "Puskesmas Pacet").unwrap();
    assert_eq!(puskesmas["fits"], true);
    let codes = |item: &Json| -> Vec<String> {
        let notes = item["notes"].as_array().unwrap().iter();
        notes.map(|note| note["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(codes(puskesmas).contains(&"help_documents".to_owned()), "{puskesmas}");
    assert!(!items(&found).iter().any(|item| name(item).starts_with("KUA")));

    // Closed it is not offered, paused it comes last and says so; in another desa it says where it works.
    let id = puskesmas["id"].as_str().unwrap();
    world.json(&["edit", id, "--set", "status=paused"]);
    let paused = world.json(&["siapa-membantu", "--sector", "kesehatan", "--village", "Cikitu"]);
    let now = items(&paused).iter().find(|item| item["id"] == id).unwrap();
    assert_eq!((now["fits"].as_bool(), codes(now)[0].as_str()), (Some(false), "help_paused"));
    world.json(&["edit", id, "--set", "status=active", "--set", "villages=Nagrak; Maruyung"]);
    let elsewhere = world.json(&["who-can-help", "--sector", "kesehatan", "--village", "Cikitu"]);
    let now = items(&elsewhere).iter().find(|item| item["id"] == id).unwrap();
    assert!(codes(now).contains(&"help_elsewhere".to_owned()));
    let there = world.json(&["who-can-help", "--sector", "kesehatan", "--village", "Nagrak"]);
    assert!(items(&there).iter().any(|item| item["id"] == id && item["fits"] == true));
    world.json(&["edit", id, "--set", "status=closed"]);
    let closed = world.json(&["who-can-help", "--sector", "kesehatan"]);
    assert!(!items(&closed).iter().any(|item| item["id"] == id));
    world.run(&["who-can-help", "--sector", "antariksa"]).refused(2);
}

#[test]
fn a_declined_referral_finds_others_but_not_the_one_that_declined() {
    let world = World::with_store(true);
    let declined = referral_in(&world, "declined");
    let shown = world.json(&["show", &declined]);
    assert_eq!(shown["fhir_status"], "rejected");
    let found = world.json(&["who-can-help", "--need", &declined]);
    assert!(!items(&found).is_empty());
    assert!(!items(&found).iter().any(|item| item["id"] == shown["organization"]));
}

#[test]
fn each_state_of_the_example_has_its_fhir_status_and_a_gap_is_told() {
    let world = World::with_store(true);
    for (state, status) in [("sent", "requested"), ("received", "received"), ("outcome", "completed")] {
        let shown = world.json(&["show", &referral_in(&world, state)]);
        assert_eq!(shown["fhir_status"], status, "{state}");
    }
    let sent = referral_in(&world, "sent");
    world.json(&["event", &sent, "--state", "waitlisted", "--set", "position=3"]);
    let shown = world.json(&["show", &sent]);
    assert_eq!((&shown["fhir_status"], &shown["unreported"][0]), (&"on-hold".into(), &"received".into()));
    world.json(&["event", &sent, "--state", "declined", "--set", "reason=capacity_full"]);
    world.json(&["event", &sent, "--state", "accepted"]);
    assert_eq!(world.json(&["show", &sent])["contradicted"], true);
    let ran = world.run(&["event", &sent, "--state", "outcome", "--on", "2026-12-24"]);
    ran.refused(1);
    assert!(ran.err().contains("belum terjadi"), "{}", ran.err());
}

#[test]
fn a_reminder_is_numbered_noted_and_the_same_when_it_is_printed_again() {
    let world = World::with_store(true);
    let folder = world.folder("surat");
    let sent = referral_in(&world, "sent");
    let number = || {
        let made = world.json(&["letter", &sent, "--kind", "reminder", "--to", text(&folder)]);
        made["number"].as_str().unwrap().to_owned()
    };
    let first = number();
    assert_eq!(number(), first);
    let shown = world.json(&["show", &sent]);
    assert_eq!(shown["reminders"].as_array().unwrap().len(), 1);
    world.json(&["letter", &sent, "--kind", "verification", "--to", text(&folder), "--format", "pdf"]);
    assert_eq!(files(&folder).len(), 3);
    let outcome = referral_in(&world, "outcome");
    let ran = world.run(&["letter", &outcome, "--kind", "reminder", "--to", text(&folder)]);
    ran.refused(1);
    assert!(ran.err().contains("Tidak ada yang ditunggu"), "{}", ran.err());
}

#[test]
fn the_scorecard_counts_by_organisation_and_service_and_names_nobody() {
    let world = World::with_store(true);
    let score = world.json(&["report", "scorecard"]);
    let all = score["organizations"].as_array().unwrap();
    let of = |name: &str| all.iter().find(|one| one["name"].as_str().unwrap().starts_with(name)).unwrap();
    let silent = &of("LKSA")["all"];
    assert_eq!((&silent["sent"], &silent["heard"], &silent["silent"]), (&1.into(), &0.into(), &1.into()));
    let declined = &of("Dinas Sosial")["all"];
    assert_eq!((&declined["declined"], &declined["reasons"]["documents_incomplete"]), (&1.into(), &1.into()));
    assert_eq!(declined["median_days_to_decide"], 10);
    assert_eq!(of("Yayasan Peduli")["all"]["outcomes"]["fully_met"], 1);
    let people = world.json(&["list", "people", "--reveal"]);
    for person in items(&people) {
        assert!(!score.to_string().contains(person["name"].as_str().unwrap()));
    }
    // What was a mistake is not counted.
    world.json(&["event", &referral_in(&world, "sent"), "--state", "error"]);
    let after = world.json(&["report", "kartu-skor"]);
    let left = after["organizations"].as_array().unwrap();
    assert!(!left.iter().any(|one| one["name"].as_str().unwrap().starts_with("LKSA")));
    let folder = world.folder("laporan");
    world.json(&["report", "scorecard", "--format", "pdf", "--to", text(&folder)]);
    assert_eq!(files(&folder).len(), 1);
}
