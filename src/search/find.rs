//! Answers a query: every record gets, for every typed word, the best way in which it matches.

use crate::domain::RecordKey;

use super::Index;
use super::dictionary::{Posting, packed};
use super::entry::{Field, Found, Hit, How, Why};
use super::query::{Term, has_neighbouring_numbers, terms};

/// How one term matches.
struct Marks {
    /// The packed [`Why`] of each slot; 0 where it does not match.
    of_slot: Vec<u16>,
    /// The slots where it does, up to [`Self::few`] of them: beyond that all are looked at anyway.
    marked: Vec<u32>,
    few: usize,
}

impl Marks {
    fn none(slots: usize) -> Self {
        let few = slots / FEW;
        Self { of_slot: vec![0; slots], marked: Vec::with_capacity(few), few }
    }

    fn at(&self, slot: u32) -> u16 {
        usize::try_from(slot).ok().and_then(|at| self.of_slot.get(at)).copied().unwrap_or(0)
    }

    /// Keeps the better of two ways of matching.
    #[inline]
    fn mark(&mut self, slot: u32, packed: u16) {
        let Some(mark) = usize::try_from(slot).ok().and_then(|at| self.of_slot.get_mut(at)) else { return };
        if *mark == 0 && packed > 0 && self.marked.len() < self.few {
            self.marked.push(slot);
        }
        *mark = packed.max(*mark);
    }

    fn mark_all(&mut self, how: How, is_short: bool, postings: &[Posting]) {
        let table = packed(how, is_short);
        for posting in postings {
            let packed = table.get(posting.field() as usize).copied().unwrap_or(0);
            self.mark(posting.slot(), packed);
        }
    }
}

/// Where a term matches fewer than one in so many, only those it matches are looked at.
const FEW: usize = 16;

