//! Papers of aid that go family by family: where it meets, what a donor's list meets, how lists changed.

use std::path::PathBuf;

use super::checks::{CheckedRow, ListCheck};
use super::lists::{ListChange, Turn};
use super::meetings::{Meeting, Overlaps};
use super::papers::{headings, number, titled};
use crate::desk::{Desk, DeskError, Target, Who};
use crate::domain::reading::money;
use crate::overlap::Span;
use crate::paper::sheet::{Cell, Sheet};
use crate::text::Words;

impl Desk {
    /// Where aid meets, as counts; with `names` also family by family, the gravest first.
    pub fn overlap_sheets(&mut self, names: bool) -> Vec<Sheet> {
        let words = self.words();
        let mut sheets = vec![super::papers::overlap_sheet(self, &words)];
        if names {
            let found = self.overlaps(&mut |_, _| std::ops::ControlFlow::Continue(()));
            sheets.push(families_sheet(self, &found.unwrap_or_default(), &words));
        }
        sheets
    }

    pub fn export_overlaps(&mut self, target: &Target, names: bool) -> Result<PathBuf, DeskError> {
        let sheets = self.overlap_sheets(names);
        self.export_sheets(&sheets, "tumpang-tindih", target)
    }

    /// Who is new, gone or changed in the last list of each programme; with `names` one by one.
    pub fn change_sheets(&self, names: bool) -> Vec<Sheet> {
        let (words, changes) = (self.words(), self.list_changes());
        let mut sheets = vec![changes_sheet(self, &changes, &words)];
        if names {
            sheets.push(turns_sheet(self, &changes, &words));
        }
        sheets
    }

    pub fn export_changes(&mut self, target: &Target, names: bool) -> Result<PathBuf, DeskError> {
        let sheets = self.change_sheets(names);
        self.export_sheets(&sheets, "perubahan-bantuan", target)
    }

    /// What a donor's list meets, row by row, as it goes back to the donor's own people. Nobody *rahasia* is named.
    pub fn export_list_check(&mut self, found: &ListCheck, target: &Target) -> Result<PathBuf, DeskError> {
        let sheet = check_sheet(self, found, &self.words());
        self.export_sheets(&[sheet], "cek-daftar", target)
    }
}

fn name(who: &Who, words: &Words) -> Cell {
    Cell::from(if who.masked { words.get("cli-masked") } else { who.name.clone() })
}

fn program(desk: &Desk, code: &str) -> String {
    if desk.catalog().program(code).is_some() { code.to_owned() } else { desk.label("aid_source", code) }
}

fn days(span: Span, words: &Words) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "...".to_owned(), |day| words.date(day));
    format!("{} - {}", day(span.from), day(span.to))
}

fn families_sheet(desk: &Desk, found: &Overlaps, words: &Words) -> Sheet {
    let meetings = found.shown.iter().filter(|meeting| !meeting.is_of_others());
    let header = [
        "sheet-no",
        "sheet-village",
        "sheet-name",
        "sheet-aid",
        "sheet-result",
        "sheet-known-by",
        "sheet-when",
        "sheet-why",
        "sheet-decided",
    ];
    let mut title = titled(desk, "sheet-overlap-title", words);
    let left = found.all.saturating_sub(found.shown.len());
    if left > 0 {
        title.push(words.say("overlap-more", &[("count", left.into())]));
    }
    Sheet {
        name: words.get("sheet-overlap-families"),
        title,
        header: headings(words, &header),
        rows: meetings.enumerate().map(|(at, meeting)| family_row(desk, at, meeting, words)).collect(),
        facts: Vec::new(),
        widths: vec![5.0, 14.0, 24.0, 20.0, 12.0, 16.0, 22.0, 36.0, 22.0],
    }
}

fn family_row(desk: &Desk, at: usize, meeting: &Meeting, words: &Words) -> Vec<Cell> {
    let pair = [&meeting.a.program, &meeting.b.program].map(|code| program(desk, code));
    let village = if meeting.a.who.masked { String::new() } else { desk.village_name(&meeting.village) };
    let decided = meeting.decided.as_ref().map(|made| {
        let label = desk.label("aid_decision", &made.decision);
        if made.reason.is_empty() { label } else { format!("{label}: {}", made.reason) }
    });
    let flags = desk.catalog().eligibility_flags().iter().filter(|flag| meeting.flags.contains(&flag.id));
    let basis = meeting.rule.as_ref().map_or_else(|| words.get("aid-no-rule"), |rule| rule.basis.clone());
    let why: Vec<String> = std::iter::once(basis).chain(flags.map(|flag| flag.condition.clone())).collect();
    vec![
        number(at + 1),
        Cell::from(village),
        name(&meeting.a.who, words),
        Cell::from(pair.join(" + ")),
        Cell::from(desk.label("overlap_result", meeting.verdict.code())),
        Cell::from(words.get(&format!("aid-method-{}", meeting.method.code()))),
        Cell::from(meeting.shared.map_or_else(|| words.get("aid-close-by"), |span| days(span, words))),
        Cell::from(why.join("; ")),
        // The words of a decision may tell of whom it is.
        Cell::from(decided.filter(|_| !meeting.a.who.masked).unwrap_or_default()),
    ]
}

