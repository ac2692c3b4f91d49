//! Overlaps of aid at 100,000 households and 1,000,000 gifts: while typing, for a donor's list of 2,000 rows, and over
//! everything; beside the same join in `SQLite` in the same run.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a benchmark")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use chrono::{Duration as Days, NaiveDate};
use rusqlite::Connection;
use simpul::overlap::{Facts, Gift, GiftReader, Index, Rules, Span, groups};

const HOUSEHOLDS: u32 = 100_000;
const GIFTS: u32 = 1_000_000;
const LIST: usize = 2_000;
const PROGRAMS: [&str; 6] = ["PKH", "SEMBAKO", "BLT-DD", "PBI-JK", "YAYASAN", "CPP"];

struct Made {
    card: String,
    nik: String,
    program: &'static str,
    from: NaiveDate,
    to: NaiveDate,
}

fn made(at: u32) -> Made {
    // Spread so that a household's gifts do not stand together.
    let household = at.wrapping_mul(2_654_435_761) % HOUSEHOLDS;
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let quarter = i64::from(at / HOUSEHOLDS % 10);
    let from = first + Days::days(quarter * 91);
    Made {
        card: format!(
            "32043001{:02}{:02}{:04}",
            1 + household % 28,
            11 + household / 28 % 80,
            household / 2240 + 1
        ),
        nik: format!(
            "32043041{:02}{:02}{:04}",
            11 + household % 17,
            11 + household / 17 % 80,
            household / 1360 + 1
        ),
        program: PROGRAMS[(at / 7) as usize % PROGRAMS.len()],
        from,
        to: from + Days::days(90),
    }
}

fn gift(reader: &mut GiftReader, made: &Made) -> Gift {
    reader.read(&Facts {
        program: made.program,
        nik: &made.nik,
        family_card: &made.card,
        name: "Asep Sunandar",
        village: "32.04.30.2001",
        span: Span { from: Some(made.from), to: Some(made.to) },
        ..Facts::default()
    })
}

fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let catalog = simpul::catalog::shared().unwrap();
    let rules = Rules::of(&catalog);
    let mut reader = GiftReader::new(&catalog);
    let gifts: u32 = std::env::var("SIMPUL_GIFTS").ok().and_then(|n| n.parse().ok()).unwrap_or(GIFTS);
    let before = resident_mib();
    let started = Instant::now();
    let mut index: Index<u32> = Index::default();
    for at in 0..gifts {
        index.put(at, gift(&mut reader, &made(at)));
    }
    eprintln!("{gifts} gifts: index in {:?}, {} MiB", started.elapsed(), resident_mib() - before);

    let mut times: Vec<Duration> = (0..2_000_u32)
        .map(|at| {
            let typed = made(at.wrapping_mul(7_919));
            let started = Instant::now();
            black_box(index.around(&gift(&mut reader, &typed), None, &rules, today));
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    eprintln!("while typing: p50 {:?}, p99 {:?}, worst {:?}", times[1_000], times[1_980], times[1_999]);

    let started = Instant::now();
    let near: usize = (0..LIST)
        .map(|at| {
            let row = gift(&mut reader, &made(u32::try_from(at).unwrap() * 499));
            index.around(&row, None, &rules, today).len()
        })
        .sum();
    eprintln!("a list of {LIST} rows: {:?}, {near} gifts nearby", started.elapsed());

    let started = Instant::now();
    let found = index.all(&rules, today, &mut |_, _| ControlFlow::Continue(())).unwrap();
    let pairs = found.len();
    let all = groups(found, |at| index.gift(at).map_or(0, |gift| gift.program));
    eprintln!("everything: {:?}, {pairs} pairs in {} groups", started.elapsed(), all.len());

    let started = Instant::now();
    index.put(0, gift(&mut reader, &made(0)));
    eprintln!("one gift changed: {:?}", started.elapsed());
    drop((index, all));
    sqlite(gifts);
}

/// The plainest join that finds the same families: same card, periods that touch, another gift.
fn sqlite(gifts: u32) {
    let mut db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "CREATE TABLE gift(id INTEGER PRIMARY KEY, card TEXT, nik TEXT, program TEXT, a TEXT, b TEXT)",
    )
    .unwrap();
    let started = Instant::now();
    let filling = db.transaction().unwrap();
    {
        let mut insert = filling.prepare("INSERT INTO gift VALUES(?,?,?,?,?,?)").unwrap();
        for at in 0..gifts {
            let made = made(at);
            insert
                .execute((
                    at,
                    &made.card,
                    &made.nik,
                    made.program,
                    made.from.to_string(),
                    made.to.to_string(),
                ))
                .unwrap();
        }
    }
    filling.execute_batch("CREATE INDEX by_card ON gift(card); CREATE INDEX by_nik ON gift(nik)").unwrap();
    filling.commit().unwrap();
    eprintln!("SQLite: filled and indexed in {:?}", started.elapsed());
    let started = Instant::now();
    let pairs: i64 = db
        .query_row(
            "SELECT count(*) FROM gift x JOIN gift y ON x.card = y.card AND x.id < y.id WHERE x.a <= y.b AND y.a <= x.b",
            [],
            |row| row.get(0),
        )
        .unwrap();
    eprintln!("SQLite: the join by card alone, no rules: {:?}, {pairs} pairs", started.elapsed());
}
