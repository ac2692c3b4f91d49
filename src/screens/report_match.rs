//! Who a volunteer's report is about: people on record who come into question, each with why; or somebody new.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, LikelyPerson, Place, Reply, ReportMatches, Request, Shell, Turn};
use crate::desk::FormPurpose;
use crate::domain::{PsmReport, RecordKey, RecordKind};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;

/// Lines that say what the report tells.
const TOLD: u16 = 4;

#[derive(Debug)]
pub struct ReportMatch {
    report: RecordKey,
    /// A case is made of it as soon as it is known whose.
    for_case: bool,
    found: Option<Box<ReportMatches>>,
    selection: Selection,
    turn: Turn,
    link_turn: Turn,
}

impl ReportMatch {
    pub fn new(report: RecordKey, for_case: bool) -> Self {
        Self { report, for_case, found: None, selection: Selection::default(), turn: 0, link_turn: 0 }
    }

    fn likely(&self) -> &[LikelyPerson] {
        self.found.as_ref().map(|found| found.likely.as_slice()).unwrap_or_default()
    }

    fn open(&mut self, shell: &mut Shell) {
        match self.likely().get(self.selection.at).map(|person| person.key) {
            Some(person) => {
                self.link_turn = shell.ask(Request::LinkReport { report: self.report, person });
            }
            None => self.record_anew(shell),
        }
    }

    fn record_anew(&self, shell: &mut Shell) {
        shell.go_if(Some(FormPurpose::New { kind: RecordKind::Person, about: Some(self.report) }));
    }

    /// It is known who it is about: on to the case, or back.
    fn leave(&self, shell: &mut Shell) {
        shell.back();
        if self.for_case {
            shell.go_if(Some(FormPurpose::New { kind: RecordKind::Case, about: Some(self.report) }));
        }
    }
}

impl Screen for ReportMatch {
    fn place(&self) -> Place {
        Place::ReportMatch
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("report-match-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.turn = shell.ask(Request::ReportMatches(self.report));
    }

    fn is_waiting(&self, _key: &Key) -> bool {
        self.found.is_none()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        // The last line is for somebody new.
        let count = self.likely().len() + 1;
        if step(&mut self.selection, command, count, 10) {
            return;
        }
        match command {
            CommandId::Open => self.open(shell),
            CommandId::New => self.record_anew(shell),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        [self.turn, self.link_turn].contains(&turn)
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::ReportMatches(found) => {
                let was_open = self.found.as_ref().is_some_and(|old| old.report.person.is_none());
                let is_known = found.report.person.is_some();
                self.found = Some(found);
                if was_open && is_known {
                    self.leave(shell);
                }
            }
            Reply::Saved(_) => {
                shell.say_good("report-linked", &[]);
                self.leave(shell);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(found) = &self.found else { return };
        let room = usize::from(area.width.saturating_sub(4));
        let lines = told(&found.report, shell);
        let lines = lines.iter().flat_map(|line| text::wrap(line, room)).take(usize::from(TOLD));
        for (y, line) in (area.y..).zip(lines) {
            print(frame.buffer_mut(), (area.x + 2, y), &line, area.width - 4, shell.theme.text(), ' ');
        }
        let rows = Rect { y: area.y + TOLD + 1, height: area.height.saturating_sub(TOLD + 1), ..area };
        let columns = [
            Column::flexible(shell.get("column-name"), 20, 2),
            Column::fixed(shell.get("column-age"), 5).right(),
            Column::fixed(shell.get("column-village"), 14),
            Column::flexible(shell.get("column-why"), 20, 2),
        ];
        let likely = self.likely();
        let count = likely.len() + 1;
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, count, |at| {
            let anew = || Row::new(vec![shell.get("report-match-new")]);
            likely.get(at).map_or_else(anew, |person| row(person, shell))
        });
    }
}

fn row(person: &LikelyPerson, shell: &Shell) -> Row {
    let name = if person.name.is_empty() { shell.get("masked") } else { person.name.clone() };
    let why = person.reasons.iter().map(|code| shell.get(&format!("double-{code}")));
    Row::new(vec![
        name,
        person.age.map(|age| age.to_string()).unwrap_or_default(),
        person.village.clone(),
        why.collect::<Vec<_>>().join(", "),
    ])
}

/// What the report says, in two lines.
fn told(report: &PsmReport, shell: &Shell) -> Vec<String> {
    let parts = [
        report.name.clone(),
        report.estimated_age.clone(),
        shell.lookup.village(&report.village),
        report.address.clone(),
        report.phone.clone(),
    ];
    let who = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    vec![who, report.problem.clone(), shell.get("report-match-question")]
}
