//! The control of a field: what can be typed into it, and what that means.

use chrono::NaiveDate;

use super::choices::{item_kind, value_of};
use super::edit::{Edit, Edited};
use super::grid::Grid;
use super::pick::Pick;
use super::several::Several;
use super::{Choice, Lookup, RawField};
use crate::domain::{Field, FieldKind, Note, Reading, Row, Value, reading};
use crate::ui::key::Key;

/// What controls may ask.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) lookup: &'a dyn Lookup,
    pub(super) today: NaiveDate,
}

impl Context<'_> {
    pub(super) fn read(&self, kind: FieldKind, text: &str) -> Reading<Value> {
        let choice = |list: &str, text: &str| self.lookup.read_choice(list, text);
        let village = |text: &str| self.lookup.read_village(text);
        reading::read(kind, text, &reading::Context { today: self.today, choice: &choice, village: &village })
    }
}

/// What a key did to a control.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// Not a key of this control: the form decides.
    Ignored,
    /// The caret, a menu, a cell: drawn anew, nothing to keep.
    Moved,
    Changed,
    /// Changed or not, and done with: on to the next field.
    Next,
    Previous,
}

#[derive(Clone, Debug)]
pub(super) enum Control {
    Line(Edit),
    YesNo(Option<bool>),
    Pick(Pick),
    Several(Several),
    Rows(Grid),
}

const YES: &str = "yes";
const NO: &str = "no";

impl Control {
    pub(super) fn of(field: &Field, prefix: &str) -> Self {
        match field.kind {
            FieldKind::LongText => Self::Line(Edit::new("", true)),
            FieldKind::YesNo => Self::YesNo(None),
            FieldKind::Choice(_)
            | FieldKind::Suggested(_)
            | FieldKind::Village
            | FieldKind::Person
            | FieldKind::Organization
            | FieldKind::Case
            | FieldKind::Group => Self::Pick(Pick::new(field.kind)),
            FieldKind::Several(list) => Self::Several(Several::new(list)),
            FieldKind::Categories => Self::Several(Several::new("ppks")),
            FieldKind::Villages => Self::Several(Several::new(super::VILLAGES)),
            FieldKind::Rows(table) => Self::Rows(Grid::new(table, &super::engine::path(prefix, field.id))),
            _ => Self::Line(Edit::new("", false)),
        }
    }

    /// The raw content that shows a stored value.
    pub(super) fn raw_of(&self, kind: FieldKind, value: &Value, context: &Context<'_>) -> RawField {
        match self {
            Self::Line(_) => RawField::text(reading::show(kind, value)),
            Self::YesNo(_) => RawField::text(match value {
                Value::Flag(true) => YES,
                Value::Flag(false) => NO,
                _ => "",
            }),
            Self::Pick(_) => RawField { chosen: vec![labelled(kind, value, context)], ..RawField::default() },
            Self::Several(_) => {
                let items = if let Value::List(items) = value { items.as_slice() } else { &[] };
                let chosen =
                    items.iter().filter_map(picked).map(|item| labelled(item_kind(kind), item, context));
                RawField { chosen: chosen.collect(), ..RawField::default() }
            }
            Self::Rows(grid) => grid.raw_of(value, context),
        }
    }

    pub(super) fn raw(&self) -> RawField {
        match self {
            Self::Line(edit) => RawField::text(edit.text()),
            Self::YesNo(answer) => RawField::text(answer.map_or("", |yes| if yes { YES } else { NO })),
            Self::Pick(pick) => pick.raw(),
            Self::Several(several) => several.raw(),
            Self::Rows(grid) => grid.raw(),
        }
    }

    pub(super) fn set_raw(&mut self, raw: &RawField, context: &Context<'_>) {
        match self {
            Self::Line(edit) => edit.set(&raw.text),
            Self::YesNo(answer) => {
                *answer = match raw.text.as_str() {
                    YES => Some(true),
                    NO => Some(false),
                    _ => None,
                }
            }
            Self::Pick(pick) => pick.set_raw(raw),
            Self::Several(several) => several.set_raw(raw),
            Self::Rows(grid) => grid.set_raw(raw, context),
        }
    }

