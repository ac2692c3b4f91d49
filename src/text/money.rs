//! Numbers and rupiah as people write them.

use super::{Language, Words};

impl Words {
    /// `1.250.000` in Indonesian, `1,250,000` in English.
    pub fn number(&self, number: i64) -> String {
        grouped(number, self.language())
    }

    /// Whole rupiah: `Rp1.250.000`.
    pub fn money(&self, rupiah: i64) -> String {
        let sign = if rupiah < 0 { "-" } else { "" };
        format!("{sign}Rp{}", grouped_digits(rupiah.unsigned_abs(), separator(self.language())))
    }
}

pub(super) fn grouped(number: i64, language: Language) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped_digits(number.unsigned_abs(), separator(language)))
}

fn separator(language: Language) -> char {
    match language {
        Language::Id => '.',
        Language::En => ',',
    }
}

fn grouped_digits(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let id = Words::new(Language::Id);
        for (number, written) in [(0, "0"), (999, "999"), (1_000, "1.000"), (-1_250_000, "-1.250.000")] {
            assert_eq!(id.number(number), written);
        }
        assert_eq!(id.money(1_250_000), "Rp1.250.000");
        assert_eq!(Words::new(Language::En).money(200_000), "Rp200,000");
        assert_eq!(id.number(i64::MIN), "-9.223.372.036.854.775.808");
    }
}
