//! *Serah Terima* in: passphrase, what the bundle would do, then the receipt.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{ReceivePreview, ReceiveReceipt};
use crate::ui::key::Key;
use crate::ui::{print, text};
use crate::work::Failure;

use super::Screen;
use super::secret_line::SecretLine;

#[derive(Debug)]
pub struct Receive {
    path: PathBuf,
    passphrase: SecretLine,
    preview: Option<Box<ReceivePreview>>,
    receipt: Option<Box<ReceiveReceipt>>,
    turn: Turn,
}

impl Receive {
    pub fn new(path: PathBuf) -> Self {
        Self { path, passphrase: SecretLine::default(), preview: None, receipt: None, turn: 0 }
    }

    fn submit(&mut self, shell: &mut Shell) {
        let (path, passphrase) = (self.path.clone(), self.passphrase.secret());
        if self.receipt.is_some() {
            shell.go(Nav::Home(CommandId::GoPeople));
        } else if self.preview.is_some() {
            self.turn = shell.ask(Request::Receive { path, passphrase });
        } else {
            self.turn = shell.ask(Request::PreviewReceive { path, passphrase });
        }
    }
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
        self.preview.is_none() && self.receipt.is_none()
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Esc => shell.back(),
            Key::Enter => self.submit(shell),
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
        if failure.wrong_secret {
            self.passphrase.clear();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let x = area.x + 3;
        let mut y = area.y + 1;
        let mut lines = Vec::new();
        match (&self.receipt, &self.preview) {
            (Some(receipt), _) => lines.extend(receipt_lines(receipt, shell)),
            (None, Some(preview)) => {
                let envelope = &preview.verified.envelope;
                lines.push(shell.say(
                    "receive-from",
                    &[
                        ("sender", envelope.sender.as_str().into()),
                        ("day", shell.words.date_long(envelope.date).into()),
                    ],
                ));
                lines.extend(receipt_lines(&preview.receipt, shell));
                lines.push(shell.get("receive-go-on"));
            }
            (None, None) => lines.push(shell.get("receive-ask")),
        }
        for line in lines.iter().flat_map(|line| text::wrap(line, usize::from(area.width.saturating_sub(6))))
        {
            print(frame.buffer_mut(), (x, y), &line, area.width - 4, shell.theme.text(), ' ');
            y += 1;
        }
        if self.is_typing() {
            self.passphrase.draw(frame, (x, y + 1), &shell.get("passphrase"), true, shell);
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
