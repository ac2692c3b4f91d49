//! What must never reach a terminal from a file or a record.

use std::borrow::Cow;

/// `text` without control characters (a terminal would obey them) and without bidirectional marks (they can
/// make a name or a file name read as another one). Tabs and line breaks become one space.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unwelcome) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(replaced).collect())
}

fn replaced(c: char) -> Option<char> {
    match c {
        '\t' | '\n' => Some(' '),
        c if is_unwelcome(c) => None,
        c => Some(c),
    }
}

fn is_unwelcome(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(clean("Enok Rohaeti, Cikitu"), Cow::Borrowed(_)));
    }

    #[test]
    fn escape_sequences_and_bidi_marks_are_taken_out() {
        assert_eq!(
            clean("\u{1b}[2Jnama\u{202E}gnp.exe\u{9b}31m\r\nbaru\tlagi"),
            "[2Jnamagnp.exe31m baru lagi"
        );
    }

    proptest! {
        #[test]
        fn nothing_unwelcome_is_left(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(|c| c.is_control() || is_unwelcome(c)));
        }
    }
}
