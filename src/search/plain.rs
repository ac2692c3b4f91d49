//! The plainest form of a written text: what is left of it when nobody looks at case, accents and apostrophes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents and apostrophes, wide characters made ordinary; spaces and signs stay.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    plain_into(text, &mut plain);
    plain
}

/// The same in place of what is in `plain`.
pub fn plain_into(text: &str, plain: &mut String) {
    plain.clear();
    if text.is_ascii() {
        let bytes = text.bytes().filter(|b| !matches!(b, b'\'' | b'`'));
        plain.extend(bytes.map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        let letters = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c));
        plain.extend(letters.flat_map(char::to_lowercase));
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{b4}' | '\u{2bb}'..='\u{2bf}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}'
    )
}

/// The digits of a number written with spaces, dots, dashes or brackets. Nothing when there is anything else
/// in it than digits and such signs.
pub fn digits(text: &str) -> Option<String> {
    let mut found = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => found.push(c),
            '\u{ff10}'..='\u{ff19}' => found.extend(char::from_digit(u32::from(c) - 0xff10, 10)),
            ' ' | '.' | '-' | '(' | ')' | '+' | '/' | '\'' => {}
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_width_and_apostrophes_fall_away() {
        assert_eq!(plain("Rifa\u{2019}i"), "rifai");
        assert_eq!(plain("Rifa'i"), "rifai");
        assert_eq!(plain("SÉRIE"), "serie");
        assert_eq!(plain("\u{ff21}sep"), "asep");
    }

    #[test]
    fn a_number_is_its_digits() {
        assert_eq!(digits("3204-3017.0850 9012").as_deref(), Some("3204301708509012"));
        assert_eq!(digits("\u{ff13}\u{ff12}").as_deref(), Some("32"));
        assert_eq!(digits("32a"), None);
        assert_eq!(digits("- "), None);
    }
}
