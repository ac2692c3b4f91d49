//! From the password's key to *Hari Ini*: the store is opened, proven and read, the agenda made. And the same for
//! a sheet that comes in: reading, judging and saving, beside what calamine alone needs to read it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a benchmark")]

mod support;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::Reader as _;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use simpul::desk::{Desk, ImportOrder};
use simpul::paper::xlsx::{Cell, Sheet, workbook};
use simpul::vault::Credential;
use support::{Times, clock, folder, new_desk, password, sub_district};

fn opening(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10).measurement_time(Duration::from_secs(15));
    for (people, children) in [(1_000, 10_000), (10_000, 100_000)] {
        let dir = folder();
        sub_district(dir.path(), people, children);
        let name = BenchmarkId::new("people + children", format!("{people}+{children}"));
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        let started = Instant::now();
                        let opened =
                            Desk::open(dir.path(), Credential::Password(&password()), clock()).unwrap();
                        black_box(opened.desk.agenda(opened.desk.today()));
                        let took = started.elapsed();
                        opened.desk.close().unwrap();
                        took
                    })
                    .sum()
            });
        });
        let greeted: Times = (0..5).map(|_| greet(dir.path())).collect();
        eprintln!("greeted: best {:?}, median {:?}", greeted.percent(0), greeted.percent(50));
    }
    group.finish();
}

/// Until the first screen can be drawn; the rest of the opening is not waited for.
fn greet(dir: &Path) -> Duration {
    let started = Instant::now();
    let mut took = None;
    let mut greeted = |greeting| took = Some((started.elapsed(), greeting));
    let opened = Desk::open_greeting(dir, Credential::Password(&password()), clock(), &mut greeted).unwrap();
    opened.desk.close().unwrap();
    took.expect("a greeting").0
}

fn importing(criterion: &mut Criterion) {
    let dir = folder();
    let sheet = write_sheet(dir.path(), 10_000);
    let mut group = criterion.benchmark_group("import 10k rows");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.bench_function("calamine reads", |bencher| {
        bencher.iter(|| {
            let mut book = calamine::open_workbook_auto(&sheet).unwrap();
            black_box(book.worksheet_range_at(0).unwrap().unwrap().get_size())
        });
    });
    let mut stores = 0;
    group.bench_function("simpul reads, judges, saves", |bencher| {
        bencher.iter_batched(
            || {
                stores += 1;
                let data = dir.path().join(stores.to_string());
                new_desk(&data)
            },
            |mut desk| {
                let order = ImportOrder { file: sheet.clone(), ..ImportOrder::default() };
                let preview = desk.preview_import(&order).unwrap();
                black_box(desk.import(preview).unwrap());
                desk
            },
            criterion::BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// An invented list of people as a Dinas would send it.
fn write_sheet(dir: &Path, rows: usize) -> PathBuf {
    let villages = simpul::catalog::places::villages("32.04.30");
    let text = |text: String| Cell::from(text);
    let row = |n: usize| {
        let village = villages[n % villages.len()].name.clone();
        vec![
            Cell::Number(f64::from(u32::try_from(n).unwrap())),
            text(format!("Warga {} Ukur {}", ["Asep", "Enok", "Dadang", "Siti"][n % 4], n)),
            text(format!(
                "320430{:02}{:02}{:02}9{:03}",
                1 + n % 28,
                1 + n / 28 % 12,
                40 + n / 336 % 59,
                n % 1000
            )),
            text(format!("3204300101{:02}{:04}", 10 + n / 9000, 9000 + n % 1000)),
            text(format!("{:02}-{:02}-19{:02}", 1 + n % 28, 1 + n / 28 % 12, 40 + n / 336 % 59)),
            text(if n.is_multiple_of(2) { "L" } else { "P" }.into()),
            text(village),
            text(format!("{:03}", n % 9)),
            text(format!("{:03}", n % 20)),
            text(["Lanjut Usia Terlantar", "Fakir Miskin", "Penyandang Disabilitas"][n % 3].into()),
        ]
    };
    let header = ["No", "Nama", "NIK", "No KK", "Tanggal lahir", "L/P", "Desa", "RT", "RW", "Jenis PMKS"];
    let sheet = Sheet {
        name: "Data".into(),
        header: header.map(str::to_owned).to_vec(),
        rows: (1..=rows).map(row).collect(),
        ..Sheet::default()
    };
    let path = dir.join("daftar.xlsx");
    std::fs::write(&path, workbook(&[sheet], clock().today).unwrap()).unwrap();
    path
}

criterion_group!(benches, opening, importing);
criterion_main!(benches);
