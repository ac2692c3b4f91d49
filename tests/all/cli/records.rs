//! A case from beginning to end, without a screen.

use serde_json::{Value as Json, json};

use super::world::{World, text};

fn id(json: &Json) -> &str {
    json["id"].as_str().unwrap()
}

#[test]
fn a_case_can_be_kept_from_the_command_line() {
    let world = World::with_store(false);
    let person = world.json(&[
        "add",
        "people",
        "--set",
        "name=Oneng Uji",
        "--set",
        "village=Cikawao",
        "--set",
        "birth=17-8-1950",
        "--set",
        "sex=perempuan",
        "--set",
        "categories=8",
    ]);
    assert!(person["number"].as_str().unwrap().starts_with("W-2026-0001-"));
    let case =
        world.json(&["add", "cases", "--about", id(&person), "--set", "problem=Tinggal sendiri, sakit"]);
    let number = case["number"].as_str().unwrap();
    world.json(&["add", "visits", "--about", number, "--set", "findings=Rumah bocor"]);
    let task = world.json(&[
        "tambah",
        "follow-ups",
        "--about",
        number,
        "--set",
        "what=Antar ke puskesmas",
        "--set",
        "due=23-11-2026",
    ]);
    let agenda = world.json(&["agenda"]);
    assert_eq!((&agenda["counts"]["overdue"], &agenda["items"][0]["id"]), (&json!(1), &task["id"]));
    world.json(&["finish", id(&task), "--result", "Sudah diperiksa"]);
    assert_eq!(world.json(&["agenda"])["counts"]["overdue"], 0);

    world.json(&["edit", id(&person), "--set", "phone=0812 5550 1234"]);
    let shown = world.json(&["show", person["number"].as_str().unwrap()]);
    assert_eq!((&shown["phone"], &shown["birth"]), (&json!("+6281255501234"), &json!("1950-08-17")));
    assert_eq!((&shown["village"], &shown["village_name"]), (&json!("32.04.30.2007"), &json!("Cikawao")));
    let history = shown["history"].as_array().unwrap();
    assert_eq!((history.len(), &history[1]["changes"][0]["field"]), (2, &json!("phone")));
    assert_eq!(shown["related"].as_array().unwrap().len(), 3);

    world.json(&[
        "add",
        "follow-ups",
        "--about",
        number,
        "--set",
        "what=Kontrol ulang",
        "--set",
        "due=1-12-2026",
    ]);
    let closed = world.run(&["close", number, "--reason", "tujuan tercapai", "--json"]);
    assert_eq!(closed.code(), 0);
    let told = closed.err();
    assert!(told.contains("Masih terbuka") && told.contains("Tindak lanjut: Kontrol ulang"), "{told}");
    assert!(!closed.json()["still_open"].as_array().unwrap().is_empty());
    assert_eq!(world.json(&["list", "cases", "--filter", "kasus=tutup"])["count"], 1);
    assert_eq!(world.json(&["list", "people", "--filter", "kasus=buka"])["count"], 0);
    assert_eq!(world.json(&["search", "oneng"])["items"][0]["id"], person["id"]);
}

#[test]
fn rules_of_the_form_hold_on_the_command_line() {
    let world = World::with_store(false);
    let nameless = world.run(&["add", "people", "--set", "village=Cikawao", "--json"]);
    assert_eq!(nameless.refused(1).json()["error"]["missing"], json!(["name"]));
    world.run(&["add", "people", "--set", "name=A", "--set", "village=Nusantara"]).refused(2);
    let fields = world.run(&["add", "people", "--set", "nama=A"]);
    assert!(fields.refused(2).err().contains("family_card"));
    world.run(&["add", "visits", "--set", "findings=x"]).refused(2);
    world.run(&["add", "handoffs"]).refused(2);
    assert_eq!(world.json(&["list", "people"])["count"], 0);
}

#[test]
fn a_session_with_its_participants_and_a_referral_with_its_events() {
    let world = World::with_store(true);
    let seats = r#"[{"name":"Oneng Uji"},{"name":"Dadang Uji"}]"#;
    let session = world.json(&[
        "add",
        "sessions",
        "--set",
        "kind=group_guidance",
        "--set",
        "topic=Gizi lansia",
        "--set",
        "village=Cikawao",
        "--json-set",
        &format!("participants={seats}"),
    ]);
    world.json(&["mark", session["number"].as_str().unwrap(), "--seat", "2", "--mark", "hadir"]);
    let shown = world.json(&["show", id(&session)]);
    assert_eq!((&shown["invited"], &shown["attended"]), (&json!(2), &json!(1)));
    world.run(&["mark", id(&session), "--seat", "3", "--mark", "hadir"]).refused(2);

    let referrals = world.json(&["list", "referrals", "--filter", "hanya=menunggu"]);
    let waiting =
        referrals["items"].as_array().unwrap().iter().find(|item| item["masked"].is_null()).unwrap();
    world.json(&["event", id(waiting), "--state", "declined", "--set", "reason=kapasitas penuh"]);
    let shown = world.json(&["show", id(waiting)]);
    assert_eq!((&shown["state"], &shown["since"]), (&json!("declined"), &json!("2026-11-24")));
}

