//! What the list of a kind shows: the headings of its columns and the cells of a row, on the screen and on paper.

use chrono::NaiveDate;

use crate::domain::organization::Service;
use crate::domain::referral::Standing;
use crate::domain::{Aid, PartialDate, RecordKind, Rule, Sensitivity};
use crate::text::Words;

use crate::desk::line::{HandoffLine, OwnLine, PersonLine, QuestionLine};
use crate::desk::lists::list::ListRow;
use crate::desk::lists::lookup::DeskLookup;

/// Says rows in words.
#[derive(Debug)]
pub struct RowWords<'a> {
    pub words: &'a Words,
    pub lookup: &'a DeskLookup,
    pub today: NaiveDate,
}

/// Keys of the headings, in order.
pub fn headings(kind: RecordKind) -> &'static [&'static str] {
    match kind {
        RecordKind::Case => {
            &["column-number", "column-name", "column-village", "column-stage", "column-problem"]
        }
        RecordKind::FollowUp => &["column-due", "column-name", "column-what"],
        RecordKind::Session => &["column-date", "column-topic", "column-village", "column-attended"],
        RecordKind::Activity => &["column-date", "column-what", "column-village"],
        RecordKind::Group => {
            &["column-name", "column-kind", "column-village", "column-leader", "column-members"]
        }
        RecordKind::Organization => &["column-name", "column-kind", "column-services", "column-status"],
        RecordKind::Referral => {
            &["column-number", "column-name", "column-organization", "column-state", "column-due"]
        }
        RecordKind::Aid => {
            &["column-name", "column-village", "column-program", "column-period", "column-value"]
        }
        RecordKind::PsmReport => {
            &["column-date", "column-name", "column-village", "column-problem", "column-state"]
        }
        RecordKind::Question => &["column-date", "column-name", "column-question", "column-state"],
        RecordKind::Handoff => {
            &["column-bundle", "column-recipient", "column-profile", "column-date", "column-copies"]
        }
        RecordKind::Override => {
            &["column-since", "column-list", "column-entry", "column-column", "column-value"]
        }
        RecordKind::Rule => &["column-since", "column-programs", "column-result", "column-basis"],
        RecordKind::RegulationNote => {
            &["column-date", "column-kind", "column-regulation", "column-note", "column-state"]
        }
        RecordKind::Mismatch => &["column-name", "column-village", "column-about", "column-bundle"],
        RecordKind::RefusedRow => &["column-file", "column-row", "column-name", "column-why"],
        _ => &[
            "column-name",
            "column-sex",
            "column-age",
            "column-village",
            "column-category",
            "column-cases",
            "column-next",
        ],
    }
}

