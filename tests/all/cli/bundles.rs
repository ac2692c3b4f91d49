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
