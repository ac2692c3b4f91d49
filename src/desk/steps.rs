//! The small steps: finish or put off a task, close or reopen a case, tell what happened to a referral, call
//! the roll of a session.

use chrono::Days;

use crate::domain::case::Reopening;
use crate::domain::need::MoreNeeds;
use crate::domain::plan::MoreSteps;
use crate::domain::referral::{Event, State};
use crate::domain::steps::{Closing, Consent, Finish, Postpone, Withdrawal};
use crate::domain::{
    Body, Case, FollowUp, PartialDate, Record, RecordKey, RecordKind, Referral, Row, Table as _,
};
use crate::store::DraftId;

use super::{Change, Desk, DeskError, Saved, family};

impl Desk {
    /// Several needs of a case, or steps of its plan: one save for all, so one undo.
    pub(super) fn add_several(
        &mut self,
        kind: RecordKind,
        case: RecordKey,
        row: &Row,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let case = self.book.same.remaining(case);
        let is_needs = kind == RecordKind::Need;
        let bodies: Vec<Body> = if is_needs {
            let needs = MoreNeeds::from_row(row)?.needs(case).ok_or(DeskError::Refused("needs-sector"))?;
            needs.into_iter().map(Body::from).collect()
        } else {
            MoreSteps::from_row(row)?.steps(case).into_iter().map(Body::from).collect()
        };
        let mut records = Vec::with_capacity(bodies.len());
        for body in bodies {
            let mut record = Record::new(self.new_id(), body);
            record.meta.root = self.root_for(&record, Some(case));
            records.extend(self.with_consequences(record)?);
        }
        let change =
            if is_needs { Change::of("needs-added", records) } else { Change::of("steps-added", records) };
        self.save(Change { draft, ..change })
    }

    pub fn finish_follow_up(
        &mut self,
        key: RecordKey,
        finish: &Finish,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let mut records = self.finished(key, finish)?;
        for other in family::keys_of(&finish.also).filter(|other| *other != key) {
            records.extend(self.finished(other, finish)?);
        }
        self.save(Change { draft, ..Change::of("follow-up-done", records) })
    }

    /// The task, done, and the step of a plan that it reminded of.
    pub(super) fn finished(&self, key: RecordKey, finish: &Finish) -> Result<Vec<Record>, DeskError> {
        let mut record = self.record(key)?;
        let mut records = Vec::new();
        if let Body::FollowUp(task) = &mut record.body {
            "done".clone_into(&mut task.status);
            task.result.clone_from(&finish.result);
            task.done_on = finish.done_on;
            records.extend(task.origin.and_then(|origin| self.planned(origin, finish)));
        }
        records.insert(0, record);
        Ok(records)
    }

    /// The step of a plan that the task reminded of is done with it; what the worker wrote there stays.
    fn planned(&self, origin: RecordKey, finish: &Finish) -> Option<Record> {
        let mut record = self.record(origin).ok()?;
        let Body::Plan(plan) = &mut record.body else { return None };
        plan.done_on = plan.done_on.or(finish.done_on);
        if plan.result.is_empty() {
            plan.result.clone_from(&finish.result);
        }
        Some(record)
    }

    /// A week behind the day it was due, or behind today when that is over.
    pub(super) fn later(&self, task: RecordKey) -> Result<PartialDate, DeskError> {
        let due = self.typed::<FollowUp>(task)?.due.and_then(PartialDate::earliest);
        let from = due.unwrap_or(self.today).max(self.today);
        Ok(PartialDate::from(from + Days::new(7)))
    }

    /// To a day that is not over yet: refused otherwise, since nothing would be put off.
    pub fn postpone_follow_up(
        &mut self,
        key: RecordKey,
        postpone: &Postpone,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        if postpone.due.and_then(PartialDate::latest).is_some_and(|due| due < self.today) {
            return Err(DeskError::Refused("postpone-past"));
        }
        let mut records = Vec::new();
        for key in std::iter::once(key).chain(family::keys_of(&postpone.also).filter(|other| *other != key)) {
            let mut record = self.record(key)?;
            if let Body::FollowUp(task) = &mut record.body {
                task.due = postpone.due;
                if !postpone.reason.is_empty() {
                    let both = [task.result.as_str(), postpone.reason.as_str()].join("\n");
                    both.trim().clone_into(&mut task.result);
                }
            }
            records.push(record);
        }
        self.save(Change { draft, ..Change::of("follow-up-postponed", records) })
    }

    pub fn close_case(
        &mut self,
        key: RecordKey,
        closing: &Closing,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let opened = self.typed::<Case>(key)?.opened.and_then(PartialDate::earliest);
        if closing
            .on
            .and_then(PartialDate::latest)
            .zip(opened)
            .is_some_and(|(closed, opened)| closed < opened)
        {
            return Err(DeskError::Refused("closed-before-opened"));
        }
        self.change(key, "case-closed", draft, |body| {
            if let Body::Case(case) = body {
                case.closure_reason.clone_from(&closing.reason);
                case.closed_on = closing.on;
                case.closure_note.clone_from(&closing.note);
            }
        })
    }

