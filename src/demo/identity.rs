//! Invented numbers in the form of real ones.

use chrono::{Datelike, NaiveDate};

/// Serials 9001–9999, which no office gives out.
fn serial(count: u32) -> u32 {
    9_001 + count % 999
}

/// A NIK: area, day (a woman's plus 40), month, year, serial.
pub(super) fn nik(area: &str, birth: NaiveDate, woman: bool, count: u32) -> String {
    let day = birth.day() + if woman { 40 } else { 0 };
    format!("{area}{day:02}{:02}{:02}{:04}", birth.month(), birth.year().rem_euclid(100), serial(count))
}

/// A No KK: area, the day it was issued, serial.
pub(super) fn family_card(area: &str, count: u32) -> String {
    let (day, month, year) = (1 + count / 999 % 28, 1 + count / 27_972 % 12, 5 + count % 20);
    format!("{area}{day:02}{month:02}{year:02}{:04}", serial(count))
}

/// `+62812…`, block 5550.
pub(super) fn phone(count: u32) -> String {
    const PREFIXES: [&str; 5] = ["812", "813", "821", "852", "857"];
    let prefix =
        PREFIXES.iter().cycle().nth(usize::try_from(count % 5).unwrap_or(0)).copied().unwrap_or("812");
    format!("+62{prefix}5550{:04}", count.wrapping_mul(7_919) % 10_000)
}

/// The six digits of the kecamatan that desa codes such as `32.04.30.2001` begin with.
pub(super) fn area(villages: &[(&str, &str)]) -> String {
    let code = villages.first().map_or("32.04.30", |(code, _)| code);
    let digits: String = code.chars().filter(char::is_ascii_digit).take(6).collect();
    format!("{digits:0<6}")
}
