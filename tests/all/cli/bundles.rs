//! Send, verify, receive, receive again.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::world::{World, files, sample, text};

#[test]
fn a_bundle_goes_from_one_store_to_another_and_not_twice() {
    let (sender, receiver) = (World::with_store(false), World::with_store(false));
    sender.json(&["import", &sample("daftar-ppks-pacet.xlsx")]);
    let stick = sender.folder("stick");
    let sent =
        sender.json(&["send", "--to", text(&stick), "--profile", "lengkap", "--purpose", "laporan bulanan"]);
    assert_eq!((&sent["counts"]["people"], &sent["withheld"]["people"]), (&json!(365), &json!(14)));
    assert_eq!((&sent["chain"], &sent["id"]), (&json!(1), &json!("UJI01-000001")));
    let bundle = sent["path"].as_str().unwrap();

    let verified = World::empty().json(&["verify", bundle]);
    assert_eq!((&verified["id"], &verified["match_code"]), (&sent["id"], &sent["match_code"]));
    assert_eq!((&verified["counts"], &verified["withheld"]), (&sent["counts"], &sent["withheld"]));
    assert_eq!((&verified["sealing"], &verified["personal_data"]), (&json!("age-passphrase"), &json!(true)));

    let wrong = receiver.write("wrong", "salah salah salah salah\n");
    receiver.run(&["receive", bundle, "--passphrase-file", text(&wrong), "--json"]).refused(3);
    let right = receiver.write("right", sent["passphrase"].as_str().unwrap());
    let first = receiver.json(&["receive", bundle, "--passphrase-file", text(&right)]);
    assert_eq!(first["records"]["people"], 365);
    let count = |name: &str| first[name].as_u64().unwrap();
    let parts = ["new", "same", "changed", "conflict", "refused"].map(count);
    assert_eq!(count("read"), parts.iter().sum::<u64>());
    let again = receiver.json(&["terima", bundle, "--passphrase-file", text(&right)]);
    assert_eq!((&again["new"], &again["same"]), (&json!(0), &first["read"]));
    assert_eq!(receiver.json(&["list", "people", "--limit", "1"])["count"], 365);

    let sealed = files(Path::new(&format!("{bundle}/data"))).remove(0);
    let mut bytes = fs::read(&sealed).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&sealed, bytes).unwrap();
    let changed = sender.run(&["verify", bundle, "--json"]);
    let part = changed.refused(4).json()["error"]["part"].as_str().unwrap().to_owned();
    assert!(sealed.ends_with(&part), "{part}");
    receiver.run(&["receive", bundle, "--passphrase-file", text(&right)]).refused(4);
}

