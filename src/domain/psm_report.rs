//! What a village volunteer (PSM) reports: an entry of the inbox.

use super::field::kinds::{choice, date, kind, long_text, text};
use super::table::table;
use super::{FieldKind, PartialDate};

table! {
    pub struct PsmReport {
        reporter: String = text();
        on: Option<PartialDate> = date().required();
        village: String = kind(FieldKind::Village).required();
        name: String = text().required();
        estimated_age: String = text();
        address: String = text();
        problem: String = long_text().required();
        need: String = text();
        phone: String = kind(FieldKind::Phone);
        state: String = choice("psm_report_status");
    }
}
