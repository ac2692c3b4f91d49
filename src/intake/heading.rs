//! Headings of columns and labels of lines → fields. The words are in `assets/catalog/import_headings.csv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::list::List;
use crate::packed::{packed, unpacked};

/// What a heading means in one kind of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The field's id; `-` for a column that is known and not needed.
    pub field: &'static str,
    /// How much it tells about which kind of list this is.
    pub weight: u32,
    /// The whole heading is a known one, not only a part of it.
    pub exact: bool,
}

/// The field of a column that is known and not needed.
pub const NOT_NEEDED: &str = "-";

/// Words of a heading; a longer text is a title.
const MOST_WORDS: usize = 8;
/// A heading may begin with one of these and still be about something else.
const TELLS_NOTHING: [&str; 16] = [
    "jumlah", "nilai", "jenis", "tanggal", "tgl", "status", "no", "nomor", "hasil", "kode", "total",
    "tempat", "kegiatan", "waktu", "bulan", "hal",
];

type Words = HashMap<String, (&'static str, u32)>;

static TEXT: LazyLock<String> = LazyLock::new(|| unpacked(packed!("catalog/import_headings.csv")));

static TABLE: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(|| parse(&TEXT));

fn parse(text: &'static str) -> HashMap<&'static str, Words> {
    let mut table: HashMap<&'static str, Words> = HashMap::new();
    for line in text.lines().skip(1) {
        let mut columns = line.splitn(4, ',');
        let (Some(lists), Some(field), Some(weight), Some(synonyms)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        for list in lists.split(' ') {
            for synonym in synonyms.split('|') {
                let words = table.entry(list).or_default();
                words.entry(normal(synonym)).or_insert((field, weight.parse().unwrap_or(0)));
            }
        }
    }
    table
}

/// The fields that columns of a list can be, in the order of the table.
pub fn fields(list: List) -> Vec<&'static str> {
    let mut fields = Vec::new();
    for line in TEXT.lines().skip(1) {
        let mut columns = line.split(',');
        let is_of_list = columns.next().is_some_and(|lists| lists.split(' ').any(|name| name == list.name()));
        if let Some(field) = columns.next().filter(|field| is_of_list && *field != NOT_NEEDED)
            && !fields.contains(&field)
        {
            fields.push(field);
        }
    }
    fields
}

/// How a field is headed: the first of its words.
pub fn of_field(list: List, field: &str) -> &'static str {
    let line = TEXT.lines().skip(1).find(|line| {
        let mut columns = line.split(',');
        let is_of_list = columns.next().is_some_and(|lists| lists.split(' ').any(|name| name == list.name()));
        is_of_list && columns.next() == Some(field)
    });
    line.and_then(|line| line.splitn(4, ',').nth(3)?.split('|').next()).unwrap_or_default()
}

/// Lower case; everything but letters and digits is one space.
pub fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut add = |sign: char| {
        if sign.is_alphanumeric() || sign == '#' {
            normal.push(sign);
        } else if !normal.ends_with(' ') && !normal.is_empty() {
            normal.push(' ');
        }
    };
    if text.is_ascii() {
        text.bytes().for_each(|byte| add(char::from(byte.to_ascii_lowercase())));
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(add);
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// Every heading of every list.
static ALL: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| TABLE.values().flat_map(HashMap::keys).map(String::as_str).collect());

/// Whether some list has this heading, as it stands.
pub fn is_known(heading: &str) -> bool {
    ALL.contains(normal(heading).as_str())
}

/// The meaning of a heading in a list.
pub fn meaning(list: List, heading: &str) -> Option<Meaning> {
    meaning_in(list.name(), heading)
}

/// The same for a part of a list (`participants`, `plan`).
pub fn meaning_in(list: &str, heading: &str) -> Option<Meaning> {
    let words = TABLE.get(list)?;
    let found = exact(words, heading).or_else(|| partial(words, heading));
    found.or_else(|| {
        let spelled = spelled_out(heading)?;
        exact(words, &spelled).or_else(|| partial(words, &spelled))
    })
}

/// Short forms at the beginning of a heading, written out.
const SHORT: [(&str, &str); 4] = [("jml", "jumlah"), ("jlh", "jumlah"), ("nmr", "nomor"), ("nomer", "nomor")];

fn spelled_out(heading: &str) -> Option<String> {
    let trimmed = heading.trim_start();
    let end = trimmed.find(|c: char| !c.is_alphabetic()).unwrap_or(trimmed.len());
    let (first, rest) = trimmed.split_at(end);
    let (_, whole) = SHORT.iter().find(|(short, _)| first.eq_ignore_ascii_case(short))?;
    Some(format!("{whole} {rest}"))
}

fn exact(words: &Words, heading: &str) -> Option<Meaning> {
    let known = |text: &str| words.get(&normal(text)).copied();
    let (field, weight) = known(heading).or_else(|| known(&without_brackets(heading)))?;
    Some(Meaning { field, weight, exact: true })
}

/// `NIK (kalau ada)` is `NIK`.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_i32;
    let mut kept = String::new();
    for sign in heading.chars() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if depth <= 0 => kept.push(sign),
            _ => {}
        }
    }
    kept
}

/// The longest run of words that is a known heading; a single word only where it leads.
fn partial(words: &Words, heading: &str) -> Option<Meaning> {
    let heading = normal(heading);
    let parts: Vec<&str> = heading.split(' ').collect();
    if parts.len() > MOST_WORDS {
        return None;
    }
    for length in (1..parts.len()).rev() {
        for run in parts.windows(length) {
            let leads = run.first() == parts.first();
            let tells =
                length > 1 || leads && run.first().is_some_and(|w| w.len() > 2 && !TELLS_NOTHING.contains(w));
            if let Some((field, weight)) = words.get(&run.join(" ")).filter(|_| tells) {
                return Some(Meaning { field, weight: weight.div_ceil(2), exact: false });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(list: List, heading: &str) -> Option<&'static str> {
        meaning(list, heading).map(|m| m.field)
    }

    #[test]
    fn the_table_is_whole() {
        for line in TEXT.lines().skip(1) {
            let columns: Vec<&str> = line.split(',').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(columns[2].parse::<u32>().is_ok(), "{line}");
        }
    }

    #[test]
    fn headings_as_offices_write_them() {
        assert_eq!(field(List::People, "NO. KK"), Some("family_card"));
        assert_eq!(field(List::People, "Nama Lengkap (sesuai KTP)"), Some("name"));
        assert_eq!(field(List::People, "TEMPAT, TANGGAL LAHIR"), Some("birth_place_and_date"));
        assert_eq!(field(List::People, "NAMA IBU KANDUNG"), Some(NOT_NEEDED));
        assert_eq!(field(List::People, "Nama Kepala Keluarga"), Some("name"));
        assert_eq!(field(List::Aid, "NIK (kalau ada)"), Some("nik"));
        assert_eq!(field(List::Aid, "Nominal (Rp)"), Some("value"));
        assert_eq!(field(List::Aid, "Jumlah anak sekolah"), None);
        assert_eq!(field(List::Organizations, "siop_sampai"), Some("permit_until"));
        assert_eq!(
            field(List::People, "DAFTAR PENERIMA BANTUAN LANGSUNG TUNAI DANA DESA TAHUN 2026 KECAMATAN"),
            None
        );
    }
}
