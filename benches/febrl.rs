//! The review of doubles on FEBRL 1-4 (`benches/febrl.sh` fetches them): F1 against the truth, without labels, and seconds.
//!
//! FEBRL is Australian. Its fields stand for those that Simpul compares: both names in one, the social security number
//! (seven digits, filled up behind) for the NIK, the postcode for the desa, the address for the address. There is no family card and
//! no sex. Nothing is tuned to it: found is what the review list would show.
#![allow(clippy::expect_used, clippy::cast_precision_loss)] // what stops it tells whoever measures; thousands fit

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use simpul::domain::{RecordKey, RecordKind};
use simpul::search::{Candidate, DoublesIndex, Folder, Likely, WARNING};
use ulid::Ulid;

/// Per set: its files, and whether only pairs across the two count.
const SETS: [(&str, &[&str], bool); 4] = [
    ("FEBRL 1", &["dataset1.csv"], false),
    ("FEBRL 2", &["dataset2.csv"], false),
    ("FEBRL 3", &["dataset3.csv"], false),
    ("FEBRL 4", &["dataset4a.csv", "dataset4b.csv"], true),
];

struct Row {
    /// `rec-1070-dup-0` is of the same person as `rec-1070-org`.
    person: String,
    file: usize,
    name: String,
    nik: String,
    village: String,
    address: String,
    birth: String,
}

fn read(folder: &Path, files: &[&str]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (file, name) in files.iter().enumerate() {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_path(folder.join(name))
            .expect("a FEBRL file");
        let headers = reader.headers().expect("headings").clone();
        for record in reader.records() {
            let record = record.expect("a row");
            let cell = |heading: &str| {
                let at = headers.iter().position(|other| other == heading).expect("a column");
                record.get(at).unwrap_or_default().to_owned()
            };
            let (number, birth) = (cell("soc_sec_id"), cell("date_of_birth"));
            let date = || Some(format!("{}-{}-{}", birth.get(..4)?, birth.get(4..6)?, birth.get(6..8)?));
            rows.push(Row {
                person: cell("rec_id").split('-').nth(1).unwrap_or_default().to_owned(),
                file,
                name: format!("{} {}", cell("given_name"), cell("surname")).trim().to_owned(),
                nik: if number.len() == 7 { format!("{number}010190001") } else { String::new() },
                village: cell("postcode"),
                address: [cell("street_number"), cell("address_1"), cell("suburb")].join(" "),
                birth: date().unwrap_or_default(),
            });
        }
    }
    rows
}

fn key(at: usize) -> RecordKey {
    RecordKey::new(RecordKind::Person, Ulid::from(at as u128))
}

fn main() {
    let Some(folder) = std::env::var_os("SIMPUL_FEBRL") else {
        eprintln!("FEBRL is not measured: sh benches/febrl.sh FOLDER, then SIMPUL_FEBRL=FOLDER");
        return;
    };
    for (set, files, across) in SETS {
        let rows = read(Path::new(&folder), files);
        let counts = |a: usize, b: usize| !across || rows[a].file != rows[b].file;
        let started = Instant::now();
        let mut index = DoublesIndex::new(Folder::embedded());
        for (at, row) in rows.iter().enumerate() {
            index.put(&Candidate {
                key: key(at),
                name: &row.name,
                nik: &row.nik,
                family_card: "",
                birth: row.birth.parse().ok(),
                sex: "",
                village: &row.village,
                address: &row.address,
            });
        }
        let pairs = index.pairs(WARNING, &mut |_, _| ControlFlow::Continue(())).unwrap_or_default();
        let seconds = started.elapsed().as_secs_f64();
        let mut truth = HashSet::new();
        for a in 0..rows.len() {
            let same = (a + 1..rows.len()).filter(|b| rows[a].person == rows[*b].person && counts(a, *b));
            truth.extend(same.map(|b| (a, b)));
        }
        let from = |least: u8, pairs: &[(RecordKey, Likely)]| -> HashSet<(usize, usize)> {
            let place = |key: RecordKey| usize::try_from(u128::from(key.id())).unwrap_or_default();
            let places = pairs
                .iter()
                .filter(|(_, other)| other.score >= least)
                .map(|(one, other)| (place(*one).min(place(other.key)), place(*one).max(place(other.key))));
            places.filter(|(a, b)| counts(*a, *b)).collect()
        };
        let found = from(WARNING, &pairs);
        let (f1, precision, recall) = judged(&found, &truth);
        println!(
            "{set}: {} records, F1 {f1:.4} (precision {precision:.4}, recall {recall:.4}), {seconds:.3} s",
            rows.len()
        );
        // As peers are told with the threshold that the truth would choose.
        let more = index.pairs(30, &mut |_, _| ControlFlow::Continue(())).unwrap_or_default();
        let best = (30..=100).map(|least| (judged(&from(least, &more), &truth).0, least));
        let best = best.max_by(|(a, _), (b, _)| a.total_cmp(b)).unwrap_or_default();
        println!("  best F1 over all thresholds {:.4}, from score {} on", best.0, best.1);
        if std::env::var_os("SIMPUL_FEBRL_SHOW").is_some() {
            show("missed", truth.difference(&found), &rows);
            show("wrong", found.difference(&truth), &rows);
        }
    }
}

/// F1, precision, recall.
fn judged(found: &HashSet<(usize, usize)>, truth: &HashSet<(usize, usize)>) -> (f64, f64, f64) {
    let right = found.intersection(truth).count() as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / truth.len() as f64);
    (2.0 * precision * recall / (precision + recall).max(f64::EPSILON), precision, recall)
}

fn show<'a>(what: &str, pairs: impl Iterator<Item = &'a (usize, usize)>, rows: &[Row]) {
    for (a, b) in pairs.take(60) {
        for row in [&rows[*a], &rows[*b]] {
            println!("  {what} {:28} {} {} {:5} {}", row.name, row.nik, row.birth, row.village, row.address);
        }
    }
}
