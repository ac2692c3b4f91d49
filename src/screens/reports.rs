//! *Laporan*: the recap of PPKS by desa, on the screen and as a sheet.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{AidPaper, ListQuery, PpksRecap};
use crate::domain::RecordKind;
use crate::sorted::Sorted as _;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;

#[derive(Debug)]
pub struct Reports {
    month: String,
    recap: Option<PpksRecap>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Reports {
    pub fn new(today: NaiveDate) -> Self {
        let month = format!("{:04}-{:02}", today.year(), today.month());
        Self { month, recap: None, selection: Selection::default(), height: 10, turn: 0 }
    }

    /// So many months on; never past today's.
    fn turn_to(&mut self, months: i32, shell: &mut Shell) {
        if let Some(other) = month_beside(&self.month, months, shell.today) {
            self.month = other;
            self.turn = shell.ask(Request::Recap(self.month.clone()));
        }
    }

    /// Desa code, people counts of the columns, sum.
    fn rows(&self, columns: &Columns) -> Vec<(String, Vec<usize>, usize)> {
        let Some(recap) = &self.recap else { return Vec::new() };
        let row = |code: &str, by: &BTreeMap<String, usize>| {
            let sum = by.values().sum::<usize>();
            let mut counts: Vec<_> =
                columns.shown.iter().map(|code| by.get(code).copied().unwrap_or(0)).collect();
            if !columns.others.is_empty() {
                counts.push(sum - counts.iter().sum::<usize>());
            }
            (code.to_owned(), counts, sum)
        };
        let mut rows: Vec<_> = recap.villages.iter().map(|(code, by)| row(code, by)).collect();
        rows.push(row("", &recap.totals));
        rows
    }

    /// Of every desa, and of all.
    fn row_count(&self) -> usize {
        self.recap.as_ref().map_or(0, |recap| recap.villages.len() + 1)
    }
}

/// `November 2026` of `2026-11`.
pub(super) fn month_words(month: &str, shell: &Shell) -> String {
    let first = format!("{month}-01").parse::<NaiveDate>();
    first.map(|first| shell.words.month_of_year(first.year(), first.month())).unwrap_or_default()
}

/// The month before or behind another; none behind that of today.
pub(super) fn month_beside(month: &str, step: i32, today: NaiveDate) -> Option<String> {
    let first = format!("{month}-01").parse::<NaiveDate>().ok()?;
    let one = chrono::Months::new(1);
    let other = if step < 0 { first.checked_sub_months(one) } else { first.checked_add_months(one) };
    other.filter(|other| *other <= today).map(|other| other.format("%Y-%m").to_string())
}

/// The categories with a column of their own, in the order of their numbers; where not all fit, the fewest people are
/// counted together in a last column, so that a row always adds up.
#[derive(Debug, Default)]
struct Columns {
    shown: Vec<String>,
    others: Vec<String>,
    /// Digits of a column.
    digits: u16,
}

/// Cursor, desa and sum with the space between them.
const AROUND: u16 = 5 + 14 + 7;

impl Columns {
    fn of(recap: &PpksRecap, width: u16) -> Self {
        let most = recap.totals.values().max().copied().unwrap_or(0);
        let digits = u16::try_from(most.to_string().len()).unwrap_or(1).max(2);
        let room = usize::from(width.saturating_sub(AROUND) / (digits + 1));
        if recap.totals.len() <= room {
            return Self { shown: recap.totals.keys().cloned().collect(), others: Vec::new(), digits };
        }
        let mut by_count: Vec<_> = recap.totals.iter().collect();
        by_count.order_by_key(|(_, count)| Reverse(**count));
        // "lain" is wider than a number of two digits.
        let kept = room.saturating_sub(2);
        let mut shown: Vec<_> = by_count[..kept].iter().map(|(code, _)| (*code).clone()).collect();
        let mut others: Vec<_> = by_count[kept..].iter().map(|(code, _)| (*code).clone()).collect();
        shown.put_in_order();
        others.put_in_order();
        Self { shown, others, digits }
    }
}

fn number_of(code: &str) -> &str {
    code.trim_start_matches("PPKS-").trim_start_matches('0')
}

/// `8 LUT  24 FM`: what the numbers above the columns mean.
fn legend(columns: &Columns, shell: &Shell, width: usize) -> Vec<String> {
    // A number stays with its word where the line is broken.
    let named = |code: &String| {
        let number = number_of(code);
        let short = number.parse::<i64>().map(|number| shell.lookup.ppks_abbreviation(number));
        format!("{number}\u{a0}{}", short.unwrap_or_default())
    };
    let parts = |codes: &[String]| codes.iter().map(named).collect::<Vec<_>>().join("  ");
    let shown = parts(&columns.shown);
    let all = if columns.others.is_empty() {
        shown
    } else {
        format!("{shown}  {}: {}", shell.get("column-others"), parts(&columns.others))
    };
    text::wrap(&all, width).into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

impl Screen for Reports {
    fn place(&self) -> Place {
        Place::Reports
    }

    fn title(&self, shell: &Shell) -> String {
        shell.say("reports-title", &[("month", month_words(&self.month, shell).into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(8));
        self.turn = shell.ask(Request::Recap(self.month.clone()));
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.row_count();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Export => {
                self.turn = shell.ask(Request::Export(Paper::Recap));
            }
            CommandId::Monthly => self.turn = shell.ask(Request::Export(Paper::Monthly(self.month.clone()))),
            CommandId::Activities => shell.go(Nav::Activities(self.month.clone())),
            CommandId::MonthBack => self.turn_to(-1, shell),
            CommandId::MonthOn => self.turn_to(1, shell),
            CommandId::WorkPlan => {
                self.turn = shell.ask(Request::Export(Paper::WorkPlan(self.month.clone())));
            }
            CommandId::DaySheet => {
                shell.go(Nav::DaySheets);
            }
            CommandId::Scorecard => shell.go(Nav::Scorecard(None)),
            CommandId::ExportAid => shell.go(Nav::AidPapers(AidPaper::All)),
            CommandId::Overlaps => shell.go(Nav::Overlaps),
            CommandId::Untouched => shell.go(Nav::Untouched),
            CommandId::Regulations => shell.go(Nav::Regulations(None)),
            CommandId::RegulationNotes => shell.go(Nav::List(ListQuery::all(RecordKind::RegulationNote))),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Recap(recap) => self.recap = Some(*recap),
            Reply::Exported(path) => {
                shell.say_written("exported", &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(recap) = &self.recap else { return };
        if recap.totals.is_empty() {
            print(
                frame.buffer_mut(),
                (area.x + 3, area.y + 1),
                &shell.get("reports-empty"),
                area.width - 4,
                shell.theme.text(),
                ' ',
            );
            return;
        }
        let categories = Columns::of(recap, area.width);
        let mut columns = vec![Column::fixed(shell.get("column-village"), 13)];
        let digits = categories.digits;
        columns.extend(categories.shown.iter().map(|code| Column::fixed(number_of(code), digits).right()));
        if !categories.others.is_empty() {
            columns.push(Column::fixed(shell.get("column-others"), digits.max(4)).right());
        }
        columns.push(Column::fixed(shell.get("column-sum"), 6).right());
        let rows = self.rows(&categories);
        let legend = legend(&categories, shell, usize::from(area.width.saturating_sub(2)));
        let below = u16::try_from(legend.len()).unwrap_or(0) + 2;
        let table_area = Rect { height: area.height.saturating_sub(below), ..area };
        for (y, line) in (table_area.bottom()..area.bottom()).zip(&legend) {
            print(frame.buffer_mut(), (area.x + 1, y), line, area.width - 2, shell.theme.quiet(), ' ');
        }
        table::draw(
            frame.buffer_mut(),
            table_area,
            &shell.theme,
            &columns,
            self.selection,
            rows.len(),
            |at| {
                let Some((village, counts, sum)) = rows.get(at) else { return Row::default() };
                let name =
                    if village.is_empty() { shell.get("sum-word") } else { shell.lookup.village(village) };
                let mut cells = vec![name];
                cells.extend(
                    counts.iter().map(|count| if *count == 0 { "-".to_owned() } else { count.to_string() }),
                );
                cells.push(sum.to_string());
                Row::new(cells)
            },
        );
        let mut note = shell.say(
            "reports-note",
            &[
                ("people", recap.people.into()),
                ("undecided", recap.undecided.into()),
                ("without", recap.without.into()),
                ("gone", recap.gone.into()),
            ],
        );
        if recap.month != recap.as_of.format("%Y-%m").to_string() {
            note = shell.say("reports-as-of", &[("day", shell.words.date(recap.as_of).into())]);
        }
        let at = (area.x + 1, area.bottom().saturating_sub(1));
        print(
            frame.buffer_mut(),
            at,
            &note,
            area.width - 2,
            shell.theme.quiet(),
            shell.theme.symbols.ellipsis,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted_together() {
        let counts =
            (1..=26).map(|number| (format!("PPKS-{number:02}"), if number > 20 { 300 } else { number }));
        let recap = PpksRecap { totals: counts.collect(), ..PpksRecap::default() };
        assert!(Columns::of(&recap, 150).others.is_empty());
        let columns = Columns::of(&recap, 80);
        let width = AROUND + (columns.digits + 1) * u16::try_from(columns.shown.len()).unwrap() + 5;
        assert!(width <= 80, "{width}");
        assert_eq!((columns.shown.len() + columns.others.len(), columns.digits), (26, 3));
        assert_eq!(columns.others.first().map(String::as_str), Some("PPKS-01"));
        assert!(columns.shown.contains(&"PPKS-21".to_owned()) && columns.shown.is_sorted());
    }
}
