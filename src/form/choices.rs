//! Filters a list while typing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Choice;
use crate::domain::{FieldKind, RecordKind, Value};
use crate::sorted::Sorted as _;

/// Lower case, without accents, with single spaces: what is compared.
pub(super) fn fold(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The choices that fit what was typed: those that begin with it, then those with a word that does, then
/// those that contain it. All of them when nothing was typed.
pub fn matching(choices: Vec<Choice>, typed: &str) -> Vec<Choice> {
    let typed = fold(typed);
    if typed.is_empty() {
        return choices;
    }
    let mut ranked: Vec<(u8, Choice)> =
        choices.into_iter().filter_map(|c| rank(&c, &typed).map(|rank| (rank, c))).collect();
    ranked.order_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, choice)| choice).collect()
}

fn rank(choice: &Choice, typed: &str) -> Option<u8> {
    let label = fold(&choice.label);
    if label.starts_with(typed) || fold(&choice.code) == typed {
        Some(0)
    } else if label.split([' ', '/', '(', '-']).any(|word| word.starts_with(typed)) {
        Some(1)
    } else {
        label.contains(typed).then_some(2)
    }
}

/// The value that a picked code is stored as.
pub(super) fn value_of(kind: FieldKind, code: &str) -> Option<Value> {
    match kind {
        FieldKind::Choice("ppks") | FieldKind::Several("ppks") | FieldKind::Categories => {
            code.trim_start_matches("PPKS-").parse().ok().map(Value::Whole)
        }
        FieldKind::Person
        | FieldKind::Organization
        | FieldKind::Case
        | FieldKind::Group
        | FieldKind::Record => code.parse().ok().map(Value::Link),
        _ => Some(Value::Text(code.to_owned())),
    }
}

/// The kind of one item of a field that holds several.
pub(super) fn item_kind(kind: FieldKind) -> FieldKind {
    match kind {
        FieldKind::Several(list) => FieldKind::Choice(list),
        FieldKind::Categories => FieldKind::Choice("ppks"),
        FieldKind::Villages => FieldKind::Village,
        other => other,
    }
}

/// The kind of record a field points at.
pub(super) fn record_kind(kind: FieldKind) -> Option<RecordKind> {
    match kind {
        FieldKind::Person => Some(RecordKind::Person),
        FieldKind::Organization => Some(RecordKind::Organization),
        FieldKind::Case => Some(RecordKind::Case),
        FieldKind::Group => Some(RecordKind::Group),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(typed: &str) -> Vec<String> {
        let all = ["Cikitu", "Pakis Cikaso", "Nagrak", "Acik", "Penyandang Disabilitas (PD)"];
        let choices = all.iter().map(|l| Choice::new(l.to_lowercase(), *l)).collect();
        matching(choices, typed).into_iter().map(|c| c.label).collect()
    }

    #[test]
    fn beginnings_come_first_then_words_then_the_rest() {
        assert_eq!(labels("  CIK "), ["Cikitu", "Pakis Cikaso", "Acik"]);
        assert_eq!(labels("pd"), ["Penyandang Disabilitas (PD)"]);
        assert_eq!(labels("").len(), 5);
        assert_eq!(labels("xyz"), [""; 0]);
    }

    #[test]
    fn accents_and_spaces_do_not_matter() {
        assert_eq!(fold("  Décor   Àcik "), "decor acik");
    }

    #[test]
    fn a_category_is_stored_as_its_number() {
        assert_eq!(value_of(FieldKind::Choice("ppks"), "10"), Some(Value::Whole(10)));
        assert_eq!(value_of(FieldKind::Choice("ppks"), "PPKS-10"), Some(Value::Whole(10)));
        assert_eq!(value_of(FieldKind::Choice("sex"), "male"), Some(Value::Text("male".into())));
        assert_eq!(value_of(FieldKind::Person, "not a key"), None);
    }
}
