//! That somebody, or a case, was erased: what stays of it names nobody.

use super::field::kinds::{choice, done_date, kind, number, text};
use super::table::table;
use super::{FieldKind, PartialDate};

table! {
    pub struct Erasure {
        /// On what ground, e.g. the client's wish (UU 27/2022, article 8) or the end of the keeping time.
        reason: String = text().required();
        on: Option<PartialDate> = done_date().required();
        /// Key of the record that was erased: by it the erasure is repeated when an older backup comes back.
        subject: String = text().hidden();
        village: String = kind(FieldKind::Village);
        sex: String = choice("sex");
        /// Codes of the PPKS categories.
        categories: String = text();
        cases: Option<i64> = number();
    }
}
