//! What a form is for: it says which table it shows, what is filled in beforehand, and what saving it does.

use serde::{Deserialize, Serialize};

use crate::catalog::Choice;
use crate::domain::assessment::Condition;
use crate::domain::case::Reopening;
use crate::domain::need::MoreNeeds;
use crate::domain::person::ErasureRequest;
use crate::domain::plan::MoreSteps;
use crate::domain::psm_report::ReportStep;
use crate::domain::referral::Event;
use crate::domain::session::MoreSeats;
use crate::domain::steps::{Closing, Consent, Finish, Postpone, Retain, Tagging, Withdrawal};
use crate::domain::{
    Activity, Aid, AidDecision, AidMatch, Assessment, Body, Case, Conference, FollowUp, Need, PartialDate,
    Person, Plan, PsmReport, Question, Record, RecordKey, RecordKind, Row, Rule, Session, Table, Visit,
};
use crate::form::FormSpec;
use crate::store::DraftId;

use super::records::missing_required;
use super::{Desk, DeskError, Saved};

/// Why a form is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormPurpose {
    /// A new record. `about` is the record from whose page it was started.
    New {
        kind: RecordKind,
        about: Option<RecordKey>,
    },
    Edit(RecordKey),
    Finish(RecordKey),
    Postpone(RecordKey),
    /// Several of one family at once.
    FinishTogether {
        first: RecordKey,
        others: Vec<RecordKey>,
    },
    PostponeTogether {
        first: RecordKey,
        others: Vec<RecordKey>,
    },
    Close(RecordKey),
    Reopen(RecordKey),
    /// A referral to an organisation that was chosen among those who can help.
    Refer {
        about: RecordKey,
        organization: RecordKey,
        service: String,
    },
    /// The client was asked for consent to a case.
    Consent(RecordKey),
    /// The client takes it back.
    Withdraw(RecordKey),
    /// Erasing a person was asked for, or that is decided.
    AskErasure(RecordKey),
    /// A person is kept longer than usual.
    Retain(RecordKey),
    /// Something happened to a referral; the state is known from the key that was pressed, or still open.
    Event {
        referral: RecordKey,
        state: String,
    },
    /// The same task for everybody whom these are about.
    FollowUpAll(Vec<RecordKey>),
    /// Tags for everybody whom these are about.
    Tag(Vec<RecordKey>),
    /// What became of a volunteer's report.
    Report {
        report: RecordKey,
        state: String,
    },
    /// A report as it was read from a chat message.
    FromChat {
        text: String,
    },
    /// Whom a gift is for.
    Match(RecordKey),
    /// What is to be done about two gifts that meet.
    Decide {
        a: RecordKey,
        b: RecordKey,
    },
    /// A rule about two programmes, from a day on; from today when that is not known.
    Rule {
        a: String,
        b: String,
        from: Option<PartialDate>,
    },
    /// A note or proposal on a regulation of the shelf.
    OnRegulation {
        number: String,
    },
    /// More participants for a session.
    AddSeats(RecordKey),
    /// Several needs of a case, or steps of its plan: one a line.
    Several {
        kind: RecordKind,
        case: RecordKey,
    },
    /// A free name of a session becomes somebody on record.
    Enrol {
        session: RecordKey,
        name: String,
    },
    /// A session where one is due.
    PlanSession {
        village: String,
        topic: String,
    },
    /// A refused row of a sheet becomes a person after all.
    Mend(RecordKey),
    /// A refused row of a list of receivers becomes a gift after all.
    MendGift(RecordKey),
    /// The worker's own word over a cell of the catalogue.
    Override {
        table: String,
        code: String,
        column: String,
    },
}

