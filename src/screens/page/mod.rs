//! The page of a record: who it is, what is missing, what is odd, and one timeline of everything about it.

mod rows;
mod view;

pub use rows::value_words;
pub use view::draw_summary;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn, purpose_of};
use crate::desk::{FormPurpose, Happening, Page, StillOpen, WHOLE_FAMILY};
use crate::domain::{Body, PartialDate, RecordKey, RecordKind, Sensitivity, Session};
use crate::sorted::Sorted as _;
use crate::ui::key::Key;
use crate::ui::table::Selection;

use crate::work::Failure;

use super::choosing::step;
use super::{FilePurpose, Screen, regulations};
use rows::PageRow;

/// What the lower part of a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What happened, newest first; of a session the participants, of a group its members, of a referral its events.
    Main,
    /// Scores of the assessments of a case, side by side.
    Progress,
    Details,
    Family,
    /// Of a case: each need, how far it is met, and by what.
    Needs,
    History,
}

#[derive(Debug)]
pub struct PageScreen {
    key: RecordKey,
    page: Option<Box<Page>>,
    tab: Tab,
    events: Events,
    selection: Selection,
    turn: Turn,
    height: usize,
}

/// What of the timeline is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Events {
    /// Of the whole family.
    #[default]
    All,
    /// Of this person alone.
    Own,
    /// Only records of a kind, of the whole family.
    Kind(RecordKind),
}

impl Events {
    pub fn shows(self, item: &Happening) -> bool {
        match self {
            Self::All => true,
            Self::Own => item.member.is_none(),
            Self::Kind(kind) => item.key.kind == kind,
        }
    }
}

impl PageScreen {
    pub fn new(key: RecordKey) -> Self {
        Self {
            key,
            page: None,
            tab: Tab::Main,
            events: Events::default(),
            selection: Selection::default(),
            turn: 0,
            height: 10,
        }
    }

