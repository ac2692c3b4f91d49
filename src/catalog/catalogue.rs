//! The catalogue: all tables, and their typed rows.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::choices::{Choice, ChoiceLists};
use super::clocks::Clock;
use super::embedded;
use super::fault::{CatalogFault, FaultReason};
use super::normal::normal;
use super::ppks::Ppks;
use super::programs::{EligibilityFlag, OverlapRule, Program};
use super::regulations::{GlossaryTerm, Regulation};
use super::sheet::{Line, Sheet};
use super::support::{NeedSector, Psks, Service};
use super::terms::Terms;

/// All that the tables say. Building it checks every cell that the program relies on.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(super) sheets: Vec<Sheet>,
    pub(super) choices: ChoiceLists,
    pub(super) terms: Terms,
    blank_words: BTreeSet<String>,
    ppks: Vec<Ppks>,
    psks: Vec<Psks>,
    needs: Vec<NeedSector>,
    services: Vec<Service>,
    programs: Vec<Program>,
    overlap_rules: Vec<OverlapRule>,
    eligibility_flags: Vec<EligibilityFlag>,
    regulations: Vec<Regulation>,
    clocks: Vec<Clock>,
    glossary: Vec<GlossaryTerm>,
}

/// The embedded catalogue without overrides, read once.
pub fn shared() -> Result<Arc<Catalog>, CatalogFault> {
    static SHARED: OnceLock<Result<Arc<Catalog>, CatalogFault>> = OnceLock::new();
    SHARED.get_or_init(|| Catalog::embedded().map(Arc::new)).clone()
}

impl Catalog {
    /// Reads and checks the embedded tables.
    pub fn embedded() -> Result<Self, CatalogFault> {
        Self::from_sheets(embedded::sheets()?)
    }

    pub(super) fn from_sheets(sheets: Vec<Sheet>) -> Result<Self, CatalogFault> {
        let ppks = rows(&sheets, "ppks", Ppks::read)?;
        let made = Self {
            choices: ChoiceLists::read(&sheets)?,
            terms: Terms::read(&sheets, &ppks)?,
            blank_words: rows(&sheets, "blank_words", |line| line.text("word").map(str::to_lowercase))?
                .into_iter()
                .collect(),
            psks: rows(&sheets, "psks", Psks::read)?,
            needs: rows(&sheets, "needs", NeedSector::read)?,
            services: rows(&sheets, "services", Service::read)?,
            programs: rows(&sheets, "programs", Program::read)?,
            overlap_rules: rows(&sheets, "overlap_rules", OverlapRule::read)?,
            eligibility_flags: rows(&sheets, "eligibility_flags", EligibilityFlag::read)?,
            regulations: rows(&sheets, "regulations", Regulation::read)?,
            clocks: rows(&sheets, "referral_clocks", Clock::read)?,
            glossary: rows(&sheets, "glossary", GlossaryTerm::read)?,
            ppks,
            sheets,
        };
        made.check_codes()?;
        Ok(made)
    }

    /// The 26 categories, by number.
    pub fn all_ppks(&self) -> &[Ppks] {
        &self.ppks
    }

    /// A category by its number, 1–26.
    pub fn ppks(&self, number: i64) -> Option<&Ppks> {
        self.ppks.iter().find(|ppks| ppks.number == number)
    }

    /// A category by `PPKS-08`.
    pub fn ppks_by_code(&self, code: &str) -> Option<&Ppks> {
        self.ppks.iter().find(|ppks| ppks.code == code)
    }

    pub fn psks(&self) -> &[Psks] {
        &self.psks
    }

    pub fn needs(&self) -> &[NeedSector] {
        &self.needs
    }

    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// Services that answer a sector of needs.
    pub fn services_for<'a>(&'a self, need: &'a str) -> impl Iterator<Item = &'a Service> {
        self.services.iter().filter(move |service| service.need_codes.iter().any(|code| code == need))
    }

    pub fn programs(&self) -> &[Program] {
        &self.programs
    }

    pub fn program(&self, code: &str) -> Option<&Program> {
        self.programs.iter().find(|program| program.code == code)
    }

    pub fn overlap_rules(&self) -> &[OverlapRule] {
        &self.overlap_rules
    }

    pub fn eligibility_flags(&self) -> &[EligibilityFlag] {
        &self.eligibility_flags
    }

    pub fn regulations(&self) -> &[Regulation] {
        &self.regulations
    }

    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    pub fn glossary(&self) -> &[GlossaryTerm] {
        &self.glossary
    }

    /// A table as text, by file name without `.csv`.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name() == name)
    }

    /// All tables as text.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Whether a cell says that nothing is known: empty, `-`, `belum ada` and the like.
    pub fn means_blank(&self, text: &str) -> bool {
        let written = text.trim().to_lowercase();
        written.is_empty() || self.blank_words.contains(&written) || normal(&written).is_empty()
    }

    fn check_codes(&self) -> Result<(), CatalogFault> {
        let programs = ["SAMA", "*", "NON-PEMERINTAH"];
        for (table, column, list, besides) in [
            ("ppks", "cluster", "cluster", &[][..]),
            ("services", "need_codes", "needs", &[]),
            ("services", "typical_organization_kinds", "organization_kind", &[]),
            ("programs", "level", "program_level", &[]),
            ("programs", "unit", "program_unit", &[]),
            ("programs", "need_sectors", "needs", &[]),
            ("overlap_rules", "program_a", "programs", &programs),
            ("overlap_rules", "program_b", "programs", &programs),
            ("overlap_rules", "unit", "program_unit", &[]),
            ("overlap_rules", "result", "overlap_result", &[]),
            ("eligibility_flags", "program", "programs", &["*"]),
            ("eligibility_flags", "result", "overlap_result", &[]),
        ] {
            let known = |code: &&str| besides.contains(code) || self.choice(list, code).is_some();
            for line in lines(&self.sheets, table)? {
                if !line.list(column)?.iter().all(known) {
                    return Err(line.fault(column, FaultReason::UnknownCode));
                }
            }
        }
        Ok(())
    }

    /// The choice with this code.
    pub fn choice(&self, list: &str, code: &str) -> Option<&Choice> {
        self.choices(list).iter().find(|choice| choice.code == code)
    }
}

/// The lines of a table that must be there.
pub(super) fn lines<'a>(
    sheets: &'a [Sheet],
    name: &str,
) -> Result<impl Iterator<Item = Line<'a>>, CatalogFault> {
    let sheet = sheets.iter().find(|sheet| sheet.name() == name);
    sheet.map(Sheet::lines).ok_or_else(|| CatalogFault {
        file: format!("{name}.csv"),
        line: 0,
        column: String::new(),
        reason: FaultReason::UnknownTable,
    })
}

/// The typed rows of a table.
pub(super) fn rows<T>(
    sheets: &[Sheet],
    name: &str,
    read: impl Fn(&Line<'_>) -> Result<T, CatalogFault>,
) -> Result<Vec<T>, CatalogFault> {
    lines(sheets, name)?.map(|line| read(&line)).collect()
}
