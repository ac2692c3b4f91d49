//! Looking up places.

use super::archive::{self, PlacesFault};
use super::code::{AreaCode, AreaLevel, dotted};
use crate::catalog::normal::normal;
use crate::sorted::Sorted as _;

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
    found.order_by_key(|(rank, _)| *rank);
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
    let lines = archive::from_subdistrict(subdistrict).unwrap_or_default().lines();
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    /// Totals counted in the CSV files of idn-area-data 3.1.2.
    #[test]
    fn the_country_is_whole() {
        check().unwrap();
        let provinces = provinces();
        let regencies: Vec<Place> = provinces.iter().flat_map(|place| regencies(&place.code)).collect();
        let subdistricts: Vec<Place> = regencies.iter().flat_map(|place| subdistricts(&place.code)).collect();
        assert_eq!((provinces.len(), regencies.len(), subdistricts.len()), (38, 514, 7_277));
        let villages: usize = provinces
            .iter()
            .filter_map(|place| place.code.parse().ok())
            .map(|number| {
                archive::province(number).unwrap().lines().filter(|line| !line.starts_with('#')).count()
            })
            .sum();
        assert_eq!(villages, 83_763);
    }

    #[test]
    fn pacet_has_its_thirteen_villages() {
        let names: Vec<String> = villages("32.04.30").into_iter().map(|village| village.name).collect();
        assert_eq!(names.first().map(String::as_str), Some("Cipeujeuh"));
        assert_eq!(names.last().map(String::as_str), Some("Mekarsari"));
        assert_eq!(names.len(), 13);
    }

    #[test]
    fn a_code_knows_its_way_up() {
        let names: Vec<String> = path("32.04.30.2008").into_iter().map(|place| place.name).collect();
        assert_eq!(names, ["Jawa Barat", "Kabupaten Bandung", "Pacet", "Mekarjaya"]);
        assert_eq!(path("3204").len(), 2);
        assert!(path("32.99").is_empty());
        assert_eq!(find("31").unwrap().name, "DKI Jakarta");
        assert_eq!(find("91.03.01.3007").unwrap().name, "Desa Adat Yoboi");
    }

    #[test]
    fn every_line_of_the_index_is_found_by_halving() {
        for (digits, name) in index_lines() {
            assert_eq!(name_of(digits), Some(name));
        }
    }

    #[test]
    fn a_parent_of_another_level_has_no_children() {
        assert!(regencies("32.04").is_empty() && subdistricts("32").is_empty());
        assert!(villages("32.04").is_empty() && villages("").is_empty() && villages("99.99.99").is_empty());
    }

    #[test]
    fn typed_names_find_sub_districts_with_their_regency() {
        let found = search_subdistricts("pacet");
        let regencies: Vec<&str> = found.iter().take(3).map(|s| s.regency.as_str()).collect();
        assert!(
            regencies.contains(&"Kabupaten Bandung") && regencies.contains(&"Kabupaten Cianjur"),
            "{found:?}"
        );
        assert_eq!(found[0].place.name, "Pacet");
        assert!(search_subdistricts("p").is_empty());
        assert!(search_subdistricts("tidak ada di mana pun").is_empty());
    }

    #[test]
    fn how_long_area_to_villages_takes() {
        let start = Instant::now();
        let (provinces, regencies) = (provinces().len(), regencies("33").len());
        let lists = start.elapsed();
        let start = Instant::now();
        let first = villages("33.01.01").len();
        let cold = start.elapsed();
        let start = Instant::now();
        let again = villages("33.29.17").len();
        let warm = start.elapsed();
        let start = Instant::now();
        let found = search_subdistricts("suka").len();
        eprintln!(
            "{provinces} provinces, {regencies} regencies {lists:?}; {first} villages cold {cold:?}, {again} warm {warm:?}; {found} sub-districts {:?}",
            start.elapsed()
        );
        assert!(provinces > 0 && regencies > 0 && first > 0 && again > 0 && found > 0);
    }
}
