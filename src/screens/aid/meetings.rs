//! *Tumpang tindih*: families that receive more than one aid, the gravest first, each with why and on what basis.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{AidPaper, FormPurpose, Meeting, Overlaps};
use crate::domain::PartialDate;
use crate::overlap::{Verdict, is_private_source};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::super::Screen;
use super::super::choosing::step;
use super::words;

/// Lines below the table.
const BELOW: u16 = 7;

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
        // A sign that somebody should look: never more than that.
        None if !meeting.verdict.asks() && meeting.is_open() => words::verdict(Verdict::Check, shell),
        None => words::verdict(meeting.verdict, shell),
    };
    let village = if meeting.a.who.masked { String::new() } else { shell.lookup.village(&meeting.village) };
    let mut row = Row::new(vec![words::name(&meeting.a.who, shell), village, pair.join(" + "), state]);
    row.sign = meeting.is_open().then(|| words::sign(meeting.verdict).unwrap_or('~'));
    row
}

fn details(meeting: &Meeting, shell: &Shell) -> Vec<String> {
    let rule = meeting.rule.as_ref();
    let how = shell.get(&format!("aid-method-{}", meeting.method.code()));
    let verdict = words::verdict(meeting.verdict, shell);
    let mut lines = vec![format!("{verdict} ({how}). {}", words::why(rule, shell))];
    lines.push(words::party(&meeting.a, shell));
    lines.push(words::party(&meeting.b, shell));
    lines.extend(words::flags(&meeting.flags, shell));
    lines.extend(rule.map(|rule| words::source(rule, shell)));
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

/// What a rule about the two would name.
fn about_both(meeting: &Meeting, shell: &Shell) -> [String; 2] {
    let known = |code: &str| shell.lookup.catalog().is_some_and(|catalog| catalog.program(code).is_some());
    [&meeting.a.program, &meeting.b.program].map(|code| match code.as_str() {
        code if known(code) => code.to_owned(),
        source if is_private_source(source) => "NON-PEMERINTAH".to_owned(),
        _ => String::new(),
    })
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
        command != CommandId::Decide || self.chosen().is_some()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.shown().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Decide => {
                let pair = self.chosen().map(|meeting| (meeting.a.key, meeting.b.key));
                shell.go_if(pair.map(|(a, b)| FormPurpose::Decide { a, b }));
            }
            CommandId::NewRule => {
                let [a, b] = self.chosen().map(|meeting| about_both(meeting, shell)).unwrap_or_default();
                // From the day on which the two began to meet: a later rule would say nothing about them.
                let shared = self.chosen().and_then(|meeting| meeting.shared?.from);
                shell.go_if(Some(FormPurpose::Rule { a, b, from: shared.map(PartialDate::from) }));
            }
            CommandId::ShowAll => {
                self.everything = !self.everything;
                self.selection = Selection::default();
            }
            CommandId::Regulations => {
                shell.go(words::shelf(self.chosen().and_then(|meeting| meeting.rule.as_ref())));
            }
            CommandId::Export => shell.go(Nav::AidPapers(AidPaper::Overlaps)),
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
