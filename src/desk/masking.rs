//! Who a record is about, and whether that may be shown: the one place that decides it.

use crate::domain::{RecordKey, RecordKind, Sensitivity};

use super::line::Line;
use super::{Desk, DeskError, Who};

/// UU 35/2014, article 1: a child is who is not yet eighteen.
const OF_AGE: i32 = 18;

impl Desk {
    /// How widely a record may be shown: that of the person it is about.
    pub fn sensitivity_of(&self, key: RecordKey) -> Sensitivity {
        let subject = self.subject(key);
        let by_record = self.book.sensitivity(subject, &|number| self.category_sensitivity(number));
        if by_record < Sensitivity::Secret && self.is_child_with_violence(subject) {
            return Sensitivity::Secret;
        }
        if self.is_report_of_violence(subject) { Sensitivity::Secret } else { by_record }
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
            Some(Line::Aid(aid)) => aid.person.unwrap_or(key),
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
        let subject = self.subject(key);
        let masked = self.is_masked(subject);
        let (name, village) = match self.book.line(subject) {
            Some(Line::Person(person)) => (person.name.clone(), person.village.clone()),
            Some(Line::Session(session)) => (session.topic.clone(), session.village.clone()),
            Some(Line::Activity(done)) => (done.material.clone(), done.village.clone()),
            Some(Line::Group(group)) => (group.name.clone(), group.village.clone()),
            Some(Line::Organization(organization)) => (organization.name.clone(), String::new()),
            Some(Line::Household(household)) => (self.family_name(subject), household.village.clone()),
            Some(Line::Aid(aid)) => (aid.name.to_string(), aid.village.to_string()),
            Some(Line::PsmReport(report)) => (report.name.clone(), report.village.clone()),
            _ => (String::new(), String::new()),
        };
        Who { key: subject, name: if masked { String::new() } else { name }, masked, village }
    }

    /// Opening a *rahasia* record is noted in the audit trail.
    pub fn note_opening(&mut self, key: RecordKey) -> Result<(), DeskError> {
        if key.kind != RecordKind::Handoff && self.is_masked(key) {
            self.audit("open", &key.to_string())?;
        }
        Ok(())
    }
}
