//! Rupiah as people write them: `Rp1.250.000,-`, `250 rb`, `1,25 juta`.

use super::decimal::Decimal;
use super::number;
use super::written::{is_blank, tidy};
use crate::domain::{Level, Note, Reading};

/// Words that multiply, longest first, and whether they leave a doubt.
const UNITS: &[(&str, i64, bool)] = &[
    ("miliar", 1_000_000_000, false),
    ("milyar", 1_000_000_000, false),
    ("ribu", 1_000, false),
    ("juta", 1_000_000, false),
    ("rb", 1_000, false),
    ("jt", 1_000_000, false),
    ("m", 1_000_000_000, true),
    ("k", 1_000, true),
];

/// Rupiah, with what stands after the comma as written; [`Decimal::floor`] is what is stored.
pub fn read(text: &str) -> Reading<Decimal> {
    let tidied = tidy(text).to_lowercase();
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    if tidied.starts_with(['-', '−', '–']) || tidied.starts_with("rp-") || tidied.starts_with("rp -") {
        return Reading::nothing(Note::error("money_negative"));
    }
    let (amount, foreign_code) = without_currency(&tidied);
    let (number, unit) = amount.split_at(amount.find(char::is_alphabetic).unwrap_or(amount.len()));
    let mut reading = match unit_of(unit.trim()) {
        Unit::Rupiah => in_rupiah(without_cents(number.trim())),
        Unit::Times(factor, doubtful) => multiplied(number.trim(), factor, doubtful),
        Unit::Thing if number.trim().is_empty() => Reading::nothing(Note::error("money_invalid")),
        Unit::Thing => Reading::nothing(Note::warn("money_is_item").with("unit", unit.trim())),
    };
    if foreign_code && reading.value.is_some() {
        reading.notes.push(Note::info("money_currency_code"));
    }
    reading
}

enum Unit {
    Rupiah,
    Times(i64, bool),
    Thing,
}

fn unit_of(word: &str) -> Unit {
    let word = word.trim_end_matches([',', '-', '.', ' ']);
    let word = word.strip_suffix("rupiah").unwrap_or(word).trim();
    if word.is_empty() {
        return Unit::Rupiah;
    }
    UNITS
        .iter()
        .find(|(name, ..)| *name == word)
        .map_or(Unit::Thing, |(_, factor, doubt)| Unit::Times(*factor, *doubt))
}

fn without_currency(text: &str) -> (&str, bool) {
    if let Some(rest) = text.strip_prefix("idr") {
        return (rest.trim(), true);
    }
    let rest = text.strip_prefix("rp").map_or(text, |rest| rest.trim_start_matches(['.', ' ', ':']));
    (rest.trim(), false)
}

/// Drops `,-`, `,00` and the like.
fn without_cents(text: &str) -> &str {
    let text = text.trim_end_matches(['-', '–', ' ', '=']);
    let text = text.strip_suffix(",00").or_else(|| text.strip_suffix(".00")).unwrap_or(text);
    text.trim_end_matches([',', '.'])
}

fn in_rupiah(number: &str) -> Reading<Decimal> {
    let mut reading = named(number::read_digits(number));
    // `Rp 900,000`: nobody gives 900 rupiah and writes three digits behind them.
    if reading.has(number::DOUBTFUL_COMMA)
        && let Some(thousands) = reading.value.and_then(|value| value.times(1000))
    {
        return Reading::noted(
            thousands,
            Note::warn("money_comma_thousands").with("amount", show(thousands.floor())),
        );
    }
    if reading.value.is_some_and(|v| v.whole().is_none()) && reading.level() < Level::Warn {
        reading.notes.push(Note::warn("money_cents"));
    }
    reading
}

fn multiplied(number: &str, factor: i64, doubtful: bool) -> Reading<Decimal> {
    let reading = named(number::read_digits(number));
    let Some(value) = reading.value.and_then(|v| v.times(factor)) else {
        return Reading::nothing(Note::error("money_invalid"));
    };
    let mut notes = reading.notes;
    // “1,250 juta”: the comma was read as decimal, and the unit makes the other meaning unlikely.
    notes.retain(|note| note.code != number::DOUBTFUL_COMMA);
    if doubtful {
        notes.push(Note::warn("money_unit_doubtful").with("amount", value.to_string()));
    }
    Reading { value: Some(value), notes }
}

fn named(mut reading: Reading<Decimal>) -> Reading<Decimal> {
    for note in &mut reading.notes {
        if note.code == "number_invalid" {
            note.code = "money_invalid";
        }
    }
    reading
}

/// `Rp1.250.000`.
pub fn show(rupiah: i64) -> String {
    let digits = rupiah.unsigned_abs().to_string();
    let mut shown = String::from(if rupiah < 0 { "-Rp" } else { "Rp" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_with_dots() {
        assert_eq!(show(1_250_000), "Rp1.250.000");
        assert_eq!(show(0), "Rp0");
        assert_eq!(show(999), "Rp999");
        assert_eq!(show(1_000), "Rp1.000");
    }

    #[test]
    fn more_ways_to_write_money() {
        for (text, amount) in [
            ("Rp 600.000 ,-", "600000"),
            ("75 ribu rupiah", "75000"),
            ("1,5jt", "1500000"),
            ("300.000.00", "300000"),
            ("Rp. 900,000", "900000"),
            ("Rp 1,500", "1500"),
            ("Rp. 900,000,-", "900000"),
            ("900,000", "900000"),
            ("Rp 900,000 ribu", "900000"),
            ("Rp 1,250,000", "1250000"),
            ("Rp 1,25 juta", "1250000"),
            ("Rp 1,250 juta", "1250000"),
            ("1.250,50", "1250.50"),
            ("Rp 1250,500", "1250.500"),
            ("Rp 0,500", "0.500"),
        ] {
            assert_eq!(read(text).value.map(|v| v.to_string()).as_deref(), Some(amount), "{text}");
        }
        assert!(
            read("Rp. 900,000").has("money_comma_thousands")
                && !read("Rp 900.000").has("money_comma_thousands")
        );
        assert!(read("999999999999999999 miliar").has("money_invalid"));
    }
}
