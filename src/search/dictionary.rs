//! The distinct words of all records: few, even where there are many people.

use std::collections::HashMap;

use super::entry::{Field, How, Why};
use super::typo::{Sound, is_near};

/// A slot and a field in 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    pub fn new(slot: u32, field: Field) -> Self {
        Self(slot << 4 | field as u32)
    }

    pub fn slot(self) -> u32 {
        self.0 >> 4
    }

    pub fn field(self) -> Field {
        Field::from_bits(self.0 & 0xf)
    }
}

#[derive(Debug)]
struct Word {
    written: Box<str>,
    folded: Box<str>,
    sound: Sound,
    postings: Vec<Posting>,
}

/// Words with the records that have them; sorted both as written and as folded.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    words: Vec<Word>,
    /// By `written NUL folded`.
    ids: HashMap<Box<str>, u32>,
    by_written: Vec<u32>,
    by_folded: Vec<u32>,
}

/// A typed word in the forms in which it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedWord {
    pub written: String,
    /// As a whole word.
    pub folded: String,
    /// As the start of one.
    pub start: String,
}

impl TypedWord {
    /// Words of fewer letters have too many neighbours in running text.
    const SHORT: usize = 6;

    pub fn is_short(&self) -> bool {
        self.written.chars().count() < Self::SHORT
    }
}

impl Dictionary {
    pub fn post(&mut self, written: &str, folded: &str, posting: Posting, key: &mut String) {
        key.clear();
        key.push_str(written);
        key.push('\0');
        key.push_str(folded);
        let id = self.ids.get(key.as_str()).copied().unwrap_or_else(|| self.add(written, folded, key));
        if let Some(word) = self.word_mut(id) {
            word.postings.push(posting);
        }
    }

    fn add(&mut self, written: &str, folded: &str, key: &str) -> u32 {
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let at = self.by_written.partition_point(|id| self.written(*id) < written);
        self.by_written.insert(at, id);
        let at = self.by_folded.partition_point(|id| self.folded(*id) < folded);
        self.by_folded.insert(at, id);
        let sound = Sound::of(folded);
        self.words.push(Word { written: written.into(), folded: folded.into(), sound, postings: Vec::new() });
        self.ids.insert(key.into(), id);
        id
    }

    fn word(&self, id: u32) -> Option<&Word> {
        self.words.get(usize::try_from(id).ok()?)
    }

    fn word_mut(&mut self, id: u32) -> Option<&mut Word> {
        self.words.get_mut(usize::try_from(id).ok()?)
    }

    fn written(&self, id: u32) -> &str {
        self.word(id).map_or("", |word| &word.written)
    }

    fn folded(&self, id: u32) -> &str {
        self.word(id).map_or("", |word| &word.folded)
    }

    /// Gives the postings of each word that `typed` is, begins, or spells otherwise.
    pub fn strict(&self, typed: &TypedWord, mut give: impl FnMut(How, &[Posting])) {
        for word in self.starting(&self.by_written, |w| &w.written, &typed.written) {
            let exact = word.written.len() == typed.written.len();
            give(if exact { How::Exact } else { How::Start }, &word.postings);
        }
        for word in self.starting(&self.by_folded, |w| &w.folded, &typed.start) {
            if !word.written.starts_with(&typed.written) {
                let whole = *word.folded == *typed.folded;
                give(if whole { How::Spelling } else { How::SpellingStart }, &word.postings);
            }
        }
        if typed.folded.starts_with(&typed.start) {
            return;
        }
        for word in self.starting(&self.by_folded, |w| &w.folded, &typed.folded) {
            if *word.folded == *typed.folded && !word.written.starts_with(&typed.written) {
                give(How::Spelling, &word.postings);
            }
        }
    }

    /// Gives the postings of each word that is one slip away from `typed`, or begins so.
    pub fn near(&self, typed: &TypedWord, mut give: impl FnMut(How, &[Posting])) {
        let typed = Sound::of(&typed.folded);
        if typed.len() < Sound::MIN {
            return;
        }
        for word in &self.words {
            if let Some(how) = is_near(&typed, &word.sound) {
                give(how, &word.postings);
            }
        }
    }

    fn starting<'a>(
        &'a self,
        order: &'a [u32],
        text: impl Fn(&Word) -> &str + Copy + 'a,
        start: &'a str,
    ) -> impl Iterator<Item = &'a Word> {
        let from = order.partition_point(|id| self.word(*id).map_or("", text) < start);
        order
            .iter()
            .skip(from)
            .filter_map(|id| self.word(*id))
            .take_while(move |word| !start.is_empty() && text(word).starts_with(start))
    }

    /// Moves postings to new slots and drops those without one; `moved[slot]` is the new slot.
    pub fn move_slots(&mut self, moved: &[Option<u32>]) {
        for word in &mut self.words {
            word.postings.retain_mut(|posting| {
                let slot =
                    usize::try_from(posting.slot()).ok().and_then(|at| moved.get(at).copied().flatten());
                slot.map(|slot| *posting = Posting::new(slot, posting.field())).is_some()
            });
        }
        self.shrink();
    }

    pub fn shrink(&mut self) {
        for word in &mut self.words {
            word.postings.shrink_to_fit();
        }
        self.words.shrink_to_fit();
    }

    /// Bytes held, the hash table's own overhead estimated.
    pub fn bytes(&self) -> usize {
        let words: usize = self.words.iter().map(Word::bytes).sum();
        let ids: usize = self.ids.keys().map(|key| key.len() + 32).sum();
        words + ids + 4 * (self.by_written.capacity() + self.by_folded.capacity())
    }
}

impl Word {
    fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.written.len()
            + self.folded.len()
            + self.sound.len()
            + 4 * self.postings.capacity()
    }
}

/// The packed [`Why`] of a way of matching in each field, so that a posting costs one look-up; 0 where that way is
/// none. A short word is near everything: beside names it must stand as typed.
pub(super) fn packed(how: How, is_short: bool) -> [u16; 16] {
    let mut table = [0; 16];
    for (bits, packed) in (0..).zip(&mut table) {
        let field = Field::from_bits(bits);
        let counts = match how {
            How::Exact | How::Start | How::Within => true,
            How::Spelling | How::SpellingStart | How::Typo => field.is_of_the_person() || !is_short,
            How::TypoStart => field.is_of_the_person(),
        };
        if counts {
            *packed = Why { field, how }.pack();
        }
    }
    table
}