#[test]
fn aid_goes_along_but_for_those_who_are_held_back_and_comes_back_changed() {
    let (sender, receiver) = (World::with_store(true), World::with_store(false));
    let count =
        |world: &World, kind: &str| world.json(&["list", kind, "--limit", "1"])["count"].as_u64().unwrap();
    let people = sender.json(&["list", "people"]);
    let secret = people["items"].as_array().unwrap().iter().find(|person| person["masked"] == true).unwrap();
    let secret = sender.json(&["show", secret["id"].as_str().unwrap(), "--reveal"]);
    // One of those who are held back sits in a session that travels.
    let session = sender.json(&["list", "sessions"])["items"][0]["id"].as_str().unwrap().to_owned();
    let seats = |world: &World| world.json(&["show", &session, "--reveal"])["participants"].clone();
    let mut all = seats(&sender);
    all.as_array_mut().unwrap().insert(0, json!({ "person": secret["id"], "name": secret["name"] }));
    let guidance = sender.json(&["show", &session, "--reveal"])["village"].as_str().unwrap().to_owned();
    sender.json(&["edit", secret["id"].as_str().unwrap(), "--set", &format!("village={guidance}")]);
    let secret = sender.json(&["show", secret["id"].as_str().unwrap(), "--reveal"]);
    let of = |name: &str| secret[name].as_str().unwrap_or_default().to_owned();
    // And somebody of their name was typed in as a free one.
    all.as_array_mut().unwrap().push(json!({ "name": secret["name"].as_str().unwrap().to_uppercase() }));
    sender.json(&["edit", &session, "--json-set", &format!("participants={all}")]);
    let before_seats = seats(&sender);
    let before = count(&sender, "aid");
    // A list names somebody freely: by name and desa, by name alone or by NIK, it may be whoever is held back.
    for more in [["village", &of("village")], ["nik", &of("nik")], ["item", "Beras"]] {
        let name = if more[0] == "nik" { "Nama Lain".to_owned() } else { of("name") };
        if more[1].is_empty() {
            continue;
        }
        let set = [format!("name={name}"), "program=SEMBAKO".into(), format!("{}={}", more[0], more[1])];
        let args = ["add", "aid", "--set", &set[0], "--set", &set[1], "--set", &set[2]];
        sender.json(&args);
    }
    let added = count(&sender, "aid") - before;
    assert!(added > 0);
    let stick = sender.folder("stick");
    let sent = sender.json(&["send", "--to", text(&stick), "--profile", "lengkap", "--purpose", "uji"]);
    let told = |part: &str| sent[part]["aid"].as_u64().unwrap_or_default();
    assert!(told("counts") > 0 && told("withheld") >= added, "{sent}");
    assert_eq!(told("counts") + told("withheld"), before + added);
    let passphrase = receiver.write("passphrase", sent["passphrase"].as_str().unwrap());
    let bundle = sent["path"].as_str().unwrap();
    let tried = receiver.run(&["receive", bundle, "--passphrase-file", text(&passphrase), "--dry-run"]);
    assert!(tried.out().contains("Belum ada yang disimpan"), "{}", tried.out());
    let came = receiver.json(&["receive", bundle, "--passphrase-file", text(&passphrase)]);
    assert_eq!(came["records"]["aid"].as_u64(), Some(told("counts")));
    assert_eq!(count(&receiver, "aid"), told("counts"));
    let gifts = receiver.json(&["list", "aid", "--reveal"]).to_string().to_lowercase();
    assert!(gifts.contains("sembako") && !gifts.contains(&of("name").to_lowercase()));
    // Both sit at home without a name; there nobody of that name sits, in whatever letters.
    let nameless = before_seats.as_array().unwrap().iter().filter(|seat| seat["name"].is_null()).count();
    let there = seats(&receiver).to_string().to_lowercase();
    assert_eq!((nameless, there.contains(&of("name").to_lowercase())), (2, false), "{there}");
    let trace = receiver.json(&["list", "handoffs"])["items"][0].clone();
    assert_eq!(
        (&trace["bundle"], &trace["sender"], &trace["read"]),
        (&sent["id"], &json!("UJI01"), &came["read"])
    );

    // What is corrected there comes back, and nothing else is taken from what it never saw.
    let gift = receiver.json(&["list", "aid"])["items"][0]["id"].as_str().unwrap().to_owned();
    receiver.json(&["edit", &gift, "--set", "item=Beras 10 kg"]);
    let back = receiver.folder("balik");
    let reply = receiver.json(&["send", "--to", text(&back), "--profile", "lengkap", "--purpose", "balasan"]);
    let passphrase = sender.write("passphrase", reply["passphrase"].as_str().unwrap());
    let bundle = reply["path"].as_str().unwrap();
    let taken = sender.json(&["receive", bundle, "--passphrase-file", text(&passphrase), "--accept-new-key"]);
    assert_eq!((&taken["changed"], &taken["conflict"]), (&json!(1), &json!(0)), "{taken}");
    assert_eq!(sender.json(&["show", &gift])["item"], "Beras 10 kg");
    assert_eq!(seats(&sender), before_seats);
}

#[test]
fn a_recap_names_nobody_and_a_copy_is_the_same_bundle() {
    let world = World::with_store(true);
    let (one, two) = (world.folder("one"), world.folder("two"));
    let sent = world.json(&["send", "--to", text(&one)]);
    assert_eq!(sent["profile"], "rekap");
    let verified = world.json(&["verify", sent["path"].as_str().unwrap()]);
    assert_eq!((&verified["personal_data"], &verified["counts"]), (&json!(false), &json!({})));
    let copied = world.json(&["copy", sent["id"].as_str().unwrap(), "--to", text(&two)]);
    let again = world.json(&["verify", copied["path"].as_str().unwrap()]);
    assert_eq!(again["tag_manifest_sha256"], verified["tag_manifest_sha256"]);
    // The passphrase is told only when it is asked for.
    let listed = world.json(&["list", "handoffs"]).to_string();
    assert!(!listed.contains("passphrase"), "{listed}");
}

#[test]
fn papers_of_aid_go_as_pdf_too_and_are_the_same_each_time() {
    let world = World::with_store(true);
    let paper = |profile: &str, to: &str| {
        let to = world.folder(to);
        let sent =
            world.json(&["send", "--to", text(&to), "--profile", profile, "--purpose", "uji", "--full"]);
        let (bundle, id) = (sent["path"].as_str().unwrap(), sent["id"].as_str().unwrap());
        let read = |name: &str| fs::read_to_string(Path::new(bundle).join(name)).unwrap();
        let name = format!("data/BANTUAN-{id}.pdf");
        assert!(read("manifest-sha256.txt").contains(&name), "{name}");
        assert!(read("BACA-SAYA.txt").contains(&name.replace('/', "\\")), "{name}");
        world.json(&["verify", bundle]);
        fs::read(Path::new(bundle).join(name)).unwrap()
    };
    let first = paper("rekap", "one");
    assert!(first.starts_with(b"%PDF-"));
    // A number is spent by each bundle, and no figure about aid hangs on it.
    assert!(first == paper("lengkap", "two"), "same records, other bytes");
    let nobody = World::with_store(false);
    let to = nobody.folder("stick");
    let sent = nobody.json(&["send", "--to", text(&to)]);
    let bundle = Path::new(sent["path"].as_str().unwrap()).join("data");
    assert!(!files(&bundle).iter().any(|file| file.to_string_lossy().contains("BANTUAN")), "nothing to say");
}