    fn tabs(&self) -> &'static [Tab] {
        match self.key.kind {
            RecordKind::Person => &[Tab::Main, Tab::Details, Tab::Family, Tab::History],
            RecordKind::Household => &[Tab::Main, Tab::Family, Tab::Needs, Tab::Details, Tab::History],
            RecordKind::Case => &[Tab::Main, Tab::Progress, Tab::Needs, Tab::Details, Tab::History],
            RecordKind::Session | RecordKind::Referral | RecordKind::Group => {
                &[Tab::Main, Tab::Details, Tab::History]
            }
            _ => &[Tab::Details, Tab::Main, Tab::History],
        }
    }

    fn turn_tab(&mut self, step: isize) {
        let tabs = self.tabs();
        let at = tabs.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        let next = at.saturating_add_signed(step).min(tabs.len() - 1);
        self.tab = tabs.get(next).copied().unwrap_or(Tab::Main);
        self.selection = Selection::default();
    }

    fn rows(&self, shell: &Shell) -> Vec<PageRow> {
        self.page.as_ref().map(|page| rows::of(page, self.tab, self.events, shell)).unwrap_or_default()
    }

    /// What the next press of the filter shows: all, this person alone, then kind by kind as far as there are any.
    fn turn_events(&mut self) {
        let Some(page) = &self.page else { return };
        let mut kinds: Vec<RecordKind> = page.timeline.iter().map(|item| item.key.kind).collect();
        kinds.put_in_order();
        kinds.dedup();
        let mut turns = vec![Events::All];
        if page.timeline.iter().any(|item| item.member.is_some()) && self.key.kind == RecordKind::Person {
            turns.push(Events::Own);
        }
        turns.extend(kinds.into_iter().map(Events::Kind));
        let at = turns.iter().position(|turn| *turn == self.events).unwrap_or(0);
        self.events = turns.get(at + 1).copied().unwrap_or_default();
        self.selection = Selection::default();
    }

    /// The record under the selection, if its row stands for one.
    fn chosen(&self, shell: &Shell) -> Option<RecordKey> {
        self.rows(shell).get(self.selection.at).and_then(|row| row.key)
    }

    fn is_task(&self) -> bool {
        self.key.kind == RecordKind::FollowUp
    }

    /// The case that a new record belongs to: this one, the chosen one, or the only open one.
    fn case(&self, shell: &Shell) -> Option<RecordKey> {
        if self.key.kind == RecordKind::Case {
            return Some(self.key);
        }
        let chosen = self.chosen(shell).filter(|key| key.kind == RecordKind::Case);
        chosen.or_else(|| {
            let page = self.page.as_ref()?;
            let own: Vec<RecordKey> = page.related.iter().filter_map(open_case).collect();
            let shared = page.timeline.iter().filter(|item| item.state == WHOLE_FAMILY).map(|item| item.key);
            let open = if own.is_empty() { shared.collect() } else { own };
            (open.len() == 1).then(|| open.first().copied()).flatten()
        })
    }

    fn begin(&self, command: CommandId, shell: &mut Shell) {
        let about = match command {
            // A referral for the need that is chosen.
            CommandId::Refer if self.chosen_need(shell).is_some() => self.chosen_need(shell),
            CommandId::Visit
            | CommandId::Refer
            | CommandId::Need
            | CommandId::Assess
            | CommandId::Plan
            | CommandId::Confer => self.case(shell),
            CommandId::FollowUp => self.case(shell).or(Some(self.key)),
            CommandId::Finish if self.key.kind == RecordKind::PsmReport => Some(self.key),
            CommandId::Finish | CommandId::Postpone if self.is_task() => Some(self.key),
            CommandId::Finish | CommandId::Postpone => {
                self.chosen(shell).filter(|key| key.kind == RecordKind::FollowUp)
            }
            _ => Some(self.key),
        };
        match about {
            Some(about) => {
                shell.go_if(purpose_of(command, about));
                if command == CommandId::Refer && !self.has_need() {
                    shell.warn("refer-without-need", &[]);
                }
            }
            None if matches!(command, CommandId::Finish | CommandId::Postpone) => {
                shell.warn("choose-task-first", &[]);
            }
            None => shell.warn("open-case-first", &[]),
        }
    }

    fn chosen_need(&self, shell: &Shell) -> Option<RecordKey> {
        self.chosen(shell).filter(|key| key.kind == RecordKind::Need)
    }

    /// For the need that is chosen or open, the case, or in place of the referral.
    fn look_for_help(&self, shell: &mut Shell) {
        let about = self.chosen_need(shell).unwrap_or(self.key);
        shell.go(Nav::WhoCanHelp(Some(about)));
    }

    fn has_need(&self) -> bool {
        let page = self.page.as_ref();
        page.is_some_and(|page| page.related.iter().any(|record| record.kind() == RecordKind::Need))
    }

    fn has_own_case(&self) -> bool {
        let own = |record: &crate::domain::Record| match &record.body {
            Body::Case(case) => case.person == Some(self.key) && !case.is_closed(),
            _ => false,
        };
        self.page.as_ref().is_some_and(|page| page.related.iter().any(own))
    }

    /// Closing a closed case opens it again.
    fn close_or_reopen(&self, shell: &mut Shell) {
        let closed = self.page.as_ref().is_some_and(|page| match &page.record.body {
            Body::Case(case) => case.is_closed(),
            _ => false,
        });
        if closed {
            return shell.go_if(Some(FormPurpose::Reopen(self.key)));
        }
        match self.page.as_ref().map(|page| page.still_open()).unwrap_or_default().as_slice() {
            [] => shell.go_if(Some(FormPurpose::Close(self.key))),
            open => {
                let words = shell.say(
                    "ask-close-open",
                    &[("open", StillOpen::told(open, &shell.words, &shell.lookup).into())],
                );
                shell.go(Nav::Ask { words, then: CommandId::CloseCase });
            }
        }
    }

    /// Names what would go, and how much goes with it.
    fn ask_to_bin(&self, shell: &mut Shell) {
        let Some(page) = &self.page else { return };
        let kind = shell.get(&format!("kind-{}", self.key.kind.name().replace('_', "-")));
        let told =
            [("kind", kind.into()), ("name", view::name(page, shell).into()), ("count", page.below.into())];
        let words = shell.say("ask-bin", &told);
        shell.go(Nav::Ask { words, then: CommandId::Bin });
    }

    /// Consent that was given can be withdrawn; any other is asked anew.
    fn ask_or_withdraw(&self, shell: &mut Shell) {
        let given = self.page.as_ref().is_some_and(|page| match &page.record.body {
            Body::Case(case) => case.has_consent(),
            _ => false,
        });
        let purpose = if given { FormPurpose::Withdraw(self.key) } else { FormPurpose::Consent(self.key) };
        shell.go_if(Some(purpose));
    }

    fn is_secret(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.sensitivity == Sensitivity::Secret)
    }

    fn mark(&mut self, mark: &'static str, shell: &mut Shell) {
        if self.tab == Tab::Main {
            let seat = self.selection.at;
            self.turn = shell.ask(Request::Mark { session: self.key, seat, mark });
            self.selection.step(1, self.rows(shell).len());
        }
    }

    fn seats(&self) -> usize {
        self.page.as_ref().map_or(0, |page| match &page.record.body {
            Body::Session(session) => session.participants.len(),
            _ => 0,
        })
    }

    /// A participant becomes a case; of a free name first somebody on record.
    fn case_of_seat(&self, shell: &mut Shell) {
        let seat = self.page.as_ref().and_then(|page| match &page.record.body {
            Body::Session(session) => session.participants.get(self.selection.at),
            _ => None,
        });
        shell.go_if(seat.and_then(|seat| match seat.person {
            Some(person) => purpose_of(CommandId::NewCase, person),
            None => Some(FormPurpose::Enrol { session: self.key, name: seat.name.clone() }),
        }));
    }

    fn settle(&mut self, shell: &mut Shell) {
        let code = self.page.as_ref().and_then(|page| page.notes.iter().find(|(_, note)| is_judged(note)));
        if let Some(code) = code.map(|(_, note)| note.code.to_owned()) {
            self.turn = shell.ask(Request::Settle(self.key, code));
        }
    }
}

