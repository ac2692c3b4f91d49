//! *Cadangan*: when the last copy left the laptop, what is kept here, and what can be done about it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{Backup, Keeping};
use crate::ui::key::Key;
use crate::ui::print;
use crate::ui::table::{self, Column, Row, Selection};

use crate::screens::choosing::step;
use crate::screens::lines::{draw_lines, inner, moment, size};
use crate::screens::{FilePurpose, Screen};

#[derive(Debug, Default)]
pub struct Backups {
    keeping: Option<Box<Keeping>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Backups {
    fn is_incomplete(&self) -> bool {
        self.keeping.as_ref().is_some_and(|keeping| !keeping.missing.is_empty())
    }

    fn snapshots(&self) -> &[Backup] {
        self.keeping.as_ref().map(|keeping| keeping.snapshots.as_slice()).unwrap_or_default()
    }
}

impl Screen for Backups {
    fn place(&self) -> Place {
        Place::Backups
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("backups-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(13));
        self.turn = shell.ask(Request::Keeping);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.keeping.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::Open => !self.snapshots().is_empty(),
            CommandId::GoOnIncomplete => self.is_incomplete(),
            CommandId::BackUp | CommandId::Compact => !self.is_incomplete(),
            CommandId::BringBack => self.keeping.as_ref().is_some_and(|keeping| keeping.can_bring_back),
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.snapshots().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => {
                if let Some(one) = self.snapshots().get(self.selection.at) {
                    shell.go(Nav::Restore { file: one.path.clone(), outside: false });
                }
            }
            CommandId::BackUp => shell.go(Nav::Files(FilePurpose::BackUp)),
            CommandId::Restore => shell.go(Nav::Files(FilePurpose::Restore { outside: false })),
            CommandId::BringBack => shell.go(Nav::Confirm { question: "ask-bring-back", then: command }),
            CommandId::GoOnIncomplete => {
                shell.go(Nav::Confirm { question: "ask-go-on-incomplete", then: command });
            }
            CommandId::Compact => self.turn = shell.ask(Request::Compact),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::BringBack => self.turn = shell.ask(Request::BringBack),
            CommandId::GoOnIncomplete => self.turn = shell.ask(Request::GoOnIncomplete),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Keeping(keeping) => {
                self.keeping = Some(keeping);
                let count = self.snapshots().len();
                self.selection.fit(count, self.height);
            }
            Reply::Compacted(before, after) if after < before => {
                let kib = |bytes: u64| i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX);
                shell.say_good(
                    "compact-done",
                    &[("before", kib(before).into()), ("after", kib(after).into())],
                );
                self.start(shell);
            }
            Reply::Compacted(..) => shell.say_good("compact-needless", &[]),
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(keeping) = &self.keeping else { return };
        let top = Rect { height: area.height.min(14), ..inner(area) };
        let y = draw_lines(frame, top, &standing(keeping, shell)) + 1;
        let heading = shell.get("backups-here");
        print(frame.buffer_mut(), (area.x + 1, y), &heading, area.width - 2, shell.theme.title(), ' ');
        let rows = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        if keeping.snapshots.is_empty() {
            draw_lines(frame, inner(rows), &[(shell.theme.quiet(), shell.get("backups-none-here"))]);
            return;
        }
        let columns = [
            Column::fixed(shell.get("column-made"), 15),
            Column::fixed(shell.get("column-save"), 10).right(),
            Column::fixed(shell.get("column-size"), 9).right(),
            Column::flexible(shell.get("column-state"), 20, 1),
        ];
        let count = keeping.snapshots.len();
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, count, |at| {
            keeping.snapshots.get(at).map_or_else(Row::default, |one| row(one, keeping.seq, shell))
        });
    }
}

fn row(one: &Backup, newest: u64, shell: &Shell) -> Row {
    let made = one.at.map(|at| moment(at, shell)).unwrap_or_default();
    let state = match one.at {
        None => "backup-damaged",
        Some(_) if one.seq == newest => "backup-is-newest",
        Some(_) => "backup-is-proven",
    };
    let mut row = Row::new(vec![made, one.seq.to_string(), size(one.bytes), shell.get(state)]);
    row.sign = one.at.is_none().then_some('!');
    row
}

/// When the last copy left the laptop, how long ago, how large everything is.
fn standing(keeping: &Keeping, shell: &Shell) -> Vec<(Style, String)> {
    let theme = &shell.theme;
    let outside = &keeping.outside;
    let last = match outside.on {
        Some(day) => shell.say(
            "backups-last",
            &[("day", shell.words.date_long(day).into()), ("place", outside.place.as_str().into())],
        ),
        None => shell.get("backups-never"),
    };
    let mut lines = Vec::new();
    for note in keeping.missing.iter().take(3) {
        lines.push((theme.warning(), shell.words.note(note)));
    }
    if !lines.is_empty() {
        lines.push((theme.text(), shell.get("backups-incomplete")));
    }
    lines.push((theme.text(), last));
    if let Some(days) = outside.overdue {
        lines.push((theme.warning(), shell.say("backups-overdue", &[("days", days.into())])));
    }
    let large = shell.say("backups-size", &[("size", size(keeping.bytes).into())]);
    let bloated = if keeping.is_bloated { shell.get("backups-bloated") } else { String::new() };
    lines.push((theme.quiet(), format!("{large} {bloated}").trim_end().to_owned()));
    if keeping.can_bring_back {
        lines.push((theme.text(), shell.get("backups-set-aside")));
    }
    lines
}
