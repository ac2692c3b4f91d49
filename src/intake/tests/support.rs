use std::collections::HashMap;

use chrono::NaiveDate;
use ulid::Ulid;

use crate::catalog::{places, shared};
use crate::domain::{RecordKey, RecordKind};
use crate::intake::{Area, Import, Known, KnownPerson, List, Nobody, Of, Options, Outcome, Unreadable, read};

pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

pub fn area(code: &str) -> Area {
    let villages = places::villages(code).into_iter().map(|place| (place.code, place.name)).collect();
    Area { code: code.to_owned(), villages }
}

pub fn pacet() -> Area {
    area("32.04.30")
}

pub fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn expected() -> serde_json::Value {
    serde_json::from_slice(&sample("expected.json")).unwrap()
}

pub fn import_with(
    bytes: &[u8],
    name: &str,
    options: &Options,
    known: &dyn Known,
) -> Result<Import, Unreadable> {
    let import = read(bytes, name, options, &pacet(), TODAY, &shared().unwrap(), known)?;
    assert!(import.receipt.adds_up());
    Ok(import)
}

pub fn import(name: &str) -> Import {
    import_with(&sample(name), name, &Options::default(), &Nobody).unwrap()
}

pub fn import_text(text: &str, name: &str, read_as: Option<List>) -> Import {
    let options = Options { read_as, ..Options::default() };
    import_with(text.as_bytes(), name, &options, &Nobody).unwrap()
}

/// A book that has taken an import in.
#[derive(Default)]
pub struct Book {
    seen: HashMap<Vec<u8>, RecordKey>,
    people: Vec<KnownPerson>,
}

pub fn key(kind: RecordKind, at: usize) -> RecordKey {
    RecordKey::new(kind, Ulid::from(at as u128 + 1))
}

impl Book {
    pub fn with(import: &Import) -> Self {
        let mut book = Self::default();
        for (at, person) in import.people.iter().enumerate() {
            book.people.push(KnownPerson {
                key: key(RecordKind::Person, at),
                name: person.name.clone(),
                nik: person.nik.clone(),
                birth: person.birth,
                sex: person.sex.clone(),
                village: person.village.clone(),
                family_card: person.family_card.clone(),
            });
        }
        for row in &import.rows {
            let at = match &row.outcome {
                Outcome::New(draft) | Outcome::Duplicate { of: Of::Draft(draft), .. } => draft.at,
                _ => continue,
            };
            book.seen.insert(row.fingerprint.clone(), key(RecordKind::Person, at));
        }
        book
    }
}

impl Known for Book {
    fn seen(&self, fingerprint: &[u8]) -> Option<RecordKey> {
        self.seen.get(fingerprint).copied()
    }

    fn people(&self) -> Box<dyn Iterator<Item = KnownPerson> + '_> {
        Box::new(self.people.iter().cloned())
    }
}