/// A case is made of a report once it is known whose.
pub(super) fn about_report(command: CommandId, report: RecordKey, is_linked: bool) -> Nav {
    let case = FormPurpose::New { kind: RecordKind::Case, about: Some(report) };
    match command {
        CommandId::NewCase if is_linked => Nav::Form(Box::new(case)),
        _ => Nav::ReportMatch { report, for_case: command == CommandId::NewCase },
    }
}

/// A warning, which the worker may find to be in order; what is merely said stays.
fn is_judged(note: &crate::domain::Note) -> bool {
    note.level >= crate::domain::Level::Warn
}

fn open_case(record: &crate::domain::Record) -> Option<RecordKey> {
    match &record.body {
        Body::Case(case) if !case.is_closed() => Some(record.key()),
        _ => None,
    }
}

impl Screen for PageScreen {
    fn place(&self) -> Place {
        match self.key.kind {
            RecordKind::Person => Place::PersonPage,
            RecordKind::Case => Place::CasePage,
            RecordKind::Session => Place::SessionPage,
            RecordKind::Group => Place::GroupPage,
            RecordKind::Referral => Place::ReferralPage,
            RecordKind::Organization => Place::OrganizationPage,
            RecordKind::PsmReport => Place::PsmPage,
            _ => Place::OtherPage,
        }
    }

    fn title(&self, shell: &Shell) -> String {
        self.page.as_ref().map_or_else(|| shell.get("opening"), |page| view::title(page, shell))
    }

