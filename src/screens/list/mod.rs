//! A list of records of one kind: search as you type, filters, and the record beside it when there is room.

mod columns;
mod view;

pub use columns::one_line;

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn, purpose_of};
use crate::desk::{FormPurpose, Line, ListQuery, ListRow, Listing, Only, Page};
use crate::domain::refused_row::mended_kind;
use crate::domain::{RecordKey, RecordKind, Sensitivity};
use crate::ui::key::Key;
use crate::ui::table::Selection;

use super::choosing::{edit_line, step, step_key};
use super::{FilePurpose, Screen};

/// Screens full of rows that are asked for at once, so that moving on seldom waits.
const SCREENS: usize = 3;
/// From this width on the record stands beside the list.
pub(super) const WIDE: u16 = 110;

#[derive(Debug)]
pub struct List {
    query: ListQuery,
    input: Input,
    typing: bool,
    listing: Listing,
    /// Rows at hand, and which keys they belong to.
    rows: Vec<ListRow>,
    window: Range<usize>,
    selection: Selection,
    height: usize,
    beside: Option<Box<Page>>,
    loaded: bool,
    /// The turn that the listing at hand answers.
    listed: Turn,
    listing_turn: Turn,
    rows_turn: Turn,
    beside_turn: Turn,
    bin_turn: Turn,
}

impl List {
    pub fn new(query: ListQuery) -> Self {
        Self {
            input: Input::new(query.words.clone()),
            query,
            typing: false,
            listing: Listing::default(),
            rows: Vec::new(),
            window: 0..0,
            selection: Selection::default(),
            height: 0,
            beside: None,
            loaded: false,
            listed: 0,
            listing_turn: 0,
            rows_turn: 0,
            beside_turn: 0,
            bin_turn: 0,
        }
    }

    fn refresh(&mut self, shell: &mut Shell) {
        self.query.words = self.input.value().to_owned();
        self.listing_turn = shell.ask(Request::List(self.query.clone()));
    }

    fn chosen(&self) -> Option<RecordKey> {
        self.listing.keys.get(self.selection.at).copied()
    }

    fn row(&self, at: usize) -> Option<&ListRow> {
        self.rows.get(at.checked_sub(self.window.start)?)
    }

    /// Asks for the rows around the selection when they are not at hand, and for the record beside the list.
    fn moved(&mut self, shell: &mut Shell) {
        self.selection.fit(self.listing.keys.len(), self.height);
        let seen = self.selection.top..(self.selection.top + self.height).min(self.listing.keys.len());
        if seen.start < self.window.start || seen.end > self.window.end {
            self.ask_rows(shell);
        }
        self.ask_beside(shell);
    }

    /// What is *rahasia* is not fetched: asking for a page is opening it.
    fn ask_beside(&mut self, shell: &mut Shell) {
        self.beside = None;
        let row = self.row(self.selection.at).filter(|row| row.sensitivity != Sensitivity::Secret);
        if let Some(key) = row.map(|row| row.key).filter(|_| shell.size.0 >= WIDE) {
            self.beside_turn = shell.ask(Request::Glance(key));
        }
    }

    fn ask_rows(&mut self, shell: &mut Shell) {
        let window = SCREENS * self.height;
        let start = self.selection.at.saturating_sub(window / 2);
        let end = (start + window).min(self.listing.keys.len());
        self.window = start..end;
        self.rows.clear();
        let keys = self.listing.keys.get(start..end).unwrap_or_default().to_vec();
        self.rows_turn = shell.ask(Request::Rows(keys));
    }

    /// The form that mends the chosen row: of a list of people or of receivers; others are mended in their file.
    fn mending(&self, key: RecordKey) -> Option<FormPurpose> {
        let Line::Refused(line) = &self.row(self.selection.at)?.line else { return None };
        Some(match mended_kind(&line.read_as)? {
            RecordKind::Aid => FormPurpose::MendGift(key),
            _ => FormPurpose::Mend(key),
        })
    }

    fn open(&self, shell: &mut Shell) {
        let Some(key) = self.chosen() else { return };
        match key.kind {
            RecordKind::RefusedRow => match self.mending(key) {
                Some(purpose) => shell.go_if(Some(purpose)),
                None => shell.warn("refused-mend-in-file", &[]),
            },
            RecordKind::Mismatch => shell.go(Nav::Mismatch(key)),
            RecordKind::FollowUp => {
                let root = self.row(self.selection.at).map(|row| row.who.key);
                shell.go(Nav::Page(root.unwrap_or(key)));
            }
            _ => shell.go(Nav::Page(key)),
        }
    }

