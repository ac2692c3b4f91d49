//! How wide the columns of a list are, and the sign before a row.

use crate::app::Shell;
use crate::desk::{ListRow, OwnLine, RowWords, headings};
use crate::domain::{PartialDate, RecordKind};
use crate::search::Field;
use crate::ui::table::{Column, Row};

/// `K-2026-0042-7`.
const OWN_NUMBER: usize = 13;
/// `GUNUNG01/K-2026-0042-7`.
const ANY_NUMBER: usize = 22;

/// Room for the numbers of these rows: those of another sender come with its code.
pub fn number_width(rows: &[ListRow]) -> u16 {
    let number = |row: &ListRow| match &row.line {
        OwnLine::Case(case) => case.number,
        OwnLine::Referral(referral) => referral.number,
        _ => None,
    };
    let longest = rows.iter().filter_map(number).map(|number| number.to_string().len()).max();
    u16::try_from(longest.unwrap_or(0).clamp(OWN_NUMBER, ANY_NUMBER)).unwrap_or(0)
}

pub fn columns(kind: RecordKind, shell: &Shell, number: u16) -> Vec<Column> {
    let mut columns = shapes(kind, number);
    for (column, heading) in columns.iter_mut().zip(headings(kind)) {
        column.heading = shell.get(heading);
    }
    columns
}

/// How wide each column is, and which go first.
fn shapes(kind: RecordKind, number: u16) -> Vec<Column> {
    let fixed = |width| Column::fixed("", width);
    let wide = |min, share| Column::flexible("", min, share);
    match kind {
        RecordKind::Case => {
            vec![fixed(number), wide(16, 2), fixed(12).rank(3), fixed(12).rank(2), wide(14, 2)]
        }
        RecordKind::FollowUp => {
            vec![fixed(9), wide(16, 1), wide(24, 2)]
        }
        RecordKind::Session => vec![fixed(12), wide(20, 3), fixed(12).rank(2), fixed(9).right()],
        RecordKind::Activity => vec![fixed(12), wide(24, 3), fixed(12).rank(2)],
        RecordKind::Group => {
            vec![wide(22, 3), fixed(16).rank(2), fixed(12), wide(14, 1).rank(1), fixed(5).right()]
        }
        RecordKind::Organization => vec![wide(22, 3), fixed(16).rank(2), wide(16, 2).rank(1), fixed(8)],
        RecordKind::Referral => vec![fixed(number).rank(2), wide(14, 1), wide(16, 2), fixed(15), fixed(8)],
        RecordKind::Aid => {
            vec![wide(18, 2), fixed(12).rank(2), wide(14, 1), fixed(12).rank(1), fixed(12).right()]
        }
        RecordKind::PsmReport => {
            vec![fixed(8), wide(16, 1), fixed(12).rank(2), wide(20, 2), fixed(10).rank(1)]
        }
        RecordKind::Question => vec![fixed(8), wide(14, 1).rank(1), wide(24, 3), fixed(12)],
        RecordKind::Handoff => vec![fixed(16), wide(16, 1), fixed(10), fixed(9), fixed(7).right()],
        RecordKind::Override => vec![fixed(9), wide(14, 2).rank(1), wide(10, 1), wide(14, 2), wide(12, 2)],
        RecordKind::Rule => vec![fixed(9), wide(20, 2), fixed(12), wide(20, 2)],
        RecordKind::RegulationNote => {
            vec![fixed(9), fixed(8).rank(2), wide(14, 1), wide(20, 3), fixed(11).rank(1)]
        }
        RecordKind::Mismatch => vec![wide(16, 2), fixed(12).rank(2), wide(16, 1), fixed(16).rank(1)],
        RecordKind::RefusedRow => vec![wide(16, 1), fixed(6).right(), wide(14, 1), wide(24, 2)],
        _ => vec![
            wide(18, 2),
            fixed(3),
            fixed(5).right(),
            fixed(12),
            wide(10, 1).rank(2),
            fixed(6).rank(1),
            fixed(8),
        ],
    }
}

/// The cells of a row with its sign, masked where the record is *rahasia*.
pub fn row(list: &ListRow, found_by: Option<Field>, shell: &Shell) -> Row {
    let words = RowWords { words: &shell.words, lookup: &shell.lookup, today: shell.today };
    let mut row = Row::new(words.cells(list));
    let why = found_by.filter(|_| !list.who.masked).map(|field| found_words(list, field, shell));
    if let (Some(name), Some(why)) = (row.cells.first_mut(), why) {
        *name = format!("{name} ({why})");
    }
    row.sign = sign(list, shell);
    row
}

/// Why somebody is here whose name was not typed.
fn found_words(list: &ListRow, field: Field, shell: &Shell) -> String {
    match (field, &list.line) {
        (Field::Alias, OwnLine::Person(person)) => {
            shell.say("found-by-alias", &[("alias", (&*person.rare().alias).into())])
        }
        (Field::Nik, _) => shell.get("found-by-nik"),
        (Field::FamilyCard, _) => shell.get("found-by-family-card"),
        (Field::Phone, _) => shell.get("found-by-phone"),
        (Field::ShortNumber, _) => shell.get("found-by-number"),
        _ => shell.get("found-by-problem"),
    }
}

/// `!` something is overdue, `~` something is missing.
fn sign(list: &ListRow, shell: &Shell) -> Option<char> {
    let overdue = list.next_due.is_some_and(|due| due < shell.today);
    match &list.line {
        OwnLine::Person(_) | OwnLine::Case(_) | OwnLine::FollowUp(_) | OwnLine::Referral(_) if overdue => {
            Some('!')
        }
        OwnLine::Referral(referral) if referral.standing.is_contradicted() => Some('!'),
        OwnLine::Person(person)
            if person.birth.is_none() || person.sex.is_empty() || !person.rare().candidates.is_empty() =>
        {
            Some('~')
        }
        // What was opened or reported on a day to come is a slip of the pen.
        OwnLine::Case(case) if case.opened.and_then(PartialDate::earliest) > Some(shell.today) => Some('!'),
        OwnLine::PsmReport(report) if report.on.and_then(PartialDate::earliest) > Some(shell.today) => {
            Some('!')
        }
        OwnLine::Organization(organization) => {
            let expired = organization.permit_until.and_then(PartialDate::day);
            expired.is_some_and(|day| day < shell.today).then_some('!')
        }
        OwnLine::Refused(_) => Some('~'),
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
                assert_eq!(shapes(*kind, 13).len(), headings(*kind).len(), "{kind:?}");
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
