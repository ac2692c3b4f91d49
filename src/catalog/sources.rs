//! Where an entry comes from and how far it can be trusted.

use crate::domain::PartialDate;

use super::fault::{CatalogFault, FaultReason};
use super::table::FactLine;

/// How far an entry is trusted. Medium and low must never refuse anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

/// Source, date of the check where the table has one, and confidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    pub source: String,
    pub checked_on: Option<PartialDate>,
    pub confidence: Confidence,
}

impl Provenance {
    /// From `source` and `confidence`; no date.
    pub(super) fn undated(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        let confidence = match line.required("confidence")? {
            "high" => Confidence::High,
            "medium" => Confidence::Medium,
            "low" => Confidence::Low,
            _ => return Err(line.fault("confidence", FaultReason::UnknownCode)),
        };
        Ok(Self { source: line.required("source")?.to_owned(), checked_on: None, confidence })
    }

    /// The same with `checked_on`.
    pub(super) fn dated(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self { checked_on: line.date("checked_on")?, ..Self::undated(line)? })
    }
}

/// Owned copies of a split cell.
pub(super) fn owned(parts: Vec<&str>) -> Vec<String> {
    parts.into_iter().map(str::to_owned).collect()
}
