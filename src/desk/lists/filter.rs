//! What a list is narrowed by, as people write it: `desa:cikitu kategori:8,14 -tahap:asesmen enok`. Pure: which values
//! there are, a [`Vocabulary`] says.

use std::fmt::Write as _;

/// What a cut looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilterKey {
    Village,
    Category,
    Stage,
    Priority,
    Sensitivity,
    /// Whether there is a case, and an open one.
    Case,
    Due,
    Reporter,
    Tag,
    State,
    Sex,
    Age,
    /// Of what was done, `YYYY-MM`.
    Month,
    /// A cut that *Hari Ini* leads to.
    Only,
}

/// Each key with the names it goes by, the Indonesian one first.
const KEYS: [(FilterKey, &[&str]); 14] = [
    (FilterKey::Village, &["desa", "kelurahan", "village"]),
    (FilterKey::Category, &["kategori", "category", "ppks"]),
    (FilterKey::Stage, &["tahap", "stage"]),
    (FilterKey::Priority, &["prioritas", "priority"]),
    (FilterKey::Sensitivity, &["sifat", "sensitivity"]),
    (FilterKey::Case, &["kasus", "case"]),
    (FilterKey::Due, &["jatuh", "due"]),
    (FilterKey::Reporter, &["pelapor", "reporter"]),
    (FilterKey::Tag, &["tag", "tanda"]),
    (FilterKey::State, &["keadaan", "state"]),
    (FilterKey::Sex, &["jk", "sex"]),
    (FilterKey::Age, &["umur", "age"]),
    (FilterKey::Month, &["bulan", "month"]),
    (FilterKey::Only, &["hanya", "only"]),
];

/// Typed words by the name that they went by before there were free ones.
const WORDS: [&str; 2] = ["kata", "words"];

impl FilterKey {
    pub fn all() -> impl Iterator<Item = Self> {
        KEYS.iter().map(|(key, _)| *key)
    }

    /// The Indonesian name, as it is written.
    pub fn name(self) -> &'static str {
        let found = KEYS.iter().find(|(key, _)| *key == self);
        found.and_then(|(_, names)| names.first().copied()).unwrap_or_default()
    }

    fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        KEYS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(key, _)| *key)
    }
}

/// One condition: any of the values, or none of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cut {
    pub key: FilterKey,
    pub not: bool,
    /// Codes.
    pub values: Vec<String>,
}

/// Conditions that hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    pub cuts: Vec<Cut>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    pub fn has(&self, key: FilterKey, not: bool, value: &str) -> bool {
        let of_key = self.cuts.iter().find(|cut| cut.key == key && cut.not == not);
        of_key.is_some_and(|cut| cut.values.iter().any(|own| own == value))
    }

    /// Adds a value, or takes it away when it is there.
    pub fn toggle(&mut self, key: FilterKey, not: bool, value: &str) {
        match self.cuts.iter_mut().find(|cut| cut.key == key && cut.not == not) {
            Some(cut) => match cut.values.iter().position(|own| own == value) {
                Some(at) => {
                    cut.values.remove(at);
                }
                None => cut.values.push(value.to_owned()),
            },
            None => self.cuts.push(Cut { key, not, values: vec![value.to_owned()] }),
        }
        self.cuts.retain(|cut| !cut.values.is_empty());
    }
}

/// Everything that is written in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expression {
    pub filter: Filter,
    /// What is no condition, one space between two words.
    pub words: String,
}

/// Which values a key has.
pub trait Vocabulary {
    /// The code of a value as people write it.
    fn read(&self, key: FilterKey, written: &str) -> Option<String>;
    /// The value as people write it; [`Self::read`] reads it back.
    fn spell(&self, key: FilterKey, code: &str) -> String;
    /// What could be written, for who wrote something else; nothing where the list has no such key.
    fn possible(&self, key: FilterKey) -> Vec<String>;
}

/// What is wrong with what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterFault {
    UnknownKey { written: String, possible: String },
    UnknownValue { key: &'static str, written: String, possible: String },
}

