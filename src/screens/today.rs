//! *Hari Ini*: what must be done now. Every number leads to its list.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{Agenda, AgendaKind, AgendaLine, FormPurpose, ListQuery, Only, SavedFilterView};
use crate::domain::follow_up::Timing;
use crate::domain::{RecordKey, RecordKind};
use crate::ui::key::Key;
use crate::ui::print;
use crate::ui::table::{self, Column, Row, Selection};

use super::choosing::step;
use super::{FilePurpose, Screen};

#[derive(Debug, Default)]
pub struct Today {
    agenda: Option<Agenda>,
    /// The items as they are shown.
    lines: Vec<AgendaLine>,
    /// Over the numbers first, then over the items.
    selection: Selection,
    height: usize,
    turn: Turn,
    paper_turn: Turn,
    /// Filters kept under a name, each a number that leads to its list.
    saved: Vec<SavedFilterView>,
    saved_turn: Turn,
    /// How many forms were begun and not saved.
    drafts: usize,
}

/// A number on the top of the screen and where it leads.
struct Number {
    key: &'static str,
    /// Of a kept filter.
    name: String,
    sign: char,
    count: usize,
    to: Goal,
}

/// Where a number leads.
#[derive(Clone, Copy)]
enum Goal {
    List(RecordKind, Only),
    /// The first of the items below that is due then.
    Items(Timing),
    Backups,
    Drafts,
    /// One of the kept filters.
    Saved(usize),
}

/// Numbers stand in rows of two.
const NUMBERS_A_ROW: usize = 2;

impl Today {
    /// With what was kept for the first screen.
    pub fn greeting(agenda: Agenda) -> Self {
        let mut today = Self::default();
        today.take(agenda);
        today
    }

    fn take(&mut self, agenda: Agenda) {
        let first = self.agenda.is_none();
        self.lines = agenda.lines();
        self.agenda = Some(agenda);
        let (numbers, items) = (self.numbers().len(), self.items().len());
        if first && items > 0 {
            self.selection.at = numbers;
        }
        self.selection.at = self.selection.at.min((numbers + items).saturating_sub(1));
    }

    /// The cursor stays where it was among the items.
    fn take_saved(&mut self, saved: Vec<SavedFilterView>) {
        let before = self.numbers().len();
        self.saved = saved;
        if self.selection.at >= before {
            self.selection.at = self.selection.at - before + self.numbers().len();
        }
    }

    fn numbers(&self) -> Vec<Number> {
        let counts = self.agenda.as_ref().map(|agenda| agenda.counts).unwrap_or_default();
        let number = |key, sign, count, to| Number { key, name: String::new(), sign, count, to };
        let all = [
            number("count-overdue", '!', counts.overdue, Goal::List(RecordKind::FollowUp, Only::Overdue)),
            number("count-today", ' ', counts.today, Goal::Items(Timing::Today)),
            number("count-soon", ' ', counts.soon, Goal::Items(Timing::Soon)),
            number("count-late", '!', counts.late_referrals, Goal::List(RecordKind::Referral, Only::Overdue)),
            number(
                "count-stalled",
                '!',
                counts.stalled_referrals,
                Goal::List(RecordKind::Referral, Only::Stalled),
            ),
            number(
                "count-waiting",
                ' ',
                counts.waiting_referrals,
                Goal::List(RecordKind::Referral, Only::Waiting),
            ),
            number("count-silent", '~', counts.silent_cases, Goal::List(RecordKind::Case, Only::Silent)),
            number(
                "count-no-need",
                '~',
                counts.cases_without_needs,
                Goal::List(RecordKind::Case, Only::WithoutNeed),
            ),
            number(
                "count-no-plan",
                '~',
                counts.cases_without_plan,
                Goal::List(RecordKind::Case, Only::WithoutPlan),
            ),
            number(
                "count-no-consent",
                '~',
                counts.cases_without_consent,
                Goal::List(RecordKind::Case, Only::WithoutConsent),
            ),
            number(
                "count-questions",
                ' ',
                counts.questions_waiting,
                Goal::List(RecordKind::Question, Only::All),
            ),
            number("count-mismatch", '!', counts.mismatches, Goal::List(RecordKind::Mismatch, Only::All)),
            number(
                "count-new-reports",
                '*',
                counts.new_reports,
                Goal::List(RecordKind::PsmReport, Only::NewReport),
            ),
            number(
                "count-untold",
                '!',
                counts.untold_reports,
                Goal::List(RecordKind::PsmReport, Only::Untold),
            ),
            number("count-drafts", '*', self.drafts, Goal::Drafts),
            number("count-backup", '!', self.days_without_backup(), Goal::Backups),
            number(
                "count-erasure",
                '!',
                counts.erasure_requests,
                Goal::List(RecordKind::Person, Only::AsksErasure),
            ),
            number("count-birthday", ' ', counts.birthdays, Goal::List(RecordKind::Person, Only::Birthday)),
            number(
                "count-retention",
                '~',
                counts.retention_due,
                Goal::List(RecordKind::Person, Only::RetentionDue),
            ),
            number("count-mend", '~', counts.rows_to_mend, Goal::List(RecordKind::RefusedRow, Only::All)),
        ];
        let saved = self.saved.iter().enumerate().map(|(at, view)| Number {
            name: view.name.clone(),
            ..number("count-saved", ' ', view.count, Goal::Saved(at))
        });
        all.into_iter().chain(saved).filter(|number| number.count > 0).collect()
    }

