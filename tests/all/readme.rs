//! README's list of keys is what the command table says. `INSTA_UPDATE=always` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write;

use simpul::app::{COMMANDS, Place, key_name};
use simpul::text::{Language, Words};
use simpul::ui::key::Key;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- keys: made from src/app/command.rs -->\n";
const END: &str = "<!-- keys end -->\n";
/// So many places are said in three words.
const MANY: usize = 8;

/// `PersonPage` is `person page`.
fn place(place: Place) -> String {
    let mut words = String::new();
    for letter in format!("{place:?}").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

fn key(key: &Key) -> String {
    let name = if *key == Key::Char(' ') { "space".to_owned() } else { key_name(key) };
    format!("`{name}`")
}

fn table() -> String {
    let (english, indonesian) = (Words::new(Language::En), Words::new(Language::Id));
    let mut table = "| key | what it does | on the screen | where |\n|---|---|---|---|\n".to_owned();
    for command in COMMANDS {
        let keys: Vec<String> = command.keys.iter().map(key).collect();
        let places: Vec<String> = command.places.iter().map(|at| place(*at)).collect();
        let whereabouts = if places.len() > MANY { "lists and pages".to_owned() } else { places.join(", ") };
        let words = |words: &Words| words.get(&format!("command-{}", command.id.name()));
        let (keys, what, shown) = (keys.join(" "), words(&english), words(&indonesian));
        writeln!(table, "| {keys} | {what} | {shown} | {whereabouts} |").unwrap();
    }
    table
}

#[test]
fn the_key_list_is_the_command_table() {
    let readme = std::fs::read_to_string(README).unwrap().replace("\r\n", "\n");
    let (before, rest) = readme.split_once(BEGIN).expect("a place for the keys");
    let (written, after) = rest.split_once(END).expect("an end of the keys");
    let table = table();
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") && written != table {
        std::fs::write(README, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
        return;
    }
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (written.lines().collect(), table.lines().collect());
    let missing: Vec<_> = new.difference(&old).collect();
    let left_over: Vec<_> = old.difference(&new).collect();
    assert!(written == table, "README lacks {missing:#?} and has {left_over:#?}");
}