impl FormPurpose {
    /// The fields to show.
    pub fn spec(&self) -> FormSpec {
        match self {
            Self::New { kind, .. } => FormSpec::of(*kind),
            Self::Edit(key) => FormSpec::of(key.kind),
            Self::Finish(_) | Self::FinishTogether { .. } => {
                FormSpec { table: Finish::FIELDS, prefix: "finish" }
            }
            Self::Postpone(_) | Self::PostponeTogether { .. } => {
                FormSpec { table: Postpone::FIELDS, prefix: "postpone" }
            }
            Self::Close(_) => FormSpec { table: Closing::FIELDS, prefix: "closing" },
            Self::Reopen(_) => FormSpec { table: Reopening::FIELDS, prefix: "case-reopenings" },
            Self::Consent(_) => FormSpec { table: Consent::FIELDS, prefix: "consent" },
            Self::Withdraw(_) => FormSpec { table: Withdrawal::FIELDS, prefix: "withdrawal" },
            Self::AskErasure(_) => {
                FormSpec { table: ErasureRequest::FIELDS, prefix: "person-erasure-requests" }
            }
            Self::Retain(_) => FormSpec { table: Retain::FIELDS, prefix: "retain" },
            Self::Event { .. } => FormSpec { table: Event::FIELDS, prefix: "referral-events" },
            Self::FollowUpAll(_) => FormSpec::of(RecordKind::FollowUp),
            Self::Report { .. } => FormSpec { table: ReportStep::FIELDS, prefix: "psm-report-steps" },
            Self::FromChat { .. } => FormSpec::of(RecordKind::PsmReport),
            Self::Tag(_) => FormSpec { table: Tagging::FIELDS, prefix: "tagging" },
            Self::Match(_) => FormSpec { table: AidMatch::FIELDS, prefix: "aid-match" },
            Self::Decide { .. } => FormSpec::of(RecordKind::AidDecision),
            Self::AddSeats(_) => FormSpec { table: MoreSeats::FIELDS, prefix: "more-seats" },
            Self::Several { kind: RecordKind::Need, .. } => {
                FormSpec { table: MoreNeeds::FIELDS, prefix: "more-needs" }
            }
            Self::Several { .. } => FormSpec { table: MoreSteps::FIELDS, prefix: "more-steps" },
            Self::PlanSession { .. } => FormSpec::of(RecordKind::Session),
            Self::Mend(_) | Self::Enrol { .. } => FormSpec::of(RecordKind::Person),
            Self::Refer { .. } => FormSpec::of(RecordKind::Referral),
            Self::MendGift(_) => FormSpec::of(RecordKind::Aid),
            Self::Override { .. } => FormSpec::of(RecordKind::Override),
            Self::Rule { .. } => FormSpec::of(RecordKind::Rule),
            Self::OnRegulation { .. } => FormSpec::of(RecordKind::RegulationNote),
        }
    }

    /// Where the caret stands at first; else where something required is still empty.
    pub fn first_field(&self) -> Option<&'static str> {
        match self {
            Self::Override { .. } => Some("value"),
            Self::New { kind: RecordKind::Aid, about } => {
                Some(if about.is_some() { "program" } else { "person" })
            }
            Self::New { kind: RecordKind::Plan, .. } => Some("need"),
            Self::New { kind: RecordKind::Activity, .. } => Some("kind"),
            Self::Refer { .. } => Some("documents"),
            Self::Edit(key) if key.kind == RecordKind::Question => Some("answer"),
            _ => None,
        }
    }

    /// The record that the form is about, if there is one already.
    pub fn about(&self) -> Option<RecordKey> {
        match self {
            Self::New { about, .. } => *about,
            Self::Override { .. }
            | Self::Rule { .. }
            | Self::OnRegulation { .. }
            | Self::PlanSession { .. }
            | Self::FollowUpAll(_)
            | Self::Tag(_)
            | Self::FromChat { .. } => None,
            Self::Enrol { session, .. } => Some(*session),
            Self::Several { case, .. } => Some(*case),
            Self::Report { report, .. } => Some(*report),
            Self::Event { referral, .. } => Some(*referral),
            Self::Refer { about, .. } => Some(*about),
            Self::Decide { a, .. } => Some(*a),
            Self::FinishTogether { first, .. } | Self::PostponeTogether { first, .. } => Some(*first),
            Self::Edit(key)
            | Self::AddSeats(key)
            | Self::Match(key)
            | Self::Finish(key)
            | Self::Postpone(key)
            | Self::Close(key)
            | Self::Reopen(key)
            | Self::Consent(key)
            | Self::Withdraw(key)
            | Self::AskErasure(key)
            | Self::Retain(key)
            | Self::Mend(key)
            | Self::MendGift(key) => Some(*key),
        }
    }

    /// The kind of record that saving makes or changes.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::New { kind, .. } | Self::Several { kind, .. } => *kind,
            Self::Edit(key) => key.kind,
            Self::Finish(_)
            | Self::Postpone(_)
            | Self::FinishTogether { .. }
            | Self::PostponeTogether { .. }
            | Self::FollowUpAll(_) => RecordKind::FollowUp,
            Self::Close(_) | Self::Reopen(_) | Self::Consent(_) | Self::Withdraw(_) => RecordKind::Case,
            Self::Event { .. } | Self::Refer { .. } => RecordKind::Referral,
            Self::Report { .. } | Self::FromChat { .. } => RecordKind::PsmReport,
            Self::Match(_) | Self::MendGift(_) => RecordKind::Aid,
            Self::Decide { .. } => RecordKind::AidDecision,
            Self::AddSeats(_) | Self::PlanSession { .. } => RecordKind::Session,
            Self::Mend(_) | Self::Enrol { .. } | Self::Tag(_) | Self::AskErasure(_) | Self::Retain(_) => {
                RecordKind::Person
            }
            Self::Override { .. } => RecordKind::Override,
            Self::Rule { .. } => RecordKind::Rule,
            Self::OnRegulation { .. } => RecordKind::RegulationNote,
        }
    }
}

