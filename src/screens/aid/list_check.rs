//! A donor's list before anything is handed out: who has what already, who is named twice, whom it would reach first.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, ListSource, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{CheckedRow, ListCheck};
use crate::overlap::Verdict;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::super::Screen;
use super::super::choosing::step;
use super::words;

/// Lines below the table.
const BELOW: u16 = 6;

#[derive(Debug)]
pub struct ListCheckScreen {
    list: ListSource,
    found: Option<Box<ListCheck>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl ListCheckScreen {
    pub fn new(list: ListSource) -> Self {
        Self { list, found: None, selection: Selection::default(), height: 10, turn: 0 }
    }

    fn rows(&self) -> &[CheckedRow] {
        self.found.as_ref().map(|found| found.rows.as_slice()).unwrap_or_default()
    }
}

fn name(row: &CheckedRow, shell: &Shell) -> String {
    if row.masked { shell.get("masked") } else { row.name.clone() }
}

fn cells(row: &CheckedRow, shell: &Shell) -> Row {
    let near = row.near.first().map(|near| words::program(&near.party.program, shell));
    let told = if row.is_first { shell.get("check-first") } else { near.unwrap_or_default() };
    let village = if row.masked { String::new() } else { shell.lookup.village(&row.village) };
    let verdict = words::verdict(row.verdict(), shell);
    let mut cells = Row::new(vec![row.row.to_string(), name(row, shell), village, told, verdict]);
    cells.sign = words::sign(row.verdict());
    cells
}

fn details(row: &CheckedRow, shell: &Shell) -> Vec<String> {
    let mut lines: Vec<String> = row.near.iter().map(|near| words::neighbour(near, shell)).collect();
    if !row.twins.is_empty() {
        let rows = row.twins.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        lines.insert(0, shell.say("check-twins", &[("rows", rows.into())]));
    }
    if lines.is_empty() {
        lines.push(shell.get(if row.is_first { "check-first-line" } else { "check-nothing" }));
    }
    lines
}

impl Screen for ListCheckScreen {
    fn place(&self) -> Place {
        Place::ListCheck
    }

    fn title(&self, shell: &Shell) -> String {
        let file = match &self.list {
            ListSource::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            ListSource::Pasted(_) => Some(shell.get("check-pasted")),
        };
        let file = file.unwrap_or_default();
        format!("{} > {file}", shell.get("check-title"))
    }

    fn aside(&self, shell: &Shell) -> String {
        let Some(found) = &self.found else { return String::new() };
        let asked = Verdict::ALL.into_iter().filter(|verdict| verdict.asks());
        let asked: usize = asked.map(|verdict| found.count(verdict)).sum();
        shell.say("check-count", &[("asked", asked.into()), ("all", found.rows.len().into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = shell.ask(Request::CheckList(self.list.clone()));
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.found.is_none() && *key != Key::Esc
    }

    /// Another list is pasted over this one.
    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if let Key::Paste(text) = key {
            *self = Self::new(ListSource::Pasted(text.clone()));
            self.start(shell);
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open
            || self.rows().get(self.selection.at).is_some_and(|row| row.person.is_some())
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.rows().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Open => {
                if let Some(person) = self.rows().get(self.selection.at).and_then(|row| row.person) {
                    shell.go(Nav::Page(person));
                }
            }
            CommandId::Regulations => {
                let near = self.rows().get(self.selection.at).map(|row| row.near.as_slice());
                shell.go(words::shelf(words::first_rule(near.unwrap_or_default())));
            }
            CommandId::Export => {
                self.turn = shell.ask(Request::Export(Paper::ListCheck(self.list.clone())));
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::ListChecked(found) => {
                self.found = Some(found);
                self.selection.fit(self.rows().len(), self.height);
            }
            Reply::Exported(path) => {
                shell.say_written("exported", &path);
            }
            _ => {}
        }
    }

    /// The words are on the screen; without a list there is nothing to show here.
    fn failed(&mut self, _turn: Turn, _failure: &crate::work::Failure, shell: &mut Shell) {
        if self.found.is_none() {
            shell.go(Nav::Back);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(found) = &self.found else { return };
        if found.rows.is_empty() {
            return words::empty(&shell.get("check-empty"), frame, area, shell);
        }
        let columns = [
            Column::fixed(shell.get("column-row"), 6).right(),
            Column::flexible(shell.get("column-name"), 18, 2),
            Column::fixed(shell.get("column-village"), 13).rank(1),
            Column::flexible(shell.get("column-has"), 14, 1),
            Column::fixed(shell.get("column-result"), 16),
        ];
        let below = BELOW.min(area.height / 2);
        let rows = Rect { height: area.height - below, ..area };
        table::draw(
            frame.buffer_mut(),
            rows,
            &shell.theme,
            &columns,
            self.selection,
            found.rows.len(),
            |at| found.rows.get(at).map_or_else(Row::default, |row| cells(row, shell)),
        );
        if let Some(row) = found.rows.get(self.selection.at) {
            words::below(
                &details(row, shell),
                frame,
                Rect { y: rows.bottom(), height: below, ..area },
                shell,
            );
        }
    }
}
