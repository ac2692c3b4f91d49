//! A directory of organisations in HSDS on its way in: what it would bring, name by name, then the receipt.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{HsdsPreview, HsdsReceipt, ListQuery};
use crate::domain::RecordKind;
use crate::ui::table::Selection;
use crate::ui::{list, text};
use crate::work::Failure;

use super::Screen;
use super::choosing::step;

#[derive(Debug)]
pub struct Directory {
    path: PathBuf,
    preview: Option<Box<HsdsPreview>>,
    receipt: Option<HsdsReceipt>,
    failed: bool,
    /// It is on its way: a second Enter starts no second one.
    running: bool,
    scroll: Selection,
    turn: Turn,
}

impl Directory {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            preview: None,
            receipt: None,
            failed: false,
            running: false,
            scroll: Selection::default(),
            turn: 0,
        }
    }

    /// Something of it would be saved.
    fn brings_something(&self) -> bool {
        self.preview.as_ref().is_some_and(|found| found.receipt.new + found.receipt.changed > 0)
    }

    fn lines(&self, shell: &Shell, width: usize) -> Vec<String> {
        let lines = match (&self.receipt, &self.preview) {
            (Some(receipt), _) => receipt_lines(receipt, shell),
            (None, Some(preview)) => preview_lines(preview, self.brings_something(), shell),
            (None, None) => vec![shell.get(if self.failed { "import-not-read" } else { "import-reading" })],
        };
        let wrapped =
            |line: &String| if line.is_empty() { vec![String::new()] } else { text::wrap(line, width) };
        lines.iter().flat_map(wrapped).collect()
    }
}

fn sum(receipt: &HsdsReceipt, shell: &Shell) -> String {
    let counts = [
        ("new", receipt.new.into()),
        ("changed", receipt.changed.into()),
        ("unchanged", receipt.unchanged.into()),
        ("refused", receipt.refused.into()),
    ];
    shell.say("directory-sum", &counts)
}

fn receipt_lines(receipt: &HsdsReceipt, shell: &Shell) -> Vec<String> {
    let mut lines = vec![shell.get("import-done"), String::new(), sum(receipt, shell)];
    if receipt.doubles > 0 {
        lines.push(shell.say("directory-doubles", &[("count", receipt.doubles.into())]));
    }
    lines.push(shell.get("directory-undo"));
    lines
}

fn preview_lines(preview: &HsdsPreview, brings_something: bool, shell: &Shell) -> Vec<String> {
    let next = if brings_something { "import-would" } else { "directory-nothing" };
    let mut lines = vec![shell.get(next), sum(&preview.receipt, shell), String::new()];
    lines.extend(preview.new.iter().map(|(name, is_double)| {
        let key = if *is_double { "directory-new-double" } else { "directory-new" };
        shell.say(key, &[("name", name.as_str().into())])
    }));
    lines.extend(preview.changed.iter().map(|(name, fields)| {
        let label = |id: &&str| shell.get(&format!("field-organization-{}", id.replace('_', "-")));
        let fields = fields.iter().map(label).collect::<Vec<_>>().join(", ");
        shell.say("directory-changed", &[("name", name.as_str().into()), ("fields", fields.into())])
    }));
    lines
}

impl Screen for Directory {
    fn place(&self) -> Place {
        Place::Import
    }

    fn title(&self, shell: &Shell) -> String {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{} > {name}", shell.get("import-title"))
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.preview.is_none() && self.receipt.is_none() && !self.failed {
            self.turn = shell.ask(Request::PreviewDirectory(self.path.clone()));
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::GoOn => self.brings_something() || self.receipt.is_some(),
            CommandId::Doubles => self.receipt.is_some(),
            CommandId::Edit => false,
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let width = usize::from(shell.size.0.saturating_sub(4));
        let count = self.lines(shell, width).len();
        if step(&mut self.scroll, command, count, usize::from(shell.size.1.saturating_sub(8))) {
            return;
        }
        match command {
            CommandId::GoOn if self.receipt.is_some() => {
                shell.go(Nav::Home(CommandId::GoOrganizations));
            }
            CommandId::Doubles => shell.go(Nav::Doubles),
            CommandId::GoOn if self.running => {}
            CommandId::GoOn => {
                self.running = true;
                self.turn = shell.ask(Request::ImportDirectory(self.path.clone()));
            }
            CommandId::Back if self.receipt.is_some() => {
                shell.go(Nav::List(ListQuery::all(RecordKind::Organization)));
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::DirectoryPreview(preview) => self.preview = Some(preview),
            Reply::DirectoryImported(receipt) => {
                // Where nothing was saved, undo would take back what was saved before.
                let is_saved = receipt.new + receipt.changed > 0;
                self.preview = None;
                self.receipt = Some(receipt);
                self.scroll = Selection::default();
                shell.say_good(if is_saved { "import-saved" } else { "import-nothing-new" }, &[]);
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {
        self.running = false;
        self.failed = self.preview.is_none();
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let lines = self.lines(shell, usize::from(area.width.saturating_sub(4)));
        list::draw_lines(frame.buffer_mut(), area, &shell.theme, &lines, self.scroll.at);
    }
}
