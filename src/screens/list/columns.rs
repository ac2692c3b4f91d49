//! Which columns a list of a kind has, and a row's cells.

use crate::app::Shell;
use crate::desk::{Line, ListRow, PersonLine};
use crate::domain::organization::Service;
use crate::domain::{RecordKind, Rule, Sensitivity};
use crate::ui::table::{Column, Row};

/// `K-2026-0042-7`.
const OWN_NUMBER: usize = 13;
/// `GUNUNG01/K-2026-0042-7`.
const ANY_NUMBER: usize = 22;

/// Room for the numbers of these rows: those of another sender come with its code.
pub fn number_width(rows: &[ListRow]) -> u16 {
    let number = |row: &ListRow| match &row.line {
        Line::Case(case) => case.number,
        Line::Referral(referral) => referral.number,
        _ => None,
    };
    let longest = rows.iter().filter_map(number).map(|number| number.to_string().len()).max();
    u16::try_from(longest.unwrap_or(0).clamp(OWN_NUMBER, ANY_NUMBER)).unwrap_or(0)
}

pub fn columns(kind: RecordKind, shell: &Shell, number: u16) -> Vec<Column> {
    let head = |key: &str| shell.get(key);
    let fixed = |key: &str, width| Column::fixed(shell.get(key), width);
    let wide = |key: &str, min, share| Column::flexible(head(key), min, share);
    match kind {
        RecordKind::Case => vec![
            fixed("column-number", number),
            wide("column-name", 16, 2),
            fixed("column-village", 12).rank(3),
            fixed("column-stage", 12).rank(2),
            wide("column-problem", 14, 2),
        ],
        RecordKind::FollowUp => {
            vec![fixed("column-due", 9), wide("column-name", 16, 1), wide("column-what", 24, 2)]
        }
        RecordKind::Session => vec![
            fixed("column-date", 12),
            wide("column-topic", 20, 3),
            fixed("column-village", 12).rank(2),
            fixed("column-attended", 9).right(),
        ],
        RecordKind::Organization => vec![
            wide("column-name", 22, 3),
            fixed("column-kind", 16).rank(2),
            wide("column-services", 16, 2).rank(1),
            fixed("column-status", 8),
        ],
        RecordKind::Referral => vec![
            fixed("column-number", number).rank(2),
            wide("column-name", 14, 1),
            wide("column-organization", 16, 2),
            fixed("column-state", 14),
            fixed("column-due", 8),
        ],
        RecordKind::Aid => vec![
            wide("column-name", 18, 2),
            fixed("column-village", 12).rank(2),
            wide("column-program", 14, 1),
            fixed("column-period", 12).rank(1),
            fixed("column-value", 12).right(),
        ],
        RecordKind::PsmReport => vec![
            fixed("column-date", 8),
            wide("column-name", 16, 1),
            fixed("column-village", 12).rank(2),
            wide("column-problem", 20, 2),
            fixed("column-state", 10).rank(1),
        ],
        RecordKind::Question => vec![
            fixed("column-date", 8),
            wide("column-name", 14, 1).rank(1),
            wide("column-question", 24, 3),
            fixed("column-state", 12),
        ],
        RecordKind::Handoff => vec![
            fixed("column-bundle", 16),
            wide("column-recipient", 16, 1),
            fixed("column-profile", 10),
            fixed("column-date", 9),
            fixed("column-copies", 7).right(),
        ],
        RecordKind::Override => vec![
            fixed("column-since", 9),
            wide("column-list", 14, 2).rank(1),
            wide("column-entry", 10, 1),
            wide("column-column", 14, 2),
            wide("column-value", 12, 2),
        ],
        RecordKind::Rule => vec![
            fixed("column-since", 9),
            wide("column-programs", 20, 2),
            fixed("column-result", 12),
            wide("column-basis", 20, 2),
        ],
        RecordKind::Mismatch => vec![
            wide("column-name", 16, 2),
            fixed("column-village", 12).rank(2),
            wide("column-about", 16, 1),
            fixed("column-bundle", 16).rank(1),
        ],
        RecordKind::RefusedRow => vec![
            wide("column-file", 16, 1),
            fixed("column-row", 6).right(),
            wide("column-name", 14, 1),
            wide("column-why", 24, 2),
        ],
        _ => vec![
            wide("column-name", 18, 2),
            fixed("column-sex", 3),
            fixed("column-age", 5).right(),
            fixed("column-village", 12),
            wide("column-category", 10, 1).rank(2),
            fixed("column-cases", 6).rank(1),
            fixed("column-next", 8),
        ],
    }
}

