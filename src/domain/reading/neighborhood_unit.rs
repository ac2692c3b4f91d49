//! RT and RW: text of three digits with zeros in front; both may stand in one cell.

use super::written::{is_blank, tidy};
use crate::domain::{Note, Reading};

/// `004`, or `002/005` (RT, then RW) when both were written in one place.
pub fn read(text: &str) -> Reading<String> {
    let tidied = tidy(text);
    if is_blank(&tidied) || tidied.bytes().all(|b| b == b'0') {
        return Reading::nothing(Note::info("blank"));
    }
    let upper = tidied.to_uppercase();
    let cleaned = upper.replace("RT", " ").replace("RW", "/").replace([':', '.', ' '], "");
    let parts: Vec<&str> = cleaned.split(['/', '-', '\\', ',']).filter(|part| !part.is_empty()).collect();
    let Some(units) = parts.iter().map(|part| unit(part)).collect::<Option<Vec<_>>>() else {
        return Reading::nothing(Note::error("unit_invalid"));
    };
    match units.as_slice() {
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
