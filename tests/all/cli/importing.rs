//! The Pacet list: its receipt, once more, and nothing of it in plain text on the disk.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::letters::words;
use super::world::{World, files, sample, text};

fn expected() -> Json {
    serde_json::from_str(&std::fs::read_to_string(sample("expected.json")).unwrap()).unwrap()
}

#[test]
fn the_receipt_of_the_pacet_list_adds_up_and_is_repeated_as_same() {
    let world = World::with_store(false);
    let list = sample("daftar-ppks-pacet.xlsx");
    let want = &expected()["people"];

    let dry = world.json(&["import", &list, "--dry-run"]);
    assert_eq!((dry["new"].clone(), dry["dry_run"].clone()), (json!(379), json!(true)));
    assert_eq!(world.json(&["list", "people"])["count"], 0);

    let first = world.json(&["import", &list]);
    let count = |name: &str| first[name].as_u64().unwrap();
    let parts = ["new", "same", "changed", "duplicate", "conflict", "refused"].map(count);
    assert_eq!(count("read"), parts.iter().sum::<u64>());
    assert_eq!((count("read"), count("new"), count("duplicate"), count("refused")), (420, 379, 34, 7));
    assert_eq!(first["duplicates"], want["duplicates_by_kind"]);
    assert_eq!(first["refused_by"], want["refused_by_reason"]);
    assert!(first["rows"].as_array().unwrap().iter().all(|row| row["message"].as_str().unwrap().len() > 10));

    let again = world.json(&["impor", &list]);
    assert_eq!((again["same"].clone(), again["new"].clone()), (json!(413), json!(0)));

    let recap = world.json(&["report", "ppks", "--month", "2026-11"]);
    let total: u64 = recap["totals"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(json!(total), want["ppks_grand_total_certain"]);

    // Everybody on record is accounted for.
    let known = world.json(&["list", "people", "--limit", "1"])["count"].as_u64().unwrap();
    let told = ["people", "undecided", "without", "gone"].map(|part| recap[part].as_u64().unwrap());
    assert_eq!(told.iter().sum::<u64>(), known, "{told:?}");
    assert_eq!(recap["as_of"], json!("2026-11-24"));
    let told = world.run(&["report", "ppks", "--month", "1900-01", "--format", "txt"]).out();
    assert!(told.contains("angka ini keadaan Selasa, 24 November 2026"), "{told}");
    its_paper_says_what_it_hides(&world, &recap);

    nothing_in_plain_text(&world);
}

/// The categories of which somebody could be known by a small number: not written, not summed, and named.
fn its_paper_says_what_it_hides(world: &World, recap: &Json) {
    let few = |code: &str| {
        recap["villages"]
            .as_object()
            .unwrap()
            .values()
            .any(|village| (1..5).contains(&village[code].as_u64().unwrap_or(0)))
    };
    let guarded = [3, 5, 6, 7, 9, 10, 14, 15, 16, 17, 18, 19, 20, 23, 25];
    let hidden: Vec<String> = guarded
        .into_iter()
        .filter(|number| few(&format!("PPKS-{number:02}")))
        .map(|number| number.to_string())
        .collect();
    assert!(!hidden.is_empty());
    let paper = world.json(&["report", "ppks", "--format", "docx", "--to", text(&world.folder("rekap"))]);
    let told = words(Path::new(paper["path"].as_str().unwrap()));
    let line = format!("Kolom {} tidak dihitung dalam Jumlah", hidden.join(", "));
    assert!(told.contains(&line) && told.contains("&lt;5"), "{line}: {told}");
}

fn nothing_in_plain_text(world: &World) {
    let people = world.json(&["list", "people", "--reveal"]);
    let people = people["items"].as_array().unwrap();
    let fields =
        ["nik", "name"].into_iter().flat_map(|field| people.iter().filter_map(move |p| p[field].as_str()));
    let words: Vec<&str> = fields.filter(|word| word.len() > 9).step_by(9).collect();
    assert!(words.len() > 50, "{}", words.len());
    for path in files(&world.data()) {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for word in &words {
            assert!(!text.contains(word), "{word} stands in {}", path.display());
        }
    }
}

#[test]
fn several_files_give_one_object_with_sums() {
    let world = World::with_store(false);
    let (organizations, reports) = (sample("daftar-lembaga.csv"), sample("laporan-psm-2026-10.csv"));
    let sums = world.json(&["import", &organizations, &reports]);
    let files = sums["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    let read: u64 = files.iter().map(|file| file["read"].as_u64().unwrap()).sum();
    assert_eq!(sums["read"], json!(read));
    assert_eq!(world.json(&["daftar", "lembaga"])["count"], files[0]["new"]);
}

#[test]
fn a_bad_file_keeps_no_other_back() {
    let world = World::with_store(false);
    let (organizations, reports) = (sample("daftar-lembaga.csv"), sample("laporan-psm-2026-10.csv"));
    let bad = world.write("kosong.csv", "");
    let ran = world.run(&["import", &organizations, text(&bad), &reports, "--json"]);
    assert_eq!(ran.code(), 4, "{}", ran.err());
    let json = ran.json();
    assert_eq!(json["files"].as_array().unwrap().len(), 2);
    let errors = json["errors"].as_array().unwrap();
    assert_eq!((errors.len(), errors[0]["code"].as_str()), (1, Some("unreadable-empty")));
    assert!(errors[0]["file"].as_str().unwrap().ends_with("kosong.csv"));
    assert!(ran.err().contains("kosong.csv"), "{}", ran.err());
}

#[test]
fn reports_are_taken_out_of_chat_messages_once() {
    let world = World::with_store(true);
    let chat = world.write(
        "chat.txt",
        "17/10/26 08.15 - Iis Kokom: Kosasih Uji, 74 th, Cikitu, lansia tinggal sendiri, butuh permakanan\n17/10/26 08.20 - \
         Iis Kokom: Terima kasih bu\n18/10/26 09.00 - Cecep: Ada rumah roboh di Nagrak kemarin sore",
    );
    let seen = world.json(&["chat", text(&chat), "--dry-run"]);
    assert_eq!((&seen["read"], &seen["taken"], &seen["incomplete"]), (&json!(2), &json!(0), &json!(1)));
    assert_eq!(seen["items"][0]["reporter"], "Iis Kokom");
    assert_eq!(seen["items"][1]["missing"], json!(["name"]));
    assert_eq!(world.json(&["obrolan", text(&chat)])["taken"], 1);
    let again = world.json(&["chat", text(&chat)]);
    assert_eq!((&again["taken"], &again["known"]), (&json!(0), &json!(1)));
    let listed = world.json(&["list", "psm", "--filter", "pelapor:iis hanya:laporan-baru"]);
    assert_eq!(listed["count"], 1);
    let number = listed["items"][0]["number"].as_str().unwrap();
    world.json(&["event", number, "--state", "answered", "--set", "text=kuota Januari"]);
    assert_eq!(world.json(&["list", "psm", "--filter", "hanya:belum-dikabarkan"])["count"], 1);
    let person = world.json(&["search", "enok rohaeti"])["items"][0]["id"].as_str().unwrap().to_owned();
    world.json(&["match", number, &person]);
    let listed = world.json(&["list", "psm", "--filter", "pelapor:iis"]);
    assert_eq!(listed["items"][0]["person"], json!(person));
}

/// The first sheet of a workbook as tab text, its example row taken for a real one.
fn filled_in(file: &Path) -> String {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows = range.rows().map(|row| {
        let cells = row.iter().map(|cell| cell.to_string().replace("contoh", "1"));
        cells.collect::<Vec<_>>().join("\t")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_empty_sheet_is_filled_in_and_read_back_whole() {
    for (list, kind) in [
        ("people", "people"),
        ("aid", "aid"),
        ("psm", "psm"),
        ("organizations", "organizations"),
        ("sessions", "sessions"),
    ] {
        let world = World::with_store(false);
        let file = world.path(&format!("{list}.xlsx"));
        world.json(&["template", list, "--to", text(&file)]);
        // As it comes nobody is in it: the example is none.
        let empty = world.run(&["import", text(&file), "--json"]);
        assert_eq!(world.json(&["list", kind])["count"], 0, "{list} {}", empty.out());
        let filled = world.write(&format!("{list}.txt"), &filled_in(&file));
        let receipt = world.json(&["import", text(&filled)]);
        assert_eq!((&receipt["read"], &receipt["new"]), (&json!(1), &json!(1)), "{list}: {receipt}");
        assert_eq!(receipt["refused"], json!(0), "{list}: {receipt}");
        let item = world.json(&["list", kind])["items"][0].clone();
        let told = item.to_string();
        let wanted: &[&str] = match list {
            "people" => &["Siti Contoh", "3204305708500001", "1950-08-17", "PPKS-08", "Buruh tani", "head"],
            "aid" => &["Siti Contoh", "PKH", "600000", "2026-10"],
            "psm" => &["Ujang Contoh", "2026-10-17", "Lansia tinggal sendiri", "Pemeriksaan"],
            "organizations" => &["Yayasan Contoh", "LKSA", "2027-12-31", "Bu Contoh"],
            _ => &["Pola asuh positif", "2026-10-17", "09:00", "Bidan", "Balai warga"],
        };
        for part in wanted {
            assert!(told.to_lowercase().contains(&part.to_lowercase()), "{list}: no {part} in {told}");
        }
        assert!(!told.contains("\"village\":\"\""), "{list}: {told}");
    }
}

#[test]
fn one_workbook_has_an_empty_sheet_for_every_list() {
    let world = World::with_store(false);
    let file = world.path("semua.xlsx");
    assert_eq!(world.json(&["template", "semua", "--to", text(&file)])["lists"].as_array().unwrap().len(), 5);
    assert!(std::fs::metadata(&file).unwrap().len() > 5_000);
    world.run(&["template", "cuaca", "--to", text(&file)]).refused(2);
}
