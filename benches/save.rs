//! Durable saves of five records of about 1.4 KB against `SQLite` (WAL, synchronous = FULL, the same plaintexts), on the
//! same disk, in turns; the same among 100,000 records and among 1,000; what the disk holds once both have given back
//! what they can; a snapshot, and a store made anew from it.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark"
)]

mod support;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::Connection;
use simpul::store::{Batch, Store, Tree};
use simpul::vault::{Cost, Credential};
use support::{Times, folder, mib, password, ratio, size};

const RECORDS: u64 = 5;
const CASE: usize = 1397;
const CHILD: usize = 350;
/// As many as a laptop of some years holds: cases (`SIMPUL_CASES` for another number), and ten records under each.
const CASES: u64 = 10_000;
const CHILDREN: u64 = 10;
/// A store that is made: records a save.
const AT_ONCE: u64 = 1_100;
/// Saves of one side before it is the other's turn, so that a busy machine is busy for both.
const IN_TURN: u64 = 250;
const TURNS: u64 = 12;
/// Numbers from here on stand for no record yet.
const NEW: u64 = 1 << 45;

fn key(number: u64) -> [u8; 17] {
    let mut key = [10; 17];
    key[1..9].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    key[9..].copy_from_slice(&number.to_be_bytes());
    key
}

fn value(number: u64, length: usize) -> Vec<u8> {
    number.to_le_bytes().into_iter().cycle().take(length).collect()
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

    fn save(&mut self, from: u64, edition: u64) {
        let step = self.0.transaction().expect("sqlite");
        for number in from..from + RECORDS {
            step.prepare_cached("INSERT OR REPLACE INTO records VALUES (?, ?)")
                .and_then(|mut put| put.execute((key(number).as_slice(), value(number + edition, CASE))))
                .expect("sqlite");
        }
        step.commit().expect("sqlite");
    }

    fn fill(&mut self, records: impl Iterator<Item = (u64, usize)>) {
        let step = self.0.transaction().expect("sqlite");
        for (number, length) in records {
            step.prepare_cached("INSERT OR REPLACE INTO records VALUES (?, ?)")
                .and_then(|mut put| put.execute((key(number).as_slice(), value(number, length))))
                .expect("sqlite");
        }
        step.commit().expect("sqlite");
        self.0.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").expect("sqlite");
    }
}

/// Another edition of the same records: `SQLite` writes nothing, and syncs nothing, where a row stays as it was.
fn save(store: &mut Store, from: u64, edition: u64) {
    let mut batch = Batch::new();
    for number in from..from + RECORDS {
        batch.put(Tree::Records, key(number), value(number + edition, CASE));
    }
    store.save(&batch, None).expect("save");
}

/// Ours and theirs, in turns.
fn in_turns(mut ours: impl FnMut(u64), mut theirs: impl FnMut(u64)) -> (Times, Times) {
    let mut took = (Vec::new(), Vec::new());
    let timed = |save: &mut dyn FnMut(u64), at: u64| {
        let started = Instant::now();
        save(at * RECORDS);
        started.elapsed()
    };
    for turn in 0..TURNS {
        let saves = turn * IN_TURN..(turn + 1) * IN_TURN;
        took.0.extend(saves.clone().map(|at| timed(&mut ours, at)));
        took.1.extend(saves.map(|at| timed(&mut theirs, at)));
    }
    (took.0.into_iter().collect(), took.1.into_iter().collect())
}

fn report(what: &str, (ours, theirs): (&Times, &Times)) {
    let at = |percent| ratio(ours.percent(percent), theirs.percent(percent));
    println!(
        "{what}: {:.0} : {:.0} a second = {:.2}; p50 {:?} = {:.2}, p99 {:?} = {:.2}",
        ours.a_second(),
        theirs.a_second(),
        ours.a_second() / theirs.a_second(),
        ours.percent(50),
        at(50),
        ours.percent(99),
        at(99)
    );
}

fn store(dir: &Path) -> Store {
    Store::create(dir, &password(), Cost::for_tests()).expect("store").0
}

