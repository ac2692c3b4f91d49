//! The sample's lists of receivers: what meets, whom nothing reached, and what the worker can say about it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use secrecy::SecretString;
use serde_json::Value as Json;
use simpul::desk::{Clock, Desk, ImportOrder, Line, Meeting, SetUp};
use simpul::domain::RecordKey;
use simpul::intake::Receipt;
use simpul::overlap::Method;
use simpul::vault::Cost;
use tempfile::TempDir;

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/samples").join(name)
}

fn expected() -> Json {
    let text = std::fs::read_to_string(sample("expected.json")).unwrap();
    serde_json::from_str::<Json>(&text).unwrap()["aid"].clone()
}

fn import(desk: &mut Desk, file: &Path) -> Receipt {
    let order = ImportOrder { file: file.to_owned(), ..ImportOrder::default() };
    let preview = desk.preview_import(&order).unwrap();
    desk.import(preview).unwrap()
}

/// A book with the lists of the sample.
fn pacet() -> (TempDir, Desk, Receipt) {
    let folder = tempfile::tempdir().unwrap();
    let set_up = SetUp { name: "Petugas Uji".into(), area: "32.04.30".into(), ..SetUp::default() };
    let clock = Clock { today: "2026-11-24".parse().unwrap(), now: || 1_795_478_400 };
    let password = SecretString::from("kata-sandi-uji-1945");
    let (mut desk, _) =
        Desk::create(&folder.path().join("data"), &password, Cost::for_tests(), &set_up, clock).unwrap();
    import(&mut desk, &sample("daftar-ppks-pacet.xlsx"));
    let receipt = import(&mut desk, &sample("penerima-bantuan-2026.xlsx"));
    (folder, desk, receipt)
}

fn meetings(desk: &mut Desk) -> Vec<Meeting> {
    desk.meetings(&mut |_, _| ControlFlow::Continue(())).unwrap()
}

/// The number on the list by which one can tell a family: card, else NIK, else name.
fn number(desk: &Desk, key: RecordKey, by: Method) -> String {
    let Some(Line::Aid(aid)) = desk.book().line(key) else { panic!("no aid") };
    match by {
        Method::Card => aid.family_card.clone(),
        Method::Nik => aid.nik.clone(),
        _ => format!("{} {}", aid.name.to_lowercase(), aid.village),
    }
}

type ByMethod = BTreeMap<&'static str, BTreeSet<String>>;

/// Families that meet in a way, by how one knows.
fn families(desk: &Desk, meetings: &[Meeting], takes: impl Fn(&Meeting) -> bool) -> ByMethod {
    let mut found = ByMethod::new();
    for meeting in meetings.iter().filter(|meeting| takes(meeting)) {
        let number = number(desk, meeting.a.key, meeting.method);
        found.entry(meeting.method.code()).or_default().insert(number);
    }
    found
}

fn counts(found: &ByMethod) -> BTreeMap<String, u64> {
    found.iter().map(|(method, numbers)| ((*method).to_owned(), numbers.len() as u64)).collect()
}

fn wanted(overlap: &Json) -> BTreeMap<String, u64> {
    let by_method = overlap["by_method"].as_object().unwrap();
    by_method.iter().map(|(method, count)| (method.clone(), count.as_u64().unwrap())).collect()
}

fn pair<'a>(a: &'a str, b: &'a str, result: &'a str) -> impl Fn(&Meeting) -> bool + 'a {
    move |meeting| {
        let mut codes = [meeting.a.program.as_str(), meeting.b.program.as_str()];
        codes.sort_unstable();
        codes == [a, b] && meeting.verdict.code() == result
    }
}

fn is_private(desk: &Desk, program: &str) -> bool {
    desk.catalog().program(program).is_some_and(|program| program.level == "non-pemerintah")
}