impl Desk {
    /// What the form shows at first.
    pub fn form_row(&self, purpose: &FormPurpose) -> Result<Row, DeskError> {
        // What lies in the bin is not written on: it comes back first.
        if let Some(about) = purpose.about()
            && self.book.same.remaining(about) == about
            && self.find(about)?.is_some_and(|record| record.meta.binned)
        {
            return Err(DeskError::NoSuchRecord(about));
        }
        let today = Some(PartialDate::from(self.today));
        Ok(match purpose {
            FormPurpose::New { kind, about } => self.new_row(*kind, *about)?,
            FormPurpose::Edit(key) => {
                let mut body = self.record(*key)?.body;
                if let Body::Aid(aid) = &mut body {
                    aid.period = self.period_as_written(&aid.period);
                }
                body.to_row()
            }
            FormPurpose::Finish(_) => Finish { done_on: today, ..Finish::default() }.to_row(),
            FormPurpose::FinishTogether { others, .. } => {
                Finish { done_on: today, also: texts(others), ..Finish::default() }.to_row()
            }
            FormPurpose::Postpone(key) => {
                Postpone { due: Some(self.later(*key)?), ..Postpone::default() }.to_row()
            }
            FormPurpose::PostponeTogether { first, others } => {
                let due = Some(self.later(*first)?);
                Postpone { due, also: texts(others), ..Postpone::default() }.to_row()
            }
            FormPurpose::Close(_) => Closing { on: today, ..Closing::default() }.to_row(),
            FormPurpose::Reopen(_) => Reopening { on: today, ..Reopening::default() }.to_row(),
            FormPurpose::Consent(_) => Consent { on: today, ..Consent::default() }.to_row(),
            FormPurpose::Withdraw(_) => Withdrawal { on: today, ..Withdrawal::default() }.to_row(),
            FormPurpose::AskErasure(key) => self.begin_erasure_request(*key)?.to_row(),
            FormPurpose::Retain(_) => {
                Retain { until: Some(self.retain_until()), ..Retain::default() }.to_row()
            }
            FormPurpose::Event { state, .. } => {
                Event { id: "-".into(), state: state.clone(), on: today, ..Event::default() }.to_row()
            }
            FormPurpose::FollowUpAll(_) => self.new_row(RecordKind::FollowUp, None)?,
            FormPurpose::Tag(_) => Tagging::default().to_row(),
            FormPurpose::Report { state, .. } => {
                ReportStep { on: today, state: state.clone(), ..ReportStep::default() }.to_row()
            }
            FormPurpose::FromChat { text } => self.report_of_chat(text).to_row(),
            FormPurpose::Refer { about, organization, service } => {
                self.begin_referral_to(*about, *organization, service)?.to_row()
            }
            FormPurpose::Match(key) => self.begin_match(*key).to_row(),
            FormPurpose::Decide { a, b } => self.begin_decision(*a, *b).to_row(),
            FormPurpose::AddSeats(_) | FormPurpose::Several { kind: RecordKind::Need, .. } => Row::new(),
            FormPurpose::Several { .. } => MoreSteps { who: self.author(), ..MoreSteps::default() }.to_row(),
            FormPurpose::Enrol { session, name } => self.begin_enrolment(*session, name)?.to_row(),
            FormPurpose::PlanSession { village, topic } => self.planned_row(village, topic),
            FormPurpose::Mend(key) => self.mended_row(*key)?,
            FormPurpose::MendGift(key) => self.mended_gift(*key)?,
            FormPurpose::Override { table, code, column } => self.override_row(table, code, column),
            FormPurpose::Rule { a, b, from } => self.begin_rule(a, b, *from).to_row(),
            FormPurpose::OnRegulation { number } => self.begin_regulation_note(number).to_row(),
        })
    }

