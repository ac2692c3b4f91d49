//! RT and RW: text of three digits with zeros in front; both may stand in one cell.

use super::written::{is_blank, tidy};
use crate::domain::{Note, Reading};

/// `004`, or `002/005` (RT, then RW) when both were written in one place.
pub fn read(text: &str) -> Reading<String> {
    let tidied = tidy(text);
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    let upper = tidied.to_uppercase();
    let cleaned = upper.replace("RT", " ").replace("RW", "/").replace([':', '.', ' '], "");
    let parts: Vec<&str> = cleaned.split(['/', '-', '\\', ',']).filter(|part| !part.is_empty()).collect();
    let Some(units) = parts.iter().map(|part| unit(part)).collect::<Option<Vec<_>>>() else {
        return Reading::nothing(Note::error("unit_invalid"));
    };
    match units.as_slice() {
        // Excel's way of saying that nothing was written.
        units if units.iter().all(|unit| unit == "000") && !units.is_empty() => {
            Reading::nothing(Note::info("blank"))
        }
        [one] if tidied.bytes().all(|b| b.is_ascii_digit()) => Reading::clean(one.clone()),
        [one] => Reading::noted(one.clone(), Note::info("unit_cleaned")),
        [rt, rw] => Reading::noted(format!("{rt}/{rw}"), Note::info("unit_pair")),
        _ => Reading::nothing(Note::error("unit_invalid")),
    }
}

fn unit(digits: &str) -> Option<String> {
    let number: u16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    (number < 1000).then(|| format!("{number:03}"))
}

/// The RT and the RW of a reading; the RW is empty when only one was written.
pub fn pair(units: &str) -> (&str, &str) {
    units.split_once('/').unwrap_or((units, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_alone_are_nothing_written() {
        for blank in ["0", "000", "RT 0", "RT 00 RW 00", "0/0"] {
            let reading = read(blank);
            assert_eq!((reading.value.as_deref(), reading.has("blank")), (None, true), "{blank}");
        }
        assert_eq!(read("0/5").value.as_deref(), Some("000/005"));
    }
}
