//! The first run: who, where, password, recovery code, example. One question a page, and a way back.

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::catalog::places::{self, Place as Area};
use crate::desk::{SetUp, is_sender, sender_of};
use crate::domain::profile::Official;
use crate::ui::key::Key;
use crate::ui::table::Selection;
use crate::ui::{list, print, text};
use crate::work::Failure;

use super::choosing::edit_line;
use super::proof::Proof;
use super::secret_line::SecretLine;
use super::{FilePurpose, Screen};

/// The pages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Language,
    Name,
    Niat,
    Province,
    Regency,
    Subdistrict,
    Camat,
    Password,
    Again,
    Sender,
    Example,
    Working,
    /// The recovery code stands on the screen.
    Code,
    /// Two groups of it are typed back.
    Prove,
}

const STEPS: [Step; 14] = [
    Step::Language,
    Step::Name,
    Step::Niat,
    Step::Province,
    Step::Regency,
    Step::Subdistrict,
    Step::Camat,
    Step::Password,
    Step::Again,
    Step::Sender,
    Step::Example,
    Step::Working,
    Step::Code,
    Step::Prove,
];

#[derive(Debug)]
pub struct Setup {
    step: Step,
    set_up: SetUp,
    camat: String,
    input: Input,
    places: Vec<Area>,
    /// Of a choice page: places, languages, yes or no.
    selection: Selection,
    chosen: Vec<Area>,
    password: SecretLine,
    again: SecretLine,
    /// The recovery code, once there is one.
    proof: Option<Proof>,
    turn: Turn,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            step: Step::Language,
            set_up: SetUp::default(),
            camat: String::new(),
            input: Input::default(),
            places: Vec::new(),
            selection: Selection::default(),
            chosen: Vec::new(),
            password: SecretLine::default(),
            again: SecretLine::default(),
            proof: None,
            turn: 0,
        }
    }
}

impl Setup {
    fn at(&self) -> usize {
        STEPS.iter().position(|step| *step == self.step).unwrap_or(0)
    }