impl RowWords<'_> {
    /// Codes of services in words; what was typed is no code and stays.
    fn services(&self, services: &[Service]) -> String {
        services.iter().map(|own| self.lookup.label("services", &own.service)).collect::<Vec<_>>().join(", ")
    }

    fn date(&self, date: Option<PartialDate>) -> String {
        date.map_or_else(String::new, |date| match date.day() {
            Some(day) => self.words.date_short(day, self.today),
            None => self.words.partial_date(date),
        })
    }

    /// What was done with several people at once, and the groups.
    fn guidance(&self, line: &OwnLine) -> Vec<String> {
        match line {
            OwnLine::Session(session) => vec![
                self.date(session.on),
                session.topic.clone(),
                self.lookup.village(&session.village),
                format!("{}/{}", session.attended, session.invited),
            ],
            OwnLine::Activity(done) => {
                vec![self.date(done.on), done.material.clone(), self.lookup.village(&done.village)]
            }
            OwnLine::Group(group) => vec![
                group.name.clone(),
                self.label_or_none("group_kind", &group.kind),
                self.lookup.village(&group.village),
                group.leader.clone(),
                group.members.to_string(),
            ],
            _ => Vec::new(),
        }
    }

    /// What has to be looked at is said before the state it seems to have.
    fn referral_state(&self, standing: &Standing) -> String {
        let state = self.lookup.label("referral_state", &standing.state);
        if !standing.is_contradicted() {
            return state;
        }
        format!("{}: {state}", self.words.get("referral-contradicted"))
    }

    fn label_or_none(&self, list: &str, code: &str) -> String {
        if code.is_empty() { String::new() } else { self.lookup.label(list, code) }
    }

    /// The cells of a row, masked where the record is *rahasia*.
    pub fn cells(&self, list: &ListRow) -> Vec<String> {
        let words = self.words;
        let date = |date| self.date(date);
        let who = || if list.who.masked { self.words.get("masked") } else { list.who.name.clone() };
        let due = || list.next_due.map(|due| words.date_short(due, self.today)).unwrap_or_default();
        let number =
            |number: Option<crate::domain::SpokenNumber>| number.map(|n| n.to_string()).unwrap_or_default();
        match &list.line {
            OwnLine::Person(person) => self.person(list, person),
            OwnLine::Case(case) => {
                let stage =
                    list.stage.map(|stage| self.lookup.label("case_stage", stage)).unwrap_or_default();
                let problem = if list.who.masked { String::new() } else { case.problem.as_str().to_owned() };
                vec![number(case.number), who(), self.lookup.village(&case.village), stage, problem]
            }
            OwnLine::FollowUp(task) => {
                let day = task.due.map(|due| words.date_short(due, self.today)).unwrap_or_default();
                let what = if list.who.masked {
                    self.words.get("masked-task")
                } else {
                    task.what.as_str().to_owned()
                };
                vec![day, who(), what]
            }
            OwnLine::Session(_) | OwnLine::Activity(_) | OwnLine::Group(_) => self.guidance(&list.line),
            OwnLine::Organization(organization) => vec![
                organization.name.clone(),
                self.lookup.label("organization_kind", &organization.kind),
                self.services(&organization.services),
                self.lookup.label("organization_status", &organization.status),
            ],
            OwnLine::Referral(referral) => vec![
                number(referral.number),
                who(),
                list.organization.clone(),
                self.referral_state(&referral.standing),
                due(),
            ],
            OwnLine::Aid(aid) => self.gift(list, aid),
            OwnLine::PsmReport(report) => vec![
                date(report.on),
                if list.who.masked { self.words.get("masked") } else { report.name.clone() },
                self.lookup.village(&report.village),
                if list.who.masked { String::new() } else { report.problem.clone() },
                self.lookup.label("psm_report_status", &report.state),
            ],
            OwnLine::Question(question) => self.question(list, question),
            OwnLine::Handoff(handoff) => {
                let made = chrono::DateTime::from_timestamp(handoff.made_at, 0);
                vec![
                    handoff.bundle.clone(),
                    self.other_side(handoff),
                    self.words
                        .find(&format!("profile-{}", handoff.profile))
                        .unwrap_or_else(|| handoff.profile.clone()),
                    made.map(|at| words.date_short(at.date_naive(), self.today)).unwrap_or_default(),
                    if handoff.sender.is_empty() { handoff.copies.to_string() } else { String::new() },
                ]
            }
            OwnLine::Refused(refused) => vec![
                refused.file.clone(),
                refused.row.to_string(),
                refused.name.clone(),
                self.words.get(&format!("refused-{}", refused.code.replace('_', "-"))),
            ],
            OwnLine::Mismatch(told) => vec![
                who(),
                if list.who.masked { String::new() } else { self.lookup.village(&list.who.village) },
                told.0
                    .map(|key| self.words.get(&format!("kind-{}", key.kind.name().replace('_', "-"))))
                    .unwrap_or_default(),
                told.1.clone(),
            ],
            OwnLine::Override(own) => vec![
                date(own.valid_from),
                self.lookup.label("catalog_table", &own.table),
                own.code.clone(),
                self.lookup.label("catalog_column", &own.column),
                own.value.clone(),
            ],
            OwnLine::Rule(rule) => self.rule(rule, date(rule.valid_from)),
            OwnLine::RegulationNote(note) => vec![
                date(note.on),
                self.lookup.label("regulation_note_kind", &note.kind),
                note.regulation.clone(),
                note.text.clone(),
                self.lookup.label("proposal_status", &note.status),
            ],
            _ => vec![list.key.to_string()],
        }
    }

    /// Who gets a bundle; of one that came in, from whom and how much.
    fn other_side(&self, handoff: &HandoffLine) -> String {
        if handoff.sender.is_empty() {
            return handoff.recipient.clone();
        }
        let told = [("sender", handoff.sender.as_str().into()), ("count", handoff.read.into())];
        self.words.say("handoff-from", &told)
    }

    fn gift(&self, list: &ListRow, aid: &Aid) -> Vec<String> {
        let masked = list.who.masked;
        let told = [&aid.program, &aid.giver, &aid.description];
        vec![
            if masked { self.words.get("masked") } else { list.who.name.clone() },
            if masked { String::new() } else { self.lookup.village(&aid.village) },
            told.into_iter().find(|part| !part.is_empty()).cloned().unwrap_or_default(),
            if aid.period.is_empty() { self.date(aid.on) } else { self.words.months(&aid.period) },
            aid.value.map_or_else(|| aid.item.clone(), |value| self.words.money(value)),
        ]
    }

    fn question(&self, list: &ListRow, question: &QuestionLine) -> Vec<String> {
        let masked = list.who.masked;
        vec![
            question.asked_on.map(|on| self.words.date_short(on, self.today)).unwrap_or_default(),
            if masked { self.words.get("masked") } else { list.who.name.clone() },
            if masked { self.words.get("masked-task") } else { question.text.clone() },
            self.words.get(&format!("question-{}", question.state)),
        ]
    }

    fn rule(&self, rule: &Rule, since: String) -> Vec<String> {
        let result = self.lookup.label("overlap_result", &rule.result);
        vec![since, format!("{} + {}", rule.program_a, rule.program_b), result, rule.basis.clone()]
    }

    fn person(&self, list: &ListRow, person: &PersonLine) -> Vec<String> {
        // Sex and age beside *rahasia* would name the person to anybody who knows the family.
        let masked = list.who.masked;
        let name = if masked { self.words.get("masked") } else { person.name.as_str().to_owned() };
        let age = match person.birth {
            _ if masked => String::new(),
            Some(birth) => birth.age_on(self.today).to_string(),
            None if person.rare().estimated_age.is_empty() => String::new(),
            None => {
                format!("{}?", person.rare().estimated_age.trim_start_matches(|c: char| !c.is_ascii_digit()))
            }
        };
        let categories = person.categories.iter().map(|number| self.lookup.ppks_abbreviation(*number));
        let categories = if list.sensitivity == Sensitivity::Secret {
            String::new()
        } else {
            categories.collect::<Vec<_>>().join(", ")
        };
        let cases = match (list.open_cases, list.cases) {
            (0, 0) => "-".to_owned(),
            (0, _) => self.words.get("case-closed-word"),
            (open, _) => self.words.say("case-open-word", &[("count", open.into())]),
        };
        let next = list.next_due.map(|due| self.words.date_short(due, self.today)).unwrap_or_default();
        let sex = if masked { String::new() } else { person.sex.as_str().to_owned() };
        vec![name, sex, age, self.lookup.village(&person.village), categories, cases, next]
    }
}
