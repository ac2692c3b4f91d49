//! Exit codes: 1 failed, 2 wrong usage, 3 wrong password or locked, 4 can't be read, 5 the store has trouble.

use std::fs;

use secrecy::SecretString;
use simpul::desk::{Clock, Desk};
use simpul::vault::Credential;

use super::world::{PASSWORD, World, text};

#[test]
fn wrong_usage_is_2_and_names_what_there_is() {
    let world = World::empty();
    for args in [
        &["list", "orang-orang"][..],
        &["report", "mingguan", "--month", "2026-11"],
        &["report", "ppks", "--month", "2026-13"],
        &["send", "--to", ".", "--profile", "redaksi"],
        &["send", "--to", ".", "--profile", "lengkap"],
        &["backup"],
        &["restore"],
        &["erase", "K-2026-0001-1"],
        &["init", "--area", "32.04.120", "--name", "A"],
        &["init", "--area", "32.04", "--name", "A"],
        &["init", "--area", "32.04.99", "--name", "A"],
        &["agenda", "--on", "kemarin"],
        &["agenda", "--lang", "jv"],
        &["tidak-ada"],
    ] {
        world.run(args).refused(2);
    }
    let json = world.run(&["list", "orang-orang", "--json"]);
    let error = json.refused(2).json();
    assert!(error["error"]["kinds"].as_str().unwrap().contains("follow-ups"));
    assert_eq!(world.run(&["tidak-ada", "--json"]).refused(2).json()["error"]["code"], "usage");
}

#[test]
fn what_is_not_there_is_1_and_named() {
    let world = World::empty();
    world.run(&["list", "people"]).refused(1);
    let file = world.run(&["list", "people", "--password-file", "/no/such/file"]);
    // Without a store nobody is asked for a password.
    assert!(file.refused(1).err().contains("simpul init"));
    let store = World::with_store(false);
    let file = store.run(&["list", "people", "--password-file", "/no/such/file"]);
    assert!(file.refused(1).err().contains("/no/such/file"));
}

#[test]
fn what_can_not_be_read_is_4() {
    let world = World::with_store(false);
    let folder = world.folder("daftar.xlsx");
    world.run(&["import", text(&folder)]).refused(4);
    let empty = world.write("kosong.csv", "");
    let refused = world.run(&["import", text(&empty), "--json"]);
    assert!(refused.refused(4).err().contains("kosong.csv"));
    world.run(&["verify", text(&folder)]).refused(4);
    world.run(&["verify", "/no/such/folder"]).refused(4);
}

#[test]
fn a_store_in_use_is_3() {
    let world = World::with_store(false);
    let clock = Clock { today: "2026-11-24".parse().unwrap(), now: || 1_795_478_400 };
    let password = SecretString::from(PASSWORD);
    let held = Desk::open(&world.data(), Credential::Password(&password), clock).unwrap();
    let locked = world.run(&["list", "people", "--json"]);
    assert_eq!(locked.refused(3).json()["error"]["code"], "store-in-use");
    drop(held);
    assert_eq!(world.run(&["list", "people"]).code(), 0);
}

