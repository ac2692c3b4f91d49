//! What all readers share: cleaning a text as people type, paste or export it, and knowing an empty mark.

use unicode_normalization::UnicodeNormalization;

/// Signs and words that people put where there is nothing.
const BLANK: &[&str] = &[
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "..",
    "...",
    "?",
    "/",
    "x",
    "n/a",
    "na",
    "nihil",
    "null",
    "none",
    "kosong",
    "tidak ada",
    "tdk ada",
    "tak ada",
    "tidak punya",
    "tdk punya",
    "belum ada",
    "blm ada",
    "belum punya",
    "tidak tahu",
    "tdk tahu",
    "tidak diketahui",
    "#n/a",
    "#ref!",
    "#value!",
    "#name?",
    "#div/0!",
    "#num!",
    "#null!",
];

/// Bytes of the longest of [`BLANK`].
const LONGEST_BLANK: usize = 15;

/// The text in one form: full-width signs made plain, control and bidi signs dropped, all kinds of space made
/// one plain space, ends trimmed, the apostrophe with which spreadsheets mark a text removed.
pub fn tidy(text: &str) -> String {
    if is_plain(text) {
        return text.trim_matches(' ').trim_start_matches(['\'', '`']).trim_start_matches(' ').to_owned();
    }
    let mut tidied = String::with_capacity(text.len());
    for sign in text.nfkc().filter(|c| !is_invisible(*c)) {
        if sign.is_whitespace() || sign.is_control() {
            if !tidied.ends_with(' ') {
                tidied.push(' ');
            }
        } else {
            tidied.push(sign);
        }
    }
    tidied.trim().trim_start_matches(['\'', '’', '‘', '`']).trim().to_owned()
}

/// Letters, digits and signs of ASCII with single spaces: most cells are, and need no further look.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|b| matches!(b, b' '..=b'~')) && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// Marks that cannot be seen and change how a text is shown: zero width, direction, byte order.
pub fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// Nothing, or a sign or word for nothing. `tidied` is the result of [`tidy`].
pub fn is_blank(tidied: &str) -> bool {
    tidied.is_empty() || tidied.len() <= LONGEST_BLANK && BLANK.contains(&tidied.to_lowercase().as_str())
}

/// `3,20430E+15`: what a spreadsheet leaves of a long number; its last digits are gone.
pub fn is_scientific(tidied: &str) -> bool {
    let upper = tidied.to_ascii_uppercase();
    let Some((mantissa, exponent)) = upper.split_once('E') else { return false };
    let digits = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    digits(mantissa)
        && digits(exponent)
        && mantissa.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '))
        && exponent.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidying_makes_one_form() {
        assert_eq!(tidy(" \u{FEFF}'０８１２\u{A0}\t5550 "), "0812 5550");
        assert_eq!(tidy("a\u{202E}b\u{7}c"), "ab c");
    }

    #[test]
    fn marks_for_nothing_are_blank() {
        for text in ["", "-", " TIDAK ADA ", "Belum ada", "—"] {
            assert!(is_blank(&tidy(text)), "{text}");
        }
        assert!(!is_blank("0"));
    }

    #[test]
    fn the_short_way_gives_the_same() {
        for text in ["'0812 5550", " ` x", "a'b", " Kp. Legok ", "''x"] {
            assert!(is_plain(text));
            assert_eq!(tidy(text), tidy(&format!("{text}\u{200B}")), "{text}");
        }
        assert!(BLANK.iter().all(|word| word.len() <= LONGEST_BLANK));
    }

    #[test]
    fn scientific_numbers_are_recognised() {
        assert!(is_scientific("3,20430E+15"));
        assert!(is_scientific("8.12556e+11"));
        assert!(!is_scientific("12 Februari"));
        assert!(!is_scientific("1E"));
    }
}
