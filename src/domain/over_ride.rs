//! The worker's own word over an entry of the catalogue, dated.

use super::PartialDate;
use super::field::kinds::{choice, date, text};
use super::table::table;

table! {
    pub struct Override {
        /// File in `assets/catalog` without `.csv`.
        table: String = choice("catalog_table").required();
        /// The entry's code in that file.
        code: String = text().required();
        column: String = choice("catalog_column").required();
        value: String = text();
        valid_from: Option<PartialDate> = date();
        source: String = text();
    }
}
