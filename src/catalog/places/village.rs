//! Which village of the worker's area a written name means.

use strsim::osa_distance;

use super::code::{AreaCode, AreaFault, AreaLevel};
use super::gazetteer::{self, Place};
use crate::catalog::normal::normal;

/// What a written village name means here. Codes have dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VillageMatch {
    /// The name as it is, in any case, or its code.
    Exact(String),
    /// The same village, written with a prefix, an abbreviation, another spacing or a slip.
    Spelling { code: String },
    /// Could be any of these, or something else where it is only one; ask.
    Ambiguous(Vec<String>),
    /// A place that exists, but not here.
    Outside,
    /// No place in the country has such a name.
    Unknown,
    /// Nothing was written.
    Blank,
}

/// Words before a village's name that are not part of it.
const BEFORE_NAMES: [&str; 8] =
    ["ds", "dsa", "desa", "kel", "kelurahan", "klurahan", "kelurahan desa", "ds kel"];
/// Shortened first words of village names.
const SHORTENED: [(&str, &str); 14] = [
    ("tj", "tanjung"),
    ("tjg", "tanjung"),
    ("tg", "tanjung"),
    ("gn", "gunung"),
    ("gng", "gunung"),
    ("sk", "suka"),
    ("mkr", "mekar"),
    ("krg", "karang"),
    ("kr", "karang"),
    ("ps", "pasir"),
    ("psr", "pasir"),
    ("sd", "sido"),
    ("sb", "sumber"),
    ("bt", "batu"),
];
/// From this many letters on, the beginning of a name is worth a question.
const SHORTEST_BEGINNING: usize = 3;

/// Finds a written village among `villages` (those of the worker's area). Upper and lower case never matter.
///
/// A slip is one edit in a name of five to seven letters, two in a longer one, and only while no other
/// village here is about as near and no other village of the same regency is called just so.
///
/// A cell with more of the address in it is taken apart only when it means nothing as a whole.
pub fn match_village(text: &str, villages: &[Place]) -> VillageMatch {
    match match_name(text, villages) {
        VillageMatch::Unknown => of_address(text, villages).unwrap_or(VillageMatch::Unknown),
        found => found,
    }
}

/// `Kp. Sawah, Nagrak` and `Nagrak RT 01/02`: the one village that is named among the parts.
fn of_address(text: &str, villages: &[Place]) -> Option<VillageMatch> {
    let named = text.split([',', ';']).filter_map(|part| {
        let form = normal(part);
        let end = [" rt ", " rw "].iter().filter_map(|unit| form.find(unit)).min();
        match match_name(form.get(..end.unwrap_or(form.len()))?, villages) {
            VillageMatch::Exact(code) | VillageMatch::Spelling { code } => Some(code),
            _ => None,
        }
    });
    let mut codes: Vec<String> = named.collect();
    codes.dedup();
    match codes.as_slice() {
        [code] => Some(VillageMatch::Spelling { code: code.clone() }),
        _ => None,
    }
}

fn match_name(text: &str, villages: &[Place]) -> VillageMatch {
    let form = normal(text);
    if form.is_empty() {
        return VillageMatch::Blank;
    }
    if let Some(found) = by_code(text, villages) {
        return found;
    }
    let same = spelled_the_same(text, villages);
    match same.as_slice() {
        [] => {}
        [only] => return VillageMatch::Exact(only.clone()),
        _ => return VillageMatch::Ambiguous(same),
    }
    let Some(name) = without_subdistrict(without_prefix(&form), villages) else {
        return VillageMatch::Outside;
    };
    let letters = squashed(name);
    if letters.is_empty() {
        return VillageMatch::Blank;
    }
    settled(codes(villages, |village| village == letters || village == squashed(&lengthened(name))))
        .or_else(|| elsewhere_in_regency(&letters, villages).then_some(VillageMatch::Outside))
        .or_else(|| settled_slip(&letters, villages))
        .or_else(|| asked(codes(villages, |village| begins(village, &letters))))
        .unwrap_or_else(|| if exists(&letters) { VillageMatch::Outside } else { VillageMatch::Unknown })
}

fn by_code(text: &str, villages: &[Place]) -> Option<VillageMatch> {
    match AreaCode::parse(text) {
        Ok(code) if code.level() == AreaLevel::Village => {
            let code = code.to_string();
            let here = villages.iter().any(|village| village.code == code);
            Some(if here { VillageMatch::Exact(code) } else { VillageMatch::Outside })
        }
        Err(AreaFault::NotDigits | AreaFault::Empty) => None,
        _ => Some(VillageMatch::Unknown),
    }
}

