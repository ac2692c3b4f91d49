//! Passwords that anybody would try first.

use super::normal::normal;

/// Words shorter than this are no name to go by.
const NAME_LEAST: usize = 4;

/// Why a password is easily guessed, as a code of the locale's `password-weak`; nothing when it is not.
pub fn weakness(password: &str, name: &str) -> Option<&'static str> {
    let letters: Vec<char> = password.to_lowercase().chars().collect();
    if letters.windows(2).all(|pair| matches!(pair, [a, b] if a == b)) {
        return Some("same");
    }
    if letters.iter().all(char::is_ascii_digit) && is_sequence(&letters) {
        return Some("digits");
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
    (common.is_obvious_password(&written) || common.is_obvious_password(bare)).then_some("common")
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
        ] {
            assert_eq!(weakness(password, "Sri Wahyuni"), Some(why), "{password}");
        }
    }

    #[test]
    fn other_passwords_are_taken() {
        for password in
            ["kata-sandi-uji-1945", "sandi-uji-coba", "baru-sekali", "13572468", "kerbau makan rumput", ""]
        {
            assert!(password.is_empty() || weakness(password, "Sri Wahyuni").is_none(), "{password}");
        }
    }
}
