//! *Serah Terima* out: what goes and what stays, for whom, where to; then sealed, written, read back, safe.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::ExposeSecret;
use tui_input::Input;

use crate::app::{CommandId, Nav, Place, Reply, Request, SendOrder, Shell, Turn};
use crate::desk::{HandoffProfile, SendPlan, Sent};
use crate::handoff::stick::Drive;
use crate::ui::key::Key;
use crate::ui::table::Selection;
use crate::ui::{list, print, text};
use crate::work::Failure;

use super::choosing::edit_line;
use super::secret_line::SecretLine;
use super::{FilePurpose, Screen};

/// The lines of the screen, in order of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Profile,
    Recipient,
    Purpose,
    Drives,
    Folder,
    Password,
}

#[derive(Debug)]
pub struct Send {
    profile: HandoffProfile,
    recipient: Input,
    purpose: Input,
    drives: Vec<Drive>,
    drive: Selection,
    folder: Input,
    password: SecretLine,
    at: Line,
    plan: Option<Box<SendPlan>>,
    sent: Option<Box<Sent>>,
    /// An order is on its way: a second Enter seals no second bundle.
    sending: bool,
    /// The bundle is sealed and lies in the outbox, but the copy failed: Enter tries the same bundle again.
    sealed: bool,
    plan_turn: Turn,
    drives_turn: Turn,
    order_turn: Turn,
}

impl Default for Send {
    fn default() -> Self {
        Self::new()
    }
}

impl Send {
    pub fn new() -> Self {
        Self {
            profile: HandoffProfile::default(),
            recipient: Input::new("Dinas Sosial".to_owned()),
            purpose: Input::default(),
            drives: Vec::new(),
            drive: Selection::default(),
            folder: Input::default(),
            password: SecretLine::default(),
            at: Line::Profile,
            plan: None,
            sent: None,
            sending: false,
            sealed: false,
            plan_turn: 0,
            drives_turn: 0,
            order_turn: 0,
        }
    }

    /// Lines that this profile and this machine need.
    fn lines(&self) -> Vec<Line> {
        let full = self.profile == HandoffProfile::Full;
        let mut lines = vec![Line::Profile, Line::Recipient];
        lines.extend(full.then_some(Line::Purpose));
        lines.extend((!self.drives.is_empty()).then_some(Line::Drives));
        lines.push(Line::Folder);
        lines.extend(full.then_some(Line::Password));
        lines
    }

    fn step(&mut self, by: isize) {
        let lines = self.lines();
        let at = lines.iter().position(|line| *line == self.at).unwrap_or(0);
        self.at =
            lines.get(at.saturating_add_signed(by).min(lines.len() - 1)).copied().unwrap_or(Line::Profile);
    }

    fn ask_plan(&mut self, shell: &mut Shell) {
        let recipient = self.recipient.value().trim().to_owned();
        self.plan_turn = shell.ask(Request::PlanSend { profile: self.profile, recipient, full: false });
    }

    /// The typed folder, or else the chosen drive.
    fn target(&self) -> Option<PathBuf> {
        let typed = self.folder.value().trim();
        if typed.is_empty() {
            return self.drives.get(self.drive.at).map(|drive| drive.mount.clone());
        }
        Some(PathBuf::from(typed))
    }

    fn submit(&mut self, shell: &mut Shell) {
        if self.sending {
            return;
        }
        let full = self.profile == HandoffProfile::Full;
        let Some(to) = self.target() else {
            self.at = Line::Folder;
            shell.warn("send-where", &[]);
            return;
        };
        if self.sealed {
            self.sending = true;
            self.order_turn = shell.ask(Request::CopyLast(to));
            return;
        }
        if self.recipient.value().trim().is_empty() {
            self.at = Line::Recipient;
            shell.warn("send-to-whom", &[]);
            return;
        }
        if full && self.purpose.value().trim().is_empty() {
            self.at = Line::Purpose;
            shell.warn("refused-send-needs-purpose", &[]);
            return;
        }
        if full && self.password.is_empty() {
            self.at = Line::Password;
            shell.warn("send-password", &[]);
            return;
        }
        let order = SendOrder {
            profile: self.profile,
            recipient: self.recipient.value().trim().to_owned(),
            purpose: self.purpose.value().trim().to_owned(),
            full: false,
            to,
            password: full.then(|| self.password.secret()),
        };
        self.sending = true;
        self.order_turn = shell.ask(Request::Send(Box::new(order)));
    }

