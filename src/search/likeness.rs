//! Weighs what speaks for and against two records being of one person.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::PartialDate;

use super::addresses::{self, Addresses};
use super::doubles::{Candidate, WARNING};
use super::fold::{FoldedName, FoldedWord, Folder, Weight};
use super::plain::digits;
use super::same_name::NameMatch;

/// A reason for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    NikSame,
    /// One digit differs, or two neighbours are swapped.
    NikNear,
    NikDiffers,
    NameSame,
    NameVariant,
    NameSimilar,
    /// One word of several is the same.
    NamePart,
    NameDiffers,
    BirthSame,
    /// The same as far as both are known.
    BirthYearSame,
    /// One of day, month and year differs.
    BirthNear,
    BirthDiffers,
    FamilyCardSame,
    FamilyCardDiffers,
    /// One house.
    AddressSame,
    VillageSame,
    VillageDiffers,
    SexDiffers,
    /// Of organisations, which are weighed elsewhere: one telephone, one licence.
    PhoneSame,
    PermitSame,
}

impl Reason {
    /// For locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::NikSame => "nik_same",
            Self::NikNear => "nik_near",
            Self::NikDiffers => "nik_differs",
            Self::NameSame => "name_same",
            Self::NameVariant => "name_variant",
            Self::NameSimilar => "name_similar",
            Self::NamePart => "name_part",
            Self::NameDiffers => "name_differs",
            Self::BirthSame => "birth_same",
            Self::BirthYearSame => "birth_year_same",
            Self::BirthNear => "birth_near",
            Self::BirthDiffers => "birth_differs",
            Self::FamilyCardSame => "family_card_same",
            Self::FamilyCardDiffers => "family_card_differs",
            Self::AddressSame => "address_same",
            Self::VillageSame => "village_same",
            Self::VillageDiffers => "village_differs",
            Self::SexDiffers => "sex_differs",
            Self::PhoneSame => "phone_same",
            Self::PermitSame => "permit_same",
        }
    }

    /// Points of 100, for or against. Chosen so that name, year and desa alike give a warning by themselves, and
    /// name and desa alone do not; that a NIK written otherwise does not outweigh name, day of birth and desa; and that
    /// twins, of one card and day, do not.
    fn points(self) -> i32 {
        match self {
            Self::NikSame | Self::NameSame | Self::NameVariant => 45,
            Self::NameSimilar => 33,
            Self::BirthSame => 30,
            Self::NikNear => 25,
            Self::FamilyCardSame | Self::AddressSame => 20,
            Self::BirthYearSame => 15,
            Self::VillageSame => 10,
            Self::BirthNear => 5,
            Self::PhoneSame | Self::PermitSame => 0,
            Self::VillageDiffers => -5,
            Self::FamilyCardDiffers => -8,
            Self::NamePart => -10,
            Self::SexDiffers => -20,
            Self::NikDiffers | Self::BirthDiffers | Self::NameDiffers => -25,
        }
    }
}

/// A candidate in a form that is quick to compare.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Sixteen digits; a filler such as `1111…` is not a NIK.
    pub nik: Option<u64>,
    pub family_card: Option<u64>,
    pub birth: Option<PartialDate>,
    pub sex: Option<char>,
    pub village: Option<u32>,
    pub address: addresses::Words,
}

impl Facts {
    pub fn of(person: &Candidate<'_>) -> Self {
        let village = person.village.trim();
        Self {
            nik: whole_number(person.nik),
            family_card: whole_number(person.family_card),
            birth: person.birth,
            sex: person.sex.trim().chars().next(),
            village: (!village.is_empty()).then(|| hash_text(village)),
            address: addresses::words(person.address),
        }
    }
}

fn hash_text(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).unwrap_or(0)
}

fn whole_number(written: &str) -> Option<u64> {
    let digits = digits(written).filter(|digits| digits.len() == 16)?;
    let steps: Vec<u8> = digits
        .bytes()
        .zip(digits.bytes().skip(1))
        .map(|(a, b)| b.wrapping_sub(a).wrapping_add(10) % 10)
        .collect();
    let filler = steps.iter().all(|step| *step == 0) || steps.iter().all(|step| *step == 1);
    digits.parse().ok().filter(|_| !filler)
}

/// What two candidates' facts say, before their names are looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence([Option<Reason>; 5]);

impl Evidence {
    pub fn of(one: &Facts, other: &Facts) -> Self {
        Self([
            one.nik.zip(other.nik).map(nik_reason),
            one.birth.zip(other.birth).map(birth_reason),
            same_or(one.family_card, other.family_card, Reason::FamilyCardSame, Reason::FamilyCardDiffers),
            same_or(one.village, other.village, Reason::VillageSame, Reason::VillageDiffers),
            one.sex.zip(other.sex).filter(|(a, b)| a != b).map(|_| Reason::SexDiffers),
        ])
    }

    fn points(self) -> i32 {
        self.0.into_iter().flatten().map(Reason::points).sum()
    }

    fn one_nik(self) -> bool {
        self.0.first() == Some(&Some(Reason::NikSame))
    }

    /// Whether any name and house could bring the score to `least`: spares most comparisons of names.
    pub fn can_reach(self, least: u8) -> bool {
        let most = Reason::NameSame.points() + Reason::AddressSame.points();
        self.one_nik() || self.points() + most >= i32::from(least)
    }

