//! People, households and casework in any number, made one after the other.

use std::collections::VecDeque;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::person::Category;
use crate::domain::{Household, PartialDate, Person, Record, RecordKey, RecordKind, ShortNumber};

use super::casework;
use super::ids::Ids;
use super::rng::Rng;
use super::{identity, names};

/// How many records to make. Households come besides, one for about three people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub people: u32,
    /// At most one a person.
    pub cases: u32,
    /// Needs, visits, follow-ups and referrals, spread evenly over the cases.
    pub children: u32,
}

/// Records of an invented sub-district, in an order in which every link but a household's head leads back. The
/// same arguments give the same records. `villages` are codes and names.
pub fn people<'a>(
    seed: u64,
    size: Size,
    villages: &'a [(&'a str, &'a str)],
    today: NaiveDate,
) -> impl Iterator<Item = Record> + 'a {
    let from = today.checked_sub_days(Days::new(30)).unwrap_or(today);
    let mut maker = Maker {
        rng: Rng::new(seed),
        ids: Ids::new(seed ^ 0x5eed, from),
        area: identity::area(villages),
        villages,
        today,
        made: Size::default(),
        households: 0,
        referrals: 0,
        organizations: Vec::new(),
        ready: VecDeque::new(),
        size,
    };
    if size.children > 0 {
        maker.add_organizations();
    }
    std::iter::from_fn(move || maker.give())
}

pub(super) struct Maker<'a> {
    pub rng: Rng,
    pub ids: Ids,
    area: String,
    villages: &'a [(&'a str, &'a str)],
    pub today: NaiveDate,
    pub made: Size,
    households: u32,
    pub referrals: u32,
    pub organizations: Vec<RecordKey>,
    pub ready: VecDeque<Record>,
    size: Size,
}

/// The place and the number that a household's members share.
struct Home {
    key: RecordKey,
    village: String,
    card: String,
    hamlet: String,
    rt: String,
    rw: String,
}

impl Maker<'_> {
    fn give(&mut self) -> Option<Record> {
        while self.ready.is_empty() {
            if self.made.people >= self.size.people {
                return None;
            }
            self.add_household();
        }
        self.ready.pop_front()
    }

    pub fn number(&self, kind: RecordKind, count: u32) -> Option<ShortNumber> {
        Some(ShortNumber { letter: kind.letter()?, year: u16::try_from(self.today.year()).ok()?, count })
    }

    fn add_household(&mut self) {
        let home = self.home();
        let members = (1 + self.rng.below(3) + self.rng.below(3)).min(self.size.people - self.made.people);
        let mut household = Household {
            family_card: home.card.clone(),
            village: home.village.clone(),
            house: format!("RT {} RW {}", home.rt, home.rw),
            ..Household::default()
        };
        let place = self.ready.len();
        for member in 0..members {
            let person = self.person(&home, member);
            let key = person.key();
            household.head = household.head.or(Some(key));
            self.ready.push_back(person);
            self.add_casework(key, &home.village);
        }
        self.ready.insert(place, Record::new(home.key.id(), household));
    }

    fn home(&mut self) -> Home {
        self.households += 1;
        let (village, _) = self.rng.pick(self.villages);
        Home {
            key: RecordKey::new(RecordKind::Household, self.ids.make()),
            village: village.to_owned(),
            card: identity::family_card(&self.area, self.households),
            hamlet: names::hamlet(&mut self.rng),
            rt: format!("{:03}", 1 + self.rng.below(8)),
            rw: format!("{:03}", 1 + self.rng.below(15)),
        }
    }

    /// The first of a household is its head, the second the spouse, the others children.
    fn person(&mut self, home: &Home, member: u32) -> Record {
        self.made.people += 1;
        let count = self.made.people;
        let woman = self.rng.chance(if member == 1 { 85 } else { 50 });
        let age = if member < 2 { 22 + self.rng.below(65) } else { self.rng.below(24) };
        let birth = self.birth(age, count);
        let (relation, no_nik) = match member {
            0 => ("head", "not_recorded"),
            1 if woman => ("wife", "document_lost"),
            1 => ("husband", "document_lost"),
            _ => ("child", "child_no_certificate"),
        };
        let has_nik = !self.rng.chance(5);
        let mut person = Person {
            name: names::person(&mut self.rng, woman),
            sex: if woman { "P" } else { "L" }.to_owned(),
            birth: Some(if self.rng.chance(6) { PartialDate::year(birth.year()) } else { birth.into() }),
            village: home.village.clone(),
            hamlet: home.hamlet.clone(),
            rt: home.rt.clone(),
            rw: home.rw.clone(),
            family_card: home.card.clone(),
            family_relation: relation.to_owned(),
            household: Some(home.key),
            life_status: "alive".to_owned(),
            categories: self.categories(age, woman),
            ..Person::default()
        };
        if has_nik {
            person.nik = identity::nik(&self.area, birth, woman, count);
        } else {
            no_nik.clone_into(&mut person.no_nik_reason);
        }
        if age > 15 && self.rng.chance(60) {
            person.phone = identity::phone(count);
            if age < 65 { "self" } else { "family" }.clone_into(&mut person.phone_owner);
        }
        if self.rng.chance(1) {
            "rahasia".clone_into(&mut person.sensitivity);
        }
        let mut record = Record::new(self.ids.make(), person);
        record.meta.number = self.number(RecordKind::Person, count);
        record
    }

    /// Those who share a NIK's serial are born on different days of a year, so that no NIK is given twice.
    fn birth(&self, age: u32, count: u32) -> NaiveDate {
        let day = (count / 999 * 7 + count % 999 * 31) % 365;
        let year = self.today.year() - 1 - i32::try_from(age).unwrap_or(0);
        NaiveDate::from_yo_opt(year, day + 1).unwrap_or(self.today)
    }

    fn categories(&mut self, age: u32, woman: bool) -> Vec<Category> {
        let numbers: &[i64] = match age {
            0..5 => &[1],
            5..18 => &[2, 2, 2, 4, 5, 6, 7],
            18..60 if woman => &[24, 24, 24, 23, 23, 9, 19, 20],
            18..60 => &[24, 24, 24, 24, 9, 13, 15, 17, 20, 21],
            _ => &[8, 8, 24],
        };
        let percent = if age < 18 { 25 } else { 70 };
        if !self.rng.chance(percent) {
            return Vec::new();
        }
        let number = self.rng.pick(numbers);
        vec![Category { number: Some(number), source: "musdes".to_owned(), ..Category::default() }]
    }

    /// Cases and their children are due in proportion to the people made so far.
    fn add_casework(&mut self, person: RecordKey, village: &str) {
        if share(self.size.cases.min(self.size.people), self.made.people, self.size.people) <= self.made.cases
        {
            return;
        }
        self.made.cases += 1;
        let children = share(self.size.children, self.made.cases, self.size.cases.min(self.size.people));
        let due = children - self.made.children;
        self.made.children = children;
        casework::add(self, person, village, due);
    }
}

/// `whole × part / parts`.
fn share(whole: u32, part: u32, parts: u32) -> u32 {
    let share = u64::from(whole) * u64::from(part) / u64::from(parts.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