    /// Whom a form is about: of a decision both who receive the aid.
    pub fn whom(&self, purpose: &FormPurpose) -> Option<super::Who> {
        match purpose {
            FormPurpose::Decide { a, b } => Some(self.who_of_two(*a, *b)),
            _ => purpose.about().map(|about| self.who(about)),
        }
    }

    /// The months of a gift as people write them, where that is read as the same months again.
    fn period_as_written(&self, stored: &str) -> String {
        let written = self.words().months(stored);
        let read = crate::domain::reading::period::read(&written, self.today).value;
        if read.as_deref() == Some(stored) { written } else { stored.to_owned() }
    }

    /// The cell as it is now, to be typed over.
    fn override_row(&self, table: &str, code: &str, column: &str) -> Row {
        let found = self.catalog.tables().iter().find(|own| own.name() == table);
        let cell = found.and_then(|table| table.line(code)).and_then(|line| line.text(column).ok());
        let mut own = crate::domain::Override {
            table: table.to_owned(),
            code: code.to_owned(),
            column: column.to_owned(),
            value: cell.unwrap_or_default().to_owned(),
            valid_from: Some(PartialDate::from(self.today)),
            ..crate::domain::Override::default()
        };
        own.say_date();
        own.to_row()
    }

    fn new_row(&self, kind: RecordKind, about: Option<RecordKey>) -> Result<Row, DeskError> {
        let on = Some(PartialDate::from(self.today));
        let case = about.filter(|key| key.kind == RecordKind::Case);
        let mut body = Body::empty(kind);
        match &mut body {
            Body::Case(new) => self.begin_case(new, about)?,
            Body::Visit(visit) => **visit = Visit { case, on, ..Visit::default() },
            Body::Need(need) => **need = Need { case, ..Need::default() },
            Body::Assessment(judged) => self.begin_assessment(judged, case),
            Body::Plan(plan) => **plan = Plan { case, who: self.author(), ..Plan::default() },
            Body::Conference(held) => **held = Conference { case, on, ..Conference::default() },
            Body::FollowUp(task) => {
                **task = FollowUp { case, origin: about, responsible: self.author(), ..FollowUp::default() };
            }
            Body::Session(session) => self.begin_session(session, about)?,
            Body::Activity(done) => {
                **done = Activity { on, executor: self.author(), ..Activity::default() };
            }
            Body::Aid(aid) => {
                let person = about.map(|key| self.subject(key)).filter(|key| key.kind == RecordKind::Person);
                **aid = Aid { person, on, known_by: "seen".to_owned(), ..Aid::default() };
                self.complete_aid(aid);
            }
            Body::Person(person) => self.begin_person(person, about)?,
            Body::Rule(rule) => **rule = self.begin_rule("", "", None),
            Body::RegulationNote(note) => **note = self.begin_regulation_note(""),
            Body::Question(question) => {
                **question = Question { about, asked_on: on, ..Question::default() };
            }
            Body::PsmReport(report) => **report = self.begin_report(about),
            Body::Referral(referral) => self.begin_referral(referral, about)?,
            _ => {}
        }
        Ok(body.to_row())
    }

    fn planned_row(&self, village: &str, topic: &str) -> Row {
        let session = Session {
            kind: "group_guidance".to_owned(),
            village: village.to_owned(),
            topic: topic.to_owned(),
            facilitator: self.author(),
            status: "planned".to_owned(),
            ..Session::default()
        };
        session.to_row()
    }