/// Codes of services in words; what was typed is no code and stays.
fn service_words(services: &[Service], shell: &Shell) -> String {
    services.iter().map(|own| shell.lookup.label("services", &own.service)).collect::<Vec<_>>().join(", ")
}

/// The cells of a row, masked where the record is *rahasia*.
pub fn row(list: &ListRow, shell: &Shell) -> Row {
    let words = &shell.words;
    let date = |date: Option<crate::domain::PartialDate>| {
        date.map_or_else(String::new, |date| match date.day() {
            Some(day) => words.date_short(day, shell.today),
            None => words.partial_date(date),
        })
    };
    let who = || if list.who.masked { shell.get("masked") } else { list.who.name.clone() };
    let due = || list.next_due.map(|due| words.date_short(due, shell.today)).unwrap_or_default();
    let number =
        |number: Option<crate::domain::SpokenNumber>| number.map(|n| n.to_string()).unwrap_or_default();
    let cells = match &list.line {
        Line::Person(person) => person_cells(list, person, shell),
        Line::Case(case) => {
            let stage = list.stage.map(|stage| shell.lookup.label("case_stage", stage)).unwrap_or_default();
            let problem = if list.who.masked { String::new() } else { case.problem.clone() };
            vec![number(case.number), who(), shell.lookup.village(&case.village), stage, problem]
        }
        Line::FollowUp(task) => {
            let day = task.due.map(|due| words.date_short(due, shell.today)).unwrap_or_default();
            let what = if list.who.masked { shell.get("masked-task") } else { task.what.clone() };
            vec![day, who(), what]
        }
        Line::Session(session) => vec![
            date(session.on),
            session.topic.clone(),
            shell.lookup.village(&session.village),
            format!("{}/{}", session.attended, session.invited),
        ],
        Line::Organization(organization) => vec![
            organization.name.clone(),
            shell.lookup.label("organization_kind", &organization.kind),
            service_words(&organization.services, shell),
            shell.lookup.label("organization_status", &organization.status),
        ],
        Line::Referral(referral) => vec![
            number(referral.number),
            who(),
            list.organization.clone(),
            shell.lookup.label("referral_state", &referral.standing.state),
            due(),
        ],
        Line::Aid(aid) => {
            let value = aid.value.map(|value| words.money(value));
            let program = if aid.program.is_empty() { &aid.giver } else { &aid.program };
            let village = shell.lookup.village(&aid.village);
            vec![
                who(),
                if list.who.masked { String::new() } else { village },
                program.clone(),
                if aid.period.is_empty() { date(aid.on) } else { words.months(&aid.period) },
                value.unwrap_or_else(|| aid.item.clone()),
            ]
        }
        Line::PsmReport(report) => vec![
            date(report.on),
            report.name.clone(),
            shell.lookup.village(&report.village),
            report.problem.clone(),
            shell.lookup.label("psm_report_status", &report.state),
        ],
        Line::Question(question) => question_cells(list, question, shell),
        Line::Handoff(handoff) => {
            let made = chrono::DateTime::from_timestamp(handoff.made_at, 0);
            vec![
                handoff.bundle.clone(),
                handoff.recipient.clone(),
                shell.get(&format!("profile-{}", handoff.profile)),
                made.map(|at| words.date_short(at.date_naive(), shell.today)).unwrap_or_default(),
                handoff.copies.to_string(),
            ]
        }
        Line::Refused(refused) => vec![
            refused.file.clone(),
            refused.row.to_string(),
            refused.name.clone(),
            shell.get(&format!("refused-{}", refused.code.replace('_', "-"))),
        ],
        Line::Mismatch(about, bundle) => vec![
            who(),
            if list.who.masked { String::new() } else { shell.lookup.village(&list.who.village) },
            about
                .map(|key| shell.get(&format!("kind-{}", key.kind.name().replace('_', "-"))))
                .unwrap_or_default(),
            bundle.to_string(),
        ],
        Line::Override(own) => vec![
            date(own.valid_from),
            shell.lookup.label("catalog_table", &own.table),
            own.code.clone(),
            shell.lookup.label("catalog_column", &own.column),
            own.value.clone(),
        ],
        Line::Rule(rule) => rule_cells(rule, date(rule.valid_from), shell),
        _ => vec![list.key.to_string()],
    };
    let mut row = Row::new(cells);
    row.sign = sign(list, shell);
    row
}