impl Expression {
    pub fn read(text: &str, vocabulary: &dyn Vocabulary) -> Result<Self, FilterFault> {
        let mut read = Self::default();
        let mut words: Vec<String> = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            if let Some(begun) = begin_term(rest) {
                let (values, after) = begun.values();
                rest = after;
                if WORDS.contains(&begun.name.to_lowercase().as_str()) {
                    words.extend(values);
                } else {
                    read.filter.cuts.push(cut(&begun, &values, vocabulary)?);
                }
            } else {
                let (word, after) = value(rest, &|rest| rest.starts_with(char::is_whitespace));
                words.push(word);
                rest = after;
            }
            rest = rest.trim_start();
        }
        let words = words.join(" ");
        read.words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(read)
    }

    /// As it is written; reading that gives the same.
    pub fn written(&self, vocabulary: &dyn Vocabulary) -> String {
        let mut text = String::new();
        for cut in &self.filter.cuts {
            let values = cut.values.iter().map(|code| quoted(&vocabulary.spell(cut.key, code)));
            let values = values.collect::<Vec<_>>().join(",");
            let not = if cut.not { "-" } else { "" };
            let _ = write!(text, "{not}{}:{values} ", cut.key.name());
        }
        for word in self.words.split_whitespace() {
            let stays = begin_term(word).is_none() && !word.contains('"');
            text += if stays { word.to_owned() } else { in_quotes(word) }.as_str();
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text
    }
}

fn cut(begun: &Begun<'_>, written: &[String], vocabulary: &dyn Vocabulary) -> Result<Cut, FilterFault> {
    let known = FilterKey::from_name(begun.name);
    let Some(key) = known.filter(|key| !vocabulary.possible(*key).is_empty()) else {
        let offered = FilterKey::all().filter(|key| !vocabulary.possible(*key).is_empty());
        return Err(FilterFault::UnknownKey {
            written: begun.name.to_owned(),
            possible: offered.map(FilterKey::name).collect::<Vec<_>>().join(", "),
        });
    };
    let mut values = Vec::new();
    for text in written {
        let code = vocabulary.read(key, text).ok_or_else(|| FilterFault::UnknownValue {
            key: key.name(),
            written: text.clone(),
            possible: vocabulary.possible(key).join(", "),
        })?;
        if !values.contains(&code) {
            values.push(code);
        }
    }
    Ok(Cut { key, not: begun.not, values })
}

/// `-desa:`, and what follows.
struct Begun<'a> {
    not: bool,
    name: &'a str,
    /// After `=` a value may have spaces in it.
    is_loose: bool,
    rest: &'a str,
}

fn begin_term(text: &str) -> Option<Begun<'_>> {
    let (not, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let end = text.find([':', '=', '<', '>'])?;
    let (name, rest) = text.split_at(end);
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(char::is_alphabetic);
    // `umur>60`: the sign belongs to what is asked.
    let value = rest.strip_prefix([':', '=']).unwrap_or(rest);
    is_name.then(|| Begun { not, name, is_loose: rest.starts_with('='), rest: value })
}

impl<'a> Begun<'a> {
    fn values(&self) -> (Vec<String>, &'a str) {
        let starts_term = |rest: &str| begin_term(rest.trim_start_matches([',', ' '])).is_some();
        let ends = |rest: &str| {
            rest.starts_with(',')
                || rest.starts_with(char::is_whitespace) && (!self.is_loose || starts_term(rest))
        };
        let (mut values, mut rest) = (Vec::new(), self.rest);
        loop {
            let (text, after) = value(rest, &ends);
            values.push(text.trim().to_owned());
            rest = after;
            match rest.strip_prefix(',') {
                Some(after) if starts_term(after) => return (values, after),
                Some(after) if !after.trim().is_empty() => rest = after.trim_start(),
                Some(after) => return (values, after),
                None => return (values, rest),
            }
        }
    }
}

/// One value: what stands in quotes, or everything up to an end.
fn value<'a>(text: &'a str, ends: &dyn Fn(&str) -> bool) -> (String, &'a str) {
    if let Some(inside) = text.strip_prefix('"') {
        return in_quotes_read(inside);
    }
    let end = text.char_indices().map(|(at, _)| at).find(|at| ends(&text[*at..])).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// Up to the closing quote; two of them are one. A quote that never closes goes to the end.
fn in_quotes_read(inside: &str) -> (String, &str) {
    let mut read = String::new();
    let mut rest = inside;
    loop {
        let Some((before, after)) = rest.split_once('"') else {
            read += rest;
            return (read, "");
        };
        read += before;
        match after.strip_prefix('"') {
            Some(on) => {
                read.push('"');
                rest = on;
            }
            None => return (read, after),
        }
    }
}

fn quoted(value: &str) -> String {
    let breaks = |c: char| c.is_whitespace() || matches!(c, ',' | '"');
    let is_plain = !value.is_empty() && !value.contains(breaks) && begin_term(value).is_none();
    if is_plain { value.to_owned() } else { in_quotes(value) }
}

fn in_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
