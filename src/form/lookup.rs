//! What a form asks of the world.

use serde::{Deserialize, Serialize};

use super::choices::{fold, matching};
use crate::domain::{FieldKind, Note, Reading, RecordKind, Value};

/// One thing that can be picked: the code that is stored, the label that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// A list's code, the number of a PPKS category, a desa code, or a [`crate::domain::RecordKey`] as text.
    pub code: String,
    pub label: String,
}

impl Choice {
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// Answers a form's questions. Called on every key: answers must come from memory.
pub trait Lookup {
    /// All entries of a named list, in the order in which they are offered.
    fn choices(&self, list: &str) -> Vec<Choice>;
    /// The villages of the worker's area.
    fn villages(&self) -> Vec<Choice>;
    /// Records of a kind that fit what was typed, best first; the code is the key's text. Restricted records
    /// are masked here.
    fn find_records(&self, kind: RecordKind, typed: &str, limit: usize) -> Vec<Choice>;
    /// How a stored code or link is shown; nothing when it is unknown or restricted (the form says so then).
    fn label_of(&self, kind: FieldKind, value: &Value) -> Option<String>;

    /// The entries of a list that fit what was typed, best first; all of them when nothing was. Override it
    /// where a list knows codes, abbreviations and other names beside its labels.
    fn candidates(&self, list: &str, typed: &str) -> Vec<Choice> {
        matching(self.choices(list), typed)
    }

    /// Whether there is anything to pick: a list that only the moment makes may be empty, and then it is not asked for.
    fn is_asked(&self, list: &str) -> bool {
        let _ = list;
        true
    }

    /// What follows from picking a record in a field: values for its neighbours, by field id, put in where they
    /// are empty (a participant's name and sex, say).
    fn follows(&self, kind: FieldKind, picked: &Value) -> Vec<(&'static str, Value)> {
        let _ = (kind, picked);
        Vec::new()
    }

    /// How many records that may not be named fit what was typed.
    fn hidden_matches(&self, kind: RecordKind, typed: &str) -> usize {
        let _ = (kind, typed);
        0
    }

    /// Entries of a list that go with a record picked beside it: they are offered before all others.
    fn offered_first(&self, list: &str, beside: &Value) -> Vec<Choice> {
        let _ = (list, beside);
        Vec::new()
    }

    /// The code that a text means exactly.
    fn read_choice(&self, list: &str, text: &str) -> Option<String> {
        exact(self.choices(list), text)
    }

    /// The desa that a text means: its name or code, or the start of only one name.
    fn read_village(&self, text: &str) -> Reading<String> {
        let villages = self.villages();
        if let Some(code) = exact(villages.clone(), text) {
            return Reading::clean(code);
        }
        match matching(villages, text).as_slice() {
            [only] => Reading::clean(only.code.clone()),
            _ => Reading::nothing(Note::error("choice_unknown").with("written", text.trim())),
        }
    }
}

fn exact(choices: Vec<Choice>, text: &str) -> Option<String> {
    let wanted = fold(text);
    choices.into_iter().find(|c| fold(&c.label) == wanted || fold(&c.code) == wanted).map(|c| c.code)
}