    fn days_without_backup(&self) -> usize {
        let overdue = self.agenda.as_ref().and_then(|agenda| agenda.backup.overdue);
        overdue.and_then(|days| usize::try_from(days).ok()).unwrap_or(0)
    }

    fn items(&self) -> &[AgendaLine] {
        &self.lines
    }

    fn chosen(&self) -> Option<&AgendaLine> {
        self.items().get(self.selection.at.checked_sub(self.numbers().len())?)
    }

    /// A task is finished or put off in place, those of a family together.
    fn begin(&self, command: CommandId, shell: &mut Shell) {
        let Some(line) = self.chosen() else { return };
        let key = line.item.key;
        let others: Vec<RecordKey> = line.others.iter().map(|item| item.key).collect();
        shell.go_if(match (command, others.is_empty()) {
            (CommandId::Finish, true) => Some(FormPurpose::Finish(key)),
            (CommandId::Finish, false) => Some(FormPurpose::FinishTogether { first: key, others }),
            (CommandId::Postpone, true) => Some(FormPurpose::Postpone(key)),
            (CommandId::Postpone, false) => Some(FormPurpose::PostponeTogether { first: key, others }),
            _ => None,
        });
    }

    fn open(&mut self, shell: &mut Shell) {
        let goal = self.numbers().get(self.selection.at).map(|number| number.to);
        if let Some(Goal::List(kind, only)) = goal {
            shell.go(Nav::List(ListQuery { only, ..ListQuery::all(kind) }));
        } else if let Some(Goal::Saved(at)) = goal {
            if let Some(view) = self.saved.get(at) {
                shell.go(Nav::List(view.query.clone()));
            }
        } else if let Some(Goal::Backups) = goal {
            shell.go(Nav::Home(CommandId::GoBackups));
        } else if let Some(Goal::Drafts) = goal {
            shell.ask(Request::Drafts);
        } else if let Some(Goal::Items(timing)) = goal {
            let first = self.items().iter().position(|line| line.item.timing == timing);
            self.selection.at = first.map_or(self.selection.at, |at| self.numbers().len() + at);
        } else if let Some(AgendaLine { item, .. }) = self.chosen() {
            let about = item.family.as_ref().map_or(item.who.key, |family| family.household);
            let to = if item.kind == AgendaKind::FollowUp { about } else { item.key };
            shell.go(Nav::Page(to));
        }
    }
}

