//! The workbook for the officer at the Dinas, who has Excel and nothing else.

use std::collections::BTreeMap;

use crate::domain::{Body, Person, Record, RecordKey, RecordKind};
use crate::paper::xlsx::{Cell, Sheet};

use super::Desk;

/// Desa × category, and counts of the work. Names nobody; counts of 1–4 in a sensitive category read `<5`.
pub fn recap_sheets(desk: &Desk) -> Vec<Sheet> {
    vec![recap_sheet(desk, true), counts_sheet(desk)]
}

/// The same with the people, cases and referrals that travel.
pub fn full_sheets(desk: &Desk, records: &BTreeMap<RecordKind, Vec<Record>>) -> Vec<Sheet> {
    let of = |kind| records.get(&kind).map(Vec::as_slice).unwrap_or_default();
    let names: BTreeMap<RecordKey, &Person> = of(RecordKind::Person)
        .iter()
        .filter_map(|record| Some((record.key(), record.body::<Person>()?)))
        .collect();
    vec![
        recap_sheet(desk, false),
        counts_sheet(desk),
        people_sheet(desk, &names),
        cases_sheet(desk, of(RecordKind::Case), &names),
        referrals_sheet(desk, of(RecordKind::Referral), &names),
    ]
}

/// The recap alone, for the screen's export: on the worker's own machine, still without names.
pub fn recap_sheet(desk: &Desk, hide_small: bool) -> Sheet {
    let month = desk.today().format("%Y-%m").to_string();
    let recap = desk.ppks_recap(&month);
    let all = desk.catalog().all_ppks();
    let mut header = vec!["No".to_owned(), "Desa/Kelurahan".to_owned()];
    header.extend(all.iter().map(|category| category.number.to_string()));
    header.push("Jumlah".to_owned());
    let count = |counts: &BTreeMap<String, usize>, category: &crate::catalog::Ppks| {
        let count = counts.get(&category.code).copied().unwrap_or(0);
        let small = (1..5).contains(&count) && category.sensitivity > crate::domain::Sensitivity::Ordinary;
        if hide_small && small { Cell::from("<5") } else { number(count) }
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (index, village) in desk.villages().iter().enumerate() {
        let empty = BTreeMap::new();
        let counts = recap.villages.get(&village.code).unwrap_or(&empty);
        let mut row = vec![number(index + 1), Cell::from(village.name.as_str())];
        row.extend(all.iter().map(|category| count(counts, category)));
        row.push(number(counts.values().sum()));
        rows.push(row);
    }
    let mut sum = vec![Cell::Empty, Cell::from("JUMLAH")];
    sum.extend(all.iter().map(|category| count(&recap.totals, category)));
    sum.push(number(recap.totals.values().sum()));
    rows.push(sum);
    Sheet {
        name: "Rekap PPKS".to_owned(),
        title: vec![
            format!("REKAPITULASI PPKS KECAMATAN {}", desk.area_name().to_uppercase()),
            format!("KEADAAN BULAN {month}"),
        ],
        header,
        rows,
        widths: Vec::new(),
    }
}

fn counts_sheet(desk: &Desk) -> Sheet {
    let counts = desk.agenda(desk.today()).counts;
    let book = desk.book();
    let rows = [
        ("Warga tercatat", counts.people),
        ("Kasus terbuka", counts.open_cases),
        ("Kasus tanpa kebutuhan tercatat", counts.cases_without_needs),
        ("Kasus tanpa persetujuan", counts.cases_without_consent),
        ("Bimbingan kelompok", book.count(RecordKind::Session)),
        ("Rujukan", book.count(RecordKind::Referral)),
        ("Rujukan menunggu jawaban", counts.waiting_referrals),
        ("Rujukan lewat batas", counts.stalled_referrals),
        ("Lembaga", book.count(RecordKind::Organization)),
        ("Laporan PSM", book.count(RecordKind::PsmReport)),
    ];
    Sheet {
        name: "Ringkasan".to_owned(),
        title: vec![format!("RINGKASAN TKSK KECAMATAN {}", desk.area_name().to_uppercase())],
        header: vec!["Uraian".to_owned(), "Jumlah".to_owned()],
        rows: rows.into_iter().map(|(label, count)| vec![Cell::from(label), number(count)]).collect(),
        widths: vec![36.0, 10.0],
    }
}

fn people_sheet(desk: &Desk, people: &BTreeMap<RecordKey, &Person>) -> Sheet {
    let rows = people.values().enumerate().map(|(index, person)| {
        let categories = person.categories.iter().filter_map(|category| category.number);
        let categories: Vec<String> =
            categories.map(|number| desk.label("ppks", &number.to_string())).collect();
        vec![
            number(index + 1),
            Cell::from(person.name.as_str()),
            Cell::from(person.nik.as_str()),
            Cell::from(person.family_card.as_str()),
            person.birth.map_or(Cell::Empty, |birth| {
                birth.day().map_or_else(|| Cell::from(birth.to_string()), Cell::Date)
            }),
            Cell::from(person.sex.as_str()),
            Cell::from(desk.village_name(&person.village)),
            Cell::from([person.rt.as_str(), person.rw.as_str()].join("/").trim_matches('/').to_owned()),
            Cell::from(categories.join("; ")),
        ]
    });
    let header = ["No", "Nama", "NIK", "No KK", "Tanggal lahir", "L/P", "Desa/Kelurahan", "RT/RW", "PPKS"];
    Sheet {
        name: "Warga".to_owned(),
        title: vec!["DAFTAR WARGA".to_owned()],
        header: header.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        widths: vec![5.0, 26.0, 19.0, 19.0, 13.0, 5.0, 16.0, 9.0, 40.0],
    }
}

fn cases_sheet(desk: &Desk, cases: &[Record], people: &BTreeMap<RecordKey, &Person>) -> Sheet {
    let rows = cases.iter().enumerate().filter_map(|(index, record)| {
        let Body::Case(case) = &record.body else { return None };
        let stage = desk.stage_of(record.key()).unwrap_or_default();
        Some(vec![
            number(index + 1),
            Cell::from(record.meta.number.map(|n| n.to_string()).unwrap_or_default()),
            Cell::from(case.person.and_then(|key| people.get(&key)).map_or("", |p| p.name.as_str())),
            Cell::from(desk.village_name(&case.village)),
            Cell::from(case.problem.as_str()),
            Cell::from(desk.label("case_stage", stage)),
            case.opened.and_then(crate::domain::PartialDate::day).map_or(Cell::Empty, Cell::Date),
        ])
    });
    let header = ["No", "Nomor kasus", "Nama", "Desa/Kelurahan", "Masalah", "Tahap", "Dibuka"];
    Sheet {
        name: "Kasus".to_owned(),
        title: vec!["DAFTAR KASUS".to_owned()],
        header: header.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        widths: vec![5.0, 16.0, 26.0, 16.0, 44.0, 18.0, 12.0],
    }
}

fn referrals_sheet(desk: &Desk, referrals: &[Record], people: &BTreeMap<RecordKey, &Person>) -> Sheet {
    let rows = referrals.iter().enumerate().filter_map(|(index, record)| {
        let Body::Referral(referral) = &record.body else { return None };
        let standing = referral.standing();
        let to = referral.organization.and_then(|key| desk.book().organization(key));
        let who = record.meta.root.and_then(|root| people.get(&root));
        Some(vec![
            number(index + 1),
            Cell::from(record.meta.number.map(|n| n.to_string()).unwrap_or_default()),
            Cell::from(who.map_or("", |person| person.name.as_str())),
            Cell::from(to.map_or("", |organization| organization.name.as_str())),
            Cell::from(desk.label("referral_state", &standing.state)),
            standing.since.and_then(crate::domain::PartialDate::day).map_or(Cell::Empty, Cell::Date),
        ])
    });
    let header = ["No", "Nomor rujukan", "Nama", "Lembaga", "Keadaan", "Sejak"];
    Sheet {
        name: "Rujukan".to_owned(),
        title: vec!["DAFTAR RUJUKAN".to_owned()],
        header: header.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        widths: vec![5.0, 16.0, 26.0, 34.0, 18.0, 12.0],
    }
}

fn number(count: usize) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
    Cell::Number(count as f64)
}
