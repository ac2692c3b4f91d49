//! *Siapa bisa membantu*: organisations for a need, those that fit best first; Enter begins the referral.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{FormPurpose, Help, HelpQuery, Offer};
use crate::domain::{Level, RecordKey};
use crate::form::Lookup as _;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::Screen;
use super::choosing::step;
use super::lines::draw_lines;

/// Lines below the table for what there is to say of the chosen one.
const BELOW: u16 = 6;

#[derive(Debug)]
pub struct WhoCanHelp {
    /// The need, case or referral that it is for; nothing when the directory itself is asked.
    about: Option<RecordKey>,
    help: Option<Box<Help>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl WhoCanHelp {
    pub fn new(about: Option<RecordKey>) -> Self {
        Self { about, help: None, selection: Selection::default(), height: 10, turn: 0 }
    }

    fn offers(&self) -> &[Offer] {
        self.help.as_ref().map(|help| help.offers.as_slice()).unwrap_or_default()
    }

    fn chosen(&self) -> Option<&Offer> {
        self.offers().get(self.selection.at)
    }

    fn query(&self) -> HelpQuery {
        self.help.as_ref().map(|help| help.query.clone()).unwrap_or_default()
    }

    /// The next sector of needs; all after the last.
    fn next_sector(&mut self, shell: &mut Shell) {
        let sectors = shell.lookup.choices("needs");
        let mut query = self.query();
        let at = sectors.iter().position(|sector| sector.code == query.sector);
        let next = sectors.get(at.map_or(0, |at| at + 1));
        query.sector = next.map(|sector| sector.code.clone()).unwrap_or_default();
        query.service.clear();
        self.selection = Selection::default();
        self.turn = shell.ask(Request::WhoCanHelp(Box::new(query)));
    }

    fn refer(&self, shell: &mut Shell) {
        let Some(offer) = self.chosen() else { return };
        match self.about {
            Some(about) => shell.go(Nav::Form(Box::new(FormPurpose::Refer {
                about,
                organization: offer.organization,
                service: offer.service.clone(),
            }))),
            None => shell.go(Nav::Page(offer.organization)),
        }
    }
}

fn row(offer: &Offer, shell: &Shell) -> Row {
    let why = offer.first_note().map(|note| shell.words.note(note)).unwrap_or_default();
    let mut row = Row::new(vec![offer.name.clone(), service_words(offer, shell), why]);
    row.sign = match (offer.fits(), offer.service.is_empty()) {
        (false, _) => Some('!'),
        (true, true) => Some('~'),
        (true, false) => None,
    };
    row
}

/// What it does; of one that is only of a fitting kind, its kind.
fn service_words(offer: &Offer, shell: &Shell) -> String {
    match offer.service.as_str() {
        "" => shell.lookup.label("organization_kind", &offer.kind),
        service => shell.lookup.label("services", service),
    }
}

impl Screen for WhoCanHelp {
    fn place(&self) -> Place {
        Place::WhoCanHelp
    }

    fn title(&self, shell: &Shell) -> String {
        let query = self.query();
        let for_what = match query.sector.as_str() {
            "" => shell.get("help-any-need"),
            sector => shell.lookup.label("needs", sector),
        };
        let village =
            if query.village.is_empty() { String::new() } else { shell.lookup.village(&query.village) };
        let parts = [shell.get("who-can-help-title"), for_what, village];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
    }

    fn aside(&self, shell: &Shell) -> String {
        let fits = self.offers().iter().filter(|offer| offer.fits()).count();
        shell.say("who-can-help-count", &[("fits", fits.into()), ("all", self.offers().len().into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = match (&self.help, self.about) {
            (None, Some(about)) => shell.ask(Request::HelpFor(about)),
            _ => shell.ask(Request::WhoCanHelp(Box::new(self.query()))),
        };
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.help.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::ReferTo => self.chosen().is_some() && self.about.is_some(),
            CommandId::OpenOffer => self.chosen().is_some(),
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.offers().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::ReferTo => self.refer(shell),
            CommandId::OpenOffer => {
                if let Some(offer) = self.chosen() {
                    shell.go(Nav::Page(offer.organization));
                }
            }
            CommandId::Narrow => self.next_sector(shell),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::Help(help) = reply {
            self.help = Some(help);
            self.selection.fit(self.offers().len(), self.height);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if self.help.is_none() {
            return;
        }
        let offers = self.offers();
        if offers.is_empty() {
            let words = [(shell.theme.text(), shell.get("who-can-help-empty"))];
            draw_lines(frame, super::lines::inner(area), &words);
            return;
        }
        let columns = [
            Column::flexible(shell.get("score-organization"), 20, 2),
            Column::flexible(shell.get("column-services"), 16, 2),
            Column::flexible(shell.get("column-why"), 24, 3),
        ];
        let rows = Rect { height: area.height.saturating_sub(BELOW), ..area };
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, offers.len(), |at| {
            offers.get(at).map_or_else(Row::default, |offer| row(offer, shell))
        });
        if let Some(offer) = self.chosen() {
            let below = Rect {
                x: area.x + 2,
                y: rows.bottom() + 1,
                width: area.width.saturating_sub(4),
                height: BELOW.saturating_sub(1),
            };
            draw_lines(frame, below, &about_offer(offer, shell));
        }
    }
}

/// How to reach it, then what is missing, then why it fits.
fn about_offer(offer: &Offer, shell: &Shell) -> Vec<(ratatui::style::Style, String)> {
    let theme = &shell.theme;
    let kind = shell.lookup.label("organization_kind", &offer.kind);
    let reach = [offer.name.as_str(), kind.as_str(), offer.phone.as_str(), offer.hours.as_str()];
    let reach = reach.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let said = |loud: bool| {
        let notes = offer.notes.iter().filter(|note| (note.level >= Level::Warn) == loud);
        notes.map(|note| shell.words.note(note)).collect::<Vec<_>>().join(" ")
    };
    let mut lines = vec![(theme.text(), reach)];
    lines.extend([(theme.warning(), said(true)), (theme.quiet(), said(false))]);
    lines.retain(|(_, line)| !line.is_empty());
    lines
}
