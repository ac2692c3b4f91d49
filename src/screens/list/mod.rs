//! A list of records of one kind: search as you type, filters, and the record beside it when there is room.

mod columns;
mod panel;
mod picks;
mod view;

pub use columns::one_line;

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn, purpose_of};
use crate::desk::{
    Filter, FormPurpose, ListQuery, ListRow, Listing, Only, OwnLine, Page, SavedFilterView, Sort,
};
use crate::domain::refused_row::mended_kind;
use crate::domain::{RecordKey, RecordKind, Sensitivity};
use crate::ui::key::Key;
use crate::ui::table::Selection;

use super::choosing::{edit_line, step, step_key};
use super::page::about_report;
use super::{FilePurpose, Screen};
use panel::{After, Panel};
use picks::Picks;

/// Screens full of rows that are asked for at once, so that moving on seldom waits.
const SCREENS: usize = 2;
/// From this width on the record stands beside the list.
pub(super) const WIDE: u16 = 110;

#[derive(Debug)]
pub struct List {
    query: ListQuery,
    input: Input,
    typing: bool,
    panel: Option<Panel>,
    /// Filters kept for this list.
    saved: Vec<SavedFilterView>,
    picks: Picks,
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
    directory_turn: Turn,
    paper_turn: Turn,
    saved_turn: Turn,
}

impl List {
    pub fn new(query: ListQuery) -> Self {
        Self {
            input: Input::new(query.words.clone()),
            query,
            typing: false,
            panel: None,
            saved: Vec::new(),
            picks: Picks::default(),
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
            directory_turn: 0,
            paper_turn: 0,
            saved_turn: 0,
        }
    }

    fn refresh(&mut self, shell: &mut Shell) {
        self.query.words = self.input.value().to_owned();
        self.listing_turn = shell.ask(Request::List(self.query.clone()));
    }