    /// Reopening needs a reason.
    pub fn reopen_case(
        &mut self,
        key: RecordKey,
        reopening: &Reopening,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        self.change(key, "case-reopened", draft, |body| {
            if let Body::Case(case) = body {
                case.reopenings.push(reopening.clone());
                case.closed_on = None;
                case.closure_reason.clear();
                case.closure_note.clear();
            }
        })
    }

    /// What the client said about the case when asked.
    pub fn note_consent(
        &mut self,
        key: RecordKey,
        said: &Consent,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        self.change(key, "consent-asked", draft, |body| {
            if let Body::Case(case) = body {
                case.consent.clone_from(&said.state);
                case.consent_by.clone_from(&said.by);
                case.consent_on = said.on;
                case.consent_means.clone_from(&said.means);
                case.consent_scope.clone_from(&said.scope);
                case.withdrawn_on = None;
                case.withdrawn_by.clear();
                case.withdrawal_reason.clear();
            }
        })
    }

    /// From then on nothing about the case leaves; what was said when it was given stays readable.
    pub fn withdraw_consent(
        &mut self,
        key: RecordKey,
        withdrawal: &Withdrawal,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        self.change(key, "consent-withdrawn", draft, |body| {
            if let Body::Case(case) = body {
                "withdrawn".clone_into(&mut case.consent);
                case.withdrawn_on = withdrawal.on;
                case.withdrawn_by.clone_from(&withdrawal.by);
                case.withdrawal_reason.clone_from(&withdrawal.reason);
            }
        })
    }

    /// A referral goes only with the client's word, and not once it was taken back for the case.
    pub(super) fn may_be_told(&self, referral: &Referral) -> Result<(), DeskError> {
        let case = referral.case.and_then(|case| self.book.case(case));
        if case.is_some_and(|case| case.consent == "withdrawn") {
            return Err(DeskError::Refused("consent-withdrawn"));
        }
        if referral.consent == "given" { Ok(()) } else { Err(DeskError::Refused("referral-needs-consent")) }
    }

    /// Adds what happened to a referral. What has not happened yet is no event; sending needs the client's consent and a
    /// recipient that is open.
    pub fn add_event(
        &mut self,
        key: RecordKey,
        mut event: Event,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        if event.on.and_then(PartialDate::earliest).is_some_and(|day| day > self.today) {
            return Err(DeskError::Refused("event-in-future"));
        }
        let referral: Referral = self.typed(key)?;
        match State::from_code(&event.state) {
            Some(State::Draft | State::Sealed) if !referral.standing().is(State::Draft) => {
                return Err(DeskError::Refused("event-backwards"));
            }
            Some(State::Sealed | State::Sent) => self.may_be_sent(&referral)?,
            // Told on paper, before it was noted that it was sent.
            Some(state) if state.is_answer() && referral.course().sent.is_none() => {
                self.may_be_told(&referral)?;
            }
            _ => {}
        }
        event.id = self.new_id().to_string();
        self.change(key, "referral-event", draft, |body| {
            if let Body::Referral(referral) = body {
                referral.events.push(event.clone());
            }
        })
    }

    /// Nothing of a client leaves without consent, and nobody is sent to a closed door.
    pub(super) fn may_be_sent(&self, referral: &Referral) -> Result<(), DeskError> {
        self.may_be_told(referral)?;
        let recipient = referral.organization.and_then(|key| self.book.organization(key));
        let recipient = recipient.ok_or(DeskError::Refused("referral-needs-recipient"))?;
        if matches!(recipient.status.as_str(), "closed" | "inactive") {
            return Err(DeskError::Refused("organization-closed"));
        }
        Ok(())
    }

    /// Sets the attendance mark of one participant.
    pub fn mark_attendance(&mut self, key: RecordKey, seat: usize, mark: &str) -> Result<Saved, DeskError> {
        self.change(key, "attendance", None, |body| {
            if let Body::Session(session) = body
                && let Some(participant) = session.participants.get_mut(seat)
            {
                mark.clone_into(&mut participant.mark);
            }
        })
    }

    /// The worker has judged a warning about a person: it is not raised again.
    pub fn settle(&mut self, key: RecordKey, code: &str) -> Result<Saved, DeskError> {
        self.change(key, "warning-settled", None, |body| {
            if let Body::Person(person) = body {
                person.settled.push(code.to_owned());
            }
        })
    }

    fn change(
        &mut self,
        key: RecordKey,
        action: &'static str,
        draft: Option<DraftId>,
        with: impl FnOnce(&mut Body),
    ) -> Result<Saved, DeskError> {
        let mut record = self.record(key)?;
        with(&mut record.body);
        self.save(Change { draft, ..Change::of(action, vec![record]) })
    }
}