#[test]
fn the_monthly_report_tells_what_was_done_in_both_layouts_and_names_no_client() {
    let world = World::with_store(true);
    let names: Vec<String> = world.json(&["list", "people"])["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["name"].as_str().map(str::to_owned))
        .collect();
    assert!(names.len() > 5);
    let mut counts = Vec::new();
    for month in ["2026-11", "2026-10", "2026-09"] {
        let told = world.json(&["report", "monthly", "--month", month]);
        counts.push(told["activities"].as_u64().unwrap());
    }
    assert!(counts.iter().sum::<u64>() > 3, "{counts:?}");
    assert_eq!(world.json(&["report", "monthly", "--month", "1999-01"])["activities"], 0);
    let told = world.run(&["report", "bulanan", "--month", "2026-11"]).out();
    for head in
        ["Waktu (Hari/Tanggal)", "Aktifitas yang dilakukan", "Kendala", "Wilayah Kerja: KECAMATAN PACET"]
    {
        assert!(told.contains(head), "{head}: {told}");
    }
    assert!(!names.iter().any(|name| told.contains(name.as_str())), "{told}");
    let batu = world.run(&["report", "monthly", "--month", "2026-11", "--layout", "batu"]).out();
    for head in ["Uraian Tempat", "Faktor Pendukung & Penghambat", "Rencana Kerja", "PROVINSI: JAWA BARAT"] {
        assert!(batu.contains(head), "{head}: {batu}");
    }
    world.run(&["report", "monthly", "--layout", "langsa"]).refused(2);
    let to = world.folder("laporan").display().to_string();
    for format in ["pdf", "xlsx"] {
        let made = world.json(&["report", "monthly", "--month", "2026-10", "--format", format, "--to", &to]);
        let path = made["path"].as_str().unwrap();
        assert!(path.ends_with(&format!("laporan-bulanan-2026-10.{format}")), "{path}");
        assert!(std::fs::metadata(path).unwrap().len() > 2_000);
    }
}

#[test]
fn two_records_are_told_apart_or_made_one_from_the_command_line() {
    let world = World::with_store(false);
    let add = |name: &str, more: &str| {
        let fields = [&format!("name={name}"), "village=Cikawao", "birth=4-3-1958", "sex=P", more];
        let set = fields.iter().flat_map(|field| ["--set", *field]);
        world.json(&["add", "people"].into_iter().chain(set).collect::<Vec<_>>())
    };
    let (a, b) = (add("Nok Rohaeti", "nik=3204304403580001"), add("Enok Rohaeti", "rt=2"));
    // Both were made in one moment: chance says which id is the lower one.
    let (older, younger) = if id(&a) < id(&b) { (&a, &b) } else { (&b, &a) };
    world.json(&["add", "cases", "--about", id(&b), "--set", "problem=Rumah bocor"]);
    let found = world.json(&["duplicates"]);
    assert_eq!((&found["count"], &found["items"][0]["kind"]), (&json!(1), &json!("person")));
    assert_eq!(
        (&found["items"][0]["a"]["id"], &found["items"][0]["b"]["id"]),
        (&older["id"], &younger["id"])
    );
    world.json(&["duplicates", "--different", id(&b), id(&a)]);
    assert_eq!(world.json(&["duplicates"])["count"], 0);

    world.json(&["edit", id(&b), "--set", "phone=0812 5550 1234"]);
    let merged = world.json(&["duplicates", "--same", id(&b), id(&a)]);
    assert_eq!((&merged["id"], &merged["action"]), (&older["id"], &json!("merged")));
    assert_eq!(world.json(&["list", "people"])["count"], 1);
    let number = younger["number"].as_str().unwrap();
    let shown = world.json(&["show", number]);
    assert_eq!((&shown["id"], &shown["nik"]), (&older["id"], &json!("3204304403580001")));
    assert_eq!((&shown["name"], &shown["phone"]), (&json!("Enok Rohaeti"), &json!("+6281255501234")));
    assert_eq!(shown["related"].as_array().unwrap().len(), 1);
    let wrong = world.run(&["duplicates", "--same", id(&a), id(&a)]);
    assert!(wrong.code() != 0 && wrong.err().contains("dua warga"), "{}", wrong.err());
}

#[test]
fn activities_are_listed_with_those_that_make_themselves() {
    let world = World::with_store(true);
    let before = world.json(&["list", "activities", "--filter", "bulan=2026-11"])["count"].as_u64().unwrap();
    let made = world.json(&[
        "add",
        "kegiatan",
        "--set",
        "material=Musdes penetapan data",
        "--set",
        "kind=village_meeting",
        "--set",
        "village=Cikitu",
        "--set",
        "men=5",
        "--set",
        "women=7",
        "--set",
        "hindering=Listrik padam",
    ]);
    let listed = world.json(&["list", "kegiatan", "--filter", "bulan=2026-11"]);
    assert_eq!(listed["count"].as_u64().unwrap(), before + 1);
    let items = listed["items"].as_array().unwrap();
    let own = items.iter().find(|item| item["source"] == made["id"]).unwrap();
    assert_eq!((&own["came"], &own["derived"]), (&json!(12), &json!(false)));
    for kind in ["session", "visit", "referral"] {
        let derived = |item: &&Json| item["source"].as_str().unwrap().starts_with(&format!("{kind}:"));
        assert_eq!(items.iter().find(derived).unwrap()["derived"], true, "{kind}");
    }
    let narrowed = world.json(&["list", "activities", "--filter", "bulan=2026-11,desa=Cikitu,kata=musdes"]);
    assert_eq!((&narrowed["count"], &narrowed["items"][0]["source"]), (&json!(1), &made["id"]));
    world.run(&["list", "activities", "--filter", "bulan=besok"]).refused(2);
    world.run(&["list", "people", "--filter", "bulan=2026-11"]).refused(2);

    let jatim = world.run(&["report", "monthly"]).out();
    assert!(jatim.contains("Musdes penetapan data") && jatim.contains("Listrik padam"), "{jatim}");
    let batu = world.run(&["report", "monthly", "--layout", "batu"]).out();
    assert!(batu.contains("12 hadir (L 5, P 7)") && batu.contains("Penghambat: Listrik padam"), "{batu}");
}

#[test]
fn what_is_still_to_come_is_no_activity_of_the_month() {
    let world = World::with_store(false);
    let session = |topic: &str, on: &str| {
        let set = [format!("topic={topic}"), format!("on={on}")];
        let args = ["add", "sessions", "--set", "kind=p2k2", "--set", "village=Cikitu"];
        world.json(&[&args[..], &["--set", &set[0], "--set", &set[1]]].concat());
    };
    session("Gizi anak", "2026-11-23");
    session("Pola asuh", "2026-11-28");
    let listed = world.json(&["list", "activities", "--filter", "bulan=2026-11"]);
    assert_eq!(listed["count"], 1, "{listed}");
    assert_eq!(world.json(&["report", "monthly"])["activities"], 1);
    let told = world.run(&["report", "monthly"]).out();
    assert!(told.contains("Gizi anak") && !told.contains("Pola asuh"), "{told}");
}

#[test]
fn a_month_of_five_hundred_activities_is_reported_within_a_second() {
    let mut world = crate::support::world::World::empty();
    let mut desk = world.take_desk().unwrap();
    for at in 0..500 {
        let purpose =
            simpul::desk::FormPurpose::New { kind: simpul::domain::RecordKind::Activity, about: None };
        let mut row = desk.form_row(&purpose).unwrap();
        row.push(("material".into(), simpul::domain::Value::Text(format!("Pendataan ke-{at}"))));
        desk.submit(&purpose, &row, None).unwrap();
    }
    let begun = std::time::Instant::now();
    let sheet = desk.monthly_sheet("2026-11", "batu").unwrap().unwrap();
    assert_eq!(sheet.rows.len(), 500);
    // Without optimising, on a busy machine; a second is what the release has.
    assert!(begun.elapsed() < std::time::Duration::from_secs(3), "{:?}", begun.elapsed());
}

#[test]
fn the_planner_names_every_desa_with_what_waits_there() {
    let world = World::with_store(true);
    let told = world.json(&["report", "guidance"]);
    let villages = told["villages"].as_array().unwrap();
    assert_eq!(villages.len(), 13);
    let held = villages.iter().find(|village| village["village_name"] == "Cinanggela").unwrap();
    assert_eq!(held["last"], "2026-11-12");
    let waiting = villages.iter().find(|village| village["needs"][0]["waiting"].as_u64() > Some(0)).unwrap();
    assert!(!waiting["topic"].as_str().unwrap().is_empty(), "{waiting}");
    assert!(world.run(&["laporan", "bimbingan"]).out().contains("Tema yang cocok"));
}

#[test]
fn a_group_and_a_session_name_nobody_who_is_secret_and_forget_who_is_erased() {
    let world = World::with_store(true);
    let people = world.json(&["list", "people"]);
    let all = people["items"].as_array().unwrap();
    let hidden = all.iter().find(|item| item["masked"] == true).unwrap()["id"].as_str().unwrap();
    let hidden_name = world.json(&["show", hidden, "--reveal"])["name"].as_str().unwrap().to_owned();
    let one = world.json(&["add", "people", "--set", "name=Oneng Uji", "--set", "village=Cikitu"]);
    let double = world.json(&["add", "people", "--set", "name=Oneng Ujie", "--set", "village=Cikitu"]);
    let seats = json!([
        { "person": hidden, "name": hidden_name, "role": "bendahara" },
        { "person": one["id"], "name": "Oneng Uji" },
        { "person": double["id"], "name": "Oneng Ujie", "note": "rumah biru" },
    ]);
    let seats = format!("members={seats}");
    let group = world.json(&["add", "groups", "--set", "name=KUBE Uji", "--json-set", &seats]);
    let seats = format!("participants={}", json!([{ "person": one["id"], "name": "Oneng Uji" }]));
    let plan = json!([{ "what": "Titip map biru", "who": "oneng uji", "due": "2026-12-01" }]);
    let plan = format!("plan={plan}");
    let said = ["--set", "kind=penyuluhan", "--set", "topic=Uji", "--json-set", &seats, "--json-set", &plan];
    let session = world.json(&[&["add", "sessions"], said.as_slice()].concat());
    let group = id(&group);
    let shown = world.run(&["show", group, "--json"]).out();
    assert!(!shown.contains(&hidden_name) && shown.contains("KUBE Uji"), "{shown}");
    assert!(world.run(&["list", "groups", "--reveal", "--json"]).out().contains(&hidden_name));
    let tasks = world.json(&["list", "follow-ups", "--filter", "kata=titip map biru"]);
    assert_eq!(tasks["items"][0]["root"], one["id"]);

    // Two who are one sit there once.
    world.json(&["duplicates", "--same", id(&one), id(&double)]);
    let members = world.json(&["show", group])["members"].as_array().unwrap().len();
    assert_eq!(members, 2);
    world.json(&["erase", id(&one), "--reason", "permintaan klien", "--yes"]);
    for record in [group, id(&session)] {
        let left = world.run(&["show", record, "--reveal", "--json"]).out();
        assert!(!left.to_lowercase().contains("oneng") && !left.contains("rumah biru"), "{left}");
    }
}

#[test]
fn a_list_is_narrowed_ordered_and_written_by_the_same_words_as_on_the_screen() {
    let world = World::with_store(true);
    let count = |filter: &str| world.json(&["list", "people", "--filter", filter])["count"].as_u64().unwrap();
    let all = count("");
    assert!(count("desa:cikitu") > 0 && count("desa:cikitu") < all);
    assert_eq!(count("desa:cikitu") + count("-desa:cikitu"), all);
    assert_eq!(count("desa:cikitu,nagrak"), count("desa:cikitu") + count("desa:nagrak"));
    assert_eq!(count("desa=Cikitu,kasus=buka"), count("desa:cikitu kasus:buka"));
    assert_eq!(count("kasus:buka") + count("kasus:tutup") + count("kasus:tidak-ada"), all);
    assert!(count("enok roh desa:cikitu") >= 1);

    let narrowed = world.json(&["list", "people", "--filter", "umur:0-150"]);
    let hidden = narrowed["secret_left_out"].as_u64().unwrap();
    let masked = |item: &serde_json::Value| item["masked"] == json!(true);
    assert!(hidden > 0 && !narrowed["items"].as_array().unwrap().iter().any(masked));
    let revealed = world.json(&["list", "people", "--filter", "umur:0-150", "--reveal"]);
    assert!(revealed["count"].as_u64() > narrowed["count"].as_u64());

    let oldest = world.json(&["list", "people", "--sort", "umur"]);
    let ages: Vec<i64> =
        oldest["items"].as_array().unwrap().iter().filter_map(|item| item["age"].as_i64()).collect();
    assert!(ages.len() > 20 && ages.is_sorted_by(|a, b| a >= b), "{ages:?}");

    let said = world.run(&["list", "people", "--filter", "warna:merah", "--json"]).refused(2).json();
    assert!(said.to_string().contains("desa, kategori"), "{said}");
    world.run(&["list", "people", "--filter", "tahap:entah"]).refused(2);
    world.run(&["list", "sessions", "--filter", "kategori:8"]).refused(2);
    world.run(&["list", "organizations", "--sort", "umur"]).refused(2);

    let to = world.path("cetak").display().to_string();
    let written = world.json(&["list", "people", "--filter", "desa:cikitu", "--to", &to, "--format", "pdf"]);
    assert!(std::fs::metadata(written["path"].as_str().unwrap()).unwrap().len() > 1000);
}

#[test]
fn the_month_and_the_day_are_planned_from_the_command_line_too() {
    let world = World::with_store(true);
    let plan = world.json(&["report", "work-plan", "--month", "2026-11"]);
    let weeks = plan["weeks"].as_array().unwrap();
    assert!(weeks.len() >= 5 && weeks.iter().any(|week| week["count"].as_u64() > Some(0)), "{plan}");
    let all = world.json(&["report", "day-sheet"]);
    assert!(all["secret_left_out"].as_u64().unwrap() > 0);
    let one = world.json(&["report", "lembar-lapangan", "--on", "2026-11-24", "--village", "cikitu"]);
    let villages = one["villages"].as_array().unwrap();
    assert_eq!((villages.len(), villages[0]["name"].as_str()), (1, Some("Cikitu")));
    assert!(villages[0]["stops"].to_string().contains("Enok Rohaeti"));
    world.run(&["report", "day-sheet", "--on", "besok"]).refused(2);
    world.run(&["report", "day-sheet", "--village", "nusantara"]).refused(2);
}

#[test]
fn a_filter_is_kept_under_a_name_from_the_command_line_too() {
    let world = World::with_store(true);
    let count =
        world.json(&["list", "people", "--filter", "desa:cikitu", "--save", "Cikitu"])["count"].clone();
    assert_eq!(world.json(&["list", "people", "--saved", "cikitu"])["count"], count);
    let agenda = world.json(&["agenda"]);
    assert_eq!(agenda["saved_filters"], json!([{ "name": "Cikitu", "list": "people", "count": count }]));
    world.run(&["list", "people", "--saved", "lain"]).refused(2);
    world.run(&["list", "people", "--save", "kosong"]).refused(1);
}

#[test]
fn a_photo_is_taken_in_about_an_activity_and_told_by_show_and_list() {
    let world = World::with_store(false);
    let made = world.json(&["add", "activities", "--set", "material=Musdes"]);
    let id = made["id"].as_str().unwrap();
    let photo = world.path("musdes.jpg");
    std::fs::write(&photo, b"\xFF\xD8\xFF\xE0 a photo").unwrap();
    world.json(&["attach", id, text(&photo)]);
    let shown = world.json(&["show", id]);
    assert_eq!(shown["related"][0]["file_name"], "musdes.jpg", "{shown}");
    let listed = world.json(&["list", "attachments"]);
    let attached = listed["items"][0]["id"].as_str().unwrap();
    let folder = world.folder("keluar");
    world.json(&["attachment", attached, "--to", text(&folder)]);
    assert_eq!(std::fs::read(folder.join("musdes.jpg")).unwrap(), std::fs::read(&photo).unwrap());
}

#[test]
fn several_needs_and_steps_are_one_save() {
    let world = World::with_store(false);
    let person = world.json(&["add", "people", "--set", "name=Oneng Uji", "--set", "village=Cikawao"]);
    let case = world.json(&["add", "cases", "--about", id(&person), "--set", "problem=Uji"]);
    let rows = r#"rows=[{"description":"Kursi roda","sector":"alat_bantu"},{"description":"Obat"}]"#;
    let add = ["add", "needs", "--about", id(&case), "--several", "--json-set", rows];
    world.run(&add).refused(1);
    let made = world.json(&[&add[..], &["--set", "sector=kesehatan"]].concat());
    assert_eq!(made["ids"].as_array().unwrap().len(), 2, "{made}");
    assert_eq!(world.json(&["list", "needs"])["count"], 2);
    let rows = r#"rows=[{"action":"Ukur","due":"2026-12-01"},{"action":"Pesan"}]"#;
    world.json(&["add", "plans", "--about", id(&case), "--several", "--json-set", rows]);
    assert_eq!(world.json(&["list", "plans"])["count"], 2);
    assert_eq!(world.json(&["list", "follow-ups"])["count"], 1);
    world.run(&["add", "visits", "--about", id(&case), "--several"]).refused(2);
}