    /// The bundle came in: neither it nor its passphrase is kept.
    fn is_received(&self) -> bool {
        let line = self.row(self.selection.at).map(|row| &row.line);
        matches!(line, Some(OwnLine::Handoff(handoff)) if !handoff.sender.is_empty())
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

    /// A list that is new begins at its top and may be another one with the next letter: what is in sight, and a
    /// little more, is enough.
    fn ask_rows(&mut self, shell: &mut Shell) {
        let screens = if self.selection.at == 0 { 1 } else { SCREENS };
        let window = screens * self.height + self.height / 2;
        let start = self.selection.at.saturating_sub(window / 2);
        let end = (start + window).min(self.listing.keys.len());
        self.window = start..end;
        self.rows.clear();
        let keys = self.listing.keys.get(start..end).unwrap_or_default().to_vec();
        self.rows_turn = shell.ask(Request::Rows(keys));
    }

    /// The form that mends the chosen row: of a list of people or of receivers; others are mended in their file.
    fn mending(&self, key: RecordKey) -> Option<FormPurpose> {
        let OwnLine::Refused(line) = &self.row(self.selection.at)?.line else { return None };
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

    /// Everything that narrows the list goes, but not what it was opened for.
    fn show_all(&mut self, shell: &mut Shell) {
        self.input = Input::default();
        self.query.filter = Filter::default();
        self.selection = Selection::default();
        self.refresh(shell);
    }

    fn is_narrowed(&self) -> bool {
        !self.input.value().is_empty() || !self.query.filter.is_empty()
    }

    fn press_panel(&mut self, key: &Key, shell: &mut Shell) {
        let Some(panel) = &mut self.panel else { return };
        let after = panel.press(key, self.query.kind, (&mut self.query.filter, &self.saved), shell);
        match after {
            After::Stays => return,
            After::Closes => {
                self.panel = None;
                return;
            }
            After::Sorted(sort) => {
                self.panel = None;
                self.query.sort = sort;
            }
            After::Use(name) => {
                let Some(view) = self.saved.iter().find(|view| view.name == name) else { return };
                self.panel = None;
                self.query.filter = view.query.filter.clone();
                self.input = Input::new(view.query.words.clone());
            }
            After::Drop(name) => {
                let kind = self.query.kind;
                self.bin_turn = shell.ask(Request::DropFilter { name, kind });
                self.ask_saved(shell);
                return;
            }
            After::Keep(name) => {
                self.panel = None;
                self.bin_turn = shell.ask(Request::SaveFilter { name, query: self.query.clone() });
                return;
            }
            After::Typed(words) if !words.is_empty() => self.input = Input::new(words),
            After::Filtered | After::Typed(_) => {}
        }
        self.selection = Selection::default();
        self.refresh(shell);
    }

    fn open_filter(&mut self, shell: &mut Shell) {
        self.panel = Some(Panel::filter(self.query.kind, &self.query.filter, &self.saved, shell));
        self.ask_saved(shell);
    }

    fn ask_saved(&mut self, shell: &mut Shell) {
        self.saved_turn = shell.ask(Request::SavedFilters(Some(self.query.kind)));
    }

    /// The rows that were picked, or the one under the cursor.
    fn meant(&self) -> Vec<RecordKey> {
        if self.picks.is_empty() {
            self.chosen().into_iter().collect()
        } else {
            self.picks.of(&self.listing.keys)
        }
    }

    /// One form for all of them.
    fn for_all(&self, command: CommandId, shell: &mut Shell) {
        let keys = self.meant();
        let purpose = match command {
            CommandId::Tag => Some(FormPurpose::Tag(keys)),
            _ if self.picks.is_empty() => self.chosen().and_then(|key| purpose_of(command, key)),
            _ => Some(FormPurpose::FollowUpAll(keys)),
        };
        shell.go_if(purpose);
    }

    /// The regulation of the shelf whose notes are shown, if it is one.
    fn regulation(&self, shell: &Shell) -> String {
        let mut all = shell.lookup.catalog().into_iter().flat_map(crate::catalog::Catalog::regulations);
        let typed = self.input.value();
        all.find(|known| known.number == typed).map(|known| known.number.clone()).unwrap_or_default()
    }

    /// How many rows go on paper is said before.
    fn ask_to_print(&self, shell: &mut Shell) {
        let count = if self.picks.is_empty() { self.listing.keys.len() } else { self.picks.len() };
        let words = shell.say("ask-print-list", &[("count", count.into())]);
        shell.go(Nav::Ask { words, then: CommandId::PrintList });
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

/// Where a command leads that acts on no row.
fn goal(command: CommandId) -> Option<Nav> {
    Some(match command {
        CommandId::Overlaps => Nav::Overlaps,
        CommandId::Planner => Nav::Planner,
        CommandId::Groups => Nav::List(ListQuery::all(RecordKind::Group)),
        CommandId::Doubles => Nav::Doubles,
        CommandId::Untouched => Nav::Untouched,
        CommandId::ListChanges => Nav::ListChanges,
        CommandId::Regulations => Nav::Regulations(None),
        CommandId::CheckList => Nav::Files(FilePurpose::CheckList),
        CommandId::PasteReports => Nav::Chat(String::new()),
        CommandId::WhoCanHelp => Nav::WhoCanHelp(None),
        CommandId::Questions => Nav::List(ListQuery::all(RecordKind::Question)),
        CommandId::ShowReports => Nav::List(ListQuery::all(RecordKind::PsmReport)),
        CommandId::ShowMismatches => Nav::List(ListQuery::all(RecordKind::Mismatch)),
        CommandId::Mend => Nav::List(ListQuery::all(RecordKind::RefusedRow)),
        CommandId::Import => Nav::Files(FilePurpose::Import),
        CommandId::Send => Nav::Send,
        CommandId::Receive => Nav::Files(FilePurpose::Receive),
        _ => return None,
    })
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
            RecordKind::Group => Place::Groups,
            RecordKind::RefusedRow => Place::Mend,
            RecordKind::Override | RecordKind::Rule => Place::Overrides,
            RecordKind::Mismatch => Place::Mismatches,
            RecordKind::PsmReport => Place::PsmReports,
            RecordKind::Question => Place::Questions,
            RecordKind::RegulationNote => Place::RegulationNotes,
            _ => Place::People,
        }
    }

    fn title(&self, shell: &Shell) -> String {
        let name = shell.get(&format!("list-{}", self.query.kind.name().replace('_', "-")));
        match self.query.only {
            Only::All => name,
            only => format!("{name} > {}", shell.get(&format!("only-{}", only.code()))),
        }
    }

    fn aside(&self, shell: &Shell) -> String {
        if !self.loaded {
            return String::new();
        }
        let shown = self.listing.keys.len();
        let count = shell.say("list-count", &[("shown", shown.into()), ("all", self.listing.of.into())]);
        let mut said = Vec::new();
        if !self.picks.is_empty() {
            said.push(shell.say("list-picked", &[("count", self.picks.len().into())]));
        }
        if self.query.sort != Sort::Usual {
            let order = shell.get(&format!("sort-{}", self.query.sort.code()));
            said.push(shell.say("list-sorted", &[("order", order.into())]));
        }
        if self.listing.hidden > 0 {
            said.push(shell.say("list-hidden", &[("count", self.listing.hidden.into())]));
        }
        said.push(count);
        said.join(", ")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7));
        self.refresh(shell);
    }

