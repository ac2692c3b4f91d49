//! What was typed, as the terms that all have to match.

use super::Folder;
use super::dictionary::TypedWord;
use super::name_table::{Title, key};
use super::numbers::MIN_PIECE;
use super::plain::{digits, plain};

/// More words than this are not looked at.
const MOST_TERMS: usize = 8;

/// One thing that has to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub word: TypedWord,
    /// Set when the word is a number, or a short number such as `K-2026-0042-7`.
    pub digits: Option<String>,
}

/// The terms of a query. Numbers typed with spaces between are one number when `joined`.
pub(super) fn terms(folder: &Folder, query: &str, joined: bool) -> Vec<Term> {
    let mut written: Vec<String> = Vec::new();
    let mut number_before = false;
    for token in query.split_whitespace() {
        let number = number_of(token);
        match (written.last_mut(), &number) {
            (Some(last), Some(_)) if joined && number_before => last.push_str(token),
            _ => written.extend(pieces(token, number.is_some())),
        }
        number_before = number.is_some();
    }
    let named = drop_titles(folder, written);
    named.into_iter().take(MOST_TERMS).map(|written| term(folder, written)).collect()
}

/// Whether two ways to read the query differ: numbers beside each other.
pub(super) fn has_neighbouring_numbers(query: &str) -> bool {
    let numbers: Vec<_> = query.split_whitespace().map(|token| number_of(token).is_some()).collect();
    numbers.windows(2).any(|pair| pair == [true, true])
}

fn number_of(token: &str) -> Option<String> {
    digits(token).or_else(|| short_number(token))
}

/// The digits of `K-2026-0042-7`, also while it is being typed.
fn short_number(token: &str) -> Option<String> {
    let mut letters = token.chars();
    let letter = letters.next()?.is_ascii_alphabetic();
    let rest = letters.as_str().strip_prefix('-')?;
    digits(rest).filter(|_| letter)
}

fn pieces(token: &str, number: bool) -> Vec<String> {
    if number {
        return vec![token.to_owned()];
    }
    plain(token)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
        .collect()
}

/// *H. Dadang bin Oman* is looked for as *Dadang Oman*; the word that is being typed always stays.
fn drop_titles(folder: &Folder, written: Vec<String>) -> Vec<String> {
    let last = written.len().saturating_sub(1);
    let mut before = true;
    let mut kept = Vec::new();
    for (at, word) in written.into_iter().enumerate() {
        let title = folder.table.titles.get(&word).is_some_and(|title| *title != Title::Noble);
        before &= title;
        let connector = at > 0 && folder.table.connectors.contains_key(&word);
        if at == last || !(before || connector) {
            kept.push(word);
        }
    }
    kept
}

fn term(folder: &Folder, written: String) -> Term {
    let digits = number_of(&written).filter(|digits| digits.len() >= MIN_PIECE);
    let written = if digits.is_some() { written } else { key(&written) };
    let word = TypedWord { folded: folder.fold_word(&written), start: folder.fold_start(&written), written };
    Term { word, digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str, joined: bool) -> Vec<(String, Option<String>)> {
        terms(&Folder::embedded(), query, joined).into_iter().map(|t| (t.word.written, t.digits)).collect()
    }

    #[test]
    fn words_and_numbers_are_told_apart() {
        assert_eq!(read("Enok ROHA", true), [("enok".into(), None), ("roha".into(), None)]);
        let nik = Some("3204301708509012".to_owned());
        assert_eq!(read("3204 3017.0850-9012", true)[0].1, nik);
        assert_eq!(read("siti 1950 3204", true).len(), 2);
        assert_eq!(read("siti 1950 3204", false).len(), 3);
        assert_eq!(read("K-2026-0042-7", true)[0].1.as_deref(), Some("202600427"));
        assert_eq!(read("nur-hayati", true).len(), 2);
        assert_eq!(read("  ", true), []);
    }

    #[test]
    fn titles_before_a_name_are_not_looked_for() {
        assert_eq!(read("H. Dadang bin Oman", true), [("dadang".into(), None), ("oman".into(), None)]);
        assert_eq!(read("bu", true), [("bu".into(), None)], "it may become Budi");
        assert_eq!(read("dadang h", true).len(), 2);
    }
}
