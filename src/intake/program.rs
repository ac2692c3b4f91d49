//! Which programme a title, a sheet's name or a column means.

use super::heading::normal;
use crate::catalog::Catalog;

/// Words of a programme's name that are looked at together.
const LONGEST_NAME: usize = 6;
/// Words of a title that are looked at.
const MOST_WORDS: usize = 40;

/// Words behind *BLT* that make it another aid than that of the Village Fund, and none of the catalogue.
const OTHER_CASH: &[&str] =
    &["bbm", "minyak", "el", "elnino", "dbhcht", "cukai", "umkm", "mitigasi", "subsidi"];

/// The code of the programme that a text names: the longest run of words that the catalogue knows.
pub(super) fn named(text: &str, catalog: &Catalog) -> Option<String> {
    let normal = normal(text);
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    if words.windows(2).any(|pair| matches!(pair, ["blt", next] if OTHER_CASH.contains(next))) {
        return None;
    }
    (1..=LONGEST_NAME.min(words.len())).rev().find_map(|length| {
        words
            .windows(length)
            .find_map(|run| catalog.read_choice("programs", &run.join(" ")).map(str::to_owned))
    })
}

/// The programme of a giver outside the government, by what kind of giver it is.
pub(super) fn of_giver_kind(kind: &str) -> &'static str {
    match kind {
        "zakat" => "LAZ",
        "institution" => "YAYASAN",
        "community_group" => "ORMAS",
        "business" => "CSR",
        "individual" => "PERORANGAN",
        _ => "",
    }
}
