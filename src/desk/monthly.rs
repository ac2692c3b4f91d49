//! *Laporan bulanan*: what was done in a month, from sessions, visits and referrals, in the layout of the office that
//! reads it. It names no client: a case is told by its number, and a secret one not even by its desa.

use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

use crate::catalog::places;
use crate::domain::{
    Body, PartialDate, RecordKey, RecordKind, Referral, Sensitivity, Session, ShortNumber, Visit,
};
use crate::paper::pdf::Signature;
use crate::paper::sheet::{Cell, Sheet};
use crate::text::Words;

use super::line::Line;
use super::{Desk, DeskError, Target};

/// A published layout; `assets/layouts/monthly.toml`.
#[derive(Clone, Debug, Deserialize)]
struct Layout {
    code: String,
    title: String,
    /// Label and what stands there.
    head: Vec<(String, String)>,
    /// Heading, what stands there, width in characters.
    columns: Vec<(String, String, f64)>,
    /// Who approves it, on the left; nobody where the layout has no such place.
    approved: Vec<String>,
}

#[derive(Deserialize)]
struct Layouts {
    layout: Vec<Layout>,
}

fn layouts() -> Vec<Layout> {
    let read = toml::from_str::<Layouts>(include_str!("../../assets/layouts/monthly.toml"));
    read.map(|layouts| layouts.layout).unwrap_or_default()
}

/// Something that was done on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Activity {
    pub day: NaiveDate,
    /// `09:00-11:00`; may be empty.
    pub time: String,
    pub place: String,
    pub what: String,
    pub target: String,
    pub result: String,
    pub enabling: String,
    pub hindering: String,
    pub solution: String,
    pub plan: String,
}

impl Desk {
    /// The codes of the layouts there are, the usual one first.
    pub fn monthly_layouts() -> Vec<String> {
        layouts().into_iter().map(|layout| layout.code).collect()
    }

    /// What was done in a month, in its order.
    pub fn activities(&self, year: i32, month: u32) -> Result<Vec<Activity>, DeskError> {
        let words = self.words();
        let within = |date: Option<PartialDate>| {
            date.and_then(PartialDate::earliest).filter(|day| (day.year(), day.month()) == (year, month))
        };
        let mut found = Vec::new();
        for kind in [RecordKind::Session, RecordKind::Visit, RecordKind::Referral] {
            // Visits are many: the book knows their days.
            let may_be = |line: &Line| match line {
                Line::Visit { on, .. } => on.is_some_and(|day| (day.year(), day.month()) == (year, month)),
                _ => true,
            };
            let keys: Vec<RecordKey> =
                self.book.of_kind(kind).filter(|(_, line)| may_be(line)).map(|(key, _)| key).collect();
            for key in keys {
                let record = self.record(key)?;
                match &record.body {
                    Body::Session(session) => {
                        if let Some(day) = within(session.on).filter(|_| was_held(session)) {
                            found.push(self.of_session(day, session, &words));
                        }
                    }
                    Body::Visit(visit) => {
                        found.extend(within(visit.on).map(|day| self.of_visit(day, visit, &words)));
                    }
                    Body::Referral(referral) => {
                        let sent = referral.events.iter().find(|event| event.state == "sent");
                        if let Some(day) = sent.and_then(|event| within(event.on)) {
                            found.push(self.of_referral(day, referral, record.meta.number, &words));
                        }
                    }
                    _ => {}
                }
            }
        }
        found.sort();
        Ok(found)
    }

