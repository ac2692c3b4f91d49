//! Answers a query: every record gets, for every typed word, the best way in which it matches.

use crate::domain::RecordKey;

use super::Index;
use super::dictionary::{Posting, packed};
use super::entry::{Field, Found, Hit, How, Why};
use super::numbers::other_prefix;
use super::query::{Term, has_neighbouring_numbers, terms};

/// For one term, the packed [`Why`] of each slot; 0 where it does not match.
type Marks = Vec<u16>;

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
        let found = self.collect(&marks, limit, filter);
        if found.total >= limit {
            return found;
        }
        for (term, marks) in terms.iter().zip(&mut marks) {
            self.dictionary.near(&term.word, |how, postings| mark_all(marks, how, postings));
        }
        self.collect(&marks, limit, filter)
    }

    fn strict(&self, term: &Term) -> Marks {
        let mut marks = vec![0; self.slots.len()];
        self.dictionary.strict(&term.word, |how, postings| mark_all(&mut marks, how, postings));
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

    /// Two passes in the order of names: count the records of each score, then take the first of the best.
    fn collect(&self, marks: &[Marks], limit: usize, filter: &dyn Fn(RecordKey) -> bool) -> Found {
        let mut matching: Vec<(u16, u32)> = Vec::new();
        let mut counts = vec![0_usize; 1 + 100 * marks.len()];
        for slot in &self.by_name {
            let Some(score) = score(marks, *slot) else { continue };
            if !self.key_of(*slot).is_some_and(filter) {
                continue;
            }
            if let Some(count) = counts.get_mut(usize::from(score)) {
                *count += 1;
            }
            matching.push((score, *slot));
        }
        let total = matching.len();
        let (least, mut places) = least_score(&counts, limit);
        matching.retain(|(score, _)| {
            *score > least
                || (*score == least && places > 0 && {
                    places -= 1;
                    true
                })
        });
        matching.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let hits = matching.into_iter().filter_map(|(score, slot)| self.hit(marks, score, slot)).collect();
        Found { hits, total }
    }

    fn key_of(&self, slot: u32) -> Option<RecordKey> {
        self.slots.get(usize::try_from(slot).ok()?)?.key()
    }

    fn hit(&self, marks: &[Marks], score: u16, slot: u32) -> Option<Hit> {
        let at = usize::try_from(slot).ok()?;
        let kept = self.slots.get(at)?;
        let why = marks.iter().filter_map(|marks| marks.get(at)).map(|packed| Why::unpack(*packed)).collect();
        let mean = usize::from(score) / marks.len().max(1);
        Some(Hit { key: kept.key()?, score: u8::try_from(mean).unwrap_or(100), why, secret: kept.secret })
    }
}

fn mark(marks: &mut [u16], slot: u32, packed: u16) {
    if let Some(mark) = usize::try_from(slot).ok().and_then(|at| marks.get_mut(at)) {
        *mark = packed.max(*mark);
    }
}

fn mark_all(marks: &mut [u16], how: How, postings: &[Posting]) {
    let table = packed(how);
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
