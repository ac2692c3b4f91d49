//! Answers ahead, and back to TOML.

use super::support::{import_with, pacet, sample};
use crate::intake::{Answers, Nobody, Options, Unreadable};

fn with(toml: &str) -> Options {
    Options { answers: Answers::from_toml(toml).unwrap(), ..Options::default() }
}

#[test]
fn answers_about_columns_villages_and_categories() {
    let toml = "village = \"Cikitu\"\n[columns]\n\"Panggilan warga\" = \"alias\"\n\"Sebutan\" = \"name\"\n[categories]\n\"difabel\" = [9]\n";
    let text =
        "Sebutan;Panggilan warga;NIK;Jenis PPKS;Nama\nOnah Permana;Mak Onah;3204305708509012;difabel;x\n";
    let import = import_with(text.as_bytes(), "x.csv", &with(toml), &Nobody).unwrap();
    let person = &import.people[0];
    assert_eq!((person.name.as_str(), person.alias.as_str()), ("Onah Permana", "Mak Onah"));
    assert_eq!((person.village.as_str(), person.categories[0].number), ("32.04.30.2002", Some(9)));
    assert!(person.undecided.is_empty());
}

#[test]
fn an_answer_brings_a_refused_row_in() {
    let name = "daftar-ppks-pacet.xlsx";
    let mekarjaya = &pacet().villages[7].0;
    let options =
        with(&format!("[villages]\n\"Mekar\" = \"{mekarjaya}\"\n[categories]\ndifabel = [9]\ncacat = [9]\n"));
    let import = import_with(&sample(name), name, &options, &Nobody).unwrap();
    assert_eq!(import.receipt.refused, 6);
    assert!(!import.receipt.refused_by.contains_key("village_ambiguous"));
    assert!(import.receipt.warnings["ppks_ambiguous"] < 25);
}

#[test]
fn sheets_can_be_skipped_and_the_file_comes_back_as_it_was() {
    let mut answers =
        Answers::from_toml("[sheets.PKH]\nskip = true\n[sheets.SEMBAKO]\nprogram = \"CPP\"\n").unwrap();
    assert_eq!(Answers::from_toml(&answers.to_toml().unwrap()).unwrap(), answers);
    answers.columns.insert("Nama KPM".into(), "name".into());
    let name = "penerima-bantuan-2026.xlsx";
    let import =
        import_with(&sample(name), name, &Options { answers, ..Options::default() }, &Nobody).unwrap();
    assert_eq!(import.receipt.read, 633 - 204);
    assert!(import.aid.iter().filter(|aid| aid.program == "CPP").count() == 271);
    assert_eq!(Answers::from_toml("kolom = 1").unwrap_err(), Unreadable::Answers);
}
