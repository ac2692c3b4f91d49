//! *Serah Terima* in: passphrase, what the bundle would do, then the receipt.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{ReceivePreview, ReceiveReceipt, SenderKey};
use crate::ui::key::Key;
use crate::ui::print;
use crate::work::Failure;

use super::Screen;
use super::choosing::edit_line;
use super::lines::{draw_lines, inner};
use super::secret_line::SecretLine;

#[derive(Debug)]
pub struct Receive {
    path: PathBuf,
    passphrase: SecretLine,
    preview: Option<Box<ReceivePreview>>,
    /// What the worker types of another key's fingerprint, as the sender reads it out.
    heard: Input,
    receipt: Option<Box<ReceiveReceipt>>,
    /// The bundle is being opened or taken in: another Enter means nothing.
    running: bool,
    turn: Turn,
}

impl Receive {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            passphrase: SecretLine::default(),
            preview: None,
            heard: Input::default(),
            receipt: None,
            running: false,
            turn: 0,
        }
    }

    fn submit(&mut self, shell: &mut Shell) {
        if self.running {
            return;
        }
        let (path, passphrase) = (self.path.clone(), self.passphrase.secret());
        if self.receipt.is_some() {
            shell.go(Nav::Home(CommandId::GoPeople));
        } else if let Some(preview) = &self.preview {
            let accepted = (preview.receipt.key == SenderKey::Other).then(|| self.heard.value().to_owned());
            let accepted = match accepted {
                Some(heard) if !is_end_of(&preview.receipt.fingerprint, &heard) => {
                    shell.warn("receive-key-differs", &[]);
                    return;
                }
                Some(_) => Some(preview.receipt.fingerprint.clone()),
                None => None,
            };
            self.running = true;
            self.turn = shell.ask(Request::Receive { path, passphrase, accepted });
        } else {
            self.running = true;
            self.turn = shell.ask(Request::PreviewReceive { path, passphrase });
        }
    }
}

impl Receive {
    fn is_other_key(&self) -> bool {
        self.preview.as_ref().is_some_and(|preview| preview.receipt.key == SenderKey::Other)
    }

    /// What it would do, or that its sender is known by another key.
    fn preview_lines(preview: &ReceivePreview, shell: &Shell) -> Vec<(Style, String)> {
        let envelope = &preview.verified.envelope;
        let receipt = &preview.receipt;
        let from = [
            ("sender", envelope.sender.as_str().into()),
            ("day", shell.words.date_long(envelope.date).into()),
        ];
        let mut lines = vec![(shell.theme.text(), shell.say("receive-from", &from))];
        if receipt.key == SenderKey::Other {
            let keys = [
                ("sender", receipt.sender.as_str().into()),
                ("known", receipt.known_fingerprints.join(", ").into()),
                ("found", receipt.fingerprint.as_str().into()),
            ];
            lines.push((shell.theme.error(), shell.say("receive-other-key", &keys)));
            lines.push((shell.theme.text(), shell.get("receive-other-key-why")));
        }
        lines.extend(receipt_lines(receipt, shell).into_iter().map(|line| (shell.theme.text(), line)));
        let next = match receipt.key {
            SenderKey::New => "receive-go-on",
            SenderKey::Known => "receive-key-known",
            SenderKey::Other => "receive-other-key-ask",
        };
        lines.push((shell.theme.text(), shell.get(next)));
        lines
    }
}

/// The last four letters of a fingerprint, in whatever case.
fn is_end_of(fingerprint: &str, heard: &str) -> bool {
    fingerprint.rsplit('-').next().is_some_and(|end| end.eq_ignore_ascii_case(heard.trim()))
}

impl Screen for Receive {
    fn place(&self) -> Place {
        Place::Receive
    }

    fn title(&self, shell: &Shell) -> String {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{} > {name}", shell.get("receive-title"))
    }

    fn start(&mut self, _shell: &mut Shell) {}

    fn is_typing(&self) -> bool {
        self.receipt.is_none() && (self.preview.is_none() || self.is_other_key())
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Esc => shell.back(),
            Key::Enter => self.submit(shell),
            key if self.is_other_key() => {
                edit_line(&mut self.heard, key);
            }
            key => {
                self.passphrase.press(key);
            }
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::GoOn => self.submit(shell),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        self.running = false;
        match reply {
            Reply::ReceivePreview(preview) => self.preview = Some(preview),
            Reply::Received(receipt) => {
                self.receipt = Some(receipt);
                shell.say_good("received", &[]);
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, failure: &Failure, _shell: &mut Shell) {
        self.running = false;
        if failure.wrong_secret {
            self.passphrase.clear();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let text = |line| (shell.theme.text(), line);
        let mut lines: Vec<(Style, String)> = match (&self.receipt, &self.preview) {
            (Some(receipt), _) => receipt_lines(receipt, shell).into_iter().map(text).collect(),
            (None, Some(preview)) => Self::preview_lines(preview, shell),
            (None, None) => vec![text(shell.get("receive-ask"))],
        };
        if self.running {
            lines.push(text(shell.get("receive-working")));
        }
        let inside = inner(area);
        let y = draw_lines(frame, inside, &lines) + 1;
        if !self.is_typing() {
            return;
        }
        if self.is_other_key() {
            let label = shell.get("receive-other-key-label");
            print(frame.buffer_mut(), (inside.x, y), &label, 26, shell.theme.accent(), ' ');
            let heard = format!("{:<8}", self.heard.value());
            print(frame.buffer_mut(), (inside.x + 28, y), &heard, 8, shell.theme.field(), ' ');
            let caret = u16::try_from(self.heard.visual_cursor().min(7)).unwrap_or(0);
            frame.set_cursor_position((inside.x + 28 + caret, y));
        } else {
            self.passphrase.draw(frame, (inside.x, y), &shell.get("passphrase"), true, shell);
        }
    }
}

fn receipt_lines(receipt: &ReceiveReceipt, shell: &Shell) -> Vec<String> {
    let mut lines = vec![
        shell.say("sent-fingerprint", &[("code", receipt.fingerprint.as_str().into())]),
        shell.say(
            "receive-sum",
            &[
                ("read", receipt.read.into()),
                ("new", receipt.new.into()),
                ("same", receipt.same.into()),
                ("changed", receipt.changed.into()),
                ("conflict", receipt.conflict.into()),
                ("refused", receipt.refused.into()),
            ],
        ),
    ];
    lines.extend((receipt.conflict > 0).then(|| shell.get("receive-conflict")));
    lines
}
