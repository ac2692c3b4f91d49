//! What the desk keeps in memory of each record: enough for lists, the agenda and counts, no more.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::{
    Aid, Body, Case, FollowUp, Handoff, Household, Organization, Origin, Override, PartialDate, Person,
    PsmReport, Record, RecordKey, Referral, RefusedRow, RegulationNote, Rule, Sensitivity, SpokenNumber,
    organization::Service,
    referral::{Course, Standing},
};

/// Most are short, as codes, numbers and names are, and then there is no second piece of memory for each of them.
pub use compact_str::CompactString as Text;

pub use super::aid_rows::{AidLine, AidView};
pub use super::guidance::lines::{ActivityLine, GroupLine, SessionLine};
use super::guidance::lines::{activity_line, group_line, session_line};

/// The fields of a resident that lists and warnings need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonLine {
    pub name: Text,
    pub sex: Text,
    pub birth: Option<PartialDate>,
    pub village: Text,
    pub nik: Text,
    pub family_card: Text,
    pub phone: Text,
    pub categories: Box<[i64]>,
    pub own_sensitivity: Sensitivity,
    pub household: Option<RecordKey>,
    /// Below the desa, as far as it is written: kampung, RT, RW, street.
    pub address: Box<str>,
    /// Erasing was asked for and not refused.
    pub asks_erasure: bool,
    rare: Option<Box<RarePersonLine>>,
}

/// What of most residents is not known, or does not apply.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RarePersonLine {
    pub alias: Box<str>,
    pub estimated_age: Box<str>,
    /// Numbers that an undecided category could mean.
    pub candidates: Box<[i64]>,
    pub life_status: Box<str>,
    pub occupation: Box<str>,
    pub tags: Box<[String]>,
    pub keep_until: Option<NaiveDate>,
}

