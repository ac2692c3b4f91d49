//! A category cell as sheets have it: several at once, old words, abbreviations, numbers.

use super::catalogue::Catalog;
use super::normal::normal;
use super::terms::{AgeRule, Resolution, Term};

/// What a cell says. Nothing in it is guessed: what could mean several things stands in `undecided`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenCategories {
    /// Category numbers, ascending, each once.
    pub certain: Vec<i64>,
    pub undecided: Vec<Undecided>,
    /// Codes of the `local_tag` list, also those that an undecided term carries.
    pub local_tags: Vec<String>,
    /// Words that no table knows, as written.
    pub unknown: Vec<String>,
}

/// A term that must be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// As it stands in the cell.
    pub written: String,
    /// Category numbers; with one candidate it is still a question.
    pub candidates: Vec<i64>,
    pub local_tag: Option<String>,
    pub age_rule: Option<AgeRule>,
}

impl Undecided {
    /// The candidate that the person's age makes likelier: what a question offers first, never an answer.
    pub fn proposal(&self, age: Option<i64>) -> Option<i64> {
        self.age_rule.and_then(|rule| rule.proposal(age))
    }
}

impl WrittenCategories {
    /// The cell was empty or said that nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, written: &str, term: &Term) {
        self.local_tags.extend(term.local_tag.clone().filter(|tag| !self.local_tags.contains(tag)));
        match term.resolution {
            Resolution::Certain => self.certain.extend(&term.candidates),
            Resolution::LocalTag => {}
            Resolution::Ask => self.undecided.push(Undecided {
                written: written.to_owned(),
                candidates: term.candidates.clone(),
                local_tag: term.local_tag.clone(),
                age_rule: term.age_rule,
            }),
        }
    }

    /// Sorted; what is certain is no longer asked about; each question once.
    fn tidied(mut self) -> Self {
        self.certain.sort_unstable();
        self.certain.dedup();
        let mut asked: Vec<String> = Vec::new();
        self.undecided.retain(|question| {
            let form = normal(&question.written);
            let new = !asked.contains(&form);
            asked.push(form);
            new
        });
        self
    }
}

impl Catalog {
    /// Reads a category cell: names, abbreviations, old terms, codes and bare numbers 1–26, several at once
    /// separated by `,` `/` `+` `;` `&`, a line break or *dan*.
    pub fn read_categories(&self, text: &str) -> WrittenCategories {
        let mut found = WrittenCategories::default();
        if self.means_blank(text) {
            return found;
        }
        if let Some(term) = self.category_term(text) {
            found.take(text.trim(), &term);
            return found.tidied();
        }
        for piece in text.split([',', '+', ';', '&', '\n', '\r', '\t', '|']) {
            self.read_piece(piece.trim(), &mut found);
        }
        found.tidied()
    }

    /// A piece may hold slashes that separate, and slashes that belong to a term (HIV/AIDS).
    fn read_piece(&self, piece: &str, found: &mut WrittenCategories) {
        let parts: Vec<&str> = piece.split('/').collect();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let taken = self.longest_term(rest);
            let (now, later) = rest.split_at(taken.clamp(1, rest.len()));
            self.read_part(now.join("/").trim(), found);
            rest = later;
        }
    }

    /// How many parts from the first on make one term. Parts that are all terms by themselves stay apart,
    /// unless together they are certain.
    fn longest_term(&self, parts: &[&str]) -> usize {
        let alone = |part: &&str| self.category_term(part).is_some();
        let fits = |count: &usize| {
            let Some(some) = parts.get(..*count) else { return false };
            self.category_term(&some.join("/"))
                .is_some_and(|term| term.resolution == Resolution::Certain || !some.iter().all(alone))
        };
        (2..=parts.len()).rev().find(fits).unwrap_or(1)
    }

    fn read_part(&self, part: &str, found: &mut WrittenCategories) {
        if self.means_blank(part) {
            return;
        }
        if let Some(term) = self.category_term(part) {
            return found.take(part, &term);
        }
        for split in [self.joined_by_and(part), self.with_bracket(part), self.after_list_number(part)] {
            if let Some(terms) = split {
                return terms.iter().for_each(|(written, term)| found.take(written, term));
            }
        }
        found.unknown.push(part.to_owned());
    }

    /// `lansia terlantar dan fakir miskin`, when both sides are known.
    fn joined_by_and<'a>(&self, part: &'a str) -> Option<Vec<(&'a str, Term)>> {
        let lower = part.to_ascii_lowercase();
        let (first, second) = lower.split_once(" dan ")?;
        let sides = [part.get(..first.len())?, part.get(part.len() - second.len()..)?];
        sides.into_iter().map(|side| Some((side.trim(), self.category_term(side)?))).collect()
    }

    /// `Lanjut Usia Terlantar (LUT)`: the words before the bracket, else those in it.
    fn with_bracket<'a>(&self, part: &'a str) -> Option<Vec<(&'a str, Term)>> {
        let (outside, inside) = part.split_once('(')?;
        let sides = [outside.trim(), inside.trim_end().trim_end_matches(')').trim()];
        sides.into_iter().find_map(|side| Some(vec![(side, self.category_term(side)?)]))
    }

    /// `8. Lanjut Usia Terlantar`: the words after a list or category number.
    fn after_list_number<'a>(&self, part: &'a str) -> Option<Vec<(&'a str, Term)>> {
        let words = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let words = words.trim_start_matches(|c: char| c.is_whitespace() || ".)-:".contains(c));
        (words.len() < part.len()).then_some(())?;
        Some(vec![(words, self.category_term(words)?)])
    }

    /// A whole piece as a term: a word of the tables, a bare number, `PPKS 8`.
    fn category_term(&self, text: &str) -> Option<Term> {
        if let Some(term) = self.terms.get(text) {
            return Some(term.clone());
        }
        let form = normal(text);
        let digits = ["ppks", "pmks", "no", "kode"].iter().find_map(|prefix| form.strip_prefix(prefix));
        let digits = digits.unwrap_or(&form).trim();
        let plain = digits.len() <= 2 && digits.chars().all(|c| c.is_ascii_digit());
        let number = plain.then(|| digits.parse().ok()).flatten().filter(|n| self.ppks(*n).is_some())?;
        Some(Term {
            candidates: vec![number],
            resolution: Resolution::Certain,
            local_tag: None,
            age_rule: None,
        })
    }
}
