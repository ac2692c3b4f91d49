//! One entry for every kind of field, and the way back.

use chrono::NaiveDate;

use super::written::{is_blank, is_invisible, is_plain, tidy};
use super::{birth_date, date, family_card, money, neighborhood_unit, nik, number, phone, time};
use crate::domain::{FieldKind, Note, PartialDate, Reading, Value};

/// What reading needs to know from outside.
pub struct Context<'a> {
    pub today: NaiveDate,
    /// (list, text) → code.
    pub choice: &'a dyn Fn(&str, &str) -> Option<String>,
    /// Text → desa code, or why not.
    pub village: &'a dyn Fn(&str) -> Reading<String>,
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("today", &self.today).finish_non_exhaustive()
    }
}

/// Reads a text into a field. What is picked and not typed (people, organisations, rows …) gives nothing.
pub fn read(kind: FieldKind, text: &str, context: &Context<'_>) -> Reading<Value> {
    match kind {
        FieldKind::Text => free_text(&tidy_line(text)),
        FieldKind::LongText => free_text(&tidy_lines(text)),
        FieldKind::Date => mapped(date::read_typed(text, context.today), Value::Date),
        FieldKind::DoneDate => mapped(date::read_done(text, context.today), Value::Date),
        FieldKind::BirthDate => mapped(birth_date::read(text, context.today), Value::Date),
        FieldKind::Time => mapped(time::read(text), Value::Text),
        FieldKind::Number => count(text),
        FieldKind::Money => mapped(money::read(text), |amount| Value::Whole(amount.floor())),
        FieldKind::Nik => mapped(nik::read(text), Value::Text),
        FieldKind::FamilyCard => mapped(family_card::read(text), Value::Text),
        FieldKind::Phone => mapped(phone::read_kept(text), Value::Text),
        FieldKind::NeighborhoodUnit => mapped(neighborhood_unit::read(text), Value::Text),
        FieldKind::Village => mapped((context.village)(text), Value::Text),
        FieldKind::Choice(list) => one_choice(list, text, context),
        FieldKind::Suggested(list) => match (context.choice)(list, text) {
            Some(code) => Reading::clean(Value::Text(code)),
            None => free_text(&tidy_line(text)),
        },
        FieldKind::Villages => several_villages(text, context),
        FieldKind::Several(list) => several_choices(list, text, context),
        FieldKind::YesNo => yes_no(text),
        FieldKind::Person
        | FieldKind::Organization
        | FieldKind::Case
        | FieldKind::Group
        | FieldKind::Record
        | FieldKind::Categories
        | FieldKind::Rows(_) => Reading::blank(),
    }
}

/// A text brought to one form as [`read`] does for [`FieldKind::Text`] and [`FieldKind::LongText`]; nothing when
/// nothing is left.
pub fn tidied(kind: FieldKind, text: &str) -> Option<String> {
    let tidied = if kind == FieldKind::LongText { tidy_lines(text) } else { tidy_line(text) };
    (!tidied.is_empty()).then_some(tidied)
}

/// The plain text of a value that, read again, gives the value.
pub fn show(kind: FieldKind, value: &Value) -> String {
    match (kind, value) {
        (FieldKind::Date | FieldKind::DoneDate | FieldKind::BirthDate, Value::Date(date)) => show_date(*date),
        (FieldKind::Money, Value::Whole(rupiah)) => money::show(*rupiah),
        (FieldKind::Phone, Value::Text(number)) => phone::show(number),
        (FieldKind::Time, Value::Text(time)) => time.replace(':', "."),
        (_, Value::Flag(flag)) => if *flag { "ya" } else { "tidak" }.to_owned(),
        (_, Value::List(items)) => items.iter().map(Value::plain).collect::<Vec<_>>().join("; "),
        (_, other) => other.plain(),
    }
}

