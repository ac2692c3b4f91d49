//! What a client lacks, by sector.

use super::field::kinds::{choice, kind, long_text};
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
