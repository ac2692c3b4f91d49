//! What reading a typed or imported text found: the meaning, and what is odd about it.

use serde::{Deserialize, Serialize};

/// How much a note matters. Only [`Level::Error`] keeps the field from being stored; the record is kept anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    #[default]
    Ok,
    Info,
    Warn,
    Error,
}

/// One finding. `code` names it everywhere (receipts, `expected.json`, the locale key `note-<code>`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub level: Level,
    pub code: &'static str,
    /// Values for the sentence in the locale, by the names used there. Never a whole identity number.
    pub args: Vec<(&'static str, String)>,
}

impl Note {
    pub fn new(level: Level, code: &'static str) -> Self {
        Self { level, code, args: Vec::new() }
    }
    pub fn info(code: &'static str) -> Self {
        Self::new(Level::Info, code)
    }
    pub fn warn(code: &'static str) -> Self {
        Self::new(Level::Warn, code)
    }
    pub fn error(code: &'static str) -> Self {
        Self::new(Level::Error, code)
    }
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// The result of the second stage: what was written → what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<T> {
    /// Absent when the text is blank, or when a note of level error says why it can't be stored.
    pub value: Option<T>,
    pub notes: Vec<Note>,
}

impl<T> Reading<T> {
    pub fn clean(value: T) -> Self {
        Self { value: Some(value), notes: Vec::new() }
    }
    pub fn blank() -> Self {
        Self { value: None, notes: Vec::new() }
    }
    pub fn noted(value: T, note: Note) -> Self {
        Self { value: Some(value), notes: vec![note] }
    }
    pub fn nothing(note: Note) -> Self {
        Self { value: None, notes: vec![note] }
    }
    pub fn level(&self) -> Level {
        self.notes.iter().map(|n| n.level).max().unwrap_or_default()
    }
    pub fn has(&self, code: &str) -> bool {
        self.notes.iter().any(|n| n.code == code)
    }
}
