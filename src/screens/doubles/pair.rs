//! Two records side by side: the same, and then which value of each field is kept, or not the same.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Place, Reply, Request, Shell, Turn};
use crate::desk::{DoubleKind, Keep, PairView};
use crate::domain::{RecordKey, RecordKind, Value};
use crate::ui::key::Key;

use crate::screens::Screen;
use crate::screens::aid::words;
use crate::screens::compare::{Compare, Difference, Side};
use crate::screens::page::value_words;

#[derive(Debug)]
pub struct Pair {
    keys: (RecordKey, RecordKey),
    view: Option<Box<PairView>>,
    compare: Option<Compare>,
    turn: Turn,
    /// The decision is on its way.
    saving: bool,
}

impl Pair {
    pub fn new(a: RecordKey, b: RecordKey) -> Self {
        Self { keys: (a, b), view: None, compare: None, turn: 0, saving: false }
    }

    fn decide(&mut self, request: Request, shell: &mut Shell) {
        if self.view.is_some() && !std::mem::replace(&mut self.saving, true) {
            self.turn = shell.ask(request);
        }
    }
}

fn compare(view: &PairView, shell: &Shell) -> Compare {
    let kind = view.keys.0.kind;
    let prefix = crate::form::FormSpec::of(kind).prefix;
    let mut differences: Vec<Difference> = view
        .fields
        .iter()
        .map(|field| {
            let words = |value: &Option<Value>| {
                value.as_ref().map(|value| value_words(Some(field.kind), value, shell)).unwrap_or_default()
            };
            Difference {
                field: field.field.to_owned(),
                label: shell.get(&format!("field-{prefix}-{}", field.field.replace('_', "-"))),
                stored: words(&field.a),
                other: words(&field.b),
                side: match field.keep {
                    Keep::Same => Side::Same,
                    Keep::Both => Side::Both,
                    Keep::Older => Side::Stored,
                    Keep::Younger => Side::Other,
                },
            }
        })
        .collect();
    differences.push(Difference {
        field: String::new(),
        label: shell.get("pair-below"),
        stored: counted(&view.below.0, shell),
        other: counted(&view.below.1, shell),
        side: Side::Both,
    });
    let why = super::reasons(&view.reasons, shell);
    let why = (view.kind != DoubleKind::Family)
        .then(|| shell.say("doubles-why", &[("score", usize::from(view.score).into()), ("why", why.into())]));
    let hint = why.into_iter().chain([shell.get(&format!("pair-hint-{}", view.kind.code()))]).collect();
    let heading = |key: &str, number: &str| shell.say(key, &[("number", number.into())]);
    let headings = [heading("pair-left", &view.numbers.0), heading("pair-right", &view.numbers.1)];
    Compare::new(differences, hint, headings)
}

/// `Kasus 2, Kunjungan 3`
fn counted(below: &BTreeMap<RecordKind, usize>, shell: &Shell) -> String {
    let said = below.iter().map(|(kind, count)| {
        format!("{} {count}", shell.get(&format!("kind-{}", kind.name().replace('_', "-"))))
    });
    said.collect::<Vec<_>>().join(", ")
}

impl Screen for Pair {
    fn place(&self) -> Place {
        Place::Pair
    }

    fn title(&self, shell: &Shell) -> String {
        let list = shell.get("doubles-title");
        let Some(view) = &self.view else { return list };
        let names = [&view.a, &view.b].map(|who| words::name(who, shell));
        let name = if names[0] == names[1] { names[0].clone() } else { names.join(", ") };
        if name.is_empty() { list } else { format!("{list} > {name}") }
    }

    fn aside(&self, _shell: &Shell) -> String {
        String::new()
    }

    fn start(&mut self, shell: &mut Shell) {
        self.turn = shell.ask(Request::Pair(self.keys.0, self.keys.1));
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.view.is_none() && *key != Key::Esc
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if self.compare.as_mut().is_some_and(|compare| compare.run(command)) {
            return;
        }
        let (a, b) = self.keys;
        match command {
            CommandId::Same => shell.go(Nav::Confirm { question: "ask-merge", then: command }),
            CommandId::Different => self.decide(Request::KeepApart(a, b), shell),
            CommandId::OpenLeft => shell.go(Nav::Page(a)),
            CommandId::OpenRight => shell.go(Nav::Page(b)),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        if let (CommandId::Same, Some(compare)) = (command, &self.compare) {
            let (a, b) = self.keys;
            let take = compare.taken();
            self.decide(Request::Merge { a, b, take }, shell);
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            // Back from one of the two, what was chosen stays unless something else is to be chosen.
            Reply::Pair(view) if self.view.as_ref() != Some(&view) => {
                self.compare = Some(compare(&view, shell));
                self.keys = view.keys;
                self.view = Some(view);
            }
            Reply::Saved(_) => shell.back(),
            _ => {}
        }
    }

    fn failed(&mut self, _turn: Turn, _failure: &crate::work::Failure, shell: &mut Shell) {
        self.saving = false;
        if self.view.is_none() {
            shell.back();
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if let Some(compare) = &self.compare {
            compare.draw(frame, area, shell);
        }
    }
}
