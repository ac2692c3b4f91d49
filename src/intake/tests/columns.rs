//! Every column that a list is said to have reaches its record: one that is recognised and then forgotten would be lost
//! without a word, for the receipt adds up all the same.

use super::support::import_text;
use crate::intake::heading::fields;
use crate::intake::{Import, List};

/// What stands in a cell of the field, where a word would not be understood.
fn value(list: List, field: &str) -> &'static str {
    match (list, field) {
        (_, "nik") => "3204301708509012",
        (_, "family_card") => "3204300101109001",
        (_, "birth") => "17-08-1950",
        (_, "birth_place_and_date") => "Bandung, 17-08-1950",
        (_, "on" | "checked_on" | "permit_until") => "12-10-2026",
        (_, "sex") => "L",
        (_, "sex_l" | "sex_p" | "stage") => "1",
        (_, "village") => "Cikitu",
        (_, "subdistrict") => "Pacet",
        (_, "rt" | "rw") => "003",
        (_, "rt_rw") => "003/004",
        (_, "phone") => "081234567890",
        (_, "value") => "Rp 250.000",
        (_, "amount" | "decile" | "capacity" | "filled" | "min_age" | "max_age") => "4",
        (_, "estimated_age") => "61",
        (_, "period") => "Oktober 2026",
        (_, "program") => "PKH",
        (_, "categories") => "Lanjut Usia Terlantar",
        (_, "disabilities") => "Netra",
        (_, "family_relation") => "Istri",
        (List::Organizations, "kind") => "LKSA",
        (List::Organizations, "psks") => "LKS",
        (List::Organizations, "status") => "tidak aktif",
        (_, "note") => "catatan tentang baris ini",
        _ => "Mawar",
    }
}

fn read(list: List, columns: &[&str]) -> Import {
    let headings: Vec<&str> = columns.to_vec();
    let cells: Vec<&str> = columns.iter().map(|field| value(list, field)).collect();
    let words: Vec<String> = headings.iter().map(|field| heading(list, field)).collect();
    let text = format!("{}\n{}\n", words.join(";"), cells.join(";"));
    import_text(&text, "daftar.csv", Some(list))
}

/// The first words that mean the field.
fn heading(list: List, field: &str) -> String {
    let lines = include_str!("../../../assets/catalog/import_headings.csv").lines().skip(1);
    let mut columns = lines.map(|line| line.splitn(4, ',').collect::<Vec<_>>());
    let line = columns.find(|cells| cells[1] == field && cells[0].split(' ').any(|name| name == list.name()));
    line.unwrap()[3].split('|').next().unwrap().to_owned()
}

fn records(import: &Import) -> String {
    let Import { people, households, organizations, aid, psm, .. } = import;
    format!("{people:?} {households:?} {organizations:?} {aid:?} {psm:?}")
}

#[test]
fn every_column_of_a_list_reaches_its_record() {
    // What only says where a row stands, or says again what another column says.
    let others = |field: &str| -> &[&str] {
        match field {
            "birth_place_and_date" => &["birth", "birth_place"],
            "estimated_age" => &["birth", "birth_place_and_date", "nik"],
            "sex" => &["sex_l", "sex_p", "nik"],
            "sex_l" | "sex_p" => &["sex", "nik", "sex_l", "sex_p"],
            "rt_rw" => &["rt", "rw"],
            "rt" | "rw" => &["rt_rw"],
            "birth" => &["birth_place_and_date", "nik"],
            "birth_place" => &["birth_place_and_date"],
            "registered_address" => &["address"],
            // It gives the months where nothing else does.
            "stage" => &["period", "on"],
            _ => &[],
        }
    };
    let mut lost = Vec::new();
    for list in [List::People, List::Organizations, List::Aid, List::Psm] {
        for field in
            fields(list).into_iter().filter(|field| !matches!(*field, "name" | "problem" | "subdistrict"))
        {
            let is_beside = |other: &&str| *other != field && !others(field).contains(other);
            let mut beside: Vec<&str> = fields(list).into_iter().filter(is_beside).collect();
            let without = records(&read(list, &beside));
            beside.push(field);
            let with = records(&read(list, &beside));
            if with == without {
                lost.push(format!("{}: {field}", list.name()));
            }
        }
    }
    assert!(lost.is_empty(), "recognised and then lost: {lost:?}");
}
