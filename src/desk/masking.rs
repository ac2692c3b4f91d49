//! Who a record is about, and whether that may be shown: the one place that decides it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{RecordKey, RecordKind, Sensitivity};

use super::line::{AidLine, Line, PersonLine};
use super::{Desk, DeskError, Who};

/// UU 35/2014, article 1: a child is who is not yet eighteen.
const OF_AGE: i32 = 18;

/// People who must not be named somewhere: what they are called, by desa, and their NIK, for rows of lists and rosters may name
/// them without a link.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub people: BTreeSet<RecordKey>,
    of_village: HashMap<String, HashSet<String>>,
    niks: HashSet<String>,
}

impl Hidden {
    pub fn of<'a>(people: impl Iterator<Item = (RecordKey, &'a PersonLine)>) -> Self {
        let mut hidden = Self::default();
        for (key, person) in people {
            hidden.people.insert(key);
            let names = hidden.of_village.entry(person.village.as_str().to_owned()).or_default();
            names.insert(crate::search::plain(&person.name));
            if !person.nik.is_empty() {
                hidden.niks.insert(person.nik.as_str().to_owned());
            }
        }
        hidden
    }

    /// A desa that is not known may be any.
    pub fn has_name(&self, name: &str, village: &str) -> bool {
        if name.is_empty() {
            return false;
        }
        let name = crate::search::plain(name);
        if village.is_empty() {
            return self.of_village.values().any(|names| names.contains(&name));
        }
        let there = |village: &str| self.of_village.get(village).is_some_and(|names| names.contains(&name));
        there(village) || there("")
    }

    pub fn has_nik(&self, nik: &str) -> bool {
        self.niks.contains(nik)
    }

    /// Who is linked, else who is named.
    pub fn has_seat(&self, person: Option<RecordKey>, name: &str, village: &str) -> bool {
        person.map_or_else(|| self.has_name(name, village), |person| self.people.contains(&person))
    }
}

impl Desk {
    /// Everybody *rahasia*: made once and kept until a person or a case changes, for it is asked for every row.
    fn secret_names(&self) -> Arc<Hidden> {
        let mut kept = self.secret_names.borrow_mut();
        let secret = || Hidden::of(self.book.people().filter(|(key, _)| self.is_masked(*key)));
        Arc::clone(kept.get_or_insert_with(|| Arc::new(secret())))
    }

    /// Somebody of that name in that desa is *rahasia*.
    pub(super) fn names_a_secret(&self, name: &str, village: &str) -> bool {
        self.secret_names().has_name(name, village)
    }

    /// A gift that is linked to nobody, but whose NIK, name and desa, or family is that of somebody who is *rahasia*.
    fn reaches_a_secret(&self, aid: &AidLine<'_>) -> bool {
        let secret = self.secret_names();
        secret.has_nik(&aid.nik)
            || secret.has_name(aid.name, aid.village)
            || aid.household.is_some_and(|household| self.is_masked(household))
    }

    /// How widely a record may be shown: that of the person it is about.
    pub fn sensitivity_of(&self, key: RecordKey) -> Sensitivity {
        let subject = self.subject(key);
        let by_record = self.own_sensitivity(subject);
        if by_record == Sensitivity::Secret {
            return by_record;
        }
        let is_secret = match self.book.line(subject) {
            Some(Line::Aid(gift)) => self.reaches_a_secret(&gift.read()),
            // Somebody on record twice is *rahasia* twice.
            Some(Line::Person(person)) => {
                let mut twins = self.book.people_with_nik(&person.nik).filter(|twin| *twin != subject);
                twins.any(|twin| self.own_sensitivity(twin) == Sensitivity::Secret)
            }
            _ => self.is_report_of_violence(subject),
        };
        if is_secret { Sensitivity::Secret } else { by_record }
    }

    /// By what is on record under the person or other root itself.
    fn own_sensitivity(&self, subject: RecordKey) -> Sensitivity {
        if self.is_child_with_violence(subject) {
            return Sensitivity::Secret;
        }
        self.book.sensitivity(subject, &|number| self.category_sensitivity(number))
    }