    fn is_typing(&self) -> bool {
        self.typing || self.panel.is_some()
    }

    /// Letters may run ahead of the answer; Enter and commands need the list that they were meant for.
    fn is_waiting(&self, key: &Key) -> bool {
        self.listed != self.listing_turn && self.panel.is_none() && (!self.typing || *key == Key::Enter)
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if self.panel.is_some() {
            self.press_panel(key, shell);
        } else if self.typing {
            self.type_key(key, shell);
        } else if let (Key::Paste(text), RecordKind::PsmReport) = (key, self.query.kind) {
            shell.go(Nav::Chat(text.clone()));
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        let any = !self.listing.keys.is_empty();
        match command {
            CommandId::Open
            | CommandId::Edit
            | CommandId::Bin
            | CommandId::MatchAid
            | CommandId::LinkReport
            | CommandId::Checked
            | CommandId::Forward
            | CommandId::Answer
            | CommandId::Told
            | CommandId::Finish
            | CommandId::PrintList
            | CommandId::Export
            | CommandId::Pick
            | CommandId::PickTo
            | CommandId::PickAll
            | CommandId::FollowUp
            | CommandId::Tag
            | CommandId::CopyAgain
            | CommandId::ShowPassphrase => any,
            CommandId::Sort => Sort::of(self.query.kind).len() > 1,
            CommandId::NotOnRecord => any && self.query.only == Only::Unmatched,
            CommandId::NewCase => {
                any && matches!(self.query.kind, RecordKind::Person | RecordKind::PsmReport)
            }
            CommandId::Visit => false,
            _ => true,
        }
    }

    fn is_hinted(&self, command: CommandId) -> bool {
        let for_many = matches!(command, CommandId::FollowUp | CommandId::Tag);
        if matches!(command, CommandId::CopyAgain | CommandId::ShowPassphrase) && self.is_received() {
            return false;
        }
        self.is_ready(command) && !(for_many && self.picks.is_empty())
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
                if !self.picks.is_empty() {
                    self.picks.clear();
                } else if self.is_narrowed() {
                    self.show_all(shell);
                } else {
                    shell.back();
                }
            }
            CommandId::New if kind == RecordKind::Override => shell.go(Nav::NewOverride),
            // A task is made on the page of whom it is about: that somebody is looked for first.
            CommandId::New if kind == RecordKind::FollowUp => {
                shell.go(Nav::Home(CommandId::GoPeople));
                shell.go(Nav::Run(CommandId::Find));
                shell.say_good("follow-up-of-whom", &[]);
            }
            CommandId::New if kind == RecordKind::RegulationNote => {
                shell.go_if(Some(FormPurpose::OnRegulation { number: self.regulation(shell) }));
            }
            CommandId::New => shell.go_if(Some(FormPurpose::New { kind, about: None })),
            CommandId::Edit if kind == RecordKind::RefusedRow => self.open(shell),
            CommandId::ShowUnmatched => {
                let all = self.query.only == Only::Unmatched;
                self.query.only = if all { Only::All } else { Only::Unmatched };
                self.selection = Selection::default();
                self.refresh(shell);
            }
            CommandId::NotOnRecord => {
                let meant = self.meant();
                if !meant.is_empty() {
                    self.bin_turn = shell.ask(Request::NotOnRecord(meant));
                }
            }
            CommandId::NewCase | CommandId::LinkReport if kind == RecordKind::PsmReport => {
                let row = self.row(self.selection.at);
                let linked = row.is_some_and(|row| row.who.key != row.key);
                if let Some(key) = self.chosen() {
                    shell.go(about_report(command, key, linked));
                }
            }
            CommandId::Checked
            | CommandId::Forward
            | CommandId::Answer
            | CommandId::Told
            | CommandId::Finish
            | CommandId::Edit
            | CommandId::NewCase
            | CommandId::MatchAid => {
                shell.go_if(self.chosen().and_then(|key| purpose_of(command, key)));
            }
            CommandId::Filter => self.open_filter(shell),
            CommandId::Sort => self.panel = Some(Panel::sort(kind, self.query.sort, shell)),
            CommandId::Pick => {
                self.picks.toggle(&self.listing.keys, self.selection.at);
                self.selection.step(1, count);
                self.moved(shell);
            }
            CommandId::PickTo => self.picks.reach(&self.listing.keys, self.selection.at),
            CommandId::PickAll => self.picks.all_or_none(&self.listing.keys),
            CommandId::FollowUp | CommandId::Tag => self.for_all(command, shell),
            CommandId::PrintList => self.ask_to_print(shell),
            CommandId::Scorecard => shell.go(Nav::Scorecard(self.chosen())),
            CommandId::ShowCases => {
                let other = if kind == RecordKind::Person { RecordKind::Case } else { RecordKind::Person };
                shell.go(Nav::List(ListQuery::all(other)));
            }
            CommandId::Export => self.paper_turn = shell.ask(Request::Export(Paper::Proposals)),
            CommandId::ExportHsds => self.directory_turn = shell.ask(Request::Export(Paper::Hsds)),
            CommandId::CopyAgain | CommandId::ShowPassphrase if self.is_received() => {
                shell.warn("bundle-received", &[]);
            }
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
            other => goal(other).into_iter().for_each(|to| shell.go(to)),
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        match (command, self.chosen()) {
            (CommandId::Bin, Some(key)) => self.bin_turn = shell.ask(Request::Bin(key)),
            (CommandId::PrintList, _) => {
                let paper = Paper::List(self.query.clone(), self.picks.of(&self.listing.keys));
                self.paper_turn = shell.ask(Request::Export(paper));
            }
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        [
            self.listing_turn,
            self.rows_turn,
            self.beside_turn,
            self.bin_turn,
            self.paper_turn,
            self.saved_turn,
            self.directory_turn,
        ]
        .contains(&turn)
    }

    fn reply(&mut self, turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Listing(listing) if turn == self.listing_turn => {
                self.listing = listing;
                self.loaded = true;
                self.listed = turn;
                self.picks.keep(&self.listing.keys);
                self.selection.fit(self.listing.keys.len(), self.height);
                self.ask_rows(shell);
                self.moved(shell);
            }
            Reply::Rows(rows) if turn == self.rows_turn => {
                self.rows = rows;
                self.ask_beside(shell);
            }
            Reply::Page(page) if turn == self.beside_turn => self.beside = Some(page),
            Reply::SavedFilters(saved) => {
                self.saved = saved;
                if let Some(panel) = &mut self.panel {
                    panel.renew(self.query.kind, &self.query.filter, &self.saved, shell);
                }
            }
            Reply::Exported(path) => {
                let is_directory = turn == self.directory_turn;
                let key = if is_directory { "exported-hsds" } else { "list-exported" };
                shell.say_written(key, &path);
            }
            Reply::Saved(_) => self.refresh(shell),
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        view::draw(self, frame, area, shell);
    }
}
