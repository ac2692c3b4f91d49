//! `assets/catalog/names.csv`: titles, connectors, variants, spelling and placeholders of Indonesian names.

use std::collections::{HashMap, HashSet};

use super::fold::Weight;
use super::plain::plain;
use super::spelling::{Place, Rule, Spelling};

/// The table is not in the form of `names.csv`.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableNames {
    #[error("line {line} of the table of names has no {column}")]
    Missing { line: usize, column: &'static str },
    #[error("line {line} of the table of names has an unknown class or action")]
    Unknown { line: usize },
    #[error("the table of names is not CSV")]
    Csv(#[from] csv::Error),
}

/// Where a title may stand to be taken as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// Before the name only: *H.* after it is an initial.
    Before,
    BeforeOrAfter,
    /// Anywhere; says that the person has died.
    Deceased,
    /// Descent: kept, and a name matches without it.
    Noble,
}

/// What comes after a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Connector {
    Father,
    Alias,
}

/// One usual name that is written in several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    /// Folded.
    pub canonical: String,
    /// Birth-order names: so usual that they say little.
    pub common: bool,
    /// A single letter stands for it only before another name.
    pub before_name: bool,
}

impl Variant {
    pub fn weight(&self) -> Weight {
        if self.common { Weight::Common } else { Weight::Ordinary }
    }
}

/// Everything keyed by plain text without dots.
#[derive(Clone, Debug, Default)]
pub(super) struct NameTable {
    pub titles: HashMap<String, Title>,
    pub connectors: HashMap<String, Connector>,
    pub variants: HashMap<String, Variant>,
    pub placeholders: HashSet<String>,
    /// Those of several words: a name that begins so is none either.
    pub placeholder_phrases: Vec<String>,
    /// Folded pairs that look alike and are not, in both orders.
    pub apart: HashSet<(String, String)>,
    pub spelling: Spelling,
}

struct Line {
    class: String,
    canonical: String,
    variants: Vec<String>,
    action: String,
    note: String,
}

/// Plain, without dots, one space between words: the key of every table.
pub(super) fn key(text: &str) -> String {
    key_of_plain(&plain(text))
}

/// The same of a text that is plain already.
pub(super) fn key_of_plain(plain: &str) -> String {
    if plain.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return plain.to_owned();
    }
    plain.replace(['.', '(', ')'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl NameTable {
    pub fn read(text: &str) -> Result<Self, UnreadableNames> {
        let lines = lines(text)?;
        let rules = lines.iter().filter(|(_, line)| line.class == "spelling").map(|(_, line)| rule(line));
        let mut table = Self { spelling: Spelling::new(rules.collect()), ..Self::default() };
        for (at, line) in &lines {
            table.take(line).ok_or(UnreadableNames::Unknown { line: *at })?;
        }
        Ok(table)
    }

    fn take(&mut self, line: &Line) -> Option<()> {
        match (line.class.as_str(), line.action.as_str()) {
            ("title", _) => self.title(line),
            ("connector", "split") => {
                let what = if line.canonical == "alias" { Connector::Alias } else { Connector::Father };
                self.connectors.extend(line.variants.iter().map(|word| (key(word), what)));
            }
            ("variant", "equal") => self.variant(line),
            ("variant", "not_equal") => self.keep_apart(line),
            ("placeholder", _) => {
                let names: Vec<_> =
                    line.variants.iter().chain([&line.canonical]).map(|name| key(name)).collect();
                self.placeholder_phrases.extend(names.iter().filter(|name| name.contains(' ')).cloned());
                self.placeholders.extend(names);
            }
            ("spelling", _) | ("connector", "keep") => {}
            _ => return None,
        }
        Some(())
    }

    fn title(&mut self, line: &Line) {
        let what = match (line.action.as_str(), line.canonical.as_str()) {
            ("keep", _) => Title::Noble,
            (_, "alm.") => Title::Deceased,
            (_, "Drs.") => Title::BeforeOrAfter,
            _ => Title::Before,
        };
        self.titles.extend(line.variants.iter().chain([&line.canonical]).map(|word| (key(word), what)));
    }

    fn variant(&mut self, line: &Line) {
        // of `I Made` the last word is the name
        let canonical = key(&line.canonical);
        let name = canonical.rsplit(' ').next().unwrap_or_default();
        let canonical = self.spelling.fold(name);
        let common = line.note.contains("bobot rendah");
        for word in line.variants.iter().chain([&line.canonical]) {
            let word = key(word);
            let before_name = word.chars().count() == 1;
            let variant = Variant { canonical: canonical.clone(), common, before_name };
            let folded = self.spelling.fold(&word);
            self.variants.entry(folded).or_insert_with(|| variant.clone());
            self.variants.insert(word, variant);
        }
    }

    fn keep_apart(&mut self, line: &Line) {
        let one = self.spelling.fold(&key(&line.canonical));
        for other in &line.variants {
            let other = self.spelling.fold(&key(other));
            self.apart.insert((one.clone(), other.clone()));
            self.apart.insert((other, one.clone()));
        }
    }
}

fn rule(line: &Line) -> Rule {
    let place = if line.note.contains("hanya sesudah") {
        Place::OldSpelling
    } else if line.note.contains("akhir kata") {
        Place::End
    } else {
        Place::Anywhere
    };
    Rule { from: line.canonical.clone(), to: line.variants.first().cloned().unwrap_or_default(), place }
}

fn lines(text: &str) -> Result<Vec<(usize, Line)>, UnreadableNames> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().enumerate().map(|(at, record)| read_line(at + 2, &record?)).collect()
}

fn read_line(line: usize, record: &csv::StringRecord) -> Result<(usize, Line), UnreadableNames> {
    let cell = |at: usize, column| record.get(at).ok_or(UnreadableNames::Missing { line, column });
    let variants = cell(2, "variants")?.split('|').filter(|v| !v.is_empty()).map(str::to_owned).collect();
    Ok((
        line,
        Line {
            class: cell(0, "class")?.to_owned(),
            canonical: cell(1, "canonical")?.to_owned(),
            variants,
            action: cell(3, "action")?.to_owned(),
            note: cell(4, "note")?.to_owned(),
        },
    ))
}
