//! Telephone numbers: kept as `+62…`, shown as `0812-5550-1234`.

use super::written::{is_blank, is_scientific, tidy};
use crate::domain::{Note, Reading};

/// `+62…`. A short service number (`112`) is no telephone of anybody: only its note names it.
pub fn read(text: &str) -> Reading<String> {
    let tidied = tidy(text);
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    if is_scientific(&tidied) {
        return Reading::nothing(Note::error("phone_scientific_text"));
    }
    let (written, remark) = split_remark(&tidied);
    let mut numbers = several(&written).into_iter();
    let mut reading =
        numbers.next().map_or_else(|| Reading::nothing(Note::error("phone_invalid")), |n| one(&n));
    if tidied.len() != text.trim().len() && reading.value.is_some() {
        reading.notes.push(Note::info("phone_cleaned"));
    }
    if let Some(second) = numbers.next().and_then(|n| one(&n).value) {
        reading.notes.push(Note::warn("phone_two_numbers").with("second", show(&second)));
    }
    if !remark.is_empty() && reading.value.is_some() {
        reading.notes.push(Note::info("phone_remark").with("remark", remark));
    }
    reading
}

/// The same, keeping a short service number as it is: what is stored.
pub fn read_kept(text: &str) -> Reading<String> {
    let mut reading = read(text);
    let short = reading.notes.iter().find(|n| n.code == "phone_short_service").and_then(|n| n.args.first());
    if let Some((_, number)) = short {
        reading.value = Some(number.clone());
    }
    reading
}

/// Letters, with or without brackets, are a remark (`(WA)`, `HP`); an area code keeps its brackets.
fn split_remark(tidied: &str) -> (String, String) {
    let is_number_sign = |c: char| {
        c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ' ' | '/' | ',' | ';' | '&' | '(' | ')')
    };
    let written: String = tidied.chars().map(|c| if is_number_sign(c) { c } else { ' ' }).collect();
    let remark: String = tidied.chars().filter(|c| !is_number_sign(*c) || *c == ' ').collect();
    (written, remark.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Several numbers in one cell are parted by `/`, `,`, `;` or `&`.
fn several(written: &str) -> Vec<String> {
    written
        .split(['/', ',', ';', '&'])
        .map(|part| part.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>())
        .filter(|part| part.bytes().any(|b| b.is_ascii_digit()))
        .collect()
}

/// One number, of digits and perhaps a plus in front.
fn one(number: &str) -> Reading<String> {
    let digits = number.trim_start_matches('+');
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Reading::nothing(Note::error("phone_invalid"));
    }
    let international = number.starts_with('+');
    if let Some(rest) = digits
        .strip_prefix("0062")
        .or_else(|| digits.strip_prefix("62").filter(|r| international || r.len() > 6))
    {
        return national(rest.trim_start_matches('0'), Vec::new());
    }
    if international || digits.starts_with("00") {
        return foreign(digits.trim_start_matches('0'));
    }
    if let Some(rest) = digits.strip_prefix('0') {
        return national(rest, Vec::new());
    }
    if digits.len() <= 5 {
        return Reading::nothing(Note::warn("phone_short_service").with("number", digits));
    }
    if digits.starts_with('8') {
        return national(digits, vec![Note::warn("phone_zero_missing")]);
    }
    Reading::nothing(Note::error("phone_area_code_missing"))
}

/// A number in Indonesia without its leading zero: 9–12 digits when mobile, 8–11 when not.
fn national(rest: &str, mut notes: Vec<Note>) -> Reading<String> {
    let (least, most) = if rest.starts_with('8') { (9, 12) } else { (8, 11) };
    let code = match rest.len() {
        n if n < least => "phone_too_short",
        n if n > most => "phone_too_long",
        _ => return Reading { value: Some(format!("+62{rest}")), notes },
    };
    notes.push(Note::error(code).with("digits", (rest.len() + 1).to_string()));
    Reading { value: None, notes }
}

fn foreign(digits: &str) -> Reading<String> {
    if !(7..=15).contains(&digits.len()) {
        return Reading::nothing(Note::error("phone_invalid"));
    }
    Reading::noted(format!("+{digits}"), Note::warn("phone_foreign"))
}

/// `0812-5550-1234`; numbers of other countries and short ones as they are.
pub fn show(number: &str) -> String {
    let Some(rest) = number.strip_prefix("+62") else { return number.to_owned() };
    let digits = format!("0{rest}");
    match (digits.get(..4), digits.get(4..8), digits.get(8..)) {
        (Some(first), Some(second), Some(last)) if rest.starts_with('8') && !last.is_empty() => {
            format!("{first}-{second}-{last}")
        }
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_in_groups() {
        assert_eq!(show("+6281255501234"), "0812-5550-1234");
        assert_eq!(show("+62225950123"), "0225950123");
        assert_eq!(show("+12025550100"), "+12025550100");
        assert_eq!(show("112"), "112");
    }

    #[test]
    fn the_second_number_and_the_remark_are_told() {
        let reading = read("0812 5550 1234 / 0857 5550 9999 (ibu)");
        let arg = |code: &str| reading.notes.iter().find(|n| n.code == code).map(|n| n.args[0].1.clone());
        assert_eq!(arg("phone_two_numbers").as_deref(), Some("0857-5550-9999"));
        assert_eq!(arg("phone_remark").as_deref(), Some("ibu"));
    }
}