fn rule_cells(rule: &Rule, since: String, shell: &Shell) -> Vec<String> {
    let result = shell.lookup.label("overlap_result", &rule.result);
    vec![since, format!("{} + {}", rule.program_a, rule.program_b), result, rule.basis.clone()]
}

fn question_cells(list: &ListRow, question: &crate::desk::QuestionLine, shell: &Shell) -> Vec<String> {
    let masked = list.who.masked;
    vec![
        question.asked_on.map(|on| shell.words.date_short(on, shell.today)).unwrap_or_default(),
        if masked { shell.get("masked") } else { list.who.name.clone() },
        if masked { shell.get("masked-task") } else { question.text.clone() },
        shell.get(&format!("question-{}", question.state)),
    ]
}

fn person_cells(list: &ListRow, person: &PersonLine, shell: &Shell) -> Vec<String> {
    // Sex and age beside *rahasia* would name the person to anybody who knows the family.
    let masked = list.who.masked;
    let name = if masked { shell.get("masked") } else { person.name.clone() };
    let age = match person.birth {
        _ if masked => String::new(),
        Some(birth) => birth.age_on(shell.today).to_string(),
        None if person.estimated_age.is_empty() => String::new(),
        None => format!("{}?", person.estimated_age.trim_start_matches(|c: char| !c.is_ascii_digit())),
    };
    let categories = person.categories.iter().map(|number| shell.lookup.ppks_abbreviation(*number));
    let categories = if list.sensitivity == Sensitivity::Secret {
        String::new()
    } else {
        categories.collect::<Vec<_>>().join(", ")
    };
    let cases = match (list.open_cases, list.cases) {
        (0, 0) => "-".to_owned(),
        (0, _) => shell.get("case-closed-word"),
        (open, _) => shell.say("case-open-word", &[("count", open.into())]),
    };
    let next = list.next_due.map(|due| shell.words.date_short(due, shell.today)).unwrap_or_default();
    let sex = if masked { String::new() } else { person.sex.clone() };
    vec![name, sex, age, shell.lookup.village(&person.village), categories, cases, next]
}

/// `!` something is overdue, `~` something is missing.
fn sign(list: &ListRow, shell: &Shell) -> Option<char> {
    let overdue = list.next_due.is_some_and(|due| due < shell.today);
    match &list.line {
        Line::Person(_) | Line::Case(_) | Line::FollowUp(_) | Line::Referral(_) if overdue => Some('!'),
        Line::Person(person)
            if person.birth.is_none() || person.sex.is_empty() || !person.candidates.is_empty() =>
        {
            Some('~')
        }
        Line::Organization(organization) => {
            let expired = organization.permit_until.and_then(crate::domain::PartialDate::day);
            expired.is_some_and(|day| day < shell.today).then_some('!')
        }
        Line::Refused(_) => Some('~'),
        _ => None,
    }
}

/// A record in one line, for the palette.
pub fn one_line(list: &ListRow, shell: &Shell) -> String {
    let kind = shell.get(&format!("kind-{}", list.key.kind.name().replace('_', "-")));
    let village = shell.lookup.village(&list.who.village);
    let name = if list.who.masked { shell.get("masked") } else { list.who.name.clone() };
    format!("{kind:<8} {name}  {village}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Words};
    use crate::ui::theme::Theme;

    #[test]
    fn every_heading_has_words_and_fits_its_column() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        for words in Language::ALL.map(Words::new) {
            let shell = Shell::new(words, Theme::default(), today, (80, 24));
            for kind in RecordKind::ALL {
                for column in columns(*kind, &shell, number_width(&[])) {
                    let heading = &column.heading;
                    assert!(
                        crate::ui::text::width(heading) <= usize::from(column.min),
                        "{kind:?}: {heading}"
                    );
                }
            }
        }
    }
}
