//! *Belum tersentuh*: families with open needs or PPKS categories that no aid has reached.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use crate::desk::line::Line;
use crate::desk::{Desk, Who};
use crate::domain::reading::family_card;
use crate::domain::{PartialDate, RecordKey};
use crate::search::Folder;
use crate::sorted::Sorted as _;

/// A family that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct UntouchedFamily {
    /// The household on record, or the person where there is no complete family card.
    pub key: RecordKey,
    pub who: Who,
    pub village: String,
    pub members: usize,
    /// PPKS numbers of its members.
    pub categories: BTreeSet<i64>,
    /// Sectors of its open needs.
    pub needs: BTreeSet<String>,
    /// The day of the oldest record that speaks of it.
    pub since: Option<NaiveDate>,
    /// A gift to the same name in the same desa: it may have been reached, to be confirmed.
    pub maybe: Option<RecordKey>,
}

/// All of them, and what the number is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Untouched {
    /// By desa, the longest waiting first.
    pub families: Vec<UntouchedFamily>,
    /// Households with a complete family card that appears with no gift.
    pub by_card: usize,
    /// Of them, those whom gifts without a family card reached all the same, by NIK, link or name.
    pub reached_without_card: usize,
    /// People in need without a complete family card whom nothing reached.
    pub without_card: usize,
}

impl Untouched {
    /// Households by complete card that nothing reached.
    pub fn households(&self) -> usize {
        self.by_card - self.reached_without_card
    }

    /// Listed, to be confirmed: by complete card, and a gift to the same name in the same desa may have reached them.
    pub fn maybe_reached(&self) -> usize {
        self.families.len().saturating_sub(self.households() + self.without_card)
    }

    pub fn by_village(&self) -> BTreeMap<String, usize> {
        self.families.iter().fold(BTreeMap::new(), |mut counts, family| {
            *counts.entry(family.village.clone()).or_default() += 1;
            counts
        })
    }
}

/// Whom gifts reached, by what they can be known.
struct Reached {
    cards: HashSet<String>,
    niks: HashSet<String>,
    linked: HashSet<RecordKey>,
    /// Folded name and desa of gifts that are linked to nobody.
    names: HashMap<(String, String), RecordKey>,
}

impl Desk {
    /// Families in need without aid, as the book says it today.
    pub fn untouched(&self) -> Untouched {
        let folder = Folder::embedded();
        let reached = self.reached(&folder);
        let mut found = Untouched::default();
        for (key, members) in self.families() {
            let card = self.card_of(key);
            let Some(mut family) = self.in_need(key, &members) else { continue };
            let by_card = card.is_some_and(|card| reached.cards.contains(card));
            if by_card {
                continue;
            }
            let linked =
                reached.linked.contains(&key) || members.iter().any(|member| self.reaches(&reached, *member));
            let named = members.iter().find_map(|member| self.named(&reached, *member, &folder));
            found.by_card += usize::from(card.is_some());
            if linked || named.is_some() && card.is_some() {
                found.reached_without_card += usize::from(card.is_some());
            }
            if linked {
                continue;
            }
            family.maybe = named;
            found.without_card += usize::from(card.is_none());
            found.families.push(family);
        }
        found.families.order_by_key(|family| (family.village.clone(), family.since, family.key));
        found
    }

    /// Households with their members; a person without one stands alone.
    fn families(&self) -> BTreeMap<RecordKey, Vec<RecordKey>> {
        let mut families: BTreeMap<RecordKey, Vec<RecordKey>> = BTreeMap::new();
        for (key, person) in self.book.people() {
            if !matches!(&*person.rare().life_status, "deceased" | "moved") {
                families.entry(person.household.unwrap_or(key)).or_default().push(key);
            }
        }
        families
    }

