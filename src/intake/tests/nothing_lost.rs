//! Every row with something in it is counted: saved, joined, or refused with its reason.

use super::support::import_text;
use crate::intake::{Import, Outcome};

/// Rows, and why each was refused.
fn outcomes(import: &Import) -> Vec<(u32, String)> {
    let of = |outcome: &Outcome| match outcome {
        Outcome::Refused(refused) => refused.code.clone(),
        _ => "read".to_owned(),
    };
    import.rows.iter().map(|row| (row.row, of(&row.outcome))).collect()
}

fn read(text: &str) -> Vec<(u32, String)> {
    outcomes(&import_text(text, "x.csv", None))
}

fn rows(rows: &[(u32, &str)]) -> Vec<(u32, String)> {
    rows.iter().map(|(row, code)| (*row, (*code).to_owned())).collect()
}

#[test]
fn a_row_without_a_name_is_refused_however_empty_it_is() {
    let head = "Desa;Jenis PPKS;Nama;L/P;Tgl Lahir;NIK;No KK;RT;RW;No HP\n";
    let text =
        format!("{head}Nagrak;24;Onah;P;;;;;;\nNagrak;24;;L;12 Mei 1970;;;;;\nNagrak;24;Asep;L;;;;;;\n");
    assert_eq!(read(&text), rows(&[(2, "read"), (3, "name_missing"), (4, "read")]));
}

#[test]
fn one_or_two_cells_are_a_row_too() {
    let text = "Nama;NIK;L/P;Tgl Lahir;Desa;Jenis PPKS;RT;RW;HP\nOnah;;P;1-1-1970;Nagrak;24;1;1;\n\
        Asep;;;;;;;;\nUjang;3204305708509013;;;;;;;\nDedi;;;;;24;;;\n\nIpah;;P;;Nagrak;24;;;\n;;;;;;;;0812\n";
    let missing = "village_missing";
    assert_eq!(
        read(text),
        rows(&[(2, "read"), (3, missing), (4, missing), (5, missing), (7, "read"), (8, "name_missing")])
    );
    let text = "Nama;NIK;L/P;Tgl Lahir;Desa;Jenis PPKS\nOnah;;P;;Nagrak;24\nAsep;;;;;\nUjang\nIpah;;P;;Nagrak;24;lebih\n;;;;;;lebih\n";
    assert_eq!(
        read(text),
        rows(&[(2, "read"), (3, missing), (4, missing), (5, "read"), (6, "name_missing")])
    );
    let import = import_text(text, "x.csv", None);
    let Outcome::Refused(refused) = &import.rows[4].outcome else { panic!("{:?}", import.rows[4]) };
    assert_eq!((refused.cells[0].heading.as_str(), refused.cells[0].text.as_str()), ("7", "lebih"));
}

#[test]
fn what_is_recognised_as_no_row_is_none() {
    let text = "No;Nama;NIK;L/P;Desa;TTD\n1;2;3;4;5;6\n1;Onah;;P;Nagrak;1. .....\n2;;;;Nagrak;2. .....\n;Jumlah;1;;;\n\
        Catatan: data sementara;;;;;\n*) menunggu KTP;;;;;\n;L = laki-laki;;;;\n\n;Pacet, 31 Oktober 2026;;;;\n;Mengetahui,;;;TKSK;\n;Ujang;;;Asep;\n";
    assert_eq!(read(text), rows(&[(3, "read")]));
}

#[test]
fn a_signature_does_not_end_the_list() {
    let text = "No;Nama;NIK;L/P;Desa\n1;Onah;;P;Nagrak\n\n;Mengetahui;;;\n;H. Ujang;;;\n2;Asep;;L;Nagrak\n";
    assert_eq!(read(text), rows(&[(2, "read"), (6, "read")]));
}

#[test]
fn a_quote_that_is_not_closed_swallows_nobody() {
    let head = "Nama;NIK;L/P;Tgl Lahir;Desa;Jenis PPKS\r\n";
    let text = format!(
        "{head}\"Onah;;P;;Nagrak;24\r\nAsep;;L;;Cikitu;24\r\nUjang;;L;;\"Nagrak;24\r\nDedi;;L;;Nagrak;24\r\n"
    );
    let import = import_text(&text, "x.csv", None);
    assert_eq!((import.receipt.read, import.receipt.new), (4, 4));
    assert_eq!(import.receipt.warnings["quote_not_closed"], 2);
    let told: Vec<u32> =
        import.receipt.rows.iter().filter(|row| row.code == "quote_not_closed").map(|row| row.row).collect();
    assert_eq!(told, [2, 4]);
    assert_eq!(
        (import.people[0].name.as_str(), import.people[2].village.as_str()),
        ("\"Onah", "32.04.30.2006")
    );
}

#[test]
fn an_office_below_a_list_signs_and_a_remark_about_somebody_does_not() {
    let text = "Nama;NIK;L/P;Desa;Ket\nOnah;;P;Nagrak;\nSiti;;;;pendamping\nAsep;;;Nagrak;\n\nCamat Pacet;;;;\nMengetahui;;;;\n";
    assert_eq!(read(text), rows(&[(2, "read"), (3, "village_missing"), (4, "read")]));
}

#[test]
fn a_text_in_the_place_of_a_name_is_refused() {
    let text = format!("Nama;NIK;L/P;Desa\n{};;P;Nagrak\nAsep;;L;Nagrak\n", "a".repeat(100_000));
    assert_eq!(read(&text), rows(&[(2, "name_too_long"), (3, "read")]));
}

#[test]
fn a_heading_that_comes_again_is_counted() {
    let text = "No;Nama;NIK;L/P;Desa\n1;Onah;;P;Nagrak\nNo;Nama;NIK;L/P;Desa\n2;Asep;;L;Nagrak\n";
    assert_eq!(import_text(text, "x.csv", None).receipt.repeated_headings, 1);
}

#[test]
fn an_amount_that_a_comma_cut_in_two_is_asked_about() {
    let text = "Nama,NIK,Desa,Program,Nominal\nOnah,3204305708509013,Nagrak,PKH,Rp 1,25 juta\n\
        Asep,3204305708509014,Nagrak,PKH,\"Rp 1,25 juta\"\n";
    let import = import_text(text, "x.csv", Some(crate::intake::List::Aid));
    let told: Vec<bool> = import
        .rows
        .iter()
        .map(|row| row.notes.iter().any(|note| note.note.code == "cells_beyond_headings"))
        .collect();
    assert_eq!(told, [true, false]);
    assert_eq!(import.aid[1].value, Some(1_250_000));
}

#[test]
fn cash_aid_of_another_kind_is_not_taken_for_that_of_the_village_fund() {
    let text = "Nama,Desa,Program\nOnah,Nagrak,BLT Dana Desa 2026\nAsep,Nagrak,BLT Kesra 2025\nUjang,Nagrak,BLT BBM\n";
    let import = import_text(text, "x.csv", Some(crate::intake::List::Aid));
    let programs: Vec<&str> = import.aid.iter().map(|aid| aid.program.as_str()).collect();
    assert_eq!(programs, ["BLT-DD", "BLTS-KESRA", ""]);
    assert!(import.aid[2].description.contains("BLT BBM"), "{}", import.aid[2].description);
}