    pub(super) fn press(&mut self, key: &Key, context: &Context<'_>) -> Outcome {
        match self {
            Self::Line(edit) => match edit.press(key) {
                Edited::Ignored => Outcome::Ignored,
                Edited::Moved => Outcome::Moved,
                Edited::Changed => Outcome::Changed,
            },
            Self::YesNo(answer) => answer_by(answer, key),
            Self::Pick(pick) => pick.press(key, context),
            Self::Several(several) => several.press(key, context),
            Self::Rows(grid) => grid.press(key, context),
        }
    }

    pub(super) fn settle(&mut self, context: &Context<'_>) {
        match self {
            Self::Pick(pick) => pick.settle(),
            Self::Several(several) => several.settle(),
            Self::Rows(grid) => grid.settle(context),
            Self::Line(_) | Self::YesNo(_) => {}
        }
    }

    /// What the content means. `original` keeps what the control does not show, such as since when a category holds.
    pub(super) fn read(
        &self,
        kind: FieldKind,
        original: Option<&Value>,
        context: &Context<'_>,
    ) -> Reading<Value> {
        match self {
            Self::Line(edit) => context.read(kind, edit.text()),
            Self::YesNo(answer) => Reading { value: answer.map(Value::Flag), notes: Vec::new() },
            Self::Pick(pick) => match &pick.chosen {
                Some(choice) => Reading { value: value_of(kind, &choice.code), notes: Vec::new() },
                None => read_typed(kind, pick.edit.text(), context),
            },
            Self::Several(several) => read_several(several, kind, original),
            Self::Rows(grid) => Reading { value: grid.value(), notes: Vec::new() },
        }
    }
}

fn read_typed(kind: FieldKind, text: &str, context: &Context<'_>) -> Reading<Value> {
    if text.trim().is_empty() {
        return Reading::blank();
    }
    match kind {
        FieldKind::Choice(_) | FieldKind::Suggested(_) | FieldKind::Village => context.read(kind, text),
        _ => Reading::nothing(not_in_list(text)),
    }
}

fn not_in_list(text: &str) -> Note {
    Note::error("choice_unknown").with("written", text.trim())
}

fn read_several(several: &Several, kind: FieldKind, original: Option<&Value>) -> Reading<Value> {
    let kept = if let Some(Value::List(items)) = original { items.as_slice() } else { &[] };
    let items: Vec<Value> = several
        .chosen
        .iter()
        .filter_map(|choice| value_of(item_kind(kind), &choice.code))
        .map(|item| match kind {
            FieldKind::Categories => kept
                .iter()
                .find(|row| picked(row) == Some(&item))
                .cloned()
                .unwrap_or_else(|| Value::Row(Row::from([("number".to_owned(), item)]))),
            _ => item,
        })
        .collect();
    let left = several.edit.text();
    let notes = if left.trim().is_empty() { Vec::new() } else { vec![not_in_list(left)] };
    Reading { value: (!items.is_empty()).then_some(Value::List(items)), notes }
}

/// The picked code inside an item: itself, or a category row's number.
fn picked(item: &Value) -> Option<&Value> {
    match item {
        Value::Row(row) => row.iter().find(|(id, _)| id == "number").map(|(_, value)| value),
        item => Some(item),
    }
}

fn labelled(kind: FieldKind, value: &Value, context: &Context<'_>) -> Choice {
    let code = value.plain();
    let unknown = if matches!(value, Value::Link(_)) { String::new() } else { code.clone() };
    let label = context.lookup.label_of(kind, value).unwrap_or(unknown);
    Choice { code, label }
}

fn answer_by(answer: &mut Option<bool>, key: &Key) -> Outcome {
    *answer = match key {
        Key::Char('y' | 'Y') => Some(true),
        Key::Char('t' | 'T' | 'n' | 'N') => Some(false),
        Key::Char(' ') => Some(*answer != Some(true)),
        Key::Backspace | Key::Delete => None,
        Key::Char(_) | Key::Left | Key::Right => return Outcome::Moved,
        _ => return Outcome::Ignored,
    };
    Outcome::Changed
}
