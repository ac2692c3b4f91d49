//! *Rak peraturan*: what the work rests on, whether it is still in force, and what it says in plain words.

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::catalog::{Catalog, Regulation};
use crate::desk::{FormPurpose, ListQuery};
use crate::domain::{Body, RecordKind, RegulationNote};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};

use super::Screen;
use super::choosing::{edit_line, step, step_key};

/// The catalogue's own rules about two programmes.
pub const RULES: &str = "overlap_rules";

/// The regulation that one of these rules rests on.
pub fn of_rule(rule: &str, shell: &Shell) -> Option<String> {
    let rules = shell.lookup.catalog()?.overlap_rules();
    let rule = rules.iter().find(|own| own.id == rule)?;
    Some(rule.regulation.clone()).filter(|number| !number.is_empty())
}

/// What a record rests on: a rule or a note of the worker's own, a decision by a rule, a cell of one written over.
pub fn named_by(body: &Body, shell: &Shell) -> Option<String> {
    match body {
        Body::Override(own) => of_rule(&own.code, shell),
        Body::AidDecision(made) => of_rule(&made.rule, shell),
        body => body.get("regulation").map(|number| number.plain()),
    }
}

#[derive(Debug, Default)]
pub struct Regulations {
    /// Letters typed to narrow the shelf.
    input: Input,
    selection: Selection,
    height: usize,
    /// Number of the regulation to stand on at first.
    chosen: Option<String>,
    /// What the worker wrote about regulations, the newest first.
    notes: Vec<RegulationNote>,
    turn: Turn,
}

/// Lines below the list for what the chosen one says.
const GIST: u16 = 8;
/// Columns for the beginning of one's own note.
const NOTE: usize = 32;

impl Regulations {
    pub fn new(chosen: Option<String>) -> Self {
        Self { chosen, ..Self::default() }
    }

    fn notes_on<'a>(&'a self, regulation: &'a Regulation) -> impl Iterator<Item = &'a RegulationNote> {
        self.notes.iter().filter(|note| note.regulation == regulation.number)
    }

    /// The list of what is written about the chosen one.
    fn open(&self, shell: &mut Shell) {
        let fitting = self.fitting(shell);
        let Some(regulation) = fitting.get(self.selection.at) else { return };
        let words = regulation.number.clone();
        shell.go(Nav::List(ListQuery { words, ..ListQuery::all(RecordKind::RegulationNote) }));
    }

    fn write(&self, shell: &mut Shell) {
        let number = self.fitting(shell).get(self.selection.at).map(|regulation| regulation.number.clone());
        shell.go_if(number.map(|number| FormPurpose::OnRegulation { number }));
    }

    /// The newest that is written about it in one line, and how much more there is.
    fn written(&self, regulation: &Regulation, shell: &Shell) -> Option<String> {
        let mut notes = self.notes_on(regulation);
        let newest = notes.next()?;
        let kind = shell.lookup.label("regulation_note_kind", &newest.kind);
        let day = newest.on.map(|on| shell.words.partial_date(on)).unwrap_or_default();
        let text = newest.text.replace('\n', " ");
        let text = text::cut(&text, NOTE, shell.theme.symbols.ellipsis).into_owned();
        let told = [("kind", kind.into()), ("day", day.into()), ("text", text.into())];
        let said = shell.say("regulation-written", &told);
        Some(match notes.count() {
            0 => said,
            more => format!("{said} {}", shell.say("regulation-written-more", &[("count", more.into())])),
        })
    }

    /// Those with all typed words anywhere in them or in what is written about them.
    fn fitting<'a>(&self, shell: &'a Shell) -> Vec<&'a Regulation> {
        let typed = self.input.value().to_lowercase();
        let fits = |regulation: &&Regulation| {
            let all = [
                &regulation.number,
                &regulation.title,
                &regulation.status,
                &regulation.gist,
                &regulation.relates_to.join(" "),
                &self.notes_on(regulation).map(RegulationNote::mentioned).collect::<Vec<_>>().join(" "),
            ];
            let all = all.map(|text| text.to_lowercase()).join(" ");
            typed.split_whitespace().all(|word| all.contains(word))
        };
        shell.lookup.catalog().iter().flat_map(|catalog| catalog.regulations()).filter(fits).collect()
    }
}

