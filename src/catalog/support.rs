//! What people need, which services answer it, and who can help (PSKS).

use super::fault::CatalogFault;
use super::sources::{Provenance, owned};
use super::table::FactLine;

/// A sector of needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedSector {
    pub code: String,
    pub label_id: String,
    pub label_en: String,
    /// `slrt` or `tambahan`.
    pub origin: String,
    pub examples: String,
    pub synonyms: Vec<String>,
    pub order: i64,
    /// A topic for guidance where this need waits.
    pub topic_id: String,
    pub topic_en: String,
    pub provenance: Provenance,
}

impl NeedSector {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            code: line.required("code")?.to_owned(),
            label_id: line.required("label")?.to_owned(),
            label_en: line.required("label_en")?.to_owned(),
            origin: line.text("origin")?.to_owned(),
            examples: line.text("examples")?.to_owned(),
            synonyms: owned(line.list("synonyms")?),
            order: line.whole("order")?.unwrap_or(i64::MAX),
            topic_id: line.text("topic")?.to_owned(),
            topic_en: line.text("topic_en")?.to_owned(),
            provenance: Provenance::undated(line)?,
        })
    }
}

/// A kind of service that an organisation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    pub code: String,
    pub label_id: String,
    pub label_en: String,
    /// Codes of `needs.csv`.
    pub need_codes: Vec<String>,
    /// `enums.csv`, `organization_kind`.
    pub organization_kinds: Vec<String>,
    /// Documents usually asked for, in words.
    pub documents: Vec<String>,
    pub provenance: Provenance,
}

impl Service {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            code: line.required("code")?.to_owned(),
            label_id: line.required("label")?.to_owned(),
            label_en: line.required("label_en")?.to_owned(),
            need_codes: owned(line.list("need_codes")?),
            organization_kinds: owned(line.list("typical_organization_kinds")?),
            documents: owned(line.list("typical_documents")?),
            provenance: Provenance::undated(line)?,
        })
    }
}

/// A potential or source of social welfare (PSKS): people and bodies that help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Psks {
    /// 1–12.
    pub number: i64,
    /// `PSKS-02`.
    pub code: String,
    pub official_name: String,
    pub name_en: String,
    pub abbreviation: String,
    /// `individu`, `keluarga`, `lembaga`.
    pub kind: String,
    pub summary: String,
    pub synonyms: Vec<String>,
    pub provenance: Provenance,
}

impl Psks {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            number: line.whole("number")?.unwrap_or_default(),
            code: line.required("code")?.to_owned(),
            official_name: line.required("official_name")?.to_owned(),
            name_en: line.required("name_en")?.to_owned(),
            abbreviation: line.text("abbreviation")?.to_owned(),
            kind: line.required("type")?.to_owned(),
            summary: line.text("summary")?.to_owned(),
            synonyms: owned(line.list("synonyms")?),
            provenance: Provenance::undated(line)?,
        })
    }
}
