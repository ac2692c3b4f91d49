//! Lists of receivers as other sub-districts write them: months side by side, givers in titles, goods that share a name with a
//! programme, houses by who pays, groups.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::support::{TODAY, area};
use crate::catalog::shared;
use crate::domain::Aid;
use crate::intake::{Import, Nobody, Options, read};

/// Kecamatan Sigaluh.
fn sigaluh(bytes: &[u8], name: &str) -> Import {
    let import =
        read(bytes, name, &Options::default(), &area("33.04.07"), TODAY, &shared().unwrap(), &Nobody)
            .unwrap();
    assert_eq!(import.receipt.refused, 0, "{:?}", import.receipt.refused_by);
    import
}

fn text(text: &str) -> Vec<Aid> {
    sigaluh(text.as_bytes(), "daftar.csv").aid
}

fn rows(sheet: &mut Worksheet, from: u32, rows: &[&[&str]]) {
    for (row, cells) in (from..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
}

#[test]
fn months_side_by_side_say_when_aid_came_and_what_it_comes_to() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(
        sheet,
        0,
        &[
            &["PEMERINTAH DESA KEMIRI"],
            &["DAFTAR PENERIMA BLT DANA DESA TAHUN ANGGARAN 2026"],
            &["NO", "NAMA KPM", "NIK", "NO KK", "BULAN", "", "", "", "KET"],
            &["", "", "", "", "JAN", "PEB", "MARET", "APR"],
            &["1", "Uji Satu", "3304071204709991", "3304070101239991", "300.000", "300.000", "300.000", "-"],
            &["2", "Uji Dua", "3304071204709992", "3304070101239992", "300.000", "0", "", "300.000"],
            &["3", "Uji Tiga", "3304071204709993", "3304070101239993", "v", "", "", ""],
            &["JUMLAH", "", "", "", "600.000", "300.000", "300.000", "300.000"],
        ],
    );
    sheet.merge_range(2, 4, 2, 7, "BULAN", &Format::new()).unwrap();
    let import = sigaluh(&book.save_to_buffer().unwrap(), "BLT.xlsx");
    let told: Vec<(&str, Option<i64>)> =
        import.aid.iter().map(|aid| (aid.period.as_str(), aid.value)).collect();
    assert_eq!(
        told,
        [("2026-01/2026-03", Some(900_000)), ("2026-01/2026-04", Some(600_000)), ("2026-01", None)]
    );
    // A gap between the months is told.
    assert!(import.aid[0].description.is_empty(), "{}", import.aid[0].description);
    assert!(import.aid[1].description.contains("JAN") && import.aid[1].description.contains("APR"));
    assert!(import.aid.iter().all(|aid| aid.program == "BLT-DD" && aid.village == "33.04.07.2010"));
}

#[test]
fn quarters_side_by_side_and_quarters_by_number() {
    let one =
        text("Nama,NIK,Desa,TW I,TW II,TW III 2026\nUji Satu,3304071204709991,Sawal,,600.000,600.000\n");
    assert_eq!((one[0].period.as_str(), one[0].value), ("2026-04/2026-09", Some(1_200_000)));
    let lines = "Nama,NIK,Desa,Program,Triwulan,Nominal\nUji Satu,,Sawal,PKH,III,600rb\nUji Dua,,Sawal,PKH,2,\"1.250.000,-\"\n";
    let two = text(lines);
    assert_eq!((two[0].period.as_str(), two[0].value), ("2026-07/2026-09", Some(600_000)));
    assert_eq!((two[1].period.as_str(), two[1].value), ("2026-04/2026-06", Some(1_250_000)));
}

#[test]
fn a_present_of_staple_food_is_not_the_card_of_that_name() {
    let titled = text(
        "DAFTAR PENERIMA PAKET SEMBAKO,,,\nMASJID NURUL IMAN DESA SAWAL KEC. SIGALUH,,,\n\"Jumat, 14 Agustus 2026\",,,\n\
         NO,NAMA KEPALA KELUARGA,ALAMAT,PAKET\n1,Uji Satu,Dk. Krajan,1\n",
    );
    let aid = &titled[0];
    assert_eq!((aid.program.as_str(), aid.giver.as_str()), ("ORMAS", "MASJID NURUL IMAN"));
    assert_eq!((aid.giver_kind.as_str(), aid.village.as_str()), ("community_group", "33.04.07.2002"));
    assert_eq!(aid.on.map(|on| on.to_string()).as_deref(), Some("2026-08-14"));

    let rows = text(
        "Nama,Desa,Pemberi,Jenis Bantuan,Tanggal\n\
         Uji Satu,Sawal,Yayasan Kasih Ibu,Sembako,17/08/2026\n\
         Uji Dua,Sawal,Kemensos,Sembako,17/08/2026\n\
         Uji Tiga,Sawal,BAZNAS Banjarnegara,Uang,17/08/2026\n",
    );
    let told: Vec<(&str, &str)> = rows.iter().map(|aid| (aid.program.as_str(), aid.item.as_str())).collect();
    assert_eq!(told, [("YAYASAN", "Sembako"), ("SEMBAKO", ""), ("BAZNAS", "Uang")]);
    // A bank hands out what the ministry gives.
    let card = text("Nama KPM,NIK,Desa,Bansos,Penyalur,Nominal\nUji Satu,,Sawal,Sembako,Bank BRI,600.000\n");
    assert_eq!((card[0].program.as_str(), card[0].giver_kind.as_str()), ("SEMBAKO", "gov_central"));
    let zakat =
        text("LAZISNU SIGALUH - SANTUNAN DHUAFA 2026,,\nNama,Desa,Nilai\nUji Satu,Sawal,\"Rp 1,25 juta\"\n");
    assert_eq!((zakat[0].program.as_str(), zakat[0].value), ("LAZ", Some(1_250_000)));
}

