//! Whether two gifts reach the same person, family or house, and how one knows.

use super::gift::{Gift, Unit};

/// How two gifts were found to meet, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// The same complete family card number.
    Card,
    /// The same complete NIK.
    Nik,
    /// Both are linked to the same person, household or house on record.
    Record,
    /// Name and desa, and birth where both say it: *kemungkinan*, to be confirmed.
    Name,
}

impl Method {
    pub fn code(self) -> &'static str {
        match self {
            Self::Card => "kk",
            Self::Nik => "nik",
            Self::Record => "record",
            Self::Name => "name",
        }
    }
}

/// Both go to persons: two of one family are then no overlap.
pub fn is_personal(a: &Gift, b: &Gift) -> bool {
    a.unit == Unit::Person && b.unit == Unit::Person
}

fn same(a: u64, b: u64) -> bool {
    a != 0 && a == b
}

fn differ(a: u64, b: u64) -> bool {
    a != 0 && b != 0 && a != b
}

/// How two gifts meet at the coarser of their units; nothing when they do not.
pub fn method(a: &Gift, b: &Gift) -> Option<Method> {
    let personal = is_personal(a, b);
    if !personal && same(a.card, b.card) {
        return Some(Method::Card);
    }
    if same(a.nik, b.nik) {
        return Some(Method::Nik);
    }
    if same(a.person, b.person) || !personal && same(a.household, b.household) {
        return Some(Method::Record);
    }
    let houses = a.unit == Unit::House && b.unit == Unit::House;
    if houses && same(a.house, b.house) {
        return Some(Method::Record);
    }
    let apart = differ(a.card, b.card)
        || differ(a.nik, b.nik)
        || differ(a.person, b.person)
        || a.birth.is_some() && b.birth.is_some() && a.birth != b.birth;
    (same(a.name, b.name) && !apart).then_some(Method::Name)
}

/// Who holds both: one number for a family or person, the same for every pair of theirs.
pub fn holder(a: &Gift, b: &Gift, method: Method) -> u64 {
    let known = |of: fn(&Gift) -> u64| match (of(a), of(b)) {
        (0, 0) => None,
        (one, 0) | (0, one) => Some(one),
        (one, other) if one == other => Some(one),
        _ => None,
    };
    let card = known(|gift| gift.card);
    let nik = known(|gift| gift.nik);
    let personal = is_personal(a, b);
    let first = match method {
        Method::Card => card,
        Method::Nik if personal => nik,
        Method::Record if personal => known(|gift| gift.person).or(nik),
        Method::Record => card.or(known(|gift| gift.household)).or(nik).or(known(|gift| gift.person)),
        Method::Name if personal => nik.or(card),
        Method::Nik | Method::Name => card.or(nik),
    };
    first.unwrap_or(if a.name == b.name { a.name } else { a.house })
}
