//! The shelf of regulations, and the field's terms.

use super::fault::CatalogFault;
use super::sources::{Provenance, owned};
use super::table::FactLine;

/// A regulation with an own summary; never the regulation's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    pub number: String,
    pub title: String,
    /// `berlaku`, `dicabut`, `diubah`, `periksa` (not known whether it is in force).
    pub status: String,
    pub year: Option<i64>,
    pub gist: String,
    /// What in the program it concerns.
    pub relates_to: Vec<String>,
    pub text_available: bool,
    pub provenance: Provenance,
}

impl Regulation {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        let relates = line.text("relates_to")?.split(';').map(str::trim).filter(|part| !part.is_empty());
        Ok(Self {
            number: line.required("number")?.to_owned(),
            title: line.required("title")?.to_owned(),
            status: line.required("status")?.to_owned(),
            year: line.whole("year")?,
            gist: line.required("gist")?.to_owned(),
            relates_to: owned(relates.collect()),
            text_available: line.flag("text_available")?,
            provenance: Provenance::dated(line)?,
        })
    }
}

/// A term of the field in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryTerm {
    pub term_id: String,
    pub term_en: String,
    pub meaning: String,
}

impl GlossaryTerm {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            term_id: line.required("term_id")?.to_owned(),
            term_en: line.required("term_en")?.to_owned(),
            meaning: line.text("meaning")?.to_owned(),
        })
    }
}