    /// All, those that wait, those that are late, those that are stuck.
    fn next_lateness(&mut self, shell: &mut Shell) {
        self.query.only = match self.query.only {
            Only::All => Only::Waiting,
            Only::Waiting => Only::Overdue,
            Only::Overdue => Only::Stalled,
            _ => Only::All,
        };
        self.selection = Selection::default();
        self.refresh(shell);
    }

    /// The next desa of the area, and *semua* after the last.
    fn next_village(&mut self, shell: &mut Shell) {
        use crate::form::Lookup;
        let villages = shell.lookup.villages();
        let at = self.query.village.as_ref().and_then(|code| villages.iter().position(|v| v.code == *code));
        let next = at.map_or(0, |at| at + 1);
        self.query.village = villages.get(next).map(|village| village.code.clone());
        self.refresh(shell);
    }

    fn type_key(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Enter => {
                self.typing = false;
                self.open(shell);
            }
            Key::Tab => self.typing = false,
            Key::Esc => {
                self.typing = false;
                self.input = Input::default();
                self.refresh(shell);
            }
            key if edit_line(&mut self.input, key) => {
                self.selection = Selection::default();
                self.refresh(shell);
            }
            key => {
                if step_key(&mut self.selection, key, self.listing.keys.len(), self.height) {
                    self.moved(shell);
                }
            }
        }
    }
}

impl Screen for List {
    fn place(&self) -> Place {
        match self.query.kind {
            RecordKind::Case | RecordKind::FollowUp => Place::Cases,
            RecordKind::Session => Place::Sessions,
            RecordKind::Referral => Place::Referrals,
            RecordKind::Aid => Place::Aid,
            RecordKind::Organization => Place::Organizations,
            RecordKind::Handoff => Place::Handoffs,
            RecordKind::RefusedRow => Place::Mend,
            RecordKind::Override | RecordKind::Rule => Place::Overrides,
            RecordKind::Mismatch => Place::Mismatches,
            RecordKind::PsmReport => Place::PsmReports,
            RecordKind::Question => Place::Questions,
            _ => Place::People,
        }
    }

    fn title(&self, shell: &Shell) -> String {
        let name = shell.get(&format!("list-{}", self.query.kind.name().replace('_', "-")));
        match self.query.only {
            Only::All => name,
            only => format!("{name} > {}", shell.get(only_key(only))),
        }
    }