fn show_date(date: PartialDate) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{day:02}-{month:02}-{:04}", date.year),
        (Some(month), None) => format!("{month:02}-{:04}", date.year),
        _ => format!("{:04}", date.year),
    }
}

fn mapped<T>(reading: Reading<T>, make: impl Fn(T) -> Value) -> Reading<Value> {
    Reading { value: reading.value.map(make), notes: reading.notes }
}

fn free_text(text: &str) -> Reading<Value> {
    if text.is_empty() { Reading::blank() } else { Reading::clean(Value::Text(text.to_owned())) }
}

/// One line: spaces joined, signs that cannot be seen dropped, letters kept as they are.
fn tidy_line(text: &str) -> String {
    if is_plain(text) {
        return text.trim_matches(' ').to_owned();
    }
    visible(text)
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn tidy_lines(text: &str) -> String {
    let lines: Vec<String> = visible(text).replace("\r\n", "\n").split(['\n', '\r']).map(tidy_line).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

fn count(text: &str) -> Reading<Value> {
    let reading = number::read(text);
    match reading.value.map(super::Decimal::whole) {
        Some(None) => Reading::nothing(Note::error("number_not_whole")),
        Some(Some(whole)) => Reading { value: Some(Value::Whole(whole)), notes: reading.notes },
        None => Reading { value: None, notes: reading.notes },
    }
}

fn one_choice(list: &str, text: &str, context: &Context<'_>) -> Reading<Value> {
    let tidied = tidy(text);
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    match code(list, &tidied, context) {
        Some(value) => Reading::clean(value),
        None => Reading::nothing(Note::error("choice_unknown").with("written", tidied)),
    }
}

fn several_choices(list: &str, text: &str, context: &Context<'_>) -> Reading<Value> {
    let tidied = tidy(&text.replace(['\n', '\r'], ";"));
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    let mut items = Vec::new();
    let mut notes = Vec::new();
    for part in tidied.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        match code(list, part, context) {
            Some(item) if items.contains(&item) => {}
            Some(item) => items.push(item),
            None => notes.push(Note::warn("choice_unknown").with("written", part)),
        }
    }
    if items.is_empty() {
        return Reading::nothing(Note::error("choice_unknown").with("written", tidied));
    }
    Reading { value: Some(Value::List(items)), notes }
}

/// Desas by name, split by `;` or `,`.
fn several_villages(text: &str, context: &Context<'_>) -> Reading<Value> {
    let tidied = tidy(&text.replace(['\n', '\r'], ";"));
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    let (mut items, mut notes) = (Vec::new(), Vec::new());
    for part in tidied.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let village = (context.village)(part);
        notes.extend(village.notes);
        items.extend(village.value.map(Value::Text).filter(|code| !items.contains(code)));
    }
    Reading { value: (!items.is_empty()).then_some(Value::List(items)), notes }
}

/// PPKS categories are numbers, all other codes are texts; a list without a name takes any code.
fn code(list: &str, text: &str, context: &Context<'_>) -> Option<Value> {
    if list.is_empty() {
        return Some(Value::Text(text.to_owned()));
    }
    let code = (context.choice)(list, text)?;
    if list == "ppks" { code.parse().ok().map(Value::Whole) } else { Some(Value::Text(code)) }
}

fn yes_no(text: &str) -> Reading<Value> {
    let tidied = tidy(text).to_lowercase();
    match tidied.as_str() {
        "ya" | "y" | "yes" | "iya" | "ada" | "bisa" | "benar" | "true" | "1" | "v" | "√" | "✓" => {
            Reading::clean(Value::Flag(true))
        }
        "tidak" | "t" | "tdk" | "no" | "n" | "tidak ada" | "tidak bisa" | "false" | "0" => {
            Reading::clean(Value::Flag(false))
        }
        _ if is_blank(&tidied) => Reading::nothing(Note::info("blank")),
        _ => Reading::nothing(Note::error("choice_unknown").with("written", tidied)),
    }
}