/// The same letters and words; only case and the width of spaces differ.
fn spelled_the_same(text: &str, villages: &[Place]) -> Vec<String> {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let written = plain(text);
    let same = villages.iter().filter(|village| plain(&village.name) == written);
    same.map(|village| village.code.clone()).collect()
}

fn without_prefix(form: &str) -> &str {
    let mut name = form;
    while let Some(rest) = BEFORE_NAMES.iter().find_map(|word| name.strip_prefix(word)?.strip_prefix(' ')) {
        name = rest;
    }
    if BEFORE_NAMES.contains(&name) { "" } else { name }
}

/// `cikawao kec pacet` without its end; nothing when another sub-district is named.
fn without_subdistrict<'a>(form: &'a str, villages: &[Place]) -> Option<&'a str> {
    let Some((name, named)) = form.split_once(" kec ").or_else(|| form.split_once(" kecamatan ")) else {
        return Some(form);
    };
    let mut here = villages.iter().filter_map(|village| gazetteer::find(village.code.get(..8)?));
    here.any(|subdistrict| named.starts_with(&normal(&subdistrict.name))).then_some(name)
}

fn lengthened(name: &str) -> String {
    let Some((first, rest)) = name.split_once(' ') else { return name.to_owned() };
    let long = SHORTENED.iter().find(|(short, _)| *short == first).map_or(first, |(_, long)| long);
    format!("{long} {rest}")
}

fn squashed(form: &str) -> String {
    form.replace(' ', "")
}

/// A village's name without prefix and spaces.
fn letters_of(village: &Place) -> String {
    squashed(without_prefix(&normal(&village.name)))
}

fn codes(villages: &[Place], fits: impl Fn(&str) -> bool) -> Vec<String> {
    let fitting = villages.iter().filter(|village| fits(&letters_of(village)));
    fitting.map(|village| village.code.clone()).collect()
}

fn begins(village: &str, letters: &str) -> bool {
    letters.chars().count() >= SHORTEST_BEGINNING && village.starts_with(letters)
}

fn settled(mut codes: Vec<String>) -> Option<VillageMatch> {
    match codes.len() {
        1 => codes.pop().map(|code| VillageMatch::Spelling { code }),
        _ => asked(codes),
    }
}

fn asked(codes: Vec<String>) -> Option<VillageMatch> {
    (!codes.is_empty()).then_some(VillageMatch::Ambiguous(codes))
}

fn settled_slip(letters: &str, villages: &[Place]) -> Option<VillageMatch> {
    let allowed = match letters.chars().count() {
        0..5 => return None,
        5..8 => 1,
        _ => 2,
    };
    let distance = |village: &Place| osa_distance(letters, &letters_of(village));
    let nearest = villages.iter().map(distance).min().filter(|nearest| *nearest <= allowed)?;
    let near = villages.iter().filter(|village| distance(village) <= nearest + 1);
    settled(near.map(|village| village.code.clone()).collect())
}

/// Another sub-district of the same regency, or one of its villages, is called just so.
fn elsewhere_in_regency(letters: &str, villages: &[Place]) -> bool {
    let Some(here) = villages.first().and_then(|village| village.code.get(..8)) else { return false };
    let others = gazetteer::subdistricts(here.get(..5).unwrap_or_default());
    others.iter().filter(|other| other.code != here).any(|other| {
        same_letters(&other.name, letters)
            || gazetteer::villages(&other.code).iter().any(|village| same_letters(&village.name, letters))
    })
}

/// Any village, sub-district or regency of the country is called just so.
fn exists(letters: &str) -> bool {
    gazetteer::all_names().any(|name| same_letters(name, letters))
}

