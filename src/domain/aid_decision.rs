//! What the worker decided about two gifts that meet, and why: from then on it is not asked again.

use super::field::kinds::{choice, done_date, kind, long_text, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct AidDecision {
        /// Two gifts of the family that stand for all of theirs under this rule.
        a: Option<RecordKey> = kind(FieldKind::Record).hidden();
        b: Option<RecordKey> = kind(FieldKind::Record).hidden();
        decision: String = choice("aid_decision").required();
        reason: String = long_text().required();
        on: Option<PartialDate> = done_date().required();
        /// The rule and what it said on that day: another rule asks again.
        rule: String = text().hidden();
        result: String = text().hidden();
    }
}