/// Slots whose name begins with all that was typed, as it was typed. Among equals they come first.
struct Named<'a> {
    typed: String,
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
            self.dictionary.near(&term.word, |how, postings| marks.mark_all(how, is_short, postings));
        }
        self.collect(&marks, &named, limit, filter)
    }

    /// Those whose name begins as typed, in the order of names: the first so many are named so and no more.
    fn named(&self, terms: &[Term]) -> Named<'_> {
        let typed = terms.iter().map(|term| term.word.written.as_str()).collect::<Vec<_>>().join(" ");
        let from = self.by_name.partition_point(|slot| self.name(*slot) < typed.as_str());
        let begin = self.by_name.get(from..).unwrap_or_default();
        let end = begin.partition_point(|slot| self.name(*slot).starts_with(&typed));
        let begin = begin.get(..end).unwrap_or_default();
        let whole = begin.partition_point(|slot| self.name(*slot) == typed);
        Named { typed, begin, whole }
    }

    fn strict(&self, term: &Term) -> Marks {
        let mut marks = Marks::none(self.slots.len());
        let is_short = term.word.is_short();
        self.dictionary.strict(&term.word, |how, postings| marks.mark_all(how, is_short, postings));
        if let Some(digits) = &term.digits {
            self.mark_numbers(&mut marks, digits);
        }
        marks
    }

    fn mark_numbers(&self, marks: &mut Marks, digits: &str) {
        self.numbers.find(digits, |packed, slot| marks.mark(slot, packed));
        let year = digits.parse().ok().filter(|year: &i16| digits.len() == 4 && (1900..2100).contains(year));
        let Some(year) = year else { return };
        let packed = Why { field: Field::BirthYear, how: How::Exact }.pack();
        for (at, slot) in (0..).zip(&self.slots) {
            if slot.birth_year == year {
                marks.mark(at, packed);
            }
        }
    }

    fn collect(
        &self,
        marks: &[Marks],
        named: &Named<'_>,
        limit: usize,
        filter: &dyn Fn(RecordKey) -> bool,
    ) -> Found {
        match marks.iter().min_by_key(|marks| marks.marked.len()) {
            Some(fewest) if fewest.marked.len() < fewest.few => {
                self.collect_among(&fewest.marked, marks, named, limit, filter)
            }
            _ => self.collect_all(marks, named, limit, filter),
        }
    }

    /// The best of some slots, those of one score in the order of names.
    fn collect_among(
        &self,
        slots: &[u32],
        marks: &[Marks],
        named: &Named<'_>,
        limit: usize,
        filter: &dyn Fn(RecordKey) -> bool,
    ) -> Found {
        let scored = slots.iter().filter_map(|slot| {
            let score = score(marks, *slot)?;
            filter(self.slot(*slot)?.key()?).then_some(())?;
            let name = self.name(*slot);
            let bonus = match name.strip_prefix(named.typed.as_str()) {
                Some("") => 2,
                Some(_) => 1,
                None => 0,
            };
            Some((std::cmp::Reverse(score + bonus), self.order(*slot), *slot))
        });
        let mut best: Vec<_> = scored.collect();
        let total = best.len();
        if limit < total {
            best.select_nth_unstable(limit);
            best.truncate(limit);
        }
        best.sort_unstable();
        let hits = best.into_iter().filter_map(|(score, _, slot)| self.hit(marks, score.0, slot)).collect();
        Found { hits, total }
    }

    /// Scores in the order of slots, where memory is read in a row; then the best in the order of names.
    fn collect_all(
        &self,
        marks: &[Marks],
        named: &Named<'_>,
        limit: usize,
        filter: &dyn Fn(RecordKey) -> bool,
    ) -> Found {
        let mut scores = vec![0_u16; self.slots.len()];
        let mut counts = vec![0_usize; 3 + 100 * marks.len()];
        let mut move_count = |from: u16, to: u16| {
            for (score, change) in [(from, usize::MAX), (to, 1)] {
                if let Some(count) = counts.get_mut(usize::from(score)) {
                    *count = count.wrapping_add(change);
                }
            }
        };
        for (at, (own, slot)) in (0..).zip(scores.iter_mut().zip(&self.slots)) {
            let Some(score) = score(marks, at).filter(|score| *score > 0) else { continue };
            if slot.key().is_some_and(filter) {
                *own = score;
                move_count(0, score);
            }
        }
        for (at, slot) in named.begin.iter().enumerate() {
            let score = usize::try_from(*slot).ok().and_then(|slot| scores.get_mut(slot));
            if let Some(score) = score.filter(|score| **score > 0) {
                let better = *score + if at < named.whole { 2 } else { 1 };
                move_count(*score, better);
                *score = better;
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
        let mut hits = Vec::with_capacity(best.len());
        hits.extend(best.into_iter().filter_map(|(score, slot)| self.hit(marks, score, slot)));
        Found { hits, total }
    }

    fn hit(&self, marks: &[Marks], score: u16, slot: u32) -> Option<Hit> {
        let kept = self.slot(slot)?;
        let why = marks.iter().map(|marks| Why::unpack(marks.at(slot))).collect();
        let mean = (usize::from(score) / marks.len().max(1)).min(100);
        Some(Hit { key: kept.key()?, score: u8::try_from(mean).unwrap_or(100), why, secret: kept.secret })
    }
}

/// The sum over all terms; nothing when one of them does not match.
fn score(marks: &[Marks], slot: u32) -> Option<u16> {
    let mut sum = 0;
    for marks in marks {
        match marks.at(slot) {
            0 => return None,
            packed => sum += packed >> 8,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;
    use crate::domain::RecordKind;
    use crate::search::{Entry, Folder};

    proptest! {
        #[test]
        fn a_few_are_ranked_as_all_are(
            names in proptest::collection::vec("(siti|enok|dadang) (rohaeni|sutisna|oman)?", 1..30),
            query in "(siti|en|dad|dadnag|roha|o) ?(s|rohe|oman)?",
            limit in 1..9_usize,
        ) {
            let mut index = Index::new(Folder::embedded());
            let key = |n: usize| RecordKey::new(RecordKind::Person, Ulid::from(n as u128));
            index.put_all((0..).zip(&names).map(|(n, name)| Entry::new(key(n), name)));
            let terms = terms(&index.folder, &query, true);
            let marks: Vec<Marks> = terms.iter().map(|term| index.strict(term)).collect();
            let named = index.named(&terms);
            let filter = |key: RecordKey| !key.id().0.is_multiple_of(3);
            for fewest in &marks {
                let marked: Vec<u32> = (0..).zip(&fewest.of_slot).filter(|(_, mark)| **mark > 0).map(|(at, _)| at).collect();
                let few = index.collect_among(&marked, &marks, &named, limit, &filter);
                prop_assert_eq!(few, index.collect_all(&marks, &named, limit, &filter));
            }
        }
    }
}
