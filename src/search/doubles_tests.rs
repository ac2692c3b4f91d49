use std::collections::HashMap;

use ulid::Ulid;

use super::*;
use crate::domain::RecordKind;

struct Row {
    cells: csv::StringRecord,
}

impl Row {
    fn cell(&self, at: usize) -> &str {
        &self.cells[at]
    }
    fn number(&self) -> u32 {
        self.cell(0).parse().unwrap()
    }
    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            key: key(self.number()),
            name: self.cell(1),
            nik: self.cell(2),
            family_card: self.cell(3),
            birth: self.cell(4).parse().ok(),
            sex: self.cell(5),
            village: self.cell(6),
            address: "",
        }
    }
}

fn key(row: u32) -> RecordKey {
    RecordKey::new(RecordKind::Person, Ulid::from(u128::from(row)))
}

/// `tests/fixtures/doubles.csv`: the sample sheet's rows as read, and which of them are one person.
fn sheet() -> (Vec<Row>, DoublesIndex) {
    let mut reader = csv::Reader::from_reader(include_bytes!("../../tests/fixtures/doubles.csv").as_slice());
    let rows: Vec<_> = reader.records().map(|cells| Row { cells: cells.unwrap() }).collect();
    let mut index = DoublesIndex::new(Folder::embedded());
    for row in &rows {
        index.put(&row.candidate());
    }
    (rows, index)
}

#[test]
fn the_sheets_doubles_are_found_and_its_traps_are_not() {
    let (rows, index) = sheet();
    let mut checked = HashMap::new();
    for row in rows.iter().filter(|row| !row.cell(7).is_empty()) {
        let pair = key(row.cell(7).parse().unwrap());
        let found = likely(&row.candidate(), &index, 10).into_iter().find(|likely| likely.key == pair);
        let score = found.as_ref().map_or(0, |likely| likely.score);
        let as_expected = match row.cell(8) {
            "homonym" => score < WARNING,
            "nik_shared" => found.is_some_and(|l| l.reasons.contains(&Reason::NikSame) && l.score == WARNING),
            _ => score >= WARNING,
        };
        assert!(as_expected, "row {} {} {score}", row.number(), row.cell(8));
        *checked.entry(row.cell(8).to_owned()).or_insert(0) += 1;
    }
    let count = |truth| checked.get(truth).copied().unwrap_or(0);
    assert_eq!((count("exact"), count("nik_same_name_variant")), (12, 14));
    assert_eq!((count("no_nik_same_name_birth_village"), count("possible")), (8, 2));
    assert_eq!((count("homonym"), count("nik_shared")), (4, 3));
}

fn every(index: &DoublesIndex) -> Vec<(RecordKey, Likely)> {
    index.pairs(WARNING, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

#[test]
fn over_all_only_true_pairs_give_a_warning() {
    let (rows, index) = sheet();
    let expected: HashSet<_> = rows
        .iter()
        .filter(|row| !matches!(row.cell(8), "" | "homonym"))
        .map(|row| (key(row.cell(7).parse().unwrap()), key(row.number())))
        .collect();
    let found: HashSet<_> = every(&index).into_iter().map(|(one, other)| (one, other.key)).collect();
    assert_eq!(found, expected);
}

fn typed(name: &str) -> Candidate<'_> {
    Candidate {
        key: key(9),
        name,
        nik: "",
        family_card: "",
        birth: None,
        sex: "",
        village: "32.04.30.2001",
        address: "",
    }
}

#[test]
fn the_reasons_are_given_strongest_first() {
    let mut index = DoublesIndex::new(Folder::embedded());
    let card = "3204301912239541";
    let birth = "1958-03-04".parse().ok();
    index.put(&Candidate { key: key(1), family_card: card, birth, sex: "P", ..typed("Nok Rohaeti") });
    let found = likely(&Candidate { family_card: card, sex: "P", ..typed("Enok Rohaeti") }, &index, 5);
    assert_eq!(found[0].reasons, [Reason::NameSimilar, Reason::FamilyCardSame, Reason::VillageSame]);
    assert!(found[0].score >= WARNING);
    let found = likely(&Candidate { birth: "1958-04-03".parse().ok(), ..typed("Nok Rohaeti") }, &index, 5);
    assert_eq!(found[0].reasons, [Reason::NameSame, Reason::VillageSame, Reason::BirthNear]);
}

#[test]
fn a_removed_person_and_oneself_are_no_doubles() {
    let mut index = DoublesIndex::new(Folder::embedded());
    index.put(&Candidate { key: key(1), ..typed("Dadang Sutisna") });
    index.put(&typed("Dadang Sutisna"));
    assert_eq!(likely(&typed("Dadang Sutisna"), &index, 5).len(), 1);
    index.remove(key(1));
    assert!(likely(&typed("Dadang Sutisna"), &index, 5).is_empty());
    assert_eq!(index.len(), 1);
}

#[test]
fn what_is_not_a_name_or_a_nik_is_no_reason() {
    let mut index = DoublesIndex::new(Folder::embedded());
    let filler = "1111111111111111";
    index.put(&Candidate { key: key(1), nik: filler, ..typed("Mr. X") });
    assert!(likely(&Candidate { nik: filler, ..typed("Mr. X") }, &index, 5).is_empty());
}

#[test]
fn a_review_that_is_stopped_says_nothing() {
    let (_, index) = sheet();
    assert_eq!(index.pairs(WARNING, &mut |_, _| ControlFlow::Break(())), None);
}

#[test]
fn one_against_all_and_two_alone_say_what_the_review_says() {
    let (_, index) = sheet();
    for (one, likely) in every(&index) {
        assert!(index.of(one, WARNING).contains(&likely), "{one}");
        assert_eq!(index.compare(one, likely.key), Some(likely));
    }
}

/// Two of one day and card, whose numbers differ in the serial number only, and who share the father's name.
#[test]
fn twins_are_no_double_and_a_slip_in_the_nik_of_one_person_is() {
    let mut index = DoublesIndex::new(Folder::embedded());
    let birth = "2010-04-03".parse().ok();
    let card = "3204301912239541";
    let born = |name, nik| Candidate { nik, family_card: card, birth, sex: "L", ..typed(name) };
    index.put(&Candidate { key: key(1), ..born("Hasan Sutisna", "3204300304100001") });
    let twin = likely(&born("Husen Sutisna", "3204300304100002"), &index, 5);
    assert!(twin.iter().all(|likely| likely.score < WARNING), "{twin:?}");
    let same = likely(
        &Candidate { birth: None, family_card: "", ..born("Hasan Sutisna", "3204300304100002") },
        &index,
        5,
    );
    assert!(same[0].score >= WARNING, "{same:?}");
}

#[test]
fn another_nik_does_not_outweigh_name_birth_and_house() {
    let mut index = DoublesIndex::new(Folder::embedded());
    let birth = "1958-03-04".parse().ok();
    let at = |name, nik| Candidate { nik, birth, address: "Gg. Melati 7", ..typed(name) };
    index.put(&Candidate { key: key(1), ..at("Enok Rohaeti", "3204304403580001") });
    index.put(&Candidate { key: key(2), address: "Kp. Pasir", ..typed("Dadang Sutisna") });
    let found = likely(&at("Nok Rohaeti", "3204304403589917"), &index, 5);
    assert!(found[0].reasons.contains(&Reason::AddressSame) && found[0].score >= WARNING, "{found:?}");
}
