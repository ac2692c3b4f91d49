//! The worker's own word over a cell, from a day on, and rules of the worker's own.

use chrono::NaiveDate;

use crate::domain::{Override, PartialDate, Rule};
use crate::sorted::Sorted as _;

use super::catalogue::Catalog;
use super::fault::{CatalogFault, FaultReason};

/// One cell replaced. `code` is the entry's key ([`super::FactLine::key`]), e.g. `PPKS-08`, `TT-009`, `sex/L`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideEntry {
    /// File in `assets/catalog` without `.csv`.
    pub table: String,
    pub code: String,
    pub column: String,
    pub value: String,
    /// First day it holds; always, when absent. A date without a day counts from its first day.
    pub valid_from: Option<PartialDate>,
}

impl From<&Override> for OverrideEntry {
    fn from(record: &Override) -> Self {
        Self {
            table: record.table.clone(),
            code: record.code.clone(),
            column: record.column.clone(),
            value: record.value.clone(),
            valid_from: record.valid_from,
        }
    }
}

impl OverrideEntry {
    fn begins(&self) -> Option<NaiveDate> {
        self.valid_from.and_then(PartialDate::earliest)
    }
}

impl Catalog {
    /// This catalogue with the overrides that hold on `today`; of several over one cell the latest day wins,
    /// on the same day the one that stands later. Fails without effect when an override names what is not
    /// there or makes a cell unusable; the fault then names the overridden cell.
    pub fn with_overrides(&self, entries: &[OverrideEntry], today: NaiveDate) -> Result<Self, CatalogFault> {
        let holds = |entry: &&OverrideEntry| entry.begins().is_none_or(|day| day <= today);
        let mut current: Vec<&OverrideEntry> = entries.iter().filter(holds).collect();
        current.order_by_key(|entry| entry.begins());
        let mut tables = self.tables.clone();
        for entry in current {
            let table = tables.iter_mut().find(|table| table.name() == entry.table);
            let table = table.ok_or_else(|| CatalogFault {
                file: format!("{}.csv", entry.table),
                line: 0,
                column: entry.column.clone(),
                reason: FaultReason::UnknownTable,
            })?;
            table.set(&entry.code, &entry.column, &entry.value)?;
        }
        Self::from_tables(tables)
    }

    /// This catalogue with a rule of the worker's own. It stands first: of rules that are equally specific it holds. A rule
    /// that can't be used is a fault.
    pub fn with_rule(&self, id: &str, rule: &Rule) -> Result<Self, CatalogFault> {
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let or_star = |code: &str| if code.is_empty() { "*".to_owned() } else { code.to_owned() };
        let region = super::places::find(&rule.region).map(|place| place.name).unwrap_or_default();
        let cells = [
            ("rule_id", id.to_owned()),
            ("program_a", rule.program_a.clone()),
            ("program_b", rule.program_b.clone()),
            ("unit", self.common_unit(rule).to_owned()),
            ("valid_from", date(rule.valid_from)),
            ("valid_to", date(rule.valid_to)),
            ("region_code", or_star(&rule.region)),
            ("region_name", region),
            ("result", rule.result.clone()),
            ("days", rule.days.map(|days| days.to_string()).unwrap_or_default()),
            ("basis", rule.basis.clone()),
            ("note", rule.note.clone()),
            ("regulation", rule.regulation.clone()),
            ("source", rule.source.clone()),
            ("checked_on", date(rule.checked_on)),
            ("confidence", "high".to_owned()),
        ];
        let mut tables = self.tables.clone();
        if let Some(table) = tables.iter_mut().find(|table| table.name() == "overlap_rules") {
            table.put_first(&cells);
        }
        Self::from_tables(tables)
    }

