//! Which rows below a heading are data.

use super::heading;
use super::layout::Block;
use super::sheet::{Cell, Line};

/// What a row below a heading is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Data,
    /// `DESA CIKITU` over the rows of that village: the text.
    Section(String),
    /// Column numbers, a total, a blank numbered row.
    Skip,
    /// A place for signatures: the table is over.
    End,
}

/// Tells rows apart, one after the other.
#[derive(Debug)]
pub(super) struct RowKinds<'a> {
    block: &'a Block,
    last_data: Option<u32>,
    after_total: bool,
}

/// Fields of which a row of data has at least one.
const IDENTIFYING: &[&str] = &["name", "nik", "family_card", "problem", "topic", "on", "reporter"];
const TOTALS: &[&str] =
    &["jumlah", "total", "jml", "sub total", "subtotal", "grand total", "jumlah total", "rekapitulasi"];
const SIGNATURES: &[&str] = &[
    "mengetahui",
    "mengesahkan",
    "menyetujui",
    "dibuat oleh",
    "diketahui oleh",
    "disetujui oleh",
    "yang membuat",
    "yang menyerahkan",
    "yang menerima",
    "yang melaporkan",
    "petugas pendata",
    "pendamping",
    "kepala desa",
    "kepala dinas",
    "lurah",
    "camat",
    "ketua",
    "sekretaris",
    "bendahara",
    "tksk",
    "nip",
    "niat",
    "an camat",
    "a n camat",
    "tanda tangan",
    "pelapor",
    "penanggung jawab",
    "hormat kami",
    "demikian",
];

impl<'a> RowKinds<'a> {
    pub(super) fn new(block: &'a Block) -> Self {
        Self { block, last_data: block.header_rows.last().copied(), after_total: false }
    }

    pub(super) fn next(&mut self, line: &Line) -> RowKind {
        let kind = self.kind(line);
        match kind {
            RowKind::Data => {
                self.last_data = Some(line.number);
                self.after_total = false;
            }
            RowKind::Skip if is_total(line) => self.after_total = true,
            _ => {}
        }
        kind
    }

    fn kind(&self, line: &Line) -> RowKind {
        let filled: Vec<(usize, &Cell)> = line.filled().collect();
        if is_column_numbers(&filled) || is_total(line) {
            return RowKind::Skip;
        }
        if filled.len() <= 3 {
            if self.may_sign(line, &filled) && filled.iter().any(|(_, cell)| is_signature(&cell.text())) {
                return RowKind::End;
            }
            if let [(_, Cell::Text(text))] = filled.as_slice()
                && is_section(text)
            {
                return RowKind::Section(text.trim().to_owned());
            }
        }
        if !self.has_identity(&filled) || self.is_stray(line, &filled) {
            return RowKind::Skip;
        }
        RowKind::Data
    }

    /// Signatures stand below the table, without a number in front.
    fn may_sign(&self, line: &Line, filled: &[(usize, &Cell)]) -> bool {
        let numbered = matches!(filled.first(), Some((_, Cell::Number(_))));
        let nik = self.block.columns.iter().find(|column| column.field == Some("nik"));
        let has_nik = nik.is_some_and(|column| !line.get(column.at).is_blank());
        !numbered && !has_nik && (filled.len() < 3 || self.after_total || self.is_apart(line))
    }

    fn is_apart(&self, line: &Line) -> bool {
        self.last_data.is_none_or(|last| line.number > last + 1)
    }

    fn has_identity(&self, filled: &[(usize, &Cell)]) -> bool {
        let identifies = |at: usize| {
            let column = self.block.columns.iter().find(|column| column.at == at);
            column.and_then(|column| column.field).is_some_and(|field| IDENTIFYING.contains(&field))
        };
        let told = filled.iter().any(|(at, _)| identifies(*at));
        // A row without a name that holds much else is data with a name missing.
        told || filled.len() * 2 >= self.block.columns.len() && filled.len() > 2
    }

    /// One or two cells away from the rows of data, or below a total, are a remark.
    fn is_stray(&self, line: &Line, filled: &[(usize, &Cell)]) -> bool {
        let few = filled.len() == 1 || filled.len() == 2 && self.block.columns.len() > 4;
        let numbered = matches!(filled.first(), Some((_, Cell::Number(_))));
        few && !numbered
            && (self.is_apart(line) || self.after_total || filled.len() == 1 && self.block.columns.len() > 3)
    }
}

/// `1 2 3 …`, `(1) (2) (3) …` below the headings.
fn is_column_numbers(filled: &[(usize, &Cell)]) -> bool {
    let number = |cell: &Cell| cell.text().trim_matches(['(', ')', ' ', '.', '[', ']']).parse::<u32>().ok();
    let numbers: Option<Vec<u32>> = filled.iter().map(|(_, cell)| number(cell)).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() > 2
            && numbers.first() == Some(&1)
            && numbers.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1))
    })
}

fn is_total(line: &Line) -> bool {
    let Some(first) =
        line.filled().find_map(|(_, cell)| if let Cell::Text(text) = cell { Some(text) } else { None })
    else {
        return false;
    };
    let text = heading::normal(first);
    TOTALS.iter().any(|word| {
        text == *word
            || text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ') && line.filled().count() <= 6)
    })
}

fn is_signature(text: &str) -> bool {
    let normal = heading::normal(text);
    let starts = |word: &&str| {
        normal == **word || normal.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '))
    };
    SIGNATURES.iter().any(starts) || is_place_and_date(text) || is_dotted_line(text)
}

/// `Pacet, 31 Oktober 2026`.
fn is_place_and_date(text: &str) -> bool {
    let Some((place, date)) = text.split_once(',') else { return false };
    let words: Vec<&str> = date.split_whitespace().collect();
    let is_year =
        |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) || word.contains("..");
    place.chars().any(char::is_alphabetic)
        && !place.bytes().any(|b| b.is_ascii_digit())
        && (2..=4).contains(&words.len())
        && words.last().is_some_and(is_year)
}

fn is_dotted_line(text: &str) -> bool {
    let text = text.trim();
    text.len() > 5 && text.chars().all(|c| matches!(c, '.' | '(' | ')' | '_' | ' ' | '…' | '-'))
}

fn is_section(text: &str) -> bool {
    let normal = heading::normal(text);
    ["desa ", "kelurahan ", "kel ", "ds "].iter().any(|word| normal.starts_with(word))
        && normal.split(' ').count() <= 5
}
