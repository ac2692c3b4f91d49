//! Aid from the command line: what meets, a decision, a match, a donor's list that was pasted, reports that name nobody.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value as Json, json};

use super::world::{World, sample};

fn pacet() -> World {
    let world = World::with_store(false);
    world.json(&["import", &sample("daftar-ppks-pacet.xlsx")]);
    world.json(&["import", &sample("penerima-bantuan-2026.xlsx"), "--as", "aid"]);
    world
}

fn pair<'a>(overlap: &'a Json, a: &str, b: &str) -> &'a Json {
    let pairs = overlap["pairs"].as_array().unwrap();
    pairs.iter().find(|pair| pair["a"] == a && pair["b"] == b).unwrap()
}

#[test]
fn overlaps_are_counted_decided_and_kept() {
    let world = pacet();
    let overlap = world.json(&["overlap"]);
    let allowed = pair(&overlap, "PKH", "SEMBAKO");
    assert_eq!(
        (&allowed["rule"], &allowed["result"], &allowed["count"]),
        (&json!("TT-003"), &json!("boleh"), &json!(121))
    );
    assert_eq!(allowed["by_method"], json!({ "kk": 114, "nik": 5, "name": 2 }));
    let item = overlap["items"].as_array().unwrap().iter().find(|item| item["result"] == "periksa").unwrap();
    assert!(item["why"].as_str().unwrap().len() > 5 && item["checked_on"] == "2026-11-24");
    let open = overlap["open"].as_u64().unwrap();
    let (a, b) = (item["a"]["id"].as_str().unwrap(), item["b"]["id"].as_str().unwrap());
    world.json(&["putuskan", a, b, "--decision", "asked", "--reason", "Surat ke Dinas 24 November"]);
    let after = world.json(&["tumpang-tindih"]);
    assert_eq!(after["open"].as_u64().unwrap(), open - 1);
    world.run(&["decide", a, b, "--decision", "asked", "--reason", ""]).refused(1);
    world.run(&["decide", a, a, "--decision", "asked", "--reason", "x"]).refused(1);
}

#[test]
fn a_gift_is_matched_or_said_to_be_for_nobody() {
    let world = pacet();
    let untouched = world.json(&["report", "untouched", "--month", "2026-11"]);
    assert_eq!((&untouched["households"], &untouched["by_card"]), (&json!(147), &json!(157)));
    let family = untouched["items"].as_array().unwrap().iter().find(|item| !item["maybe_reached"].is_null());
    let family = family.unwrap();
    let gift = family["maybe_reached"].as_str().unwrap();
    let people =
        world.json(&["list", "people", "--filter", &format!("kata={}", family["name"].as_str().unwrap())]);
    let person = people["items"][0]["id"].as_str().unwrap();
    world.json(&["cocokkan", gift, person]);
    let shown = world.json(&["show", gift]);
    assert!(shown.to_string().contains(person), "{shown}");
    world.json(&["match", gift, "--nobody"]);
    world.run(&["match", gift]).refused(2);
}

