//! The payload there and back, and every trick that a ZIP can play.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::contents_list::{self, ContentsList, Listed};
use super::{Contents, Limits, read, write};
use crate::domain::RecordKind;
use crate::handoff::{Code, Digest, Untrusted, sample};

fn refused(bytes: &[u8]) -> Untrusted {
    read(bytes, &Limits::default()).unwrap_err()
}

/// A ZIP of these files, with a hash list that fits them.
fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let listed = files.iter().map(|(name, bytes)| ((*name).to_owned(), Listed::of(name, bytes))).collect();
    let list = serde_json::to_vec(&ContentsList { files: listed }).unwrap();
    plain_zip(&[files, &[(contents_list::FILE, list)]].concat())
}

fn plain_zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn package() -> (&'static str, Vec<u8>) {
    ("datapackage.json", b"{}".to_vec())
}

fn file(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_contents_are_the_same_bytes() {
    let bytes = write(&sample::contents()).unwrap();
    assert_eq!(bytes, write(&sample::contents()).unwrap());
    assert_eq!(read(&bytes, &Limits::default()).unwrap(), sample::contents());
    let zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(
        names,
        ["contents.json", "datapackage.json", "events.ndjson", "follow-ups.ndjson", "people.ndjson"]
    );
}

#[test]
fn every_row_has_every_column_of_the_schema_in_order() {
    let bytes = write(&sample::contents()).unwrap();
    let package: Json = serde_json::from_str(&file(&bytes, "datapackage.json")).unwrap();
    let people = package["resources"].as_array().unwrap().iter().find(|r| r["name"] == "people").unwrap();
    let fields = people["schema"]["fields"].as_array().unwrap();
    for line in file(&bytes, "people.ndjson").lines() {
        let mut rest = line;
        for field in fields {
            let key = format!("{}:", field["name"]);
            let at = rest.find(&key).unwrap_or_else(|| panic!("{key} in {line}"));
            rest = &rest[at + key.len()..];
        }
    }
}

#[test]
fn letters_and_attachments_come_back() {
    let photo = format!("attachments/{}.jpg", Digest::of(b"photo"));
    let files =
        BTreeMap::from([(photo, b"photo".to_vec()), ("letters/R-2026-0001-0.pdf".into(), b"%PDF".to_vec())]);
    let contents = Contents { files, ..sample::contents() };
    assert_eq!(read(&write(&contents).unwrap(), &Limits::default()).unwrap(), contents);
    for wrong in
        [format!("attachments/{}.jpg", Digest::of(b"other")), "letters/../x".into(), "people.ndjson".into()]
    {
        let files = BTreeMap::from([(wrong, b"photo".to_vec())]);
        assert!(write(&Contents { files, ..Contents::default() }).is_err());
    }
}

#[test]
fn what_can_not_be_a_record_is_not_written() {
    let of = |rows| Contents { records: vec![(RecordKind::Person, rows)], ..Contents::default() };
    assert!(write(&of(vec![json!("text")])).is_err());
    let twice = Contents {
        records: vec![(RecordKind::Aid, vec![json!({})]), (RecordKind::Aid, vec![json!({})])],
        ..Contents::default()
    };
    assert!(write(&twice).is_err());
    assert_eq!(read(&write(&of(vec![])).unwrap(), &Limits::default()).unwrap(), Contents::default());
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = zipped(&[package(), ("letters/a.txt", vec![0; 8 << 20])]);
    assert!(bomb.len() < 20_000);
    let bad = refused(&bomb);
    assert_eq!((bad.code, bad.part.as_str()), (Code::TooLarge, "letters/a.txt"));
    let small = Limits { file: 1_000, ..Limits::default() };
    assert_eq!(
        read(&zipped(&[package(), ("letters/a", vec![b'x'; 1_001])]), &small).unwrap_err().code,
        Code::TooLarge
    );
    let together = Limits { total: 1_500, ..Limits::default() };
    let two = zipped(&[package(), ("letters/a", vec![b'x'; 900]), ("letters/b", vec![b'x'; 900])]);
    assert_eq!(read(&two, &together).unwrap_err().code, Code::TooLarge);
    let few = Limits { entries: 2, ..Limits::default() };
    assert_eq!(read(&two, &few).unwrap_err().code, Code::TooLarge);
}

/// A bomb that says it is small: the size in the central directory is changed.
#[test]
fn a_size_that_lies_is_found() {
    let zip = zipped(&[package(), ("letters/a.txt", vec![7; 5_000])]);
    let size = 5_000_u32.to_le_bytes();
    let mut changed = zip.clone();
    for at in zip.windows(4).enumerate().filter(|(_, w)| *w == size).map(|(at, _)| at) {
        changed[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert_ne!(changed, zip);
    assert_eq!(refused(&changed).part, "letters/a.txt");
}

#[test]
fn names_can_not_lead_out() {
    for name in [
        "../x.txt",
        "/etc/passwd",
        "C:\\x.txt",
        "letters\\x.txt",
        "letters/\u{202e}gpj.exe",
        "letters/NUL.txt",
    ] {
        let bad = refused(&zipped(&[package(), (name, vec![1])]));
        assert_eq!(bad.code, Code::UnsafeName, "{name}");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("letters/a", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert_eq!(refused(&zip.finish().unwrap().into_inner()).code, Code::Malformed);
}

#[test]
fn the_hash_list_is_held_against_everything() {
    let good: Vec<(&str, Vec<u8>)> = vec![package(), ("people.ndjson", b"{\"name\":\"A\"}\n".to_vec())];
    let list = |files: &[(&str, Vec<u8>)]| {
        let listed =
            files.iter().map(|(name, bytes)| ((*name).to_owned(), Listed::of(name, bytes))).collect();
        (contents_list::FILE, serde_json::to_vec(&ContentsList { files: listed }).unwrap())
    };
    let of = |files: &[(&str, Vec<u8>)]| plain_zip(&[files, &[list(&good)]].concat());
    assert!(read(&of(&good), &Limits::default()).is_ok());
    let changed = vec![package(), ("people.ndjson", b"{\"name\":\"B\"}\n".to_vec())];
    assert_eq!(refused(&of(&changed)), Untrusted::new(Code::Changed, "people.ndjson"));
    assert_eq!(refused(&of(&[package()])), Untrusted::new(Code::Missing, "people.ndjson"));
    let extra = [&good[..], &[("aid.ndjson", b"{}\n".to_vec())]].concat();
    assert_eq!(refused(&of(&extra)), Untrusted::new(Code::Unlisted, "aid.ndjson"));
    assert_eq!(refused(&plain_zip(&good)), Untrusted::new(Code::Missing, "contents.json"));
    assert_eq!(refused(b"PK").code, Code::Malformed);
}

#[test]
fn bad_lines_are_named() {
    let of = |text: Vec<u8>| zipped(&[package(), ("people.ndjson", text)]);
    for (text, code, part) in [
        (b"{}\n[]\n".to_vec(), Code::Malformed, "people.ndjson:2"),
        (b"{}\n{\"a\":}\n".to_vec(), Code::Malformed, "people.ndjson:2"),
        (b"{}\n\n".to_vec(), Code::Malformed, "people.ndjson:2"),
        (b"{}".to_vec(), Code::Malformed, "people.ndjson"),
        (b"\xff\n".to_vec(), Code::Malformed, "people.ndjson:1"),
        (["[".repeat(10_000).into_bytes(), b"\n".to_vec()].concat(), Code::Malformed, "people.ndjson:1"),
    ] {
        assert_eq!(refused(&of(text)), Untrusted::new(code, part));
    }
    let short = Limits { line: 20, ..Limits::default() };
    let long = of(b"{}\n{\"name\":\"far too long a name\"}\n".to_vec());
    assert_eq!(read(&long, &short).unwrap_err(), Untrusted::new(Code::TooLarge, "people.ndjson:2"));
}

fn leaf() -> impl Strategy<Value = Json> {
    prop_oneof![
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from)
    ]
}

fn row() -> impl Strategy<Value = Json> {
    let key = prop_oneof![
        Just("key".to_owned()),
        Just("name".to_owned()),
        Just("nik".to_owned()),
        "[a-z_\"\n]{1,6}"
    ];
    let value = prop_oneof![leaf(), proptest::collection::vec(leaf(), 0..3).prop_map(Json::from)];
    proptest::collection::btree_map(key, value, 0..6).prop_map(|row| Json::Object(Map::from_iter(row)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_records_come_back(
        people in proptest::collection::vec(row(), 1..6),
        aid in proptest::collection::vec(row(), 1..3),
        events in proptest::collection::vec(row(), 0..3),
    ) {
        let records = vec![(RecordKind::Person, people), (RecordKind::Aid, aid)];
        let contents = Contents { records, events, files: BTreeMap::new() };
        prop_assert_eq!(read(&write(&contents).unwrap(), &Limits::default()), Ok(contents));
    }

    #[test]
    fn damaged_payloads_never_pass_as_others(at in any::<usize>(), mask in 1..=255_u8) {
        let mut bytes = write(&sample::contents()).unwrap();
        let length = bytes.len();
        bytes[at % length] ^= mask;
        if let Ok(contents) = read(&bytes, &Limits::default()) {
            prop_assert_eq!(contents, sample::contents());
        }
    }
}
