//! The table of cases, row by row, and the round trip.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::{FieldKind, Level, PartialDate, Reading, Value};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

fn found<T: ToString>(reading: &Reading<T>) -> (String, Level) {
    (reading.value.as_ref().map(ToString::to_string).unwrap_or_default(), reading.level())
}

fn agreement(agreement: nik::Agreement) -> (String, Level) {
    let (word, level) = match agreement {
        nik::Agreement::Same => ("cocok", Level::Ok),
        nik::Agreement::YearDiffers => ("beda_tahun", Level::Warn),
        nik::Agreement::DayDiffers => ("beda_hari", Level::Warn),
        nik::Agreement::SexDiffers => ("beda", Level::Warn),
        nik::Agreement::Unusable => ("tidak_tahu", Level::Warn),
        nik::Agreement::NoData => ("tanpa_data", Level::Ok),
    };
    (word.to_owned(), level)
}

fn read_case(kind: &str, input: &str, why: &str) -> (String, Level) {
    let (left, right) = input.split_once('|').unwrap_or((input, ""));
    match kind {
        "date" if why.contains("lahir") => found(&birth_date::read(input, TODAY)),
        "date" => found(&date::read(input, TODAY)),
        "date_cell" => found(&birth_date::read_serial(input.parse().unwrap(), false, TODAY)),
        "number" => found(&number::read(input)),
        "money" => found(&money::read(input)),
        "phone" => found(&phone::read(input)),
        "nik" => match input.strip_suffix(" (sel angka)") {
            Some(number) => found(&nik::read_number(number.parse().unwrap())),
            None => found(&nik::read(input)),
        },
        "kk" => found(&family_card::read(input)),
        "nik_vs_birth" => agreement(nik::compare_birth(left, right.parse::<PartialDate>().ok())),
        "nik_vs_sex" => agreement(nik::compare_sex(left, right)),
        "rt_rw" => found(&neighborhood_unit::read(input)),
        "age" => found(&age::read(input)),
        other => panic!("a kind without a reader: {other}"),
    }
}

#[test]
fn every_case_of_the_table() {
    let table = include_str!("../../../tests/fixtures/identity_cases.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let mut failed = Vec::new();
    let mut count = 0;
    for (line, row) in rows.records().map(Result::unwrap).enumerate() {
        let [kind, input, expected, level, why] = [0, 1, 2, 3, 4].map(|at| row[at].to_owned());
        count += 1;
        let (value, found) = read_case(&kind, &input, &why);
        let found = format!("{found:?}").to_lowercase();
        if value != expected || found != level {
            failed.push(format!(
                "row {}: {kind} `{input}`: {value} {found}, not {expected} {level} ({why})",
                line + 2
            ));
        }
    }
    assert_eq!(count, 155);
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

fn context() -> Context<'static> {
    Context {
        today: TODAY,
        choice: &|list, text| match (list, text) {
            ("ppks", number) => {
                number.parse::<i64>().ok().filter(|n| (1..=26).contains(n)).map(|n| n.to_string())
            }
            (_, "L" | "laki-laki") => Some("L".to_owned()),
            _ => None,
        },
        village: &|text| Reading::clean(text.to_owned()),
    }
}

const KINDS: &[FieldKind] = &[
    FieldKind::Text,
    FieldKind::LongText,
    FieldKind::Date,
    FieldKind::DoneDate,
    FieldKind::BirthDate,
    FieldKind::Time,
    FieldKind::Number,
    FieldKind::Money,
    FieldKind::Nik,
    FieldKind::FamilyCard,
    FieldKind::Phone,
    FieldKind::NeighborhoodUnit,
    FieldKind::Choice("sex"),
    FieldKind::Several("ppks"),
    FieldKind::YesNo,
];

/// Texts that look like what is typed, beside any text at all.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ]([0-9]{2}|[0-9]{4})",
        "[0-9]{1,2} (jan|Pebruari|agustus|xii) [0-9]{4}",
        "(Rp ?)?[0-9]{1,3}([.,][0-9]{3}){0,4}( ?(rb|jt|M|,-))?",
        "(\\+62|0)?8[0-9 -]{8,13}",
        "[0-9]{14,17}",
        "0?2[0-9]{6,10}",
        "[0-9]{1,2}[.:][0-9]{2}( WIB)?",
        "(RT )?[0-9]{1,3}(/[0-9]{1,3})?",
        "[0-9]{1,2}(; ?[0-9]{1,2}){0,3}",
        "[A-Za-z ,\\n\\t'-]{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_shown_reads_as_the_same(text in typed(), at in 0..KINDS.len()) {
        let kind = KINDS[at];
        if let Some(value) = read(kind, &text, &context()).value {
            let shown = show(kind, &value);
            prop_assert_eq!(read(kind, &shown, &context()).value, Some(value), "{:?} `{}`", kind, shown);
        }
    }

    #[test]
    fn whole_dates_come_back(days in 0..47_000_i64) {
        let day = TODAY - chrono::TimeDelta::days(days);
        let value = Value::Date(day.into());
        for kind in [FieldKind::Date, FieldKind::DoneDate, FieldKind::BirthDate] {
            let reading = read(kind, &show(kind, &value), &context());
            prop_assert_eq!(reading.level(), Level::Ok);
            prop_assert_eq!(reading.value.as_ref(), Some(&value));
        }
    }
}
