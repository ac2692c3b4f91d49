//! Backup, restore, compact, erase.

use std::fs;
use std::path::Path;

use secrecy::SecretString;
use serde_json::{Value as Json, json};
use simpul::desk::{Clock, Desk};
use simpul::vault::Credential;

use super::world::{PASSWORD, World, files, sample, text};

fn people(world: &World) -> Json {
    world.json(&["list", "people", "--limit", "1"])["count"].clone()
}

fn imported() -> World {
    let world = World::with_store(false);
    world.json(&["import", &sample("daftar-ppks-pacet.xlsx")]);
    world
}

fn holds(folder: &Path, needle: &str) -> bool {
    let needle = needle.as_bytes();
    files(folder).iter().any(|path| {
        fs::read(path).is_ok_and(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
    })
}

#[test]
fn a_backup_comes_back_here_and_on_another_laptop_and_the_way_back_is_open() {
    let world = imported();
    let stick = world.folder("stick");
    let backup = world.json(&["backup", "--to", text(&stick)]);
    let file = backup["path"].as_str().unwrap();
    assert!(
        file.contains("SIMPUL") && Path::new(file).extension().is_some_and(|ending| ending == "bak"),
        "{file}"
    );
    world.json(&["add", "people", "--set", "name=Orang Baru Sekali", "--set", "village=Cikitu"]);
    assert_eq!(people(&world), 380);

    let looked = world.json(&["restore", file, "--dry-run"]);
    assert_eq!((&looked["records"]["people"], &looked["of_this_store"]), (&json!(379), &json!(true)));
    assert_eq!(people(&world), 380);
    world.json(&["restore", file]);
    assert_eq!(people(&world), 379);
    world.json(&["pulihkan", "--undo"]);
    assert_eq!(people(&world), 380);

    let other = World::empty();
    other.json(&["restore", file]);
    assert_eq!(people(&other), 379);
    let again = other.json(&["import", &sample("daftar-ppks-pacet.xlsx")]);
    assert_eq!(again["same"], 413);
    other.run(&["check"]).code();
    assert_eq!(other.json(&["check"])["is_good"], true);

    other.write("pw", "salah-sekali-ini");
    other.run(&["restore", file]).refused(3);
    other.run(&["restore", &sample("daftar-ppks-pacet.xlsx")]).refused(4);
    other.run(&["restore", "/tidak/ada.bak"]).refused(1);
    other.run(&["restore", text(&stick)]).refused(4);
    assert!(!holds(&stick, "Rohaeti") && !holds(&stick, "ROHAETI"));
}

#[test]
fn an_import_leaves_a_snapshot_of_what_was_before() {
    let world = imported();
    world.json(&["import", &sample("daftar-lembaga.csv")]);
    let mut snapshots = files(&world.data().join("backup"));
    snapshots.sort();
    let looked = world.json(&["restore", text(snapshots.last().unwrap()), "--dry-run"]);
    assert_eq!(
        (&looked["records"]["people"], &looked["records"]["organizations"]),
        (&json!(379), &Json::Null)
    );
}

#[test]
fn compacting_changes_nothing_but_room() {
    let world = imported();
    let compacted = world.json(&["compact"]);
    assert!(compacted["bytes_after"].as_u64() > Some(0));
    assert_eq!(people(&world), 379);
    assert_eq!(world.json(&["check"])["is_good"], true);
}

/// Everything that is on record, as one text.
fn everything(world: &World) -> String {
    let kinds =
        ["people", "households", "cases", "follow-ups", "sessions", "aid", "refused-rows", "erasures"];
    kinds.map(|kind| world.json(&["list", kind, "--limit", "100000", "--reveal"]).to_string()).concat()
}

#[test]
fn who_is_erased_is_nowhere_any_more_and_stays_so_when_an_older_backup_comes_back() {
    let world = imported();
    let stick = world.folder("stick");
    let backup = world.json(&["backup", "--to", text(&stick)]);
    let added = world.json(&["add", "people", "--set", "name=Zulfikar Tanpanama", "--set", "village=Cikitu"]);
    let id = added["id"].as_str().unwrap();
    world.json(&["add", "cases", "--about", id, "--set", "problem=Zulfikar perlu dibantu"]);
    world.json(&["edit", id, "--set", "alias=Zulfikarnya"]);
    world.json(&[
        "add",
        "sessions",
        "--set",
        "topic=Uji",
        "--set",
        "kind=group_guidance",
        "--set",
        "on=2026-11-01",
        "--json-set",
        &format!(
            "participants=[{{\"person\":\"{id}\",\"name\":\"Zulfikar Tanpanama\",\"mark\":\"present\"}}]"
        ),
    ]);
    assert!(everything(&world).contains("Zulfikar"));

    let plan = world.json(&["erase", id, "--reason", "permintaan klien", "--dry-run"]);
    assert_eq!(plan["records"], 2);
    world.run(&["erase", id, "--reason", " "]).refused(1);
    let erased = world.json(&["erase", id, "--reason", "permintaan klien", "--yes"]);
    assert!(erased["elsewhere"].to_string().contains("stick"), "{erased}");
    let left = everything(&world);
    assert!(!left.contains("Zulfikar"), "{left}");
    assert!(left.contains("permintaan klien"));
    world.run(&["show", id]).refused(1);
    assert_eq!(world.json(&["check"])["is_good"], true);
    // The list that was read is known as before, and the old recovery code opens nothing.
    assert_eq!(world.json(&["import", &sample("daftar-ppks-pacet.xlsx")])["same"], 413);

    let somebody =
        world.json(&["list", "people", "--limit", "1"])["items"][0]["id"].as_str().unwrap().to_owned();
    world.json(&["erase", &somebody, "--reason", "permintaan klien", "--yes"]);
    assert_eq!(people(&world), 378);
    assert_eq!(world.json(&["import", &sample("daftar-ppks-pacet.xlsx")])["same"], 413);
    let restored = world.json(&["restore", backup["path"].as_str().unwrap()]);
    let notice = &restored["notices"][0];
    assert_eq!(notice["code"], "erased_again");
    let said = notice["message"].as_str().unwrap();
    let code = said.rsplit_once(": ").unwrap().1;
    assert_eq!(code.split(' ').count(), 9, "{said}");
    assert_eq!(people(&world), 378);
    world.run(&["show", &somebody]).refused(1);
    assert_eq!(world.json(&["import", &sample("daftar-ppks-pacet.xlsx")])["same"], 413);
    // What the restore replaced has both erasures behind it, and is still there.
    world.json(&["restore", "--undo"]);
    assert_eq!(people(&world), 378);
    assert_eq!(world.json(&["list", "erasures"])["count"], 2);
    world.run(&["show", &somebody]).refused(1);
}

#[test]
fn the_trail_names_what_was_done_and_a_broken_chain_is_found() {
    let world = imported();
    let stick = world.folder("stick");
    world.json(&["backup", "--to", text(&stick)]);
    let id = world.json(&["list", "people", "--limit", "1"])["items"][0]["id"].as_str().unwrap().to_owned();
    world.json(&["erase", &id, "--reason", "permintaan klien", "--yes"]);
    let clock = Clock { today: "2026-11-24".parse().unwrap(), now: || 1_795_478_400 };
    let password = SecretString::from(PASSWORD);
    let desk = Desk::open(&world.data(), Credential::Password(&password), clock).unwrap().desk;
    let trail = desk.audit_trail().unwrap();
    assert_eq!(trail.broken_at, None);
    let whats: Vec<_> = trail.entries.iter().map(|entry| entry.what.as_str()).collect();
    for what in ["changed", "backed-up", "erased"] {
        assert!(whats.contains(&what), "{whats:?}");
    }
    assert!(trail.entries.iter().all(|entry| !entry.about.to_lowercase().contains("rohaeti")));
}

/// A store as the program before schema 2 left it: two residents, a bundle, its passphrase shown.
#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date_once_and_keeps_everything() {
    let world = World::empty();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store-schema-1.zip");
    let mut archive = zip::ZipArchive::new(fs::File::open(fixture).unwrap()).unwrap();
    archive.extract(world.data()).unwrap();
    let names = world.json(&["list", "people"])["items"].to_string();
    assert!(names.contains("Warga Contoh") && names.contains("Warga Kedua"), "{names}");
    assert!(world.data().join("aside").read_dir().unwrap().next().is_some(), "what was before stays aside");
    assert_eq!(world.json(&["check"])["is_good"], true);
    let clock = Clock { today: "2026-11-24".parse().unwrap(), now: || 1_795_478_400 };
    let password = SecretString::from(PASSWORD);
    let desk = Desk::open(&world.data(), Credential::Password(&password), clock).unwrap().desk;
    let trail = desk.audit_trail().unwrap();
    assert_eq!(trail.broken_at, None);
    let whats: Vec<_> = trail.entries.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(whats, ["exported", "passphrase-shown"]);
    drop(desk);
    world.json(&["add", "people", "--set", "name=Warga Ketiga", "--set", "village=Cikitu"]);
    assert_eq!((people(&world), &world.json(&["check"])["is_good"]), (json!(3), &json!(true)));
    assert_eq!(world.data().join("aside").read_dir().unwrap().count(), 1, "once");
}