#[test]
fn a_pasted_list_is_checked_and_reports_name_nobody_unless_asked() {
    let world = pacet();
    let mut command = world.command(&["overlap", "--list", "-", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let pasted = "Nama\tNIK\tNo KK\tDesa\tBentuk\tTanggal\n\
        Hendra Udin Sutisna\t3204302403819755\t3204302008089649\tTanjungwangi\tsembako\t20 Agustus 2026\n";
    child.stdin.take().unwrap().write_all(pasted.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    let checked: Json = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((&checked["read"], &checked["counts"]["boleh"]), (&json!(1), &json!(1)));
    assert_eq!(checked["rows"][0]["near"].as_array().unwrap().len(), 2);
    assert_eq!(world.json(&["list", "aid"])["count"], 633);

    let names = ["Hendra", "HENDRA", "Sutisna"];
    for report in ["needs", "coordination", "donors", "aid-changes", "untouched", "overlaps", "aid-summary"] {
        let said = world.run(&["report", report, "--format", "txt"]).out();
        assert!(!said.trim().is_empty(), "{report}");
        assert!(!names.iter().any(|name| said.contains(name)), "{report}: {said}");
    }
    let folder = world.folder("papers");
    let to = folder.display().to_string();
    for report in ["untouched", "needs", "coordination", "donors", "overlaps", "aid-changes"] {
        let written = world.json(&["report", report, "--to", &to]);
        for (ending, begins) in [("pdf", &b"%PDF-"[..]), ("docx", b"PK"), ("xlsx", b"PK")] {
            let file = std::path::Path::new(written["path"].as_str().unwrap()).with_extension(ending);
            assert!(std::fs::read(file).unwrap().starts_with(begins), "{report} {ending}");
        }
        let printed = world.json(&["report", report, "--to", &to, "--format", "pdf", "--paper", "f4"]);
        let bytes = std::fs::read(printed["path"].as_str().unwrap()).unwrap();
        let f4 = |side: &[u8]| bytes.windows(side.len()).any(|window| window == side);
        assert!(bytes.starts_with(b"%PDF-") && f4(b"609.45") && f4(b"935.43"), "{report}");
    }
    world.run(&["report", "needs", "--format", "pdf", "--paper", "a5"]).refused(2);
    let told = world.json(&["report", "coordination", "--names", "--today", "2026-09-15"]);
    assert!(told["families"].as_u64().unwrap() > 300, "{}", told["families"]);
    assert!(told["items"].to_string().contains("BLT-DD"));
}

#[test]
fn a_rule_of_ones_own_is_added_edited_and_answered_in_words() {
    let world = pacet();
    let before = world.json(&["overlap"]);
    assert_eq!(pair(&before, "PKH", "SEMBAKO")["rule"], "TT-003");
    let base =
        ["add", "rule", "--set", "program_a=pkh", "--set", "program_b=bpnt", "--set", "result=periksa"];
    let more = [
        "--set",
        "basis=Perbup 4/2026 pasal 7",
        "--set",
        "source=Bagian Hukum",
        "--set",
        "valid_from=2020-01-01",
    ];
    world.run(&base).refused(1);
    let reversed = world.run(&[&base[..], &more[..], &["--set", "valid_to=2019-01-01"]].concat());
    assert!(reversed.refused(1).err().contains("Batas akhir"));
    let made = world.json(&[&base[..], &more[..]].concat());
    let after = world.json(&["overlap"]);
    let told = pair(&after, "PKH", "SEMBAKO");
    assert_eq!((&told["result"], &told["count"]), (&json!("periksa"), &json!(121)));
    assert!(told["rule"].as_str().unwrap().starts_with("A-2026-0001-"), "{told}");
    world.json(&["edit", made["id"].as_str().unwrap(), "--set", "scope=province", "--set", "result=boleh"]);
    assert_eq!(pair(&world.json(&["overlap"]), "PKH", "SEMBAKO")["result"], "boleh");
    assert_eq!(world.json(&["list", "rules"])["items"][0]["region"], "32");
}

/// Nothing of a list is dropped: what could not come in is mended into a gift, with what the title said of it.
#[test]
fn a_refused_row_of_receivers_is_mended_into_a_gift() {
    let world = World::with_store(false);
    let list = world.folder("lists").join("blt.csv");
    let text = "DAFTAR PENERIMA BLT DANA DESA JULI - SEPTEMBER 2026,,,,\n\
        Nama KPM,NIK,No KK,Desa,Jumlah,Bank\nUji Satu,3204301204709991,3204300101239991,Entah,\"Rp 1,25 juta\",BRI\n\
        Uji Dua,3204301204709992,3204300101239992,Cikitu,900.000,BRI\n";
    std::fs::write(&list, text).unwrap();
    let told = world.json(&["import", list.to_str().unwrap()]);
    assert_eq!((&told["new"], &told["refused_by"]), (&json!(1), &json!({ "village_unknown": 1 })));
    let row = world.json(&["list", "refused-rows"])["items"][0]["id"].as_str().unwrap().to_owned();
    let made = world.json(&["mend", &row, "--set", "village=Cikitu"]);
    let shown = world.json(&["show", made["id"].as_str().unwrap()]);
    assert_eq!(
        (&shown["program"], &shown["period"], &shown["value"], &shown["family_card"]),
        (&json!("BLT-DD"), &json!("2026-07/2026-09"), &json!(1_250_000), &json!("3204300101239991")),
        "{shown}"
    );
    assert_eq!(world.json(&["list", "aid"])["count"], 2);
    assert_eq!(world.json(&["list", "refused-rows"])["count"], 0);
}

#[test]
fn a_text_for_a_chat_and_the_paper_of_a_checked_list() {
    let world = pacet();
    let told = world.json(&["report", "aid-summary"]);
    let text = told["text"].as_str().unwrap();
    assert!(text.lines().count() <= 8 && text.contains("Tercatat: 633 bantuan"), "{text}");
    assert!(text.chars().count() < 700 && !text.contains("Hendra"), "{text}");
    let folder = world.folder("papers");
    let to = folder.to_str().unwrap();
    let written = world.json(&["report", "aid-summary", "--to", to]);
    assert_eq!(std::fs::read_to_string(written["path"].as_str().unwrap()).unwrap().trim(), text);
    world.run(&["report", "aid-summary", "--format", "pdf"]).refused(1);

    let families = world.json(&["report", "overlaps", "--names"])["families"].as_u64().unwrap();
    assert!(families > 150, "{families}");
    let list = folder.join("donatur.csv");
    std::fs::write(
        &list,
        "Nama;NIK;No KK;Desa\nHendra Udin Sutisna;3204302403819755;3204302008089649;Tanjungwangi\n",
    )
    .unwrap();
    for (format, paper, begins) in [("xlsx", "a4", &b"PK"[..]), ("pdf", "f4", &b"%PDF-"[..])] {
        let args =
            ["overlap", "--list", list.to_str().unwrap(), "--to", to, "--format", format, "--paper", paper];
        let checked = world.json(&args);
        assert!(std::fs::read(checked["path"].as_str().unwrap()).unwrap().starts_with(begins), "{format}");
    }
    world.run(&["overlap", "--to", to]).refused(2);
}

#[test]
fn a_gift_or_a_report_about_somebody_takes_the_name_and_keeps_the_secret() {
    let world = World::with_store(false);
    let made = world.json(&[
        "add",
        "people",
        "--set",
        "name=Wati Uji Tertutup",
        "--set",
        "village=Cikawao",
        "--set",
        "sensitivity=rahasia",
    ]);
    let id = made["id"].as_str().unwrap();
    let person = format!("person={id}");
    let gift = world.json(&["add", "aid", "--set", &person, "--set", "program=PKH"]);
    let shown = world.json(&["show", gift["id"].as_str().unwrap(), "--reveal"]);
    assert_eq!((&shown["name"], &shown["village_name"]), (&json!("Wati Uji Tertutup"), &json!("Cikawao")));
    let told = world.json(&["add", "psm", "--about", id, "--set", "problem=Atap bocor"]);
    let shown = world.json(&["show", told["id"].as_str().unwrap(), "--reveal"]);
    assert_eq!((&shown["person"], &shown["name"]), (&json!(id), &json!("Wati Uji Tertutup")));
    for kind in ["aid", "psm"] {
        assert_eq!(world.json(&["list", kind])["items"][0]["masked"], true, "{kind}");
        let list = world.run(&["list", kind]).out();
        assert!(!list.contains("Wati") && !list.contains("Atap"), "{list}");
    }
    let nobody = world.run(&["add", "aid", "--set", "program=PKH"]).refused(1).err();
    assert!(nobody.contains("Nama di daftar (name)"), "{nobody}");
}
