//! What a saved record brings with it: the household of a family card, the follow-ups of a session's plan and
//! of a visit's next date. All of it goes into the same save, and so into the same undo.

use crate::domain::reading::family_card;
use crate::domain::session::PlanRow;
use crate::domain::steps::Finish;
use crate::domain::{Body, FollowUp, Household, Person, Plan, Record, RecordKey, Visit};

use super::line::Line;
use super::{Desk, DeskError, family};

impl Desk {
    /// The record, first, and what follows from it.
    pub(super) fn with_consequences(&mut self, mut record: Record) -> Result<Vec<Record>, DeskError> {
        let key = record.key();
        let root = record.meta.root;
        let more = match &mut record.body {
            Body::Aid(aid) => {
                self.complete_aid(aid);
                Vec::new()
            }
            Body::Person(person) => self.household_of(key, person)?,
            Body::Session(session) => {
                let about = FollowUp { due: session.on, origin: Some(key), ..FollowUp::default() };
                self.tasks_of(&mut session.plan, &about, key)
            }
            Body::Conference(held) => {
                let about =
                    FollowUp { due: held.on, origin: Some(key), case: held.case, ..FollowUp::default() };
                root.map(|root| self.tasks_of(&mut held.decisions, &about, root)).unwrap_or_default()
            }
            Body::Plan(plan) => self.task_of(key, root, plan).into_iter().collect(),
            Body::Assessment(judged) => {
                judged.conditions.retain(|row| !row.score.is_empty() || !row.note.is_empty());
                Vec::new()
            }
            Body::Rule(rule) => {
                rule.settle_region(&self.worker().area);
                Vec::new()
            }
            Body::Visit(visit) => {
                let mut more = self.finished_by(visit)?;
                more.extend(self.next_visit(root, visit));
                more
            }
            _ => Vec::new(),
        };
        if let Body::Visit(visit) = &record.body
            && root.is_none()
            && let Some(case) = visit.case
        {
            record.meta.root = self.book.root_of(case).flatten();
        }
        let mut records = vec![record];
        records.extend(more);
        Ok(records)
    }

    /// Joins the person to the household of the family card, which is made when it is new.
    fn household_of(&mut self, key: RecordKey, person: &mut Person) -> Result<Vec<Record>, DeskError> {
        if !family_card::is_complete(&person.family_card) {
            person.household = None;
            return Ok(Vec::new());
        }
        let is_head = person.family_relation == "head";
        if let Some(found) = self.book.household_with_card(&person.family_card) {
            person.household = Some(found);
            let mut record = self.record(found)?;
            if let (true, Body::Household(household)) = (is_head, &mut record.body) {
                household.head = Some(key);
            }
            return Ok(vec![record]);
        }
        let household = Household {
            family_card: person.family_card.clone(),
            village: person.village.clone(),
            head: is_head.then_some(key),
            ..Household::default()
        };
        let record = Record::new(self.new_id(), household);
        person.household = Some(record.key());
        Ok(vec![record])
    }

    /// Every row that has none yet gets a follow-up, made like `about`.
    fn tasks_of(&mut self, rows: &mut [PlanRow], about: &FollowUp, root: RecordKey) -> Vec<Record> {
        let mut made = Vec::new();
        for row in rows.iter_mut().filter(|row| row.follow_up.is_none() && !row.what.is_empty()) {
            let task = FollowUp {
                what: row.what.clone(),
                due: row.due.or(about.due),
                responsible: row.who.clone(),
                ..about.clone()
            };
            let record = Record::new(self.new_id(), task).under(root);
            row.follow_up = Some(record.key());
            made.push(record);
        }
        made
    }

    /// What is planned for a day is reminded of, once; finishing the reminder finishes the plan.
    fn task_of(&mut self, key: RecordKey, root: Option<RecordKey>, plan: &mut Plan) -> Option<Record> {
        if plan.follow_up.is_some() || plan.is_done() {
            return None;
        }
        let task = FollowUp {
            what: plan.action.clone(),
            due: Some(plan.due?),
            responsible: plan.who.clone(),
            case: plan.case,
            origin: Some(key),
            ..FollowUp::default()
        };
        let record = Record::new(self.new_id(), task).under(root?);
        plan.follow_up = Some(record.key());
        Some(record)
    }

    /// The tasks of the family that were ticked are done with the visit.
    fn finished_by(&self, visit: &mut Visit) -> Result<Vec<Record>, DeskError> {
        let ticks = std::mem::take(&mut visit.finishes);
        let finish = Finish { result: visit.findings.clone(), done_on: visit.on, ..Finish::default() };
        let mut done = Vec::new();
        for task in family::keys_of(&ticks) {
            done.extend(self.finished(task, &finish)?);
        }
        Ok(done)
    }

    /// A visit with a next date becomes a follow-up on that day, once.
    fn next_visit(&mut self, root: Option<RecordKey>, visit: &Visit) -> Option<Record> {
        let next = visit.next_on?;
        let root = root.or_else(|| self.book.root_of(visit.case?).flatten())?;
        let planned = self.book.children(root).any(
            |(_, line)| matches!(line, Line::FollowUp(task) if task.open && task.due == next.earliest()),
        );
        if planned {
            return None;
        }
        let what = [&visit.agreement, &visit.action].into_iter().find(|text| !text.is_empty()).cloned();
        let task = FollowUp {
            what: what.unwrap_or_else(|| self.label("followup_kind", "home_visit")),
            due: Some(next),
            kind: "home_visit".to_owned(),
            case: visit.case,
            ..FollowUp::default()
        };
        Some(Record::new(self.new_id(), task).under(root))
    }
}
