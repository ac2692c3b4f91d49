//! What people need, which services answer it, and who can help (PSKS).

use super::catalogue::Catalog;
use super::fault::CatalogFault;
use super::normal::normal;
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

impl Catalog {
    /// Documents as people wrote them: codes of `document_kind`, and what the list does not know in words.
    pub fn read_documents(&self, written: &str) -> (Vec<String>, Vec<String>) {
        let (mut codes, mut words) = (Vec::new(), Vec::new());
        let parts = written.split([';', ',', '|', '\n']).map(str::trim);
        for part in parts.filter(|part| !self.means_blank(part)) {
            match self.read_choice("document_kind", part) {
                Some(code) if codes.iter().any(|known| known == code) => {}
                Some(code) => codes.push(code.to_owned()),
                None => words.push(part.to_owned()),
            }
        }
        (codes, words)
    }

    /// The service that an organisation's own words mean, where only one comes into question.
    pub fn service_meant(&self, written: &str) -> Option<&Service> {
        let of_code = |code: &str| self.services.iter().find(|service| service.code == code);
        if let Some(code) = self.read_choice("services", written) {
            return of_code(code);
        }
        match self.choice_candidates("services", written).as_slice() {
            [only] => of_code(&only.code),
            _ => None,
        }
    }

    /// Whether a service answers a sector of needs: by its code, or by a word that is said of the sector.
    pub fn answers(&self, written: &str, sector: &str) -> bool {
        if let Some(service) = self.service_meant(written) {
            return service.need_codes.iter().any(|code| code == sector);
        }
        let own = format!(" {} ", normal(written));
        let sector = self.needs.iter().find(|need| need.code == sector);
        let words = sector.into_iter().flat_map(|need| {
            need.synonyms.iter().map(String::as_str).chain([need.label_id.as_str(), need.label_en.as_str()])
        });
        words.map(normal).filter(|word| !word.is_empty()).any(|word| own.contains(&format!(" {word} ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_as_people_write_them() {
        let catalog = Catalog::embedded().unwrap();
        let (codes, words) = catalog.read_documents("KTP; Kartu keluarga, surat rujukan; ktp; -");
        assert_eq!((codes, words), (vec!["ktp".into(), "kk".into()], vec!["surat rujukan".into()]));
    }

    #[test]
    fn a_service_answers_by_its_code_and_by_what_people_call_it() {
        let catalog = Catalog::embedded().unwrap();
        assert!(catalog.answers("alat_bantu", "alat_bantu"));
        assert!(catalog.answers("kesehatan jiwa", "kesehatan"));
        assert!(catalog.answers("beras", "pangan"));
        assert!(!catalog.answers("beras", "perumahan"));
        assert!(!catalog.answers("", "pangan"));
    }
}
