//! From the password's key to *Hari Ini*: the store is opened, proven and read, the agenda made. And the same for
//! a sheet that comes in: reading, judging and saving, beside what calamine alone needs to read it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a benchmark")]

mod support;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::Reader as _;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use simpul::demo::Size;
use simpul::desk::{Desk, ImportOrder};
use simpul::paper::page::PageSize;
use simpul::paper::sheet::{Cell, Sheet};
use simpul::paper::xlsx::workbook;
use simpul::vault::Credential;
use support::{Times, clock, folder, new_desk, password, ratio, sub_district};

const ROWS: usize = 10_000;

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
                        black_box(opened.desk.agenda_of(opened.desk.today(), 300));
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

/// A sheet read, judged and saved against what nothing can do without: calamine's reading, and one save of as many people.
fn importing(_: &mut Criterion) {
    const ROUNDS: usize = 7;
    let dir = folder();
    let sheet = write_sheet(dir.path(), ROWS);
    let timed = |call: &mut dyn FnMut()| {
        let started = Instant::now();
        call();
        started.elapsed()
    };
    let (mut reads, mut saves, mut judges, mut imports) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        reads.push(timed(&mut || {
            let mut book = calamine::open_workbook_auto(&sheet).unwrap();
            black_box(book.worksheet_range_at(0).unwrap().unwrap().get_size());
        }));
        let mut desk = new_desk(&dir.path().join(format!("save-{round}")));
        let people = u32::try_from(ROWS).unwrap();
        saves.push(timed(&mut || desk.add_generated(Size { people, ..Size::default() }).unwrap()));
        desk.close().unwrap();
        let mut desk = new_desk(&dir.path().join(format!("import-{round}")));
        let order = ImportOrder { file: sheet.clone(), ..ImportOrder::default() };
        let mut preview = None;
        judges.push(timed(&mut || preview = Some(desk.preview_import(&order).unwrap())));
        imports.push(timed(&mut || {
            black_box(desk.import(preview.take().unwrap()).unwrap());
        }));
        desk.close().unwrap();
    }
    let medians = [reads, saves, judges, imports].map(|times| Times::from_iter(times).percent(50));
    let [read, save, judge, import] = medians;
    println!(
        "import of {ROWS} rows: read and judged {judge:?}, saved {import:?}; calamine {read:?}, a save {save:?}"
    );
    println!("import : reading and a save = {:.2}", ratio(judge + import, read + save));
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
    std::fs::write(&path, workbook(&[sheet], PageSize::A4, clock().today).unwrap()).unwrap();
    path
}

criterion_group!(benches, opening, importing);
criterion_main!(benches);