    fn aside(&self, shell: &Shell) -> String {
        let number = self.page.as_ref().and_then(|page| page.record.meta.spoken_number());
        number.map_or_else(|| shell.words.date_long(shell.today), |number| number.to_string())
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(13));
        if self.page.is_none() {
            self.tab = self.tabs().first().copied().unwrap_or(Tab::Main);
        }
        self.turn = shell.ask(Request::Page(self.key));
    }

    fn is_waiting(&self, _key: &Key) -> bool {
        self.page.is_none()
    }

    fn is_ready(&self, command: CommandId) -> bool {
        let Some(page) = &self.page else { return command == CommandId::Back };
        match command {
            CommandId::WhoCanHelp => {
                matches!(self.key.kind, RecordKind::Case | RecordKind::Need | RecordKind::Referral)
            }
            // Sealed, and what it says of itself with it.
            CommandId::Edit | CommandId::Bin => self.key.kind != RecordKind::Handoff,
            CommandId::Retain => page.notes.iter().any(|(_, note)| note.code == "retention_due"),
            CommandId::ExportFile => self.key.kind == RecordKind::Attachment,
            CommandId::Regulations => match &page.record.body {
                Body::Override(own) => own.table == regulations::RULES,
                Body::AidDecision(made) => !made.rule.is_empty(),
                body => body.get("regulation").is_some(),
            },
            CommandId::Attach if self.place() == Place::OtherPage => {
                matches!(self.key.kind, RecordKind::Visit | RecordKind::Activity)
            }
            CommandId::FilterEvents => {
                let has_events = matches!(self.key.kind, RecordKind::Person | RecordKind::Household);
                has_events && self.tab == Tab::Main && !page.timeline.is_empty()
            }
            CommandId::Settle => page.notes.iter().any(|(_, note)| is_judged(note)),
            CommandId::Present | CommandId::Excused | CommandId::Absent => {
                self.tab == Tab::Main && self.seats() > 0
            }
            CommandId::NewCase if self.key.kind == RecordKind::Session => {
                self.tab == Tab::Main && self.seats() > 0
            }
            CommandId::NewCase if self.place() == Place::OtherPage => self.key.kind == RecordKind::Household,
            CommandId::Finish if self.key.kind == RecordKind::PsmReport => true,
            CommandId::Finish | CommandId::Postpone if self.is_task() => {
                matches!(&page.record.body, Body::FollowUp(task) if task.done_on.is_none())
            }
            CommandId::Finish | CommandId::Postpone => {
                page.timeline.iter().any(|item| item.key.kind == RecordKind::FollowUp)
            }
            _ => true,
        }
    }

    /// Of a person without a case the bar has room for the key that makes one.
    fn is_hinted(&self, command: CommandId) -> bool {
        let is_session = self.key.kind == RecordKind::Session;
        let fits = match command {
            // The bar has room for the roll; what else there is stands in the help.
            CommandId::New | CommandId::Open | CommandId::FollowUp if is_session => self.tab != Tab::Main,
            CommandId::NewCase if is_session => true,
            CommandId::NewCase => !self.has_own_case(),
            CommandId::Visit | CommandId::Refer if self.key.kind == RecordKind::Person => self.has_own_case(),
            _ => true,
        };
        fits && self.is_ready(command)
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.rows(shell).len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::FilterEvents => self.turn_events(),
            CommandId::TabLeft => self.turn_tab(-1),
            CommandId::TabRight => self.turn_tab(1),
            CommandId::Open => {
                if let Some(key) = self.chosen(shell).filter(|key| *key != self.key) {
                    shell.go(Nav::Page(key));
                } else if self.tab == Tab::Details && self.is_ready(CommandId::Edit) {
                    self.begin(CommandId::Edit, shell);
                }
            }
            CommandId::NewCase if self.key.kind == RecordKind::Session => self.case_of_seat(shell),
            CommandId::NewCase | CommandId::LinkReport if self.key.kind == RecordKind::PsmReport => {
                let person = self.page.as_ref().is_some_and(|page| page.who.key != self.key);
                shell.go(about_report(command, self.key, person));
            }
            CommandId::CloseCase => self.close_or_reopen(shell),
            CommandId::Consent => self.ask_or_withdraw(shell),
            CommandId::Regulations => {
                let number =
                    self.page.as_ref().and_then(|page| regulations::named_by(&page.record.body, shell));
                shell.go(Nav::Regulations(number));
            }
            CommandId::Attach => shell.go(Nav::Files(FilePurpose::Attach(self.key))),
            CommandId::ExportFile => shell.go(Nav::Files(FilePurpose::ExportAttachment(self.key))),
            CommandId::ClientCopy if self.is_secret() => shell.go(Nav::ClientCopy(self.key)),
            CommandId::ClientCopy => {
                shell.go(Nav::Confirm { question: "ask-client-copy", then: CommandId::ClientCopy });
            }
            CommandId::Present => self.mark("present", shell),
            CommandId::Excused => self.mark("excused", shell),
            CommandId::Absent => self.mark("absent", shell),
            CommandId::Settle => self.settle(shell),
            CommandId::Print | CommandId::Sheets => {
                let session = self.page.as_ref().and_then(|page| page.record.body::<Session>());
                let is_over = |session: &&Session| {
                    session.on.and_then(PartialDate::earliest).is_none_or(|on| on <= shell.today)
                };
                let unmarked = session.filter(is_over).map(Session::unmarked).unwrap_or_default();
                shell.go(Nav::Papers { about: self.key, unmarked });
            }
            CommandId::Scorecard => shell.go(Nav::Scorecard(Some(self.key))),
            CommandId::WhoCanHelp => self.look_for_help(shell),
            CommandId::Remind => self.turn = shell.ask(Request::Export(Paper::Reminder(self.key))),
            CommandId::Verification => {
                self.turn = shell.ask(Request::Export(Paper::Verification(self.key)));
            }
            CommandId::Letter => self.turn = shell.ask(Request::Export(Paper::Letter(self.key))),
            CommandId::Trail => shell.go(Nav::Trail(Some(self.key))),
            CommandId::Erase => shell.go(Nav::Erase(self.key)),
            CommandId::Bin => self.ask_to_bin(shell),
            CommandId::Back => shell.back(),
            other => self.begin(other, shell),
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::Bin => {
                shell.ask(Request::Bin(self.key));
                shell.back();
            }
            CommandId::CloseCase => shell.go_if(Some(FormPurpose::Close(self.key))),
            CommandId::ClientCopy => {
                self.turn = shell.ask(Request::ClientCopy { person: self.key, password: None });
            }
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            // Its making was undone, or it was thrown away elsewhere.
            Reply::Page(page) if page.record.meta.binned => shell.back(),
            Reply::Page(page) => {
                self.page = Some(page);
                let count = self.rows(shell).len();
                self.selection.fit(count, self.height);
            }
            Reply::Saved(_) => self.start(shell),
            Reply::Exported(path) => {
                let written =
                    if self.key.kind == RecordKind::Person { "copy-written" } else { "letter-written" };
                shell.say_written(written, &path);
                self.start(shell);
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, failure: &Failure, shell: &mut Shell) {
        // Undone or thrown away elsewhere: a page of nothing would only mislead.
        if failure.is_gone() {
            shell.back();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if let Some(page) = &self.page {
            view::draw(
                page,
                (self.tab, self.events),
                self.tabs(),
                self.selection,
                &self.rows(shell),
                frame,
                area,
                shell,
            );
        }
    }
}
