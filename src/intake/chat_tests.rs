use proptest::prelude::*;

use super::*;

fn villages() -> Vec<(String, String)> {
    ["Cikitu", "Cipeujeuh", "Tanjungwangi", "Nagrak", "Maruyung"]
        .iter()
        .enumerate()
        .map(|(at, name)| (format!("32.04.30.200{at}"), (*name).to_owned()))
        .collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn read(text: &str) -> Vec<PsmReport> {
    let villages = villages();
    pieces(text, &villages).iter().map(|piece| report(piece, &villages, today())).collect()
}

fn village(report: &PsmReport) -> String {
    let villages = villages();
    villages.into_iter().find(|(code, _)| *code == report.village).map(|(_, name)| name).unwrap_or_default()
}

#[test]
fn a_message_with_labels_is_read_line_by_line() {
    let found = read(
        "[08.15, 17/10/2026] Iis Kokom PSM: Assalamualaikum bu, mau lapor\nNama: Kosasih\nUmur : 74 th\nAlamat: Kp. Cikoneng \
         RT 002/006\nDesa: Cipeujeuh\nMasalah: Lansia tinggal sendiri, makan dari tetangga\nKebutuhan: permakanan\nNo HP: \
         0813-5550-9172\nTerima kasih",
    );
    let [report] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(report.reporter, "Iis Kokom PSM");
    assert_eq!(report.on.unwrap().to_string(), "2026-10-17");
    assert_eq!((report.name.as_str(), village(report).as_str()), ("Kosasih", "Cipeujeuh"));
    assert_eq!(report.address, "Kp. Cikoneng RT 002/006");
    assert_eq!(report.problem, "Lansia tinggal sendiri, makan dari tetangga");
    assert_eq!(report.need, "permakanan");
    assert!(report.estimated_age.contains("74") && report.phone.contains("5550"), "{report:?}");
}

#[test]
fn free_words_are_understood_as_far_as_they_tell() {
    let found = read(
        "17/10/26 08.15 - Rahmat: Punten bu, ada warga bernama Titin Nurjanah umur 53 tahun di desa Tanjung Wangi sakit \
         sudah dua minggu, butuh berobat. HP 081355502051",
    );
    let [report] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((report.name.as_str(), report.reporter.as_str()), ("Titin Nurjanah", "Rahmat"));
    assert_eq!(village(report), "Tanjungwangi");
    assert!(report.problem.contains("sakit sudah dua minggu"), "{report:?}");
    assert_eq!(report.need, "berobat");
    assert!(!report.phone.is_empty() && report.estimated_age.contains("53"), "{report:?}");
}

#[test]
fn several_reports_in_one_paste_stay_apart() {
    let found = read(
        "[08.15, 17/10/2026] Iis: Assalamualaikum\n[08.16, 17/10/2026] Iis: Laporan warga desa Nagrak:\n1. Dedi Kurnia, 40 \
         thn, lumpuh sejak jatuh, perlu kursi roda\n2. Yuyun Suryani, 13 th, putus sekolah kelas 5\n[09.00, 18/10/2026] \
         Cecep: Kosasih, ±74, Cikitu, tinggal sendiri. Terima kasih",
    );
    let told: Vec<_> = found
        .iter()
        .map(|r| (r.reporter.as_str(), r.name.as_str(), village(r), r.problem.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("Iis", "Dedi Kurnia", "Nagrak".to_owned(), "lumpuh sejak jatuh"),
            ("Iis", "Yuyun Suryani", "Nagrak".to_owned(), "putus sekolah kelas 5"),
            ("Cecep", "Kosasih", "Cikitu".to_owned(), "tinggal sendiri"),
        ]
        .map(|(by, name, village, problem)| (by, name, village, problem)),
        "{found:#?}"
    );
    assert_eq!(found[0].need, "kursi roda");
}

#[test]
fn messages_that_a_phone_copied_without_the_year_stay_apart() {
    for (first, second) in [
        ("[23/11 08.12]", "[25/12 09.00]"),
        ("[23/11, 08.12]", "[25/12, 09.00]"),
        ("[08.12, 23/11]", "[09.00, 25/12]"),
        ("[23/11 8:12 AM]", "[25/12 9:00\u{202f}PM]"),
        ("23/11 08.12 -", "25/12 09.00 -"),
    ] {
        let found = read(&format!(
            "{first} Bu Neneng PSM: ada warga RT 3 Nagrak nama Ibu Icah Suryati, dipukul suami\n{second} Pak Asep: di \
             Maruyung ada lansia Mak Icih tinggal sendiri, rumah bocor"
        ));
        let told: Vec<_> = found
            .iter()
            .map(|r| (r.reporter.as_str(), r.on.map(|on| on.to_string()).unwrap_or_default(), village(r)))
            .collect();
        assert_eq!(
            told,
            [
                ("Bu Neneng PSM", "2026-11-23".to_owned(), "Nagrak".to_owned()),
                ("Pak Asep", "2025-12-25".to_owned(), "Maruyung".to_owned()),
            ],
            "{first} {found:#?}"
        );
        assert!(!found[0].problem.contains("Icih") && found[1].problem.contains("rumah bocor"), "{found:#?}");
    }
}

#[test]
fn a_fraction_in_a_line_begins_no_message() {
    let found = read("Kosasih, Cikitu, rumah bocor\nRT 3/4 - tetangga: tidak tahu\n1/2 - kamar: rusak");
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn paragraphs_without_senders_are_reports_and_greetings_are_none() {
    let found = read(
        "Assalamualaikum bu\n\nAsep Suryana, Maruyung, rumah bocor\n\nOneng, Cikitu, buta kedua mata\n\nNuhun",
    );
    let names: Vec<&str> = found.iter().map(|report| report.name.as_str()).collect();
    assert_eq!(names, ["Asep Suryana", "Oneng"]);
    assert!(read("Assalamualaikum bu, selamat pagi").is_empty());
    assert!(read("").is_empty());
}

#[test]
fn what_is_missing_stays_missing() {
    let found = read("Mohon dibantu bu warga desa Nagrak kemarin kebakaran rumahnya");
    assert_eq!(found[0].name, "");
    assert_eq!(village(&found[0]), "Nagrak");
    assert!(found[0].problem.contains("kebakaran"));
}

proptest! {
    #[test]
    fn no_paste_breaks_the_reader(text in "(?s).{0,200}", lines in proptest::collection::vec("[A-Za-z0-9±é:,. \\[\\]/-]{0,40}", 0..6)) {
        let _ = read(&text);
        let _ = read(&lines.join("\n"));
    }
}
