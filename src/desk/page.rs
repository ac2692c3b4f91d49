//! One page shows everything about a record and, for a person, about the family.

use chrono::NaiveDate;

use crate::domain::{
    Assessment, Body, FieldKind, Note, PartialDate, Record, RecordKey, RecordKind, Sensitivity, Shown,
    reading,
};

use super::aid::NeedView;
use super::history::HistoryEntry;
use super::line::{Line, PersonLine};
use super::list::ListRow;
use super::{Desk, DeskError, Who};

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    pub on: Option<NaiveDate>,
    pub key: RecordKey,
    /// Whose it is, when it is another member of the family.
    pub member: Option<Who>,
    /// The record's own words, or a code where it has none.
    pub text: String,
    /// State code of a referral, status of a task, months of a gift.
    pub state: String,
    pub overdue: bool,
}

/// A record with what belongs to it.
#[derive(Clone, Debug)]
pub struct Page {
    pub record: Record,
    pub who: Who,
    pub sensitivity: Sensitivity,
    pub stage: Option<&'static str>,
    /// When the clock of a referral ends.
    pub due: Option<NaiveDate>,
    /// Of a referral: the one it came of, and those that came of it.
    pub linked: Vec<Happening>,
    /// Everything stored under the same root: needs, visits, referrals …
    pub related: Vec<Record>,
    /// Of a case: its needs and how far each is met.
    pub needs: Vec<NeedView>,
    /// The other members of the household.
    pub family: Vec<ListRow>,
    pub timeline: Vec<Happening>,
    /// Wanted fields that are empty: *belum lengkap*.
    pub incomplete: Vec<&'static str>,
    /// Warnings that explain themselves, by field.
    pub notes: Vec<(&'static str, Note)>,
    pub history: Vec<HistoryEntry>,
}

impl Desk {
    pub fn page(&self, key: RecordKey) -> Result<Page, DeskError> {
        let mut record = self.record(key)?;
        self.hide_seats(&mut record.body);
        let mut history = self.history(key)?;
        self.hide_seats_in_history(&mut history);
        let root = record.meta.root.unwrap_or(key);
        let mut related = self.family_of_records(root)?;
        if key.kind == RecordKind::Person {
            related.extend(self.aid_about(key));
        }
        related.retain(|other| other.key() != key && !other.meta.binned);
        let family = self.family_of(root);
        Ok(Page {
            who: self.who(root),
            sensitivity: self.sensitivity_of(root),
            stage: self.stage_of(key),
            due: self.row(key).filter(|_| key.kind == RecordKind::Referral).and_then(|row| row.next_due),
            linked: self.linked_to(&record, &related),
            timeline: self.timeline(&record, &related, &family),
            incomplete: incomplete(&record),
            notes: self.remarks(&record),
            needs: self.needs_of(&record, &related),
            history,
            family,
            related,
            record,
        })
    }

    /// Referrals that hang together: where one was sent on, or another was tried.
    fn linked_to(&self, record: &Record, related: &[Record]) -> Vec<Happening> {
        let Body::Referral(own) = &record.body else { return Vec::new() };
        let is_linked = |other: &&Record| match &other.body {
            Body::Referral(referral) => {
                own.parent == Some(other.key()) || referral.parent == Some(record.key())
            }
            _ => false,
        };
        related.iter().filter(is_linked).filter_map(|other| self.happening(other)).collect()
    }

    /// What is to be known before somebody is sent there, and whether it may be on record twice.
    fn organization_remarks(
        &self,
        record: &Record,
        organization: &crate::domain::Organization,
    ) -> Vec<(&'static str, Note)> {
        let line = self.book.organization(record.key());
        let notes = line.map(|line| self.standing_notes(line, None)).unwrap_or_default();
        let against = notes.into_iter().filter(|note| note.level >= crate::domain::Level::Warn);
        let double = self.organization_double(record.key(), organization);
        against.map(|note| ("checked_on", note)).chain(double.map(|note| ("name", note))).collect()
    }

    fn family_of(&self, person: RecordKey) -> Vec<ListRow> {
        let Some(household) = self.book.person(person).and_then(|line| line.household) else {
            return Vec::new();
        };
        let others = self.book.members(household).iter().filter(|member| **member != person);
        others.filter_map(|member| self.row(*member)).collect()
    }

