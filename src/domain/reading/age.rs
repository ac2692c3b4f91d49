//! An age as people say it: years, months of a baby, about so many, or a range. Kept as text: it is an estimate.

use super::written::{is_blank, tidy};
use crate::domain::{Note, Reading};

/// Older than anybody has become.
pub const OLDEST_YEARS: u32 = 130;

/// Whole years as text (`67`), or a range (`60-65`).
pub fn read(text: &str) -> Reading<String> {
    let tidied = tidy(text).to_lowercase();
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    let about = tidied.starts_with(['±', '+', '~'])
        || ["kira", "sekitar", "kurang lebih"].iter().any(|w| tidied.contains(w));
    let unit: String = tidied.chars().filter(|c| c.is_alphabetic()).collect();
    let numbers: Option<Vec<u32>> = tidied
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .map(|p| p.parse().ok())
        .collect();
    let is_months = unit.contains("bln") || unit.contains("bulan");
    match numbers.as_deref() {
        Some([months]) if is_months => {
            years(months / 12, Some(Note::info("age_months").with("months", months.to_string())))
        }
        Some([age, _months]) if is_months => years(*age, Some(Note::info("age_months"))),
        Some([from, to]) if from < to && *to <= OLDEST_YEARS => {
            Reading::noted(format!("{from}-{to}"), Note::info("age_range"))
        }
        Some([age]) => years(*age, about.then(|| Note::info("age_estimate"))),
        _ => Reading::nothing(Note::error("age_invalid")),
    }
}

fn years(age: u32, note: Option<Note>) -> Reading<String> {
    if age > OLDEST_YEARS {
        return Reading::nothing(Note::error("age_too_high"));
    }
    Reading { value: Some(age.to_string()), notes: note.into_iter().collect() }
}
