//! Text in columns: cut and wrapped by grapheme and display width, and cleaned.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::clean;

/// Nothing in it but what ASCII prints: one column a byte, nothing to clean. Nearly all text is so, and is spared the
/// look-up of every letter in the tables of Unicode.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Display columns that a text takes.
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { clean(text).width() }
}

/// `text`, cleaned, cut to at most `columns`. What is cut ends in `…`, or in `~` when only ASCII may be drawn.
pub fn cut(text: &str, columns: usize, ellipsis: char) -> Cow<'_, str> {
    let text = clean(text);
    if text.width() <= columns {
        return text;
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut out = String::with_capacity(columns + 4);
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide > columns - 1 {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    out.push(ellipsis);
    Cow::Owned(out)
}

/// The part of `text` that is in sight in a line of `columns` when the caret, counted in characters, must be;
/// and the caret's column in it.
pub fn window(text: &str, caret: usize, columns: usize) -> (String, usize) {
    let text = clean(text);
    let before: String = text.chars().take(caret).collect();
    let caret_column = before.width();
    if columns == 0 {
        return (String::new(), 0);
    }
    let skip = (caret_column + 1).saturating_sub(columns);
    let mut out = String::new();
    let (mut at, mut start) = (0, None);
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if at >= skip {
            let start = *start.get_or_insert(at);
            if at + wide > start + columns {
                break;
            }
            out.push_str(grapheme);
        }
        at += wide;
    }
    let column = caret_column - start.unwrap_or(skip).min(caret_column);
    (out, column.min(columns - 1))
}

/// Lines of at most `columns`, broken at spaces where possible and at line breaks always.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let lines = ranges(text, columns.max(1));
    lines.into_iter().map(|line| clean(text.get(line).unwrap_or_default().trim_end()).into_owned()).collect()
}

/// Long text as it is edited: its lines, and where the caret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    pub lines: Vec<String>,
    /// Characters before each line.
    starts: Vec<usize>,
    pub caret_line: usize,
    /// Display column.
    pub caret_column: usize,
}

impl Wrapped {
    /// The character position nearest to a display column of a line; nothing below the last line.
    pub fn char_at(&self, line: usize, column: usize) -> Option<usize> {
        let text = self.lines.get(line)?;
        let start = *self.starts.get(line)?;
        // The end of a wrapped line is the start of the next one: stay one grapheme before it.
        let next = self.starts.get(line + 1);
        let (mut used, mut chars) = (0, 0);
        for grapheme in text.graphemes(true) {
            let len = grapheme.chars().count();
            let fits = used + grapheme.width() <= column;
            if !fits || next.is_some_and(|next| start + chars + len >= *next) {
                break;
            }
            used += grapheme.width();
            chars += len;
        }
        Some(start + chars)
    }
}

/// Wraps long text for editing; `caret` counts characters.
pub fn wrap_for_editing(text: &str, columns: usize, caret: usize) -> Wrapped {
    let mut wrapped = Wrapped { lines: Vec::new(), starts: Vec::new(), caret_line: 0, caret_column: 0 };
    // One column stays free for a caret behind a full line.
    for range in ranges(text, columns.saturating_sub(1).max(1)) {
        let start = text.get(..range.start).unwrap_or_default().chars().count();
        let line = text.get(range).unwrap_or_default().trim_end_matches('\n');
        if caret >= start {
            wrapped.caret_line = wrapped.lines.len();
            let before: String = line.chars().take(caret - start).collect();
            wrapped.caret_column = width(&before).min(columns.saturating_sub(1));
        }
        wrapped.starts.push(start);
        wrapped.lines.push(clean(line).into_owned());
    }
    wrapped
}

/// The bytes of each line, with the spaces and the line break that end it.
fn ranges(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        wrap_paragraph(paragraph, start, columns, &mut lines);
        start += paragraph.len();
    }
    if text.is_empty() || text.ends_with('\n') {
        lines.push(start..start);
    }
    lines
}

fn wrap_paragraph(paragraph: &str, offset: usize, columns: usize, lines: &mut Vec<Range<usize>>) {
    let (mut start, mut used, mut break_at) = (0, 0, None);
    for (at, grapheme) in paragraph.grapheme_indices(true) {
        let wide = grapheme.width();
        // What a no-break space joins stays together.
        let is_space = grapheme != "\u{a0}" && grapheme.trim().is_empty();
        // Spaces may hang over the edge: a line never begins with the one that ended the last.
        // What is left behind a space may still be too wide for the letter: then it is broken once more.
        while !is_space && used + wide > columns && at > start {
            let end = break_at.unwrap_or(at);
            lines.push(offset + start..offset + end);
            used = paragraph.get(end..at).unwrap_or_default().width();
            start = end;
            break_at = None;
        }
        used += wide;
        if is_space {
            break_at = Some(at + grapheme.len());
        }
    }
    lines.push(offset + start..offset + paragraph.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Cikitu", 6, '…'), "Cikitu");
        assert_eq!(cut("Cikitu", 5, '…'), "Ciki…");
        assert_eq!(cut("漢字", 3, '~'), "漢~");
        assert_eq!(cut("漢字", 2, '~'), "~");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2, '~'), "e\u{301}~");
        assert_eq!(cut("x", 0, '~'), "");
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("satu dua tiga", 9), ["satu dua", "tiga"]);
        assert_eq!(wrap("panjangsekali x", 5), ["panja", "ngsek", "ali x"]);
        assert_eq!(wrap("17\u{a0}A 18\u{a0}B", 7), ["17\u{a0}A", "18\u{a0}B"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap(" aaaaaaa漢", 8), ["", "aaaaaaa", "漢"]);
    }

    #[test]
    fn the_window_follows_the_caret() {
        assert_eq!(window("abcdef", 2, 10), ("abcdef".into(), 2));
        assert_eq!(window("abcdef", 6, 4), ("def".into(), 3));
        assert_eq!(window("漢字漢字", 4, 4), ("字".into(), 2));
        assert_eq!(window("abc", 3, 0), (String::new(), 0));
    }

    proptest! {
        #[test]
        fn nothing_is_ever_wider_than_asked(text in any::<String>(), columns in 0usize..40, caret in 0usize..50) {
            prop_assert!(cut(&text, columns, '…').width() <= columns);
            let (seen, column) = window(&text, caret, columns);
            prop_assert!(seen.width() <= columns);
            prop_assert!(column <= columns.saturating_sub(1));
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-z\u{e9}\u{6f22} \n]{0,80}", columns in 1usize..30) {
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&wrap(&text, columns).concat()), letters(&text));
        }

        #[test]
        fn the_caret_is_found_again(text in "[a-z\u{6f22} \n]{0,60}", columns in 3usize..20, at in 0usize..60) {
            let caret = at.min(text.chars().count());
            let wrapped = wrap_for_editing(&text, columns, caret);
            prop_assert!(wrapped.caret_line < wrapped.lines.len());
            prop_assert!(wrapped.caret_column < columns);
            let back = wrapped.char_at(wrapped.caret_line, wrapped.caret_column);
            // Spaces that hang over the edge have no column of their own.
            prop_assert!(back.is_some_and(|back| text.chars().skip(back).take(caret.abs_diff(back)).all(|c| c == ' ')));
        }
    }
}
