//! For the Camat: who helps which family with what this month and the next. For donors: where to give next.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use crate::desk::line::Line;
use crate::desk::{Desk, Who};
use crate::domain::{RecordKey, RecordKind};
use crate::overlap::Span;
use crate::sorted::Sorted as _;

/// A family and who helps it.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpedFamily {
    pub who: Who,
    pub village: String,
    /// Programmes or givers, this month and the next.
    pub this_month: BTreeSet<String>,
    pub next_month: BTreeSet<String>,
    /// What else is done for it this month and by whom: guidance, visits, referrals.
    pub work: BTreeSet<String>,
}

/// A desa as donors see it; names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhereToGive {
    pub village: String,
    pub untouched: usize,
    /// Needs that wait, by sector.
    pub waiting: BTreeMap<String, usize>,
    /// Families that receive aid this month.
    pub helped: usize,
    /// Who is near: organisations with their seat in the desa that can answer what waits, and those outside the government
    /// that gave there within a year. Single persons are not named.
    pub near: Vec<String>,
}

/// Givers outside the government that are no single person (`enums.csv`, `aid_source`).
const GROUPS_OF_GIVERS: &[&str] = &["institution", "zakat", "community_group", "business"];
/// Of those who are near so many are named.
const MOST_NEAR: usize = 4;

impl HelpedFamily {
    fn of(who: Who) -> Self {
        Self {
            village: who.village.clone(),
            who,
            this_month: BTreeSet::new(),
            next_month: BTreeSet::new(),
            work: BTreeSet::new(),
        }
    }
}

impl Desk {
    /// Families that are helped this month or the next, and for whom something is done this month, by desa and name.
    /// Families of people who are *rahasia* are left out and counted.
    pub fn coordination(&self) -> (Vec<HelpedFamily>, usize) {
        let (this, next) = self.months();
        let mut families: BTreeMap<String, HelpedFamily> = BTreeMap::new();
        let mut secret = BTreeSet::new();
        for (key, gift) in self.book.gifts() {
            let aid = gift.read();
            if matches!(aid.status, "returned" | "stopped") {
                continue;
            }
            let span = super::gifts::span_of(aid.period, aid.on);
            let (now, soon) = (span.shared(this).is_some(), span.shared(next).is_some());
            if !now && !soon {
                continue;
            }
            let family = self.family_mark(key, &aid);
            if self.is_masked(key) || self.has_secret_member(aid.household) {
                secret.insert(family);
                continue;
            }
            let what = if aid.program.is_empty() { aid.giver } else { aid.program };
            let helped = families.entry(family).or_insert_with(|| HelpedFamily::of(self.who(key)));
            if now {
                helped.this_month.insert(what.to_string());
            }
            if soon {
                helped.next_month.insert(what.to_string());
            }
        }
        for (person, what) in self.work_within(this) {
            let family = self.family_of_person(person);
            if self.is_masked(person) || self.has_secret_member(self.household_of_person(person)) {
                secret.insert(family);
            } else {
                let helped = families.entry(family).or_insert_with(|| HelpedFamily::of(self.who(person)));
                helped.work.insert(what);
            }
        }
        let mut families: Vec<HelpedFamily> = families.into_values().collect();
        families.order_by_key(|family| (family.village.clone(), family.who.name.clone()));
        (families, secret.len())
    }

    /// Desa by desa, the one that waits most first.
    pub fn where_to_give(&self) -> Vec<WhereToGive> {
        let mut villages: BTreeMap<String, WhereToGive> = BTreeMap::new();
        for (village, untouched) in self.untouched().by_village() {
            villages.entry(village).or_default().untouched = untouched;
        }
        for (village, waiting) in self.need_matrix().waiting {
            villages.entry(village).or_default().waiting = waiting;
        }
        for family in self.coordination().0.iter().filter(|family| !family.this_month.is_empty()) {
            villages.entry(family.village.clone()).or_default().helped += 1;
        }
        let mut villages: Vec<WhereToGive> =
            villages.into_iter().map(|(village, found)| WhereToGive { village, ..found }).collect();
        let mut givers = self.givers_by_village();
        for found in &mut villages {
            found.near = self.answering(found);
            let gave = givers.remove(&found.village).unwrap_or_default();
            let gave: Vec<String> = gave.into_iter().filter(|giver| !found.near.contains(giver)).collect();
            found.near.extend(gave);
            found.near.truncate(MOST_NEAR);
        }
        villages.order_by_key(|found| {
            let waiting: usize = found.waiting.values().sum();
            (std::cmp::Reverse(found.untouched + waiting), found.village.clone())
        });
        villages
    }

