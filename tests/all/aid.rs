//! The sample's lists of receivers: what meets, whom nothing reached, and what the worker can say about it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use secrecy::SecretString;
use serde_json::Value as Json;
use simpul::desk::{Clock, Desk, ImportOrder, Meeting, PairCount, SetUp};
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
    let aid = desk.book().gift(key).unwrap();
    match by {
        Method::Card => aid.family_card.to_string(),
        Method::Nik => aid.nik.to_string(),
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

/// A list that comes again in a corrected form changes what it says of gifts, and doubles none of them.
#[test]
fn a_corrected_list_changes_gifts_and_a_list_of_later_months_tells_who_is_new_and_gone() {
    let (folder, mut desk, _) = pacet();
    let again = import(&mut desk, &sample("penerima-bantuan-2026.xlsx"));
    assert_eq!((again.read, again.new, again.same), (633, 0, 633));
    let list = |name: &str, title: &str, rows: &str| {
        let path = folder.path().join(name);
        let head = "No,Nama KPM,NIK,Nomor KK,Desa/Kelurahan,Periode,Nominal (Rp),Status";
        std::fs::write(&path, format!("{title}\n{head}\n{rows}")).unwrap();
        path
    };
    let july = "1,Uji Satu,3204301204709991,3204300101239991,Cikitu,Januari - Maret 2025,600000,Transaksi\n\
                2,Uji Dua,3204301204709992,3204300101239992,Cikitu,Januari - Maret 2025,600000,Transaksi\n";
    let first = import(&mut desk, &list("satu.csv", "Daftar KPM CPP", july));
    assert_eq!((first.new, first.changed, first.refused), (2, 0, 0), "{first:?}");
    let mended = import(
        &mut desk,
        &list("dua.csv", "Daftar KPM CPP", &july.replacen("600000", "\"Rp 1,25 juta\"", 1)),
    );
    assert_eq!((mended.read, mended.new, mended.changed, mended.same), (2, 0, 1, 1));
    let values: Vec<Option<i64>> = desk
        .book()
        .gifts()
        .map(|(_, gift)| gift.read())
        .filter(|aid| aid.name == "Uji Satu")
        .map(|aid| aid.value)
        .collect();
    assert_eq!(values, [Some(1_250_000)]);
    desk.undo().unwrap();
    let later = july
        .replace("Januari - Maret", "April - Juni")
        .replace("Uji Dua", "Uji Tiga")
        .replace("9992", "9993");
    import(&mut desk, &list("tiga.csv", "Daftar KPM CPP", &later));
    let changes = desk.list_changes();
    let change = changes.iter().find(|change| change.program == "CPP").unwrap();
    let counts = simpul::desk::ListTurnKind::ALL.map(|turn| change.count(turn));
    assert_eq!((counts, change.same), ([1, 1, 0], 1));
}

#[test]
fn a_decision_ends_the_nagging_and_is_asked_again_when_the_rule_changes() {
    use simpul::domain::{AidDecision, Override};
    let (_folder, mut desk, _) = pacet();
    let open = |desk: &mut Desk| meetings(desk).iter().filter(|meeting| meeting.is_open()).count();
    let before = open(&mut desk);
    let asked =
        meetings(&mut desk).into_iter().find(|meeting| pair("BLT-DD", "PKH", "periksa")(meeting)).unwrap();
    let decision = AidDecision {
        decision: "accepted".into(),
        reason: "Sudah ditanyakan ke DPMD".into(),
        on: "2026-11-24".parse().ok(),
        ..AidDecision::default()
    };
    desk.decide_meeting((asked.a.key, asked.b.key), decision.clone(), None).unwrap();
    assert_eq!(open(&mut desk), before - 1);
    let kept = desk.meeting_of(asked.b.key, asked.a.key).unwrap().decided.unwrap();
    assert_eq!((kept.decision.as_str(), kept.reason.as_str()), ("accepted", "Sudah ditanyakan ke DPMD"));
    desk.undo().unwrap();
    assert_eq!(open(&mut desk), before);
    desk.redo().unwrap();
    // Another word about the two asks again.
    let own = Override {
        table: "overlap_rules".into(),
        code: "TT-013".into(),
        column: "result".into(),
        value: "tidak".into(),
        ..Override::default()
    };
    let purpose = simpul::desk::FormPurpose::Override {
        table: own.table.clone(),
        code: own.code.clone(),
        column: own.column.clone(),
    };
    desk.submit(&purpose, &simpul::domain::Table::to_row(&own), None).unwrap();
    assert_eq!(desk.meeting_of(asked.a.key, asked.b.key).unwrap().verdict.code(), "tidak");
    assert_eq!(open(&mut desk), before);
    // Two people after all: it is no overlap any more.
    let count = |desk: &mut Desk| {
        let all = meetings(desk);
        PairCount::of(&all).iter().map(|count| count.count).sum::<usize>()
    };
    let all = count(&mut desk);
    let others = AidDecision { decision: "not_same".into(), ..decision };
    desk.decide_meeting((asked.a.key, asked.b.key), others, None).unwrap();
    assert_eq!(count(&mut desk), all - 1);
}

#[test]
fn gifts_wait_to_be_matched_and_what_is_matched_counts_at_once() {
    let (_folder, mut desk, _) = pacet();
    let waiting = desk.unmatched_aid();
    assert!(waiting.len() > 100, "{}", waiting.len());
    let untouched = desk.untouched();
    let family = untouched.families.iter().find(|family| family.maybe.is_some()).unwrap();
    let gift = family.maybe.unwrap();
    assert!(waiting.contains(&gift));
    let person = desk.aid_candidates(gift)[0];
    desk.match_aid(gift, Some(person), None).unwrap();
    assert!(!desk.unmatched_aid().contains(&gift));
    let after = desk.untouched();
    assert!(after.families.iter().all(|other| other.key != family.key));
    assert_eq!(after.by_card - after.reached_without_card, untouched.households());
    // The page of the person tells it.
    assert!(desk.page(person).unwrap().timeline.iter().any(|item| item.key == gift));
    let nobody = waiting.iter().copied().find(|key| *key != gift).unwrap();
    desk.match_aid(nobody, None, None).unwrap();
    assert_eq!(desk.unmatched_aid().len(), waiting.len() - 2);
    desk.undo().unwrap();
    assert_eq!(desk.unmatched_aid().len(), waiting.len() - 1);
}

#[test]
fn a_donors_list_is_checked_before_anything_is_handed_out_and_nothing_is_saved() {
    let (_folder, mut desk, _) = pacet();
    let gifts = desk.book().count(simpul::domain::RecordKind::Aid);
    let person =
        desk.book().people().find(|(_, line)| line.nik.len() == 16 && *line.categories == [8]).unwrap();
    let (name, nik, village) =
        (person.1.name.clone(), person.1.nik.clone(), desk.village_name(&person.1.village));
    let list = format!(
        "Nama;NIK;No KK;Desa\nOrang Lama;;3204300101990002;Cikitu\n\
         {name};{nik};;{village}\n{name};{nik};;{village}\nOrang Baru;;3204300101990001;Cikitu\n"
    );
    let checked = desk.check_list_of(list.as_bytes(), "donatur.csv").unwrap();
    assert_eq!((checked.read, checked.rows.len()), (4, 4));
    let row = |number: u32| checked.rows.iter().find(|row| row.row == number).unwrap();
    assert_eq!(row(3).twins, [4]);
    assert_eq!(row(3).verdict(), simpul::overlap::Verdict::Double);
    assert!(row(5).near.is_empty() && row(5).twins.is_empty());
    let dated = "Nama;NIK;No KK;Desa;Bentuk;Tanggal\n\
        Hendra Udin Sutisna;3204302403819755;3204302008089649;Tanjungwangi;sembako;20 Agustus 2026\n";
    let checked = desk.check_list_of(dated.as_bytes(), "donatur.csv").unwrap();
    let told: Vec<(&str, &str)> = checked.rows[0]
        .near
        .iter()
        .map(|near| (near.party.program.as_str(), near.rule.as_ref().unwrap().id.as_str()))
        .collect();
    assert_eq!(told, [("PKH", "TT-029"), ("SEMBAKO", "TT-029")]);
    assert_eq!(desk.book().count(simpul::domain::RecordKind::Aid), gifts);
}

#[test]
fn a_secret_person_is_named_in_no_list_or_paper_of_aid() {
    use simpul::domain::{AidDecision, Value};
    let (_folder, mut desk, _) = pacet();
    let meeting = meetings(&mut desk)
        .into_iter()
        .find(|meeting| {
            let aid = desk.book().gift(meeting.a.key).unwrap();
            aid.person.is_some() && meeting.a.who.name.split(' ').count() > 1
        })
        .unwrap();
    let aid = desk.book().gift(meeting.a.key).unwrap();
    let (person, name) = (aid.person.unwrap(), aid.name.to_string());
    let purpose = simpul::desk::FormPurpose::Edit(person);
    let mut row = desk.form_row(&purpose).unwrap();
    row.retain(|(field, _)| field != "sensitivity");
    row.push(("sensitivity".to_owned(), Value::Text("rahasia".to_owned())));
    desk.submit(&purpose, &row, None).unwrap();

    let masked = desk.meeting_of(meeting.a.key, meeting.b.key).unwrap();
    assert!(masked.a.who.masked && masked.a.who.name.is_empty());
    assert!(desk.coordination().0.iter().all(|family| family.who.name != name));
    let untouched = desk.untouched();
    assert!(untouched.families.iter().all(|family| family.who.name != name));
    let (key, _) = desk.book().people().find(|(key, _)| *key == person).unwrap();
    let list = format!("Nama;NIK;Desa\n{name};{};Cikitu\n", desk.book().person(key).unwrap().nik);
    let checked = desk.check_list_of(list.as_bytes(), "donatur.csv").unwrap();
    assert!(checked.rows.iter().all(|row| row.masked), "{:?}", checked.rows);
    for sheet in desk.need_sheets().into_iter().chain(desk.coordination_sheets(true)) {
        assert!(!format!("{sheet:?}").contains(&name), "{}", sheet.name);
    }

    // With the person their gifts are erased, and what was decided about them.
    let decision = AidDecision {
        decision: "accepted".into(),
        reason: format!("Kata {name}"),
        on: "2026-11-24".parse().ok(),
        ..AidDecision::default()
    };
    let saved = desk.decide_meeting((meeting.a.key, meeting.b.key), decision, None).unwrap();
    let password = SecretString::from("kata-sandi-uji-1945");
    desk.erase(person, "permintaan sendiri", &password, &mut |_, _, _| ControlFlow::Continue(())).unwrap();
    assert!(desk.book().line(saved.keys[0]).is_none() && desk.book().line(meeting.a.key).is_none());
}
