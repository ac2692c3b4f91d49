//! A word of one's own over the catalogue: first which list, which entry and which column, then the form.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::catalog::FactTable;
use crate::desk::FormPurpose;
use crate::domain::RecordKind;
use crate::form::{Choice, Lookup};
use crate::ui::key::Key;
use crate::ui::{print, text};

use super::picker::{Picked, Picker};
use super::{Screen, regulations};

/// Columns that say what an entry is called, the best first.
const NAMES: [&str; 9] =
    ["official_name", "name", "label", "label_id", "title", "condition", "meaning", "synonyms", "variants"];

#[derive(Debug, Default)]
pub struct NewOverride {
    /// What was picked: the list, then the entry.
    picked: Vec<String>,
    picker: Option<Picker>,
    turn: Turn,
}

impl NewOverride {
    fn table<'a>(&self, shell: &'a Shell) -> Option<&'a FactTable> {
        let name = self.picked.first()?;
        shell.lookup.catalog()?.tables().iter().find(|table| table.name() == name)
    }

    /// What is to be picked next.
    fn choices(&self, shell: &Shell) -> Vec<Choice> {
        let Some(table) = self.table(shell) else { return shell.lookup.choices("catalog_table") };
        let Some(code) = self.picked.get(1) else {
            return table
                .lines()
                .map(|line| Choice::new(line.key(), entry_words(table, &line.key())))
                .collect();
        };
        let column = |column: &str| {
            let now = table.line(code).and_then(|line| line.text(column).ok()).unwrap_or_default();
            let label = shell.lookup.label("catalog_column", column);
            Choice::new(column, if now.is_empty() { label } else { format!("{label}: {now}") })
        };
        table.changeable().map(column).collect()
    }

    fn offer(&mut self, shell: &Shell) {
        self.picker = Some(Picker::new(self.choices(shell), ""));
    }

    fn pick(&mut self, code: String, shell: &mut Shell) {
        self.picked.push(code);
        match self.picked.as_slice() {
            [table, code, column] => {
                let (table, code, column) = (table.clone(), code.clone(), column.clone());
                let purpose = FormPurpose::Override { table, code, column };
                shell.go(Nav::Replace(Box::new(purpose)));
            }
            _ => self.offer(shell),
        }
    }

    fn step_back(&mut self, shell: &mut Shell) {
        if self.picked.pop().is_some() {
            self.offer(shell);
        } else {
            shell.back();
        }
    }
}

/// `PPKS-08  Lanjut Usia Terlantar`
fn entry_words(table: &FactTable, code: &str) -> String {
    let Some(line) = table.line(code) else { return code.to_owned() };
    let name = NAMES.iter().find_map(|column| line.text(column).ok().filter(|text| !text.is_empty()));
    let pair = ["program_a", "program_b", "basis"].map(|column| line.text(column).unwrap_or_default());
    match (name, pair) {
        (Some(name), _) => format!("{code}  {name}"),
        // A rule about two programmes has no name.
        (None, [a, b, basis]) if !a.is_empty() => format!("{code}  {a} + {b}: {basis}"),
        _ => code.to_owned(),
    }
}

impl Screen for NewOverride {
    fn place(&self) -> Place {
        Place::NewOverride
    }

    fn title(&self, shell: &Shell) -> String {
        let mut parts = vec![shell.get("list-override"), shell.get("form-new")];
        if let Some(table) = self.picked.first() {
            parts.push(shell.lookup.label("catalog_table", table));
        }
        parts.extend(self.picked.get(1).cloned());
        parts.join(" > ")
    }

    fn start(&mut self, shell: &mut Shell) {
        // The catalogue as it is now: another entry may have been made or taken back.
        let purpose = FormPurpose::New { kind: RecordKind::Override, about: None };
        self.turn = shell.ask(Request::Load(purpose));
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_ready(&self, command: CommandId) -> bool {
        let is_rule = self.picked.first().is_some_and(|table| table == regulations::RULES);
        command != CommandId::Regulations || is_rule
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.picker.is_none() && *key != Key::Esc
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match self.picker.as_mut().map(|picker| picker.press(key)) {
            Some(Picked::Nothing) => {}
            Some(Picked::Chosen(code)) => self.pick(code, shell),
            Some(Picked::Closed) | None => self.step_back(shell),
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::Back => self.step_back(shell),
            CommandId::Regulations => {
                let number = self.picked.get(1).and_then(|rule| regulations::of_rule(rule, shell));
                shell.go(Nav::Regulations(number));
            }
            CommandId::Choose => self.press(&Key::Enter, shell),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        if let Reply::Loaded(_, lookup, _) = reply {
            shell.lookup = lookup.in_language(shell.words.language().code());
            self.offer(shell);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let hint = shell.get(match self.picked.len() {
            0 => "override-which-list",
            1 => "override-which-entry",
            _ => "override-which-column",
        });
        let mut y = area.y;
        for line in text::wrap(&hint, usize::from(area.width.saturating_sub(4))) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.quiet(), ' ');
            y += 1;
        }
        let inside = Rect {
            x: area.x + 3,
            y: y + 1,
            width: area.width.saturating_sub(6),
            height: area.bottom().saturating_sub(y + 1),
        };
        if let Some(picker) = &self.picker {
            picker.draw(frame, inside, shell);
        }
    }
}
