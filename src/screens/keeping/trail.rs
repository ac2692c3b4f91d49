//! *Jejak*: who opened, changed, copied what, and whether anybody meddled with that list.

use chrono::Days;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{About, TrailQuery, TrailRow, TrailView};
use crate::domain::RecordKey;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use crate::screens::Screen;
use crate::screens::choosing::step;
use crate::screens::lines::{draw_lines, inner, moment};

/// Days back that one can ask for; 0 is everything.
const PERIODS: [u64; 4] = [0, 1, 7, 31];

#[derive(Debug)]
pub struct Trail {
    about: Option<RecordKey>,
    view: Option<Box<TrailView>>,
    /// The codes to choose among: those that occur without a filter.
    kinds: Vec<String>,
    what: Option<String>,
    period: usize,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Trail {
    pub fn new(about: Option<RecordKey>) -> Self {
        Self {
            about,
            view: None,
            kinds: Vec::new(),
            what: None,
            period: 0,
            selection: Selection::default(),
            height: 10,
            turn: 0,
        }
    }

    fn ask(&mut self, shell: &mut Shell) {
        let days = PERIODS.get(self.period).copied().filter(|days| *days > 0);
        let since = days.and_then(|days| shell.today.checked_sub_days(Days::new(days - 1)));
        let query = TrailQuery { about: self.about, what: self.what.clone(), since };
        self.turn = shell.ask(Request::Trail(query));
    }

    /// The next code that occurs, and everything after the last.
    fn next_kind(&mut self, shell: &mut Shell) {
        let at = self.what.as_ref().and_then(|what| self.kinds.iter().position(|kind| kind == what));
        self.what = self.kinds.get(at.map_or(0, |at| at + 1)).cloned();
        self.selection = Selection::default();
        self.ask(shell);
    }

    fn rows(&self) -> &[TrailRow] {
        self.view.as_ref().map(|view| view.rows.as_slice()).unwrap_or_default()
    }

    fn filters(&self, shell: &Shell) -> String {
        let kind = match &self.what {
            Some(what) => shell.get(&format!("audit-{what}")),
            None => shell.get("trail-all-kinds"),
        };
        let period = match PERIODS.get(self.period).copied().unwrap_or_default() {
            0 => shell.get("trail-ever"),
            1 => shell.get("today-word"),
            days => shell.say("trail-days", &[("days", days.to_string().into())]),
        };
        shell.say("trail-filter", &[("kind", kind.into()), ("period", period.into())])
    }
}

impl Screen for Trail {
    fn place(&self) -> Place {
        Place::Trail
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get(if self.about.is_some() { "trail-of-record" } else { "trail-title" })
    }

    fn aside(&self, shell: &Shell) -> String {
        let Some(view) = &self.view else { return String::new() };
        shell.say("list-count", &[("shown", view.rows.len().into()), ("all", view.found.into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(10));
        self.ask(shell);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.view.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open
            || matches!(self.rows().get(self.selection.at), Some(TrailRow { about: About::Record(..), .. }))
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.rows().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => {
                if let Some(About::Record(_, who, _)) =
                    self.rows().get(self.selection.at).map(|row| &row.about)
                {
                    shell.go(Nav::Page(who.key));
                }
            }
            CommandId::TrailKind => self.next_kind(shell),
            CommandId::TrailPeriod => {
                self.period = (self.period + 1) % PERIODS.len();
                self.selection = Selection::default();
                self.ask(shell);
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::Trail(view) = reply {
            if self.kinds.is_empty() {
                self.kinds = view.kinds.iter().cloned().collect();
            }
            self.selection.fit(view.rows.len(), self.height);
            self.view = Some(view);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(view) = &self.view else { return };
        let lines = [chain(view, shell), (shell.theme.quiet(), self.filters(shell))];
        let y = draw_lines(frame, inner(area), &lines);
        let rows = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        if view.rows.is_empty() {
            draw_lines(frame, inner(rows), &[(shell.theme.text(), shell.get("trail-empty"))]);
            return;
        }
        let columns = [
            Column::fixed(shell.get("column-at"), 13),
            Column::flexible(shell.get("column-happened"), 24, 2),
            Column::flexible(shell.get("column-about-whom"), 20, 3),
        ];
        table::draw(
            frame.buffer_mut(),
            rows,
            &shell.theme,
            &columns,
            self.selection,
            view.rows.len(),
            |at| view.rows.get(at).map_or_else(Row::default, |row| drawn(row, shell)),
        );
    }
}

/// Whether anybody meddled, in plain words.
fn chain(view: &TrailView, shell: &Shell) -> (Style, String) {
    match view.broken {
        None => (shell.theme.good(), shell.say("trail-whole", &[("count", view.all.into())])),
        Some(at) => (shell.theme.error(), shell.say("trail-broken", &[("at", moment(at, shell).into())])),
    }
}

fn drawn(row: &TrailRow, shell: &Shell) -> Row {
    let what = match &row.action {
        Some(action) => shell.get(&format!("action-{action}")),
        None => shell.get(&format!("audit-{}", row.what)),
    };
    let kind =
        |kind: crate::domain::RecordKind| shell.get(&format!("kind-{}", kind.name().replace('_', "-")));
    let about = match &row.about {
        About::Nothing => String::new(),
        About::Gone(of) => shell.say("trail-gone", &[("kind", kind(*of).into())]),
        About::Text(text) => text.clone(),
        About::Record(of, who, others) => {
            let name = if who.masked { shell.get("masked") } else { who.name.clone() };
            let name = if name.is_empty() { kind(*of) } else { name };
            match others {
                0 => name,
                others => {
                    shell.say("trail-and-others", &[("name", name.into()), ("count", (others + 1).into())])
                }
            }
        }
    };
    let mut drawn = Row::new(vec![moment(row.at, shell), what, about]);
    drawn.sign = row.is_break.then_some('!');
    drawn
}
