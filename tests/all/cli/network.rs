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
fn who_can_help_says_no_more_than_was_asked_and_is_on_record() {
    let world = World::with_store(true);
    let codes = |item: &Json| -> Vec<String> {
        let notes = item["notes"].as_array().unwrap().iter();
        notes.map(|note| note["code"].as_str().unwrap().to_owned()).collect()
    };
    // Nobody asked about a desa.
    let anywhere = world.json(&["who-can-help", "--sector", "kesehatan"]);
    assert!(!items(&anywhere).iter().any(|item| codes(item).contains(&"help_here".to_owned())), "{anywhere}");
    // Its licence over, the one that came first comes last, also behind those of whom nothing is on record.
    let first = items(&anywhere)[0]["id"].as_str().unwrap();
    world.json(&["edit", first, "--set", "permit_until=2026-01-31"]);
    let without = world.json(&["who-can-help", "--sector", "kesehatan"]);
    let last = items(&without).last().unwrap();
    assert_eq!(last["id"], first, "{without}");
    assert!(codes(last).contains(&"help_permit".to_owned()));
    // Services on record, but not this one: not the same as none on record.
    for sector in ["kesehatan", "pangan", "pekerjaan_usaha", "pendidikan"] {
        for item in items(&world.json(&["who-can-help", "--sector", sector])) {
            let shown = world.json(&["show", item["id"].as_str().unwrap()]);
            let has_some = shown["services"].as_array().is_some_and(|services| !services.is_empty());
            let told = codes(item);
            assert!(!(has_some && told.contains(&"help_usual_kind".to_owned())), "{item}");
            assert!(has_some || !told.contains(&"help_other_services".to_owned()), "{item}");
        }
    }
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
fn what_cannot_be_true_is_kept_and_marked_with_its_reason() {
    let world = World::with_store(true);
    let sent = referral_in(&world, "sent");
    let marks = |id: &str| world.json(&["show", id])["contradictions"].clone();
    assert_eq!(marks(&sent), serde_json::json!([]));
    world.json(&["event", &sent, "--state", "received", "--on", "2020-01-01"]);
    world.json(&["event", &sent, "--state", "sent"]);
    assert_eq!(marks(&sent), serde_json::json!(["before-sending", "sent-twice"]));
    let shown = world.json(&["show", &sent]);
    let given = |field: &str| format!("{field}={}", shown[field].as_str().unwrap());
    let made = world.json(&[
        "add",
        "referrals",
        "--about",
        shown["case"].as_str().unwrap(),
        "--set",
        &given("organization"),
        "--set",
        "reason=Perlu alat bantu",
        "--set",
        "consent=given",
    ]);
    let draft = made["id"].as_str().unwrap().to_owned();
    world.json(&["event", &draft, "--state", "closed"]);
    assert_eq!(marks(&draft), serde_json::json!(["never-sent"]));
    for told in [world.run(&["show", &draft]).out(), world.run(&["list", "referrals"]).out()] {
        let why = "Perlu ditinjau: ditutup padahal tidak pernah dikirim";
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn the_scorecard_counts_no_acceptance_that_nobody_told() {
    let world = World::with_store(true);
    let sent = referral_in(&world, "sent");
    let accepted = || {
        let score = world.json(&["report", "scorecard"]);
        let all = score["organizations"].as_array().unwrap();
        all.iter().map(|one| one["all"]["accepted"].as_i64().unwrap()).sum::<i64>()
    };
    let before = accepted();
    world.json(&["event", &sent, "--state", "outcome", "--set", "outcome=fully_met"]);
    assert_eq!(accepted(), before);
    world.json(&["event", &sent, "--state", "accepted"]);
    assert_eq!(accepted(), before + 1);
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
    assert_eq!(files(&folder).len(), 4);
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

/// The tables in a folder hold what the schema asks: columns, required cells, ids, and links that lead somewhere.
fn check_hsds(folder: &std::path::Path) {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/hsds/datapackage.json");
    let schema: Json = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let rows = |name: &str| -> Vec<std::collections::BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    };
    for table in schema["resources"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let fields = table["schema"]["fields"].as_array().unwrap();
        let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).unwrap();
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let wanted: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(header, wanted, "{name}");
        let all = rows(name);
        let ids: std::collections::BTreeSet<&String> = all.iter().map(|row| &row["id"]).collect();
        assert_eq!(ids.len(), all.len(), "{name}: ids stand twice");
        for (field, row) in fields.iter().flat_map(|field| all.iter().map(move |row| (field, row))) {
            let cell = &row[field["name"].as_str().unwrap()];
            let rules = &field["constraints"];
            assert!(rules["required"] != true || !cell.is_empty(), "{name}: {field} is empty");
            let uuid = cell.len() == 36 && cell.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
            assert!(field["format"] != "uuid" || uuid, "{name}: {cell}");
            if let Some(known) = rules["enum"].as_array() {
                assert!(known.iter().any(|code| code == cell), "{name}: {cell}");
            }
        }
        for key in table["schema"]["foreignKeys"].as_array().unwrap() {
            let (field, to) =
                (key["fields"].as_str().unwrap(), key["reference"]["resource"].as_str().unwrap());
            let known: std::collections::BTreeSet<String> =
                rows(to).into_iter().map(|row| row["id"].clone()).collect();
            for row in all.iter().filter(|row| !row[field].is_empty()) {
                assert!(known.contains(&row[field]), "{name}.{field} leads nowhere: {}", row[field]);
            }
        }
    }
}

#[test]
fn the_directory_goes_out_as_hsds_and_comes_back_the_same_elsewhere() {
    let world = World::with_store(true);
    let puskesmas = world.json(&["search", "puskesmas pacet"]);
    let id = items(&puskesmas)[0]["id"].as_str().unwrap().to_owned();
    world.json(&[
        "edit",
        &id,
        "--set",
        "villages=Nagrak; Maruyung",
        "--json-set",
        r#"contacts=[{"name":"Rina","role":"Kepala TU","phone":"+628111111111"}]"#,
        "--json-set",
        r#"agreements=[{"what":"MoU rujukan","number":"12","until":"2027-01-31"}]"#,
        "--json-set",
        r#"talks=[{"on":"2026-11-02","what":"Jalur rujukan jiwa"}]"#,
    ]);
    let folder = world.folder("hsds");
    world.json(&["ekspor", "hsds", "--to", text(&folder)]);
    check_hsds(&folder);
    let all = |world: &World, talks: bool| -> Vec<Json> {
        let listed = world.json(&["list", "organizations"]);
        let plain = |item: &Json| {
            let mut item = item.clone();
            let object = item.as_object_mut().unwrap();
            for gone in ["created_at", "updated_at", "origin"] {
                object.remove(gone);
            }
            if !talks {
                object.remove("talks");
            }
            item
        };
        items(&listed).iter().map(plain).collect()
    };
    // Here nothing changes; there everything but the talks arrives, and a try saves nothing.
    let again = world.json(&["import", text(&folder)]);
    assert_eq!((&again["new"], &again["changed"]), (&0.into(), &0.into()), "{again}");
    let other = World::with_store(false);
    let tried = other.json(&["import", "--dry-run", text(&folder)]);
    assert_eq!((&tried["new"], all(&other, true).len()), (&all(&world, true).len().into(), 0));
    let read = other.json(&["import", text(&folder)]);
    assert_eq!(read["new"], all(&world, true).len(), "{read}");
    assert_eq!(all(&other, true), all(&world, false));
    world.run(&["export", "gedcom"]).refused(2);
}

#[test]
fn a_merged_organisation_is_not_brought_back_by_its_own_directory() {
    let world = World::with_store(false);
    let add = |name: &str, more: &str| {
        let set = format!("name={name}");
        let made =
            world.json(&["add", "organizations", "--set", &set, "--set", "kind=foundation", "--set", more]);
        made["id"].as_str().unwrap().to_owned()
    };
    let (a, b) = (add("Yayasan Kasih Uji", "phone=081200001111"), add("Kasih Uji", "phone=0812-0000-1111"));
    let found = world.json(&["duplicates"]);
    assert_eq!((&found["count"], &found["items"][0]["kind"]), (&1.into(), &"organization".into()), "{found}");
    assert_eq!(found["items"][0]["reasons"], serde_json::json!(["phone_same"]));
    let folder = world.folder("hsds");
    world.json(&["export", "hsds", "--to", text(&folder)]);
    assert_eq!(world.json(&["duplicates", "--same", &a, &b])["id"], a.as_str());
    let read = world.json(&["import", text(&folder)]);
    assert_eq!(
        (&read["new"], &world.json(&["list", "organizations"])["count"]),
        (&0.into(), &1.into()),
        "{read}"
    );
}

#[test]
fn somebody_elses_hsds_is_read_from_what_the_specification_has_columns_for() {
    let world = World::with_store(false);
    let folder = world.folder("luar");
    let write = |name: &str, content: &str| std::fs::write(folder.join(name), content).unwrap();
    write(
        "organizations.csv",
        "id,name,description\norg-1,Rumah Zakat Contoh,Lembaga zakat\norg-2,,Tanpa nama\n",
    );
    write(
        "services.csv",
        "id,organization_id,name,status,eligibility_description\ns-1,org-1,Santunan tunai,temporarily closed,SKTM\n",
    );
    write("required_documents.csv", "id,service_id,document\nd-1,s-1,KTP\nd-2,s-1,KK\n");
    write("phones.csv", "id,organization_id,number\np-1,org-1,0812-0000-0001\n");
    let read = world.json(&["import", text(&folder)]);
    assert_eq!((&read["new"], &read["refused"]), (&1.into(), &1.into()));
    let listed = world.json(&["list", "organizations"]);
    let one = &items(&listed)[0];
    assert_eq!((&one["name"], &one["type"]), (&"Rumah Zakat Contoh".into(), &"other".into()));
    let service = &one["services"][0];
    assert_eq!((&service["documents"], &service["status"]), (&"KTP; KK".into(), &"paused".into()));
    assert_eq!(world.json(&["import", text(&folder)])["unchanged"], 1);
    let broken = world.folder("rusak");
    std::fs::write(broken.join("organizations.csv"), "id,name\n").unwrap();
    world.run(&["import", text(&broken)]).refused(1);
}

#[test]
fn proposals_for_regulations_are_listed_for_the_dinas_without_own_notes() {
    let world = World::with_store(false);
    let folder = world.folder("usulan");
    let ran = world.run(&["report", "proposals", "--to", text(&folder)]);
    ran.refused(1);
    assert!(ran.err().contains("Belum ada usulan"), "{}", ran.err());
    let add = |sets: &[&str]| {
        let sets = sets.iter().flat_map(|set| ["--set", set]);
        world.json(&["add", "catatan-peraturan"].into_iter().chain(sets).collect::<Vec<_>>())
    };
    add(&["kind=note", "regulation=Permensos 28/2018", "text=Baca lagi pasal honor"]);
    let made = add(&[
        "kind=proposal",
        "text=Kuota lansia sendiri per desa",
        "need=pangan",
        "gap=quota_full",
        "pattern=7 lansia sendiri di 3 desa",
        "addressed_to=Dinas Sosial",
    ]);
    let made = world.json(&["show", made["id"].as_str().unwrap()]);
    assert_eq!((&made["on"], &made["status"]), (&"2026-11-24".into(), &"draft".into()));
    let told = world.json(&["laporan", "usulan-peraturan"]);
    let proposals = told["proposals"].as_array().unwrap();
    assert_eq!((proposals.len(), &proposals[0]["gap"]), (1, &"quota_full".into()));
    assert_eq!(items(&world.json(&["list", "regulation-notes", "--filter", "kata=honor"])).len(), 1);
    let path =
        world.json(&["report", "proposals", "--to", text(&folder)])["path"].as_str().unwrap().to_owned();
    let sheet = std::path::Path::new(&path).with_extension("xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(sheet).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let cells: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell.contains("7 lansia sendiri di 3 desa")), "{cells:?}");
    assert!(!cells.iter().any(|cell| cell.contains("pasal honor")), "{cells:?}");
    for format in ["pdf", "docx"] {
        world.json(&["report", "proposals", "--format", format, "--to", text(&folder)]);
    }
    assert_eq!(files(&folder).len(), 3);
}

#[test]
fn a_question_about_a_client_waits_and_is_answered() {
    let world = World::with_store(true);
    let people = world.json(&["list", "people"]);
    let person = items(&people).iter().find(|item| item["masked"].is_null()).unwrap()["id"].as_str().unwrap();
    let set = "text=Apakah KIS bisa aktif tanpa KK baru?";
    let asked = world.json(&["add", "questions", "--about", person, "--set", set]);
    let id = asked["id"].as_str().unwrap();
    assert_eq!(world.json(&["agenda"])["counts"]["questions_waiting"], 1);
    let shown = world.json(&["show", id]);
    assert_eq!((&shown["state"], &shown["root"]), (&"waiting".into(), &person.into()));
    world.json(&["edit", id, "--set", "answer=Bisa, dengan SPTJM", "--set", "answered_on=2026-11-24"]);
    assert_eq!(world.json(&["show", id])["state"], "answered");
    assert_eq!(world.json(&["agenda"])["counts"]["questions_waiting"], 0);
}

#[test]
fn the_list_for_the_camat_says_who_does_what_and_keeps_secrets_and_consent() {
    let world = World::with_store(true);
    let add = |args: &[&str]| {
        let mut all = vec!["add"];
        all.extend(args.iter().copied());
        world.json(&all)["id"].as_str().unwrap().to_owned()
    };
    let client = |name: &str, consent: &str| {
        let (name, consent) = (format!("name={name}"), format!("consent={consent}"));
        let person = add(&["people", "--set", &name, "--set", "village=Cikitu"]);
        let case = add(&["cases", "--about", &person, "--set", "problem=Jatuh miskin", "--set", &consent]);
        let visit = ["visits", "--about", &case, "--set", "findings=Dapur kosong"];
        add(&[&visit[..], &["--set", "kind=stranded_person"]].concat());
        (person, case)
    };
    let (asked, case) = client("Oneng Uji", "given");
    client("Engkos Uji", "refused");
    let people = world.json(&["list", "people"]);
    let hidden = items(&people).iter().find(|item| item["masked"] == true).unwrap()["id"].clone();
    let absent = add(&["people", "--set", "name=Bolos Uji", "--set", "village=Cikitu"]);
    let seats = serde_json::json!([
        { "person": asked, "name": "Oneng Uji", "mark": "present" },
        { "person": hidden, "name": "Tanpa Nama", "mark": "present" },
        { "person": absent, "name": "Bolos Uji", "mark": "absent" },
    ]);
    let seats = format!("participants={seats}");
    let session = ["sessions", "--set", "kind=p2k2", "--set", "topic=Hidup dengan HIV"];
    add(&[&session[..], &["--set", "village=Cikitu", "--json-set", &seats]].concat());
    let found = world.json(&["search", "puskesmas pacet"]);
    let to = format!("organization={}", items(&found)[0]["id"].as_str().unwrap());
    let referral = ["referrals", "--about", &case, "--set", &to, "--set", "consent=given"];
    let referral = add(&[&referral[..], &["--set", "reason=Periksa"]].concat());
    let told = || world.json(&["report", "coordination", "--names"]);
    let of = |told: &Json, name: &str| {
        let found = items(told).iter().find(|item| item["name"] == name);
        found.map(|item| item["work"].clone())
    };
    // A draft helps nobody yet.
    let before = told();
    assert_eq!(of(&before, "Oneng Uji").unwrap().as_array().unwrap().len(), 2, "{before}");
    world.json(&["event", &referral, "--state", "sent"]);
    let now = told();
    let work = of(&now, "Oneng Uji").unwrap().to_string();
    assert!(work.contains("Rujukan: Puskesmas Pacet") && work.contains("TKSK: "), "{work}");
    assert_eq!((of(&now, "Engkos Uji"), of(&now, "Bolos Uji")), (None, None));
    assert!(now["left_out"].as_u64().unwrap() > 0);
    assert!(work.contains("TKSK: kunjungan/pendampingan"), "{work}");
    for secret in ["HIV", "Dapur kosong", "Jatuh miskin", "Tanpa Nama", "ODGJ"] {
        assert!(!now.to_string().contains(secret), "{secret}: {now}");
    }
    let paper = world.run(&["report", "coordination", "--names", "--format", "txt"]).out();
    assert!(paper.contains("Rujukan: Puskesmas Pacet") && paper.contains("Oneng Uji"), "{paper}");
}
