//! Erasing somebody, or a case, for good: what goes and what stays, the password, the new recovery code, what is left to do
//! by hand.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{Erased, ErasurePlan};
use crate::domain::RecordKey;
use crate::ui::key::Key;
use crate::ui::{print, text};
use crate::work::Failure;

use crate::screens::Screen;
use crate::screens::choosing::edit_line;
use crate::screens::lines::{draw_lines, inner};
use crate::screens::proof::Proof;
use crate::screens::secret_line::SecretLine;

/// Places outside the laptop that are listed; the trail knows the others.
const MOST_PLACES: usize = 6;

#[derive(Debug)]
pub struct Erase {
    key: RecordKey,
    plan: Option<Box<ErasurePlan>>,
    reason: Input,
    password: SecretLine,
    /// The password is being typed, not the reason.
    at_password: bool,
    working: bool,
    /// The new recovery code is being written down.
    proof: Option<Proof>,
    erased: Option<Erased>,
    turn: Turn,
}

impl Erase {
    pub fn new(key: RecordKey) -> Self {
        Self {
            key,
            plan: None,
            reason: Input::default(),
            password: SecretLine::default(),
            at_password: false,
            working: false,
            proof: None,
            erased: None,
            turn: 0,
        }
    }

    fn submit(&mut self, shell: &mut Shell) {
        if self.working || self.plan.is_none() {
            return;
        }
        let reason = self.reason.value().trim().to_owned();
        if reason.is_empty() {
            self.at_password = false;
            shell.warn("refused-erase-needs-reason", &[]);
        } else if !self.at_password {
            self.at_password = true;
        } else if self.password.is_empty() {
            shell.warn("erase-password", &[]);
        } else {
            self.working = true;
            let password = self.password.secret();
            self.turn = shell.ask(Request::Erase { key: self.key, reason, password });
        }
    }

    fn leave(&self, shell: &mut Shell) {
        if self.erased.is_some() {
            shell.go(Nav::Home(CommandId::GoToday));
        } else {
            shell.back();
        }
    }
}

impl Screen for Erase {
    fn place(&self) -> Place {
        Place::Erase
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("erase-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.plan.is_none() {
            self.turn = shell.ask(Request::PlanErasure(self.key));
        }
    }

    fn is_typing(&self) -> bool {
        self.erased.is_none() || self.proof.is_some()
    }

    fn is_waiting(&self, key: &Key) -> bool {
        (self.plan.is_none() || self.working) && *key != Key::Esc
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if let Some(proof) = &mut self.proof {
            if proof.press(key, shell) {
                self.proof = None;
            }
            return;
        }
        match key {
            Key::Esc => self.leave(shell),
            Key::Enter => self.submit(shell),
            Key::Down | Key::Tab => self.at_password = true,
            Key::Up | Key::BackTab => self.at_password = false,
            key if self.at_password => {
                self.password.press(key);
            }
            key => {
                edit_line(&mut self.reason, key);
            }
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if matches!(command, CommandId::GoOn | CommandId::Back) {
            self.leave(shell);
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        match reply {
            Reply::ErasurePlan(plan) => self.plan = Some(plan),
            Reply::Erased(erased) => {
                self.working = false;
                self.password.clear();
                self.proof = Some(Proof::new(erased.recovery_code.clone()));
                self.erased = Some(Erased { recovery_code: Vec::new(), ..erased });
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, failure: &Failure, shell: &mut Shell) {
        self.working = false;
        if failure.wrong_secret {
            self.password.clear();
        }
        if self.plan.is_none() {
            shell.back();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(plan) = &self.plan else { return };
        if let Some(proof) = &self.proof {
            let y =
                draw_lines(frame, inner(area), &[(shell.theme.warning(), shell.get("erase-code-changed"))]);
            let below = Rect { y, height: area.bottom().saturating_sub(y), ..area };
            proof.draw(frame, below, shell);
        } else if let Some(erased) = &self.erased {
            draw_lines(frame, inner(area), &receipt(plan, erased, shell));
        } else {
            self.draw_plan(plan, frame, area, shell);
        }
    }
}

impl Erase {
    fn draw_plan(&self, plan: &ErasurePlan, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let theme = &shell.theme;
        let name = if plan.who.masked { shell.get("masked") } else { plan.who.name.clone() };
        let mut lines = vec![
            (theme.title(), name),
            (theme.text(), shell.say("erase-goes", &[("list", kinds(plan, shell).into())])),
            (theme.warning(), shell.get("erase-for-good")),
            (theme.text(), shell.get("erase-stays")),
        ];
        lines.extend(places(&plan.elsewhere, shell));
        let inside = inner(area);
        let room = Rect { height: inside.height.saturating_sub(3), ..inside };
        let y = draw_lines(frame, room, &lines) + 1;
        let label = shell.get("erase-reason");
        let style = if self.at_password { theme.text() } else { theme.accent() };
        print(frame.buffer_mut(), (inside.x, y), &label, 26, style, theme.symbols.ellipsis);
        let at = inside.x + 28;
        let width = usize::from(inside.right().saturating_sub(at).min(46));
        let (shown, caret) = text::window(self.reason.value(), self.reason.cursor(), width);
        print(frame.buffer_mut(), (at, y), &format!("{shown:<width$}"), 46, theme.field(), ' ');
        if !self.at_password {
            frame.set_cursor_position((at + u16::try_from(caret).unwrap_or(0), y));
        }
        let focused = self.at_password;
        self.password.draw(frame, (inside.x, y + 1), &shell.get("password-again-ask"), focused, shell);
    }
}

/// `1 warga, 2 kasus, 3 kunjungan`
fn kinds(plan: &ErasurePlan, shell: &Shell) -> String {
    let counted = plan.kinds.iter().map(|(kind, count)| {
        format!("{count} {}", shell.get(&format!("kind-{}", kind.name().replace('_', "-"))).to_lowercase())
    });
    counted.collect::<Vec<_>>().join(", ")
}

/// Where the erased may still lie outside the laptop.
fn places(elsewhere: &[String], shell: &Shell) -> Vec<(Style, String)> {
    if elsewhere.is_empty() {
        return vec![(shell.theme.text(), shell.get("erase-nowhere-else"))];
    }
    let mut lines = vec![(shell.theme.warning(), shell.get("erase-elsewhere"))];
    lines.extend(elsewhere.iter().take(MOST_PLACES).map(|place| (shell.theme.text(), format!("  {place}"))));
    let more = elsewhere.len().saturating_sub(MOST_PLACES);
    lines.extend(
        (more > 0).then(|| (shell.theme.text(), shell.say("erase-more-places", &[("count", more.into())]))),
    );
    lines
}

fn receipt(plan: &ErasurePlan, erased: &Erased, shell: &Shell) -> Vec<(Style, String)> {
    let mut lines = vec![
        (shell.theme.good(), shell.say("erase-done", &[("count", plan.records.into())])),
        (shell.theme.text(), String::new()),
        (shell.theme.text(), shell.get("erase-stays")),
    ];
    lines.extend(places(&erased.elsewhere, shell));
    lines.push((shell.theme.text(), String::new()));
    lines.push((shell.theme.quiet(), shell.get("erase-end")));
    lines
}