impl Screen for Today {
    fn place(&self) -> Place {
        Place::Today
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("today-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(14));
        self.turn = shell.ask(Request::Agenda);
        self.saved_turn = shell.ask(Request::SavedFilters(None));
    }

    fn is_waiting(&self, _key: &Key) -> bool {
        self.agenda.is_none()
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::Finish | CommandId::Postpone => {
                self.chosen().is_some_and(|line| line.item.kind == AgendaKind::FollowUp)
            }
            CommandId::Mend => self.agenda.as_ref().is_some_and(|agenda| agenda.counts.rows_to_mend > 0),
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.numbers().len() + self.items().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => self.open(shell),
            CommandId::Finish | CommandId::Postpone => self.begin(command, shell),
            CommandId::New => {
                shell.go(Nav::Form(Box::new(FormPurpose::New { kind: RecordKind::Person, about: None })));
            }
            CommandId::Find => {
                shell.go(Nav::Home(CommandId::GoPeople));
                shell.go(Nav::Run(CommandId::Find));
            }
            CommandId::Import => shell.go(Nav::Files(FilePurpose::Import)),
            CommandId::WorkPlan => {
                let month = shell.today.format("%Y-%m").to_string();
                self.paper_turn = shell.ask(Request::Export(Paper::WorkPlan(month)));
            }
            CommandId::DaySheet => {
                shell.go(Nav::DaySheets);
            }
            CommandId::Mend => shell.go(Nav::List(ListQuery::all(RecordKind::RefusedRow))),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        [self.turn, self.paper_turn, self.saved_turn].contains(&turn)
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Agenda(agenda, drafts) => {
                self.drafts = drafts;
                self.take(*agenda);
            }
            Reply::SavedFilters(saved) => self.take_saved(saved),
            Reply::Exported(path) => {
                shell.say_written("list-exported", &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(agenda) = &self.agenda else {
            let waiting = shell.get("opening");
            print(
                frame.buffer_mut(),
                (area.x + 3, area.y + 1),
                &waiting,
                area.width,
                shell.theme.quiet(),
                ' ',
            );
            return;
        };
        if agenda.counts.people == 0 {
            draw_empty(frame, area, shell);
            return;
        }
        let numbers = self.numbers();
        let rows = u16::try_from(numbers.len().div_ceil(NUMBERS_A_ROW)).unwrap_or(5);
        draw_numbers(frame, area, &numbers, self.selection.at, shell);
        let foot = 2;
        let items =
            Rect { y: area.y + rows + 2, height: area.height.saturating_sub(rows + 2 + foot), ..area };
        self.draw_items(frame, items, shell);
        draw_foot(frame, Rect { y: area.bottom().saturating_sub(foot), height: foot, ..area }, agenda, shell);
    }
}

impl Today {
    fn draw_items(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let items = self.items();
        let left_out = self.agenda.as_ref().map_or(0, |agenda| agenda.left_out);
        let shown = self.agenda.as_ref().map_or(0, |agenda| agenda.items.len());
        let heading = match left_out {
            0 => shell.get("agenda-title"),
            more => shell.say("agenda-title-cut", &[("shown", shown.into()), ("all", (shown + more).into())]),
        };
        let theme = &shell.theme;
        if items.is_empty() {
            let nothing = shell.get("agenda-empty");
            print(frame.buffer_mut(), (area.x + 3, area.y), &nothing, area.width - 4, theme.quiet(), ' ');
            return;
        }
        print(
            frame.buffer_mut(),
            (area.x + 1, area.y.saturating_sub(1)),
            &heading,
            area.width,
            theme.title(),
            ' ',
        );
        let columns = [
            Column::fixed(shell.get("column-due"), 9),
            Column::flexible(shell.get("column-who"), 16, 2),
            Column::fixed(shell.get("column-village"), 12).rank(2),
            Column::flexible(shell.get("column-what"), 20, 3),
        ];
        let numbers = self.numbers().len();
        let selection = match self.selection.at.checked_sub(numbers) {
            Some(at) => Selection { at, top: self.selection.top },
            // Nothing of the items is selected: point past the end.
            None => Selection { at: usize::MAX, top: 0 },
        };
        table::draw(frame.buffer_mut(), area, theme, &columns, selection, items.len(), |at| {
            items.get(at).map(|item| agenda_row(item, shell)).unwrap_or_default()
        });
    }
}

fn agenda_row(line: &AgendaLine, shell: &Shell) -> Row {
    let item = &line.item;
    let due = if item.timing == Timing::Today {
        shell.get("today-word")
    } else {
        shell.words.date_short(item.due, shell.today)
    };
    let who = match &item.family {
        Some(family) => {
            let count = line.others.len() + 1;
            shell.say("agenda-family", &[("name", family.name.as_str().into()), ("count", count.into())])
        }
        None if item.who.masked => shell.get("masked"),
        None => item.who.name.clone(),
    };
    let what = match item.kind {
        AgendaKind::Referral => {
            let state = shell.lookup.label("referral_state", &item.what);
            shell.say("agenda-referral", &[("state", state.into())])
        }
        AgendaKind::Session => shell.get("agenda-session"),
        AgendaKind::FollowUp if item.who.masked => shell.get("masked-task"),
        AgendaKind::FollowUp => {
            let all = std::iter::once(item).chain(&line.others).map(|item| item.what.as_str());
            all.collect::<Vec<_>>().join("; ")
        }
    };
    let mut row = Row::new(vec![due, who, shell.lookup.village(&item.who.village), what]);
    row.sign = (item.timing == Timing::Overdue).then_some('!');
    row
}

fn draw_numbers(frame: &mut Frame<'_>, area: Rect, numbers: &[Number], at: usize, shell: &Shell) {
    let column = area.width / u16::try_from(NUMBERS_A_ROW).unwrap_or(2);
    for (index, number) in numbers.iter().enumerate() {
        let (row, place) = (index / NUMBERS_A_ROW, index % NUMBERS_A_ROW);
        let x = area.x + 1 + column * u16::try_from(place).unwrap_or(0);
        let y = area.y + u16::try_from(row).unwrap_or(0);
        if y >= area.bottom() {
            return;
        }
        let words =
            shell.say(number.key, &[("count", number.count.into()), ("name", number.name.as_str().into())]);
        let mark = if index == at { '>' } else { ' ' };
        let style = if index == at { shell.theme.selected() } else { shell.theme.text() };
        let text = format!("{mark} {} {words} ", number.sign);
        print(
            frame.buffer_mut(),
            (x, y),
            &text,
            column.saturating_sub(1),
            style,
            shell.theme.symbols.ellipsis,
        );
    }
}

fn draw_foot(frame: &mut Frame<'_>, area: Rect, agenda: &Agenda, shell: &Shell) {
    let text = match &agenda.last_handoff {
        Some((id, day, acknowledged)) => {
            let day = day.map(|day| shell.words.date_short(day, shell.today)).unwrap_or_default();
            let key = if *acknowledged { "foot-handoff-acknowledged" } else { "foot-handoff" };
            shell.say(key, &[("id", id.as_str().into()), ("day", day.into())])
        }
        None => shell.get("foot-no-handoff"),
    };
    let people = shell.say(
        "foot-people",
        &[("people", agenda.counts.people.into()), ("cases", agenda.counts.open_cases.into())],
    );
    let backup = match agenda.backup.on {
        Some(day) => {
            let day = shell.words.date_short(day, shell.today);
            let place = agenda.backup.place.as_str();
            shell.say("foot-backup", &[("day", day.into()), ("place", place.into())])
        }
        None => shell.get("foot-no-backup"),
    };
    for (y, line) in (area.y..area.bottom()).zip([backup, format!("{people}  {text}")]) {
        let ellipsis = shell.theme.symbols.ellipsis;
        print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.quiet(), ellipsis);
    }
}

/// A new store says what to do first.
fn draw_empty(frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let lines = ["empty-today-1", "empty-today-2", "empty-today-3", "empty-today-4"];
    for (y, key) in (area.y + 1..area.bottom()).zip(lines) {
        print(frame.buffer_mut(), (area.x + 3, y), &shell.get(key), area.width - 4, shell.theme.text(), ' ');
    }
}
