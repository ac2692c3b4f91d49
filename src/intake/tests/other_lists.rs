//! The other sample files: aid, reports by volunteers, organisations, sessions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::support::{Book, expected, import, import_with, sample};
use crate::domain::reading::{family_card, nik};
use crate::intake::{Import, List, Options, Outcome};

const AID: &str = "penerima-bantuan-2026.xlsx";
const PSM: &str = "laporan-psm-2026-10.csv";
const ORGANIZATIONS: &str = "daftar-lembaga.csv";
const SESSIONS: &str = "sesi-bimbingan-2026.xlsx";

fn codes(import: &Import, row: u32) -> BTreeSet<&'static str> {
    let rows = import.rows.iter().filter(|r| r.row == row);
    rows.flat_map(|row| &row.notes).map(|note| note.note.code).collect()
}

fn texts(json: &Json) -> BTreeSet<&str> {
    json.as_array().unwrap().iter().filter_map(Json::as_str).collect()
}

#[test]
fn four_sheets_of_aid() {
    let (import, want) = (import(AID), &expected()["aid"]);
    assert_eq!(
        (import.receipt.read, import.receipt.new, import.receipt.refused),
        (633, 633, 0),
        "{:?}",
        import.receipt.refused_by
    );
    for mapping in &import.mapping {
        let sheet = &want["sheets"][&*mapping.sheet];
        assert_eq!(mapping.read_as, Some(List::Aid), "{}", mapping.sheet);
        assert_eq!(
            u64::from(mapping.header_rows[0]),
            sheet["header_row"].as_u64().unwrap(),
            "{}",
            mapping.sheet
        );
        let rows = import.rows.iter().filter(|row| row.sheet == mapping.sheet).count();
        assert_eq!(rows as u64, sheet["data_rows"].as_u64().unwrap(), "{}", mapping.sheet);
    }
    let of = |sheet: &str| {
        let rows = import.rows.iter().zip(&import.aid).filter(move |(row, _)| &*row.sheet == sheet);
        rows.map(|(_, aid)| aid).collect::<Vec<_>>()
    };
    for (sheet, program, period, kind) in [
        ("PKH", "PKH", "2026-07/2026-09", "gov_central"),
        ("SEMBAKO", "SEMBAKO", "2026-07/2026-09", "gov_central"),
        ("BLT-DD mekarjaya", "BLT-DD", "2026-07/2026-09", "village"),
    ] {
        assert!(of(sheet).iter().all(|aid| aid.program == program && aid.giver_kind == kind), "{sheet}");
        assert!(
            of(sheet).iter().filter(|aid| aid.period == period).count() >= of(sheet).len() - 3,
            "{sheet}"
        );
        assert!(of(sheet).iter().all(|aid| aid.value.is_some_and(|value| value > 100_000)), "{sheet}");
    }
    assert_eq!(of("SEMBAKO").iter().filter(|aid| aid.period == "2026-04/2026-06").count(), 3);
    assert!(of("BLT-DD mekarjaya").iter().all(|aid| aid.village == "32.04.30.2008"));
    let gifts = of("Santunan Yayasan");
    assert!(gifts.iter().all(|aid| aid.program == "YAYASAN" && aid.on.is_some() && aid.period.is_empty()));
    let givers: BTreeMap<&str, &str> =
        gifts.iter().map(|a| (a.giver.as_str(), a.giver_kind.as_str())).collect();
    assert_eq!(givers["DKM Al-Hikmah"], "community_group");
    assert_eq!(givers["Toko Berkah Jaya"], "business");
    assert_eq!(givers["Yayasan Bina Kasih Sesama"], "institution");
    let packets =
        gifts.iter().filter(|aid| (aid.amount.as_str(), aid.unit.as_str()) == ("1", "paket")).count();
    assert!(
        packets > 10 && gifts.iter().all(|aid| aid.value == Some(250_000) || aid.unit == "paket"),
        "{packets}"
    );
}

#[test]
fn numbers_of_aid_are_whole_where_they_were() {
    let (import, want) = (import(AID), &expected()["aid"]);
    let imprecise = |at: usize, code: &str| import.rows[at].notes.iter().any(|note| note.note.code == code);
    let cards: Vec<&str> = import
        .aid
        .iter()
        .enumerate()
        .filter(|(at, aid)| {
            family_card::is_complete(&aid.family_card) && !imprecise(*at, "kk_numeric_precision")
        })
        .map(|(_, aid)| aid.family_card.as_str())
        .collect();
    let niks = import.aid.iter().filter(|aid| nik::state(&aid.nik) == nik::NikState::Complete).count();
    assert_eq!(cards.len() as u64, want["rows_with_complete_kk"].as_u64().unwrap());
    assert_eq!(niks as u64, want["rows_with_complete_nik"].as_u64().unwrap());
    assert_eq!(
        cards.iter().collect::<BTreeSet<_>>().len() as u64,
        want["distinct_complete_kk"].as_u64().unwrap()
    );
    let again = import_with(&sample(AID), AID, &Options::default(), &Book::with(&import)).unwrap();
    assert_eq!((again.receipt.same, again.receipt.new), (633, 0));
}

#[test]
fn aid_knows_the_people_of_the_book() {
    let people = import("daftar-ppks-pacet.xlsx");
    let aid = import_with(&sample(AID), AID, &Options::default(), &Book::with(&people)).unwrap();
    assert!(aid.aid.iter().filter(|aid| aid.person.is_some()).count() > 100);
}