/// Sends everything that may leave; gives the bundle's folder, its fingerprint and the file with its passphrase.
fn sent_by(world: &World) -> (String, String, std::path::PathBuf) {
    let stick = world.folder("stick");
    let sent = world.json(&["send", "--to", text(&stick), "--profile", "lengkap", "--purpose", "uji"]);
    let told = |name: &str| sent[name].as_str().unwrap().to_owned();
    let passphrase = world.write("passphrase", &told("passphrase"));
    (told("path"), told("fingerprint"), passphrase)
}

#[test]
fn another_key_under_a_known_code_is_refused_until_it_is_accepted() {
    let (one, two, receiver) = (World::with_store(true), World::with_store(true), World::with_store(false));
    let (first, first_key, first_secret) = sent_by(&one);
    let (other, other_key, other_secret) = sent_by(&two);
    assert!(first.ends_with("UJI01-000001") && other.ends_with("UJI01-000001"), "{first} {other}");
    assert_ne!(first_key, other_key);

    let told = receiver.run(&["receive", &first, "--passphrase-file", text(&first_secret)]);
    assert!(told.out().contains(&first_key) && told.out().contains("Cocokkan"), "{}", told.out());
    let again = receiver.json(&["receive", &first, "--passphrase-file", text(&first_secret)]);
    assert_eq!((&again["key"], &again["fingerprint"]), (&json!("known"), &json!(first_key)));

    let people = || receiver.json(&["list", "people", "--limit", "1"])["count"].clone();
    let before = people();
    let arguments = ["receive", &other, "--passphrase-file", text(&other_secret)];
    for more in [&[][..], &["--dry-run"][..]] {
        let refused = receiver.run(&[&arguments[..], more].concat());
        let said = refused.refused(4).err();
        assert!(said.contains(&first_key) && said.contains(&other_key), "{said}");
        assert!(said.contains("--accept-new-key"), "{said}");
    }
    assert_eq!(people(), before);

    let taken = receiver.json(&[&arguments[..], &["--accept-new-key"]].concat());
    assert_eq!((&taken["key"], &taken["same"]), (&json!("other"), &json!(0)), "two bundles, not one twice");
    assert_eq!(people().as_u64(), before.as_u64().map(|count| 2 * count));
    // Both are known from now on.
    for (bundle, secret) in [(&first, &first_secret), (&other, &other_secret)] {
        let again = receiver.json(&["receive", bundle, "--passphrase-file", text(secret)]);
        assert_eq!((&again["key"], &again["same"]), (&json!("known"), &again["read"]));
    }
}

#[test]
fn the_passphrase_is_asked_for_by_its_own_option() {
    let (sender, receiver) = (World::with_store(true), World::with_store(false));
    let (bundle, ..) = sent_by(&sender);
    let said = receiver.run(&["receive", &bundle]).refused(2).err();
    assert!(said.contains("--passphrase-file"), "{said}");
}

#[test]
fn a_place_is_looked_at_before_anything_is_sealed_and_a_failed_copy_keeps_its_number() {
    let world = World::with_store(true);
    let stick = world.folder("stick");
    let missing = world.path("nowhere");
    let said = world.run(&["send", "--to", text(&missing)]).refused(1).err();
    assert!(said.contains("tidak ada") && said.contains("nowhere"), "{said}");
    let inside = world.data().join("kiriman");
    fs::create_dir(&inside).unwrap();
    for command in ["send", "backup"] {
        let said = world.run(&[command, "--to", text(&inside)]).refused(1).err();
        assert!(said.contains("folder data Simpul sendiri"), "{said}");
    }
    assert_eq!(world.json(&["list", "handoffs"])["count"], 0);

    // Where the bundle's folder should be a file stands: sealed, not copied.
    let blocked = stick.join("SIMPUL");
    fs::write(&blocked, "").unwrap();
    let failed = world.run(&["send", "--to", text(&stick), "--json"]);
    let said = failed.refused(1).err();
    assert!(said.contains("simpul copy UJI01-000001 --to"), "{said}");
    assert_eq!(failed.json()["error"]["waiting"], "UJI01-000001");
    fs::remove_file(&blocked).unwrap();
    let sent = world.json(&["send", "--to", text(&stick)]);
    assert_eq!((&sent["id"], &sent["waited"]), (&json!("UJI01-000001"), &json!(true)));
    let next = world.json(&["send", "--to", text(&stick)]);
    assert_eq!((&next["id"], &next["waited"]), (&json!("UJI01-000002"), &json!(false)));
}

