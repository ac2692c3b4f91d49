//! One page shows everything about a record and, for a person, about the family.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{
    Assessment, Body, FieldKind, Group, Household, Note, PartialDate, Person, Record, RecordKey, RecordKind,
    Sensitivity, Shown, case, odd_dates, person, reading,
};
use crate::sorted::Sorted as _;

use super::aid::NeedView;
use super::guidance::series::EarlierMeeting;
use super::history::HistoryEntry;
use super::line::{Line, PersonLine};
use super::lists::list::ListRow;
use super::{Desk, DeskError, Who};

/// State of an open case in a timeline that is about the whole family of the client.
pub const WHOLE_FAMILY: &str = "whole_family";

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    pub on: Option<NaiveDate>,
    pub key: RecordKey,
    /// Whose it is, when it is another member of the family.
    pub member: Option<Who>,
    /// The record's own words, or a code where it has none.
    pub text: String,
    /// State code of a referral, status of a task, months of a gift, [`WHOLE_FAMILY`] of a case.
    pub state: String,
    pub overdue: bool,
}

/// A household as its page and those of its members tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdView {
    pub key: RecordKey,
    pub name: String,
    /// `enums.csv`, `family_relation`, by member.
    pub relations: BTreeMap<RecordKey, String>,
    /// Since when, by member.
    pub since: BTreeMap<RecordKey, PartialDate>,
    /// Who left, as what, from when until when.
    pub past: Vec<(Who, String, [Option<PartialDate>; 2])>,
}

/// A record with what belongs to it.
#[derive(Clone, Debug)]
pub struct Page {
    pub record: Record,
    pub who: Who,
    pub sensitivity: Sensitivity,
    pub stage: Option<&'static str>,
    /// Stages before it of which nothing was recorded.
    pub skipped: Vec<&'static str>,
    /// When the clock of a referral ends.
    pub due: Option<NaiveDate>,
    /// Of a referral: the one it came of, and those that came of it.
    pub linked: Vec<Happening>,
    /// Everything stored under the same root: needs, visits, referrals …
    pub related: Vec<Record>,
    /// Of a case: its needs and how far each is met.
    pub needs: Vec<NeedView>,
    /// The other members of the household; of a household all.
    pub family: Vec<ListRow>,
    /// The household, what its members are to each other, and who was in it once.
    pub household: Option<HouseholdView>,
    pub timeline: Vec<Happening>,
    /// Wanted fields that are empty: *belum lengkap*.
    pub incomplete: Vec<&'static str>,
    /// Warnings that explain themselves, by field.
    pub notes: Vec<(&'static str, Note)>,
    pub history: Vec<HistoryEntry>,
    /// Of a session: who of its participants came to the earlier meetings of the series.
    pub earlier: Vec<EarlierMeeting>,
    /// How many records go along with it into the bin.
    pub below: usize,
    /// Of a person: the groups they belong to, and as what.
    pub groups: Vec<(RecordKey, String)>,
}

impl Desk {
    pub fn page(&self, key: RecordKey) -> Result<Page, DeskError> {
        let mut history = self.history(key)?;
        self.hide_seats_in_history(&mut history);
        Ok(Page { history, ..self.glance(key)? })
    }