    /// Every domain waits for its score.
    fn begin_assessment(&self, judged: &mut Assessment, case: Option<RecordKey>) {
        let domains = self.catalog.choices("assessment_domain").iter();
        let row = |domain: &Choice| Condition { domain: domain.code.clone(), ..Condition::default() };
        *judged = Assessment {
            case,
            on: Some(PartialDate::from(self.today)),
            assessor: self.author(),
            conditions: domains.map(row).collect(),
            ..Assessment::default()
        };
    }

    fn begin_rule(&self, a: &str, b: &str, from: Option<PartialDate>) -> Rule {
        let today = Some(PartialDate::from(self.today));
        Rule {
            program_a: a.to_owned(),
            program_b: b.to_owned(),
            scope: "regency".to_owned(),
            valid_from: from.or(today),
            checked_on: today,
            ..Rule::default()
        }
    }

    /// Somebody whom a volunteer reported is as the report tells.
    fn begin_person(&self, person: &mut Person, about: Option<RecordKey>) -> Result<(), DeskError> {
        if let Some(report) = about.filter(|key| key.kind == RecordKind::PsmReport) {
            *person = Self::person_of_report(&self.typed::<PsmReport>(report)?);
        }
        Ok(())
    }

    fn begin_case(&self, case: &mut Case, about: Option<RecordKey>) -> Result<(), DeskError> {
        case.opened = Some(PartialDate::from(self.today));
        let Some(about) = about else { return Ok(()) };
        match self.record(about)?.body {
            Body::Person(person) => {
                case.person = Some(about);
                case.village.clone_from(&person.village);
                case.categories = person.categories.iter().filter_map(|c| c.number).collect();
            }
            Body::Household(household) => {
                case.whole_family = Some(true);
                case.village.clone_from(&household.village);
                case.person = self.client_of(about, household.head);
            }
            Body::PsmReport(report) => {
                case.person = report.person;
                if let Some(person) = report.person.and_then(|person| self.book.person(person)) {
                    case.categories = person.categories.to_vec();
                }
                case.village.clone_from(&report.village);
                case.problem.clone_from(&report.problem);
                "psm".clone_into(&mut case.source);
                case.reported_by.clone_from(&report.reporter);
            }
            _ => {}
        }
        Ok(())
    }

    /// Who stands for a family: its head, or the only member; otherwise it is asked. Nobody who may not be named.
    fn client_of(&self, household: RecordKey, head: Option<RecordKey>) -> Option<RecordKey> {
        let members = self.book.members(household);
        let only = members.first().copied().filter(|_| members.len() == 1);
        head.or(only).filter(|key| !self.is_masked(*key))
    }

