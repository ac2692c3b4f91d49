//! A small invented world for the tests of forms.

use chrono::NaiveDate;
use ulid::Ulid;

use super::{Choice, Form, FormEvent, FormSpec, Lookup};
use crate::domain::{FieldKind, RecordKey, RecordKind, Row, Value};
use crate::ui::key::Key;

pub(super) struct World;

fn listed(entries: &[(&str, &str)]) -> Vec<Choice> {
    entries.iter().map(|(code, label)| Choice::new(*code, *label)).collect()
}

fn people() -> Vec<Choice> {
    ["Enok Rohaeti", "Enok Rohayati", "Asep Sutisna"]
        .iter()
        .zip(1u128..)
        .map(|(name, id)| Choice::new(RecordKey::new(RecordKind::Person, Ulid::from(id)).to_string(), *name))
        .collect()
}

impl Lookup for World {
    fn choices(&self, list: &str) -> Vec<Choice> {
        listed(match list {
            "sex" => &[("male", "Laki-laki"), ("female", "Perempuan")],
            "ppks" => &[
                ("9", "9 Penyandang Disabilitas (PD)"),
                ("10", "10 Tuna Susila (TS)"),
                ("13", "13 Lanjut Usia Terlantar (LUT)"),
                ("24", "24 Fakir Miskin (FM)"),
            ],
            "attendance_mark" => &[("present", "Hadir"), ("excused", "Izin"), ("absent", "Alpa")],
            "no_nik_reason" => &[("lost", "Hilang"), ("never", "Belum pernah rekam")],
            "disability_kind" => &[("physical", "Fisik"), ("mental", "Mental"), ("sensory", "Sensorik")],
            "session_kind" => &[("group", "Bimbingan kelompok"), ("talk", "Penyuluhan")],
            _ => &[],
        })
    }

    fn villages(&self) -> Vec<Choice> {
        listed(&[
            ("32.04.30.2001", "Cikitu"),
            ("32.04.30.2002", "Cikawao"),
            ("32.04.30.2003", "Nagrak"),
            ("32.04.30.2004", "Maruyung"),
        ])
    }

    fn find_records(&self, kind: RecordKind, typed: &str, limit: usize) -> Vec<Choice> {
        let of_kind = if kind == RecordKind::Person { people() } else { Vec::new() };
        super::choices::matching(of_kind, typed).into_iter().take(limit).collect()
    }

    fn follows(&self, kind: FieldKind, picked: &Value) -> Vec<(&'static str, Value)> {
        self.label_of(kind, picked).map(|name| ("name", Value::Text(name))).into_iter().collect()
    }

    fn label_of(&self, kind: FieldKind, value: &Value) -> Option<String> {
        let code = value.plain();
        let all = match kind {
            FieldKind::Choice(list) => self.choices(list),
            FieldKind::Village => self.villages(),
            FieldKind::Person => people(),
            _ => Vec::new(),
        };
        all.into_iter().find(|c| c.code == code).map(|c| c.label)
    }
}

/// Tuesday, 24 November 2026.
pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub(super) fn form(kind: RecordKind, row: &Row) -> Form {
    Form::new(FormSpec::of(kind), row, &World, today())
}

/// Presses keys written as text: `{Enter}`, `{C-s}` and the like, everything else letter by letter.
pub(super) fn press(form: &mut Form, script: &str) -> FormEvent {
    let mut event = FormEvent::Nothing;
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let (key, length) = match rest.strip_prefix('{').and_then(|named| named.split_once('}')) {
            Some((name, _)) => (named_key(name), name.len() + 2),
            None => (Key::Char(c), c.len_utf8()),
        };
        event = form.press(&key, &World, today());
        rest = &rest[length..];
    }
    event
}

fn named_key(name: &str) -> Key {
    match name {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "BackTab" => Key::BackTab,
        "Esc" => Key::Esc,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Home" => Key::Home,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        name => Key::Ctrl(name.strip_prefix("C-").unwrap().chars().next().unwrap()),
    }
}
