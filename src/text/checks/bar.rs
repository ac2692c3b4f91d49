//! The words on the key bar leave room for what matters at 80 columns.

use crate::app::{COMMANDS, CommandId, Place};
use crate::screens::hints_at;
use crate::text::{Language, Words};
use crate::ui::bar::fitting;

/// Room for the bar in a window of 80 columns.
const COLUMNS: usize = 78;
/// Commands of a place, by rank, that its bar shows beside the help.
const FIRST: usize = 4;
/// A label is one or two short words.
const WIDEST: usize = 22;

fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for place in COMMANDS.iter().flat_map(|command| command.places) {
        if *place != Place::Everywhere && !places.contains(place) {
            places.push(*place);
        }
    }
    places
}

/// Places in which letters are typed.
fn is_typing(place: Place) -> bool {
    matches!(place, Place::Form | Place::Setup | Place::Unlock | Place::Send | Place::Receive)
}

#[test]
fn the_bar_shows_the_first_commands_and_the_help_at_80_columns() {
    for words in Language::ALL.map(Words::new) {
        let help = words.get(&format!("command-{}", CommandId::Help.name()));
        for place in places() {
            let all = hints_at(place, is_typing(place), (&words, false), |_| true);
            let (helping, mut others): (Vec<_>, Vec<_>) = all.iter().partition(|hint| hint.label == help);
            others.sort_by_key(|hint| hint.rank);
            let shown = fitting(&all, COLUMNS);
            assert_eq!(helping.len(), 1, "{place:?}");
            for hint in others.into_iter().take(FIRST).chain(helping) {
                assert!(
                    shown.contains(&hint),
                    "{place:?} has no room for {hint:?} in {:?}",
                    words.language()
                );
            }
        }
    }
}

#[test]
fn labels_of_commands_are_short() {
    for words in Language::ALL.map(Words::new) {
        for command in COMMANDS {
            let label = words.get(&format!("command-{}", command.id.name()));
            assert!(label.chars().count() <= WIDEST, "{label:?}");
        }
    }
}

/// Words that are drawn in one line, and the columns that they have.
const ONE_LINE: &[(&str, usize)] = &[
    ("pick-hint", 62),
    ("drafts-hint", 62),
    ("palette-nothing", 62),
    ("work-hint", 62),
    ("work-hint-short", 62),
    ("agenda-empty", 76),
    ("empty-today-1", 76),
    ("empty-today-2", 76),
    ("empty-today-3", 76),
    ("empty-today-4", 76),
    ("files-empty", 76),
    ("reports-empty", 76),
    ("reports-note", 70),
    ("import-not-read", 76),
    ("import-reading", 76),
    ("likely-title", 76),
    ("masked-page", 76),
    ("send-hint", 76),
    ("send-retry", 76),
    ("send-working", 76),
    ("unlock-working", 76),
    ("unlock-forgotten", 76),
    ("count-overdue", 34),
    ("count-late", 34),
    ("count-questions", 34),
    ("count-stalled", 34),
    ("count-waiting", 34),
    ("count-silent", 34),
    ("count-no-need", 34),
    ("count-no-consent", 34),
    ("count-mend", 34),
    ("send-profile", 26),
    ("send-recipient", 26),
    ("send-purpose", 26),
    ("send-drives", 26),
    ("send-folder", 26),
    ("password-again-ask", 26),
    ("password", 26),
    ("password-new", 26),
    ("password-again", 26),
    ("recovery-code", 26),
    ("passphrase", 26),
];

#[test]
fn words_for_one_line_fit_it() {
    let args = ["count", "people", "undecided", "without", "gone"].map(|name| (name, 999usize.into()));
    for words in Language::ALL.map(Words::new) {
        for (key, columns) in ONE_LINE {
            let said = words.say(key, &args);
            assert!(crate::ui::text::width(&said) <= *columns, "{key}: {said}");
        }
    }
}