    /// Saves a form for what it was opened.
    pub fn submit(
        &mut self,
        purpose: &FormPurpose,
        row: &Row,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let named = self.named_by_link(purpose, row);
        let row = named.as_ref().unwrap_or(row);
        let missing = missing_required(purpose.spec().table, row);
        if !missing.is_empty() {
            return Err(DeskError::Missing(missing));
        }
        match purpose {
            FormPurpose::New { kind, about } => self.save_new(*kind, *about, row, draft),
            FormPurpose::Refer { about, .. } => self.save_new(RecordKind::Referral, Some(*about), row, draft),
            FormPurpose::Edit(key) => self.save_edit(*key, row, draft),
            FormPurpose::Finish(key) | FormPurpose::FinishTogether { first: key, .. } => {
                self.finish_follow_up(*key, &Finish::from_row(row)?, draft)
            }
            FormPurpose::Postpone(key) | FormPurpose::PostponeTogether { first: key, .. } => {
                self.postpone_follow_up(*key, &Postpone::from_row(row)?, draft)
            }
            FormPurpose::Close(key) => self.close_case(*key, &Closing::from_row(row)?, draft),
            FormPurpose::Reopen(key) => self.reopen_case(*key, &Reopening::from_row(row)?, draft),
            FormPurpose::Consent(key) => self.note_consent(*key, &Consent::from_row(row)?, draft),
            FormPurpose::Withdraw(key) => self.withdraw_consent(*key, &Withdrawal::from_row(row)?, draft),
            FormPurpose::AskErasure(key) => {
                self.note_erasure_request(*key, ErasureRequest::from_row(row)?, draft)
            }
            FormPurpose::Retain(key) => self.retain(*key, &Retain::from_row(row)?, draft),
            FormPurpose::Event { referral, .. } => self.add_event(*referral, Event::from_row(row)?, draft),
            FormPurpose::FollowUpAll(keys) => self.follow_up_all(keys, &FollowUp::from_row(row)?, draft),
            FormPurpose::Tag(keys) => self.tag_all(keys, &Tagging::from_row(row)?, draft),
            FormPurpose::Report { report, .. } => {
                self.add_report_step(*report, ReportStep::from_row(row)?, draft)
            }
            FormPurpose::FromChat { text } => self.save_of_chat(text, PsmReport::from_row(row)?, draft),
            FormPurpose::Match(key) => self.match_aid(*key, AidMatch::from_row(row)?.person, draft),
            FormPurpose::Decide { a, b } => self.decide_meeting((*a, *b), AidDecision::from_row(row)?, draft),
            FormPurpose::AddSeats(key) => self.add_seats(*key, &MoreSeats::from_row(row)?, draft),
            FormPurpose::Several { kind, case } => self.add_several(*kind, *case, row, draft),
            FormPurpose::Enrol { session, name } => self.enrol(*session, name, Person::from_row(row)?, draft),
            FormPurpose::Mend(key) | FormPurpose::MendGift(key) => {
                self.mend(*key, purpose.kind(), row, draft)
            }
            FormPurpose::Override { .. }
            | FormPurpose::Rule { .. }
            | FormPurpose::OnRegulation { .. }
            | FormPurpose::PlanSession { .. } => self.save_new(purpose.kind(), None, row, draft),
        }
    }

    fn save_new(
        &mut self,
        kind: RecordKind,
        about: Option<RecordKey>,
        row: &Row,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let body = Body::from_row(kind, row)?;
        let mut record = Record::new(self.new_id(), body);
        self.settle_dates(&mut record);
        self.try_own_entry(&record)?;
        self.redirect(&mut record)?;
        record.meta.root = self.root_for(&record, about.map(|about| self.book.same.remaining(about)));
        let report = self.with_report(&record, about)?;
        self.save_with_more(record, report.into_iter().collect(), draft)
    }

    fn settle_dates(&self, record: &mut Record) {
        if let Body::Override(own) = &mut record.body {
            own.settle_date(self.today);
        }
    }

    fn save_edit(&mut self, key: RecordKey, row: &Row, draft: Option<DraftId>) -> Result<Saved, DeskError> {
        let mut record = self.record(key)?;
        record.body = Body::from_row(key.kind, row)?;
        self.settle_dates(&mut record);
        self.may_be_edited(&record)?;
        self.save_with_consequences(record, draft)
    }

    /// What was sealed is not rewritten; and a case or referral is not moved to somebody else's page by an edit.
    fn may_be_edited(&self, record: &Record) -> Result<(), DeskError> {
        match &record.body {
            Body::Handoff(_) => return Err(DeskError::Refused("own-record")),
            Body::Override(_) | Body::Rule(_) => self.try_own_entry(record)?,
            Body::Profile(own) if own.idle_minutes.is_some_and(|minutes| !(1..=15).contains(&minutes)) => {
                return Err(DeskError::Refused("idle-minutes"));
            }
            _ => {}
        }
        if self.book.same.remaining(record.key()) != record.key() {
            return Err(DeskError::Refused("merged-away"));
        }
        let moved = self.root_for(record, None).is_some_and(|root| record.meta.root != Some(root));
        if moved { Err(DeskError::Refused("belongs-to-another")) } else { Ok(()) }
    }

    /// On whose page a new record stands: the person of the case it is about, the person, or the session.
    pub(super) fn root_for(&self, record: &Record, about: Option<RecordKey>) -> Option<RecordKey> {
        let case = match &record.body {
            Body::Case(case) => return case.person,
            Body::FollowUp(task) => task.case,
            Body::Question(_) => None,
            other => Some(other.case()?),
        };
        if let Some(root) = case.and_then(|case| self.book.root_of(case)) {
            return root.or(case);
        }
        let about = about?;
        Some(self.book.root_of(about).flatten().unwrap_or(about))
    }
}

fn texts(keys: &[RecordKey]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}