impl PersonLine {
    pub fn rare(&self) -> &RarePersonLine {
        static NOTHING: LazyLock<RarePersonLine> = LazyLock::new(RarePersonLine::default);
        self.rare.as_deref().unwrap_or(&NOTHING)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseLine {
    pub number: Option<SpokenNumber>,
    pub person: Option<RecordKey>,
    pub problem: Text,
    pub village: Text,
    pub categories: Vec<i64>,
    pub priority: Text,
    pub opened: Option<PartialDate>,
    pub closed: bool,
    pub closed_on: Option<NaiveDate>,
    pub consent: Text,
    /// It rests on consent alone, and telling the Dinas is not among what was agreed to.
    pub not_for_dinas: bool,
    /// Marked as one with violence.
    pub violence: bool,
    pub sensitivity: Sensitivity,
    /// Who told of it.
    pub reporter: Text,
}

impl CaseLine {
    /// Consent was neither given nor refused: it is still to be asked.
    pub fn lacks_consent(&self) -> bool {
        !self.closed && !matches!(self.consent.as_str(), "given" | "refused" | "withdrawn")
    }

    /// Refused, withdrawn, or resting on consent for other things: nothing of it leaves.
    pub fn forbids_sharing(&self) -> bool {
        self.not_for_dinas || matches!(self.consent.as_str(), "refused" | "withdrawn")
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowUpLine {
    pub what: Text,
    pub due: Option<NaiveDate>,
    pub case: Option<RecordKey>,
    pub origin: Option<RecordKey>,
    pub responsible: Text,
    pub open: bool,
    pub done: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferralLine {
    /// The day it was written: from then on it waits to be sent.
    pub made: Option<NaiveDate>,
    pub number: Option<SpokenNumber>,
    pub case: Option<RecordKey>,
    pub organization: Option<RecordKey>,
    pub need: Option<RecordKey>,
    pub parent: Option<RecordKey>,
    pub service: Text,
    pub standing: Standing,
    pub course: Course,
    pub urgent: bool,
    pub answer_due: Option<NaiveDate>,
    /// The day of the first sending.
    pub sent: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrganizationLine {
    pub name: String,
    pub village: String,
    pub kind: String,
    pub services: Vec<Service>,
    pub area: String,
    /// Desas that it serves; all of the area where none is named.
    pub villages: Vec<String>,
    pub hours: String,
    /// When somebody talked with it last.
    pub last_talk: Option<NaiveDate>,
    pub phone: String,
    pub status: String,
    pub permit_number: String,
    pub permit_until: Option<PartialDate>,
    pub checked_on: Option<PartialDate>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandoffLine {
    pub bundle: String,
    /// Whom it came from; empty for one that was sealed here.
    pub sender: String,
    /// Records in one that came in.
    pub read: i64,
    pub recipient: String,
    pub profile: String,
    pub sequence: i64,
    pub chain: i64,
    pub to_seq: i64,
    pub tag_manifest: String,
    pub made_at: i64,
    pub copies: usize,
    pub acknowledged: Option<PartialDate>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RefusedLine {
    /// `people`, `aid` …
    pub read_as: String,
    pub file: String,
    pub sheet: String,
    pub row: i64,
    pub field: String,
    pub code: String,
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportLine {
    pub number: Option<SpokenNumber>,
    pub name: String,
    pub village: String,
    pub problem: String,
    pub reporter: String,
    pub on: Option<PartialDate>,
    pub state: String,
    pub person: Option<RecordKey>,
    pub case: Option<RecordKey>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionLine {
    pub text: String,
    pub asked_on: Option<NaiveDate>,
    /// `waiting`, `answered`, `told`.
    pub state: &'static str,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseholdLine {
    pub family_card: Text,
    pub head: Option<RecordKey>,
    pub village: Text,
    pub house: Text,
    /// Who was in it once.
    pub past: Vec<RecordKey>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeedLine {
    pub case: Option<RecordKey>,
    pub sector: Text,
    pub reason: Text,
}

/// A record in memory, small where there are ten for every case. `Plain` stands for kinds that only their page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnLine {
    Person(Box<PersonLine>),
    Household(Box<HouseholdLine>),
    Case(Box<CaseLine>),
    Need(Box<NeedLine>),
    Visit {
        case: Option<RecordKey>,
        on: Option<NaiveDate>,
    },
    /// An assessment or a conference.
    Step {
        case: Option<RecordKey>,
        on: Option<NaiveDate>,
    },
    Plan {
        case: Option<RecordKey>,
        done: bool,
    },
    FollowUp(Box<FollowUpLine>),
    Session(Box<SessionLine>),
    Activity(Box<ActivityLine>),
    Group(Box<GroupLine>),
    Organization(Box<OrganizationLine>),
    Referral(Box<ReferralLine>),
    /// Of a row of a list only: the book keeps gifts in [`super::aid_rows::AidRows`].
    Aid(Box<Aid>),
    PsmReport(Box<ReportLine>),
    Question(Box<QuestionLine>),
    Handoff(Box<HandoffLine>),
    Refused(Box<RefusedLine>),
    Override(Box<Override>),
    Rule(Box<Rule>),
    RegulationNote(Box<RegulationNote>),
    /// Two gifts that meet.
    Decision(Box<(Option<RecordKey>, Option<RecordKey>)>),
    /// About which record, and by which bundle.
    Mismatch(Box<(Option<RecordKey>, String)>),
    /// Name and hash of a file that is kept.
    Attachment(Box<(String, String)>),
    Plain,
}

/// The same to look at, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub enum Line<'a> {
    Person(&'a PersonLine),
    Household(&'a HouseholdLine),
    Case(&'a CaseLine),
    Need(&'a NeedLine),
    Visit { case: Option<RecordKey>, on: Option<NaiveDate> },
    Step { case: Option<RecordKey>, on: Option<NaiveDate> },
    Plan { case: Option<RecordKey>, done: bool },
    FollowUp(&'a FollowUpLine),
    Session(&'a SessionLine),
    Activity(&'a ActivityLine),
    Group(&'a GroupLine),
    Organization(&'a OrganizationLine),
    Referral(&'a ReferralLine),
    Aid(AidView<'a>),
    PsmReport(&'a ReportLine),
    Question(&'a QuestionLine),
    Handoff(&'a HandoffLine),
    Refused(&'a RefusedLine),
    Override(&'a Override),
    Rule(&'a Rule),
    RegulationNote(&'a RegulationNote),
    Decision(Option<RecordKey>, Option<RecordKey>),
    Mismatch(Option<RecordKey>, &'a str),
    Attachment(&'a (String, String)),
    Plain,
}

impl Line<'_> {
    /// The case that a record under a person belongs to.
    pub fn case(self) -> Option<RecordKey> {
        match self {
            Self::Need(need) => need.case,
            Self::Visit { case, .. } | Self::Step { case, .. } | Self::Plan { case, .. } => case,
            Self::FollowUp(task) => task.case,
            Self::Referral(referral) => referral.case,
            _ => None,
        }
    }
}

impl OwnLine {
    pub fn of(record: &Record) -> Self {
        let number = record.meta.spoken_number();
        match &record.body {
            Body::Person(person) => Self::Person(Box::new(person_line(person))),
            Body::Household(household) => Self::Household(Box::new(household_line(household))),
            Body::Case(case) => Self::Case(Box::new(case_line(case, number))),
            Body::Need(need) => Self::Need(Box::new(NeedLine {
                case: need.case,
                sector: need.sector.as_str().into(),
                reason: need.reason.as_str().into(),
            })),
            Body::Visit(visit) => {
                Self::Visit { case: visit.case, on: visit.on.and_then(PartialDate::earliest) }
            }
            Body::Assessment(judged) => {
                Self::Step { case: judged.case, on: judged.on.and_then(PartialDate::earliest) }
            }
            Body::Conference(held) => {
                Self::Step { case: held.case, on: held.on.and_then(PartialDate::earliest) }
            }
            Body::Plan(plan) => Self::Plan { case: plan.case, done: plan.is_done() },
            Body::FollowUp(task) => Self::FollowUp(Box::new(follow_up_line(task))),
            Body::Session(session) => Self::Session(Box::new(session_line(session))),
            Body::Activity(done) => Self::Activity(Box::new(activity_line(done))),
            Body::Group(group) => Self::Group(Box::new(group_line(group))),
            Body::Organization(organization) => Self::Organization(Box::new(organization_line(organization))),
            Body::Referral(referral) => {
                let made =
                    chrono::DateTime::from_timestamp(record.meta.created_at, 0).map(|at| at.date_naive());
                Self::Referral(Box::new(ReferralLine { made, ..referral_line(referral, number) }))
            }
            Body::Aid(aid) => Self::Aid(aid.clone()),
            Body::AidDecision(made) => Self::Decision(Box::new((made.a, made.b))),
            Body::PsmReport(report) => Self::PsmReport(Box::new(report_line(report, number))),
            Body::Question(question) => Self::Question(Box::new(QuestionLine {
                text: question.text.clone(),
                asked_on: question.asked_on.and_then(PartialDate::earliest),
                state: question.state(),
            })),
            Body::Handoff(handoff) => Self::Handoff(Box::new(handoff_line(handoff, record.meta.created_at))),
            Body::RefusedRow(row) => Self::Refused(Box::new(refused_line(row))),
            Body::Override(own) => Self::Override(own.clone()),
            Body::Rule(rule) => Self::Rule(rule.clone()),
            Body::RegulationNote(note) => Self::RegulationNote(note.clone()),
            Body::Mismatch(mismatch) => {
                Self::Mismatch(Box::new((mismatch.record, Origin::bundle_id(&mismatch.bundle).to_owned())))
            }
            Body::Attachment(file) => {
                Self::Attachment(Box::new((file.file_name.clone(), file.content.clone())))
            }
            Body::Profile(_) | Body::Erasure(_) => Self::Plain,
        }
    }

    pub fn view(&self) -> Line<'_> {
        match self {
            Self::Person(line) => Line::Person(line),
            Self::Household(line) => Line::Household(line),
            Self::Case(line) => Line::Case(line),
            Self::Need(line) => Line::Need(line),
            Self::Visit { case, on } => Line::Visit { case: *case, on: *on },
            Self::Step { case, on } => Line::Step { case: *case, on: *on },
            Self::Plan { case, done } => Line::Plan { case: *case, done: *done },
            Self::FollowUp(line) => Line::FollowUp(line),
            Self::Session(line) => Line::Session(line),
            Self::Activity(line) => Line::Activity(line),
            Self::Group(line) => Line::Group(line),
            Self::Organization(line) => Line::Organization(line),
            Self::Referral(line) => Line::Referral(line),
            Self::Aid(aid) => Line::Aid(AidView::Alone(aid)),
            Self::PsmReport(line) => Line::PsmReport(line),
            Self::Question(line) => Line::Question(line),
            Self::Handoff(line) => Line::Handoff(line),
            Self::Refused(line) => Line::Refused(line),
            Self::Override(line) => Line::Override(line),
            Self::Rule(line) => Line::Rule(line),
            Self::RegulationNote(line) => Line::RegulationNote(line),
            Self::Decision(both) => Line::Decision(both.0, both.1),
            Self::Mismatch(told) => Line::Mismatch(told.0, &told.1),
            Self::Attachment(line) => Line::Attachment(line),
            Self::Plain => Line::Plain,
        }
    }
}

fn person_line(person: &Person) -> PersonLine {
    let rare = RarePersonLine {
        alias: person.alias.as_str().into(),
        estimated_age: person.estimated_age.as_str().into(),
        candidates: person.undecided.iter().flat_map(|u| u.candidates.iter().copied()).collect(),
        life_status: person.life_status.as_str().into(),
        occupation: person.occupation.as_str().into(),
        tags: person.local_tags.clone().into(),
        keep_until: person.keep_until.and_then(PartialDate::earliest),
    };
    PersonLine {
        name: person.called().into(),
        sex: person.sex.as_str().into(),
        birth: person.birth,
        village: person.village.as_str().into(),
        nik: person.nik.as_str().into(),
        family_card: person.family_card.as_str().into(),
        phone: person.phone.as_str().into(),
        categories: person.categories.iter().filter_map(|c| c.number).collect(),
        own_sensitivity: Sensitivity::from_code(&person.sensitivity).unwrap_or_default(),
        household: person.household,
        address: address(person).into(),
        asks_erasure: person.erasure_asked().is_some(),
        rare: (rare != RarePersonLine::default()).then(|| Box::new(rare)),
    }
}

/// `Kp. Pasir Gg. Melati 7 RT2 RW5`
pub(super) fn address(person: &Person) -> String {
    let unit = |name: &str, number: &str| match number.trim_start_matches('0') {
        "" => String::new(),
        number => format!("{name}{number}"),
    };
    let parts =
        [person.hamlet.clone(), person.address.clone(), unit("RT", &person.rt), unit("RW", &person.rw)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn household_line(household: &Household) -> HouseholdLine {
    HouseholdLine {
        family_card: household.family_card.as_str().into(),
        head: household.head,
        village: household.village.as_str().into(),
        house: household.house.as_str().into(),
        past: household.past_members.iter().filter_map(|past| past.person).collect(),
    }
}

fn case_line(case: &Case, number: Option<SpokenNumber>) -> CaseLine {
    CaseLine {
        number,
        person: case.person,
        problem: case.problem.as_str().into(),
        village: case.village.as_str().into(),
        categories: case.categories.clone(),
        priority: case.priority.as_str().into(),
        opened: case.opened,
        closed: case.is_closed(),
        closed_on: case.closed_on.and_then(PartialDate::earliest),
        consent: case.consent.as_str().into(),
        violence: case.flags.iter().any(|flag| flag == "violence"),
        not_for_dinas: case.rests_on_consent() && !case.consents_to("share_dinas"),
        sensitivity: Sensitivity::from_code(&case.sensitivity).unwrap_or_default(),
        reporter: case.reported_by.as_str().into(),
    }
}

fn follow_up_line(task: &FollowUp) -> FollowUpLine {
    FollowUpLine {
        what: task.what.as_str().into(),
        due: task.due_day(),
        case: task.case,
        origin: task.origin,
        responsible: task.responsible.as_str().into(),
        open: task.is_open(),
        done: task.status == "done",
    }
}

fn organization_line(organization: &Organization) -> OrganizationLine {
    OrganizationLine {
        name: organization.name.clone(),
        village: organization.village.clone(),
        kind: organization.kind.clone(),
        services: organization.services.clone(),
        area: organization.area.clone(),
        villages: organization.villages.clone(),
        hours: organization.hours.clone(),
        last_talk: organization.talks.iter().filter_map(|talk| talk.on?.earliest()).max(),
        phone: organization.phone.clone(),
        status: organization.status.clone(),
        permit_number: organization.permit_number.clone(),
        permit_until: organization.permit_until,
        checked_on: organization.checked_on,
    }
}

fn referral_line(referral: &Referral, number: Option<SpokenNumber>) -> ReferralLine {
    ReferralLine {
        made: None,
        number,
        case: referral.case,
        organization: referral.organization,
        need: referral.need,
        parent: referral.parent,
        service: referral.service.as_str().into(),
        standing: referral.standing(),
        course: referral.course(),
        urgent: referral.is_urgent(),
        answer_due: referral.answer_due.and_then(PartialDate::day),
        sent: referral.sent_on().and_then(PartialDate::earliest),
    }
}

fn report_line(report: &PsmReport, number: Option<SpokenNumber>) -> ReportLine {
    ReportLine {
        number,
        name: report.name.clone(),
        village: report.village.clone(),
        problem: report.problem.clone(),
        reporter: report.reporter.clone(),
        on: report.on,
        state: report.state.clone(),
        person: report.person,
        case: report.case,
    }
}

fn handoff_line(handoff: &Handoff, made_at: i64) -> HandoffLine {
    HandoffLine {
        bundle: handoff.bundle.clone(),
        sender: handoff.sender.clone(),
        read: handoff.read.unwrap_or_default(),
        recipient: handoff.recipient.clone(),
        profile: handoff.profile.clone(),
        sequence: handoff.sequence.unwrap_or_default(),
        chain: handoff.chain.unwrap_or_default(),
        to_seq: handoff.to_seq.unwrap_or_default(),
        tag_manifest: handoff.tag_manifest.clone(),
        made_at,
        copies: handoff.copies.len(),
        acknowledged: handoff.acknowledged_on,
    }
}

fn refused_line(row: &RefusedRow) -> RefusedLine {
    let name = row.cells.iter().find(|cell| cell.field == "name").map(|cell| cell.text.clone());
    RefusedLine {
        read_as: row.read_as.clone(),
        file: row.file.clone(),
        sheet: row.sheet.clone(),
        row: row.row.unwrap_or_default(),
        field: row.field.clone(),
        code: row.code.clone(),
        name: name.unwrap_or_default(),
    }
}