#[test]
fn a_house_is_repaired_by_whoever_pays() {
    let rows = text(
        "Nama Pemilik,NIK,Desa,Program,Sumber Dana,Tahun\n\
         Uji Satu,,Sawal,RTLH,APBD Kabupaten,2026\nUji Dua,,Sawal,RTLH,APBD Provinsi,2026\n\
         Uji Tiga,,Sawal,RTLH,Dana Desa,2026\nUji Empat,,Sawal,Rutilahu,Kemensos,2026\n\
         Uji Lima,,Sawal,RTLH Dana Desa,,2026\n",
    );
    let programs: Vec<&str> = rows.iter().map(|aid| aid.program.as_str()).collect();
    assert_eq!(programs, ["RUTILAHU-KAB", "RUTILAHU-PROV", "RTLH-DD", "RST", "RTLH-DD"]);
    assert!(rows.iter().all(|aid| aid.period == "2026-01/2026-12"));
}

#[test]
fn groups_are_groups_and_columns_without_meaning_are_kept() {
    let groups = text(
        "DAFTAR KUBE PENERIMA MODAL 2026 TAHAP II,,,,\n\
         Nama Kelompok,Nama Ketua,Jumlah Anggota,Desa,Nilai Bantuan (Rp)\nMawar,Uji Satu,10,Sawal,Rp 20 juta\n",
    );
    let group = &groups[0];
    assert_eq!(
        (group.name.as_str(), group.holder.as_str(), group.program.as_str()),
        ("Mawar", "kelompok", "KUBE")
    );
    assert_eq!((group.period.as_str(), group.value), ("2026-04/2026-06", Some(20_000_000)));
    assert!(group.description.contains("Nama Ketua: Uji Satu"), "{}", group.description);
    let one = text("Nama,Desa,Nama Program,Nilai\nPoktan Tani Makmur,Sawal,Alsintan 2026,1 unit\n");
    assert_eq!((one[0].holder.as_str(), one[0].program.as_str()), ("kelompok", ""));
    assert!(one[0].description.contains("Alsintan"));
}

#[test]
fn a_programme_that_is_unknown_is_not_taken_for_that_of_the_title() {
    let rows = text(
        "REKAP PENERIMA PKH DAN BANSOS LAIN 2026,,,\nNama,NIK,Desa,Nama Program,Nilai\n\
         Uji Satu,,Sawal,PKH,600.000\nUji Dua,,Sawal,Kartu Banjar Sejahtera,500 ribu\n",
    );
    assert_eq!((rows[0].program.as_str(), rows[1].program.as_str()), ("PKH", ""));
    assert_eq!(rows[1].description, "Kartu Banjar Sejahtera");
}

#[test]
fn a_heading_repeated_desa_by_desa_keeps_what_the_title_said() {
    let part = |village: &str, from: u32| {
        format!(
            "DESA {village},,,,\nNO,NAMA PENERIMA,NIK,ALOKASI (KG),KET\n1,Uji {from},330407120470999{from},10,\n\
             2,Uji {next},330407120470999{next},10,\n,Sub Jumlah,,20,\n",
            next = from + 1
        )
    };
    let list = format!(
        "DATA PENERIMA BANTUAN PANGAN BERAS 10 KG OKTOBER - NOVEMBER 2026,,,,\n{}{}",
        part("SAWAL", 1),
        part("PRIGI", 3)
    );
    let gifts = text(&list);
    let told: Vec<(&str, &str, &str)> =
        gifts.iter().map(|aid| (&*aid.program, &*aid.period, &*aid.village)).collect();
    let of = |village| ("CPP", "2026-10/2026-11", village);
    assert_eq!(told, [of("33.04.07.2002"), of("33.04.07.2002"), of("33.04.07.2008"), of("33.04.07.2008")]);
    assert!(gifts.iter().all(|aid| aid.amount == "10"));
}

#[test]
fn short_headings_and_amounts_with_arithmetic_are_understood() {
    let rows = text(
        "Nama KRT,No Identitas,Kelurahan/Desa,Program,Periode,Jml Diterima (Rp)\n\
         Uji Satu,3304071204709991,Prigi,PKH,TW 3/2026,300.000 x 3\n\
         Uji Dua,3304071204709992,Prigi,PKH,Tahap I s.d. III 2026,200.000/bulan\n\
         Uji Tiga,3304071204709993,Prigi,PKH,3,2 juta\n",
    );
    let told: Vec<(&str, Option<i64>)> = rows.iter().map(|aid| (&*aid.period, aid.value)).collect();
    assert_eq!(told[..2], [("2026-07/2026-09", Some(900_000)), ("2026-01/2026-09", Some(200_000))]);
    assert!(rows[1].description.contains("200.000/bulan") && rows[0].nik == "3304071204709991");
    // A number alone could be a month or a quarter: it is asked about, and kept.
    assert_eq!((rows[2].period.as_str(), rows[2].description.as_str()), ("", "3"));
}