fn check_sheet(desk: &Desk, found: &ListCheck, words: &Words) -> Sheet {
    let mut title = titled(desk, "sheet-check-title", words);
    title.push(found.file.clone());
    let first = found.rows.iter().filter(|row| row.is_first).count();
    let asked = found.rows.iter().filter(|row| row.verdict().asks()).count();
    let counts = [
        ("read", found.read.into()),
        ("asked", asked.into()),
        ("first", first.into()),
        ("refused", found.refused.into()),
    ];
    title.push(words.say("cli-list-count", &counts));
    let header = ["sheet-row", "sheet-name", "sheet-village", "sheet-result", "sheet-has", "sheet-why"];
    Sheet {
        name: words.get("sheet-check"),
        title,
        header: headings(words, &header),
        rows: found.rows.iter().map(|row| check_row(desk, row, words)).collect(),
        facts: Vec::new(),
        widths: vec![7.0, 26.0, 16.0, 14.0, 36.0, 44.0],
    }
}

fn check_row(desk: &Desk, row: &CheckedRow, words: &Words) -> Vec<Cell> {
    let shown = |text: String| if row.masked { Cell::Empty } else { Cell::from(text) };
    let has = row.near.iter().map(|near| {
        let program = program(desk, &near.party.program);
        format!("{program}, {}", days(near.party.when, words))
    });
    let mut why: Vec<String> = row
        .near
        .iter()
        .map(|near| near.rule.as_ref().map_or_else(|| words.get("aid-no-rule"), |rule| rule.basis.clone()))
        .collect();
    why.dedup();
    if !row.twins.is_empty() {
        let rows = row.twins.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        why.insert(0, words.say("check-twins", &[("rows", rows.into())]));
    }
    if row.is_first {
        why.push(words.get("check-first-line"));
    }
    vec![
        number(usize::try_from(row.row).unwrap_or_default()),
        if row.masked { Cell::from(words.get("cli-masked")) } else { Cell::from(row.name.as_str()) },
        shown(desk.village_name(&row.village)),
        Cell::from(desk.label("overlap_result", row.verdict().code())),
        shown(has.collect::<Vec<_>>().join("; ")),
        Cell::from(why.join("; ")),
    ]
}

fn changes_sheet(desk: &Desk, changes: &[ListChange], words: &Words) -> Sheet {
    let rows = changes.iter().map(|change| {
        let mut row =
            vec![Cell::from(change.program.as_str()), Cell::Date(change.before), Cell::Date(change.now)];
        row.extend(Turn::ALL.map(|turn| number(change.count(turn))));
        row.push(number(change.same));
        row
    });
    let mut header = headings(words, &["sheet-program", "sheet-list-before", "sheet-list-now"]);
    header.extend(Turn::ALL.map(|turn| words.get(&format!("list-turn-{}", turn.code()))));
    header.push(words.get("sheet-list-same"));
    Sheet {
        name: words.get("sheet-changes"),
        title: titled(desk, "sheet-changes-title", words),
        header,
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![18.0, 14.0, 14.0, 10.0, 10.0, 10.0, 10.0],
    }
}

fn turns_sheet(desk: &Desk, changes: &[ListChange], words: &Words) -> Sheet {
    let turns = changes.iter().flat_map(|change| change.turns.iter().map(move |turn| (change, turn)));
    let rows = turns.enumerate().map(|(at, (change, turn))| {
        let value = |value: Option<i64>| Cell::from(value.map(money::show).unwrap_or_default());
        let village = if turn.who.masked { String::new() } else { desk.village_name(&turn.who.village) };
        vec![
            number(at + 1),
            Cell::from(change.program.as_str()),
            Cell::from(words.get(&format!("list-turn-{}", turn.turn.code()))),
            name(&turn.who, words),
            Cell::from(village),
            value(turn.values.0),
            value(turn.values.1),
        ]
    });
    let header = [
        "sheet-no",
        "sheet-program",
        "sheet-turn",
        "sheet-name",
        "sheet-village",
        "sheet-list-before",
        "sheet-list-now",
    ];
    Sheet {
        name: words.get("sheet-untouched-families"),
        title: titled(desk, "sheet-changes-title", words),
        header: headings(words, &header),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![5.0, 16.0, 12.0, 28.0, 16.0, 14.0, 14.0],
    }
}
