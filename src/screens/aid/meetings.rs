//! *Tumpang tindih*: families that receive more than one aid, the gravest first, each with why and on what basis.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{FormPurpose, Meeting, Overlaps};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::super::Screen;
use super::super::choosing::step;
use super::words;

/// Lines below the table.
const BELOW: u16 = 6;

#[derive(Debug, Default)]
pub struct Meetings {
    found: Overlaps,
    /// Also what is allowed or decided.
    everything: bool,
    loaded: bool,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Meetings {
    fn shown(&self) -> Vec<&Meeting> {
        self.found.shown.iter().filter(|meeting| self.everything || meeting.is_open()).collect()
    }

    /// How many there are, shown or not.
    fn count(&self) -> usize {
        if self.everything { self.found.all } else { self.found.open }
    }

    fn chosen(&self) -> Option<&Meeting> {
        self.shown().get(self.selection.at).copied()
    }
}

fn row(meeting: &Meeting, shell: &Shell) -> Row {
    let pair = [&meeting.a.program, &meeting.b.program].map(|code| words::program(code, shell));
    let state = match &meeting.decided {
        Some(made) => shell.lookup.label("aid_decision", &made.decision),
        None => words::verdict(meeting.verdict, shell),
    };
    let village = if meeting.a.who.masked { String::new() } else { shell.lookup.village(&meeting.village) };
    let mut row = Row::new(vec![words::name(&meeting.a.who, shell), village, pair.join(" + "), state]);
    row.sign = words::sign(meeting.verdict).filter(|_| meeting.is_open());
    row
}

fn details(meeting: &Meeting, shell: &Shell) -> Vec<String> {
    let rule = meeting.rule.as_ref();
    let mut lines = vec![format!("{}. {}", words::verdict(meeting.verdict, shell), words::why(rule, shell))];
    lines.push(words::party(&meeting.a, shell));
    lines.push(words::party(&meeting.b, shell));
    lines.push(shell.get(&format!("aid-method-{}", meeting.method.code())));
    lines.extend(rule.map(|rule| words::source(rule, shell)));
    let flags = shell.lookup.catalog().map(crate::catalog::Catalog::eligibility_flags).unwrap_or_default();
    let raised = flags.iter().filter(|flag| meeting.flags.contains(&flag.id));
    lines.extend(raised.map(|flag| shell.say("aid-flag", &[("what", flag.condition.as_str().into())])));
    lines.extend(meeting.decided.as_ref().map(|made| {
        let on = made.on.map(|day| shell.words.partial_date(day)).unwrap_or_default();
        let said = [
            ("decision", shell.lookup.label("aid_decision", &made.decision).into()),
            ("day", on.into()),
            ("reason", made.reason.as_str().into()),
        ];
        shell.say("aid-decided-line", &said)
    }));
    lines
}

impl Screen for Meetings {
    fn place(&self) -> Place {
        Place::Overlaps
    }

    fn title(&self, shell: &Shell) -> String {
        let part = if self.everything { "overlap-everything" } else { "overlap-open" };
        format!("{} > {}", shell.get("overlap-title"), shell.get(part))
    }

    fn aside(&self, shell: &Shell) -> String {
        let counts = [("shown", self.count().into()), ("all", self.found.all.into())];
        shell.say("list-count", &counts)
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = shell.ask(Request::Meetings);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        !self.loaded && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open || self.chosen().is_some()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.shown().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Open => {
                let pair = self.chosen().map(|meeting| (meeting.a.key, meeting.b.key));
                shell.go_if(pair.map(|(a, b)| FormPurpose::Decide { a, b }));
            }
            CommandId::ShowAll => {
                self.everything = !self.everything;
                self.selection = Selection::default();
            }
            CommandId::Regulations => shell.go(Nav::Regulations),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::Meetings(found) = reply {
            self.found = *found;
            self.loaded = true;
            self.selection.fit(self.shown().len(), self.height);
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &crate::work::Failure, shell: &mut Shell) {
        shell.go(Nav::Back);
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let shown = self.shown();
        if self.loaded && shown.is_empty() {
            return words::empty(&shell.get("overlap-empty"), frame, area, shell);
        }
        let columns = [
            Column::flexible(shell.get("column-name"), 18, 2),
            Column::fixed(shell.get("column-village"), 13).rank(1),
            Column::flexible(shell.get("column-programs"), 16, 2),
            Column::flexible(shell.get("column-result"), 14, 1),
        ];
        let more = self.count() - shown.len();
        let below = BELOW.min(area.height / 2) + u16::from(more > 0);
        let rows = Rect { height: area.height - below, ..area };
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, shown.len(), |at| {
            shown.get(at).map_or_else(Row::default, |meeting| row(meeting, shell))
        });
        if let Some(meeting) = self.chosen() {
            let rest = Rect { y: rows.bottom(), height: below, ..area };
            let mut lines = details(meeting, shell);
            if more > 0 {
                lines.insert(0, shell.say("overlap-more", &[("count", more.into())]));
            }
            words::below(&lines, frame, rest, shell);
        }
    }
}