#[test]
fn a_number_that_fits_two_records_is_refused_with_both() {
    let (sender, receiver) = (World::of_sender("TKSK2", true), World::with_store(true));
    let first = |world: &World| {
        let items = world.json(&["list", "people", "--limit", "100"])["items"].clone();
        let named = items.as_array().unwrap().iter().filter(|item| item["masked"] != json!(true));
        let mut numbers: Vec<_> = named
            .map(|item| {
                (item["number"].as_str().unwrap().to_owned(), item["id"].as_str().unwrap().to_owned())
            })
            .collect();
        numbers.sort();
        numbers[0].clone()
    };
    let (number, own) = first(&receiver);
    assert_eq!(receiver.json(&["show", &number])["id"], json!(own));
    let (bundle, _, secret) = sent_by(&sender);
    receiver.json(&["receive", &bundle, "--passphrase-file", text(&secret)]);

    let (there, here) = (format!("TKSK2/{number}"), format!("UJI01/{number}"));
    for args in [&["show", &number][..], &["bin", &number], &["edit", &number, "--set", "name=X"]] {
        let said = receiver.run(args).refused(2).err();
        assert!(said.contains(&there) && said.contains(&here) && said.contains(&own), "{said}");
    }
    let shown = receiver.json(&["show", &there]);
    assert_eq!(shown["number"], json!(there));
    assert_ne!(shown["id"], json!(own));
    assert_eq!(receiver.json(&["show", &here])["id"], json!(own));
    let found = receiver.json(&["search", &there]);
    assert_eq!((&found["total"], &found["items"][0]["number"]), (&json!(1), &json!(there)));
    assert_eq!(receiver.json(&["search", &number])["total"], 2, "both, each with its number");

    // Thrown away, the number means nobody else.
    receiver.json(&["bin", &here]);
    let said = receiver.run(&["show", &number]).refused(2).err();
    assert!(said.contains(&there) && said.contains("tempat sampah"), "{said}");
    let said = receiver.run(&["show", &here]).refused(1).err();
    assert!(said.contains("tempat sampah"), "{said}");
    let made = receiver.json(&["add", "people", "--set", "name=Uji Baru", "--set", "village=3204302001"]);
    assert_ne!(made["number"], json!(number));
}

#[test]
fn a_person_is_found_by_a_number_however_it_is_written() {
    let world = World::with_store(true);
    let items = world.json(&["list", "people", "--limit", "100"])["items"].clone();
    let person = items
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["number"].as_str().is_some_and(|number| number.starts_with("W-2026-0010")));
    let person = person.unwrap();
    let whole = person["number"].as_str().unwrap();
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    for written in [whole, "W-2026-0010", "w-2026-0010", &digits, "20260010"] {
        let found = world.json(&["search", written]);
        assert_eq!(found["items"][0]["id"], person["id"], "{written}: {found}");
    }
    for written in [whole, "W-2026-0010"] {
        assert_eq!(world.json(&["search", written])["total"], 1, "nobody else has it");
    }
    let case = world.json(&["list", "cases", "--limit", "1"])["items"][0].clone();
    let found = world.json(&["search", case["number"].as_str().unwrap()]);
    assert_eq!((&found["total"], &found["items"][0]["id"]), (&json!(1), &case["person"]));
}

#[test]
fn the_monthly_bundle_holds_the_sheets_about_aid_and_names_nobody() {
    let world = World::with_store(true);
    let sent = world.json(&["send", "--to", text(&world.folder("stick"))]);
    let bundle = std::path::PathBuf::from(sent["path"].as_str().unwrap());
    let book =
        files_below(&bundle).into_iter().find(|file| file.extension().is_some_and(|e| e == "xlsx")).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    for wanted in ["Tumpang tindih", "Belum tersentuh", "Koordinasi"] {
        assert!(names.iter().any(|name| name == wanted), "{wanted}: {names:?}");
    }
    let cells = |book: &mut calamine::Xlsx<_>, sheet: &str| {
        let range = calamine::Reader::worksheet_range(book, sheet).unwrap();
        range.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("|")
    };
    let overlap = cells(&mut book, "Tumpang tindih");
    assert!(overlap.contains("BLT-DD") && overlap.contains("TT-013"), "{overlap}");
    for sheet in names {
        let told = cells(&mut book, &sheet);
        assert!(!told.contains("Asep Sutisna") && !told.contains("Dayat Sobandi"), "{sheet}: {told}");
    }
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
