//! How a client fares on a day, domain by domain, so that one assessment can be laid beside the next.

use super::field::kinds::{choice, done_date, kind, long_text, number, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// One domain of life.
    pub struct Condition {
        domain: String = choice("assessment_domain").required();
        /// 1 (in danger) to 5 (needs no help).
        score: String = choice("assessment_score");
        note: String = text();
    }
}

table! {
    pub struct Assessment {
        case: Option<RecordKey> = kind(FieldKind::Case).required().hidden();
        on: Option<PartialDate> = done_date().required();
        assessor: String = text();
        conditions: Vec<Condition> = rows(Condition::FIELDS);
        /// Rupiah a month of the whole family.
        income: Option<i64> = kind(FieldKind::Money);
        dependants: Option<i64> = number();
        home: String = choice("home_tenure");
        home_lacks: Vec<String> = several("home_lack");
        strengths: String = long_text();
        summary: String = long_text().wanted();
        recommendation: String = long_text();
    }
}

impl Assessment {
    /// The score of a domain, where it was judged.
    pub fn score(&self, domain: &str) -> Option<u8> {
        self.conditions.iter().find(|row| row.domain == domain)?.score.parse().ok()
    }
}
