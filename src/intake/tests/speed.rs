//! Time grows with the rows, not with their square. Run with `cargo test --release -- --ignored --nocapture speed`
//! for figures.

use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

use super::support::import_with;
use crate::intake::{Nobody, Options, sheets};

fn list(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = [
        "No",
        "Nama",
        "NIK",
        "No KK",
        "L/P",
        "Tempat Lahir",
        "Tgl Lahir",
        "Alamat",
        "RT",
        "RW",
        "Desa",
        "Jenis PPKS",
        "No HP",
        "Umur",
        "Agama",
        "Pekerjaan",
        "Pendidikan",
        "Desil",
        "Dusun",
        "Keterangan",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string(0, column, heading).unwrap();
    }
    let first = ["Asep", "Onah", "Ujang", "Cucu", "Dedi", "Iis", "Yayan", "Lilis", "Maman", "Euis"];
    let second =
        ["Sunarya", "Permana", "Kurnia", "Lestari", "Hidayat", "Maryati", "Sutisna", "Nuraeni", "Wijaya"];
    let villages = ["Cikitu", "Nagrak", "Maruyung", "Ds. Mekarjaya", "Sukarame"];
    for row in 1..=rows {
        let at = row as usize;
        let cells = [
            row.to_string(),
            format!("{} {} {}", first[at % 10], second[at % 9], second[at / 90 % 9]),
            format!("320430{:02}{:02}{:02}{:04}", at % 28 + 1, at % 12 + 1, at % 90 + 10, at % 9000 + 1000),
            format!("320430{:02}{:02}19{:04}", at % 28 + 1, at % 12 + 1, at / 3 % 9000 + 1000),
            "L".into(),
            "Bandung".into(),
            format!("{:02}-{:02}-19{:02}", at % 28 + 1, at % 12 + 1, at % 90 + 10),
            format!("Kp. Legok {}", at % 200),
            "003".into(),
            "005".into(),
            villages[at % 5].into(),
            ["Fakir Miskin", "LUT", "PD / FM", "difabel", "WRSE"][at % 5].into(),
            format!("08125550{:04}", at % 10_000),
            "45".into(),
            "Islam".into(),
            "Buruh".into(),
            "SD".into(),
            "2".into(),
            "Dusun 1".into(),
            format!("catatan {at}"),
        ];
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn time(rows: u32) -> (Duration, Duration) {
    let bytes = list(rows);
    let started = Instant::now();
    let opened = sheets(&bytes, "x").unwrap();
    let opening = started.elapsed();
    assert_eq!(opened[0].lines.len(), rows as usize + 1);
    let started = Instant::now();
    let import = import_with(&bytes, "x.xlsx", &Options::default(), &Nobody).unwrap();
    assert_eq!(import.receipt.read, rows as usize);
    (opening, started.elapsed())
}

#[test]
fn four_times_the_rows_take_about_four_times_as_long() {
    let (small, large) = (time(500).1, time(2_000).1);
    assert!(large < small * 12 + Duration::from_millis(500), "{small:?} {large:?}");
}

#[test]
#[ignore = "a measurement"]
fn speed_of_ten_thousand_rows() {
    for rows in [1_000, 10_000, 50_000] {
        let (opening, whole) = time(rows);
        eprintln!("{rows} rows: opened in {opening:?}, imported in {whole:?}");
    }
}
