//! Names pasted from a chat, without headings: `1. Asep Suryana, Cikitu, 3204…`. They become a table that a sheet's reader
//! understands.

use std::collections::HashSet;

use crate::desk::Desk;

/// What the columns are called.
const HEADINGS: &str = "nama\tnik\tno kk\tdesa";
/// Digits of a NIK and of a family card number.
const LONG: usize = 16;
/// Words that stand before a number or a desa and are no name.
const LABELS: &[&str] = &["nik", "kk", "no kk", "nokk", "ktp", "desa", "alamat", "rt", "rw", "hp", "wa"];

impl Desk {
    /// Each line as a row: a number goes where the book knows it, a desa is known by its name, and the first of what is
    /// left over is the name. Nothing when no line has a name.
    pub(super) fn table_of_lines(&self, text: &str) -> Option<String> {
        let villages = self.villages();
        let written: HashSet<&str> = long_numbers(text).collect();
        let given = self.book.gifts().filter_map(|(_, gift)| written.get(&*gift.read().family_card).copied());
        let cards: HashSet<&str> = given.collect();
        let mut table = HEADINGS.to_owned();
        let mut any = false;
        for line in text.lines() {
            let (mut name, mut nik, mut card, mut village) = ("", "", "", "");
            for number in long_numbers(line) {
                let of_card = cards.contains(number) || self.book.household_with_card(number).is_some();
                if of_card || !nik.is_empty() { card = number } else { nik = number }
            }
            for part in parts(line) {
                let plain = part.to_lowercase();
                let bare =
                    ["desa ", "ds. ", "ds ", "kelurahan "].iter().find_map(|word| plain.strip_prefix(word));
                let bare = bare.unwrap_or(&plain);
                let here = villages.iter().find(|village| village.name.to_lowercase() == bare);
                match here {
                    Some(here) => village = &here.name,
                    None if name.is_empty() && !LABELS.contains(&bare) => name = part,
                    None => {}
                }
            }
            any |= !name.is_empty();
            table.push('\n');
            table += &[name, nik, card, village].join("\t");
        }
        any.then_some(table)
    }
}

fn long_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == LONG)
}

/// What stands between signs, without the number in front of a line and without digits behind.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let pieces =
        line.split(['\t', ',', ';', '|', '/', '(', ')', ':', '*']).flat_map(|part| part.split(" - "));
    let letters = |part: &'_ str| -> bool { part.chars().filter(|c| c.is_alphabetic()).count() > 2 };
    pieces
        .map(|part| part.trim_start_matches(|c: char| !c.is_alphabetic()))
        .map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.'))
        .filter(move |part| letters(part) || LABELS.contains(&part.to_lowercase().as_str()))
}
