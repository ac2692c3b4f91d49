//! Months and days of the week as they are written in Indonesia, old spelling and short forms too.

use chrono::Weekday;

const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan", "i"],
    &["februari", "pebruari", "february", "feb", "peb", "ii"],
    &["maret", "march", "mar", "mrt", "iii"],
    &["april", "apr", "iv"],
    &["mei", "may", "v"],
    &["juni", "june", "jun", "vi"],
    &["juli", "july", "jul", "vii"],
    &["agustus", "august", "agu", "agt", "ags", "agst", "aug", "viii"],
    &["september", "sept", "sep", "ix"],
    &["oktober", "october", "okt", "oct", "x"],
    &["november", "nopember", "nov", "nop", "xi"],
    &["desember", "december", "des", "dec", "xii"],
];

/// 1–12. `word` in lower case.
pub fn month(word: &str) -> Option<u32> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number)
}

/// `word` in lower case.
pub fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "senin" | "sen" => Weekday::Mon,
        "selasa" | "sel" => Weekday::Tue,
        "rabu" | "rab" => Weekday::Wed,
        "kamis" | "kam" => Weekday::Thu,
        "jumat" | "jum'at" | "jum" => Weekday::Fri,
        "sabtu" | "sab" => Weekday::Sat,
        "minggu" | "ahad" | "min" => Weekday::Sun,
        _ => return None,
    })
}
