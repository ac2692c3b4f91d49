//! How long records are kept before the worker looks whether they are still needed.

use super::fault::{CatalogFault, FaultReason};
use super::sources::Provenance;
use super::table::FactLine;

/// What is kept, and for how many years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// `case_closed`: a person whose last case was closed.
    pub record: String,
    pub years: i64,
    pub provenance: Provenance,
}

impl Retention {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        let years = line.whole("years")?.ok_or_else(|| line.fault("years", FaultReason::Empty))?;
        Ok(Self {
            record: line.required("record")?.to_owned(),
            years,
            provenance: Provenance::undated(line)?,
        })
    }
}
