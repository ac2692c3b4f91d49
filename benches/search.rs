//! A keystroke among 100,000 people: Simpul's index and `SQLite` FTS5 (ranked, prefix, 50 results) over the same names.
//!
//! Beside criterion's means this prints p50, p99 and the worst of 500 queries of each sort, the time to build, and memory.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::Connection;
use simpul::demo::{Size, people};
use simpul::domain::{Person, Record};
use simpul::search::{Candidate, DoublesIndex, Entry, Folder, Index, likely};

const PEOPLE: u32 = 100_000;
const SHOWN: usize = 50;
const QUERIES: usize = 500;
/// Each query counts by its best of these, so that other work on the machine does not.
const TRIES: usize = 5;
type Sort = fn(&[(&Record, &Person)]) -> Vec<String>;

const VILLAGES: [(&str, &str); 13] = [
    ("32.04.30.2001", "Cikitu"),
    ("32.04.30.2002", "Girimulya"),
    ("32.04.30.2003", "Sukarame"),
    ("32.04.30.2004", "Cikawao"),
    ("32.04.30.2005", "Nagrak"),
    ("32.04.30.2006", "Mandalahaji"),
    ("32.04.30.2007", "Maruyung"),
    ("32.04.30.2008", "Pangauban"),
    ("32.04.30.2009", "Cinanggela"),
    ("32.04.30.2010", "Mekarjaya"),
    ("32.04.30.2011", "Mekarsari"),
    ("32.04.30.2012", "Cipeujeuh"),
    ("32.04.30.2013", "Tanjungwangi"),
];

fn records() -> Vec<Record> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let started = Instant::now();
    let size = Size { people: PEOPLE, ..Size::default() };
    let records: Vec<_> = people(20_261_124, size, &VILLAGES, today).collect();
    eprintln!("demo: {} records made in {:?}", records.len(), started.elapsed());
    records
}

fn persons(records: &[Record]) -> Vec<(&Record, &Person)> {
    records.iter().filter_map(|record| Some((record, record.body::<Person>()?))).collect()
}

fn village(code: &str) -> &'static str {
    VILLAGES.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name)
}

fn build(persons: &[(&Record, &Person)]) -> Index {
    let started = Instant::now();
    let numbers: Vec<_> =
        persons.iter().map(|(r, _)| r.meta.number.map(|n| n.to_string()).unwrap_or_default()).collect();
    let mut index = Index::new(Folder::embedded());
    index.put_all(persons.iter().zip(&numbers).map(|((record, person), number)| Entry {
        nik: &person.nik,
        family_card: &person.family_card,
        phone: &person.phone,
        short_number: number,
        village: village(&person.village),
        birth_year: person.birth.map(|birth| birth.year),
        ..Entry::new(record.key(), &person.name)
    }));
    let per_person = index.bytes() / persons.len();
    eprintln!(
        "simpul: {} people indexed in {:?}, {per_person} bytes a person beside the name",
        index.len(),
        started.elapsed()
    );
    index
}

/// As in `peers/search.py`: names only, the table optimised.
fn fts(persons: &[(&Record, &Person)]) -> Connection {
    let started = Instant::now();
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "CREATE TABLE orang(id INTEGER PRIMARY KEY, nama TEXT);
         CREATE VIRTUAL TABLE kata USING fts5(nama, content='orang', content_rowid='id', tokenize='unicode61', prefix='3 4');
         BEGIN",
    )
    .unwrap();
    let mut insert = db.prepare("INSERT INTO orang(nama) VALUES(?)").unwrap();
    for (_, person) in persons {
        insert.execute([&person.name]).unwrap();
    }
    drop(insert);
    db.execute_batch(
        "COMMIT; INSERT INTO kata(kata) VALUES('rebuild'); INSERT INTO kata(kata) VALUES('optimize')",
    )
    .unwrap();
    eprintln!("FTS5: indexed in {:?}", started.elapsed());
    db
}

fn ask_fts(db: &Connection, query: &str) -> usize {
    let words: Vec<_> = query.split(' ').map(|word| format!("\"{word}\"*")).collect();
    let sql = "SELECT o.id, o.nama FROM kata JOIN orang o ON o.id = kata.rowid WHERE kata MATCH ? ORDER BY rank LIMIT 50";
    let mut statement = db.prepare_cached(sql).unwrap();
    let rows = statement.query_map([words.join(" ")], |row| row.get::<_, String>(1)).unwrap();
    rows.map(|row| black_box(row.unwrap())).fold(0, |shown, _| shown + 1)
}

/// Every n-th thing, so that queries are the same on every run.
fn spread(at: usize, of: usize) -> usize {
    at.wrapping_mul(7_919).wrapping_add(at / 3) % of.max(1)
}

fn start(word: &str, at: usize) -> String {
    word.to_lowercase().chars().take(3 + at % 4).collect()
}

fn one_word(persons: &[(&Record, &Person)]) -> Vec<String> {
    let word = |at: usize| {
        let words: Vec<_> = persons[spread(at, persons.len())].1.name.split(' ').collect();
        start(words[at % words.len()], at)
    };
    (0..).map(word).filter(|query| query.len() >= 3 && !query.contains('.')).take(QUERIES).collect()
}

