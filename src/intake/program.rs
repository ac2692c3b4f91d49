//! Which programme a title, a sheet's name or a column means.

use super::heading::normal;
use crate::catalog::Catalog;

/// Words of a programme's name that are looked at together.
const LONGEST_NAME: usize = 6;
/// Words of a title that are looked at.
const MOST_WORDS: usize = 40;

/// Words behind *BLT* that make it another aid than that of the Village Fund, and none of the catalogue.
const OTHER_CASH: &[&str] =
    &["bbm", "minyak", "el", "elnino", "dbhcht", "cukai", "umkm", "mitigasi", "subsidi", "apbd", "daerah"];
/// Things and occasions by which a programme of the government is called, and that anybody else may give as well.
const THINGS: &[&str] =
    &["sembako", "bantuan beras", "beras 10 kg", "rutilahu", "rtlh", "bedah rumah", "yatim piatu", "zakat"];
/// Of them, ways to say that a house is repaired.
const HOUSES: &[&str] = &["rutilahu", "rtlh", "bedah rumah"];

/// A programme as a text names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub code: String,
    /// By a thing that others give too.
    pub is_thing: bool,
    /// By the repair of a house: whose programme it is, is told by who pays.
    is_house: bool,
}

/// The programme that a text names: the longest run of words that the catalogue knows.
pub(super) fn named(text: &str, catalog: &Catalog) -> Option<Named> {
    let normal = normal(text);
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let pairs = || words.windows(2);
    // A packet of staple food is a present, not the card of that name.
    if pairs().any(|pair| matches!(pair, ["blt", next] if OTHER_CASH.contains(next)))
        || pairs().any(|pair| matches!(pair, ["paket", "sembako"]))
    {
        return None;
    }
    (1..=LONGEST_NAME.min(words.len())).rev().find_map(|length| {
        words.windows(length).find_map(|run| {
            let run = run.join(" ");
            catalog.read_choice("programs", &run).map(|code| Named {
                code: code.to_owned(),
                is_thing: THINGS.contains(&run.as_str()),
                is_house: HOUSES.contains(&run.as_str()),
            })
        })
    })
}

impl Named {
    /// As the worker said.
    pub fn of_code(code: &str) -> Self {
        Self { code: code.to_owned(), ..Self::default() }
    }

    /// The same when one knows who gives: a kind of `aid_source` and a name.
    pub fn given_by(self, kind: &str, giver: &str) -> String {
        match kind {
            "gov_province" if self.is_house => "RUTILAHU-PROV".to_owned(),
            "gov_district" if self.is_house => "RUTILAHU-KAB".to_owned(),
            "village" if self.is_house => "RTLH-DD".to_owned(),
            _ if self.is_thing && !of_giver(kind, giver).is_empty() => of_giver(kind, giver).to_owned(),
            _ => self.code,
        }
    }
}

/// The programme of a giver outside the government.
pub(super) fn of_giver(kind: &str, giver: &str) -> &'static str {
    match kind {
        "zakat" if normal(giver).contains("baznas") => "BAZNAS",
        "zakat" => "LAZ",
        "institution" => "YAYASAN",
        "community_group" => "ORMAS",
        "business" => "CSR",
        "individual" => "PERORANGAN",
        _ => "",
    }
}