    /// The score, 0–100, and the reasons, strongest first. One NIK on two records is always worth a warning.
    pub fn with_names(
        self,
        folder: &Folder,
        one: &FoldedName,
        other: &FoldedName,
        (addresses, here, there): (&Addresses, &Facts, &Facts),
    ) -> (u8, Vec<Reason>) {
        let name = name_reason(folder, one, other);
        // One card is one house: it must not count twice.
        let may_tell = !self.0.contains(&Some(Reason::FamilyCardSame));
        let is_house = may_tell && addresses.is_one_house(&here.address, &there.address);
        let house = is_house.then_some(Reason::AddressSame);
        let mut reasons: Vec<Reason> = self.0.into_iter().chain([name, house]).flatten().collect();
        // Two of one day, sex and kecamatan, such as twins, have numbers that differ in the serial number alone.
        let is_other_name = matches!(name, Some(Reason::NamePart | Reason::NameDiffers));
        if is_other_name && here.nik.zip(there.nik).is_some_and(|(a, b)| a / 10_000 == b / 10_000) {
            for near in reasons.iter_mut().filter(|reason| **reason == Reason::NikNear) {
                *near = Reason::NikDiffers;
            }
        }
        let points = reasons.iter().map(|reason| reason.points()).sum::<i32>();
        reasons.sort_by_key(|reason| (-reason.points().abs(), *reason));
        let least = if self.one_nik() { WARNING } else { 0 };
        (u8::try_from(points.clamp(0, 100)).unwrap_or(0).max(least), reasons)
    }
}

fn same_or<T: PartialEq>(one: Option<T>, other: Option<T>, same: Reason, differs: Reason) -> Option<Reason> {
    one.zip(other).map(|(a, b)| if a == b { same } else { differs })
}

/// Nothing when one of the two is not a name.
fn name_reason(folder: &Folder, one: &FoldedName, other: &FoldedName) -> Option<Reason> {
    if one.placeholder || other.placeholder {
        return None;
    }
    Some(match folder.same_name(one, other) {
        NameMatch::Same => Reason::NameSame,
        NameMatch::Variant => Reason::NameVariant,
        NameMatch::Similar(_) => Reason::NameSimilar,
        NameMatch::Different if shares_word(one, other) => Reason::NamePart,
        NameMatch::Different => Reason::NameDiffers,
    })
}

/// Of two names of several words; those of different fathers share nothing.
fn shares_word(one: &FoldedName, other: &FoldedName) -> bool {
    let is_told_apart = !one.father.is_empty() && !other.father.is_empty();
    let long = |word: &&FoldedWord| word.weight == Weight::Ordinary && word.text.len() > 2;
    let mut words = one.words.iter().filter(long);
    !is_told_apart
        && one.words.len() > 1
        && other.words.len() > 1
        && words.any(|word| other.words.iter().filter(long).any(|own| own.text == word.text))
}

fn nik_reason((one, other): (u64, u64)) -> Reason {
    if one == other {
        Reason::NikSame
    } else if one_slip(one, other) {
        Reason::NikNear
    } else {
        Reason::NikDiffers
    }
}

/// Two numbers differ in one digit, or in two neighbours that are swapped.
pub fn one_slip(mut one: u64, mut other: u64) -> bool {
    while one != other && one % 10 == other % 10 {
        (one, other) = (one / 10, other / 10);
    }
    let swapped = one % 10 == other / 10 % 10 && one / 10 % 10 == other % 10;
    one / 10 == other / 10 || (swapped && one / 100 == other / 100)
}

fn birth_reason((one, other): (PartialDate, PartialDate)) -> Reason {
    if one == other && one.day.is_some() {
        return Reason::BirthSame;
    }
    let differs = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a != b);
    let (month, day) = (differs(one.month, other.month), differs(one.day, other.day));
    let swapped = one.month == other.day && one.day == other.month && one.year == other.year;
    match u8::from(one.year != other.year) + u8::from(month) + u8::from(day) {
        0 => Reason::BirthYearSame,
        1 if one.day.is_some() && other.day.is_some() => Reason::BirthNear,
        _ if swapped && one.day.is_some() => Reason::BirthNear,
        _ => Reason::BirthDiffers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_in_a_nik() {
        assert!(one_slip(3_204_301_708_509_012, 3_204_301_708_509_013));
        assert!(one_slip(3_204_301_708_509_012, 3_204_301_708_509_021));
        assert!(one_slip(3_204_301_708_509_012, 4_204_301_708_509_012));
        assert!(!one_slip(3_204_301_708_509_012, 3_204_301_708_509_033));
        assert!(!one_slip(3_204_301_708_509_012, 3_204_301_709_509_013));
    }

    #[test]
    fn dates_are_alike_as_far_as_they_are_known() {
        for (one, other, reason) in [
            ("1950-08-17", "1950-08-17", Reason::BirthSame),
            ("1950", "1950-08-17", Reason::BirthYearSame),
            ("1950", "1950", Reason::BirthYearSame),
            ("1950-08-17", "1950-08-18", Reason::BirthNear),
            ("1950-08-07", "1950-07-08", Reason::BirthNear),
            ("1950-08-17", "1951-09-17", Reason::BirthDiffers),
            ("1950", "1951", Reason::BirthDiffers),
        ] {
            assert_eq!(birth_reason((one.parse().unwrap(), other.parse().unwrap())), reason, "{one} {other}");
        }
    }
}