    fn go(&mut self, by: isize) {
        let next = self.at().saturating_add_signed(by).min(STEPS.len() - 1);
        self.step = STEPS.get(next).copied().unwrap_or(Step::Language);
        self.selection = Selection::default();
        self.places = match self.step {
            Step::Province => places::provinces(),
            Step::Regency => self.chosen.first().map(|p| places::regencies(&p.code)).unwrap_or_default(),
            Step::Subdistrict => {
                self.chosen.get(1).map(|r| places::subdistricts(&r.code)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        self.input = Input::new(match self.step {
            Step::Name => self.set_up.name.clone(),
            Step::Niat => self.set_up.niat.clone(),
            Step::Camat => self.camat.clone(),
            Step::Sender if self.set_up.sender.is_empty() => {
                self.chosen.get(2).map(|area| sender_of(&area.name, &area.code)).unwrap_or_default()
            }
            Step::Sender => self.set_up.sender.clone(),
            _ => String::new(),
        });
    }

    /// Places whose name begins with, or holds, what was typed.
    fn matching(&self) -> Vec<&Area> {
        let typed = crate::search::plain(self.input.value());
        self.places.iter().filter(|place| crate::search::plain(&place.name).contains(&typed)).collect()
    }

    /// Enter: takes what the page asks for and goes on.
    fn submit(&mut self, shell: &mut Shell) {
        match self.step {
            Step::Language => {
                let english = self.selection.at == 1;
                if english { "en" } else { "id" }.clone_into(&mut self.set_up.language);
                shell.profile.language.clone_from(&self.set_up.language);
                shell.take_settings();
                self.go(1);
            }
            Step::Name => {
                self.set_up.name = self.input.value().trim().to_owned();
                if self.set_up.name.is_empty() {
                    shell.warn("setup-name-needed", &[]);
                } else {
                    self.go(1);
                }
            }
            Step::Niat => {
                self.set_up.niat = self.input.value().trim().to_owned();
                self.go(1);
            }
            Step::Province | Step::Regency | Step::Subdistrict => self.take_place(shell),
            Step::Camat => {
                self.camat = self.input.value().trim().to_owned();
                self.go(1);
            }
            Step::Password if !self.may_be_password(shell) => {}
            Step::Password => {
                self.again.clear();
                self.go(1);
            }
            Step::Again if self.password.same_as(&self.again) => self.go(1),
            Step::Again => {
                // Which of the two was mistyped nobody sees: both are typed again.
                self.again.clear();
                self.password.clear();
                self.go(-1);
                shell.warn("password-differs", &[]);
            }
            Step::Sender => {
                let sender = self.input.value().trim().to_uppercase();
                if is_sender(&sender) {
                    self.set_up.sender = sender;
                    self.go(1);
                } else {
                    shell.warn("refused-sender-shape", &[]);
                }
            }
            Step::Example => self.create(shell),
            Step::Working | Step::Code | Step::Prove => {}
        }
    }

    fn take_place(&mut self, shell: &mut Shell) {
        let Some(place) = self.matching().get(self.selection.at).map(|place| (*place).clone()) else {
            shell.warn("setup-place-needed", &[]);
            return;
        };
        let depth = match self.step {
            Step::Province => 0,
            Step::Regency => 1,
            _ => 2,
        };
        self.chosen.truncate(depth);
        self.chosen.push(place);
        self.go(1);
    }

    fn may_be_password(&self, shell: &mut Shell) -> bool {
        let area = self.chosen.get(2).map_or("", |area| area.code.as_str());
        self.password.may_be_password(&self.set_up.name, area, shell)
    }

    fn create(&mut self, shell: &mut Shell) {
        self.set_up.with_example = self.selection.at == 1;
        self.set_up.area = self.chosen.get(2).map(|area| area.code.clone()).unwrap_or_default();
        if !self.camat.is_empty() {
            let camat =
                Official { role: "Camat".to_owned(), name: self.camat.clone(), ..Official::default() };
            self.set_up.officials = vec![camat];
        }
        self.step = Step::Working;
        let password = self.password.secret();
        self.turn = shell.ask(Request::Create { set_up: Box::new(self.set_up.clone()), password });
    }

    fn choices(&self, shell: &Shell) -> Vec<String> {
        match self.step {
            Step::Language => vec!["Bahasa Indonesia".to_owned(), "English".to_owned()],
            Step::Example => vec![shell.get("setup-example-no"), shell.get("setup-example-yes")],
            _ => self.matching().into_iter().map(|place| place.name.clone()).collect(),
        }
    }

    fn is_choice(&self) -> bool {
        matches!(
            self.step,
            Step::Language | Step::Example | Step::Province | Step::Regency | Step::Subdistrict
        )
    }

    fn type_key(&mut self, key: &Key) {
        match self.step {
            Step::Password => {
                self.password.press(key);
            }
            Step::Again => {
                self.again.press(key);
            }
            Step::Language | Step::Example | Step::Working | Step::Code | Step::Prove => {}
            _ => {
                if edit_line(&mut self.input, key) {
                    self.selection = Selection::default();
                }
            }
        }
    }
}

impl Screen for Setup {
    fn place(&self) -> Place {
        Place::Setup
    }

    fn title(&self, shell: &Shell) -> String {
        shell.say("setup-title", &[("step", (self.at() + 1).into()), ("all", STEPS.len().into())])
    }

    fn start(&mut self, _shell: &mut Shell) {}

    fn is_typing(&self) -> bool {
        true
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if let Some(proof) = &mut self.proof {
            if proof.press(key, shell) {
                self.proof = None;
                shell.go(Nav::Home(CommandId::GoToday));
                return;
            }
            self.step = if proof.is_asking() { Step::Prove } else { Step::Code };
            return;
        }
        let count = if self.is_choice() { self.choices(shell).len() } else { 0 };
        match key {
            Key::Enter => self.submit(shell),
            Key::Esc if self.at() <= STEPS.iter().position(|s| *s == Step::Example).unwrap_or(0) => {
                self.go(-1);
            }
            Key::Down if self.is_choice() => self.selection.step(1, count),
            Key::Up if self.is_choice() => self.selection.step(-1, count),
            Key::PageDown if self.is_choice() => self.selection.step(10, count),
            Key::PageUp if self.is_choice() => self.selection.step(-10, count),
            key => self.type_key(key),
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Restore || self.step == Step::Language
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::GoOn => self.submit(shell),
            CommandId::Back => self.go(-1),
            CommandId::Restore if self.step == Step::Language => {
                shell.go(Nav::Files(FilePurpose::Restore { outside: true }));
            }
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn || turn == 0
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::RecoveryCode(code) = reply {
            self.proof = Some(Proof::new(code));
            self.step = Step::Code;
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {
        self.step = Step::Example;
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if let Some(proof) = &self.proof {
            return proof.draw(frame, area, shell);
        }
        let x = area.x + 3;
        let mut y = area.y + 1;
        let wrapped = usize::from(area.width.saturating_sub(6));
        for line in text::wrap(&self.question(shell), wrapped) {
            print(frame.buffer_mut(), (x, y), &line, area.width - 4, shell.theme.text(), ' ');
            y += 1;
        }
        y += 1;
        match self.step {
            Step::Password => self.password.draw(frame, (x, y), &shell.get("password-new"), true, shell),
            Step::Again => self.again.draw(frame, (x, y), &shell.get("password-again"), true, shell),
            Step::Working => {}
            _ => self.draw_answer(
                frame,
                Rect { x, y, width: area.width - 6, height: area.bottom().saturating_sub(y) },
                shell,
            ),
        }
    }
}

impl Setup {
    fn question(&self, shell: &Shell) -> String {
        let key = match self.step {
            Step::Language => "setup-language",
            Step::Name => "setup-name",
            Step::Niat => "setup-niat",
            Step::Province => "setup-province",
            Step::Regency => "setup-regency",
            Step::Subdistrict => "setup-subdistrict",
            Step::Camat => "setup-camat",
            Step::Password => "setup-password",
            Step::Again => "setup-again",
            Step::Sender => "setup-sender",
            Step::Example => "setup-example",
            Step::Working | Step::Code | Step::Prove => "setup-working",
        };
        shell.get(key)
    }

    fn draw_answer(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let mut rows = area;
        if !matches!(self.step, Step::Language | Step::Example) {
            let (shown, caret) = text::window(self.input.value(), self.input.cursor(), 40);
            let line = format!("{shown:<40}");
            print(frame.buffer_mut(), (area.x, area.y), &line, area.width, shell.theme.field(), ' ');
            let caret = u16::try_from(caret).unwrap_or(0);
            frame.set_cursor_position((area.x + caret, area.y));
            rows = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        }
        if !self.is_choice() {
            return;
        }
        let choices = self.choices(shell);
        if choices.is_empty() {
            let lines = text::wrap(&shell.get("setup-no-place"), usize::from(rows.width));
            for (y, line) in (rows.y..rows.bottom()).zip(&lines) {
                print(frame.buffer_mut(), (rows.x, y), line, rows.width, shell.theme.warning(), ' ');
            }
        }
        list::draw(frame.buffer_mut(), rows, &shell.theme, &choices, self.selection);
    }
}