    fn type_key(&mut self, key: &Key, shell: &mut Shell) {
        // Another content or recipient is another bundle.
        self.sealed &= matches!(self.at, Line::Drives | Line::Folder | Line::Password);
        match self.at {
            Line::Profile => {
                if matches!(key, Key::Left | Key::Right | Key::Char(' ')) {
                    self.profile = match self.profile {
                        HandoffProfile::Recap => HandoffProfile::Full,
                        HandoffProfile::Full => HandoffProfile::Recap,
                    };
                    self.ask_plan(shell);
                }
            }
            Line::Recipient => {
                edit_line(&mut self.recipient, key);
            }
            Line::Purpose => {
                edit_line(&mut self.purpose, key);
            }
            Line::Drives => match key {
                Key::Left => self.drive.step(-1, self.drives.len()),
                Key::Right | Key::Char(' ') => self.drive.step(1, self.drives.len()),
                _ => {}
            },
            Line::Folder => {
                edit_line(&mut self.folder, key);
            }
            Line::Password => {
                self.password.press(key);
            }
        }
    }
}

impl Screen for Send {
    fn place(&self) -> Place {
        Place::Send
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("send-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.ask_plan(shell);
        self.drives_turn = shell.ask(Request::Drives);
    }

    fn is_typing(&self) -> bool {
        self.sent.is_none()
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Esc => shell.back(),
            Key::Down | Key::Tab => self.step(1),
            Key::Up | Key::BackTab => self.step(-1),
            Key::Enter if self.lines().last() != Some(&self.at) => self.step(1),
            Key::Enter | Key::Ctrl('s') => self.submit(shell),
            // Nothing is typed on these lines: the question mark is the one on the bar.
            Key::Char('?') if matches!(self.at, Line::Profile | Line::Drives) => {
                shell.go(Nav::Run(CommandId::Help));
            }
            key => self.type_key(key, shell),
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::Back | CommandId::GoOn => shell.back(),
            CommandId::PickFolder => shell.go(Nav::Files(FilePurpose::SendTo)),
            _ => {}
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::PickFolder || self.sent.is_none() && !self.sending
    }

    fn picked(&mut self, folder: PathBuf) {
        self.folder = Input::new(folder.display().to_string());
        self.at = Line::Folder;
    }

    fn expects(&self, turn: Turn) -> bool {
        [self.plan_turn, self.drives_turn, self.order_turn].contains(&turn)
    }

    fn reply(&mut self, turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Plan(plan) if turn == self.plan_turn => self.plan = Some(plan),
            Reply::Drives(drives) => {
                self.drives = drives.into_iter().filter(|drive| drive.removable).collect();
                if let Some(found) = self.drives.iter().find_map(|drive| drive.suspicious.first()) {
                    shell.warn(&format!("suspicion-{}", found.code()), &[]);
                }
            }
            Reply::Sent(sent) => {
                self.password.clear();
                self.sent = Some(sent);
            }
            _ => {}
        }
    }

    fn failed(&mut self, turn: Turn, failure: &Failure, _shell: &mut Shell) {
        self.sending &= turn != self.order_turn;
        if turn == self.order_turn && failure.is_of_copy() {
            self.sealed = true;
            self.at = self.lines().last().copied().unwrap_or(Line::Folder);
        }
        if turn == self.order_turn && failure.wrong_secret {
            self.password.clear();
            self.at = Line::Password;
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        match &self.sent {
            Some(sent) => draw_sent(sent, frame, area, shell),
            None => self.draw_order(frame, area, shell),
        }
    }
}

impl Send {
    fn draw_order(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let mut y = area.y + 1;
        let mut lines = Vec::new();
        if let Some(plan) = &self.plan {
            lines.extend(plan_lines(plan, self.profile, shell));
        }
        for line in lines.iter().flat_map(|line| text::wrap(line, usize::from(area.width.saturating_sub(6))))
        {
            print(frame.buffer_mut(), (area.x + 3, y), &line, area.width - 4, shell.theme.text(), ' ');
            y += 1;
        }
        y += 1;
        for line in self.lines() {
            y = self.draw_line(line, y, frame, area, shell);
        }
        let hint = match (self.sending, self.sealed) {
            (true, _) => "send-working",
            (false, true) => "send-retry",
            (false, false) => "send-hint",
        };
        let hint = shell.get(hint);
        print(frame.buffer_mut(), (area.x + 3, y + 1), &hint, area.width - 4, shell.theme.quiet(), ' ');
    }

