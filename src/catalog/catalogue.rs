//! The catalogue: all tables, and their typed rows.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::domain::Sensitivity;

use super::choices::{Choice, ChoiceLists};
use super::clocks::Clock;
use super::embedded;
use super::fault::{CatalogFault, FaultReason};
use super::fhir::FhirState;
use super::normal::normal;
use super::ppks::Ppks;
use super::programs::{EligibilityFlag, OverlapRule, Program};
use super::regulations::{GlossaryTerm, Regulation};
use super::retention::Retention;
use super::support::{NeedSector, Psks, Service};
use super::table::{FactLine, FactTable};
use super::terms::Terms;

/// All that the tables say. Building it checks every cell that the program relies on.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(super) tables: Vec<FactTable>,
    pub(super) choices: ChoiceLists,
    pub(super) terms: Terms,
    blank_words: BTreeSet<String>,
    obvious_passwords: BTreeSet<String>,
    ppks: Vec<Ppks>,
    psks: Vec<Psks>,
    pub(super) needs: Vec<NeedSector>,
    pub(super) services: Vec<Service>,
    programs: Vec<Program>,
    overlap_rules: Vec<OverlapRule>,
    eligibility_flags: Vec<EligibilityFlag>,
    regulations: Vec<Regulation>,
    clocks: Vec<Clock>,
    fhir_states: Vec<FhirState>,
    retention: Vec<Retention>,
    /// Format and MiB.
    attachments: Vec<(String, u64)>,
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
        Self::from_tables(embedded::tables()?)
    }

    pub(super) fn from_tables(tables: Vec<FactTable>) -> Result<Self, CatalogFault> {
        let ppks = rows(&tables, "ppks", Ppks::read)?;
        let made = Self {
            choices: ChoiceLists::read(&tables)?,
            terms: Terms::read(&tables, &ppks)?,
            blank_words: rows(&tables, "blank_words", |line| line.text("word").map(str::to_lowercase))?
                .into_iter()
                .collect(),
            obvious_passwords: rows(&tables, "obvious_passwords", |line| {
                line.text("word").map(str::to_owned)
            })?
            .into_iter()
            .collect(),
            psks: rows(&tables, "psks", Psks::read)?,
            needs: rows(&tables, "needs", NeedSector::read)?,
            services: rows(&tables, "services", Service::read)?,
            programs: rows(&tables, "programs", Program::read)?,
            overlap_rules: rows(&tables, "overlap_rules", OverlapRule::read)?,
            eligibility_flags: rows(&tables, "eligibility_flags", EligibilityFlag::read)?,
            regulations: rows(&tables, "regulations", Regulation::read)?,
            clocks: rows(&tables, "referral_clocks", Clock::read)?,
            fhir_states: rows(&tables, "fhir_task_states", FhirState::read)?,
            retention: rows(&tables, "retention", Retention::read)?,
            attachments: rows(&tables, "attachments", |line| {
                let most = line.whole("max_mib")?.and_then(|most| u64::try_from(most).ok());
                let most = most.ok_or_else(|| line.fault("max_mib", FaultReason::Empty))?;
                Ok((line.required("format")?.to_owned(), most))
            })?,
            glossary: rows(&tables, "glossary", GlossaryTerm::read)?,
            ppks,
            tables,
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

    /// The strictest sensitivity among categories; ordinary when there are none.
    pub fn sensitivity_of(&self, numbers: &[i64]) -> Sensitivity {
        let found = numbers.iter().filter_map(|number| self.ppks(*number));
        found.map(|ppks| ppks.sensitivity).max().unwrap_or_default()
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

    pub fn fhir_states(&self) -> &[FhirState] {
        &self.fhir_states
    }

    /// Whole years for which something is kept before it is looked at again; nothing where the table names none.
    pub fn years_kept(&self, record: &str) -> Option<u32> {
        let found = self.retention.iter().find(|kept| kept.record == record)?;
        u32::try_from(found.years).ok()
    }

    /// The most bytes that a file of this format may have.
    pub fn largest_attachment(&self, format: &str) -> Option<u64> {
        let found = self.attachments.iter().find(|(known, _)| known == format);
        found.map(|(_, mib)| mib.saturating_mul(1 << 20))
    }

    pub fn glossary(&self) -> &[GlossaryTerm] {
        &self.glossary
    }

    /// A table as text, by file name without `.csv`.
    pub fn table(&self, name: &str) -> Option<&FactTable> {
        self.tables.iter().find(|table| table.name() == name)
    }

    /// All tables as text.
    pub fn tables(&self) -> &[FactTable] {
        &self.tables
    }

    /// Whether a cell says that nothing is known: empty, `-`, `belum ada` and the like.
    pub fn means_blank(&self, text: &str) -> bool {
        let written = text.trim().to_lowercase();
        written.is_empty() || self.blank_words.contains(&written) || normal(&written).is_empty()
    }

    /// Whether it is among the words that are tried first; `word` in lower case, letters and digits only.
    pub(super) fn is_obvious_password(&self, word: &str) -> bool {
        self.obvious_passwords.contains(word)
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
            ("overlap_rules", "regulation", "regulations", &[]),
            ("fhir_task_states", "state", "referral_state", &[]),
            ("eligibility_flags", "program", "programs", &["*"]),
            ("eligibility_flags", "result", "overlap_result", &[]),
        ] {
            let known = |code: &&str| besides.contains(code) || self.choice(list, code).is_some();
            for line in lines(&self.tables, table)? {
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
    tables: &'a [FactTable],
    name: &str,
) -> Result<impl Iterator<Item = FactLine<'a>>, CatalogFault> {
    let table = tables.iter().find(|table| table.name() == name);
    table.map(FactTable::lines).ok_or_else(|| CatalogFault {
        file: format!("{name}.csv"),
        line: 0,
        column: String::new(),
        reason: FaultReason::UnknownTable,
    })
}

/// The typed rows of a table.
pub(super) fn rows<T>(
    tables: &[FactTable],
    name: &str,
    read: impl Fn(&FactLine<'_>) -> Result<T, CatalogFault>,
) -> Result<Vec<T>, CatalogFault> {
    lines(tables, name)?.map(|line| read(&line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, FieldKind, RecordKind};

    fn named_lists(fields: &[Field]) -> Vec<&'static str> {
        fields
            .iter()
            .flat_map(|field| match field.kind {
                FieldKind::Choice(list) | FieldKind::Suggested(list) | FieldKind::Several(list)
                    if !list.is_empty() =>
                {
                    vec![list]
                }
                FieldKind::Rows(inside) => named_lists(inside),
                _ => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn every_list_that_a_record_names_has_choices() {
        let catalog = Catalog::embedded().unwrap();
        let lists = RecordKind::ALL.iter().flat_map(|kind| named_lists(kind.fields()));
        // What is open for a family is no list of the catalogue.
        for list in lists.filter(|list| *list != "family_tasks") {
            assert!(!catalog.choices(list).is_empty(), "{list}");
        }
    }

    #[test]
    fn the_26_stand_in_order_with_what_the_program_needs() {
        let catalog = Catalog::embedded().unwrap();
        let numbers: Vec<i64> = catalog.all_ppks().iter().map(|ppks| ppks.number).collect();
        assert_eq!(numbers, (1..=26).collect::<Vec<_>>());
        let elderly = catalog.ppks_by_code("PPKS-08").unwrap();
        assert_eq!((elderly.number, elderly.min_age, elderly.max_age), (8, Some(60), None));
        assert!(!elderly.fits_age(59) && elderly.fits_age(60));
        assert_eq!(catalog.ppks(16).unwrap().sensitivity, Sensitivity::Secret);
        assert_eq!(catalog.sensitivity_of(&[24, 9]), Sensitivity::Restricted);
        assert_eq!(catalog.sensitivity_of(&[]), Sensitivity::Ordinary);
        assert!(catalog.ppks(9).unwrap().disability_kind_required);
        assert!(!catalog.ppks(23).unwrap().fits_sex("L"));
        assert_eq!(catalog.ppks(27), None);
    }

    #[test]
    fn clocks_differ_for_urgent_referrals_only_where_the_table_says_so() {
        let catalog = Catalog::embedded().unwrap();
        let days = |step, urgent| catalog.clock(step, urgent);
        let usual = ["send", "receipt", "decision", "start", "outcome", "client_confirmation"]
            .map(|s| days(s, false));
        assert_eq!(usual, [3, 7, 14, 14, 30, 14].map(Some));
        assert_eq!(
            (days("decision", true), days("outcome", true), days("lain", false)),
            (Some(2), Some(30), None)
        );
    }

    #[test]
    fn tables_are_whole() {
        let catalog = Catalog::embedded().unwrap();
        assert_eq!(catalog.psks().len(), 12);
        assert_eq!(catalog.needs().len(), 14);
        assert_eq!(catalog.services().len(), 49);
        assert_eq!(catalog.programs().len(), 46);
        assert_eq!(catalog.overlap_rules().len(), 32);
        assert_eq!(catalog.eligibility_flags().len(), 6);
        assert_eq!(catalog.regulations().len(), 36);
        assert_eq!(catalog.glossary().len(), 129);
        assert_eq!(catalog.names().count(), 77);
        assert!(catalog.services_for("pangan").count() > 2);
    }

    #[test]
    fn rules_and_tags_name_what_exists() {
        let catalog = Catalog::embedded().unwrap();
        for rule in catalog.overlap_rules().iter().filter(|rule| rule.region_code != "*") {
            assert!(crate::catalog::places::find(&rule.region_code).is_some(), "{}", rule.id);
        }
        for line in lines(&catalog.tables, "ppks_terms").unwrap() {
            let tag = line.text("local_tag").unwrap();
            assert!(tag.is_empty() || catalog.choice("local_tag", tag).is_some(), "{tag}");
        }
    }

    #[test]
    fn how_long_reading_the_tables_takes() {
        let start = std::time::Instant::now();
        let catalog = Catalog::embedded().unwrap();
        let read = start.elapsed();
        let start = std::time::Instant::now();
        let found =
            (0..1000).filter(|_| !catalog.read_categories("FM + Orang dengan HIV/AIDS").is_empty()).count();
        eprintln!("catalogue {read:?}; {found} category cells {:?}", start.elapsed());
        assert_eq!(found, 1000);
    }

    #[test]
    fn a_code_that_no_list_knows_is_a_fault() {
        let mut tables = embedded::tables().unwrap();
        let services = tables.iter_mut().find(|table| table.name() == "services").unwrap();
        services.set("santunan", "need_codes", "pangan|emas").unwrap();
        let fault = Catalog::from_tables(tables).unwrap_err();
        assert_eq!((fault.file.as_str(), fault.column.as_str()), ("services.csv", "need_codes"));
        assert_eq!((fault.reason, fault.line > 1), (FaultReason::UnknownCode, true));
    }
}
