//! A second row about the same person adds what the first did not say; nothing is overwritten.

use crate::domain::{Person, Table};
use crate::sorted::Sorted as _;

/// Fields that are joined and not filled.
const JOINED: &[&str] = &[
    "categories",
    "undecided",
    "local_tags",
    "disabilities",
    "note",
    "settled",
    "no_nik_reason",
    "estimated_age",
];

/// Takes into `person` what only `other` says.
pub(super) fn join(person: &mut Person, other: &Person) {
    for field in Person::FIELDS.iter().filter(|field| !JOINED.contains(&field.id)) {
        if person.get(field.id).is_none()
            && let Some(value) = other.get(field.id)
        {
            // Both are people: a value of one fits the other.
            let _ = person.set(field.id, Some(&value));
        }
    }
    for category in &other.categories {
        if !person.categories.iter().any(|own| own.number == category.number) {
            person.categories.push(category.clone());
        }
    }
    person.categories.order_by_key(|category| category.number);
    add_new(&mut person.undecided, &other.undecided);
    add_new(&mut person.local_tags, &other.local_tags);
    add_new(&mut person.disabilities, &other.disabilities);
    if !other.note.is_empty() && !person.note.lines().any(|line| line == other.note) {
        person.note = if person.note.is_empty() {
            other.note.clone()
        } else {
            format!("{}\n{}", person.note, other.note)
        };
    }
    if !person.nik.is_empty() {
        person.no_nik_reason.clear();
    }
    if person.birth.is_none() && person.estimated_age.is_empty() {
        person.estimated_age.clone_from(&other.estimated_age);
    }
}

fn add_new<T: Clone + PartialEq>(own: &mut Vec<T>, others: &[T]) {
    for other in others {
        if !own.contains(other) {
            own.push(other.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Category;

    #[test]
    fn joining_fills_and_never_overwrites() {
        let category = |n| Category { number: Some(n), ..Category::default() };
        let mut one = Person {
            name: "A".into(),
            note: "x".into(),
            categories: vec![category(24)],
            ..Person::default()
        };
        let two = Person {
            name: "B".into(),
            phone: "+62812".into(),
            note: "y".into(),
            categories: vec![category(8), category(24)],
            ..Person::default()
        };
        join(&mut one, &two);
        join(&mut one, &two);
        assert_eq!((one.name.as_str(), one.phone.as_str(), one.note.as_str()), ("A", "+62812", "x\ny"));
        assert_eq!(one.categories.iter().filter_map(|c| c.number).collect::<Vec<_>>(), [8, 24]);
    }
}
