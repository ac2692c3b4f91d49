//! Durable saves of five records of about 1.4 KB against `SQLite` (WAL, synchronous = FULL, the same plaintexts), on the
//! same disk; and opening a store of 10,000 cases and 100,000 children.

#![allow(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::Connection;
use secrecy::SecretString;
use simpul::store::{Batch, Store, Tree, Visit};
use simpul::vault::{Cost, Credential};

const RECORDS: u64 = 5;
const CASE: usize = 1397;
const CHILD: usize = 350;

fn place(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("target directory");
    dir
}

fn key(number: u64) -> [u8; 17] {
    let mut key = [10; 17];
    key[1..9].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    key[9..].copy_from_slice(&number.to_be_bytes());
    key
}

fn value(number: u64, length: usize) -> Vec<u8> {
    number.to_le_bytes().into_iter().cycle().take(length).collect()
}

fn password() -> SecretString {
    SecretString::from("bench")
}

struct Sqlite(Connection);

impl Sqlite {
    fn create(dir: &Path) -> Self {
        let db = Connection::open(dir.join("db.sqlite")).expect("sqlite");
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE records (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;",
        )
        .expect("sqlite");
        Self(db)
    }

    fn save(&mut self, from: u64) {
        let step = self.0.transaction().expect("sqlite");
        for number in from..from + RECORDS {
            step.prepare_cached("INSERT OR REPLACE INTO records VALUES (?, ?)")
                .and_then(|mut put| put.execute((key(number).as_slice(), value(number, CASE))))
                .expect("sqlite");
        }
        step.commit().expect("sqlite");
    }
}

fn save(store: &mut Store, from: u64) {
    let mut batch = Batch::new();
    for number in from..from + RECORDS {
        batch.put(Tree::Records, key(number), value(number, CASE));
    }
    store.save(&batch, None).expect("save");
}

fn percentiles(name: &str, saves: u64, mut save: impl FnMut(u64)) {
    let mut took: Vec<Duration> = (0..saves)
        .map(|at| {
            let started = Instant::now();
            save(at * RECORDS);
            started.elapsed()
        })
        .collect();
    let total: Duration = took.iter().sum();
    took.sort_unstable();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    let rate = saves as f64 / total.as_secs_f64();
    eprintln!("{name}: {rate:.0} saves/s, p50 {:?}, p99 {:?}, longest {:?}", at(0.5), at(0.99), at(1.0));
}

fn saving(criterion: &mut Criterion) {
    let (ours, theirs) = (place("bench-save-simpul"), place("bench-save-sqlite"));
    let mut store = Store::create(&ours, &password(), Cost::for_tests()).expect("store").0;
    let mut sqlite = Sqlite::create(&theirs);
    for round in 0..2 {
        percentiles("simpul", 3000, |from| save(&mut store, round * 100_000 + from));
        percentiles("sqlite", 3000, |from| sqlite.save(round * 100_000 + from));
    }
    let mut group = criterion.benchmark_group("save 5 records");
    let mut from = 1 << 40;
    group.bench_function("simpul", |bench| {
        bench.iter(|| {
            from += RECORDS;
            save(&mut store, from);
        });
    });
    group.bench_function("sqlite", |bench| {
        bench.iter(|| {
            from += RECORDS;
            sqlite.save(from);
        });
    });
    group.finish();
    store.close().expect("close");
}

fn opening(criterion: &mut Criterion) {
    let dir = place("bench-open");
    let mut store = Store::create(&dir, &password(), Cost::for_tests()).expect("store").0;
    for chunk in 0..100 {
        let mut batch = Batch::new();
        for case in chunk * 100..chunk * 100 + 100 {
            batch.put(Tree::Records, key(case), value(case, CASE));
            for child in 0..10 {
                let number = 1_000_000 + case * 10 + child;
                batch.put(Tree::Records, key(number), value(number, CHILD));
            }
        }
        store.save(&batch, None).expect("save");
    }
    store.close().expect("close");
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    group.bench_function("10k cases, 100k children", |bench| {
        bench.iter_custom(|times| {
            let mut took = Duration::ZERO;
            for _ in 0..times {
                let mut seen = 0_u64;
                let started = Instant::now();
                let mut visit =
                    |value: Visit<'_>| seen += u64::from(matches!(black_box(value), Visit::Value { .. }));
                let store = Store::open(&dir, Credential::Password(&password()), &mut visit).expect("open").0;
                took += started.elapsed();
                assert_eq!(seen, 110_000);
                store.close().expect("close");
            }
            took
        });
    });
    group.finish();
}

criterion_group!(benches, saving, opening);
criterion_main!(benches);