fn two_words(persons: &[(&Record, &Person)]) -> Vec<String> {
    let words = |at: usize| {
        let words: Vec<_> = persons[spread(at, persons.len())].1.name.split(' ').collect();
        (words.len() > 1 && !words[0].contains('.'))
            .then(|| format!("{} {}", start(words[0], at), start(words[1], at / 4)))
    };
    (0..).filter_map(words).take(QUERIES).collect()
}

fn one_letter(_: &[(&Record, &Person)]) -> Vec<String> {
    ('a'..='z').cycle().take(QUERIES).map(String::from).collect()
}

/// The second letter of each word is wrong.
fn slips(persons: &[(&Record, &Person)]) -> Vec<String> {
    let slip = |at: usize| {
        let mut word = persons[spread(at, persons.len())].1.name.split(' ').next()?.to_lowercase();
        (word.len() > 4 && word.is_ascii()).then(|| word.replace_range(2..3, "x"))?;
        Some(word)
    };
    (0..).filter_map(slip).take(QUERIES).collect()
}

fn number_pieces(persons: &[(&Record, &Person)]) -> Vec<String> {
    let piece = |at: usize| {
        let nik = &persons[spread(at, persons.len())].1.nik;
        nik.get(at % 8..at % 8 + 3 + at % 6).map(str::to_owned)
    };
    (0..).filter_map(piece).take(QUERIES).collect()
}

fn percentiles(what: &str, queries: &[String], mut ask: impl FnMut(&str) -> usize) {
    let mut times: Vec<Duration> = Vec::new();
    let mut shown = 0;
    for query in queries {
        let mut best = Duration::MAX;
        for _ in 0..TRIES {
            let started = Instant::now();
            let found = black_box(ask(query));
            best = best.min(started.elapsed());
            shown += found;
        }
        times.push(best);
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    eprintln!(
        "{what}: p50 {:?}, p99 {:?}, worst {:?}, shown {}",
        at(50),
        at(99),
        at(100),
        shown / queries.len() / TRIES
    );
}

fn keystroke(criterion: &mut Criterion) {
    let records = records();
    let persons = persons(&records);
    drop((build(&persons), build(&persons)));
    let index = build(&persons);
    let db = fts(&persons);
    let find = |query: &str| index.find(query, SHOWN, &|_| true).hits.len();
    let mut group = criterion.benchmark_group("keystroke");
    let sorts: [(&str, Sort, bool); 5] = [
        ("one word", one_word, true),
        ("two words", two_words, true),
        ("one letter", one_letter, true),
        ("one slip", slips, false),
        ("number piece", number_pieces, false),
    ];
    for (what, queries, by_fts) in sorts {
        let queries = queries(&persons);
        percentiles(&format!("simpul, {what}"), &queries, find);
        let mut next = queries.iter().cycle();
        group.bench_function(format!("simpul/{what}"), |b| b.iter(|| find(next.next().unwrap())));
        if by_fts {
            percentiles(&format!("FTS5, {what}"), &queries, |query| ask_fts(&db, query));
            group.bench_function(format!("fts5/{what}"), |b| b.iter(|| ask_fts(&db, next.next().unwrap())));
        }
    }
    group.finish();
}

fn candidate<'a>(record: &Record, person: &'a Person) -> Candidate<'a> {
    Candidate {
        key: record.key(),
        name: &person.name,
        nik: &person.nik,
        family_card: &person.family_card,
        birth: person.birth,
        sex: &person.sex,
        village: &person.village,
        address: &person.address,
    }
}

fn doubles(criterion: &mut Criterion) {
    let records = records();
    let persons = persons(&records);
    let mut index = DoublesIndex::new(Folder::embedded());
    let started = Instant::now();
    for (record, person) in &persons {
        index.put(&candidate(record, person));
    }
    eprintln!("doubles: {} people in {:?}", index.len(), started.elapsed());
    let mut times: Vec<_> = (0..QUERIES)
        .map(|at| {
            let (record, person) = persons[spread(at, persons.len())];
            let once = || {
                let started = Instant::now();
                black_box(likely(&candidate(record, person), &index, 5));
                started.elapsed()
            };
            (0..TRIES).map(|_| once()).min().unwrap_or_default()
        })
        .collect();
    times.sort_unstable();
    eprintln!("doubles: p50 {:?}, p99 {:?}", times[QUERIES / 2], times[QUERIES * 99 / 100]);
    let started = Instant::now();
    eprintln!(
        "doubles over all: {} pairs in {:?}",
        index.pairs(60, &mut |_, _| std::ops::ControlFlow::Continue(())).map_or(0, |pairs| pairs.len()),
        started.elapsed()
    );
    let mut next = persons.iter().cycle();
    criterion.bench_function("doubles of a person", |b| {
        b.iter(|| {
            let (record, person) = next.next().unwrap();
            likely(&candidate(record, person), &index, 5)
        });
    });
}

fn fold(criterion: &mut Criterion) {
    let folder = Folder::embedded();
    criterion.bench_function("fold a name of three words", |b| {
        b.iter(|| black_box(folder.fold_name(black_box("Siti Djulaeha Karwati"))));
    });
    criterion.bench_function("fold a word", |b| b.iter(|| folder.fold_word(black_box("Soerjana"))));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(300));
    targets = fold, keystroke, doubles
}
criterion_main!(benches);