#[test]
fn a_store_that_lost_both_key_files_is_5_not_a_wrong_password() {
    let world = World::with_store(false);
    for copy in ["vault-a", "vault-b"] {
        let path = world.data().join(copy);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let damaged = world.run(&["check", "--json"]);
    assert_eq!(damaged.refused(5).json()["error"]["code"], "store-vault-damaged");
}

#[test]
fn a_refusal_names_what_is_meant() {
    let world = World::with_store(true);
    let said = |args: &[&str], code| world.run(args).refused(code).err();
    let nothing = said(&["init", "--area", "32.04.30", "--name", "A", "--data", text(&world.path("pw"))], 2);
    assert!(nothing.contains("berkas, bukan folder"), "{nothing}");
    let empty = World::empty().run(&["init", "--area", "32.04.30", "--name", ""]).refused(1).err();
    assert!(empty.contains("Yang kosong: name"), "{empty}");
    let id = world.json(&["list", "people", "--limit", "1"])["items"][0]["id"].as_str().unwrap().to_owned();
    let kind = said(&["finish", &id], 2);
    assert!(
        kind.contains("warga") && kind.contains("tindak lanjut") && !kind.contains("follow_up"),
        "{kind}"
    );
    let unknown = said(&["settle", &id, "zzz"], 2);
    assert!(unknown.contains("zzz"), "{unknown}");
    let erased = said(&["erase", &id, "--reason", "permintaan klien"], 2);
    assert!(erased.contains("1 warga") && erased.contains("--yes"), "{erased}");
    assert_eq!(world.run(&["show", &id]).code(), 0, "nothing was erased");
}

#[test]
fn a_choice_that_there_is_not_names_those_that_there_are() {
    let world = World::with_store(false);
    let refused = world.run(&["add", "warga", "--set", "name=Uji Pilihan", "--set", "sensitivity=gawat"]);
    let told = refused.refused(2).err();
    assert!(told.contains("gawat") && told.contains("terbatas") && told.contains("rahasia"), "{told}");
}

#[test]
fn a_damaged_backup_is_told_from_damaged_data() {
    let world = World::with_store(true);
    let stick = world.folder("stick");
    let path = world.json(&["backup", "--to", text(&stick)])["path"].as_str().unwrap().to_owned();
    let bytes = fs::read(&path).unwrap();
    for (name, kept) in [("empty", 0), ("short", 20), ("half", bytes.len() / 2), ("almost", bytes.len() - 1)]
    {
        let file = world.path(&format!("{name}.bak"));
        fs::write(&file, &bytes[..kept]).unwrap();
        let said = world.run(&["restore", text(&file)]).refused(4).err();
        assert!(!said.contains("Tutup lalu buka"), "{name}: {said}");
    }
    assert_eq!(world.run(&["list", "people"]).code(), 0);
}

#[test]
fn what_is_saved_and_can_hardly_be_meant_is_warned_about_in_words() {
    let world = World::with_store(false);
    let codes = |made: &serde_json::Value| -> Vec<String> {
        let all = made["warnings"].as_array().unwrap().iter();
        all.map(|warning| warning["code"].as_str().unwrap().to_owned()).collect()
    };
    let held = ["on=2027-01-01", "status=terlaksana", "starts=10.00", "ends=09.00", "topic=x", "kind=p2k2"];
    let held = held.iter().flat_map(|set| ["--set", *set]);
    let made = world.json(&["add", "sessions"].into_iter().chain(held).collect::<Vec<_>>());
    assert_eq!(codes(&made), ["held_in_future", "end_before_start"], "{made}");

    let gift = |sets: &[&str]| {
        let sets = sets.iter().flat_map(|set| ["--set", *set]);
        world.json(&["add", "aid", "--set", "name=Oneng Uji"].into_iter().chain(sets).collect::<Vec<_>>())
    };
    assert_eq!(codes(&gift(&["on=seminggu lagi"])), ["date_future"]);
    assert!(codes(&gift(&["on=seminggu lagi", "status=planned"])).is_empty());
    // A Tuesday is today: of what was received, Thursday is the last one.
    let received = gift(&["on=kamis"]);
    assert!(codes(&received).is_empty(), "{received}");
    let received = world.json(&["show", received["id"].as_str().unwrap()]);
    assert!(received.to_string().contains("2026-11-19"), "{received}");

    let person = world.json(&["add", "people", "--set", "name=Oneng Uji", "--set", "village=Cikawao"]);
    let about = person["id"].as_str().unwrap();
    let case = world.json(&["add", "cases", "--about", about, "--set", "problem=Uji"]);
    let closed =
        ["add", "organizations", "--set", "name=Tutup", "--set", "kind=lks", "--set", "status=closed"];
    let closed = world.json(&closed);
    let to = format!("organization={}", closed["id"].as_str().unwrap());
    let about = case["id"].as_str().unwrap();
    let sets = ["--set", &to, "--set", "reason=Uji", "--set", "consent=refused"];
    let sent = world.json(&[&["add", "referrals", "--about", about][..], &sets].concat());
    let told = codes(&sent);
    assert!(told.contains(&"help_closed".to_owned()), "{sent}");
    assert!(told.contains(&"referral_no_consent".to_owned()), "{sent}");
}
