//! Looking up places.

use super::archive::{self, PlacesFault};
use super::code::{AreaCode, AreaLevel, dotted};
use crate::catalog::normal::normal;

/// A place; the code has dots: `32.04.30.2001`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub code: String,
    pub name: String,
}

/// A sub-district with the name of its regency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subdistrict {
    pub place: Place,
    pub regency: String,
}

/// All provinces, by code.
pub fn provinces() -> Vec<Place> {
    below("", AreaLevel::Province)
}

/// The regencies and cities of a province (`32`).
pub fn regencies(province: &str) -> Vec<Place> {
    below(province, AreaLevel::Regency)
}

/// The sub-districts of a regency (`32.04`).
pub fn subdistricts(regency: &str) -> Vec<Place> {
    below(regency, AreaLevel::Subdistrict)
}

/// The villages of a sub-district (`32.04.30`).
pub fn villages(subdistrict: &str) -> Vec<Place> {
    let digits = bare(subdistrict);
    village_lines(&digits).map(|(number, name)| made(&format!("{digits}{number:04}"), name)).collect()
}

/// The place with this code, dotted or not.
pub fn find(code: &str) -> Option<Place> {
    let code = AreaCode::parse(code).ok()?;
    Some(made(code.digits(), name_of(code.digits())?))
}

/// Province, regency, sub-district, village: as far as the code reaches; empty when it does not exist.
pub fn path(code: &str) -> Vec<Place> {
    let Ok(code) = AreaCode::parse(code) else { return Vec::new() };
    let digits = code.digits();
    let lengths = [2, 4, 6, 10].into_iter().map_while(|length| digits.get(..length));
    lengths.filter_map(|digits| Some(made(digits, name_of(digits)?))).collect()
}

/// Sub-districts whose name holds the typed words; names that begin with them first. At least two letters.
pub fn search_subdistricts(typed: &str) -> Vec<Subdistrict> {
    let typed = normal(typed);
    if typed.chars().count() < 2 {
        return Vec::new();
    }
    let mut found: Vec<(u8, Subdistrict)> = Vec::new();
    for (digits, name) in index_lines().filter(|(digits, _)| digits.len() == 6) {
        let Some(rank) = rank(&normal(name), &typed) else { continue };
        let regency = digits.get(..4).and_then(name_of).unwrap_or_default().to_owned();
        found.push((rank, Subdistrict { place: made(digits, name), regency }));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, subdistrict)| subdistrict).collect()
}

fn rank(name: &str, typed: &str) -> Option<u8> {
    let words = || name.split(' ');
    match name {
        _ if name == typed => Some(0),
        _ if name.starts_with(typed) => Some(1),
        _ if words().any(|word| word.starts_with(typed)) => Some(2),
        _ if name.contains(typed) => Some(3),
        _ => None,
    }
}

/// Unpacks every block; what a self-check calls.
pub fn check() -> Result<(), PlacesFault> {
    archive::index()?;
    provinces().iter().filter_map(|place| place.code.parse().ok()).try_for_each(|number| {
        archive::province(number)?;
        Ok(())
    })
}

/// The name of a place by bare digits.
pub(super) fn name_of(digits: &str) -> Option<&'static str> {
    if let Some(number) = digits.get(6..).filter(|rest| rest.len() == 4) {
        let number: u16 = number.parse().ok()?;
        return village_lines(digits.get(..6)?).find(|(found, _)| *found == number).map(|(_, name)| name);
    }
    index_lines_from(digits).next().filter(|(found, _)| *found == digits).map(|(_, name)| name)
}

/// The villages of a sub-district: number and name.
fn village_lines(subdistrict: &str) -> impl Iterator<Item = (u16, &'static str)> + use<> {
    let province = subdistrict.get(..2).and_then(|digits| digits.parse().ok());
    let text = province.and_then(|number| archive::province(number).ok()).unwrap_or_default();
    let whole = subdistrict.len() == 6;
    let start = text.find(&format!("#{subdistrict}\n")).filter(|_| whole);
    let lines = start.and_then(|start| text.get(start..)).unwrap_or_default().lines().skip(1);
    numbered(lines.take_while(|line| !line.starts_with('#')))
}

/// The name of every place in the country.
pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
    let blocks = below("", AreaLevel::Province).into_iter().filter_map(|place| place.code.parse().ok());
    let lines = blocks.flat_map(|number| archive::province(number).unwrap_or_default().lines());
    let villages = lines.filter(|line| !line.starts_with('#'));
    let villages = villages.map(|line| line.split_once('\t').map_or(line, |(_, name)| name));
    index_lines().map(|(_, name)| name).chain(villages)
}

/// Gives back the numbers that a block leaves out.
fn numbered(lines: impl Iterator<Item = &'static str>) -> impl Iterator<Item = (u16, &'static str)> {
    lines.scan(0_u16, |before, line| {
        let (number, name) = match line.split_once('\t') {
            Some((number, name)) => (number.parse().ok()?, name),
            None => (before.checked_add(1)?, line),
        };
        *before = number;
        Some((number, name))
    })
}

fn below(parent: &str, level: AreaLevel) -> Vec<Place> {
    let digits = bare(parent);
    let length = match level {
        AreaLevel::Province => 2,
        AreaLevel::Regency => 4,
        AreaLevel::Subdistrict | AreaLevel::Village => 6,
    };
    if digits.len() + 2 != length {
        return Vec::new();
    }
    let inside = index_lines_from(&digits).take_while(|(found, _)| found.starts_with(&digits));
    inside.filter(|(found, _)| found.len() == length).map(|(found, name)| made(found, name)).collect()
}

fn index_lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    archive::index().unwrap_or_default().lines().filter_map(|line| line.split_once('\t'))
}

/// From the first line that is not before `digits` on; the index is sorted, so it halves its way there.
fn index_lines_from(digits: &str) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let text = archive::index().unwrap_or_default().as_bytes();
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = line_start(text, middle);
        let end =
            text.iter().skip(middle).position(|byte| *byte == b'\n').map_or(text.len(), |at| middle + at + 1);
        let found = text.get(start..end).and_then(|line| line.split(|byte| *byte == b'\t').next());
        if found.unwrap_or_default() < digits.as_bytes() { low = end } else { high = start }
    }
    let rest = archive::index().unwrap_or_default().get(low..).unwrap_or_default();
    rest.lines().filter_map(|line| line.split_once('\t'))
}

fn line_start(text: &[u8], at: usize) -> usize {
    text.get(..at).and_then(|before| before.iter().rposition(|byte| *byte == b'\n')).map_or(0, |end| end + 1)
}

fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_digit).collect()
}

fn made(digits: &str, name: &str) -> Place {
    Place { code: dotted(digits), name: name.to_owned() }
}