    fn aside(&self, shell: &Shell) -> String {
        if !self.loaded {
            return String::new();
        }
        let shown = self.listing.keys.len();
        shell.say("list-count", &[("shown", shown.into()), ("all", self.listing.of.into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7));
        self.refresh(shell);
    }

    fn is_typing(&self) -> bool {
        self.typing
    }

    /// Letters may run ahead of the answer; Enter and commands need the list that they were meant for.
    fn is_waiting(&self, key: &Key) -> bool {
        self.listed != self.listing_turn && (!self.typing || *key == Key::Enter)
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if self.typing {
            self.type_key(key, shell);
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        let any = !self.listing.keys.is_empty();
        match command {
            CommandId::Open | CommandId::Edit | CommandId::Bin | CommandId::MatchAid => any,
            CommandId::NotOnRecord => any && self.query.only == Only::Unmatched,
            CommandId::NewCase => {
                any && matches!(self.query.kind, RecordKind::Person | RecordKind::PsmReport)
            }
            CommandId::CopyAgain | CommandId::ShowPassphrase => any && self.query.kind == RecordKind::Handoff,
            CommandId::Visit => false,
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.listing.keys.len();
        if step(&mut self.selection, command, count, self.height) {
            self.moved(shell);
            return;
        }
        let kind = self.query.kind;
        match command {
            CommandId::Open => self.open(shell),
            CommandId::Find => self.typing = true,
            CommandId::Back => {
                if self.input.value().is_empty() && self.query.village.is_none() {
                    shell.back();
                } else {
                    self.input = Input::default();
                    self.query.village = None;
                    self.refresh(shell);
                }
            }
            CommandId::New if kind == RecordKind::Override => shell.go(Nav::NewOverride),
            // A task is made on the page of whom it is about: that somebody is looked for first.
            CommandId::New if kind == RecordKind::FollowUp => {
                shell.go(Nav::Home(CommandId::GoPeople));
                shell.go(Nav::Run(CommandId::Find));
                shell.say_good("follow-up-of-whom", &[]);
            }
            CommandId::New => shell.go_if(Some(FormPurpose::New { kind, about: None })),
            CommandId::Edit if kind == RecordKind::RefusedRow => self.open(shell),
            CommandId::Overlaps => shell.go(Nav::Overlaps),
            CommandId::Doubles => shell.go(Nav::Doubles),
            CommandId::Untouched => shell.go(Nav::Untouched),
            CommandId::ListChanges => shell.go(Nav::ListChanges),
            CommandId::Regulations => shell.go(Nav::Regulations(None)),
            CommandId::CheckList => shell.go(Nav::Files(FilePurpose::CheckList)),
            CommandId::ShowUnmatched => {
                let all = self.query.only == Only::Unmatched;
                self.query.only = if all { Only::All } else { Only::Unmatched };
                self.selection = Selection::default();
                self.refresh(shell);
            }
            CommandId::NotOnRecord => {
                if let Some(key) = self.chosen() {
                    self.bin_turn = shell.ask(Request::NotOnRecord(key));
                }
            }
            CommandId::Edit | CommandId::NewCase | CommandId::MatchAid => {
                shell.go_if(self.chosen().and_then(|key| purpose_of(command, key)));
            }
            CommandId::Narrow => self.next_lateness(shell),
            CommandId::Filter => self.next_village(shell),
            CommandId::Scorecard => shell.go(Nav::Scorecard(self.chosen())),
            CommandId::WhoCanHelp => shell.go(Nav::WhoCanHelp(None)),
            CommandId::ShowCases => {
                let other = if kind == RecordKind::Person { RecordKind::Case } else { RecordKind::Person };
                shell.go(Nav::List(ListQuery::all(other)));
            }
            CommandId::ExportHsds => self.bin_turn = shell.ask(Request::Export(Paper::Hsds)),
            CommandId::Questions => shell.go(Nav::List(ListQuery::all(RecordKind::Question))),
            CommandId::ShowReports => shell.go(Nav::List(ListQuery::all(RecordKind::PsmReport))),
            CommandId::Mend => shell.go(Nav::List(ListQuery::all(RecordKind::RefusedRow))),
            CommandId::Import => shell.go(Nav::Files(FilePurpose::Import)),
            CommandId::Send => shell.go(Nav::Send),
            CommandId::Receive => shell.go(Nav::Files(FilePurpose::Receive)),
            CommandId::CopyAgain => {
                if let Some(key) = self.chosen() {
                    shell.go(Nav::Files(FilePurpose::CopyBundle(key)));
                }
            }
            CommandId::ShowPassphrase => {
                if let Some(key) = self.chosen() {
                    shell.go(Nav::Passphrase(key));
                }
            }
            CommandId::Bin => {
                let of_catalog = matches!(kind, RecordKind::Override | RecordKind::Rule);
                let question = if of_catalog { "ask-throw-override" } else { "ask-throw-row" };
                shell.go(Nav::Confirm { question, then: CommandId::Bin });
            }
            _ => {}
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        if let (CommandId::Bin, Some(key)) = (command, self.chosen()) {
            self.bin_turn = shell.ask(Request::Bin(key));
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        [self.listing_turn, self.rows_turn, self.beside_turn, self.bin_turn].contains(&turn)
    }

    fn reply(&mut self, turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Listing(listing) if turn == self.listing_turn => {
                self.listing = listing;
                self.loaded = true;
                self.listed = turn;
                self.selection.fit(self.listing.keys.len(), self.height);
                self.ask_rows(shell);
                self.moved(shell);
            }
            Reply::Rows(rows) if turn == self.rows_turn => {
                self.rows = rows;
                self.ask_beside(shell);
            }
            Reply::Page(page) if turn == self.beside_turn => self.beside = Some(page),
            Reply::Exported(path) => {
                shell.say_good("exported-hsds", &[("path", path.display().to_string().into())]);
            }
            Reply::Saved(_) => self.refresh(shell),
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        view::draw(self, frame, area, shell);
    }
}

fn only_key(only: Only) -> &'static str {
    match only {
        Only::All => "only-all",
        Only::OpenCase => "only-open-case",
        Only::Silent => "only-silent",
        Only::WithoutNeed => "only-without-need",
        Only::WithoutPlan => "only-without-plan",
        Only::WithoutConsent => "only-without-consent",
        Only::Birthday => "only-birthday",
        Only::RetentionDue => "only-retention-due",
        Only::AsksErasure => "only-asks-erasure",
        Only::Waiting => "only-waiting",
        Only::Overdue => "only-overdue",
        Only::Stalled => "only-stalled",
        Only::Unmatched => "only-unmatched",
    }
}