#[test]
fn overlaps_of_the_sample_are_those_of_its_maker() {
    let (_folder, mut desk, receipt) = pacet();
    let want = expected();
    assert_eq!((receipt.read, receipt.new, receipt.refused), (633, 633, 0));
    let meetings = meetings(&mut desk);
    for (name, a, b) in [
        ("PKH+SEMBAKO", "PKH", "SEMBAKO"),
        ("BLT-DD+PKH", "BLT-DD", "PKH"),
        ("BLT-DD+SEMBAKO", "BLT-DD", "SEMBAKO"),
        ("PKH+PKH(ganda)", "PKH", "PKH"),
    ] {
        let own = &want["overlaps"][name];
        let found = families(&desk, &meetings, pair(a, b, own["result"].as_str().unwrap()));
        assert_eq!(counts(&found), wanted(own), "{name}");
        let rules: BTreeSet<&str> = meetings
            .iter()
            .filter(|meeting| pair(a, b, own["result"].as_str().unwrap())(meeting))
            .filter_map(|meeting| meeting.rule.as_ref().map(|rule| rule.id.as_str()))
            .collect();
        assert_eq!(rules, [own["rule"].as_str().unwrap()].into(), "{name}");
        let cards: BTreeSet<String> = serde_json::from_value(own["by_method_kk"]["kk"].clone()).unwrap();
        assert_eq!(found["kk"], cards, "{name}");
    }
    let doubles = families(&desk, &meetings, pair("SEMBAKO", "SEMBAKO", "ganda"));
    assert_eq!((doubles["kk"].len(), doubles["nik"].len(), doubles.len()), (5, 3, 2));

    let mixed = families(&desk, &meetings, |meeting| {
        is_private(&desk, &meeting.a.program) != is_private(&desk, &meeting.b.program)
    });
    assert_eq!(counts(&mixed), wanted(&want["overlaps"]["YAYASAN+GOV"]));
    let piled = families(&desk, &meetings, |meeting| {
        is_private(&desk, &meeting.a.program) && is_private(&desk, &meeting.b.program)
    });
    assert_eq!(counts(&piled), wanted(&want["overlaps"]["NON-PEMERINTAH+NON-PEMERINTAH(<=90 hari)"]));
}

#[test]
fn what_is_no_overlap_in_the_sample_is_not_called_one() {
    let (_folder, mut desk, _) = pacet();
    let want = expected();
    let meetings = meetings(&mut desk);
    let cards =
        |meeting: &Meeting| [meeting.a.key, meeting.b.key].map(|key| number(&desk, key, Method::Card));
    for names in want["not_overlap_same_name_same_village"].as_array().unwrap() {
        let two = [names[2].as_str().unwrap(), names[3].as_str().unwrap()];
        assert!(
            !meetings
                .iter()
                .any(|meeting| two.iter().all(|card| cards(meeting).iter().any(|own| own == card)))
        );
    }
    for card in want["not_overlap_different_period_SEMBAKO"].as_array().unwrap() {
        let double = pair("SEMBAKO", "SEMBAKO", "ganda");
        assert!(
            !meetings
                .iter()
                .any(|meeting| double(meeting)
                    && cards(meeting).iter().any(|own| own == card.as_str().unwrap()))
        );
    }
    let flagged = |flag: &str| -> BTreeSet<String> {
        let keys = desk.flagged_aid(flag);
        keys.into_iter().map(|key| number(&desk, key, Method::Card)).collect()
    };
    let set =
        |name: &str| -> BTreeSet<String> { serde_json::from_value(want["flags"][name].clone()).unwrap() };
    assert_eq!(flagged("KL-02"), set("recipient_deceased"));
    assert_eq!(flagged("KL-03"), set("recipient_moved"));
}

#[test]
fn families_that_nothing_reached_are_those_of_the_sample() {
    let (_folder, desk, _) = pacet();
    let want = &expected()["ppks_households_not_reached"];
    let untouched = desk.untouched();
    assert_eq!(untouched.by_card as u64, want["by_complete_kk"].as_u64().unwrap());
    let reached = want["of_which_reached_by_foundation_rows_without_kk"].as_array().unwrap().len();
    assert_eq!(untouched.reached_without_card, reached);
    assert_eq!(untouched.households(), untouched.by_card - reached);
}

#[test]
fn zz_debug() {
    let (_folder, desk, _) = pacet();
    let u = desk.untouched();
    eprintln!(
        "by_card {} reached {} alone {} fam {}",
        u.by_card,
        u.reached_without_card,
        u.without_card,
        u.families.len()
    );
    let want: BTreeSet<String> =
        serde_json::from_value(expected()["ppks_households_not_reached"]["kk_list"].clone()).unwrap();
    let mut seen = BTreeSet::new();
    for (key, line) in desk.book().of_kind(simpul::domain::RecordKind::Household) {
        let Line::Household { family_card, .. } = line else { continue };
        seen.insert(family_card.clone());
        let fam = u.families.iter().any(|f| f.key == key);
        if fam && !want.contains(family_card) {
            eprintln!("extra {family_card}");
            for m in desk.book().members(key) {
                eprintln!("   {:?}", desk.book().person(*m));
            }
        }
        if !fam && want.contains(family_card) {
            eprintln!("gone {family_card}");
        }
    }
    eprintln!("missing households {:?}", want.difference(&seen).collect::<Vec<_>>());
}