    /// A volunteer's report of nobody on record yet that speaks of violence (`needs.csv`): its list is open to every glance.
    fn is_report_of_violence(&self, report: RecordKey) -> bool {
        match self.book.line(report) {
            Some(Line::PsmReport(line)) => self.catalog.speaks_of("needs", "perlindungan", &line.problem),
            _ => false,
        }
    }

    /// A case of somebody under age is marked as one with violence; who has no known age may be a child.
    fn is_child_with_violence(&self, person: RecordKey) -> bool {
        let mut cases = self.book.cases_of(person);
        cases.any(|(_, case)| case.violence)
            && self.book.person(person).is_some_and(|line| self.age(line).is_none_or(|age| age < OF_AGE))
    }

    pub(super) fn category_sensitivity(&self, number: i64) -> Sensitivity {
        self.catalog.ppks(number).map(|category| category.sensitivity).unwrap_or_default()
    }

    /// The record is about somebody who is *rahasia*: lists say that, not the name.
    pub fn is_masked(&self, key: RecordKey) -> bool {
        self.sensitivity_of(key) == Sensitivity::Secret
    }

    /// The person, or other root, that a record is about.
    pub fn subject(&self, key: RecordKey) -> RecordKey {
        match self.book.line(key) {
            Some(Line::Aid(gift)) => gift.read().person.unwrap_or(key),
            Some(Line::PsmReport(report)) => report.person.unwrap_or(key),
            Some(Line::Household(household)) => household.head.unwrap_or(key),
            _ => self.book.root_of(key).flatten().unwrap_or(key),
        }
    }

    /// Two at once; masked when one of them must be.
    pub(super) fn who_of_two(&self, a: RecordKey, b: RecordKey) -> Who {
        let (mut who, other) = (self.who(a), self.who(b));
        who.masked |= other.masked;
        if who.masked {
            who.name.clear();
        } else if other.name != who.name {
            who.name = format!("{}, {}", who.name, other.name);
        }
        who
    }

    /// Who a record is about, masked where it must be.
    pub fn who(&self, key: RecordKey) -> Who {
        if let Some(aid) = self.book.gift(key) {
            return self.who_of_gift(key, &aid);
        }
        let subject = self.subject(key);
        let masked = self.is_masked(subject);
        let (name, village) = match self.book.line(subject) {
            Some(Line::Person(person)) => {
                (person.name.as_str().to_owned(), person.village.as_str().to_owned())
            }
            Some(Line::Session(session)) => (session.topic.clone(), session.village.clone()),
            Some(Line::Activity(done)) => (done.material.clone(), done.village.clone()),
            Some(Line::Group(group)) => (group.name.clone(), group.village.clone()),
            Some(Line::Organization(organization)) => (organization.name.clone(), String::new()),
            Some(Line::Household(household)) => {
                (self.family_name(subject), household.village.as_str().to_owned())
            }
            Some(Line::PsmReport(report)) => (report.name.clone(), report.village.clone()),
            _ => (String::new(), String::new()),
        };
        Who { key: subject, name: if masked { String::new() } else { name }, masked, village }
    }

    /// The same of a gift that is at hand: the person it is linked to, else whom it names.
    pub(super) fn who_of_gift(&self, key: RecordKey, aid: &AidLine<'_>) -> Who {
        let (subject, masked, name, village) = match aid.person {
            Some(person) => {
                let line = self.book.person(person);
                let (name, village) = line.map_or(("", ""), |line| (&line.name, &line.village));
                (person, self.secret_names().people.contains(&person), name, village)
            }
            None => (key, self.reaches_a_secret(aid), aid.name, aid.village),
        };
        let name = if masked { String::new() } else { name.to_owned() };
        Who { key: subject, name, masked, village: village.to_owned() }
    }

    /// Opening a *rahasia* record is noted in the audit trail.
    pub fn note_opening(&mut self, key: RecordKey) -> Result<(), DeskError> {
        if key.kind != RecordKind::Handoff && self.is_masked(key) {
            self.audit("open", &key.to_string())?;
        }
        Ok(())
    }
}
