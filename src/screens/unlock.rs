//! The lock: password, or the recovery code with a new password.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::ui::key::Key;
use crate::ui::{print, text};
use crate::work::Failure;

use super::secret_line::SecretLine;
use super::{FilePurpose, Screen};

#[derive(Debug, Default)]
pub struct Unlock {
    password: SecretLine,
    /// Forgotten: the recovery code, and a new password twice.
    recovery: Option<Recovery>,
    turn: Turn,
    working: bool,
    tries: u32,
}

#[derive(Debug, Default)]
struct Recovery {
    code: SecretLine,
    new: SecretLine,
    again: SecretLine,
    at: usize,
}

impl Unlock {
    pub fn after_lock() -> Self {
        Self::default()
    }

    fn submit(&mut self, shell: &mut Shell) {
        if self.working {
            return;
        }
        let request = match &mut self.recovery {
            None => Request::Open { secret: self.password.secret(), recovery: false, new_password: None },
            Some(recovery) => {
                if recovery.at < 2 {
                    recovery.at += 1;
                    return;
                }
                if !recovery.new.may_be_password("", "", shell) {
                    recovery.at = 1;
                    return;
                }
                if !recovery.new.same_as(&recovery.again) {
                    shell.warn("password-differs", &[]);
                    recovery.again.clear();
                    return;
                }
                let new_password = Some(recovery.new.secret());
                Request::Open { secret: recovery.code.secret(), recovery: true, new_password }
            }
        };
        self.working = true;
        self.turn = shell.ask(request);
    }
}

impl Recovery {
    fn line(&mut self) -> &mut SecretLine {
        match self.at {
            0 => &mut self.code,
            1 => &mut self.new,
            _ => &mut self.again,
        }
    }
}

impl Screen for Unlock {
    fn place(&self) -> Place {
        Place::Unlock
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("unlock-title")
    }

    fn start(&mut self, _shell: &mut Shell) {}

    fn is_typing(&self) -> bool {
        true
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match (key, &mut self.recovery) {
            (Key::Enter, _) => self.submit(shell),
            (Key::Esc, recovery) => *recovery = None,
            (Key::Down | Key::Tab, Some(recovery)) => recovery.at = (recovery.at + 1).min(2),
            (Key::Up | Key::BackTab, Some(recovery)) => recovery.at = recovery.at.saturating_sub(1),
            (key, Some(recovery)) => {
                recovery.line().press(key);
            }
            (key, None) => {
                self.password.press(key);
            }
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::Recover => self.recovery = Some(Recovery::default()),
            CommandId::GoOn => self.submit(shell),
            CommandId::Restore => shell.go(Nav::Files(FilePurpose::Restore { outside: true })),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, _reply: Reply, _shell: &mut Shell) {
        self.working = false;
    }

    fn failed(&mut self, _turn: Turn, failure: &Failure, _shell: &mut Shell) {
        self.working = false;
        self.tries += u32::from(failure.wrong_secret);
        self.password.clear();
        if let Some(recovery) = &mut self.recovery {
            // It stays, to be compared with the paper and mended.
            recovery.at = 0;
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let x = area.x + 3;
        let mut y = area.y + 2;
        let key = if self.recovery.is_some() { "unlock-recovery" } else { "unlock-ask" };
        for line in text::wrap(&shell.get(key), usize::from(area.width.saturating_sub(6))) {
            print(frame.buffer_mut(), (x, y), &line, area.width - 4, shell.theme.text(), ' ');
            y += 1;
        }
        y += 1;
        match &self.recovery {
            None => self.password.draw(frame, (x, y), &shell.get("password"), true, shell),
            Some(recovery) => {
                let lines = [
                    (&recovery.code, "recovery-code"),
                    (&recovery.new, "password-new"),
                    (&recovery.again, "password-again"),
                ];
                for (at, (line, label)) in lines.into_iter().enumerate() {
                    let draw = if at == 0 { SecretLine::draw_open } else { SecretLine::draw };
                    draw(line, frame, (x, y), &shell.get(label), at == recovery.at, shell);
                    y += 1;
                }
            }
        }
        if self.working {
            print(
                frame.buffer_mut(),
                (x, y + 2),
                &shell.get("unlock-working"),
                area.width - 4,
                shell.theme.quiet(),
                ' ',
            );
        } else if self.tries >= 3 {
            let hint = shell.get("unlock-forgotten");
            print(frame.buffer_mut(), (x, y + 2), &hint, area.width - 4, shell.theme.warning(), ' ');
        }
    }
}
