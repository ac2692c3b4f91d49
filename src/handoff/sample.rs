//! Bundles for tests; all people are invented.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;

use super::envelope::{Direction, Kind};
use super::seal::{SealRequest, seal_at_cost};
use super::{Contents, Envelope, SealedBundle, SigningKey};
use crate::domain::RecordKind;

pub fn contents() -> Contents {
    Contents {
        records: vec![
            (
                RecordKind::Person,
                vec![
                    json!({"key": "person:01ARZ3NDEKTSV4RRFFQ69G5FAV", "name": "Siti Rahmawati", "nik": "3204305708500001", "birth": "1950-08"}),
                    json!({"key": "person:01ARZ3NDEKTSV4RRFFQ69G5FAW", "name": "Ujang Sobari", "village": "32.04.30.2001", "decile": 2}),
                ],
            ),
            (RecordKind::FollowUp, vec![json!({"key": "follow_up:01ARZ3NDEKTSV4RRFFQ69G5FAX"})]),
        ],
        events: vec![json!({"id": "01ARZ3NDEKTSV4RRFFQ69G5FAY", "changes": []})],
        files: BTreeMap::new(),
    }
}

pub fn with_request<T>(use_it: impl FnOnce(&SealRequest<'_>) -> T) -> T {
    let withheld = BTreeMap::from([("people".to_owned(), 14)]);
    let print = |facts: &super::seal::ReceiptFacts| Ok(format!("%PDF {}", facts.match_code).into_bytes());
    use_it(&SealRequest {
        sender: "PCT01",
        device: "DEV1",
        recipient: "Dinas Sosial",
        profile: "lengkap",
        direction: Direction::Kirim,
        sequence: 7,
        chain: 1,
        previous_tag_manifest: None,
        kind: Kind::Full,
        from: 0,
        to: 12,
        acknowledged_chain: None,
        date: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        personal_data: true,
        withheld: &withheld,
        answers_to: &[],
        contents: &contents(),
        workbook: Some(b"PK\x03\x04 not much of a workbook"),
        letter: None,
        aid: None,
        receipt: Some(&print),
    })
}

pub fn bundle() -> SealedBundle {
    bundle_in_files_of(1 << 20)
}

pub fn bundle_in_files_of(max_file: usize) -> SealedBundle {
    let key = SigningKey::generate().unwrap();
    with_request(|request| seal_at_cost(request, &key, 2, max_file).unwrap())
}

pub fn envelope() -> Envelope {
    let bundle = bundle();
    Envelope::from_bytes(bundle.file(super::envelope::FILE).unwrap()).unwrap()
}

/// Writes the bundle's files below `folder`, as a plain copy does.
pub fn lay_out(bundle: &SealedBundle, folder: &Path) -> PathBuf {
    let root = folder.join(bundle.id.to_string());
    for (path, bytes) in &bundle.files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}