    /// Organisations with their seat in a desa that can answer what waits there.
    fn answering(&self, found: &WhereToGive) -> Vec<String> {
        let answers = |code: &String| {
            let service = self.catalog.services().iter().find(|service| service.code == *code);
            service.is_some_and(|own| own.need_codes.iter().any(|need| found.waiting.contains_key(need)))
        };
        let near = self.book.of_kind(RecordKind::Organization).filter_map(|(_, line)| {
            let Line::Organization(line) = line else { return None };
            let works = matches!(line.status.as_str(), "" | "active") && !found.village.is_empty();
            let fits = found.waiting.is_empty() || line.services.iter().any(|own| answers(&own.service));
            (works && fits && line.village == found.village).then(|| line.name.clone())
        });
        let mut near: Vec<String> = near.collect();
        near.put_in_order();
        near
    }

    /// Those outside the government that gave within a year, by desa.
    fn givers_by_village(&self) -> BTreeMap<String, BTreeSet<String>> {
        let year_ago = self.today.checked_sub_months(Months::new(12));
        let mut givers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, gift) in self.book.gifts() {
            let aid = gift.read();
            let told = !aid.giver.is_empty() && GROUPS_OF_GIVERS.contains(&aid.giver_kind);
            let until = super::gifts::span_of(aid.period, aid.on).to;
            if told && until >= year_ago && !self.is_masked(key) {
                givers.entry(aid.village.to_string()).or_default().insert(aid.giver.to_string());
            }
        }
        givers
    }

    /// The month of the desk's day, and the one after.
    fn months(&self) -> (Span, Span) {
        let first = self.today.with_day(1).unwrap_or(self.today);
        let month = |first: NaiveDate| Span {
            from: Some(first),
            to: first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()),
        };
        (month(first), month(first.checked_add_months(Months::new(1)).unwrap_or(first)))
    }

    fn household_of_person(&self, person: RecordKey) -> Option<RecordKey> {
        self.book.person(person).and_then(|line| line.household)
    }

    /// The same text for a person of the family.
    fn family_of_person(&self, person: RecordKey) -> String {
        let line = self.book.person(person);
        let gift = crate::desk::AidLine {
            person: Some(person),
            household: line.and_then(|line| line.household),
            family_card: line.map(|line| line.family_card.as_str().into()).unwrap_or_default(),
            nik: line.map(|line| line.nik.as_str().into()).unwrap_or_default(),
            ..crate::desk::AidLine::default()
        };
        self.family_mark(person, &gift)
    }

    /// One text for all gifts of a family, as far as their numbers tell.
    fn family_mark(&self, key: RecordKey, aid: &crate::desk::AidLine<'_>) -> String {
        let card = aid.household.and_then(|household| match self.book.line(household) {
            Some(Line::Household(household)) => Some(household.family_card.as_str().to_owned()),
            _ => None,
        });
        let own = [card.unwrap_or_default(), aid.family_card.to_string(), aid.nik.to_string()];
        let number = own.into_iter().find(|number| number.len() == 16);
        number.or_else(|| aid.person.map(|person| person.to_string())).unwrap_or_else(|| key.to_string())
    }

    fn has_secret_member(&self, household: Option<RecordKey>) -> bool {
        household.is_some_and(|household| self.book.members(household).iter().any(|key| self.is_masked(*key)))
    }
}
