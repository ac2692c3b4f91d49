//! What a saved record brings with it: the household of a family card, the follow-ups of a session's plan and
//! of a visit's next date. All of it goes into the same save, and so into the same undo.

use crate::domain::household::{EarlierCard, PastMember};
use crate::domain::person::is_unnamed;
use crate::domain::reading::family_card;
use crate::domain::session::PlanRow;
use crate::domain::steps::Finish;
use crate::domain::{Body, FollowUp, Household, PartialDate, Person, Plan, Record, RecordKey, Visit};

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
            Body::Household(household) => self.members_of(key, household)?,
            Body::Session(session) => {
                let about = FollowUp { due: session.on, origin: Some(key), ..FollowUp::default() };
                let mut plan = std::mem::take(&mut session.plan);
                let whose = |who: &str| super::guidance::series::seat_named(session, who).unwrap_or(key);
                let tasks = self.tasks_of(&mut plan, &about, &whose);
                session.plan = plan;
                tasks
            }
            Body::Conference(held) => {
                let about =
                    FollowUp { due: held.on, origin: Some(key), case: held.case, ..FollowUp::default() };
                root.map(|root| self.tasks_of(&mut held.decisions, &about, &|_| root)).unwrap_or_default()
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

    /// Joins the person to the household of the family card, which is made when it is new. Who leaves another household is
    /// kept there as one who was in it; the only one in it takes it along under the new number.
    fn household_of(&mut self, key: RecordKey, person: &mut Person) -> Result<Vec<Record>, DeskError> {
        if person.no_nik_reason.is_empty() && person.nik.is_empty() && is_unnamed(&person.name) {
            "unknown_identity".clone_into(&mut person.no_nik_reason);
        }
        let before = self.book.person(key).and_then(|line| line.household);
        let is_complete = family_card::is_complete(&person.family_card);
        let found = self.book.household_with_card(&person.family_card).filter(|_| is_complete);
        let is_alone = before.is_some_and(|before| self.book.members(before) == [key]);
        let mut records = Vec::new();
        if let Some(before) = before.filter(|before| Some(*before) != found) {
            let mut record = self.record(before)?;
            let Body::Household(household) = &mut record.body else { return Ok(records) };
            if is_alone && is_complete && found.is_none() {
                self.rename_card(household, &person.family_card);
                return Ok(vec![record]);
            }
            self.leave(household, key, person)?;
            records.push(record);
        }
        if !is_complete {
            person.household = None;
            return Ok(records);
        }
        let is_head = person.family_relation == "head";
        if let Some(found) = found {
            person.household = Some(found);
            let mut record = self.record(found)?;
            if let Body::Household(household) = &mut record.body {
                if is_head {
                    household.head = Some(key);
                }
                // Who comes back is no past member.
                household.past_members.retain(|past| past.person != Some(key));
            }
            records.push(record);
            return Ok(records);
        }
        let household = Household {
            family_card: person.family_card.clone(),
            village: person.village.clone(),
            head: is_head.then_some(key),
            ..Household::default()
        };
        let record = Record::new(self.new_id(), household);
        person.household = Some(record.key());
        records.push(record);
        Ok(records)
    }

    fn rename_card(&self, household: &mut Household, card: &str) {
        let until = Some(PartialDate::from(self.today));
        let number = std::mem::replace(&mut household.family_card, card.to_owned());
        household.earlier_cards.push(EarlierCard { number, until, ..EarlierCard::default() });
    }

    /// The day said of the old family does not hold for the new one. Since when it is that, only the worker knows: a card
    /// is corrected as often as somebody moves.
    fn leave(&self, household: &mut Household, key: RecordKey, now: &mut Person) -> Result<(), DeskError> {
        let before = self.typed::<Person>(key)?;
        if now.family_since == before.family_since {
            now.family_since = None;
        }
        household.head = household.head.filter(|head| *head != key);
        household.past_members.push(PastMember {
            person: Some(key),
            relation: before.family_relation,
            from: before.family_since,
            until: Some(PartialDate::from(self.today)),
            ..PastMember::default()
        });
        Ok(())
    }

    /// A family that gets another card: the old number is kept, and its members have the new one.
    fn members_of(&self, key: RecordKey, household: &mut Household) -> Result<Vec<Record>, DeskError> {
        let Some(old) = self.find(key)?.and_then(|record| record.body::<Household>().cloned()) else {
            return Ok(Vec::new());
        };
        if old.family_card == household.family_card || !family_card::is_complete(&household.family_card) {
            return Ok(Vec::new());
        }
        if !old.family_card.is_empty() {
            let card = std::mem::replace(&mut household.family_card, old.family_card);
            self.rename_card(household, &card);
        }
        let mut changed = Vec::new();
        for member in self.book.members(key) {
            let mut record = self.record(*member)?;
            if let Body::Person(person) = &mut record.body {
                person.family_card.clone_from(&household.family_card);
            }
            changed.push(record);
        }
        Ok(changed)
    }

    /// Every row that has none yet gets a follow-up, made like `about`, on the page of whom it is for.
    fn tasks_of(
        &mut self,
        rows: &mut [PlanRow],
        about: &FollowUp,
        root_of: &dyn Fn(&str) -> RecordKey,
    ) -> Vec<Record> {
        let mut made = Vec::new();
        for row in rows.iter_mut().filter(|row| row.follow_up.is_none() && !row.what.is_empty()) {
            let task = FollowUp {
                what: row.what.clone(),
                due: row.due.or(about.due),
                responsible: row.who.clone(),
                ..about.clone()
            };
            let record = Record::new(self.new_id(), task).under(root_of(&row.who));
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
