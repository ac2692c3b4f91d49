//! Answers a query: every record gets, for every typed word, the best way in which it matches.

use crate::domain::RecordKey;

use super::Index;
use super::dictionary::{Posting, packed};
use super::entry::{Field, Found, Hit, How, Why};
use super::numbers::other_prefix;
use super::query::{Term, has_neighbouring_numbers, terms};

/// For one term, the packed [`Why`] of each slot; 0 where it does not match.
type Marks = Vec<u16>;

/// Slots whose name begins with all that was typed, as it was typed. Among equals they come first.
struct Named<'a> {
    begin: &'a [u32],
    /// So many of them, at the front, have no further letter.
    whole: usize,
}

impl Index {
    /// The best `limit` records that match every word of `query` and that `filter` lets through. Words one slip
    /// off are taken only when the page is not full without them.
    pub fn find(&self, query: &str, limit: usize, filter: &dyn Fn(RecordKey) -> bool) -> Found {
        let joined = self.answer(&terms(&self.folder, query, true), limit, filter);
        if joined.total > 0 || !has_neighbouring_numbers(query) {
            return joined;
        }
        self.answer(&terms(&self.folder, query, false), limit, filter)
    }

    fn answer(&self, terms: &[Term], limit: usize, filter: &dyn Fn(RecordKey) -> bool) -> Found {
        if terms.is_empty() {
            return Found::default();
        }
        let mut marks: Vec<Marks> = terms.iter().map(|term| self.strict(term)).collect();
        let named = self.named(terms);
        let found = self.collect(&marks, &named, limit, filter);
        if found.total >= limit {
            return found;
        }
        for (term, marks) in terms.iter().zip(&mut marks) {
            let is_short = term.word.is_short();
            self.dictionary.near(&term.word, |how, postings| mark_all(marks, how, is_short, postings));
        }
        self.collect(&marks, &named, limit, filter)
    }

    /// Those whose name begins as typed, in the order of names: the first so many are named so and no more.
    fn named(&self, terms: &[Term]) -> Named<'_> {
        let typed = terms.iter().map(|term| term.word.written.as_str()).collect::<Vec<_>>().join(" ");
        let from = self.by_name.partition_point(|slot| self.name_of(*slot) < typed.as_str());
        let begin = self.by_name.get(from..).unwrap_or_default();
        let end = begin.partition_point(|slot| self.name_of(*slot).starts_with(&typed));
        let begin = begin.get(..end).unwrap_or_default();
        Named { begin, whole: begin.partition_point(|slot| self.name_of(*slot) == typed) }
    }

    fn strict(&self, term: &Term) -> Marks {
        let mut marks = vec![0; self.slots.len()];
        let is_short = term.word.is_short();
        self.dictionary.strict(&term.word, |how, postings| mark_all(&mut marks, how, is_short, postings));
        if let Some(digits) = &term.digits {
            self.mark_numbers(&mut marks, digits);
        }
        marks
    }

    fn mark_numbers(&self, marks: &mut Marks, digits: &str) {
        let mut give = |how, owner: Posting| {
            mark(marks, owner.slot(), Why { field: owner.field(), how }.pack());
        };
        self.numbers.find(digits, &mut give);
        if let Some(other) = other_prefix(digits) {
            self.numbers.find(&other, &mut give);
        }
        let year = digits.parse().ok().filter(|year: &i16| digits.len() == 4 && (1900..2100).contains(year));
        let Some(year) = year else { return };
        let packed = Why { field: Field::BirthYear, how: How::Exact }.pack();
        for (slot, mark) in self.slots.iter().zip(marks) {
            if slot.birth_year == year {
                *mark = packed.max(*mark);
            }
        }
    }

    /// Scores in the order of slots, where memory is read in a row; then the best in the order of names.
    fn collect(
        &self,
        marks: &[Marks],
        named: &Named<'_>,
        limit: usize,
        filter: &dyn Fn(RecordKey) -> bool,
    ) -> Found {
        let mut scores: Vec<u16> =
            (0_u32..).zip(&self.slots).map(|(slot, _)| score(marks, slot).unwrap_or(0)).collect();
        for (score, slot) in scores.iter_mut().zip(&self.slots) {
            if *score > 0 && !slot.key().is_some_and(filter) {
                *score = 0;
            }
        }
        for (at, slot) in named.begin.iter().enumerate() {
            let score = usize::try_from(*slot).ok().and_then(|slot| scores.get_mut(slot));
            if let Some(score) = score.filter(|score| **score > 0) {
                *score += if at < named.whole { 2 } else { 1 };
            }
        }
        let mut counts = vec![0_usize; 3 + 100 * marks.len()];
        for score in &scores {
            if let Some(count) = counts.get_mut(usize::from(*score)) {
                *count += 1;
            }
        }
        if let Some(none) = counts.first_mut() {
            *none = 0;
        }
        let total = counts.iter().sum();
        let (least, mut places) = least_score(&counts, limit);
        let mut best: Vec<(u16, u32)> = Vec::with_capacity(limit.min(total));
        for slot in &self.by_name {
            if best.len() == limit.min(total) {
                break;
            }
            let score = usize::try_from(*slot).ok().and_then(|at| scores.get(at)).copied().unwrap_or(0);
            if score == 0 || score < least || score == least && places == 0 {
                continue;
            }
            places -= usize::from(score == least);
            best.push((score, *slot));
        }
        best.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let hits = best.into_iter().filter_map(|(score, slot)| self.hit(marks, score, slot)).collect();
        Found { hits, total }
    }

    fn name_of(&self, slot: u32) -> &str {
        usize::try_from(slot).ok().and_then(|at| self.slots.get(at)).map_or("", |slot| &slot.name)
    }

    fn hit(&self, marks: &[Marks], score: u16, slot: u32) -> Option<Hit> {
        let at = usize::try_from(slot).ok()?;
        let kept = self.slots.get(at)?;
        let why = marks.iter().filter_map(|marks| marks.get(at)).map(|packed| Why::unpack(*packed)).collect();
        let mean = (usize::from(score) / marks.len().max(1)).min(100);
        Some(Hit { key: kept.key()?, score: u8::try_from(mean).unwrap_or(100), why, secret: kept.secret })
    }
}

fn mark(marks: &mut [u16], slot: u32, packed: u16) {
    if let Some(mark) = usize::try_from(slot).ok().and_then(|at| marks.get_mut(at)) {
        *mark = packed.max(*mark);
    }
}

fn mark_all(marks: &mut [u16], how: How, is_short: bool, postings: &[Posting]) {
    let table = packed(how, is_short);
    for posting in postings {
        let packed = table.get(posting.field() as usize).copied().unwrap_or(0);
        mark(marks, posting.slot(), packed);
    }
}

/// The sum over all terms; nothing when one of them does not match.
fn score(marks: &[Marks], slot: u32) -> Option<u16> {
    let at = usize::try_from(slot).ok()?;
    let mut sum = 0;
    for marks in marks {
        match marks.get(at) {
            Some(packed) if *packed > 0 => sum += packed >> 8,
            _ => return None,
        }
    }
    Some(sum)
}

/// The lowest score that still gets in among the best `limit`, and how many of that score do.
fn least_score(counts: &[usize], limit: usize) -> (u16, usize) {
    let mut above = 0;
    for (score, count) in counts.iter().enumerate().rev() {
        if above + count >= limit {
            return (u16::try_from(score).unwrap_or(u16::MAX), limit - above);
        }
        above += count;
    }
    (0, 0)
}
