//! What a bundle said of a record that was changed here: kept until the worker has chosen, and afterwards in the bin.

use super::RecordKey;
use super::field::FieldKind;
use super::field::kinds::{kind, long_text, text};
use super::table::table;

table! {
    pub struct Mismatch {
        /// The record that both sides changed.
        record: Option<RecordKey> = kind(FieldKind::Record);
        /// The bundle that said otherwise.
        bundle: String = text();
        /// The fields that both changed, by id, with commas between them.
        fields: String = text().hidden();
        /// The record as it came, as one line of JSON.
        incoming: String = long_text().hidden();
    }
}