fn same_letters(name: &str, letters: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).eq(letters.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pacet() -> Vec<Place> {
        gazetteer::villages("32.04.30")
    }

    fn spelling(code: &str) -> VillageMatch {
        VillageMatch::Spelling { code: format!("32.04.30.{code}") }
    }

    #[test]
    fn a_village_is_found_in_an_address() {
        let villages = pacet();
        let code = |text: &str| match match_village(text, &villages) {
            VillageMatch::Spelling { code } => code,
            other => panic!("{text}: {other:?}"),
        };
        let nagrak = villages.iter().find(|village| village.name == "Nagrak").unwrap();
        for text in [
            "Nagrak RT 01",
            "Kp. Sawah, Nagrak",
            "NAGRAK RT.01/RW.02",
            "Kp Legok Rt 3, Ds. Nagrak, Kec. Pacet",
        ] {
            assert_eq!(code(text), nagrak.code, "{text}");
        }
        let two = format!(
            "Kp. Zzq, {}; {}",
            nagrak.name,
            villages.iter().find(|v| v.code != nagrak.code).unwrap().name
        );
        assert_eq!(match_village(&two, &villages), VillageMatch::Unknown);
    }

    /// All village cells of the sample list of Kecamatan Pacet, with the truth of its maker.
    #[test]
    fn every_sample_cell_is_matched_as_its_maker_meant_it() {
        let cells = include_str!("../../../tests/fixtures/village_cells.csv");
        let villages = pacet();
        let mut rows = [0; 5];
        for record in csv::Reader::from_reader(cells.as_bytes()).records() {
            let record = record.unwrap();
            let (kind, code, place) = match match_village(&record[0], &villages) {
                VillageMatch::Exact(code) => ("exact", code, 0),
                VillageMatch::Spelling { code } => ("spelling", code, 1),
                VillageMatch::Outside => ("outside", String::new(), 2),
                VillageMatch::Ambiguous(_) => ("ambiguous", String::new(), 3),
                VillageMatch::Blank => ("blank", String::new(), 4),
                VillageMatch::Unknown => ("unknown", String::new(), 0),
            };
            assert_eq!((kind, code.as_str()), (&record[1], &record[2]), "{}", &record[0]);
            rows[place] += record[3].parse::<usize>().unwrap();
        }
        assert_eq!(rows, [413 - 43, 43, 2, 1, 1]);
    }

    #[test]
    fn prefixes_spaces_and_slips_are_the_same_village() {
        for (text, code) in [
            ("Cipeu jeuh", "2001"),
            ("Ds. Cikitu", "2002"),
            ("kel.maruyung", "2004"),
            ("TJ WANGI", "2012"),
            ("Nagrag", "2006"),
            ("Desa Cikawao, Kec. Pacet", "2007"),
            ("Mandalahajji", "2010"),
        ] {
            assert_eq!(match_village(text, &pacet()), spelling(code), "{text}");
        }
    }

    #[test]
    fn case_and_codes_are_exact() {
        for text in ["cipeujeuh", "CIPEUJEUH", " Cipeujeuh ", "32.04.30.2001", "3204302001"] {
            assert_eq!(match_village(text, &pacet()), VillageMatch::Exact("32.04.30.2001".into()), "{text}");
        }
    }

    #[test]
    fn half_a_name_is_asked_about() {
        let both = vec!["32.04.30.2008".to_owned(), "32.04.30.2013".to_owned()];
        assert_eq!(match_village("Mekar", &pacet()), VillageMatch::Ambiguous(both.clone()));
        assert_eq!(match_village("desa mekar", &pacet()), VillageMatch::Ambiguous(both));
        assert_eq!(match_village("Tanjung", &pacet()), VillageMatch::Ambiguous(vec!["32.04.30.2012".into()]));
    }

    #[test]
    fn a_neighbour_of_the_regency_is_not_taken_for_a_slip() {
        // Two edits from Mandalahaji, but a village of another sub-district, 32.04.27.
        assert_eq!(match_village("Mandalasari", &pacet()), VillageMatch::Outside);
        assert_eq!(match_village("Cikawao Kec. Leles", &pacet()), VillageMatch::Outside);
        assert_eq!(match_village("Ciparay", &pacet()), VillageMatch::Outside);
        assert_eq!(match_village("Arjasari", &pacet()), VillageMatch::Outside);
        assert_eq!(match_village("32.04.29.2001", &pacet()), VillageMatch::Outside);
        assert_eq!(match_village("Keude Bakongan", &pacet()), VillageMatch::Outside);
        assert_eq!(match_village("Antah Berantah", &pacet()), VillageMatch::Unknown);
    }

    #[test]
    fn nothing_written_is_blank() {
        for text in ["", " ", "-", "Ds.", "desa", "..."] {
            assert_eq!(match_village(text, &pacet()), VillageMatch::Blank, "{text:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_matched_without_a_village_of_elsewhere(text in "\\PC{0,24}") {
            if let VillageMatch::Exact(code) | VillageMatch::Spelling { code } = match_village(&text, &pacet()) {
                proptest::prop_assert!(code.starts_with("32.04.30."));
            }
        }
    }
}
