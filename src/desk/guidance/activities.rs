//! What the worker did: typed activities, and those that sessions, visits, referrals and conferences make by themselves.
//! It names no client: a case is told by its number, and a secret one not even by its desa.

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    Activity, Body, Conference, PartialDate, Record, RecordKey, RecordKind, Referral, Sensitivity, Session,
    ShortNumber, Visit,
};
use crate::sorted::Sorted as _;
use crate::text::Words;

use crate::desk::line::Line;
use crate::desk::{Desk, DeskError};

/// Something that was done on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActivityEntry {
    pub day: NaiveDate,
    /// `09:00-11:00`; may be empty.
    pub time: String,
    /// The record that tells of it.
    pub source: RecordKey,
    /// `enums.csv`, `activity_type`.
    pub kind: String,
    /// Desa code; empty where it may not be told.
    pub village: String,
    pub place: String,
    pub executor: String,
    pub what: String,
    pub target: String,
    /// How many came, where that is known.
    pub men: Option<i64>,
    pub women: Option<i64>,
    /// How many came in all; more than men and women where somebody's sex is not known.
    pub came: Option<i64>,
    pub result: String,
    pub enabling: String,
    pub hindering: String,
    pub solution: String,
    pub plan: String,
}

impl ActivityEntry {
    fn of(day: NaiveDate, source: RecordKey, kind: &str) -> Self {
        Self {
            day,
            time: String::new(),
            source,
            kind: kind.to_owned(),
            village: String::new(),
            place: String::new(),
            executor: String::new(),
            what: String::new(),
            target: String::new(),
            men: None,
            women: None,
            came: None,
            result: String::new(),
            enabling: String::new(),
            hindering: String::new(),
            solution: String::new(),
            plan: String::new(),
        }
    }

    /// `ibu hamil, 12 orang (L 2, P 10)`
    pub fn for_whom(&self, words: &Words) -> String {
        let count = |count: Option<i64>| count.unwrap_or_default().into();
        let came = self.came.map(|all| {
            let counts = [("all", all.into()), ("men", count(self.men)), ("women", count(self.women))];
            let is_told = self.men.or(self.women).is_some();
            words.say(
                if is_told { "monthly-came" } else { "monthly-came-all" },
                if is_told { &counts } else { &counts[..1] },
            )
        });
        joined(&[self.target.clone(), came.unwrap_or_default()], ", ")
    }
}

impl Desk {
    /// What was done in a month, `YYYY-MM`, in its order; of every month when none is named. What is still to come was
    /// not done, whatever it says of itself.
    pub fn activities(&self, month: Option<&str>) -> Result<Vec<ActivityEntry>, DeskError> {
        let wanted = month.map(|month| year_and_month(month).ok_or(DeskError::Refused("month-unreadable")));
        let wanted = wanted.transpose()?;
        let within = |day: &NaiveDate| {
            *day <= self.today && wanted.is_none_or(|wanted| (day.year(), day.month()) == wanted)
        };
        let words = self.words();
        let mut found = Vec::new();
        for kind in [
            RecordKind::Session,
            RecordKind::Visit,
            RecordKind::Referral,
            RecordKind::Conference,
            RecordKind::Activity,
        ] {
            let days = self.book.of_kind(kind).filter_map(|(key, line)| Some((key, done_on(line)?)));
            for (key, day) in days.filter(|(_, day)| within(day)) {
                found.extend(self.entry(day, &self.record(key)?, &words));
            }
        }
        found.put_in_order();
        Ok(found)
    }

    fn entry(&self, day: NaiveDate, record: &Record, words: &Words) -> Option<ActivityEntry> {
        let key = record.key();
        Some(match &record.body {
            Body::Session(session) => self.of_session(day, key, session, words),
            Body::Visit(visit) => self.of_visit(day, key, visit, words),
            Body::Referral(referral) => self.of_referral(day, key, referral, record.meta.number, words),
            Body::Conference(held) => self.of_conference(day, key, held, words),
            Body::Activity(done) => self.of_activity(day, key, done),
            _ => return None,
        })
    }

    fn of_session(&self, day: NaiveDate, key: RecordKey, session: &Session, words: &Words) -> ActivityEntry {
        let came = |sex: &str| {
            let there = session.participants.iter().filter(|participant| participant.attended());
            let count = there.filter(|participant| sex.is_empty() || participant.sex == sex).count();
            i64::try_from(count).ok()
        };
        let plan = session.plan.iter().map(|row| match row.due {
            Some(due) => format!("{} ({})", row.what, words.partial_date(due)),
            None => row.what.clone(),
        });
        ActivityEntry {
            time: hours(&session.starts, &session.ends),
            village: session.village.clone(),
            place: self.place_in(&session.place, &session.village),
            executor: joined(&[session.facilitator.clone(), session.speaker.clone()], ", "),
            what: joined(&[self.label("session_kind", &session.kind), session.topic.clone()], ": "),
            target: session.target.clone(),
            men: came("L"),
            women: came("P"),
            came: came(""),
            result: session.result.clone(),
            enabling: session.enabling.clone(),
            hindering: session.hindering.clone(),
            solution: session.solution.clone(),
            plan: plan.collect::<Vec<_>>().join("; "),
            ..ActivityEntry::of(day, key, "group_guidance")
        }
    }

