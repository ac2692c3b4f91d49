//! Letters: the covering letter of a referral, its number, and the slip that comes back.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde_json::Value as Json;

use super::world::{World, files, text};

/// A referral to which the client said yes, of somebody who is not hidden.
fn referral(world: &World) -> Json {
    let all = world.json(&["list", "referrals"]);
    let shown = all["items"].as_array().unwrap().iter().filter(|item| item["masked"].is_null());
    let given = shown.map(|item| world.json(&["show", item["id"].as_str().unwrap()]));
    given.into_iter().find(|item| item["consent"] == "given").unwrap()
}

/// The words of a DOCX.
pub(super) fn words(file: &Path) -> String {
    let mut zip = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn a_letter_is_numbered_once_and_its_slip_leads_back_to_the_referral() {
    let world = World::with_store(true);
    let folder = std::env::var("SIMPUL_LOOK").map_or_else(|_| world.folder("surat"), Into::into);
    let one = referral(&world);
    let id = one["id"].as_str().unwrap();
    let client = world.json(&["show", one["case"].as_str().unwrap()])["person"].as_str().unwrap().to_owned();
    for (item, on) in [("kursi roda", "2026-11-20"), ("kasur lipat", "2026-12-20")] {
        let fields = [format!("person={client}"), format!("item={item}"), format!("on={on}")];
        let set = fields.iter().flat_map(|field| ["--set", field.as_str()]);
        let given = ["add", "aid", "--set", "giver_kind=institution"].into_iter().chain(set);
        world.json(&given.collect::<Vec<_>>());
    }
    let written = world.json(&["surat", id, "--to", text(&folder)]);
    let number = written["number"].as_str().unwrap().to_owned();
    // As the example's worker wrote it by hand.
    assert_eq!(number, "460/027/TKSK-PCT/X/2026");
    let made = files(&folder);
    assert_eq!(made.len(), 3, "{made:?}");
    assert!(made.iter().any(|file| std::fs::read(file).unwrap().starts_with(b"%PDF-")));
    let docx = made.iter().find(|file| file.extension().is_some_and(|end| end == "docx")).unwrap();
    let told = words(docx);
    let slip = written["slip_code"].as_str().unwrap();
    for wanted in
        [&number, slip, "LEMBAR UMPAN BALIK", "Daftar tunggu", "TKSK Kecamatan Pacet", "Persetujuan klien"]
    {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert!(told.contains("kursi roda") && !told.contains("kasur lipat"), "only what was received: {told}");
    // Below the tear-off nobody's number stands.
    let (_, torn_off) = told.split_once("LEMBAR UMPAN BALIK").unwrap();
    assert!(!torn_off.contains("NIK"), "{torn_off}");

    // Printed again it is the same letter; the slip names the referral.
    let again = world.json(&["letter", slip, "--to", text(&folder), "--format", "docx"]);
    assert_eq!((again["number"].as_str(), again["id"].as_str()), (Some(number.as_str()), Some(id)));
    assert_eq!(words(docx), told);
    let listed = world.json(&["list", "referrals", "--filter", &format!("kata={}", slip.to_lowercase())]);
    assert_eq!((&listed["count"], listed["items"][0]["id"].as_str()), (&Json::from(1), Some(id)));
}

#[test]
fn no_number_is_given_twice_and_none_without_consent() {
    let world = World::with_store(true);
    let folder = world.folder("surat");
    let one = referral(&world);
    let case = one["case"].as_str().unwrap();
    let organization = one["organization"].as_str().unwrap();
    let made = |consent: &str| {
        let set = [
            format!("organization={organization}"),
            format!("consent={consent}"),
            "reason=Perlu kursi roda".to_owned(),
        ];
        let added = world.json(&[
            "add",
            "referrals",
            "--about",
            case,
            "--set",
            &set[0],
            "--set",
            &set[1],
            "--set",
            &set[2],
        ]);
        added["id"].as_str().unwrap().to_owned()
    };
    let number = |id: &str| {
        let written = world.json(&["letter", id, "--to", text(&folder), "--format", "pdf"]);
        written["number"].as_str().unwrap().to_owned()
    };
    // Somebody wrote the next number by hand already.
    let by_hand = made("given");
    world.json(&["edit", &by_hand, "--set", "letter_number=467/002/TKSK-UJI/XI/2026"]);
    let (first, second) = (made("given"), made("given"));
    assert_eq!(number(&first), "467/001/TKSK-UJI/XI/2026");
    assert_eq!(number(&second), "467/003/TKSK-UJI/XI/2026");
    assert_eq!(number(&by_hand), "467/002/TKSK-UJI/XI/2026");
    // What is not known of the consent leaves no empty places.
    world.json(&[
        "edit",
        &first,
        "--set",
        "consent_by=Wati",
        "--set",
        "consent_on=",
        "--set",
        "consent_means=",
    ]);
    world.json(&["letter", &first, "--to", text(&folder), "--format", "docx"]);
    let docx = files(&folder).into_iter().find(|file| file.extension().is_some_and(|end| end == "docx"));
    let told = words(&docx.unwrap());
    assert!(told.contains(">Wati<"), "the client's consent is told by name only");
    let refused = made("refused");
    let ran = world.run(&["letter", &refused, "--to", text(&folder)]);
    ran.refused(1);
    assert!(ran.err().contains("menyetujui"), "{}", ran.err());
    world.run(&["letter", &first, "--format", "odt"]).refused(2);
    assert_eq!(files(&folder).len(), 4);
}

/// A session of today with somebody on record, somebody who is *rahasia* and a free name.
fn session(world: &World) -> (Json, String) {
    let people = world.json(&["list", "people"]);
    let all = people["items"].as_array().unwrap();
    let shown = all.iter().find(|item| item["masked"].is_null()).unwrap();
    let hidden = all.iter().find(|item| item["masked"] == true).unwrap()["id"].as_str().unwrap();
    let hidden_name = world.json(&["show", hidden, "--reveal"])["name"].as_str().unwrap().to_owned();
    let seats = serde_json::json!([
        { "person": shown["id"], "name": shown["name"], "sex": "P", "mark": "present" },
        { "person": hidden, "name": hidden_name, "sex": "P", "mark": "present" },
        { "name": "Bu Yayah & kawan <baru>", "sex": "P", "mark": "absent" },
    ]);
    let plan = serde_json::json!([{ "what": "Urus KIS", "who": hidden_name, "due": "2026-12-01" }]);
    let made = world.json(&[
        "add",
        "sessions",
        "--set",
        "kind=p2k2",
        "--set",
        "topic=Pola asuh positif",
        "--set",
        "village=Cikitu",
        "--set",
        "result=Semua paham",
        "--json-set",
        &format!("participants={seats}"),
        "--json-set",
        &format!("plan={plan}"),
    ]);
    (made, hidden_name)
}

#[test]
fn minutes_before_the_roll_was_called_count_nobody_and_say_so() {
    let world = World::with_store(true);
    let folder = world.folder("surat");
    let set = ["kind=p2k2", "topic=Gizi", "on=24-11-2026", "village=Cikitu"].map(|set| ["--set", set]);
    let more = ["--json-set", "participants=[{\"name\": \"Uji Satu\"}, {\"name\": \"Uji Dua\"}]"];
    let made = world.json(&[&["add", "sessions"], set.as_flattened(), &more].concat());
    let id = made["id"].as_str().unwrap();
    let minutes = world.run(&["letter", id, "--to", text(&folder), "--json"]);
    assert!(minutes.err().contains("2 peserta belum ditandai"), "{}", minutes.err());
    let docx = |ran: &Json| words(&Path::new(ran["path"].as_str().unwrap()).with_extension("docx"));
    let told = docx(&minutes.json());
    assert!(told.contains("diundang 2, hadir ......, tidak hadir ......"), "{told}");
    world.json(&["mark", id, "--seat", "1", "--mark", "hadir"]);
    let told = docx(&world.json(&["letter", id, "--to", text(&folder)]));
    assert!(told.contains("diundang 2, hadir 1, tidak hadir 0, belum ditandai 1"), "{told}");
}

#[test]
fn a_session_has_its_attendance_list_and_its_numbered_minutes() {
    let world = World::with_store(true);
    let folder = std::env::var("SIMPUL_LOOK").map_or_else(|_| world.folder("surat"), Into::into);
    let (made, hidden) = session(&world);
    let id = made["id"].as_str().unwrap();
    let number = made["number"].as_str().unwrap();
    let listed = world.json(&["letter", number, "--attendance", "--to", text(&folder)]);
    assert_eq!(Path::new(listed["path"].as_str().unwrap()).extension().unwrap(), "pdf");
    let minutes = world.json(&["surat", id, "--to", text(&folder)]);
    let given = minutes["number"].as_str().unwrap();
    let docx = Path::new(minutes["path"].as_str().unwrap()).with_extension("docx");
    let told = words(&docx);
    for wanted in [
        given,
        "BERITA ACARA KEGIATAN",
        "Pada hari ini Selasa tanggal 24 bulan November tahun 2026",
        "diundang 3, hadir 2, tidak hadir 1",
        "Semua paham",
        "Urus KIS",
        "Wakil peserta",
        "Kepala Desa/Lurah Cikitu",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert!(!told.contains(&hidden), "a secret name in the minutes");
    assert_eq!(minutes["unmarked"], 0);
    // The number stays, and no other paper gets it.
    assert_eq!(world.json(&["letter", id, "--to", text(&folder)])["number"], given);
    let (other, _) = session(&world);
    let other = world.json(&["letter", other["id"].as_str().unwrap(), "--to", text(&folder)]);
    assert_ne!(other["number"], given);

    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(Path::new(listed["path"].as_str().unwrap()).with_extension("xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let cells: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell == "Bu Yayah & kawan <baru>"), "{cells:?}");
    assert!(cells.iter().any(|cell| cell == "8.") && !cells.iter().any(|cell| cell == "9."), "{cells:?}");
    assert!(!cells.iter().any(|cell| cell.contains(&hidden)), "{cells:?}");
    let signed = words(&Path::new(listed["path"].as_str().unwrap()).with_extension("docx"));
    assert!(signed.contains("DAFTAR HADIR") && !signed.contains(&hidden), "{signed}");
    world.run(&["letter", id, "--attendance", "--format", "odt"]).refused(2);
    world.run(&["letter", id, "--nik"]).refused(2);
}

#[test]
fn an_attendance_list_has_a_column_of_niks_only_when_asked_for() {
    let world = World::with_store(true);
    let folder = world.folder("surat");
    let people = world.json(&["list", "people"]);
    let numbered = |masked: bool, nik: &str| {
        let all = people["items"].as_array().unwrap();
        let found = all.iter().find(|item| (item["masked"] == true) == masked).unwrap()["id"].clone();
        world.json(&["edit", found.as_str().unwrap(), "--set", &format!("nik={nik}")]);
        (found, nik.to_owned())
    };
    let (shown, nik) = numbered(false, "3204304505700003");
    let (hidden, secret_nik) = numbered(true, "3204304606800004");
    let seats = serde_json::json!([
        { "person": shown, "name": "Satu", "sex": "P" }, { "person": hidden, "name": "Dua", "sex": "P" },
    ]);
    let seats = format!("participants={seats}");
    let set = ["kind=p2k2", "topic=Gizi", "village=Cikitu"];
    let made = world.json(&[
        "add",
        "sessions",
        "--set",
        set[0],
        "--set",
        set[1],
        "--set",
        set[2],
        "--json-set",
        &seats,
    ]);
    let id = made["id"].as_str().unwrap();
    let cells = |more: &[&str]| -> Vec<String> {
        let args = [&["letter", id, "--attendance", "--to", text(&folder)], more].concat();
        let path = Path::new(world.json(&args)["path"].as_str().unwrap()).with_extension("xlsx");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
        let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
        sheet.cells().map(|(_, _, cell)| cell.to_string()).collect()
    };
    let has = |cells: &[String], text: &str| cells.iter().any(|cell| cell == text);
    let usual = cells(&[]);
    assert!(has(&usual, "Satu") && !has(&usual, "NIK") && !has(&usual, &nik), "{usual:?}");
    let asked = cells(&["--nik"]);
    assert!(has(&asked, "NIK") && has(&asked, &nik) && !has(&asked, &secret_nik), "{asked:?}");
    // Neither takes the place of the other.
    assert_eq!(files(&folder).len(), 6);
}

#[test]
fn every_kind_has_a_form_to_be_filled_in_by_hand() {
    let world = World::with_store(true);
    let folder = std::env::var("SIMPUL_LOOK").map_or_else(|_| world.folder("formulir"), Into::into);
    for kind in [
        "people",
        "households",
        "cases",
        "needs",
        "visits",
        "follow-ups",
        "assessments",
        "plans",
        "conferences",
        "sessions",
        "organizations",
        "referrals",
        "aid",
        "aid-decisions",
        "psm",
        "activities",
        "groups",
        "rules",
        "questions",
        "regulation-notes",
        "overrides",
    ] {
        let made = world.json(&["form", kind, "--to", text(&folder)]);
        assert!(Path::new(made["path"].as_str().unwrap()).exists(), "{kind}");
        assert_eq!(made["unprintable"], serde_json::json!([]), "{kind}");
    }
    world.run(&["form", "handoffs", "--to", text(&folder)]).refused(1);
    let blank = words(&folder.join("formulir-kunjungan.docx"));
    let order = ["Tanggal", "Jenis", "Bertemu", "Temuan"].map(|label| blank.find(label).unwrap_or_default());
    assert!(order.iter().all(|at| *at > 0) && order.is_sorted(), "{order:?} {blank}");

    let people = world.json(&["list", "people"]);
    let all = people["items"].as_array().unwrap();
    let shown = all.iter().find(|item| item["masked"].is_null()).unwrap();
    let filled =
        world.json(&["formulir", shown["id"].as_str().unwrap(), "--to", text(&folder), "--format", "docx"]);
    let told = words(Path::new(filled["path"].as_str().unwrap()));
    assert!(told.contains(shown["name"].as_str().unwrap()), "{told}");
    let hidden = all.iter().find(|item| item["masked"] == true).unwrap()["id"].as_str().unwrap();
    world.run(&["form", hidden, "--to", text(&folder)]).refused(2);
    world.json(&["form", hidden, "--reveal", "--to", text(&folder)]);
}

#[test]
fn letters_that_the_type_lacks_are_told_before_anybody_prints() {
    let world = World::with_store(false);
    let made = world.json(&["add", "groups", "--set", "name=Kelompok 山田", "--set", "village=Cikitu"]);
    let id = made["id"].as_str().unwrap();
    let folder = world.folder("formulir");
    let written = world.run(&["form", id, "--to", text(&folder), "--json"]);
    assert_eq!(written.json()["unprintable"], serde_json::json!(["Kelompok 山田"]));
    assert!(written.err().contains("Kelompok 山田"), "{}", written.err());
    let only_word = world.json(&["form", id, "--to", text(&folder), "--format", "docx"]);
    assert_eq!(only_word["unprintable"], serde_json::json!([]));
    let list = world.run(&["list", "groups", "--to", text(&folder), "--json"]);
    assert_eq!(list.json()["unprintable"], serde_json::json!(["Kelompok 山田"]));
    assert!(list.err().contains("Kelompok 山田"), "{}", list.err());
    let only_shown = world.json(&["list", "groups"]);
    assert_eq!(only_shown["unprintable"], serde_json::json!([]));
}

#[test]
fn every_paper_that_is_handed_in_is_there_to_print_to_mend_and_to_go_on_working_with() {
    let world = World::with_store(true);
    let folder = world.folder("laporan");
    world.json(&["add", "regulation-notes", "--set", "kind=proposal", "--set", "text=Kuota lansia"]);
    let reports = [
        "monthly",
        "ppks",
        "scorecard",
        "coordination",
        "proposals",
        "work-plan",
        "day-sheet",
        "untouched",
        "overlaps",
        "needs",
        "donors",
        "aid-changes",
    ];
    for report in reports {
        for (format, begin) in [("pdf", "%PDF-"), ("docx", "PK"), ("xlsx", "PK")] {
            let args = ["report", report, "--format", format, "--to", text(&folder)];
            let path = world.json(&args)["path"].as_str().unwrap().to_owned();
            let bytes = std::fs::read(&path).unwrap();
            assert!(bytes.starts_with(begin.as_bytes()), "{path}");
            // The same data make the same bytes.
            world.json(&args);
            assert_eq!(std::fs::read(&path).unwrap(), bytes, "{path}");
        }
    }
    let monthly = words(&folder.join("laporan-bulanan-2026-11.docx"));
    assert!(monthly.contains("Petugas Uji") && monthly.contains("NOVEMBER 2026"), "{monthly}");
}
