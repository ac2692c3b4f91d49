//! Taking a list in: how it was understood, what it would do, then the receipt.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{ImportPreview, ListQuery};
use crate::domain::RecordKind;
use crate::intake::{List, Receipt, SheetMapping};
use crate::ui::table::Selection;
use crate::ui::{print, text};

use super::Screen;
use super::choosing::step;

#[derive(Debug)]
pub struct Import {
    file: PathBuf,
    preview: Option<Box<ImportPreview>>,
    receipt: Option<Box<Receipt>>,
    /// First line in sight.
    scroll: Selection,
    failed: bool,
    /// The import is on its way: a second Enter starts no second one.
    running: bool,
    turn: Turn,
}

impl Import {
    pub fn new(file: PathBuf) -> Self {
        Self {
            file,
            preview: None,
            receipt: None,
            scroll: Selection::default(),
            failed: false,
            running: false,
            turn: 0,
        }
    }

    fn lines(&self, shell: &Shell, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(receipt) = &self.receipt {
            lines.push(shell.get("import-done"));
            lines.push(String::new());
            lines.extend(receipt_lines(receipt, shell));
        } else if let Some(preview) = &self.preview {
            lines.push(shell.get("import-preview"));
            for mapping in &preview.import.mapping {
                lines.extend(mapping_lines(mapping, shell));
            }
            lines.push(String::new());
            lines.push(shell.get("import-would"));
            lines.extend(receipt_lines(&preview.import.receipt, shell));
        }
        lines
            .iter()
            .flat_map(|line| if line.is_empty() { vec![String::new()] } else { text::wrap(line, width) })
            .collect()
    }
}

/// A sheet: what it was read as, which heading went where, and its first rows.
fn mapping_lines(mapping: &SheetMapping, shell: &Shell) -> Vec<String> {
    let sheet = mapping.sheet.to_string();
    let Some(list) = mapping.read_as else {
        let why = mapping.left_out.unwrap_or("sheet_not_a_list").replace('_', "-");
        let why = shell.get(&format!("left-out-{why}"));
        return vec![shell.say("import-sheet-left", &[("sheet", sheet.into()), ("why", why.into())])];
    };
    let read_as = shell.get(&format!("import-as-{}", list.name()));
    let mut lines = vec![shell.say("import-sheet", &[("sheet", sheet.into()), ("kind", read_as.into())])];
    let arrow = shell.theme.symbols.arrow;
    let columns = mapping.columns.iter().map(|(heading, field)| match field {
        Some(field) => format!("{heading} {arrow} {}", field_words(list, field, shell)),
        None => format!("{heading} {arrow} -"),
    });
    lines.push(format!("  {}", columns.collect::<Vec<_>>().join("; ")));
    for row in mapping.preview.iter().take(3) {
        lines.push(format!("  | {}", row.join(" | ")));
    }
    lines
}

fn field_words(list: List, field: &str, shell: &Shell) -> String {
    let prefix = match list {
        List::People => "person",
        List::Aid => "aid",
        List::Psm => "psm-report",
        List::Organizations => "organization",
        List::Sessions => "session",
    };
    let own = format!("field-{prefix}-{}", field.replace('_', "-"));
    shell.words.find(&own).unwrap_or_else(|| field.replace('_', " "))
}

fn receipt_lines(receipt: &Receipt, shell: &Shell) -> Vec<String> {
    let mut lines = vec![shell.say(
        "receipt-sum",
        &[
            ("read", receipt.read.into()),
            ("new", receipt.new.into()),
            ("same", receipt.same.into()),
            ("changed", receipt.changed.into()),
            ("duplicate", receipt.duplicate.into()),
            ("conflict", receipt.conflict.into()),
            ("refused", receipt.refused.into()),
        ],
    )];
    for (kind, count) in &receipt.duplicates {
        let words = shell.get(&format!("duplicate-{}", kind.replace('_', "-")));
        lines.push(format!("  {count}  {words}"));
    }
    if receipt.refused > 0 {
        lines.push(shell.get("receipt-refused"));
        let refused = receipt.rows.iter().filter(|row| receipt.refused_by.contains_key(row.code));
        for row in refused.filter(|row| row.note.level == crate::domain::Level::Error).take(50) {
            let words = shell.words.note(&row.note);
            lines.push(
                shell.say("receipt-row", &[("row", i64::from(row.row).into()), ("words", words.into())]),
            );
        }
    }
    if !receipt.warnings.is_empty() {
        lines.push(shell.get("receipt-warnings"));
        for (code, count) in &receipt.warnings {
            let words = shell.words.find(&format!("warning-{}", code.replace('_', "-")));
            lines.push(format!("  {count}  {}", words.unwrap_or_else(|| code.replace('_', " "))));
        }
    }
    lines
}

impl Screen for Import {
    fn place(&self) -> Place {
        Place::Import
    }

    fn title(&self, shell: &Shell) -> String {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{} > {name}", shell.get("import-title"))
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.preview.is_none() && self.receipt.is_none() && !self.failed {
            self.turn = shell.ask(Request::PreviewImport(self.file.clone()));
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::GoOn => self.preview.is_some() || self.receipt.is_some(),
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
                let to = if self.receipt.as_ref().is_some_and(|receipt| receipt.refused > 0) {
                    Nav::List(ListQuery::all(RecordKind::RefusedRow))
                } else {
                    Nav::Home(CommandId::GoPeople)
                };
                shell.go(to);
            }
            CommandId::GoOn if self.running => {}
            CommandId::GoOn => {
                self.running = true;
                self.turn = shell.ask(Request::RunImport(self.file.clone()));
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
            Reply::Preview(preview) => self.preview = Some(preview),
            Reply::Imported(receipt) => {
                self.preview = None;
                self.receipt = Some(receipt);
                self.scroll = Selection::default();
                shell.say_good("import-saved", &[]);
            }
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &crate::work::Failure, _shell: &mut Shell) {
        self.running = false;
        self.failed = true;
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let width = usize::from(area.width.saturating_sub(4));
        let lines = self.lines(shell, width);
        if lines.is_empty() {
            let key = if self.failed { "import-not-read" } else { "import-reading" };
            print(
                frame.buffer_mut(),
                (area.x + 3, area.y + 1),
                &shell.get(key),
                area.width - 4,
                shell.theme.quiet(),
                ' ',
            );
            return;
        }
        let height = usize::from(area.height);
        let top = self.scroll.at.min(lines.len().saturating_sub(height));
        for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
            let ellipsis = shell.theme.symbols.ellipsis;
            print(frame.buffer_mut(), (area.x + 2, y), line, area.width - 3, shell.theme.text(), ellipsis);
        }
    }
}