#[test]
fn reports_of_volunteers() {
    let (import, want) = (import(PSM), expected());
    assert_eq!(import.mapping[0].read_as, Some(List::Psm));
    assert_eq!((import.receipt.read, import.receipt.new, import.receipt.refused), (37, 36, 1));
    for want in want["psm"].as_array().unwrap() {
        let number = u32::try_from(want["record"].as_u64().unwrap()).unwrap();
        let row = import.rows.iter().find(|row| row.row == number).unwrap();
        let Outcome::New(draft) = &row.outcome else {
            assert_eq!(want["status"], "refused", "{number}");
            continue;
        };
        let report = &import.psm[draft.at];
        assert_eq!(report.name, want["name"].as_str().unwrap(), "{number}");
        assert_eq!(report.village, want["village"].as_str().unwrap(), "{number}");
        assert_eq!(report.on.map(|on| on.to_string()).as_deref(), want["date"].as_str(), "{number}");
        assert_eq!(Some(report.phone.as_str()).filter(|p| !p.is_empty()), want["phone"].as_str(), "{number}");
        let mut codes = codes(&import, number);
        for further in ["phone_zero_missing", "village_spelling", "duplicate_report"] {
            codes.remove(further);
        }
        assert_eq!(codes, texts(&want["warnings"]), "{number}");
    }
    let twice: Vec<u32> = import
        .rows
        .iter()
        .filter(|r| r.notes.iter().any(|n| n.note.code == "duplicate_report"))
        .map(|r| r.row)
        .collect();
    assert_eq!(twice, [34, 35, 36]);
    assert_eq!(import.receipt.refused_by, BTreeMap::from([("problem_missing", 1)]));
    assert!(import.psm.iter().any(|report| report.problem.contains("\nPernah diusulkan")));
}

#[test]
fn organizations() {
    let (import, want) = (import(ORGANIZATIONS), &expected()["organizations"]);
    assert_eq!(import.mapping[0].read_as, Some(List::Organizations));
    let receipt = &import.receipt;
    assert_eq!((receipt.read, receipt.new, receipt.duplicate, receipt.refused), (45, 44, 1, 0));
    let row_names = |code: &str| -> BTreeSet<String> {
        let told = import.rows.iter().filter(|row| row.notes.iter().any(|note| note.note.code == code));
        let new =
            told.filter_map(|row| if let Outcome::New(draft) = &row.outcome { Some(draft.at) } else { None });
        new.map(|at| import.organizations[at].name.clone()).collect()
    };
    let set = |json: &Json| texts(json).into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(row_names("permit_expired"), set(&want["siop_expired_on_2026_11_24"]));
    assert_eq!(row_names("capacity_full"), set(&want["capacity_full"]));
    assert_eq!(row_names("not_checked_for_a_year"), set(&want["not_checked_for_a_year"]));
    assert_eq!(row_names("formula_text_neutralized"), set(&want["text_that_looks_like_formula"]));
    assert_eq!(row_names("likely_same_short_name"), BTreeSet::from(["KT. Cikitu".to_owned()]));
    let inactive =
        import.organizations.iter().filter(|o| o.status == "inactive").map(|o| o.name.clone()).collect();
    assert_eq!(set(&want["inactive"]), inactive);
    assert_eq!(receipt.duplicates, BTreeMap::from([("exact_after_spaces", 1)]));
    assert!(!receipt.warnings.contains_key("organization_kind_unknown"), "{:?}", receipt.rows);
    assert!(import.organizations.iter().all(|o| o.kind != "other" && !o.services.is_empty()));
}

#[test]
fn sessions() {
    let (import, want) = (import(SESSIONS), expected());
    let want = want["sessions"].as_array().unwrap();
    assert_eq!((import.receipt.read, import.receipt.new), (9, 9));
    assert_eq!(
        import.receipt.warnings,
        BTreeMap::from([("day_name_mismatch", 1), ("declared_sex_count_mismatch", 1)])
    );
    for (session, want) in import.sessions.iter().zip(want) {
        let name = want["topic"].as_str().unwrap();
        assert_eq!(session.topic, name);
        assert_eq!(session.on.map(|on| on.to_string()).as_deref(), want["date"].as_str(), "{name}");
        assert_eq!(session.place, want["place"].as_str().unwrap(), "{name}");
        assert_eq!(
            Some(session.village.as_str()).filter(|v| !v.is_empty()),
            want["village"].as_str(),
            "{name}"
        );
        let of =
            |sex: &str| session.participants.iter().filter(|p| p.sex == sex && p.attended()).count() as u64;
        assert_eq!(
            (of("L"), of("P")),
            (want["male"].as_u64().unwrap(), want["female"].as_u64().unwrap()),
            "{name}"
        );
        assert_eq!(session.participants.len() as u64, want["attendees"].as_u64().unwrap(), "{name}");
        let plan: Vec<Json> = session
            .plan
            .iter()
            .map(|p| serde_json::json!({ "what": p.what, "who": p.who, "due": p.due.map(|d| d.to_string()) }))
            .collect();
        assert_eq!(&Json::from(plan), &want["follow_ups"], "{name}");
        assert!(
            session.starts == "09:00"
                && !session.ends.is_empty()
                && !session.speaker.is_empty()
                && !session.method.is_empty()
        );
        assert!(session.result.starts_with("peserta memahami"), "{name}");
    }
}

#[test]
fn sessions_know_the_people_of_the_book() {
    let people = import("daftar-ppks-pacet.xlsx");
    let sessions =
        import_with(&sample(SESSIONS), SESSIONS, &Options::default(), &Book::with(&people)).unwrap();
    let known = sessions.sessions.iter().flat_map(|s| &s.participants).filter(|p| p.person.is_some()).count();
    assert!((60..=66).contains(&known), "{known} for {}", expected()["known_participants"]);
    let first: Vec<_> = sessions.rows.iter().map(|row| row.row).collect();
    assert_eq!(first[..3], [2, 32, 57]);
}
