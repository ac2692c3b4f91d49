//! The words that open a bundle: made by the program, said over the telephone, typed by hand.
//!
//! A syllable is one of 17 consonants and one of 5 vowels, so one of 85, as Indonesian has them. A word has three, a
//! passphrase four words: 85^12 ways, 12 × log2(85) = 12 × 6.409 = 76.9 bits.

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

const CONSONANTS: &[u8; 17] = b"bcdfghjklmnprstwy";
const VOWELS: &[u8; 5] = b"aeiou";
const WORDS: usize = 4;
const SYLLABLES: usize = 3;
const WORD_LETTERS: usize = 2 * SYLLABLES;
/// 3 × 85: a random byte below it falls on every syllable equally often; 255 is drawn again.
const FAIR: u8 = 255;

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoRandom;

/// Four new words, e.g. `lumasa ketira boduna pelora`.
pub fn generate() -> Result<SecretString, NoRandom> {
    let mut text = Zeroizing::new(String::with_capacity(WORDS * (WORD_LETTERS + 1)));
    for word in 0..WORDS {
        if word > 0 {
            text.push(' ');
        }
        for _ in 0..SYLLABLES {
            let pick = usize::from(fair_byte()?) % (CONSONANTS.len() * VOWELS.len());
            text.extend(CONSONANTS.get(pick / VOWELS.len()).map(|b| char::from(*b)));
            text.extend(VOWELS.get(pick % VOWELS.len()).map(|b| char::from(*b)));
        }
    }
    Ok(SecretString::from(text.as_str()))
}

fn fair_byte() -> Result<u8, NoRandom> {
    loop {
        let mut byte = Zeroizing::new([0_u8; 1]);
        getrandom::fill(byte.as_mut_slice()).map_err(|_| NoRandom)?;
        if byte[0] < FAIR {
            return Ok(byte[0]);
        }
    }
}

/// What was typed, as [`generate`] would have written it: lower case, one space between words. Spaces, hyphens, dots
/// and commas may stand anywhere when the letters are those of four words.
pub fn normalize(typed: &str) -> SecretString {
    let lower = Zeroizing::new(typed.to_lowercase());
    let apart = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '-' | '.' | ',' | '_');
    let letters: Zeroizing<String> = Zeroizing::new(lower.chars().filter(|c| !apart(*c)).collect());
    let whole = letters.len() == WORDS * WORD_LETTERS && letters.bytes().all(|b| b.is_ascii_lowercase());
    let mut words = Zeroizing::new(String::new());
    if whole {
        for (at, letter) in letters.chars().enumerate() {
            if at > 0 && at % WORD_LETTERS == 0 {
                words.push(' ');
            }
            words.push(letter);
        }
    } else {
        for word in lower.split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    SecretString::from(words.as_str())
}

/// Whether two passphrases are the same once typed differences are gone.
pub fn same(one: &SecretString, other: &SecretString) -> bool {
    normalize(one.expose_secret()).expose_secret() == normalize(other.expose_secret()).expose_secret()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn syllables(text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
        letters.chunks(2).map(|pair| pair.iter().collect()).collect()
    }

    #[test]
    fn four_words_of_three_syllables() {
        let made = generate().unwrap();
        let words: Vec<_> = made.expose_secret().split(' ').collect();
        assert_eq!(words.len(), 4);
        assert!(words.iter().all(|word| word.len() == 6));
        for syllable in syllables(made.expose_secret()) {
            let bytes = syllable.as_bytes();
            assert!(CONSONANTS.contains(&bytes[0]) && VOWELS.contains(&bytes[1]), "{syllable}");
        }
    }

    #[test]
    fn seventy_seven_bits() {
        let ways = u32::try_from(CONSONANTS.len() * VOWELS.len()).unwrap();
        let bits = f64::from(ways).log2() * f64::from(u32::try_from(WORDS * SYLLABLES).unwrap());
        assert!((76.9..77.0).contains(&bits), "{bits}");
        assert_eq!(u32::from(FAIR) % ways, 0, "no syllable is drawn more often");
    }

    #[test]
    fn all_85_syllables_come_equally_often() {
        let mut counts = BTreeMap::<String, u32>::new();
        for _ in 0..1_000 {
            for syllable in syllables(generate().unwrap().expose_secret()) {
                *counts.entry(syllable).or_default() += 1;
            }
        }
        // 12,000 draws, 141.2 expected each: chi-squared with 84 degrees of freedom is below 150 but once in 50,000.
        assert_eq!(counts.len(), 85);
        let expected = 12_000.0 / 85.0;
        let chi: f64 = counts.values().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
        assert!(chi < 150.0, "{chi}");
    }

    #[test]
    fn typed_differences_do_not_matter() {
        let right = "lumasa ketira boduna pelora";
        for typed in [
            "  LUMASA  ketira\tBoduna pelora\n",
            "lumasa-ketira-boduna-pelora",
            "lumasaketiraboduna pelora",
            "lu masa ketira bodunape lora",
        ] {
            assert_eq!(normalize(typed).expose_secret(), right, "{typed}");
        }
        assert_eq!(normalize("salah Salah").expose_secret(), "salah salah");
        assert_ne!(normalize("lumasa ketira boduna pelori").expose_secret(), right);
    }
}
