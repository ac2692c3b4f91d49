//! The day's sheet for the field: on which day, for which desa, and how many there are to see.

use chrono::{Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::DaySheet;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;

#[derive(Debug)]
pub struct DaySheets {
    on: NaiveDate,
    sheet: Option<DaySheet>,
    selection: Selection,
    height: usize,
    turn: Turn,
    paper_turn: Turn,
}

impl DaySheets {
    pub fn new(on: NaiveDate) -> Self {
        Self { on, sheet: None, selection: Selection::default(), height: 0, turn: 0, paper_turn: 0 }
    }

    /// All desas first, then each where somebody is to be seen: its code, and how many.
    fn lines(&self) -> Vec<(Option<&str>, usize)> {
        let Some(sheet) = &self.sheet else { return Vec::new() };
        let villages = sheet.villages.iter().map(|(code, stops)| (Some(code.as_str()), stops.len()));
        let all = sheet.villages.values().map(Vec::len).sum();
        std::iter::once((None, all)).chain(villages).collect()
    }

    fn turn_to(&mut self, on: Option<NaiveDate>, shell: &mut Shell) {
        self.on = on.unwrap_or(self.on);
        self.turn = shell.ask(Request::DaySheet(self.on));
    }
}

impl Screen for DaySheets {
    fn place(&self) -> Place {
        Place::DaySheets
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("day-sheets-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(9));
        self.turn_to(None, shell);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.sheet.is_none() && *key != Key::Esc
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.lines().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::PrintPaper => {
                let village =
                    self.lines().get(self.selection.at).and_then(|(code, _)| code.map(str::to_owned));
                self.paper_turn = shell.ask(Request::Export(Paper::DaySheet(self.on, village)));
            }
            CommandId::DayBack => self.turn_to(self.on.checked_sub_days(Days::new(1)), shell),
            CommandId::DayOn => self.turn_to(self.on.checked_add_days(Days::new(1)), shell),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn || turn == self.paper_turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::DaySheet(sheet) => {
                self.sheet = Some(*sheet);
                self.selection.fit(self.lines().len(), self.height);
            }
            Reply::Exported(path) => {
                shell.say_written("exported", &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(sheet) = &self.sheet else { return };
        let hidden = sheet.hidden;
        let said = [("day", shell.words.date_long(self.on).into()), ("hidden", hidden.into())];
        let hint = shell.say(if hidden > 0 { "day-sheets-hidden" } else { "day-sheets-hint" }, &said);
        let mut y = area.y;
        for line in text::wrap(&hint, usize::from(area.width.saturating_sub(4))) {
            print(
                frame.buffer_mut(),
                (area.x + 1, y),
                &line,
                area.width.saturating_sub(2),
                shell.theme.quiet(),
                ' ',
            );
            y += 1;
        }
        let rows = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        let columns = [
            Column::flexible(shell.get("column-village"), 20, 1),
            Column::fixed(shell.get("day-sheets-count"), 10).right(),
        ];
        let lines = self.lines();
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, lines.len(), |at| {
            let Some((code, count)) = lines.get(at) else { return Row::default() };
            let name = code.map_or_else(|| shell.get("day-sheets-all"), |code| shell.lookup.village(code));
            Row::new(vec![name, count.to_string()])
        });
    }
}
