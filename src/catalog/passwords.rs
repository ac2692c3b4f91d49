//! Passwords that anybody would try first.

use super::normal::normal;

/// Words shorter than this are no name to go by.
const NAME_LEAST: usize = 4;
/// Words of the work that say where and what, beside those of `obvious_passwords.csv`.
const WORK: [&str; 5] = ["kecamatan", "kec", "kabupaten", "kab", "kota"];
/// Digits in a row with no more than this beside them are no harder.
const BESIDE_DIGITS: usize = 2;

/// Why a password is easily guessed, as a code of the locale's `password-weak`; nothing when it is not. `name` is the
/// worker's own, `area` the code of the sub-district; empty where they are not known.
pub fn weakness(password: &str, name: &str, area: &str) -> Option<&'static str> {
    let letters: Vec<char> = password.to_lowercase().chars().collect();
    if letters.windows(2).all(|pair| matches!(pair, [a, b] if a == b)) {
        return Some("same");
    }
    let digits: Vec<char> = letters.iter().copied().filter(char::is_ascii_digit).collect();
    if digits.len() + BESIDE_DIGITS >= letters.len() && is_sequence(&digits) {
        return Some("digits");
    }
    if is_date(&letters) {
        return Some("date");
    }
    let joined = |text: &str| normal(text).replace(' ', "");
    let written = joined(password);
    // A year or a count behind a word makes it no harder.
    let bare = written.trim_end_matches(|c: char| c.is_ascii_digit());
    let names = normal(name);
    let is_name = |part: &str| part.len() >= NAME_LEAST && (bare == part || written == part);
    if names.split(' ').any(is_name) || is_name(&joined(name)) {
        return Some("name");
    }
    let common = super::shared().ok()?;
    if common.is_obvious_password(&written) || common.is_obvious_password(bare) {
        return Some("common");
    }
    let places = super::places::path(area);
    let around: Vec<String> = places.iter().map(|place| normal(&place.name)).collect();
    let parts = around.iter().chain([&names]).flat_map(|text| text.split(' '));
    let known: Vec<&str> = parts.filter(|part| part.len() >= NAME_LEAST).chain(WORK).collect();
    let is_known = |word: &str| known.contains(&word) || common.is_obvious_password(word);
    is_made_of(&written, &is_known).then_some("work")
}

/// Whether a text is nothing but known words and digits, in any order.
fn is_made_of(text: &str, is_known: &dyn Fn(&str) -> bool) -> bool {
    let mut reached = vec![0];
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        let is_digit = sign.is_ascii_digit() && reached.contains(&at);
        if is_digit || reached.iter().any(|from| text.get(*from..end).is_some_and(is_known)) {
            reached.push(end);
        }
    }
    reached.last() == Some(&text.len()) && text.contains(|c: char| !c.is_ascii_digit())
}

/// Eight digits that are day, month and year, or year, month and day, of somebody's life.
fn is_date(letters: &[char]) -> bool {
    let digits: String = letters.iter().filter(|c| !matches!(c, '-' | '/' | '.' | ' ')).collect();
    let is_whole = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
    let day = |form| chrono::NaiveDate::parse_from_str(&digits, form).ok();
    let is_near = |day: chrono::NaiveDate| (1900..2100).contains(&chrono::Datelike::year(&day));
    is_whole && ["%d%m%Y", "%Y%m%d"].into_iter().filter_map(day).any(is_near)
}

/// Up or down by one from digit to digit; behind 9 comes 0.
fn is_sequence(digits: &[char]) -> bool {
    let step = |by: u32| {
        digits.windows(2).all(|pair| match pair {
            [a, b] => a.to_digit(10).zip(b.to_digit(10)).is_some_and(|(a, b)| (a + by) % 10 == b),
            _ => false,
        })
    };
    step(1) || step(9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_would_try_first_is_told_with_its_reason() {
        for (password, why) in [
            ("12345678", "digits"),
            ("1234567890", "digits"),
            ("87654321", "digits"),
            ("aaaaaaaa", "same"),
            ("11111111", "same"),
            ("Sri Wahyuni", "name"),
            ("sriwahyuni", "name"),
            ("Wahyuni2026", "name"),
            ("password", "common"),
            ("Rahasia123", "common"),
            ("abcd1234", "common"),
            ("12345678a", "digits"),
            ("17081945", "date"),
            ("17-08-1945", "date"),
            ("19450817", "date"),
            ("Pacet1234", "work"),
            ("tksk pacet", "work"),
            ("tksk pacet 2026", "work"),
            ("2026tkskpacet", "work"),
            ("pacet pacet pacet", "work"),
            ("kecamatan pacet", "work"),
            ("simpulpacet", "work"),
            ("Wahyunitksk", "work"),
            ("wahyuni-bandung", "work"),
        ] {
            assert_eq!(weakness(password, "Sri Wahyuni", "32.04.30"), Some(why), "{password}");
        }
    }

    #[test]
    fn other_passwords_are_taken() {
        for password in [
            "kata-sandi-uji-1945",
            "sandi-uji-coba",
            "baru-sekali",
            "13572468",
            "pacet kerbau",
            "tkskpacetku",
            "1234 kerbau",
            "99999999x",
            "kerbau makan rumput",
            "",
        ] {
            assert!(
                password.is_empty() || weakness(password, "Sri Wahyuni", "32.04.30").is_none(),
                "{password}"
            );
        }
    }
}
