//! Files that mean harm, or are none.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::support::{TODAY, import_with, pacet, sample};
use crate::catalog::shared;
use crate::intake::{Import, Nobody, Options, Unreadable, file, is_formula, read};

fn import(bytes: &[u8]) -> Result<Import, Unreadable> {
    import_with(bytes, "x.xlsx", &Options::default(), &Nobody)
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one sheet of this XML.
fn workbook(sheet: &str) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let book_rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn each_kind_of_wrong_file_has_its_answer() {
    for (bytes, answer) in [
        (b"".to_vec(), Unreadable::Empty),
        (b"  \r\n".to_vec(), Unreadable::Empty),
        (b"%PDF-1.7 ...".to_vec(), Unreadable::NotASpreadsheet),
        (vec![0, 7, 3, 255, 0, 0, 1, 2, 9, 0], Unreadable::NotASpreadsheet),
        (b"<html><table><tr><td>Nama</td></tr></table>".to_vec(), Unreadable::WebPage),
        (b"PK\x03\x04 cut".to_vec(), Unreadable::Damaged),
        (zipped(&[("word/document.xml", b"<x/>")]), Unreadable::NotASpreadsheet),
        (zipped(&[("xl/workbook.bin", b"x")]), Unreadable::OtherKind),
        (b"Dear sir\nplease find attached\n".to_vec(), Unreadable::NoList),
        (workbook(""), Unreadable::NoList),
    ] {
        assert_eq!(
            import(&bytes).err(),
            Some(answer),
            "{:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(40)])
        );
    }
    let missing = Options { sheet: Some("Lain".into()), ..Options::default() };
    let name = "penerima-bantuan-2026.xlsx";
    assert_eq!(import_with(&sample(name), name, &missing, &Nobody).err(), Some(Unreadable::SheetMissing));
}

#[test]
fn a_password_is_told() {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.extend([0; 1024]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(import(&bytes).err(), Some(Unreadable::Password));
}

#[test]
fn a_folder_and_nothing_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let named = folder.path().join("daftar.xlsx");
    std::fs::create_dir(&named).unwrap();
    assert_eq!(file::bytes(&named), Err(Unreadable::Folder));
    assert_eq!(file::bytes(&folder.path().join("lain.xlsx")), Err(Unreadable::Missing));
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let named = folder.path().join("daftar.csv");
    std::os::unix::fs::symlink("/dev/zero", &named).unwrap();
    assert_eq!(file::bytes(&named), Err(Unreadable::NotASpreadsheet));
}

#[test]
fn far_corners_take_no_memory() {
    let head =
        ["Nama", "NIK", "Desa"].iter().zip(["A1", "B1", "C1"]).map(|(t, at)| cell(at, t)).collect::<String>();
    let far = format!(
        r#"<row r="1">{head}</row><row r="2">{}{}</row><row r="1048576">{}{}</row>"#,
        cell("A2", "Onah"),
        cell("C2", "Cikitu"),
        cell("A1048576", "Asep"),
        cell("XFD1048576", "x")
    );
    let started = Instant::now();
    let import = import(&workbook(&far)).unwrap();
    assert_eq!(import.people[0].name, "Onah");
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_bomb_is_too_large() {
    let one = zipped(&[("xl/worksheets/sheet.xml", &vec![b' '; 40 * 1024 * 1024])]);
    let mut packed = zip::ZipArchive::new(Cursor::new(one)).unwrap();
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..14 {
        let name = format!("xl/worksheets/sheet{at}.xml");
        bomb.raw_copy_file_rename(packed.by_index(0).unwrap(), name).unwrap();
    }
    let bytes = bomb.finish().unwrap().into_inner();
    assert!(bytes.len() < 2_000_000);
    assert_eq!(import(&bytes).err(), Some(Unreadable::TooLarge));
}

#[test]
fn formulas_and_escapes_are_only_text() {
    let text = "Nama;NIK;No HP;Alamat;Desa\n\
        \"=cmd|' /C calc'!A0\";=1+1;@SUM(1);\x1b[31mmerah\x1b]0;x\x07\u{202E}gnorw;Cikitu\n";
    let text = text.replace("\x1b]0;x\x07", "\x1b]0 x\x07");
    let import = import_with(text.as_bytes(), "x.csv", &Options::default(), &Nobody).unwrap();
    let person = &import.people[0];
    assert!(is_formula(&person.name) && person.nik.is_empty() && person.phone.is_empty());
    assert!(import.receipt.warnings["formula_text_neutralized"] == 1);
    assert!(!person.address.chars().any(|c| c.is_control() || c == '\u{202E}'), "{:?}", person.address);
    let json = serde_json::to_string(&import.receipt).unwrap();
    assert!(!json.contains("\\u001b") && !json.contains('\u{202E}'));
}

#[test]
fn formulas_without_a_value_and_numbers_as_text() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["Nama", "NIK", "Tgl Lahir", "Desa", "RT"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_string(1, 0, "Onah").unwrap();
    sheet.write_formula(1, 1, Formula::new("=B9").set_result("")).unwrap();
    sheet.write_number(1, 2, -5.0).unwrap();
    sheet.write_string(1, 3, "Cikitu").unwrap();
    sheet.write_number(1, 4, 1e300).unwrap();
    let import = import(&book.save_to_buffer().unwrap()).unwrap();
    let codes: Vec<_> = import.rows[0].notes.iter().map(|n| n.note.code).collect();
    assert_eq!(codes, ["nik_missing", "birth_invalid", "unit_invalid"]);
}

#[test]
fn many_strange_villages_do_not_hang() {
    let mut text = "Nama;NIK;Desa;Tgl Lahir\n".to_owned();
    for at in 0..3000 {
        writeln!(text, "Onah {at};;Tempat Asing {at};17-08-1950").unwrap();
    }
    let started = Instant::now();
    let import = import_with(text.as_bytes(), "x.csv", &Options::default(), &Nobody).unwrap();
    assert_eq!(import.receipt.refused, 3000);
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}

#[test]
fn many_of_one_name_do_not_hang() {
    let mut text = "Nama;NIK;Desa;Tgl Lahir;Alamat\n".to_owned();
    for at in 0..20_000 {
        writeln!(text, "Onah;;Cikitu;1950;Kp. {at}").unwrap();
    }
    let started = Instant::now();
    let import = import_with(text.as_bytes(), "x.csv", &Options::default(), &Nobody).unwrap();
    assert_eq!(import.receipt.new, 20_000);
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = import(&bytes);
    }

    #[test]
    fn any_table_gives_an_answer(cells in proptest::collection::vec(any::<String>(), 1..40), village in "(Cikitu|ds. nagrak|Mekar|-|)") {
        let mut text = "Nama;NIK;KK;Desa;Tgl Lahir;Umur;RT;No HP;Jenis PPKS;Nominal\n".to_owned();
        for row in cells.chunks(10) {
            let mut row = row.to_vec();
            if let Some(place) = row.get_mut(3) {
                place.clone_from(&village);
            }
            text += &row.iter().map(|c| c.replace([';', '"', '\n', '\r'], " ")).collect::<Vec<_>>().join(";");
            text.push('\n');
        }
        let catalog = shared().unwrap();
        for name in ["people", "aid", "psm", "organizations", "sessions"] {
            let options = Options { read_as: crate::intake::List::from_name(name), ..Options::default() };
            if let Ok(import) = read(text.as_bytes(), "x.csv", &options, &pacet(), TODAY, &catalog, &Nobody) {
                prop_assert!(import.receipt.adds_up());
            }
        }
    }

    #[test]
    fn a_damaged_workbook_gives_an_answer(at in 0_usize..46_000, byte in any::<u8>(), cut in 0_usize..46_000) {
        let mut bytes = sample("sesi-bimbingan-2026.xlsx");
        let length = bytes.len();
        if let Some(place) = bytes.get_mut(at % length) {
            *place = byte;
        }
        let _ = import(&bytes);
        let _ = import(&bytes[..cut % length]);
    }
}
