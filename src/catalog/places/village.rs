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
pub fn match_village(text: &str, villages: &[Place]) -> VillageMatch {
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
    let name = without_prefix(&form);
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
        Ok(_) => Some(VillageMatch::Unknown),
        Err(AreaFault::NotDigits | AreaFault::Empty) => None,
        Err(_) => Some(VillageMatch::Unknown),
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