    /// Two programmes for persons meet at a person, two for houses at a house, all else in the family.
    fn common_unit(&self, rule: &Rule) -> &'static str {
        let unit = |code: &str| self.program(code).map(|program| program.unit.as_str());
        match (unit(&rule.program_a), unit(&rule.program_b)) {
            (Some("orang"), Some("orang")) => "orang",
            (Some("rumah"), Some("rumah")) => "rumah",
            _ => "keluarga",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(table: &str, code: &str, column: &str, value: &str, from: &str) -> OverrideEntry {
        OverrideEntry {
            table: table.into(),
            code: code.into(),
            column: column.into(),
            value: value.into(),
            valid_from: from.parse().ok(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_override_holds_from_its_day_on_and_the_latest_wins() {
        let catalog = Catalog::embedded().unwrap();
        let entries = [
            entry("referral_clocks", "decision", "days", "21", "2026-12-01"),
            entry("referral_clocks", "decision", "days", "10", "2026-11"),
        ];
        let days =
            |today: &str| catalog.with_overrides(&entries, day(today)).unwrap().clock("decision", false);
        assert_eq!(days("2026-10-31"), Some(14));
        assert_eq!(days("2026-11-01"), Some(10));
        assert_eq!(days("2026-11-30"), Some(10));
        assert_eq!(days("2026-12-01"), Some(21));
        assert_eq!(catalog.clock("decision", false), Some(14));
    }

    #[test]
    fn ages_rules_labels_and_synonyms_can_all_be_overridden() {
        let entries = [
            entry("ppks", "PPKS-08", "min_age", "65", ""),
            entry("overlap_rules", "TT-003", "result", "periksa", ""),
            entry("enums", "sex/L", "label_id", "Pria", ""),
            entry("ppks", "PPKS-24", "synonyms", "gakin|warga prasejahtera", ""),
        ];
        let made = Catalog::embedded().unwrap().with_overrides(&entries, day("2026-11-24")).unwrap();
        assert_eq!(made.ppks(8).unwrap().min_age, Some(65));
        assert!(made.overlap_rules().iter().any(|rule| rule.id == "TT-003" && rule.result == "periksa"));
        assert_eq!(made.label("sex", "L", "id"), Some("Pria"));
        assert_eq!(made.read_categories("warga prasejahtera").certain, [24]);
    }

    #[test]
    fn every_table_and_every_column_that_can_be_overridden_has_a_label() {
        let catalog = Catalog::embedded().unwrap();
        for table in &catalog.tables {
            assert!(catalog.label("catalog_table", table.name(), "id").is_some(), "{}", table.name());
            for column in table.changeable() {
                assert!(catalog.label("catalog_column", column, "en").is_some(), "{column}");
            }
        }
    }

    #[test]
    fn a_rule_of_ones_own_stands_first_and_one_that_makes_no_sense_is_a_fault() {
        let catalog = Catalog::embedded().unwrap();
        let rule = Rule {
            program_a: "PKH".into(),
            program_b: "SEMBAKO".into(),
            result: "tidak".into(),
            region: "32.04".into(),
            basis: "Perbup".into(),
            source: "Perbup 4/2026".into(),
            ..Rule::default()
        };
        let made = catalog.with_rule("A-1", &rule).unwrap();
        let own = &made.overlap_rules()[0];
        assert_eq!(
            (own.id.as_str(), own.region_code.as_str(), own.unit.as_str()),
            ("A-1", "32.04", "keluarga")
        );
        assert_eq!(made.overlap_rules().len(), catalog.overlap_rules().len() + 1);
        // A cell of it can be overridden like any other.
        let entries = [entry("overlap_rules", "A-1", "result", "periksa", "")];
        let made = made.with_overrides(&entries, day("2026-11-24")).unwrap();
        assert_eq!(made.overlap_rules()[0].result, "periksa");
        let reversed =
            Rule { valid_from: "2026-02".parse().ok(), valid_to: "2026-01".parse().ok(), ..rule.clone() };
        let unknown = Rule { program_b: "PKB".into(), ..rule.clone() };
        let shelf = Rule { regulation: "Perbup 4/2026".into(), ..rule };
        for (rule, column, reason) in [
            (reversed, "valid_to", FaultReason::Reversed),
            (unknown, "program_b", FaultReason::UnknownCode),
            (shelf, "regulation", FaultReason::UnknownCode),
        ] {
            let fault = catalog.with_rule("A-1", &rule).unwrap_err();
            assert_eq!((fault.column.as_str(), fault.reason), (column, reason));
        }
    }

    #[test]
    fn an_unusable_override_names_the_cell() {
        let catalog = Catalog::embedded().unwrap();
        for (made, reason, file) in [
            (entry("ppks", "PPKS-08", "min_age", "tua", ""), FaultReason::NotANumber, "ppks.csv"),
            (entry("ppks", "PPKS-99", "min_age", "1", ""), FaultReason::UnknownEntry, "ppks.csv"),
            (entry("ppks", "PPKS-08", "age", "1", ""), FaultReason::MissingColumn, "ppks.csv"),
            (entry("tabel", "a", "b", "1", ""), FaultReason::UnknownTable, "tabel.csv"),
            (entry("programs", "PKH", "level", "dunia", ""), FaultReason::UnknownCode, "programs.csv"),
            (entry("programs", "PKH", "code", "PKH-2", ""), FaultReason::FixedColumn, "programs.csv"),
            (entry("ppks", "PPKS-08", "number", "27", ""), FaultReason::UnknownCode, "ppks.csv"),
            (entry("ppks", "PPKS-01", "min_age", "9", ""), FaultReason::Reversed, "ppks.csv"),
            (
                entry("overlap_rules", "TT-011", "regulation", "Perbup 1/1", ""),
                FaultReason::UnknownCode,
                "overlap_rules.csv",
            ),
        ] {
            let fault = catalog.with_overrides(std::slice::from_ref(&made), day("2026-11-24")).unwrap_err();
            assert_eq!((fault.reason, fault.file.as_str()), (reason, file));
        }
    }
}
