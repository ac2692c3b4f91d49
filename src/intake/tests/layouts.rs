//! Layouts that the samples do not have, and other areas.

use rust_xlsxwriter::{Format, Workbook};

use super::support::{TODAY, area, import_text, import_with, pacet};
use crate::catalog::shared;
use crate::domain::Person;
use crate::intake::{
    Cell, Import, Line, List, Nobody, Options, Outcome, Sheet, Unreadable, pasted, read_sheets,
};

fn outcomes(import: &Import) -> (usize, usize) {
    (import.receipt.new, import.receipt.refused)
}

fn has(import: &Import, at: usize, code: &str) -> bool {
    import.rows[at].notes.iter().any(|note| note.note.code == code)
}

fn born(person: &Person) -> String {
    person.birth.map(|b| b.to_string()).unwrap_or_default()
}

fn xlsx(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn rows(sheet: &mut rust_xlsxwriter::Worksheet, from: u32, rows: &[&[&str]]) {
    for (row, cells) in (from..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
}

#[test]
fn one_column_for_place_and_date_and_other_words() {
    let text = "Nomor Urut,Nama Lengkap (sesuai KTP),No. KTP,Nomor Kartu Keluarga,Gender,TTL,Alamat Lengkap,Desa/Kel,Jenis PPKS,No. WA\n\
        1,Onah Permana,3204305708509012,3204301503199012,Perempuan,\"Bandung, 17 Agustus 1950\",Kp. Legok RT 03 RW 05,Kel. Cikitu,LUT,0812-5550-1234\n\
        2,Asep Sunarya,3204301708709013,,Laki-laki,\"Garut, 17/08/1970\",Kp. Legok RT 001/002,Nagrak,FM,-\n";
    let import = import_text(text, "warga.csv", None);
    assert_eq!(outcomes(&import), (2, 0));
    let one = &import.people[0];
    assert_eq!(
        (one.birth_place.as_str(), born(one).as_str(), one.sex.as_str()),
        ("Bandung", "1950-08-17", "P")
    );
    assert_eq!((one.rt.as_str(), one.rw.as_str(), one.phone.as_str()), ("003", "005", "+6281255501234"));
    assert_eq!((import.people[1].rt.as_str(), import.people[1].rw.as_str()), ("001", "002"));
    assert_eq!(import.households.len(), 1);
}

#[test]
fn any_area_of_the_country() {
    for code in ["35.77.01", "73.71.09", "53.01.05", "11.71.01", "91.05.02"] {
        let here = area(code);
        assert!(!here.villages.is_empty(), "{code}");
        let mut text = "NO;NAMA;NIK;TGL LAHIR;DESA;JENIS PMKS\n".to_owned();
        for (at, (_, name)) in here.villages.iter().enumerate() {
            let line = format!(
                "{};WARGA {};;17-08-19{:02};{};Fakir Miskin\n",
                at + 1,
                "ABCDEFGHIJ".chars().nth(at % 10).unwrap(),
                at % 90 + 10,
                name.to_uppercase()
            );
            text.push_str(&line);
        }
        let catalog = shared().unwrap();
        let import = crate::intake::read(
            text.as_bytes(),
            "x.csv",
            &Options::default(),
            &here,
            TODAY,
            &catalog,
            &Nobody,
        )
        .unwrap();
        let villages: Vec<&String> = import.people.iter().map(|p| &p.village).collect();
        assert_eq!(villages, here.villages.iter().map(|(code, _)| code).collect::<Vec<_>>(), "{code}");
    }
}

#[test]
fn a_village_from_a_title_a_section_or_nowhere() {
    let titled = "DAFTAR PPKS DESA CIKITU TAHUN 2026\n\nNo;Nama;NIK;Jenis PPKS\n1;Onah;;LUT\n";
    assert_eq!(import_text(titled, "x.csv", None).people[0].village, "32.04.30.2002");
    let sections = "No;Nama;NIK;Jenis PPKS\nDESA CIKITU;;;\n1;Onah;;LUT\nDesa Nagrak;;;\n1;Asep;;FM\n2;Ujang;;FM\nJumlah;;;3\n";
    let villages: Vec<String> =
        import_text(sections, "x.csv", None).people.into_iter().map(|p| p.village).collect();
    assert_eq!(villages, ["32.04.30.2002", "32.04.30.2006", "32.04.30.2006"]);
    let nowhere = import_text("No;Nama;NIK;Jenis PPKS\n1;Onah;;LUT\n", "x.csv", None);
    assert!(nowhere.people[0].village.is_empty() && has(&nowhere, 0, "village_unset"));
}

#[test]
fn another_sub_district_is_another_place() {
    let text = "Nama;NIK;Desa;Kecamatan\nOnah;;Mekarjaya;Pacet\nAsep;;Mekarjaya;Cikancung\nUjang;;Mekarjaya;Kec. PACET\n";
    let import = import_text(text, "x.csv", None);
    assert_eq!(outcomes(&import), (2, 1));
    assert_eq!(import.receipt.refused_by["village_not_in_district"], 1);
}

#[test]
fn two_heading_rows_without_merged_cells_and_sex_in_two_columns() {
    let bytes = xlsx(|sheet| {
        rows(
            sheet,
            0,
            &[&["DATA PPKS"], &[], &["NO", "NAMA", "JENIS KELAMIN", "", "LAHIR", "", "ALAMAT", "", ""]],
        );
        rows(sheet, 3, &[&["", "", "L", "P", "TEMPAT", "TANGGAL", "RT", "RW", "DESA"]]);
        rows(sheet, 4, &[&["1", "2", "3", "4", "5", "6", "7", "8", "9"]]);
        rows(sheet, 5, &[&["1", "Asep Sunarya", "√", "", "Garut", "01-02-1970", "1", "2", "Cikitu"]]);
        rows(sheet, 6, &[&["2", "Onah Permana", "", "v", "Bandung", "03-04-1980", "1", "2", "Nagrak"]]);
        rows(
            sheet,
            7,
            &[
                &["", "JUMLAH", "1", "1"],
                &["", "", "", "", "", "", "Pacet, 1 Oktober 2026"],
                &["", "", "", "", "", "", "TKSK Pacet"],
            ],
        );
    });
    let import = import_with(&bytes, "data.xlsx", &Options::default(), &Nobody).unwrap();
    assert_eq!(outcomes(&import), (2, 0), "{:?}", import.rows);
    assert_eq!(import.mapping[0].header_rows, [3, 4]);
    let sexes: Vec<&str> = import.people.iter().map(|p| p.sex.as_str()).collect();
    assert_eq!(sexes, ["L", "P"]);
    assert_eq!(
        (import.people[0].birth_place.as_str(), born(&import.people[1]).as_str()),
        ("Garut", "1980-04-03")
    );
    assert_eq!(import.people[1].rw, "002");
}

#[test]
fn merged_village_cells_fill_their_rows() {
    let bytes = xlsx(|sheet| {
        rows(sheet, 0, &[&["No", "Desa", "Nama", "NIK", "Tgl Lahir"]]);
        sheet.merge_range(1, 1, 3, 1, "Cikitu", &Format::new()).unwrap();
        rows(sheet, 1, &[&["1", "", "Onah"], &["2", "", "Asep"], &["3", "", "Ujang"], &["4", "", "Kosong"]]);
        sheet.write_string(1, 1, "Cikitu").unwrap();
        for row in 1..5 {
            sheet.write_number(row, 4, 25_708).unwrap();
        }
    });
    let import = import_with(&bytes, "data.xlsx", &Options::default(), &Nobody).unwrap();
    assert_eq!(outcomes(&import), (3, 1));
    assert!(import.people.iter().all(|p| p.village == "32.04.30.2002" && born(p) == "1970-05-20"));
}

#[test]
fn several_tables_in_a_sheet_and_several_sheets() {
    let mut book = Workbook::new();
    let first = book.add_worksheet();
    rows(
        first,
        0,
        &[
            &["DESA CIKITU"],
            &["No", "Nama", "NIK", "Kategori PPKS"],
            &["1", "Onah", "", "LUT"],
            &["", "Jumlah", "", "1"],
        ],
    );
    rows(
        first,
        6,
        &[
            &["DESA NAGRAK"],
            &["No", "Nama", "NIK", "Kategori PPKS"],
            &["1", "Asep", "", "FM"],
            &["2", "Ujang", "", "FM"],
        ],
    );
    let second = book.add_worksheet();
    second.set_name("Rekap").unwrap();
    rows(second, 0, &[&["No", "Nama Desa", "Jumlah"], &["1", "Cikitu", "1"]]);
    let hidden = book.add_worksheet();
    rows(hidden, 0, &[&["No", "Nama", "NIK", "Desa"], &["1", "Lama", "", "Cikitu"]]);
    hidden.set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    let import = import_with(&bytes, "x.xlsx", &Options::default(), &Nobody).unwrap();
    let villages: Vec<&str> = import.people.iter().map(|p| p.village.as_str()).collect();
    assert_eq!(villages, ["32.04.30.2002", "32.04.30.2006", "32.04.30.2006"]);
    let left: Vec<_> = import.mapping.iter().filter_map(|m| m.left_out).collect();
    assert_eq!(left, ["sheet_not_a_list", "sheet_hidden"]);
    let told: Vec<_> = import.receipt.left_out.iter().map(|left| left.why).collect();
    assert_eq!(told, left);
    let only = Options { sheet: Some("sheet3".into()), ..Options::default() };
    assert_eq!(import_with(&bytes, "x.xlsx", &only, &Nobody).unwrap().people[0].name, "Lama");
}

#[test]
fn days_of_the_1904_system() {
    let line = |number, cells: &[Cell]| Line { number, cells: cells.to_vec() };
    let text = |text: &str| Cell::Text(text.to_owned());
    let lines = vec![
        line(1, &[text("Nama"), text("NIK"), text("Tgl Lahir"), text("Desa")]),
        line(2, &[text("Onah"), Cell::Empty, Cell::Number(24_246.0), text("Cikitu")]),
    ];
    let sheet = Sheet { name: "a".into(), lines, is_1904: true, ..Sheet::default() };
    let catalog = shared().unwrap();
    let import =
        read_sheets(vec![sheet], "a.xlsx", &Options::default(), &pacet(), TODAY, &catalog, &Nobody).unwrap();
    assert_eq!(born(&import.people[0]), "1970-05-20");
}

#[test]
fn pasted_text_and_no_headings() {
    let sheets = pasted("Nama\tNIK\tDesa\nOnah\t3204305708509012\tCikitu\n", "tempelan").unwrap();
    let catalog = shared().unwrap();
    let import =
        read_sheets(sheets, "tempelan", &Options::default(), &pacet(), TODAY, &catalog, &Nobody).unwrap();
    assert_eq!(import.people[0].nik, "3204305708509012");
    let bare = "1;Onah Permana;3204305708509012;P;17-08-1950;Cikitu\n2;Asep Sunarya;3204301708709013;L;17-08-1970;Nagrak\n";
    let refused = import_with(bare.as_bytes(), "x.csv", &Options::default(), &Nobody);
    assert_eq!(refused.err(), Some(Unreadable::NoList));
    let asked = Options { may_ask: true, ..Options::default() };
    let import = import_with(bare.as_bytes(), "x.csv", &asked, &Nobody).unwrap();
    assert_eq!(outcomes(&import), (2, 0), "{:?}", import.mapping);
    assert_eq!(
        (import.people[1].name.as_str(), import.people[1].village.as_str()),
        ("Asep Sunarya", "32.04.30.2006")
    );
}

#[test]
fn a_column_without_a_heading_gives_no_category() {
    let bare = "Onah Permana;;P;1-2-1970;Nagrak;24\nAsep Sunarya;;L;2-2-1970;Cikitu;8\n";
    assert_eq!(
        import_with(bare.as_bytes(), "x.csv", &Options::default(), &Nobody).err(),
        Some(Unreadable::NoList)
    );
    let asked = Options { may_ask: true, ..Options::default() };
    let import = import_with(bare.as_bytes(), "x.csv", &asked, &Nobody).unwrap();
    assert_eq!(outcomes(&import), (2, 0));
    assert!(import.people.iter().all(|person| person.categories.is_empty()));
    let numbers = "Nama;NIK;Desa;6;8\nOnah;;Nagrak;24;x\n";
    assert!(import_text(numbers, "x.csv", None).people[0].categories.is_empty());
}

#[test]
fn rows_that_are_none() {
    let text =
        "Nama;NIK;Desa\nOnah;;Cikitu\n;;\n;;Nagrak\n\nMengetahui,;;\nKepala Desa;;\n\n(................);;\n";
    assert_eq!(outcomes(&import_text(text, "x.csv", None)), (1, 0));
    let text = "No;Nama;NIK;Desa\n1;Onah;;Cikitu\n2;;;\n3;;;\nTotal;1;;\n";
    assert_eq!(outcomes(&import_text(text, "x.csv", None)), (1, 0));
    let text = "No;Nama;NIK;KK;L/P;Desa\n1;Onah;;;P;Cikitu\n2;;3204305708509012;;P;Cikitu\n";
    assert_eq!(outcomes(&import_text(text, "x.csv", None)), (1, 1));
}

#[test]
fn two_people_of_one_name_and_birthday_are_asked_about() {
    let text = "Nama;NIK;Tgl Lahir;Desa;L/P\nOnah;3204305708509012;17-08-1950;Cikitu;P\nONAH;3204305708509013;17-08-1950;Cikitu;P\nOnah;;17-08-1950;Nagrak;P\nOnah;;17-08-1950;Cikitu;P\n";
    let import = import_text(text, "x.csv", None);
    assert_eq!((import.receipt.new, import.receipt.duplicate), (3, 1));
    assert!(has(&import, 0, "possible_same_person") && has(&import, 1, "possible_same_person"));
    assert!(!has(&import, 2, "possible_same_person"));
    assert!(matches!(import.rows[3].outcome, Outcome::Duplicate { .. }));
}

#[test]
fn a_report_of_a_session_in_three_columns() {
    let bytes = xlsx(|sheet| {
        rows(
            sheet,
            0,
            &[
                &["NOTULEN KEGIATAN"],
                &["1. Hari/Tanggal", ":", "Kamis, 5 November 2026"],
                &["2. Waktu", ":", "09.00 s.d. 11.00 WIB"],
            ],
        );
        rows(
            sheet,
            3,
            &[
                &["3. Tempat", ":", "Aula Desa Nagrak"],
                &["4. Materi", ":", "Sosialisasi DTSEN"],
                &["5. Hasil", ":", "dipahami"],
            ],
        );
        rows(
            sheet,
            7,
            &[&["No", "Nama", "L/P", "Alamat"], &["1", "Onah", "P", "Cikitu"], &["2", "Asep", "L", "Nagrak"]],
        );
        rows(
            sheet,
            11,
            &[
                &["Rencana Tindak Lanjut"],
                &["No", "Kegiatan", "Penanggung Jawab", "Waktu"],
                &["1", "Kunjungan", "TKSK", "12-11-2026"],
            ],
        );
    });
    let import = import_with(&bytes, "x.xlsx", &Options::default(), &Nobody).unwrap();
    assert_eq!(outcomes(&import), (1, 0));
    let session = &import.sessions[0];
    assert_eq!((session.starts.as_str(), session.ends.as_str()), ("09:00", "11:00"));
    assert_eq!((session.kind.as_str(), session.village.as_str()), ("program_socialization", "32.04.30.2006"));
    assert_eq!((session.participants.len(), session.plan.len()), (2, 1));
    let plan = &session.plan[0];
    assert_eq!((plan.what.as_str(), plan.who.as_str(), plan.due.is_some()), ("Kunjungan", "TKSK", true));
}

#[test]
fn a_table_of_sessions() {
    let text = "No;Tanggal;Tema;Tempat;Narasumber\n1;05-11-2026;Pola asuh;Balai Desa Cikitu;Bidan\n2;;Gizi;Nagrak;Bidan\n";
    let import = import_text(text, "kegiatan.csv", None);
    assert_eq!(outcomes(&import), (1, 1));
    assert_eq!(import.sessions[0].village, "32.04.30.2002");
    assert_eq!(import.receipt.refused_by["date_missing"], 1);
}

#[test]
fn a_list_is_read_as_what_was_said() {
    let text = "Nama;NIK;Alamat;Desa;Keterangan;Jumlah\nOnah;3204305708509012;Kp. Legok;Cikitu;-;250 rb\n";
    assert_eq!(import_text(text, "x.csv", None).mapping[0].read_as, Some(List::Aid));
    let people = import_text(text, "x.csv", Some(List::People));
    assert_eq!((people.mapping[0].read_as, people.people.len()), (Some(List::People), 1));
}

#[test]
fn marks_below_categories_headings_again_and_the_dead() {
    let text = "DATA WARGA DESA CIKITU\nNo;Nama;NIK;Alamat;Fakir Miskin;Lanjut Usia Terlantar\n1;Onah;;Kp. A;v;√\n2;Asep (alm);;Kp. B;-;1\n\
        No;Nama;NIK;Alamat;Fakir Miskin;Lanjut Usia Terlantar\n3;Ujang;;Kp. C;x;\n";
    let import = import_text(text, "x.csv", None);
    let numbers =
        |at: usize| import.people[at].categories.iter().filter_map(|c| c.number).collect::<Vec<_>>();
    assert_eq!((numbers(0), numbers(1), numbers(2)), (vec![8, 24], vec![8], vec![24]));
    assert!(import.people.iter().all(|p| p.village == "32.04.30.2002"));
    assert_eq!(import.people[1].life_status, "deceased");
}

#[test]
fn a_village_in_the_address() {
    let import = import_text(
        "Nama;NIK;Alamat\nOnah;;Kp. Legok RT 01/02 Desa Nagrak\nAsep;;Kp. Legok\n",
        "x.csv",
        None,
    );
    assert_eq!(import.people[0].village, "32.04.30.2006");
    assert!(has(&import, 1, "village_unset") && !has(&import, 0, "village_unset"));
}

#[test]
fn an_open_document() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"1950-08-17\"><text:p>17/08/50</text:p></table:table-cell>";
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let head: String = ["Nama", "NIK", "Desa", "Tgl Lahir"].map(cell).concat();
    let data = [cell("Onah"), cell("3204305708509012"), cell("Cikitu")].concat() + day;
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"A\">{}{}<table:table-row table:number-rows-repeated=\"1048574\">\
         <table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        row(&head),
        row(&data)
    );
    let manifest =
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let files = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_str()),
    ];
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let import =
        import_with(&zip.finish().unwrap().into_inner(), "x.ods", &Options::default(), &Nobody).unwrap();
    assert_eq!(
        (import.people[0].nik.as_str(), born(&import.people[0]).as_str()),
        ("3204305708509012", "1950-08-17")
    );
}