/// Nothing is left but a journal with a hole.
#[test]
fn data_that_nothing_makes_good_says_what_is_lost_and_goes_on_with_the_rest() {
    let world = World::with_store(false);
    world.json(&["add", "people", "--set", "name=Orang Pertama Dulu", "--set", "village=Cikitu"]);
    world.json(&["add", "people", "--set", "name=Orang Kedua Dulu", "--set", "village=Cikitu"]);
    assert_eq!(
        world.json(&["check"])["missing"],
        json!({ "saves": [], "values": [], "is_open_ended": false })
    );
    let data = world.data();
    let journal = data.join("journal/000001.wal");
    let mut bytes = fs::read(&journal).unwrap();
    let written = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    bytes[written * 3 / 5..written * 3 / 4].fill(9);
    fs::write(&journal, bytes).unwrap();
    for name in ["backup", "store-000001"] {
        fs::remove_dir_all(data.join(name)).unwrap();
    }
    let said = world.run(&["check"]);
    said.refused(5);
    assert!(said.err().contains("Simpanan nomor 2"), "{}", said.err());
    world.run(&["add", "people", "--set", "name=Orang Ketiga Baru", "--set", "village=Cikitu"]).refused(5);
    world.json(&["restore", "--readable"]);
    world.json(&["add", "people", "--set", "name=Orang Ketiga Baru", "--set", "village=Cikitu"]);
    assert_eq!(world.json(&["check"])["is_good"], true);
    world.run(&["restore", "--readable"]).refused(1);
    world.json(&["restore", "--undo"]);
    world.run(&["check"]).refused(5);
}
