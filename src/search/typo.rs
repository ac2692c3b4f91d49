//! One slip of a finger or an ear: a letter wrong, missing, too many, or two swapped.

use super::entry::How;

/// A folded word as it sounds, for comparing with slips: *ae* and *ai* are *e*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    text: Box<[u8]>,
    /// A bit for each letter that occurs.
    letters: u32,
}

impl Sound {
    /// Shorter words have too many neighbours.
    pub const MIN: usize = 4;

    pub fn of(folded: &str) -> Self {
        let text = folded.replace("ae", "e").replace("ai", "e").into_bytes().into_boxed_slice();
        let letters = text.iter().fold(0, |mask, byte| mask | 1 << (byte & 31));
        Self { text, letters }
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }
}

/// Whether `typed` is at most one slip away from `word`, or from a start of it.
pub(super) fn is_near(typed: &Sound, word: &Sound) -> Option<How> {
    let (short, long) = (typed.len(), word.len());
    if short > long + 1 || (typed.letters & !word.letters).count_ones() > 1 || long + 1 < Sound::MIN {
        return None;
    }
    match slip_from_start(&typed.text, &word.text)? {
        0 => Some(How::Typo),
        _ => Some(How::TypoStart),
    }
}

/// With at most one slip: how many letters of `word` are still to come after `typed`.
fn slip_from_start(typed: &[u8], word: &[u8]) -> Option<usize> {
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (typed.get(same..)?, word.get(same..)?);
    // a slip in the very first letter is rare, and would match half the dictionary
    let first = same > 0;
    let rest_after = |typed_skip: usize, word_skip: usize| {
        let typed = typed.get(typed_skip..)?;
        word.get(word_skip..)?.strip_prefix(typed).map(<[u8]>::len)
    };
    let swapped = || {
        let (a, b) = (typed.get(..2)?, word.get(..2)?);
        (a.first() == b.last() && a.last() == b.first()).then(|| rest_after(2, 2))?
    };
    if typed.is_empty() {
        return Some(word.len());
    }
    [
        rest_after(1, 1).filter(|_| first),
        rest_after(0, 1).filter(|_| first),
        rest_after(1, 0).filter(|_| first),
        swapped(),
    ]
    .into_iter()
    .flatten()
    .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(typed: &str, word: &str) -> Option<How> {
        is_near(&Sound::of(typed), &Sound::of(word))
    }

    #[test]
    fn one_slip_is_near() {
        for typed in ["rohaeni", "roheni", "roheti", "rohani", "orhaeni", "rohaenni", "roaheni"] {
            assert_eq!(near(typed, "rohaeni"), Some(How::Typo), "{typed}");
        }
        assert_eq!(near("dadnag", "dadang"), Some(How::Typo));
        assert_eq!(near("suryanx", "suryana"), Some(How::Typo));
    }

    #[test]
    fn one_slip_in_the_start_is_near_the_start() {
        assert_eq!(near("sutesn", "sutisna"), Some(How::TypoStart));
        assert_eq!(near("sutisan", "sutisnawati"), Some(How::TypoStart));
    }

    #[test]
    fn two_slips_are_far() {
        assert_eq!(near("rohayati", "rohaeni"), None);
        assert_eq!(near("dodong", "dadang"), None);
        assert_eq!(near("kartini", "sutisna"), None);
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_the_definition(typed in "[abc]{4,7}", word in "[abc]{3,9}") {
            let starts = (0..=word.len()).filter(|end| {
                strsim::osa_distance(&typed, &word[..*end]) <= 1
            });
            let found = slip_from_start(typed.as_bytes(), word.as_bytes()).is_some();
            let same = typed.as_bytes()[0] == word.as_bytes()[0];
            if same {
                proptest::prop_assert_eq!(found, starts.count() > 0);
            }
        }
    }
}
