//! Quotation marks of a text file that open a cell and never close it: read as the signs they are, so that they
//! don't swallow the rows below.

use std::borrow::Cow;

/// Lines that are looked at to know how wide the table is.
const SAMPLE_LINES: usize = 20;

/// The text with every such mark doubled, as CSV writes a plain mark, and the rows in which they stand (blank
/// lines count, line breaks within a cell don't).
pub(super) fn mended(text: &str, delimiter: u8) -> (Cow<'_, str>, Vec<u32>) {
    if !text.contains('"') {
        return (Cow::Borrowed(text), Vec::new());
    }
    let delimiter = char::from(delimiter);
    let width = text.lines().take(SAMPLE_LINES).map(|line| line.matches(delimiter).count()).max();
    let width = width.unwrap_or_default();
    let mut mended = String::with_capacity(text.len() + 16);
    let (mut rest, mut row, mut rows) = (text, 1_u32, Vec::new());
    while !rest.is_empty() {
        let is_end = |c: char| c == delimiter || c == '\n' || c == '\r';
        let end = match rest.starts_with('"').then(|| closing(rest, is_end)).flatten() {
            Some(end) if !swallows(mended.as_str(), rest, end, delimiter, width) => {
                mended.push_str(rest.get(..end).unwrap_or_default());
                end
            }
            _ => {
                let end = rest.find(is_end).unwrap_or(rest.len());
                let cell = rest.get(..end).unwrap_or_default();
                if cell.starts_with('"') {
                    rows.push(row);
                    mended.push('"');
                    mended.push_str(&cell.replace('"', "\"\""));
                    mended.push('"');
                } else {
                    mended.push_str(cell);
                }
                end
            }
        };
        rest = rest.get(end..).unwrap_or_default();
        if let Some(sign) = rest.chars().next() {
            row += u32::from(sign != delimiter);
            mended.push(sign);
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
        }
    }
    (Cow::Owned(mended), rows)
}

/// Where a quoted cell ends, behind its second mark; nothing when that mark is not followed by the cell's end.
fn closing(cell: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    let mut at = 1;
    loop {
        at += cell.get(at..)?.find('"')? + 1;
        match cell.get(at..)?.chars().next() {
            Some('"') => at += 1,
            Some(next) if !is_end(next) => return None,
            _ => return Some(at),
        }
    }
}

/// Whether a cell over several lines holds whole rows: each of these lines is as wide as the table by itself.
fn swallows(before: &str, rest: &str, end: usize, delimiter: char, width: usize) -> bool {
    let Some(cell) = rest.get(..end).filter(|cell| width > 1 && cell.contains('\n')) else { return false };
    let start = before.rsplit('\n').next().unwrap_or_default();
    let tail = rest.get(end..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let lines = format!("{start}{cell}{tail}");
    lines.lines().all(|line| line.matches(delimiter).count() == width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_does_not_close_is_a_sign() {
        for (text, want, rows) in [
            ("a;b;c\n\"Onah;P;1\nAsep;L;2\n", "a;b;c\n\"\"\"Onah\";P;1\nAsep;L;2\n", vec![2]),
            ("a;b;c\nOnah;P;\"1\nAsep;L;2\n", "a;b;c\nOnah;P;\"\"\"1\"\nAsep;L;2\n", vec![2]),
            // It would end at a mark of another row.
            (
                "a;b;c\nOnah;\"P;1\nAsep;L\";2\nDedi;L;3",
                "a;b;c\nOnah;\"\"\"P\";1\nAsep;L\";2\nDedi;L;3",
                vec![2],
            ),
            ("a;b\n\n\"x \"y\" z\";2\n", "a;b\n\n\"\"\"x \"\"y\"\" z\"\"\";2\n", vec![3]),
        ] {
            assert_eq!(mended(text, b';'), (want.into(), rows), "{text}");
        }
    }

    #[test]
    fn what_is_quoted_well_stays() {
        for text in [
            "a;b;c\n\"x\ny\";2;\"\"\n",
            "a;b\n\"x;\"\"y\"\";z\";2\r\n",
            "a,b,c\n\"Kp. A, RT 1\nRW 2\",\"x\",\"y\"",
            "a;b\nx\"y;2\n",
        ] {
            assert_eq!(mended(text, if text.contains(';') { b';' } else { b',' }), (text.into(), Vec::new()));
        }
    }
}
