//! Stand-in for `domain::reading` until it is merged: same signatures.

use chrono::NaiveDate;

use crate::domain::{FieldKind, Note, PartialDate, Reading, Value};

pub(super) struct Context<'a> {
    pub(super) today: NaiveDate,
    pub(super) choice: &'a dyn Fn(&str, &str) -> Option<String>,
    pub(super) village: &'a dyn Fn(&str) -> Reading<String>,
}

pub(super) fn read(kind: FieldKind, text: &str, context: &Context<'_>) -> Reading<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Reading::blank();
    }
    match kind {
        FieldKind::Date | FieldKind::BirthDate => match text {
            "hari ini" => Reading::clean(Value::Date(context.today.into())),
            text => match text.parse::<PartialDate>() {
                Ok(date) => Reading::clean(Value::Date(date)),
                Err(_) => Reading::nothing(Note::error("date_unreadable")),
            },
        },
        FieldKind::Number | FieldKind::Money => match text.parse() {
            Ok(number) => Reading::clean(Value::Whole(number)),
            Err(_) => Reading::nothing(Note::error("number_unreadable")),
        },
        FieldKind::Village => {
            let read = (context.village)(text);
            Reading { value: read.value.map(Value::Text), notes: read.notes }
        }
        FieldKind::Choice(list) => Reading { value: (context.choice)(list, text).map(Value::Text), notes: Vec::new() },
        _ => Reading::clean(Value::Text(text.to_owned())),
    }
}

pub(super) fn show(_kind: FieldKind, value: &Value) -> String {
    value.plain()
}
