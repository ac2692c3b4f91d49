//! What every screen has at hand: words, looks, the day, a way to ask and a way to go.

use std::path::Path;

use chrono::NaiveDate;

use crate::desk::DeskLookup;
use crate::domain::Profile;
use crate::text::{Arg, Words};
use crate::ui::theme::Theme;

use super::message::{Effect, Request, Turn};
use super::navigation::Nav;

/// How a short message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    Good,
    Warning,
    Error,
}

/// One line above the bar, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub kind: ToastKind,
    pub text: String,
}

/// Shared by all screens. Screens change nothing else.
#[derive(Debug)]
pub struct Shell {
    pub words: Words,
    pub theme: Theme,
    pub today: NaiveDate,
    pub size: (u16, u16),
    pub lookup: DeskLookup,
    pub profile: Profile,
    /// `Kec. Pacet`.
    pub area: String,
    pub read_only: bool,
    /// The turn of the opening, while the store is being read behind the first screen.
    pub filling: Option<Turn>,
    pub toast: Option<Toast>,
    /// Values saved last, for *ulangi isian lalu*.
    pub last_saved: crate::domain::Row,
    pub(super) effects: Vec<Effect>,
    pub(super) moves: Vec<Nav>,
    turn: Turn,
}

impl Shell {
    pub fn new(words: Words, theme: Theme, today: NaiveDate, size: (u16, u16)) -> Self {
        let lookup = DeskLookup::default().in_language(words.language().code());
        Self {
            words,
            theme,
            today,
            size,
            lookup,
            profile: Profile::default(),
            area: String::new(),
            read_only: false,
            filling: None,
            toast: None,
            last_saved: Vec::new(),
            effects: Vec::new(),
            moves: Vec::new(),
            turn: 0,
        }
    }

    /// Asks the desk; the answer comes with this turn.
    pub fn ask(&mut self, request: Request) -> Turn {
        self.turn += 1;
        self.effects.push(Effect::Ask(self.turn, request));
        self.turn
    }

    /// The last turn that was given out.
    pub fn turn(&self) -> Turn {
        self.turn
    }

    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub fn go(&mut self, to: Nav) {
        self.moves.push(to);
    }

    /// Opens a form where there is something to open it for.
    pub fn go_if(&mut self, purpose: Option<crate::desk::FormPurpose>) {
        if let Some(purpose) = purpose {
            self.moves.push(Nav::Form(Box::new(purpose)));
        }
    }

    /// `Kec. Pacet  Selasa, 24 November 2026`
    pub fn area_and_day(&self) -> String {
        format!("{}  {}", self.area, self.words.date_long(self.today)).trim_start().to_owned()
    }

    pub fn back(&mut self) {
        self.moves.push(Nav::Back);
    }

    /// Says where a paper lies; one to print has others for a word processor and a spreadsheet beside it.
    pub fn say_written(&mut self, key: &str, path: &Path) {
        let is_paper = path.extension().is_some_and(|ending| ending == "pdf");
        let path = path.display().to_string();
        let path = if is_paper { self.say("written-all", &[("path", path.into())]) } else { path };
        self.say_good(key, &[("path", path.into())]);
    }

    /// Asks once more what an earlier turn asked: its screen gets the answer.
    pub fn ask_again(&mut self, turn: Turn, request: Request) {
        self.effects.push(Effect::Ask(turn, request));
    }

    pub fn say_good(&mut self, key: &str, args: &[(&str, Arg)]) {
        self.show(ToastKind::Good, self.words.say(key, args));
    }

    pub fn warn(&mut self, key: &str, args: &[(&str, Arg)]) {
        self.show(ToastKind::Warning, self.words.say(key, args));
    }

    pub fn show(&mut self, kind: ToastKind, text: String) {
        self.toast = Some(Toast { kind, text });
    }

    pub fn get(&self, key: &str) -> String {
        self.words.get(key)
    }

    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.words.say(key, args)
    }
}

impl Shell {
    /// Takes over what the opening of the store says about the worker and the area.
    pub(super) fn take_opening(&mut self, opening: crate::work::Opening) {
        self.take_worker(opening.profile, opening.lookup, &opening.area);
        self.read_only = opening.read_only;
        self.filling = None;
    }

    pub(super) fn take_worker(&mut self, profile: Profile, lookup: DeskLookup, area: &str) {
        self.profile = profile;
        self.lookup = lookup;
        self.area = self.words.say("area-name", &[("name", area.into())]);
        self.take_settings();
    }

    /// Language and looks as the worker set them.
    pub fn take_settings(&mut self) {
        let language =
            crate::text::Language::from_code(&self.profile.language).unwrap_or(self.words.language());
        if language != self.words.language() {
            self.words = Words::new(language);
        }
        self.theme = self.theme.with_ascii(self.profile.ascii == Some(true));
        self.lookup = self.lookup.clone().in_language(language.code());
    }

    /// Nothing personal stays in memory once it is locked.
    pub(super) fn forget(&mut self) {
        self.profile = Profile { language: self.profile.language.clone(), ..Profile::default() };
        self.lookup = DeskLookup::default().in_language(self.words.language().code());
        self.area.clear();
        self.last_saved.clear();
        self.filling = None;
        self.toast = None;
    }
}