    fn draw_line(&self, line: Line, y: u16, frame: &mut Frame<'_>, area: Rect, shell: &Shell) -> u16 {
        let focused = line == self.at;
        let x = area.x + 3;
        if focused {
            print(frame.buffer_mut(), (area.x + 1, y), ">", 1, shell.theme.accent(), ' ');
        }
        let label = shell.get(match line {
            Line::Profile => "send-profile",
            Line::Recipient => "send-recipient",
            Line::Purpose => "send-purpose",
            Line::Drives => "send-drives",
            Line::Folder => "send-folder",
            Line::Password => "password-again-ask",
        });
        if line == Line::Password {
            self.password.draw(frame, (x, y), &label, focused, shell);
            return y + 1;
        }
        let style = if focused { shell.theme.accent() } else { shell.theme.text() };
        print(frame.buffer_mut(), (x, y), &label, 26, style, shell.theme.symbols.ellipsis);
        let at = x + 28;
        let room = area.right().saturating_sub(at + 1);
        match line {
            Line::Profile => {
                let mark = |profile| if self.profile == profile { "(o)" } else { "( )" };
                let words = format!(
                    "{} {}   {} {}",
                    mark(HandoffProfile::Recap),
                    shell.get("profile-rekap"),
                    mark(HandoffProfile::Full),
                    shell.get("profile-lengkap"),
                );
                print(frame.buffer_mut(), (at, y), &words, room, shell.theme.text(), ' ');
            }
            Line::Drives => {
                let names: Vec<String> = self.drives.iter().map(|drive| drive_words(drive, shell)).collect();
                let height = u16::try_from(names.len().min(4)).unwrap_or(1);
                let rows = Rect { x: at, y, width: room, height };
                list::draw(frame.buffer_mut(), rows, &shell.theme, &names, self.drive);
                return y + height;
            }
            _ => {
                let input = match line {
                    Line::Recipient => &self.recipient,
                    Line::Purpose => &self.purpose,
                    _ => &self.folder,
                };
                let width = usize::from(room.min(46));
                let (shown, caret) = text::window(input.value(), input.cursor(), width);
                let padded = format!("{shown:<width$}");
                print(frame.buffer_mut(), (at, y), &padded, room, shell.theme.field(), ' ');
                if focused {
                    frame.set_cursor_position((at + u16::try_from(caret).unwrap_or(0), y));
                }
            }
        }
        y + 1
    }
}

fn drive_words(drive: &Drive, shell: &Shell) -> String {
    let free = drive.free / (1 << 20);
    let mut words = shell.say(
        "drive-line",
        &[
            ("name", drive.name.as_str().into()),
            ("system", drive.file_system.as_str().into()),
            ("free", i64::try_from(free).unwrap_or(i64::MAX).into()),
        ],
    );
    for suspicion in &drive.suspicious {
        words.push_str("  ! ");
        words.push_str(&shell.get(&format!("suspicion-{}", suspicion.code())));
    }
    words
}

fn plan_lines(plan: &SendPlan, profile: HandoffProfile, shell: &Shell) -> Vec<String> {
    let count = |kind: &str| plan.counts.get(kind).copied().unwrap_or(0);
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
    if profile == HandoffProfile::Recap {
        return vec![shell.say("plan-recap", &[("id", plan.id.as_str().into())])];
    }
    vec![
        shell.say(
            "plan-full",
            &[
                ("id", plan.id.as_str().into()),
                ("people", number(count("people"))),
                ("cases", number(count("cases"))),
                ("referrals", number(count("referrals"))),
                ("aid", number(count("aid"))),
                ("sessions", number(count("sessions"))),
            ],
        ),
        shell.say(
            "plan-withheld",
            &[("secret", number(plan.secret_people)), ("refusing", number(plan.refusing_people))],
        ),
        shell.say("plan-consent", &[("cases", number(plan.without_consent))]),
    ]
}

fn draw_sent(sent: &Sent, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let x = area.x + 3;
    let kib = i64::try_from(sent.bytes.div_ceil(1024)).unwrap_or(i64::MAX);
    let complete = shell.say(
        "sent-complete",
        &[("id", sent.id.as_str().into()), ("files", sent.files.into()), ("size", kib.into())],
    );
    let mut y = area.y + 1;
    let mut line = |words: &str, style, y: &mut u16| {
        for part in text::wrap(words, usize::from(area.width.saturating_sub(6))) {
            print(frame.buffer_mut(), (x, *y), &part, area.width - 4, style, ' ');
            *y += 1;
        }
    };
    line(&complete, shell.theme.good(), &mut y);
    line(&shell.get("sent-safe"), shell.theme.title(), &mut y);
    y += 1;
    line(&sent.folder.display().to_string(), shell.theme.quiet(), &mut y);
    line(
        &shell.say("sent-fingerprint", &[("code", sent.fingerprint.as_str().into())]),
        shell.theme.text(),
        &mut y,
    );
    line(&shell.say("sent-match", &[("code", sent.match_code.as_str().into())]), shell.theme.text(), &mut y);
    y += 1;
    line(&shell.get("sent-passphrase"), shell.theme.text(), &mut y);
    line(sent.passphrase.expose_secret(), shell.theme.title(), &mut y);
    line(&shell.get("passphrase-hint"), shell.theme.quiet(), &mut y);
}
