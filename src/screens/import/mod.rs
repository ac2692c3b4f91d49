//! Taking a list in: how it was understood, what it would do, then the receipt.

mod mapping;
mod words;

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{ImportOrder, ImportPreview, ListQuery};
use crate::domain::RecordKind;
use crate::intake::{Answers, Options, Receipt};
use crate::ui::key::Key;
use crate::ui::table::Selection;
use crate::ui::{list, text};

use super::Screen;
use super::choosing::step;
use mapping::{Change, Mapping};
use words::{mapping_lines, receipt_details, receipt_lines, receipt_sum};

#[derive(Debug)]
pub struct Import {
    file: PathBuf,
    preview: Option<Box<ImportPreview>>,
    /// What the worker said about columns and sheets.
    answers: Answers,
    /// The meaning of the columns is being changed.
    mapping: Option<Mapping>,
    /// The file is being read again for a change.
    rereading: bool,
    receipt: Option<Box<Receipt>>,
    /// First line in sight.
    scroll: Selection,
    /// Why the file gives nothing.
    failed: Option<String>,
    /// The import is on its way: a second Enter starts no second one.
    running: bool,
    turn: Turn,
}

impl Import {
    pub fn new(file: PathBuf) -> Self {
        Self {
            file,
            preview: None,
            answers: Answers::default(),
            mapping: None,
            rereading: false,
            receipt: None,
            scroll: Selection::default(),
            failed: None,
            running: false,
            turn: 0,
        }
    }

    fn order(&self) -> Box<ImportOrder> {
        let options = Options { answers: self.answers.clone(), may_ask: true, ..Options::default() };
        Box::new(ImportOrder { file: self.file.clone(), options })
    }

    /// Reads the file again with what was said.
    fn change(&mut self, change: Change, shell: &mut Shell) {
        self.answers.sheets.insert(change.sheet, change.answers);
        self.rereading = true;
        self.turn = shell.ask(Request::PreviewImport(self.order()));
    }

    /// Something of the file would come in.
    fn reads_something(&self) -> bool {
        self.preview.as_ref().is_some_and(|preview| preview.import.receipt.read > 0)
    }

    fn lines(&self, shell: &Shell, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(receipt) = &self.receipt {
            lines.push(shell.get("import-done"));
            lines.push(String::new());
            lines.extend(receipt_lines(receipt, shell));
        } else if let Some(preview) = &self.preview {
            let receipt = &preview.import.receipt;
            // What Enter will do stands first: on a small screen the rest is below the edge.
            if self.reads_something() {
                lines.extend([shell.get("import-would"), receipt_sum(receipt, shell), String::new()]);
            }
            lines.push(shell.get(if self.reads_something() { "import-preview" } else { "import-no-list" }));
            for mapping in &preview.import.mapping {
                lines.extend(mapping_lines(mapping, width, shell));
            }
            if self.reads_something() {
                lines.push(shell.get("import-change-hint"));
                lines.extend(receipt_details(receipt, shell));
            }
        }
        lines
            .iter()
            .flat_map(|line| if line.is_empty() { vec![String::new()] } else { text::wrap(line, width) })
            .collect()
    }
}

impl Screen for Import {
    fn place(&self) -> Place {
        if self.mapping.is_some() { Place::Mapping } else { Place::Import }
    }

    fn title(&self, shell: &Shell) -> String {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let title = format!("{} > {name}", shell.get("import-title"));
        if self.mapping.is_some() { format!("{title} > {}", shell.get("mapping-title")) } else { title }
    }

    fn is_typing(&self) -> bool {
        self.mapping.as_ref().is_some_and(Mapping::is_picking)
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.rereading && self.mapping.is_some() && *key != Key::Esc
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        let (Some(mapping), Some(preview)) = (&mut self.mapping, &self.preview) else { return };
        if let Some(change) = mapping.press(key, &preview.import) {
            self.change(change, shell);
        }
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.preview.is_none() && self.receipt.is_none() && self.failed.is_none() {
            self.turn = shell.ask(Request::PreviewImport(self.order()));
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::GoOn => self.reads_something() || self.receipt.is_some(),
            CommandId::Edit => self.preview.is_some(),
            CommandId::Doubles => self.receipt.is_some(),
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if let (Some(mapping), Some(preview)) = (&mut self.mapping, &self.preview) {
            if command == CommandId::Back {
                self.mapping = None;
                self.scroll = Selection::default();
            } else {
                mapping.run(command, &preview.import, shell);
            }
            return;
        }
        let width = usize::from(shell.size.0.saturating_sub(4));
        let count = self.lines(shell, width).len();
        if step(&mut self.scroll, command, count, usize::from(shell.size.1.saturating_sub(8))) {
            return;
        }
        match command {
            CommandId::GoOn if self.receipt.is_some() => {
                let to = if self.receipt.as_ref().is_some_and(|receipt| receipt.refused > 0) {
                    Nav::List(ListQuery::all(RecordKind::RefusedRow))
                } else {
                    Nav::Home(self.receipt.as_ref().map_or(CommandId::GoPeople, |receipt| home_of(receipt)))
                };
                shell.go(to);
            }
            CommandId::Doubles => shell.go(Nav::Doubles),
            CommandId::Edit => self.mapping = Some(Mapping::default()),
            CommandId::GoOn if self.running => {}
            CommandId::GoOn => {
                self.running = true;
                self.turn = shell.ask(Request::RunImport(self.order()));
            }
            CommandId::Back if self.receipt.is_some() => shell.go(Nav::Home(CommandId::GoToday)),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Preview(preview) => {
                self.rereading = false;
                self.preview = Some(preview);
            }
            Reply::Imported(receipt) => {
                self.preview = None;
                // Where nothing was saved, undo would take back what was saved before.
                let says = if receipt.is_saved { "import-saved" } else { "import-nothing-new" };
                self.receipt = Some(receipt);
                self.scroll = Selection::default();
                shell.say_good(says, &[]);
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, failure: &crate::work::Failure, shell: &mut Shell) {
        self.running = false;
        self.rereading = false;
        self.failed = self.preview.is_none().then(|| failure.words_and_next(&shell.words));
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if let (Some(mapping), Some(preview)) = (&self.mapping, &self.preview) {
            return mapping.draw(frame, area, &preview.import, shell);
        }
        let width = usize::from(area.width.saturating_sub(4));
        let lines = self.lines(shell, width);
        if lines.is_empty() {
            let quiet = |key: &str| (shell.theme.quiet(), shell.get(key));
            let told = match &self.failed {
                Some(why) => vec![(shell.theme.warning(), why.clone()), quiet("import-not-read")],
                None => vec![quiet("import-reading")],
            };
            super::lines::draw_lines(frame, super::lines::inner(area), &told);
            return;
        }
        list::draw_lines(frame.buffer_mut(), area, &shell.theme, &lines, self.scroll.at);
    }
}

/// Where what was taken in is looked at.
fn home_of(receipt: &Receipt) -> CommandId {
    match receipt.read_as.first() {
        Some(&"aid") => CommandId::GoAid,
        Some(&"organizations") => CommandId::GoOrganizations,
        Some(&"sessions") => CommandId::GoSessions,
        _ => CommandId::GoPeople,
    }
}
