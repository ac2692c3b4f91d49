//! Families that stand under two family card numbers: a card written with a slip, or an old one and a new one.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{RecordKey, RecordKind};
use crate::search::{Likely, Reason, one_slip};
use crate::sorted::Sorted as _;

use crate::desk::Book;
use crate::desk::line::{HouseholdLine, Line};

/// Two households that look like one family; `a` is the older record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desk) struct SplitFamily {
    pub a: RecordKey,
    pub b: RecordKey,
    /// People who seem to stand in both.
    pub members: usize,
    /// One digit of the card differs, or two neighbours are swapped.
    pub is_near: bool,
}

impl SplitFamily {
    /// 0–100, beside the scores of people: one who stands in both may have moved, two hardly.
    pub fn score(&self) -> u8 {
        let members = u8::try_from(self.members.min(3)).unwrap_or(3);
        60 + 10 * members + if self.is_near { 10 } else { 0 }
    }
}

/// Two members in both are enough; one, where the numbers are a slip apart and others stand on each; none, where besides only one of the two has a
/// head of family, in one desa: neighbours who got their cards on one day have numbers side by side.
pub(in crate::desk) fn split_families(book: &Book, pairs: &[(RecordKey, Likely)]) -> Vec<SplitFamily> {
    let mut shared: BTreeMap<(RecordKey, RecordKey), usize> = BTreeMap::new();
    for (one, likely) in pairs.iter().filter(|(_, likely)| {
        !likely.reasons.contains(&Reason::NameDiffers) && !likely.reasons.contains(&Reason::NamePart)
    }) {
        let of = |key: RecordKey| book.person(key).and_then(|line| line.household);
        if let Some((a, b)) = of(*one).zip(of(likely.key)).filter(|(a, b)| a != b) {
            *shared.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    for pair in slips_without_head(book) {
        shared.entry(pair).or_default();
    }
    let is_near = |a: RecordKey, b: RecordKey| {
        card(book, a).zip(card(book, b)).is_some_and(|(a, b)| a != b && one_slip(a, b))
    };
    let families =
        shared.into_iter().map(|((a, b), members)| SplitFamily { a, b, members, is_near: is_near(a, b) });
    // Somebody alone on the second card is a double of one person, and no family.
    let has_others = |family: &SplitFamily| {
        [family.a, family.b].iter().all(|key| book.members(*key).len() > family.members)
    };
    families.filter(|family| family.members > 1 || family.is_near && has_others(family)).collect()
}

fn household(book: &Book, key: RecordKey) -> Option<&HouseholdLine> {
    if let Some(Line::Household(household)) = book.line(key) { Some(household) } else { None }
}

fn card(book: &Book, key: RecordKey) -> Option<u64> {
    household(book, key)?.family_card.parse().ok()
}

/// A household with its card as a number.
type Carded<'a> = (RecordKey, &'a HouseholdLine, u64);

/// Households of one desa a slip apart, of which one has a head and the other has none.
fn slips_without_head(book: &Book) -> Vec<(RecordKey, RecordKey)> {
    let all = || {
        book.of_kind(RecordKind::Household).filter_map(|(key, line)| match line {
            Line::Household(line) if !line.village.is_empty() => {
                Some((key, line, line.family_card.parse::<u64>().ok()?))
            }
            _ => None,
        })
    };
    // Under what is left of a card without two neighbouring digits: where they differ by a slip, one of these is the same.
    let mut headless: HashMap<(u32, u64), Vec<Carded<'_>>> = HashMap::new();
    for (key, line, card) in
        all().filter(|(key, line, _)| line.head.is_none() && !book.members(*key).is_empty())
    {
        for (at, rest) in rests(card) {
            headless.entry((at, rest)).or_default().push((key, line, card));
        }
    }
    let mut found = Vec::new();
    for (key, line, card) in all().filter(|(_, line, _)| line.head.is_some()) {
        let near = rests(card).filter_map(|rest| headless.get(&rest)).flatten();
        found.extend(
            near.filter(|(_, other, number)| {
                other.village == line.village && *number != card && one_slip(*number, card)
            })
            .map(|(other, ..)| (key.min(*other), key.max(*other))),
        );
    }
    found.put_in_order();
    found.dedup();
    found
}

fn rests(card: u64) -> impl Iterator<Item = (u32, u64)> {
    (0..15).map(move |at| {
        let (below, above) = (10_u64.pow(at), 10_u64.pow(at + 2));
        (at, card / above * above + card % below)
    })
}