    /// Only a card that is sure makes a household: of a number cell the last digit is lost.
    fn card_of(&self, key: RecordKey) -> Option<&str> {
        match self.book.line(key) {
            Some(Line::Household(household)) => {
                Some(household.family_card.as_str()).filter(|card| family_card::is_complete(card))
            }
            _ => None,
        }
    }

    /// What the family lacks; nothing when it lacks nothing on record.
    fn in_need(&self, key: RecordKey, members: &[RecordKey]) -> Option<UntouchedFamily> {
        let mut categories = BTreeSet::new();
        let (mut needs, mut since, mut unclear) = (BTreeSet::new(), None::<NaiveDate>, false);
        for member in members {
            let person = self.book.person(*member)?;
            categories.extend(person.categories.iter().copied());
            // Whose category is not known yet may well be in need: to be asked, not left out.
            unclear |= person.categories.is_empty();
            for (_, line) in self.book.children(*member) {
                match line {
                    Line::Need(need) if !self.is_over(need.case) => {
                        needs.insert(need.sector.as_str().to_owned());
                    }
                    Line::Case(case) if !case.closed => {
                        let opened = case.opened.and_then(PartialDate::earliest);
                        since = since.into_iter().chain(opened).min();
                    }
                    _ => {}
                }
            }
            since = since.into_iter().chain(made_on(*member)).min();
        }
        if categories.is_empty() && needs.is_empty() && !unclear {
            return None;
        }
        let head = match self.book.line(key) {
            Some(Line::Household(household)) => household.head,
            _ => None,
        };
        let head = head.or(members.first().copied())?;
        let masked = members.iter().find(|member| self.is_masked(**member));
        let who = self.who(masked.copied().unwrap_or(head));
        Some(UntouchedFamily {
            key,
            village: who.village.clone(),
            members: members.len(),
            categories: if who.masked { BTreeSet::new() } else { categories },
            needs: if who.masked { BTreeSet::new() } else { needs },
            who,
            since,
            maybe: None,
        })
    }

    fn reached(&self, folder: &Folder) -> Reached {
        let mut reached = Reached {
            cards: HashSet::new(),
            niks: HashSet::new(),
            linked: HashSet::new(),
            names: HashMap::new(),
        };
        for (key, gift) in self.book.gifts() {
            let aid = gift.read();
            if !matches!(aid.status, "" | "given" | "unknown") {
                continue;
            }
            reached.linked.extend(aid.person);
            reached.linked.extend(aid.household);
            reached.linked.extend(aid.person.and_then(|person| self.book.person(person)?.household));
            if !aid.nik.is_empty() {
                reached.niks.insert(aid.nik.to_string());
            }
            if !aid.family_card.is_empty() {
                reached.cards.insert(aid.family_card.to_string());
            }
            if aid.person.is_none() && aid.household.is_none() && aid.family_card.is_empty() {
                let name = folder.fold_name(aid.name);
                if !name.placeholder {
                    reached.names.insert((name.key(), aid.village.to_owned()), key);
                }
            }
        }
        reached
    }

    fn reaches(&self, reached: &Reached, member: RecordKey) -> bool {
        let nik = self.book.person(member).map_or("", |person| &person.nik);
        reached.linked.contains(&member) || !nik.is_empty() && reached.niks.contains(nik)
    }

    fn named(&self, reached: &Reached, member: RecordKey, folder: &Folder) -> Option<RecordKey> {
        let person = self.book.person(member)?;
        let gift = *reached
            .names
            .get(&(folder.fold_name(&person.name).key(), person.village.as_str().to_owned()))?;
        let nik = self.book.gift(gift)?.nik;
        let apart = !nik.is_empty() && !person.nik.is_empty() && *nik != *person.nik;
        (!apart).then_some(gift)
    }
}

/// The day on which a record was made, from its key.
fn made_on(key: RecordKey) -> Option<NaiveDate> {
    let millis = i64::try_from(key.id().timestamp_ms()).ok()?;
    chrono::DateTime::from_timestamp_millis(millis).map(|at| at.date_naive())
}
