//! The worker's own rule about two programmes: what holds here, from when to when, and who says so.

use super::PartialDate;
use super::field::kinds::{choice, date, done_date, long_text, number, text};
use super::table::table;

table! {
    pub struct Rule {
        program_a: String = choice("rule_program").required();
        program_b: String = choice("rule_program").required();
        result: String = choice("overlap_result").required();
        basis: String = text().required();
        source: String = text().required();
        checked_on: Option<PartialDate> = done_date();
        regulation: String = choice("regulations");
        scope: String = choice("rule_scope").required();
        /// The area's code, kept by the save; empty everywhere.
        region: String = text().hidden();
        valid_from: Option<PartialDate> = date();
        valid_to: Option<PartialDate> = date();
        days: Option<i64> = number();
        note: String = long_text();
    }
}

impl Rule {
    /// Puts the code of the area that the scope means in place, from the worker's own. A rule written elsewhere keeps its
    /// area as long as its scope stays.
    pub fn settle_region(&mut self, own_area: &str) {
        let parts = match self.scope.as_str() {
            "province" => 1,
            "regency" => 2,
            "subdistrict" => 3,
            _ => 0,
        };
        if self.region.split('.').filter(|part| !part.is_empty()).count() != parts {
            self.region = own_area.split('.').take(parts).collect::<Vec<_>>().join(".");
        }
    }
}
