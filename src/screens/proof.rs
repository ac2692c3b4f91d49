//! A recovery code on the screen, then two of its groups typed back: it was written down.

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::Shell;
use crate::ui::key::Key;
use crate::ui::{print, text};

use super::choosing::edit_line;

#[derive(Debug)]
pub struct Proof {
    code: Vec<String>,
    /// Which groups are to be typed back, and how many were.
    asked: [usize; 2],
    proved: usize,
    /// The code is off the screen and a group is asked for.
    asking: bool,
    input: Input,
}

impl Proof {
    pub fn new(code: Vec<String>) -> Self {
        // The last part is one check character: no proof of anything.
        let asked = two_of(code.len().saturating_sub(1));
        Self { code, asked, proved: 0, asking: false, input: Input::default() }
    }

    pub fn is_asking(&self) -> bool {
        self.asking
    }

    /// Types; true when both groups were right.
    pub fn press(&mut self, key: &Key, shell: &mut Shell) -> bool {
        match key {
            Key::Enter if !self.asking => self.asking = true,
            Key::Enter => return self.prove(shell),
            Key::Esc => {
                self.asking = false;
                self.input = Input::default();
            }
            key if self.asking => {
                edit_line(&mut self.input, key);
            }
            _ => {}
        }
        false
    }

    fn prove(&mut self, shell: &mut Shell) -> bool {
        let wanted = self.asked.get(self.proved).and_then(|at| self.code.get(*at));
        let typed = self.input.value().trim().to_uppercase();
        self.input = Input::default();
        if wanted.is_some_and(|group| *group == typed) {
            self.proved += 1;
        } else {
            shell.warn("recovery-wrong-group", &[]);
        }
        self.proved == self.asked.len()
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let x = area.x + 3;
        let mut y = area.y + 1;
        let question = if self.asking {
            let group = self.asked.get(self.proved).map_or(1, |at| at + 1);
            shell.say("setup-prove", &[("group", group.into())])
        } else {
            shell.get("recovery-explained")
        };
        for line in text::wrap(&question, usize::from(area.width.saturating_sub(6))) {
            print(frame.buffer_mut(), (x, y), &line, area.width - 4, shell.theme.text(), ' ');
            y += 1;
        }
        y += 1;
        if self.asking {
            let (shown, caret) = text::window(self.input.value(), self.input.cursor(), 40);
            print(frame.buffer_mut(), (x, y), &format!("{shown:<40}"), 40, shell.theme.field(), ' ');
            frame.set_cursor_position((x + u16::try_from(caret).unwrap_or(0), y));
        } else {
            self.draw_code(frame, (x, y), area.width - 4, shell);
        }
    }

    /// Large enough to be copied by hand.
    fn draw_code(&self, frame: &mut Frame<'_>, (x, mut y): (u16, u16), width: u16, shell: &Shell) {
        for (row, groups) in self.code.chunks(4).enumerate() {
            let numbered: Vec<String> = groups
                .iter()
                .enumerate()
                .map(|(at, group)| format!("{}. {group}", row * 4 + at + 1))
                .collect();
            print(frame.buffer_mut(), (x, y), &numbered.join("    "), width, shell.theme.title(), ' ');
            y += 2;
        }
    }
}

/// Two different groups of the code, chosen at random; the first two if the system gives no random bytes.
fn two_of(groups: usize) -> [usize; 2] {
    let mut bytes = [0_u8; 2];
    if groups < 2 || getrandom::fill(&mut bytes).is_err() {
        return [0, 1.min(groups.saturating_sub(1))];
    }
    let first = usize::from(bytes[0]) % groups;
    let second = (first + 1 + usize::from(bytes[1]) % (groups - 1)) % groups;
    [first, second]
}
