//! A written name becomes what can be compared: titles and *bin* set apart, usual spellings folded together.

use std::sync::{Arc, LazyLock};

use super::name_table::{Connector, NameTable, Title, UnreadableNames, Variant, key, key_of_plain};
use super::plain::plain;
use crate::packed::{packed, unpacked};

/// Folds names by a table. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Folder {
    pub(super) table: Arc<NameTable>,
}

impl FoldedName {
    /// The name without titles of descent and spaces: equal for all spellings of one name.
    pub fn key(&self) -> String {
        let ordinary = self.words.iter().filter(|word| word.weight != Weight::Noble);
        let ordinary: String = ordinary.map(|word| word.text.as_str()).collect();
        if ordinary.is_empty() {
            self.words.iter().map(|word| word.text.as_str()).collect()
        } else {
            ordinary
        }
    }
}

/// How much a word says about who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Ordinary,
    /// A birth-order name such as *Made*.
    Common,
    /// A title of descent such as *Raden*: a name matches without it.
    Noble,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedWord {
    /// Lower case, without accents and dots.
    pub written: String,
    /// Its folded form: equal for all spellings of one name.
    pub text: String,
    pub weight: Weight,
}

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedName {
    pub words: Vec<FoldedWord>,
    /// Titles and forms of address, plain, in the order written; not part of the name.
    pub titles: Vec<String>,
    pub alias: Vec<FoldedWord>,
    /// What stands after *bin* or *binti*.
    pub father: Vec<FoldedWord>,
    /// *alm.* was written.
    pub deceased: bool,
    /// Not a name (*Mr. X*, `-`): never a reason for a match.
    pub placeholder: bool,
}

static EMBEDDED: LazyLock<Folder> = LazyLock::new(|| {
    Folder::read(&unpacked(packed!("catalog/names.csv"))).unwrap_or_else(|_| Folder::bare())
});

impl Folder {
    /// The folder of the shipped `assets/catalog/names.csv`, built once.
    pub fn embedded() -> Self {
        EMBEDDED.clone()
    }

    /// A folder of another table in the form of `names.csv`.
    pub fn read(csv: &str) -> Result<Self, UnreadableNames> {
        Ok(Self { table: Arc::new(NameTable::read(csv)?) })
    }

    fn bare() -> Self {
        Self { table: Arc::default() }
    }

    /// One word by itself: the name it is a way to write, and its spelling folded.
    pub fn fold_word(&self, word: &str) -> String {
        self.resolve(&key(word), true).0
    }

    /// The start of a word that is still being typed.
    pub fn fold_start(&self, start: &str) -> String {
        self.table.spelling.fold_start(&key(start))
    }

    /// A whole name as written.
    pub fn fold_name(&self, written: &str) -> FoldedName {
        let plain = plain(written);
        let mut name = FoldedName { placeholder: self.is_placeholder(&plain), ..FoldedName::default() };
        let words = self.split(&plain);
        let mut part = Part::Name;
        let mut plain_words: [Vec<String>; 3] = Default::default();
        for (at, word) in words.iter().enumerate() {
            let between = at > 0 && at + 1 < words.len();
            match self.table.connectors.get(word) {
                Some(Connector::Father) if between => part = Part::Father,
                Some(Connector::Alias) if between => part = Part::Alias,
                _ => plain_words[part as usize].push(word.clone()),
            }
        }
        let [own, father, alias] = plain_words;
        let own = self.without_titles(own, &mut name);
        name.words = self.fold_words(&own);
        let father = self.without_titles(father, &mut name);
        name.father = self.fold_words(&father);
        let alias = self.without_titles(alias, &mut name);
        name.alias = self.fold_words(&alias);
        name
    }

