//! The worker's own word over an entry of the catalogue, dated.

use super::PartialDate;
use super::field::kinds::{date, text};
use super::table::table;

table! {
    pub struct Override {
        /// File in `assets/catalog` without `.csv`.
        table: String = text().required();
        /// The entry's code in that file.
        code: String = text().required();
        column: String = text().required();
        value: String = text();
        valid_from: Option<PartialDate> = date();
        source: String = text();
    }
}
