//! *Pengaturan*: the worker, the looks, the keys.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::FormPurpose;
use crate::desk::ListQuery;
use crate::domain::{RecordKey, RecordKind};
use crate::ui::key::Key;
use crate::ui::table::Selection;
use crate::ui::{list, print, text};
use crate::work::Failure;

use super::choosing::step;
use super::proof::Proof;
use super::secret_line::SecretLine;
use super::{FilePurpose, Screen};

/// What can be chosen, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Worker,
    Password,
    Recovery,
    Import,
    Mend,
    Overrides,
    Rules,
    Backups,
    Trail,
    Check,
    Bin,
    Example,
}

const ITEMS: [(Item, &str); 12] = [
    (Item::Worker, "settings-worker"),
    (Item::Password, "settings-password"),
    (Item::Recovery, "settings-recovery"),
    (Item::Import, "settings-import"),
    (Item::Mend, "settings-mend"),
    (Item::Overrides, "settings-overrides"),
    (Item::Rules, "settings-rules"),
    (Item::Backups, "settings-backups"),
    (Item::Trail, "settings-trail"),
    (Item::Check, "settings-check"),
    (Item::Bin, "settings-bin"),
    (Item::Example, "settings-example"),
];

#[derive(Debug, Default)]
pub struct Settings {
    selection: Selection,
    asking: Option<Asking>,
    /// A new recovery code, to be written down.
    proof: Option<Proof>,
    worker: Option<RecordKey>,
    turn: Turn,
}

/// Passwords being typed.
#[derive(Debug)]
struct Asking {
    item: Item,
    lines: Vec<(&'static str, SecretLine)>,
    at: usize,
}

impl Settings {
    fn choose(&mut self, shell: &mut Shell) {
        let Some((item, _)) = ITEMS.get(self.selection.at) else { return };
        let line = |label| (label, SecretLine::default());
        match item {
            Item::Worker => shell.go_if(self.worker.map(FormPurpose::Edit)),
            Item::Password => {
                let lines = vec![line("password"), line("password-new"), line("password-again")];
                self.asking = Some(Asking { item: *item, lines, at: 0 });
            }
            Item::Recovery => {
                self.asking = Some(Asking { item: *item, lines: vec![line("password")], at: 0 });
            }
            Item::Import => shell.go(Nav::Files(FilePurpose::Import)),
            Item::Mend => shell.go(Nav::List(ListQuery::all(RecordKind::RefusedRow))),
            Item::Overrides => shell.go(Nav::List(ListQuery::all(RecordKind::Override))),
            Item::Rules => shell.go(Nav::List(ListQuery::all(RecordKind::Rule))),
            Item::Backups => shell.go(Nav::Home(CommandId::GoBackups)),
            Item::Bin => shell.go(Nav::Bin),
            Item::Trail => shell.go(Nav::Trail(None)),
            Item::Check => self.turn = shell.ask(Request::Check),
            Item::Example => shell.go(Nav::Confirm { question: "ask-example", then: CommandId::Bin }),
        }
    }

    fn submit(&mut self, shell: &mut Shell) {
        let Some(asking) = &mut self.asking else { return };
        if asking.at + 1 < asking.lines.len() {
            asking.at += 1;
            return;
        }
        let secret = |at: usize| asking.lines.get(at).map(|(_, line)| line.clone()).unwrap_or_default();
        if asking.item == Item::Recovery {
            self.turn = shell.ask(Request::RenewRecovery { password: secret(0).secret() });
        } else if !secret(1).may_be_password(&shell.profile.name.clone(), &shell.profile.area.clone(), shell)
        {
        } else if secret(1).same_as(&secret(2)) {
            self.turn =
                shell.ask(Request::ChangePassword { old: secret(0).secret(), new: secret(1).secret() });
        } else {
            shell.warn("password-differs", &[]);
        }
    }
}

impl Screen for Settings {
    fn place(&self) -> Place {
        Place::Settings
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("settings-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.turn = shell.ask(Request::Worker);
    }

    fn is_typing(&self) -> bool {
        self.asking.is_some() || self.proof.is_some()
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if let Some(proof) = &mut self.proof {
            if proof.press(key, shell) {
                self.proof = None;
                shell.say_good("recovery-renewed", &[]);
            }
            return;
        }
        match key {
            Key::Esc => self.asking = None,
            Key::Enter | Key::Tab => self.submit(shell),
            key => {
                if let Some(asking) = &mut self.asking
                    && let Some((_, line)) = asking.lines.get_mut(asking.at)
                {
                    line.press(key);
                }
            }
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if step(&mut self.selection, command, ITEMS.len(), ITEMS.len()) {
            return;
        }
        match command {
            CommandId::Open => self.choose(shell),
            CommandId::Import => shell.go(Nav::Files(FilePurpose::Import)),
            CommandId::Regulations => shell.go(Nav::Regulations(None)),
            CommandId::ShowBin => shell.go(Nav::Bin),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        if command == CommandId::Bin {
            self.turn = shell.ask(Request::RemoveExample);
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Worker(record) => {
                self.worker = Some(record.key());
                if let Some(profile) = record.body() {
                    shell.profile = crate::domain::Profile::clone(profile);
                    shell.take_settings();
                }
            }
            Reply::Saved(_) => shell.say_good("example-removed", &[]),
            Reply::Done => shell.say_good("example-none", &[]),
            Reply::PasswordChanged => {
                self.asking = None;
                shell.say_good("password-changed", &[]);
            }
            Reply::RecoveryCode(code) => {
                self.asking = None;
                self.proof = Some(Proof::new(code));
            }
            Reply::Checked(sound) => {
                if sound {
                    shell.say_good("check-sound", &[]);
                } else {
                    shell.warn("check-trouble", &[]);
                }
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {
        if let Some(asking) = &mut self.asking {
            for (_, line) in &mut asking.lines {
                line.clear();
            }
            asking.at = 0;
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let x = area.x + 3;
        if let Some(proof) = &self.proof {
            return proof.draw(frame, area, shell);
        }
        if let Some(asking) = &self.asking {
            for (y, (at, (label, line))) in (area.y + 2..).zip(asking.lines.iter().enumerate()) {
                line.draw(frame, (x, y), &shell.get(label), at == asking.at, shell);
            }
            return;
        }
        let items: Vec<String> = ITEMS.iter().map(|(_, key)| shell.get(key)).collect();
        let count = u16::try_from(ITEMS.len()).unwrap_or(u16::MAX);
        let rows =
            Rect { x, y: area.y + 1, width: area.width.saturating_sub(6), height: count.min(area.height) };
        list::draw(frame.buffer_mut(), rows, &shell.theme, &items, self.selection);
        let about = shell.say(
            "settings-about",
            &[
                ("name", shell.profile.name.as_str().into()),
                ("area", shell.area.as_str().into()),
                ("version", env!("CARGO_PKG_VERSION").into()),
            ],
        );
        for (y, line) in
            (area.y + count + 3..area.bottom()).zip(text::wrap(&about, usize::from(area.width) - 6))
        {
            print(frame.buffer_mut(), (x, y), &line, area.width - 4, shell.theme.quiet(), ' ');
        }
    }
}
