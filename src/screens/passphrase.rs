//! What is given out only after the password, and noted in the trail: a bundle's passphrase once more, and the client's own
//! copy of what is kept about somebody who is *rahasia*.

use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::{ExposeSecret, SecretString};

use crate::app::{CommandId, Place, Reply, Request, Shell, Turn};
use crate::domain::RecordKey;
use crate::ui::key::Key;
use crate::ui::{print, text};
use crate::work::Failure;

use super::Screen;
use super::secret_line::SecretLine;

#[derive(Debug)]
pub struct Passphrase {
    about: RecordKey,
    is_copy: bool,
    password: SecretLine,
    shown: Option<SecretString>,
    turn: Turn,
}

impl Passphrase {
    pub fn new(bundle: RecordKey) -> Self {
        Self { about: bundle, is_copy: false, password: SecretLine::default(), shown: None, turn: 0 }
    }

    /// The copy of a person.
    pub fn of_copy(person: RecordKey) -> Self {
        Self { is_copy: true, ..Self::new(person) }
    }
}

impl Screen for Passphrase {
    fn place(&self) -> Place {
        Place::Receive
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get(if self.is_copy { "copy-title" } else { "passphrase-title" })
    }

    fn start(&mut self, _shell: &mut Shell) {}

    fn is_typing(&self) -> bool {
        self.shown.is_none()
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Esc => shell.back(),
            Key::Enter => {
                let password = self.password.secret();
                self.turn = shell.ask(if self.is_copy {
                    Request::ClientCopy { person: self.about, password: Some(password) }
                } else {
                    Request::Passphrase { bundle: self.about, password }
                });
            }
            key => {
                self.password.press(key);
            }
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if matches!(command, CommandId::Back | CommandId::GoOn) {
            shell.back();
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Passphrase(words) => self.shown = Some(words),
            Reply::Exported(path) => {
                shell.say_written("copy-written", &path);
                shell.back();
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {
        self.password.clear();
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let x = area.x + 3;
        let Some(words) = &self.shown else {
            let ask = shell.get("password-again-ask");
            print(frame.buffer_mut(), (x, area.y + 1), &ask, area.width - 4, shell.theme.text(), ' ');
            self.password.draw(frame, (x, area.y + 3), &shell.get("password"), true, shell);
            return;
        };
        print(
            frame.buffer_mut(),
            (x, area.y + 2),
            words.expose_secret(),
            area.width - 4,
            shell.theme.title(),
            ' ',
        );
        let hint = shell.get("passphrase-hint");
        for (y, line) in (area.y + 4..area.bottom()).zip(text::wrap(&hint, usize::from(area.width) - 6)) {
            print(frame.buffer_mut(), (x, y), &line, area.width - 4, shell.theme.quiet(), ' ');
        }
    }
}