    fn timeline(&self, record: &Record, related: &[Record], family: &[ListRow]) -> Vec<Happening> {
        let within = |other: &&Record| match record.kind() {
            RecordKind::Case => other.body.case().is_none_or(|case| case == record.key()),
            _ => true,
        };
        let mut timeline: Vec<Happening> =
            related.iter().filter(within).filter_map(|other| self.happening(other)).collect();
        if record.kind() == RecordKind::Person {
            timeline.extend(self.sessions_of(record.key()));
            timeline.extend(family.iter().flat_map(|member| self.of_member(member)));
        }
        timeline.sort_by_key(|item| (std::cmp::Reverse(item.on), std::cmp::Reverse(item.key)));
        timeline
    }

    pub(super) fn happening(&self, record: &Record) -> Option<Happening> {
        let (on, text, state) = match &record.body {
            Body::Case(case) => (case.opened, case.problem.clone(), String::new()),
            Body::Question(asked) => {
                let told = [asked.text.as_str(), asked.answer.as_str()];
                let told = told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
                (asked.asked_on, told, String::new())
            }
            Body::Visit(visit) => (visit.on, visit.findings.clone(), String::new()),
            Body::FollowUp(task) => (task.due, task.what.clone(), task.status.clone()),
            Body::Assessment(judged) => (judged.on, self.judgement(judged), String::new()),
            Body::Plan(plan) => {
                let state = if plan.is_done() { "done" } else { "" };
                (plan.done_on.or(plan.due), plan.action.clone(), state.to_owned())
            }
            Body::Conference(held) => {
                let decided = held.decisions.iter().map(|row| row.what.as_str());
                let told = std::iter::once(held.discussion.as_str()).chain(decided);
                (held.on, told.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; "), String::new())
            }
            Body::Need(need) => {
                let made = chrono::DateTime::from_timestamp(record.meta.created_at, 0)?;
                let made = made.with_timezone(&chrono::Local).date_naive();
                let sector = self.label("needs", &need.sector);
                let parts = [sector, need.description.clone()].into_iter().filter(|part| !part.is_empty());
                let text = parts.collect::<Vec<_>>().join(": ");
                (Some(PartialDate::from(made)), text, String::new())
            }
            Body::Referral(referral) => {
                let to = referral.organization.and_then(|key| self.book.organization(key));
                let standing = referral.standing();
                let name = to.map(|o| o.name.clone()).unwrap_or_default();
                (standing.since, name, standing.state)
            }
            Body::Aid(aid) => {
                (aid.on.or_else(|| aid_begins(aid)), super::aid::words_of(aid), aid.period.clone())
            }
            _ => return None,
        };
        let on = on.and_then(PartialDate::earliest);
        let overdue = match &record.body {
            Body::FollowUp(task) => task.is_open() && on.is_some_and(|due| due < self.today),
            _ => false,
        };
        Some(Happening { on, key: record.key(), member: None, text, state, overdue })
    }

    /// What an assessment says in a line: its summary, or else where things stand worst.
    fn judgement(&self, judged: &Assessment) -> String {
        if !judged.summary.is_empty() {
            return judged.summary.clone();
        }
        let mut scored: Vec<_> = judged.conditions.iter().filter(|row| !row.score.is_empty()).collect();
        scored.sort_by_key(|row| &row.score);
        let worst = scored.into_iter().take(3);
        let said = worst.map(|row| format!("{} {}", self.label("assessment_domain", &row.domain), row.score));
        said.collect::<Vec<_>>().join(", ")
    }

    /// Sessions in which the person took part: few, so they are looked up, not indexed.
    fn sessions_of(&self, person: RecordKey) -> Vec<Happening> {
        let attended =
            |line: &Line| matches!(line, Line::Session(session) if session.people.contains(&person));
        let sessions = self.book.of_kind(RecordKind::Session).filter(|(_, line)| attended(line));
        let sessions: Vec<RecordKey> = sessions.map(|(key, _)| key).collect();
        let records = sessions.into_iter().filter_map(|key| self.record(key).ok());
        records
            .filter_map(|record| {
                let Body::Session(session) = &record.body else { return None };
                let seat = session.participants.iter().find(|p| p.person == Some(person))?;
                Some(Happening {
                    on: session.on.and_then(PartialDate::earliest),
                    key: record.key(),
                    member: None,
                    text: session.topic.clone(),
                    state: seat.mark.clone(),
                    overdue: false,
                })
            })
            .collect()
    }

    /// Open tasks and cases of another member of the family.
    fn of_member(&self, member: &ListRow) -> Vec<Happening> {
        let mut found = Vec::new();
        for (key, line) in self.book.children(member.key) {
            let (on, text, overdue) = match line {
                Line::FollowUp(task) if task.open => {
                    (task.due, task.what.clone(), task.due.is_some_and(|due| due < self.today))
                }
                Line::Case(case) if !case.closed => {
                    (case.opened.and_then(PartialDate::earliest), case.problem.clone(), false)
                }
                _ => continue,
            };
            let text = if member.who.masked { String::new() } else { text };
            let member = Some(member.who.clone());
            found.push(Happening { on, key, member, text, state: String::new(), overdue });
        }
        found
    }

    /// What is odd about a record, field by field; what the worker has settled is left out.
    pub fn remarks(&self, record: &Record) -> Vec<(&'static str, Note)> {
        let person = match &record.body {
            Body::Person(person) => person,
            Body::Case(_) => return self.withdrawn(record.key()).into_iter().collect(),
            Body::Referral(_) => return self.referral_remarks(record),
            Body::Organization(organization) => return self.organization_remarks(record, organization),
            _ => return Vec::new(),
        };
        let mut remarks: Vec<(&'static str, Note)> =
            reading::nik::read(&person.nik).notes.into_iter().map(|note| ("nik", note)).collect();
        remarks.retain(|(_, note)| note.level >= crate::domain::Level::Warn);
        remarks.extend(reading::nik::birth_note(&person.nik, person.birth).map(|note| ("nik", note)));
        remarks.extend(reading::nik::sex_note(&person.nik, &person.sex).map(|note| ("nik", note)));
        remarks.extend(self.shared_nik(record.key(), &person.nik).map(|note| ("nik", note)));
        remarks.extend(self.category_remarks(person).into_iter().map(|note| ("categories", note)));
        remarks.extend(self.birthday_remarks(record.key()).into_iter().map(|note| ("categories", note)));
        remarks.retain(|(_, note)| !person.settled.iter().any(|code| code == note.code));
        let cases = self.book.cases_of(record.key()).filter_map(|(case, _)| self.withdrawn(case));
        remarks.extend(cases);
        remarks.extend(self.keeping_remarks(record, person).into_iter().map(|note| ("note", note)));
        remarks
    }

    /// The client took back the consent to this case.
    pub(super) fn withdrawn(&self, case: RecordKey) -> Option<(&'static str, Note)> {
        let case: crate::domain::Case = self.typed(case).ok().filter(crate::domain::Case::is_withdrawn)?;
        let day = case.withdrawn_on.and_then(PartialDate::earliest).map(|day| self.words().date(day));
        let note = Note::info("consent_withdrawn")
            .with("day", day.unwrap_or_else(|| "none".to_owned()))
            .with("by", if case.withdrawn_by.is_empty() { "none".to_owned() } else { case.withdrawn_by })
            .with(
                "reason",
                if case.withdrawal_reason.is_empty() { "none".to_owned() } else { case.withdrawal_reason },
            );
        Some(("consent", note))
    }

    fn shared_nik(&self, own: RecordKey, nik: &str) -> Option<Note> {
        let other = self.book.people_with_nik(nik).find(|key| *key != own)?;
        let who = self.who(other);
        Some(
            Note::warn("nik_shared")
                .with("row", "none")
                .with("name", if who.masked { "masked".to_owned() } else { who.name }),
        )
    }

    fn category_remarks(&self, person: &crate::domain::Person) -> Vec<Note> {
        let mut notes = Vec::new();
        for number in person.categories.iter().filter_map(|c| c.number) {
            let Some(category) = self.catalog.ppks(number) else { continue };
            let age = person.birth.map(|birth| i64::from(birth.age_on(self.today)));
            if age.is_some_and(|age| !category.fits_age(age)) {
                let years = age.unwrap_or_default().to_string();
                notes.push(
                    Note::warn("ppks_age_out_of_range")
                        .with("category", &category.official_name)
                        .with("age", years),
                );
            }
            if !person.sex.is_empty() && !category.fits_sex(&person.sex) {
                notes.push(Note::warn("ppks_sex_mismatch").with("category", &category.official_name));
            }
        }
        notes
    }

    /// Age in years on the desk's day, from the birth date or as estimated.
    pub fn age(&self, person: &PersonLine) -> Option<i32> {
        person.birth.map(|birth| birth.age_on(self.today))
    }
}

/// The first day of the months that aid is for.
fn aid_begins(aid: &crate::domain::Aid) -> Option<PartialDate> {
    reading::period::span(&aid.period)?.0.map(PartialDate::from)
}

fn incomplete(record: &Record) -> Vec<&'static str> {
    let fields = record.kind().fields().iter();
    let open = fields.filter(|field| field.wanted && field.shown != Shown::Never);
    let empty = open.filter(|field| record.body.get(field.id).is_none());
    empty.filter(|field| !matches!(field.kind, FieldKind::Rows(_))).map(|field| field.id).collect()
}
