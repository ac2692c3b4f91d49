//! What a client lacks, by sector.

use super::field::kinds::{choice, kind, long_text, rows, text};
use super::table::table;
use super::{FieldKind, RecordKey};

table! {
    pub struct Need {
        case: Option<RecordKey> = kind(FieldKind::Case).required().hidden();
        sector: String = choice("needs").required();
        description: String = long_text();
        urgency: String = choice("need_urgency");
        reason: String = choice("mismatch_reason");
    }
}

table! {
    pub struct NeedRow {
        description: String = text().required();
        sector: String = choice("needs");
        urgency: String = choice("need_urgency");
    }
}

table! {
    /// Several needs of a case at once; a row without a sector has the one of all.
    pub struct MoreNeeds {
        rows: Vec<NeedRow> = rows(NeedRow::FIELDS).required();
        sector: String = choice("needs");
    }
}

impl MoreNeeds {
    /// Nothing when a row has no sector.
    pub fn needs(self, case: RecordKey) -> Option<Vec<Need>> {
        let need = |row: NeedRow| {
            let sector = if row.sector.is_empty() { self.sector.clone() } else { row.sector };
            Need {
                case: Some(case),
                sector,
                description: row.description,
                urgency: row.urgency,
                ..Need::default()
            }
        };
        let needs: Vec<Need> = self.rows.into_iter().map(need).collect();
        needs.iter().all(|need| !need.sector.is_empty()).then_some(needs)
    }
}
