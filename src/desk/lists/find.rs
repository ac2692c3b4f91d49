//! Finding people, and saying who somebody is without saying too much.

use crate::domain::{RecordKey, RecordKind};
use crate::search::{Entry, Field, Found, How, Why};

use crate::desk::line::{Line, PersonLine};
use crate::desk::{Desk, numbered};

/// A name as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Who {
    pub key: RecordKey,
    /// Empty when masked.
    pub name: String,
    /// The record is *rahasia*: say that, not the name.
    pub masked: bool,
    pub village: String,
}

/// One answer to a search.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonHit {
    pub key: RecordKey,
    /// 0–100.
    pub score: u8,
    /// In the order of the typed words.
    pub why: Vec<Why>,
}

/// From so many records on it is cheaper to sort the index anew than to make room for each.
const MANY: usize = 64;

impl Desk {
    /// Ranked answers, best first, and how many there are in all.
    pub fn search(&self, query: &str, limit: usize) -> (Vec<PersonHit>, usize) {
        let numbered = numbered::read(query).map(|wanted| self.numbered(&wanted, RecordKind::Person));
        let is_exact = numbered.as_ref().is_some_and(|numbered| numbered.is_all);
        let first = numbered.map(|numbered| numbered.keys).unwrap_or_default();
        let why = vec![Why { field: Field::ShortNumber, how: How::Exact }];
        let mut hits: Vec<PersonHit> =
            first.iter().map(|key| PersonHit { key: *key, score: 100, why: why.clone() }).collect();
        let mut total = hits.len();
        if !is_exact {
            let found = self.find_in_index(query, limit, &|key| !first.contains(&key));
            total += found.total;
            let rest = found.hits.into_iter();
            hits.extend(rest.map(|hit| PersonHit { key: hit.key, score: hit.score, why: hit.why.to_vec() }));
        }
        hits.truncate(limit);
        (hits, total)
    }

    /// What the index finds; where that is nothing, with two neighbouring words as one: `nur hayati` for Nurhayati.
    pub(in crate::desk) fn find_in_index(
        &self,
        query: &str,
        limit: usize,
        filter: &dyn Fn(RecordKey) -> bool,
    ) -> Found {
        let found = self.index.find(query, limit, filter);
        if found.total > 0 {
            return found;
        }
        let mut joined =
            joined_neighbours(query).into_iter().map(|query| self.index.find(&query, limit, filter));
        joined.find(|found| found.total > 0).unwrap_or(found)
    }

    /// Renews what the index knows of records that changed.
    pub(in crate::desk) fn refresh_index(&mut self) {
        let stale = self.book.take_stale();
        let is_many = stale.len() >= MANY;
        let mut gone = Vec::new();
        for key in stale {
            self.refresh_doubles(key);
            match self.findable(key) {
                Some(text) if is_many => self.index.gather(&text.entry(key)),
                Some(text) => self.index.put(&text.entry(key)),
                None => gone.push(key),
            }
        }
        if is_many {
            self.index.settle();
        }
        for key in gone {
            self.index.remove(key);
        }
    }

    /// Fills the index at the opening, in one go.
    pub(in crate::desk) fn fill_index(&mut self) {
        let keys = self.book.take_stale();
        for key in keys {
            // One after the other: the texts of a hundred thousand people at once would leave holes in the memory.
            if let Some(text) = self.findable(key) {
                self.index.gather(&text.entry(key));
            }
        }
        self.index.settle();
    }

    fn findable(&self, key: RecordKey) -> Option<Findable> {
        match self.book.line(key)? {
            Line::Person(person) => Some(self.findable_person(key, person)),
            Line::Organization(organization) => Some(Findable {
                name: organization.name.clone(),
                problem: organization
                    .services
                    .iter()
                    .map(|own| own.service.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
                phone: organization.phone.clone(),
                ..Findable::default()
            }),
            _ => None,
        }
    }

    fn findable_person(&self, key: RecordKey, person: &PersonLine) -> Findable {
        let cases = || self.book.cases_of(key).map(|(_, case)| case);
        let numbers = cases().filter_map(|case| case.number.map(|spoken| spoken.number.to_string()));
        let problems = cases().map(|case| case.problem.as_str());
        let categories = person.categories.iter().filter_map(|number| self.catalog.ppks(*number));
        let categories = categories.map(|ppks| ppks.abbreviation.as_str());
        let secret = self.is_masked(key);
        Findable {
            name: person.name.as_str().to_owned(),
            alias: person.rare().alias.to_string(),
            nik: person.nik.as_str().to_owned(),
            family_card: person.family_card.as_str().to_owned(),
            phone: person.phone.as_str().to_owned(),
            short_numbers: numbers.collect::<Vec<_>>().join(" "),
            village: self.village_name(&person.village),
            // What somebody *rahasia* is on record for must not be found out by typing it.
            problem: if secret { String::new() } else { problems.collect::<Vec<_>>().join(" ") },
            categories: if secret { String::new() } else { categories.collect::<Vec<_>>().join(" ") },
            birth_year: person.birth.map(|birth| birth.year),
            secret,
        }
    }
}

/// The words with two neighbours written as one, for each pair of them.
fn joined_neighbours(query: &str) -> Vec<String> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let joined = |at: usize| {
        let written = |(place, word): (usize, &&str)| format!("{}{word}", if place == at { "" } else { " " });
        words.iter().enumerate().map(written).collect::<String>()
    };
    (1..words.len()).map(joined).collect()
}

/// The texts by which a record is found.
#[derive(Debug, Default)]
struct Findable {
    name: String,
    alias: String,
    nik: String,
    family_card: String,
    phone: String,
    short_numbers: String,
    village: String,
    problem: String,
    categories: String,
    birth_year: Option<i32>,
    secret: bool,
}

impl Findable {
    fn entry(&self, key: RecordKey) -> Entry<'_> {
        Entry {
            alias: &self.alias,
            nik: &self.nik,
            family_card: &self.family_card,
            phone: &self.phone,
            short_number: &self.short_numbers,
            village: &self.village,
            problem: &self.problem,
            categories: &self.categories,
            birth_year: self.birth_year,
            secret: self.secret,
            ..Entry::new(key, &self.name)
        }
    }
}
