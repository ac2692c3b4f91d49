//! Reports pasted from a chat: what was understood of each, to be mended one by one or taken all at once.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Place, Reply, Request, Shell, Turn};
use crate::desk::{ChatReport, FormPurpose};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;

/// Lines below the list that say all of the chosen report.
const BELOW: u16 = 8;

#[derive(Debug)]
pub struct Chat {
    text: String,
    reports: Vec<ChatReport>,
    selection: Selection,
    height: usize,
    turn: Turn,
    save_turn: Turn,
}

impl Chat {
    pub fn new(text: String) -> Self {
        Self { text, reports: Vec::new(), selection: Selection::default(), height: 8, turn: 0, save_turn: 0 }
    }

    /// Those that can be taken as they are.
    fn ready(&self) -> Vec<String> {
        let whole = self.reports.iter().filter(|report| report.missing.is_empty() && !report.known);
        whole.map(|report| report.text.clone()).collect()
    }
}

impl Screen for Chat {
    fn place(&self) -> Place {
        Place::Chat
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("chat-title")
    }

    fn aside(&self, shell: &Shell) -> String {
        let known = self.reports.iter().filter(|report| report.known).count();
        shell.say("chat-count", &[("all", self.reports.len().into()), ("known", known.into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = shell.ask(Request::ReadChat(self.text.clone()));
    }

    /// More is pasted: it comes behind what is there.
    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if let Key::Paste(text) = key {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(text);
            self.start(shell);
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::Open => !self.reports.is_empty(),
            CommandId::TakeAll => !self.ready().is_empty(),
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.reports.len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => match self.reports.get(self.selection.at) {
                Some(report) if report.known => shell.warn("chat-known", &[]),
                Some(report) => shell.go_if(Some(FormPurpose::FromChat { text: report.text.clone() })),
                None => {}
            },
            CommandId::TakeAll => self.save_turn = shell.ask(Request::TakeChat(self.ready())),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        [self.turn, self.save_turn].contains(&turn)
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Chat(reports) => {
                self.reports = reports;
                self.selection.fit(self.reports.len(), self.height);
            }
            Reply::Saved(saved) => {
                shell.say_good("chat-taken", &[("count", saved.keys.len().into())]);
                self.start(shell);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if self.reports.is_empty() {
            let key = if self.text.is_empty() { "chat-empty" } else { "chat-nothing" };
            let lines = text::wrap(&shell.get(key), usize::from(area.width.saturating_sub(6)));
            for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
                print(frame.buffer_mut(), (area.x + 3, y), line, area.width - 4, shell.theme.text(), ' ');
            }
            return;
        }
        let columns = [
            Column::flexible(shell.get("column-name"), 18, 1),
            Column::fixed(shell.get("column-village"), 13),
            Column::flexible(shell.get("column-problem"), 20, 2),
            Column::fixed(shell.get("column-state"), 14),
        ];
        let below = BELOW.min(area.height / 2);
        let rows = Rect { height: area.height - below, ..area };
        let count = self.reports.len();
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, count, |at| {
            self.reports.get(at).map_or_else(Row::default, |report| row(report, shell))
        });
        if let Some(report) = self.reports.get(self.selection.at) {
            let area = Rect { y: rows.bottom(), height: below, ..area };
            draw_understood(report, frame, area, shell);
        }
    }
}

fn row(read: &ChatReport, shell: &Shell) -> Row {
    let report = &read.report;
    let state = match read {
        ChatReport { known: true, .. } => shell.get("chat-state-known"),
        ChatReport { missing, .. } if missing.is_empty() => shell.get("chat-state-whole"),
        _ => shell.get("chat-state-open"),
    };
    let village = shell.lookup.village(&report.village);
    let mut row = Row::new(vec![report.name.clone(), village, report.problem.clone(), state]);
    row.sign = (!read.known && !read.missing.is_empty()).then_some('~');
    row
}

/// Field by field; what is missing is said by name.
fn draw_understood(read: &ChatReport, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let report = &read.report;
    let label = |field: &str| shell.get(&format!("field-psm-report-{}", field.replace('_', "-")));
    let on = report.on.map(|on| shell.words.partial_date(on)).unwrap_or_default();
    let told = [
        ("reporter", report.reporter.clone()),
        ("on", on),
        ("estimated_age", report.estimated_age.clone()),
        ("address", report.address.clone()),
        ("need", report.need.clone()),
        ("phone", report.phone.clone()),
    ];
    let told = told.into_iter().filter(|(_, value)| !value.is_empty());
    let told: Vec<String> = told.map(|(field, value)| format!("{}: {value}", label(field))).collect();
    let mut lines = vec![told.join("   ")];
    if !read.missing.is_empty() {
        let names: Vec<String> = read.missing.iter().map(|field| label(field)).collect();
        lines.push(shell.say("chat-missing", &[("fields", names.join(", ").into())]));
    }
    let room = usize::from(area.width.saturating_sub(4));
    let lines = lines.iter().flat_map(|line| text::wrap(line, room));
    let written = text::wrap(&read.text, room).into_iter();
    for (y, line) in (area.y + 1..area.bottom()).zip(lines.chain([String::new()]).chain(written)) {
        print(frame.buffer_mut(), (area.x + 2, y), &line, area.width - 4, shell.theme.quiet(), ' ');
    }
}