/// All cases and children, as both sides shall hold them.
fn all() -> impl Iterator<Item = (u64, usize)> {
    let cases = std::env::var("SIMPUL_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES);
    let children = |case: u64| (0..CHILDREN).map(move |child| ((1 << 40) + case * CHILDREN + child, CHILD));
    (0..cases).flat_map(move |case| std::iter::once((case, CASE)).chain(children(case)))
}

fn fill(store: &mut Store, records: impl Iterator<Item = (u64, usize)>) {
    let mut batch = Batch::new();
    for (number, length) in records {
        batch.put(Tree::Records, key(number), value(number, length));
        if batch.len() as u64 == AT_ONCE {
            store.save(&std::mem::take(&mut batch), None).expect("save");
        }
    }
    store.save(&batch, None).expect("save");
}

fn saving(criterion: &mut Criterion) {
    let folder = folder();
    let mut store = store(&folder.path().join("simpul"));
    let mut sqlite = Sqlite::create(folder.path());
    fill(&mut store, all());
    sqlite.fill(all());
    for (edition, what) in [(0, "new records"), (1, "changed records")] {
        let (ours, theirs) =
            in_turns(|from| save(&mut store, NEW + from, edition), |from| sqlite.save(NEW + from, edition));
        report(&format!("saves of {what}, simpul : SQLite"), (&ours, &theirs));
    }
    let mut group = criterion.benchmark_group("save 5 records");
    let mut from = 2 * NEW;
    group.bench_function("simpul", |bench| {
        bench.iter(|| {
            from += RECORDS;
            save(&mut store, from, 0);
        });
    });
    group.bench_function("sqlite", |bench| {
        bench.iter(|| {
            from += RECORDS;
            sqlite.save(from, 0);
        });
    });
    group.finish();
    store.close().expect("close");
}

fn among_many(_: &mut Criterion) {
    let folder = folder();
    let mut many = store(&folder.path().join("many"));
    let mut few = store(&folder.path().join("few"));
    fill(&mut many, (1 << 50..(1 << 50) + 100_000).map(|number| (number, CASE)));
    fill(&mut few, (1 << 50..(1 << 50) + 1_000).map(|number| (number, CASE)));
    let (many, few) = in_turns(|from| save(&mut many, from, 0), |from| save(&mut few, from, 0));
    report("saves, among 100,000 : among 1,000", (&many, &few));
}

fn keeping(_: &mut Criterion) {
    let folder = folder();
    let dir = folder.path().join("simpul");
    let mut go_on = |_, _| ControlFlow::Continue(());
    let mut ours = store(&dir);
    fill(&mut ours, all());
    let started = Instant::now();
    forget_peak();
    let before = mib("self", "VmHWM");
    let snapshot = ours.snapshot(1, &mut go_on).expect("snapshot");
    println!(
        "snapshot: {:?}, {} MiB, {} MiB more memory at most",
        started.elapsed(),
        snapshot.bytes >> 20,
        mib("self", "VmHWM") - before
    );
    ours.close().expect("close");
    let sled = live(&dir);
    fs::remove_dir_all(&sled).expect("sled");
    forget_peak();
    let (started, before) = (Instant::now(), mib("self", "VmHWM"));
    let (mut ours, opening) =
        Store::open(&dir, Credential::Password(&password()), &mut |_| {}).expect("open");
    assert!(opening.rebuilt);
    println!(
        "made anew from it: {:?}, {} MiB more memory at most",
        started.elapsed(),
        mib("self", "VmHWM") - before
    );
    for _ in 0..3 {
        fill(&mut ours, all());
    }
    let bloated = ours.size();
    let started = Instant::now();
    ours.compact(2, &mut go_on).expect("compact");
    let took = started.elapsed();
    ours.close().expect("close");
    Sqlite::create(folder.path()).fill(all());
    let (ours, theirs) = (size(&live(&dir)), size(folder.path()) - size(&dir));
    println!(
        "compact: {took:?}, {} -> {} MiB, SQLite {} MiB = {:.2}",
        bloated >> 20,
        ours >> 20,
        theirs >> 20,
        ours as f64 / theirs as f64
    );
}

/// sled's folder.
fn live(dir: &Path) -> std::path::PathBuf {
    let mut entries = fs::read_dir(dir).expect("store").flatten().map(|entry| entry.path());
    entries
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("store-")))
        .expect("sled")
}

/// The kernel counts the peak of memory from now on.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

criterion_group! {
    name = benches;
    config = Criterion::default().measurement_time(Duration::from_secs(4));
    targets = saving, among_many, keeping
}
criterion_main!(benches);
