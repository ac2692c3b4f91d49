//! Whether two written names can be one person's.

use std::cmp::Ordering;

use super::fold::{FoldedName, FoldedWord, Folder, Weight};

/// How two names compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMatch {
    /// The same letters; case, accents and spaces aside.
    Same,
    /// The same name, written otherwise: title, old spelling, usual short form, joined words.
    Variant,
    /// Alike, of 100: a slip of a letter, a word more or less, another order.
    Similar(u8),
    Different,
}

/// Below this a likeness says nothing.
const SIMILAR: u32 = 70;

impl Folder {
    /// Compares two names by their own words; a father's name or an alias on one side only changes nothing.
    pub fn same_name(&self, one: &FoldedName, other: &FoldedName) -> NameMatch {
        if one.placeholder || other.placeholder || one.words.is_empty() || other.words.is_empty() {
            return NameMatch::Different;
        }
        if !one.father.is_empty()
            && !other.father.is_empty()
            && self.likeness(&one.father, &other.father) < SIMILAR
        {
            return NameMatch::Different;
        }
        let same = one.words.len() == other.words.len()
            && one.words.iter().zip(&other.words).all(|(a, b)| a.written == b.written);
        if same && one.titles == other.titles {
            return NameMatch::Same;
        }
        if same || folds_together(&one.words, &other.words) {
            return NameMatch::Variant;
        }
        match self.likeness(&one.words, &other.words) {
            score @ SIMILAR.. => NameMatch::Similar(u8::try_from(score.min(99)).unwrap_or(99)),
            _ => NameMatch::Different,
        }
    }

    /// 0–100: the share of words that have a partner on the other side.
    fn likeness(&self, one: &[FoldedWord], other: &[FoldedWord]) -> u32 {
        match one.len().cmp(&other.len()) {
            Ordering::Less => self.partnered(one, other),
            Ordering::Greater => self.partnered(other, one),
            // partners are taken as they come, so the two directions may differ
            Ordering::Equal => self.partnered(one, other).max(self.partnered(other, one)),
        }
    }

    fn partnered(&self, few: &[FoldedWord], many: &[FoldedWord]) -> u32 {
        let mut free: Vec<&FoldedWord> = many.iter().collect();
        let mut sum = 0;
        for word in few {
            let best =
                free.iter().enumerate().map(|(at, b)| (self.word_likeness(&word.text, &b.text), at)).max();
            if let Some((score, at)) = best.filter(|(score, _)| *score > 0) {
                sum += score;
                free.swap_remove(at);
            } else if free.iter().any(|b| self.apart(&word.text, &b.text)) {
                return 0;
            }
        }
        let words = u32::try_from(few.len() + many.len()).unwrap_or(u32::MAX);
        2 * sum / words.max(1)
    }

    fn apart(&self, one: &str, other: &str) -> bool {
        self.table.apart.contains(&(one.to_owned(), other.to_owned()))
    }

    fn word_likeness(&self, one: &str, other: &str) -> u32 {
        if one == other {
            return 100;
        }
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        if short.len() == 1 && long.starts_with(short) {
            return 80;
        }
        let slips = strsim::osa_distance(one, other);
        let near = match short.chars().count() {
            // *nok* and *enok*; but *eko* and *eka* are two names
            3 => slips == 1 && long.chars().count() == 4,
            0..3 => false,
            4..8 => slips == 1,
            _ => slips <= 2,
        };
        if !near || self.apart(one, other) {
            return 0;
        }
        if slips == 1 { 90 } else { 75 }
    }
}

/// Equal when folded, a title of descent on one side only and the spaces between words aside.
fn folds_together(one: &[FoldedWord], other: &[FoldedWord]) -> bool {
    let joined = |words: &[FoldedWord], noble: bool| {
        words
            .iter()
            .filter(|w| noble || w.weight != Weight::Noble)
            .map(|w| w.text.as_str())
            .collect::<String>()
    };
    if joined(one, true) == joined(other, true) {
        return true;
    }
    let nobles = |words: &[FoldedWord]| words.iter().filter(|w| w.weight == Weight::Noble).count();
    let bare = joined(one, false);
    (nobles(one) == 0 || nobles(other) == 0) && !bare.is_empty() && bare == joined(other, false)
}
