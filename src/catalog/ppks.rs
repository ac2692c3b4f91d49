//! The 26 categories of people whom social services serve (PPKS).

use crate::domain::Sensitivity;

use super::fault::{CatalogFault, FaultReason};
use super::sources::{Provenance, owned};
use super::table::FactLine;

/// A PPKS category. Ages and sex only warn, never refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ppks {
    /// 1–26; never renumbered.
    pub number: i64,
    /// `PPKS-08`.
    pub code: String,
    /// `PMKS-08`, the code before 2019.
    pub old_code: String,
    pub official_name: String,
    pub name_en: String,
    pub abbreviation: String,
    /// Whole years, inclusive.
    pub min_age: Option<i64>,
    /// Whole years, inclusive.
    pub max_age: Option<i64>,
    /// `L` or `P` when the category is meant for one sex.
    pub sex: Option<String>,
    pub disability_kind_required: bool,
    pub sensitivity: Sensitivity,
    /// `enums.csv`, `cluster`.
    pub cluster: String,
    pub summary: String,
    pub synonyms: Vec<String>,
    pub ambiguous_synonyms: Vec<String>,
    pub note: String,
    pub provenance: Provenance,
}

impl Ppks {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        let number = line.whole("number")?.ok_or_else(|| line.fault("number", FaultReason::Empty))?;
        let sensitivity = Sensitivity::from_code(line.required("sensitivity")?);
        let made = Self {
            number,
            code: line.required("code")?.to_owned(),
            old_code: line.text("old_code")?.to_owned(),
            official_name: line.required("official_name")?.to_owned(),
            name_en: line.required("name_en")?.to_owned(),
            abbreviation: line.required("abbreviation")?.to_owned(),
            min_age: line.whole("min_age")?,
            max_age: line.whole("max_age")?,
            sex: sex(line)?,
            disability_kind_required: line.flag("disability_kind_required")?,
            sensitivity: sensitivity.ok_or_else(|| line.fault("sensitivity", FaultReason::UnknownCode))?,
            cluster: line.required("cluster")?.to_owned(),
            summary: line.text("summary")?.to_owned(),
            synonyms: owned(line.list("synonyms")?),
            ambiguous_synonyms: owned(line.list("ambiguous_synonyms")?),
            note: line.text("note")?.to_owned(),
            provenance: Provenance::undated(line)?,
        };
        if made.code != format!("PPKS-{number:02}") {
            return Err(line.fault("number", FaultReason::UnknownCode));
        }
        match (made.min_age, made.max_age) {
            (Some(min), Some(max)) if min > max => Err(line.fault("max_age", FaultReason::Reversed)),
            _ => Ok(made),
        }
    }

    /// Whether an age in whole years lies within the usual bounds.
    pub fn fits_age(&self, age: i64) -> bool {
        self.min_age.is_none_or(|min| age >= min) && self.max_age.is_none_or(|max| age <= max)
    }

    /// Whether a sex (`L`, `P`) is the usual one.
    pub fn fits_sex(&self, sex: &str) -> bool {
        self.sex.as_deref().is_none_or(|usual| usual == sex)
    }
}

fn sex(line: &FactLine<'_>) -> Result<Option<String>, CatalogFault> {
    match line.text("sex")? {
        "" => Ok(None),
        sex @ ("L" | "P") => Ok(Some(sex.to_owned())),
        _ => Err(line.fault("sex", FaultReason::UnknownCode)),
    }
}
