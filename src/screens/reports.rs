//! *Laporan*: the recap of PPKS by desa, on the screen and as a sheet.

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::PpksRecap;
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
        let Ok(first) = format!("{}-01", self.month).parse::<NaiveDate>() else { return };
        let other = if months < 0 {
            first.checked_sub_months(chrono::Months::new(1))
        } else {
            first.checked_add_months(chrono::Months::new(1))
        };
        if let Some(other) = other.filter(|other| *other <= shell.today) {
            self.month = other.format("%Y-%m").to_string();
            self.turn = shell.ask(Request::Recap(self.month.clone()));
        }
    }

    /// Desa code, people counts in the order of the categories that occur, sum.
    fn rows(&self) -> Vec<(String, Vec<usize>)> {
        let Some(recap) = &self.recap else { return Vec::new() };
        let count = |by: &std::collections::BTreeMap<String, usize>| {
            recap.totals.keys().map(|code| by.get(code).copied().unwrap_or(0)).collect::<Vec<_>>()
        };
        let mut rows: Vec<_> = recap.villages.iter().map(|(code, by)| (code.clone(), count(by))).collect();
        rows.push((String::new(), count(&recap.totals)));
        rows
    }
}

/// `8 LUT  24 FM`: what the numbers above the columns mean.
fn legend(recap: &PpksRecap, shell: &Shell, width: usize) -> Vec<String> {
    let numbers = recap.totals.keys().filter_map(|code| code.trim_start_matches("PPKS-").parse::<i64>().ok());
    // A number stays with its word where the line is broken.
    let parts = numbers.map(|number| format!("{number}\u{a0}{}", shell.lookup.ppks_abbreviation(number)));
    text::wrap(&parts.collect::<Vec<_>>().join("  "), width)
}

impl Screen for Reports {
    fn place(&self) -> Place {
        Place::Reports
    }

    fn title(&self, shell: &Shell) -> String {
        let mut parts = self.month.split('-').filter_map(|part| part.parse::<i32>().ok());
        let (year, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(1));
        let month = u32::try_from(month).unwrap_or(1);
        shell.say("reports-title", &[("month", shell.words.month_of_year(year, month).into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(8));
        self.turn = shell.ask(Request::Recap(self.month.clone()));
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.rows().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Export => {
                self.turn = shell.ask(Request::ExportRecap);
            }
            CommandId::Monthly => self.turn = shell.ask(Request::ExportMonthly(self.month.clone())),
            CommandId::MonthBack => self.turn_to(-1, shell),
            CommandId::MonthOn => self.turn_to(1, shell),
            CommandId::ExportAid => self.turn = shell.ask(Request::ExportAid),
            CommandId::Overlaps => shell.go(Nav::Overlaps),
            CommandId::Untouched => shell.go(Nav::Untouched),
            CommandId::Regulations => shell.go(Nav::Regulations),
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
                shell.say_good("exported", &[("path", path.display().to_string().into())]);
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
        let mut columns = vec![Column::fixed(shell.get("column-village"), 13)];
        columns.extend(recap.totals.keys().enumerate().map(|(at, code)| {
            let number = code.trim_start_matches("PPKS-").trim_start_matches('0').to_owned();
            Column::fixed(number, 3).right().rank(u8::try_from(at + 1).unwrap_or(u8::MAX))
        }));
        columns.push(Column::fixed(shell.get("column-sum"), 6).right());
        let rows = self.rows();
        let legend = legend(recap, shell, usize::from(area.width.saturating_sub(2)));
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
                let Some((village, counts)) = rows.get(at) else { return Row::default() };
                let name =
                    if village.is_empty() { shell.get("sum-word") } else { shell.lookup.village(village) };
                let mut cells = vec![name];
                cells.extend(
                    counts.iter().map(|count| if *count == 0 { "-".to_owned() } else { count.to_string() }),
                );
                cells.push(counts.iter().sum::<usize>().to_string());
                Row::new(cells)
            },
        );
        let note = shell
            .say("reports-note", &[("people", recap.people.into()), ("undecided", recap.undecided.into())]);
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