    /// Without what was found: that is about somebody.
    fn of_visit(&self, day: NaiveDate, key: RecordKey, visit: &Visit, words: &Words) -> ActivityEntry {
        let (number, village) = self.case_without_name(visit.case);
        let kind = match visit.kind.as_str() {
            "" => words.get("monthly-visit"),
            kind => self.label("activity_type", kind),
        };
        let next = visit.next_on.map(|next| [("day", words.partial_date(next).into())]);
        ActivityEntry {
            place: self.village_name(&village),
            village,
            what: joined(&[kind, number], ", "),
            plan: next.map(|next| words.say("monthly-next", &next)).unwrap_or_default(),
            ..ActivityEntry::of(day, key, if visit.kind.is_empty() { "home_visit" } else { &visit.kind })
        }
    }

    fn of_referral(
        &self,
        day: NaiveDate,
        key: RecordKey,
        referral: &Referral,
        number: Option<ShortNumber>,
        words: &Words,
    ) -> ActivityEntry {
        let to = referral.organization.and_then(|key| self.book.organization(key));
        let to = to.map(|organization| organization.name.clone()).unwrap_or_default();
        let (_, village) = self.case_without_name(referral.case);
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let what = words.say("monthly-referral", &[("to", to.into())]);
        let service = self.label("services", &referral.service);
        ActivityEntry {
            place: self.village_name(&village),
            village,
            what: joined(&[what, service, number], ", "),
            ..ActivityEntry::of(day, key, "referral")
        }
    }

    /// Without what was said: that is about somebody.
    fn of_conference(
        &self,
        day: NaiveDate,
        key: RecordKey,
        held: &Conference,
        words: &Words,
    ) -> ActivityEntry {
        let (number, village) = self.case_without_name(held.case);
        let offices = held.attendees.iter().map(|attendee| attendee.office.clone());
        let mut offices: Vec<String> = offices.filter(|office| !office.is_empty()).collect();
        offices.put_in_order();
        offices.dedup();
        ActivityEntry {
            place: self.place_in(&held.place, &village),
            village,
            what: joined(&[words.get("monthly-conference"), number], ", "),
            target: offices.join(", "),
            came: i64::try_from(held.attendees.len()).ok().filter(|count| *count > 0),
            ..ActivityEntry::of(day, key, "coordination_meeting")
        }
    }

    fn of_activity(&self, day: NaiveDate, key: RecordKey, done: &Activity) -> ActivityEntry {
        let came = done.men.unwrap_or_default().saturating_add(done.women.unwrap_or_default());
        let kind = if done.kind.is_empty() { String::new() } else { self.label("activity_type", &done.kind) };
        ActivityEntry {
            time: hours(&done.starts, &done.ends),
            village: done.village.clone(),
            place: self.place_in(&done.place, &done.village),
            executor: done.executor.clone(),
            what: joined(&[kind, done.material.clone()], ": "),
            target: done.target.clone(),
            men: done.men,
            women: done.women,
            came: Some(came).filter(|_| done.men.or(done.women).is_some()),
            result: done.result.clone(),
            enabling: done.enabling.clone(),
            hindering: done.hindering.clone(),
            solution: done.solution.clone(),
            plan: done.plan.clone(),
            ..ActivityEntry::of(day, key, &done.kind)
        }
    }

    /// The place with its desa, which is not said twice.
    fn place_in(&self, place: &str, village: &str) -> String {
        let mut village = self.village_name(village);
        if place.to_lowercase().contains(&village.to_lowercase()) {
            village.clear();
        }
        joined(&[place.to_owned(), village], ", ")
    }

    /// The number of a case and the code of its desa.
    fn case_without_name(&self, case: Option<RecordKey>) -> (String, String) {
        let Some((key, case)) = case.and_then(|key| Some((key, self.book.case(key)?))) else {
            return Default::default();
        };
        let number = case.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let is_secret = self.is_masked(key) || case.sensitivity == Sensitivity::Secret;
        (number, if is_secret { String::new() } else { case.village.as_str().to_owned() })
    }
}

/// The day on which what a line tells of was done.
fn done_on(line: Line<'_>) -> Option<NaiveDate> {
    match line {
        Line::Session(session) => session.on.and_then(PartialDate::earliest).filter(|_| was_held(session)),
        Line::Visit { on, .. } | Line::Step { on, .. } => on,
        Line::Referral(referral) => referral.sent,
        Line::Activity(done) => done.on.and_then(PartialDate::earliest),
        _ => None,
    }
}

fn was_held(session: &crate::desk::line::SessionLine) -> bool {
    !matches!(session.status.as_str(), "planned" | "postponed" | "cancelled")
}

fn hours(starts: &str, ends: &str) -> String {
    joined(&[starts.to_owned(), ends.to_owned()], "-")
}

/// The parts that are there.
pub(in crate::desk) fn joined(parts: &[String], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(between)
}

/// Of `2026-10`.
pub(in crate::desk) fn year_and_month(month: &str) -> Option<(i32, u32)> {
    let first: NaiveDate = format!("{month}-01").parse().ok()?;
    Some((first.year(), first.month()))
}
