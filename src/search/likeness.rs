//! Weighs what speaks for and against two records being of one person.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::PartialDate;

use super::doubles::{Candidate, WARNING};
use super::fold::{FoldedName, Folder};
use super::plain::digits;
use super::same_name::NameMatch;

/// A reason for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    NikSame,
    /// One digit differs, or two neighbours are swapped.
    NikNear,
    NikDiffers,
    NameSame,
    NameVariant,
    NameSimilar,
    NameDiffers,
    BirthSame,
    /// The same as far as both are known.
    BirthYearSame,
    /// One of day, month and year differs.
    BirthNear,
    BirthDiffers,
    FamilyCardSame,
    FamilyCardDiffers,
    VillageSame,
    VillageDiffers,
    SexDiffers,
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
            Self::NameDiffers => "name_differs",
            Self::BirthSame => "birth_same",
            Self::BirthYearSame => "birth_year_same",
            Self::BirthNear => "birth_near",
            Self::BirthDiffers => "birth_differs",
            Self::FamilyCardSame => "family_card_same",
            Self::FamilyCardDiffers => "family_card_differs",
            Self::VillageSame => "village_same",
            Self::VillageDiffers => "village_differs",
            Self::SexDiffers => "sex_differs",
        }
    }

    /// Points of 100, for or against. Chosen so that name, year and desa alike give a warning by themselves, and
    /// name and desa alone do not.
    fn points(self) -> i32 {
        match self {
            Self::NikSame | Self::NameSame => 45,
            Self::NameVariant => 42,
            Self::NameSimilar => 33,
            Self::BirthSame => 30,
            Self::FamilyCardSame => 20,
            Self::NikNear | Self::BirthYearSame => 15,
            Self::VillageSame => 10,
            Self::BirthNear => 5,
            Self::VillageDiffers => -5,
            Self::FamilyCardDiffers => -8,
            Self::SexDiffers => -20,
            Self::BirthDiffers | Self::NameDiffers => -25,
            Self::NikDiffers => -35,
        }
    }
}

/// A candidate in a form that is quick to compare.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Sixteen digits; a filler such as `1111…` is not a NIK.
    pub nik: Option<u64>,
    pub family_card: Option<u64>,
    pub birth: Option<PartialDate>,
    pub sex: Option<char>,
    pub village: Option<u32>,
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

/// The score, 0–100, and the reasons, strongest first. One NIK on two records is always worth a warning.
pub(super) fn weigh(
    folder: &Folder,
    one: (&FoldedName, &Facts),
    other: (&FoldedName, &Facts),
) -> (u8, Vec<Reason>) {
    let (name, facts) = one;
    let (other_name, others) = other;
    let mut reasons: Vec<Reason> = [
        facts.nik.zip(others.nik).map(nik_reason),
        name_reason(folder, name, other_name),
        facts.birth.zip(others.birth).map(birth_reason),
        same_or(
            facts.family_card,
            others.family_card,
            Reason::FamilyCardSame,
            Some(Reason::FamilyCardDiffers),
        ),
        same_or(facts.village, others.village, Reason::VillageSame, Some(Reason::VillageDiffers)),
        facts.sex.zip(others.sex).filter(|(a, b)| a != b).map(|_| Reason::SexDiffers),
    ]
    .into_iter()
    .flatten()
    .collect();
    let points: i32 = reasons.iter().map(|reason| reason.points()).sum();
    reasons.sort_by_key(|reason| -reason.points().abs());
    let least = if reasons.contains(&Reason::NikSame) { WARNING } else { 0 };
    (u8::try_from(points.clamp(0, 100)).unwrap_or(0).max(least), reasons)
}

fn same_or<T: PartialEq>(
    one: Option<T>,
    other: Option<T>,
    same: Reason,
    differs: Option<Reason>,
) -> Option<Reason> {
    one.zip(other).and_then(|(a, b)| if a == b { Some(same) } else { differs })
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
        NameMatch::Different => Reason::NameDiffers,
    })
}

fn nik_reason((one, other): (u64, u64)) -> Reason {
    if one == other {
        return Reason::NikSame;
    }
    let slips = strsim::osa_distance(&format!("{one:016}"), &format!("{other:016}"));
    if slips == 1 { Reason::NikNear } else { Reason::NikDiffers }
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
