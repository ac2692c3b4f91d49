//! *Rekap PPKS*: people by certain category, per desa, as they stand on the desk's day.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::{Desk, DeskError, Target, papers::officer};

/// Counts of people. Somebody with two categories counts in both columns and once in `people`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PpksRecap {
    /// `YYYY-MM`, as asked.
    pub month: String,
    /// The day whose records were counted: earlier months are not kept apart.
    pub as_of: NaiveDate,
    /// By PPKS code, over the whole area.
    pub totals: BTreeMap<String, usize>,
    /// By desa code, then PPKS code.
    pub villages: BTreeMap<String, BTreeMap<String, usize>>,
    /// People with at least one certain category.
    pub people: usize,
    /// People without one, whose category is still to be asked.
    pub undecided: usize,
    /// People without any category, certain or not.
    pub without: usize,
    /// Who has died or moved away is not counted.
    pub gone: usize,
}

impl Desk {
    /// Everybody on record now who has not died or moved away, by category.
    pub fn ppks_recap(&self, month: &str) -> PpksRecap {
        let mut recap = PpksRecap { month: month.to_owned(), as_of: self.today, ..PpksRecap::default() };
        for (_, person) in self.book.people() {
            if matches!(&*person.rare().life_status, "deceased" | "moved") {
                recap.gone += 1;
                continue;
            }
            match (person.categories.is_empty(), person.rare().candidates.is_empty()) {
                (false, _) => recap.people += 1,
                (true, false) => recap.undecided += 1,
                (true, true) => recap.without += 1,
            }
            for category in person.categories.iter().filter_map(|number| self.catalog.ppks(*number)) {
                *recap.totals.entry(category.code.clone()).or_default() += 1;
                let village = recap.villages.entry(person.village.as_str().to_owned()).or_default();
                *village.entry(category.code.clone()).or_default() += 1;
            }
        }
        recap
    }

    /// The recap as files. It names nobody.
    pub fn export_recap(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let sheets = officer::recap_sheets(self);
        self.export_sheets(&sheets, "rekap-ppks", target)
    }
}