    fn of_session(&self, day: NaiveDate, session: &Session, words: &Words) -> Activity {
        let came = |sex: &str| {
            let there = session.participants.iter().filter(|participant| participant.attended());
            there.filter(|participant| sex.is_empty() || participant.sex == sex).count()
        };
        let counts = [("all", came("").into()), ("men", came("L").into()), ("women", came("P").into())];
        let mut village = self.village_name(&session.village);
        if session.place.to_lowercase().contains(&village.to_lowercase()) {
            village.clear();
        }
        let plan = session.plan.iter().map(|row| match row.due {
            Some(due) => format!("{} ({})", row.what, words.partial_date(due)),
            None => row.what.clone(),
        });
        Activity {
            day,
            time: [&session.starts, &session.ends]
                .into_iter()
                .filter(|at| !at.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join("-"),
            place: joined(&[session.place.clone(), village], ", "),
            what: format!("{}: {}", self.label("session_kind", &session.kind), session.topic),
            target: joined(&[session.target.clone(), words.say("monthly-came", &counts)], ", "),
            result: session.result.clone(),
            enabling: session.enabling.clone(),
            hindering: session.hindering.clone(),
            solution: session.solution.clone(),
            plan: plan.collect::<Vec<_>>().join("; "),
        }
    }

    /// Without what was found: that is about somebody.
    fn of_visit(&self, day: NaiveDate, visit: &Visit, words: &Words) -> Activity {
        let (number, place) = self.case_without_name(visit.case);
        let kind = if visit.kind.is_empty() {
            words.get("monthly-visit")
        } else {
            self.label("activity_type", &visit.kind)
        };
        Activity {
            day,
            place,
            what: joined(&[kind, number], ", "),
            plan: visit
                .next_on
                .map(|next| words.say("monthly-next", &[("day", words.partial_date(next).into())]))
                .unwrap_or_default(),
            ..Activity::default()
        }
    }

    fn of_referral(
        &self,
        day: NaiveDate,
        referral: &Referral,
        number: Option<ShortNumber>,
        words: &Words,
    ) -> Activity {
        let to = referral.organization.and_then(|key| self.book.line(key)).and_then(|line| match line {
            Line::Organization(organization) => Some(organization.name.clone()),
            _ => None,
        });
        let (_, place) = self.case_without_name(referral.case);
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let what = words.say("monthly-referral", &[("to", to.unwrap_or_default().into())]);
        let service = self.label("services", &referral.service);
        Activity { day, place, what: joined(&[what, service, number], ", "), ..Activity::default() }
    }

    /// The number of a case and its desa.
    fn case_without_name(&self, case: Option<RecordKey>) -> (String, String) {
        let Some(Line::Case(case)) = case.and_then(|key| self.book.line(key)) else {
            return Default::default();
        };
        let number = case.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let is_secret = case.sensitivity >= Sensitivity::Secret;
        (number, if is_secret { String::new() } else { self.village_name(&case.village) })
    }

    /// The report's sheet; nothing when there is no such layout.
    pub fn monthly_sheet(&self, month: &str, layout: &str) -> Result<Option<Sheet>, DeskError> {
        let Some(layout) = layouts().into_iter().find(|known| known.code == layout) else { return Ok(None) };
        let Some((year, number)) = year_and_month(month) else { return Ok(None) };
        let words = self.words();
        let activities = self.activities(year, number)?;
        let told = |what: &str| self.head(what, year, number, &words);
        let rows = activities.iter().enumerate().map(|(at, activity)| {
            let cell = |what: &str| match what {
                "number" => Cell::from((at + 1).to_string()),
                other => Cell::from(self.cell(activity, other, &words)),
            };
            layout.columns.iter().map(|(_, what, _)| cell(what)).collect()
        });
        Ok(Some(Sheet {
            name: words.get("sheet-monthly"),
            title: vec![layout.title],
            facts: layout.head.into_iter().map(|(label, what)| (label, told(&what))).collect(),
            header: layout.columns.iter().map(|(heading, ..)| heading.clone()).collect(),
            rows: rows.collect(),
            widths: layout.columns.iter().map(|(.., width)| *width).collect(),
        }))
    }

    fn head(&self, what: &str, year: i32, month: u32, words: &Words) -> String {
        let worker = self.worker();
        let above = |length: usize| {
            let code = worker.area.get(..length).unwrap_or_default();
            places::find(code).map(|place| place.name.to_uppercase()).unwrap_or_default()
        };
        match what {
            "worker" => worker.name.clone(),
            "niat" => worker.niat.clone(),
            "area" => words.say("monthly-area", &[("area", self.area_name().to_uppercase().into())]),
            "area_name" => self.area_name().to_uppercase(),
            "regency" => above("32.04".len()),
            "province" => above("32".len()),
            "month" => words.month_of_year(year, month).to_uppercase(),
            _ => String::new(),
        }
    }

    fn cell(&self, activity: &Activity, what: &str, words: &Words) -> String {
        let labelled = |key: &str, text: &str| {
            if text.is_empty() { String::new() } else { words.say(key, &[("text", text.into())]) }
        };
        match what {
            "day" => joined(&[words.date_long(activity.day), activity.time.clone()], " "),
            "place" => activity.place.clone(),
            "activity" => joined(
                &[
                    activity.what.clone(),
                    activity.target.clone(),
                    labelled("monthly-result", &activity.result),
                ],
                ". ",
            ),
            "executor" => self.worker().name.clone(),
            "target" => activity.target.clone(),
            "material" => activity.what.clone(),
            "result" => activity.result.clone(),
            "hindrance" => activity.hindering.clone(),
            "factors" => joined(
                &[
                    labelled("monthly-enabling", &activity.enabling),
                    labelled("monthly-hindering", &activity.hindering),
                ],
                ". ",
            ),
            "solution" => activity.solution.clone(),
            "plan" => activity.plan.clone(),
            _ => String::new(),
        }
    }

    /// The report as files.
    pub fn export_monthly(
        &mut self,
        month: &str,
        layout: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let sheet = self.monthly_sheet(month, layout)?.ok_or(DeskError::Refused("monthly-no-layout"))?;
        let words = self.words();
        let approved = layouts().into_iter().find(|known| known.code == layout).map(|known| known.approved);
        let mut lines = approved.unwrap_or_default().into_iter();
        let left = lines.next().map(|first| Signature {
            place_and_date: first,
            role: lines.next().unwrap_or_default(),
            name: String::new(),
            below: words.get("print-nip"),
        });
        let signatures = [left.unwrap_or_default(), self.own_signature(&words)];
        self.export_signed(&[sheet], &signatures, &format!("laporan-bulanan-{month}"), target)
    }
}

fn was_held(session: &Session) -> bool {
    !matches!(session.status.as_str(), "planned" | "postponed" | "cancelled")
}

/// The parts that are there.
fn joined(parts: &[String], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(between)
}

/// Of `2026-10`.
fn year_and_month(month: &str) -> Option<(i32, u32)> {
    let first: NaiveDate = format!("{month}-01").parse().ok()?;
    Some((first.year(), first.month()))
}