    /// The page without its history: what stands beside a list, read at every step through it.
    pub fn glance(&self, key: RecordKey) -> Result<Page, DeskError> {
        let mut record = self.record(key)?;
        self.hide_seats(&mut record.body);
        let root = record.meta.root.unwrap_or(key);
        let mut related = self.family_of_records(root)?;
        if key.kind == RecordKind::Person {
            related.extend(self.aid_about(key));
        }
        related.retain(|other| other.key() != key && !other.meta.binned);
        let family = self.family_of(root);
        let members = self.members_records(&family)?;
        Ok(Page {
            who: self.who(root),
            sensitivity: self.sensitivity_of(root),
            stage: self.stage_of(key),
            skipped: self
                .stage_of(key)
                .map(|stage| case::skipped(stage, self.book.progress(key)))
                .unwrap_or_default(),
            due: self.row(key).filter(|_| key.kind == RecordKind::Referral).and_then(|row| row.next_due),
            linked: self.linked_to(&record, &related),
            timeline: self.timeline(&record, &related, &family, &members),
            incomplete: incomplete(&record),
            notes: self.remarks(&record),
            earlier: match &record.body {
                Body::Session(session) => self.earlier_meetings(key, session),
                _ => Vec::new(),
            },
            groups: self.groups_of(key)?,
            below: self.below(key).len(),
            needs: if key.kind == RecordKind::Household {
                self.needs_of_all(&members)
            } else {
                self.needs_of(&record, &related)
            },
            household: self.household_view(&record, &members)?,
            history: Vec::new(),
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

    /// The others of a person's household; of a household all.
    fn family_of(&self, root: RecordKey) -> Vec<ListRow> {
        let household = match root.kind {
            RecordKind::Household => Some(root),
            _ => self.book.person(root).and_then(|line| line.household),
        };
        let members = household.map(|household| self.book.members(household)).unwrap_or_default();
        members.iter().filter(|member| **member != root).filter_map(|member| self.row(*member)).collect()
    }

    /// Everything stored under the members who may be named, each with the person first: one place of the disk a member.
    fn members_records(&self, family: &[ListRow]) -> Result<Vec<(RecordKey, Vec<Record>)>, DeskError> {
        let named = family.iter().filter(|member| !member.who.masked);
        named
            .map(|member| {
                let mut records = self.family_of_records(member.key)?;
                records.retain(|record| !record.meta.binned);
                Ok((member.key, records))
            })
            .collect()
    }

    fn household_view(
        &self,
        record: &Record,
        members: &[(RecordKey, Vec<Record>)],
    ) -> Result<Option<HouseholdView>, DeskError> {
        let key = match &record.body {
            Body::Household(_) => record.key(),
            Body::Person(person) => match person.household {
                Some(key) => key,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        let household: Household = self.typed(key)?;
        let people = members.iter().filter_map(|(_, records)| records.first()).chain([record]);
        let people = people.filter_map(|record| Some((record.key(), record.body::<Person>()?)));
        let since = people.clone().filter_map(|(key, person)| Some((key, person.family_since?)));
        let relations = people.clone().map(|(key, person)| (key, person.family_relation.clone()));
        let past = household.past_members.into_iter();
        let past =
            past.filter_map(|past| Some((self.who(past.person?), past.relation, [past.from, past.until])));
        Ok(Some(HouseholdView {
            key,
            name: self.family_name(key),
            relations: relations.collect(),
            since: since.collect(),
            past: past.collect(),
        }))
    }

    fn timeline(
        &self,
        record: &Record,
        related: &[Record],
        family: &[ListRow],
        members: &[(RecordKey, Vec<Record>)],
    ) -> Vec<Happening> {
        let of_case = |key: RecordKey| {
            key == record.key() || self.book.line(key).and_then(Line::case) == Some(record.key())
        };
        let within = |other: &&Record| match (record.kind(), &other.body) {
            (RecordKind::Case, Body::Attachment(file)) => file.about.is_none_or(of_case),
            (RecordKind::Case, body) => body.case().is_none_or(|case| case == record.key()),
            (RecordKind::Visit, Body::Attachment(file)) => file.about == Some(record.key()),
            _ => true,
        };
        let mut timeline: Vec<Happening> =
            related.iter().filter(within).filter_map(|other| self.happening(other)).collect();
        if record.kind() == RecordKind::Group {
            timeline.extend(self.of_group(record.key()));
        }
        if matches!(record.kind(), RecordKind::Person | RecordKind::Household) {
            let known: BTreeSet<RecordKey> = timeline.iter().map(|item| item.key).collect();
            let of_family = self.of_family(record.key(), family, members);
            timeline.extend(of_family.into_iter().filter(|item| !known.contains(&item.key)));
        }
        timeline.order_by_key(|item| (std::cmp::Reverse(item.on), std::cmp::Reverse(item.key)));
        timeline
    }

    /// What happened to the others: all of those who may be named; of *rahasia* members that something is open.
    fn of_family(
        &self,
        own: RecordKey,
        family: &[ListRow],
        members: &[(RecordKey, Vec<Record>)],
    ) -> Vec<Happening> {
        let mut found = self.sessions_of(own, members);
        for (member, records) in members {
            let who = self.who(*member);
            let gifts = self
                .book
                .aid_of(*member)
                .into_iter()
                .filter_map(|gift| self.record(gift).ok())
                .collect::<Vec<_>>();
            let theirs = records.iter().chain(&gifts).filter_map(|record| self.happening(record));
            found.extend(theirs.map(|item| Happening { member: Some(who.clone()), ..item }));
        }
        if own.kind == RecordKind::Household {
            let gifts = self.book.aid_of(own).into_iter().filter_map(|gift| self.record(gift).ok());
            found.extend(gifts.filter_map(|gift| self.happening(&gift)));
        }
        found.extend(
            family.iter().filter(|member| member.who.masked).flat_map(|member| self.of_member(member)),
        );
        found.order_by_key(|item| (item.key, item.member.is_some()));
        found.dedup_by_key(|item| item.key);
        found
    }

    pub(super) fn happening(&self, record: &Record) -> Option<Happening> {
        let (on, text, state) = match &record.body {
            Body::Case(case) => {
                let is_shared = case.whole_family == Some(true) && !case.is_closed();
                let state = if is_shared { WHOLE_FAMILY } else { "" };
                (case.opened, case.problem.clone(), state.to_owned())
            }
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
            Body::Attachment(file) => {
                let made = chrono::DateTime::from_timestamp(record.meta.created_at, 0)?;
                let made = PartialDate::from(made.with_timezone(&chrono::Local).date_naive());
                let told = [file.file_name.clone(), file.caption.clone()];
                let told = told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
                (Some(file.taken_on.unwrap_or(made)), told, String::new())
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
        scored.order_by_key(|row| &row.score);
        let worst = scored.into_iter().take(3);
        let said = worst.map(|row| format!("{} {}", self.label("assessment_domain", &row.domain), row.score));
        said.collect::<Vec<_>>().join(", ")
    }

    /// Sessions in which somebody of the family took part: few, so they are looked up, not indexed.
    fn sessions_of(&self, own: RecordKey, members: &[(RecordKey, Vec<Record>)]) -> Vec<Happening> {
        let people: Vec<RecordKey> =
            std::iter::once(own).chain(members.iter().map(|(member, _)| *member)).collect();
        let attended = |line: Line<'_>| match line {
            Line::Session(session) => session.people.iter().any(|person| people.contains(person)),
            _ => false,
        };
        let sessions = self.book.of_kind(RecordKind::Session).filter(|(_, line)| attended(*line));
        let mut found = Vec::new();
        for record in sessions.filter_map(|(key, _)| self.record(key).ok()) {
            let Body::Session(session) = &record.body else { continue };
            let seats = session
                .participants
                .iter()
                .filter(|seat| seat.person.is_some_and(|person| people.contains(&person)));
            // One line a session: one's own seat, or the first of the others.
            let seat = seats.min_by_key(|seat| seat.person != Some(own));
            let Some((seat, person)) = seat.and_then(|seat| Some((seat, seat.person?))) else { continue };
            found.push(Happening {
                on: session.on.and_then(PartialDate::earliest),
                key: record.key(),
                member: (person != own).then(|| self.who(person)),
                text: session.topic.clone(),
                state: seat.mark.clone(),
                overdue: false,
            });
        }
        found
    }

    /// Groups in which a person is, with the name and what they are there. Groups are few: they are looked up.
    fn groups_of(&self, person: RecordKey) -> Result<Vec<(RecordKey, String)>, DeskError> {
        let with_them = |line: Line<'_>| matches!(line, Line::Group(group) if group.people.contains(&person));
        let groups = self.book.of_kind(RecordKind::Group).filter(|(_, line)| with_them(*line));
        let mut found = Vec::new();
        for (key, _) in groups {
            let group: Group = self.typed(key)?;
            let member = group.members.iter().find(|member| member.person == Some(person));
            let role = member.map(|member| member.role.clone()).filter(|role| !role.is_empty());
            let said = role.map_or_else(|| group.name.clone(), |role| format!("{} ({role})", group.name));
            found.push((key, said));
        }
        Ok(found)
    }

    /// Sessions with a group, and aid that it received.
    fn of_group(&self, group: RecordKey) -> Vec<Happening> {
        let sessions = self.book.of_kind(RecordKind::Session).filter_map(|(key, line)| match line {
            Line::Session(session) if session.group == Some(group) => Some(Happening {
                on: session.on.and_then(PartialDate::earliest),
                key,
                member: None,
                text: session.topic.clone(),
                state: String::new(),
                overdue: false,
            }),
            _ => None,
        });
        let aid =
            self.book.aid_of(group).into_iter().filter_map(|key| self.happening(&self.record(key).ok()?));
        sessions.chain(aid).collect()
    }

    /// Open tasks and cases of a member who is not named.
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
            // What it is about stays unsaid.
            drop(text);
            let (member, text) = (Some(member.who.clone()), String::new());
            found.push(Happening { on, key, member, text, state: String::new(), overdue });
        }
        found
    }

    /// What is odd about a record, field by field; what the worker has settled is left out.
    pub fn remarks(&self, record: &Record) -> Vec<(&'static str, Note)> {
        let person = match &record.body {
            Body::Person(person) => person,
            Body::Case(_) => {
                return self.withdrawn(record.key()).into_iter().chain(self.odd_days(record)).collect();
            }
            Body::Referral(_) => return self.referral_remarks(record),
            Body::Organization(organization) => return self.organization_remarks(record, organization),
            _ => return self.odd_days(record),
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

    /// What a form would say of its days, on its page.
    fn odd_days(&self, record: &Record) -> Vec<(&'static str, Note)> {
        let row = record.body.to_row();
        let spec = crate::form::FormSpec::of(record.kind());
        let odd = odd_dates(spec.prefix, spec.table, &row, self.today);
        let field = |id: &str| record.kind().fields().iter().find(|field| field.id == id);
        odd.into_iter().filter_map(|(id, note)| Some((field(id)?.id, note))).collect()
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
            if category.disability_kind_required && person.disabilities.is_empty() {
                notes.push(Note::warn("ppks_disability_missing").with("category", &category.official_name));
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

/// The first day of the months that aid is for; the last where only that is known.
fn aid_begins(aid: &crate::domain::Aid) -> Option<PartialDate> {
    let (from, until) = reading::period::span(&aid.period)?;
    from.or(until).map(PartialDate::from)
}

fn incomplete(record: &Record) -> Vec<&'static str> {
    let mut missing = wanted(record);
    if let Body::Person(person) = &record.body
        && person::is_unnamed(&person.name)
    {
        // Who has no name is known by what can be seen.
        let seen = [("marks", person.marks.is_empty()), ("estimated_age", person.estimated_age.is_empty())];
        let unseen = seen
            .into_iter()
            .filter(|(field, is_empty)| *is_empty && (*field != "estimated_age" || person.birth.is_none()));
        missing.extend(unseen.map(|(field, _)| field));
    }
    missing
}

fn wanted(record: &Record) -> Vec<&'static str> {
    let fields = record.kind().fields().iter();
    let open = fields.filter(|field| field.wanted && field.shown != Shown::Never);
    let empty = open.filter(|field| record.body.get(field.id).is_none());
    empty.filter(|field| !matches!(field.kind, FieldKind::Rows(_))).map(|field| field.id).collect()
}
