//! A bundle says otherwise than what was written here: field by field the worker decides.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Place, Reply, Request, Shell, Turn};
use crate::desk::MismatchView;
use crate::domain::{RecordKey, Value};
use crate::ui::key::Key;

use super::Screen;
use super::compare::{Compare, Difference, Side};
use super::page::value_words;

#[derive(Debug)]
pub struct Mismatch {
    key: RecordKey,
    view: Option<Box<MismatchView>>,
    compare: Option<Compare>,
    turn: Turn,
    /// The choice is on its way.
    saving: bool,
}

impl Mismatch {
    pub fn new(key: RecordKey) -> Self {
        Self { key, view: None, compare: None, turn: 0, saving: false }
    }
}

fn differences(view: &MismatchView, shell: &Shell) -> Vec<Difference> {
    let prefix = crate::form::FormSpec::of(view.kind).prefix;
    let words = |field: &str, value: Option<&Value>| {
        let kind = view.kind.fields().iter().find(|own| own.id == field).map(|own| own.kind);
        value.map(|value| value_words(kind, value, shell)).unwrap_or_default()
    };
    let difference = |change: &crate::desk::FieldChange| Difference {
        field: change.field.clone(),
        label: shell.get(&format!("field-{prefix}-{}", change.field.replace('_', "-"))),
        stored: words(&change.field, change.old.as_ref()),
        other: words(&change.field, change.new.as_ref()),
        side: Side::Stored,
    };
    view.fields.iter().map(difference).collect()
}

impl Screen for Mismatch {
    fn place(&self) -> Place {
        Place::Compare
    }

    fn title(&self, shell: &Shell) -> String {
        let list = shell.get("list-mismatch");
        let Some(view) = &self.view else { return list };
        let name = if view.who.masked { shell.get("masked") } else { view.who.name.clone() };
        let kind = shell.get(&format!("kind-{}", view.kind.name().replace('_', "-")));
        [list, kind, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
    }

    fn aside(&self, _shell: &Shell) -> String {
        self.view.as_ref().map(|view| view.bundle.clone()).unwrap_or_default()
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.view.is_none() {
            self.turn = shell.ask(Request::Mismatch(self.key));
        }
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.view.is_none() && *key != Key::Esc
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if self.compare.as_mut().is_some_and(|compare| compare.run(command)) {
            return;
        }
        match command {
            CommandId::GoOn if self.saving => {}
            CommandId::GoOn => {
                if let Some(compare) = &self.compare {
                    self.saving = true;
                    self.turn = shell.ask(Request::Reconcile { mismatch: self.key, take: compare.taken() });
                }
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
            Reply::Mismatch(view) => {
                let headings = ["compare-stored", "mismatch-other"].map(|key| shell.get(key));
                let hint = vec![shell.get("mismatch-hint")];
                self.compare = Some(Compare::new(differences(&view, shell), hint, headings));
                self.view = Some(view);
            }
            Reply::Saved(_) => shell.back(),
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &crate::work::Failure, _shell: &mut Shell) {
        self.saving = false;
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if let Some(compare) = &self.compare {
            compare.draw(frame, area, shell);
        }
    }
}