    fn is_placeholder(&self, plain: &str) -> bool {
        let key = key_of_plain(plain);
        let begins =
            |phrase: &String| key.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.starts_with(' '));
        !key.chars().any(char::is_alphabetic)
            || self.table.placeholders.contains(&key)
            || self.table.placeholder_phrases.iter().any(begins)
    }

    fn known(&self, word: &str) -> bool {
        self.table.titles.contains_key(word)
            || self.table.connectors.contains_key(word)
            || self.table.variants.contains_key(word)
    }

    /// Plain words without dots; `S.Pd` stays one word, `H.Dadang` becomes two.
    fn split(&self, plain: &str) -> Vec<String> {
        let mut words = Vec::new();
        let separated = |c: char| c.is_whitespace() || matches!(c, ',' | '/' | '(' | ')' | '-' | ';' | '"');
        for token in plain.split(separated).filter(|token| !token.is_empty()) {
            if !token.contains('.') {
                words.push(token.to_owned());
                continue;
            }
            let whole = token.replace('.', "");
            if self.known(&whole) {
                words.push(whole);
            } else {
                words.extend(token.split('.').filter(|piece| !piece.is_empty()).map(str::to_owned));
            }
        }
        words
    }

    /// Moves titles to `name`, unless nothing would be left.
    fn without_titles(&self, words: Vec<String>, name: &mut FoldedName) -> Vec<String> {
        let title = |word: &String| self.table.titles.get(word).copied().filter(|t| *t != Title::Noble);
        let before = words.iter().take_while(|word| title(word).is_some()).count();
        let after = words.iter().rev().take_while(|w| title(w) == Some(Title::BeforeOrAfter)).count();
        let is_title = |at: usize, word: &String| {
            at < before || at + after >= words.len() || title(word) == Some(Title::Deceased)
        };
        let kept: Vec<_> =
            words.iter().enumerate().filter(|(at, w)| !is_title(*at, w)).map(|(_, w)| w.clone()).collect();
        if kept.is_empty() {
            return words;
        }
        let taken = words.iter().enumerate().filter(|(at, w)| is_title(*at, w)).map(|(_, w)| w.clone());
        for word in taken {
            name.deceased |= title(&word) == Some(Title::Deceased);
            name.titles.push(word);
        }
        kept
    }

    fn fold_words(&self, words: &[String]) -> Vec<FoldedWord> {
        let mut folded = Vec::with_capacity(words.len());
        let mut rest = words;
        while let Some((word, after)) = rest.split_first() {
            if let Some(pair) = self.folded_pair(word, after.first()) {
                folded.push(pair);
                rest = after.get(1..).unwrap_or_default();
            } else {
                folded.push(self.folded(word, !after.is_empty()));
                rest = after;
            }
        }
        folded
    }

    /// Two words that are one name, as *I Made*.
    fn folded_pair(&self, word: &str, next: Option<&String>) -> Option<FoldedWord> {
        let next = next.filter(|_| word.len() <= 2)?;
        let written = format!("{word} {next}");
        let variant = self.table.variants.get(&written)?;
        Some(FoldedWord { written, text: variant.canonical.clone(), weight: variant.weight() })
    }

    fn folded(&self, word: &str, name_follows: bool) -> FoldedWord {
        let (text, variant) = self.resolve(word, name_follows);
        let weight = match variant {
            Some(weight) => weight,
            None if self.table.titles.get(word) == Some(&Title::Noble) => Weight::Noble,
            None => Weight::Ordinary,
        };
        FoldedWord { written: word.to_owned(), text, weight }
    }

    /// The usual name that a plain word is a way to write, else its spelling folded.
    fn resolve(&self, word: &str, name_follows: bool) -> (String, Option<Weight>) {
        let usable = |variant: &&Variant| name_follows || !variant.before_name;
        if let Some(variant) = self.table.variants.get(word).filter(usable) {
            return (variant.canonical.clone(), Some(variant.weight()));
        }
        let folded = self.table.spelling.fold(word);
        match self.table.variants.get(&folded).filter(usable) {
            Some(variant) => (variant.canonical.clone(), Some(variant.weight())),
            None => (folded, None),
        }
    }
}

#[derive(Clone, Copy)]
enum Part {
    Name = 0,
    Father = 1,
    Alias = 2,
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
