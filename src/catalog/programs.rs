//! Aid programmes, and when two of them meet.

use crate::domain::PartialDate;

use super::fault::{CatalogFault, FaultReason};
use super::sources::{Provenance, owned};
use super::table::FactLine;

/// An aid programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub code: String,
    pub name: String,
    pub name_en: String,
    /// `enums.csv`, `program_level`.
    pub level: String,
    /// `enums.csv`, `program_unit`: who receives.
    pub unit: String,
    pub form: String,
    /// Rupiah or goods in words; indicative only.
    pub indicative_value: String,
    /// Codes of `needs.csv`.
    pub need_sectors: Vec<String>,
    pub valid_from: Option<PartialDate>,
    pub valid_to: Option<PartialDate>,
    pub notes: String,
    pub provenance: Provenance,
}

impl Program {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        let (valid_from, valid_to) = validity(line)?;
        Ok(Self {
            code: line.required("code")?.to_owned(),
            name: line.required("name")?.to_owned(),
            name_en: line.required("name_en")?.to_owned(),
            level: line.required("level")?.to_owned(),
            unit: line.required("unit")?.to_owned(),
            form: line.text("form")?.to_owned(),
            indicative_value: line.text("indicative_value")?.to_owned(),
            need_sectors: owned(line.list("need_sectors")?),
            valid_from,
            valid_to,
            notes: line.text("notes")?.to_owned(),
            provenance: Provenance::dated(line)?,
        })
    }
}

/// What holds when a person, family card or house receives two programmes.
///
/// `program_a` and `program_b` are codes, or `SAMA` (the same programme twice), `*` (any programme of the
/// government) or `NON-PEMERINTAH` (any giver outside it). The most specific rule wins: programme, region, date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapRule {
    pub id: String,
    pub program_a: String,
    pub program_b: String,
    /// `enums.csv`, `program_unit`.
    pub unit: String,
    pub valid_from: Option<PartialDate>,
    pub valid_to: Option<PartialDate>,
    /// A dotted area code, or `*`.
    pub region_code: String,
    pub region_name: String,
    /// `enums.csv`, `overlap_result`.
    pub result: String,
    /// For gifts that answer the same need within so many days, whether or not their periods touch.
    pub days: Option<i64>,
    pub basis: String,
    pub note: String,
    /// Number of the regulation on the shelf that says so; empty where none is known.
    pub regulation: String,
    pub provenance: Provenance,
}

impl OverlapRule {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        let (valid_from, valid_to) = validity(line)?;
        Ok(Self {
            id: line.required("rule_id")?.to_owned(),
            program_a: line.required("program_a")?.to_owned(),
            program_b: line.required("program_b")?.to_owned(),
            unit: line.required("unit")?.to_owned(),
            valid_from,
            valid_to,
            region_code: line.required("region_code")?.to_owned(),
            region_name: line.text("region_name")?.to_owned(),
            result: line.required("result")?.to_owned(),
            days: line.whole("days")?,
            basis: line.required("basis")?.to_owned(),
            note: line.text("note")?.to_owned(),
            regulation: line.text("regulation")?.to_owned(),
            provenance: Provenance::dated(line)?,
        })
    }
}

/// A sign that eligibility should be looked at; never a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilityFlag {
    pub id: String,
    /// A programme code, or `*`.
    pub program: String,
    pub condition: String,
    /// Words in a list that say so.
    pub words: Vec<String>,
    /// `enums.csv`, `overlap_result`.
    pub result: String,
    pub basis: String,
    pub provenance: Provenance,
}

impl EligibilityFlag {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            id: line.required("flag_id")?.to_owned(),
            program: line.required("program")?.to_owned(),
            condition: line.required("condition")?.to_owned(),
            words: owned(line.list("synonyms")?),
            result: line.required("result")?.to_owned(),
            basis: line.text("basis")?.to_owned(),
            provenance: Provenance::dated(line)?,
        })
    }
}

type Validity = (Option<PartialDate>, Option<PartialDate>);

fn validity(line: &FactLine<'_>) -> Result<Validity, CatalogFault> {
    let (from, to) = (line.date("valid_from")?, line.date("valid_to")?);
    match (from, to) {
        (Some(begin), Some(end)) if end < begin => Err(line.fault("valid_to", FaultReason::Reversed)),
        _ => Ok((from, to)),
    }
}