fn status(regulation: &Regulation, shell: &Shell) -> String {
    let key = match regulation.status.as_str() {
        "berlaku" => "regulation-in-force",
        "dicabut" => "regulation-repealed",
        "diubah" => "regulation-changed",
        "periksa" => "regulation-to-check",
        other => return other.to_owned(),
    };
    shell.get(key)
}

/// `TT-011 (BLT-DD + PKH)`, of all rules that rest on a regulation.
fn rules(regulation: &Regulation, shell: &Shell) -> String {
    let all = shell.lookup.catalog().into_iter().flat_map(Catalog::overlap_rules);
    let of_it = all.filter(|rule| rule.regulation == regulation.number);
    let told = of_it.map(|rule| format!("{} ({} + {})", rule.id, rule.program_a, rule.program_b));
    told.collect::<Vec<_>>().join(", ")
}

/// In force or not, since when, what for, who said so.
fn about(regulation: &Regulation, shell: &Shell) -> Vec<String> {
    let checked = regulation.provenance.checked_on.map(|day| shell.words.partial_date(day));
    let told = [
        ("status", status(regulation, shell).into()),
        ("day", checked.unwrap_or_default().into()),
        ("source", regulation.provenance.source.as_str().into()),
    ];
    let mut lines = vec![
        format!("{}: {}", regulation.number, regulation.title),
        regulation.gist.clone(),
        shell.say("regulation-for", &[("what", regulation.relates_to.join(", ").into())]),
        shell.say("regulation-checked", &told),
    ];
    let rules = rules(regulation, shell);
    if !rules.is_empty() {
        lines.push(shell.say("regulation-rules", &[("rules", rules.into())]));
    }
    lines
}

impl Screen for Regulations {
    fn place(&self) -> Place {
        Place::Regulations
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("regulations-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.turn = shell.ask(Request::RegulationNotes);
        self.height = usize::from(shell.size.1.saturating_sub(7 + GIST));
        if let Some(number) = self.chosen.take() {
            let all = self.fitting(shell);
            let at = all.iter().position(|regulation| regulation.number == number);
            self.selection.at = at.unwrap_or_default();
            self.selection.fit(all.len(), self.height);
        }
    }

    fn is_typing(&self) -> bool {
        !self.input.value().is_empty()
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Esc => {
                self.input = Input::default();
                self.selection = Selection::default();
            }
            Key::Enter => self.open(shell),
            // As everywhere, digits before the first letter are no text.
            Key::Char(c) if !self.is_typing() && !c.is_alphabetic() => {}
            key if edit_line(&mut self.input, key) => self.selection = Selection::default(),
            key => {
                let count = self.fitting(shell).len();
                step_key(&mut self.selection, key, count, self.height);
                self.selection.fit(count, self.height);
            }
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.fitting(shell).len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Open => self.open(shell),
            CommandId::NoteRegulation => self.write(shell),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::RegulationNotes(notes) = reply {
            self.notes = notes;
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let (words, style) = if self.is_typing() {
            (format!("{} {}", shell.get("find-label"), self.input.value()), shell.theme.accent())
        } else {
            (shell.get("regulations-hint"), shell.theme.quiet())
        };
        print(frame.buffer_mut(), (area.x + 1, area.y), &words, area.width - 2, style, ' ');
        let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(2 + GIST), ..area };
        let fitting = self.fitting(shell);
        let columns = [
            Column::flexible(shell.get("column-number"), 20, 1),
            Column::flexible(shell.get("column-about"), 24, 2),
            Column::fixed(shell.get("column-status"), 14),
        ];
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, fitting.len(), |at| {
            fitting.get(at).map_or_else(Row::default, |regulation| {
                let cells =
                    vec![regulation.number.clone(), regulation.title.clone(), status(regulation, shell)];
                let sign = self.notes_on(regulation).next().map(|_| '*');
                Row { sign, ..Row::new(cells) }
            })
        });
        let below = match fitting.get(self.selection.at) {
            Some(regulation) => {
                let mut lines = about(regulation, shell);
                lines.splice(1..1, self.written(regulation, shell));
                lines
            }
            None => vec![shell.get("palette-nothing")],
        };
        let width = usize::from(area.width.saturating_sub(4));
        let lines = below.iter().flat_map(|part| text::wrap(part, width));
        for (y, line) in (rows.bottom() + 1..area.bottom()).zip(lines) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.text(), ' ');
        }
    }
}
