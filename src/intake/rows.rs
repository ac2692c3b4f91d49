//! Which rows below a heading are data.

use super::heading::{self, NOT_NEEDED};
use super::layout::Block;
use super::recognise::Column;
use super::row::is_row_number;
use super::sheet::{Cell, Line};
use crate::domain::reading::written::{is_blank, tidy};

/// What a row below a heading is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Data,
    /// `DESA CIKITU` over the rows of that village: the text.
    Section(String),
    /// Column numbers, a total, a row that was only prepared, a remark, a place for signatures.
    Skip,
}

/// Tells rows apart, one after the other.
#[derive(Debug)]
pub(super) struct RowKinds<'a> {
    block: &'a Block,
    last_data: Option<u32>,
    after_total: bool,
    /// Below the first signature.
    is_signed: bool,
}

/// Fields that are filled in before anybody is written down.
const PREPARED: &[&str] = &["village", "subdistrict"];
/// Names below signatures stand in rows of at most so many cells.
const MOST_SIGNERS: usize = 3;
/// How remarks below a table begin.
const REMARKS: &[&str] = &[
    "catatan",
    "keterangan",
    "ket",
    "note",
    "nb",
    "sumber",
    "penjelasan",
    "petunjuk",
    "cara pengisian",
    "contoh pengisian",
    "lembar ke",
    "halaman",
];
const TOTALS: &[&str] = &[
    "jumlah",
    "total",
    "jml",
    "sub total",
    "subtotal",
    "sub jumlah",
    "subjumlah",
    "grand total",
    "jumlah total",
    "rekapitulasi",
];
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
        let last_data = block.header_rows.last().copied();
        Self { block, last_data, after_total: false, is_signed: false }
    }

    pub(super) fn next(&mut self, line: &Line) -> RowKind {
        let filled: Vec<(usize, &Cell)> = line.filled().collect();
        let kind = self.kind(line, &filled);
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

    /// Only what is recognised as something else is no data: an almost empty row may be a person, and is then
    /// refused with its reason.
    fn kind(&mut self, line: &Line, filled: &[(usize, &Cell)]) -> RowKind {
        if let [(_, Cell::Text(text))] = filled
            && is_section(text)
        {
            return RowKind::Section(text.trim().to_owned());
        }
        if self.is_example(filled) {
            return RowKind::Skip;
        }
        if is_column_numbers(filled) || is_total(line) || self.is_prepared(filled) || self.is_remark(filled) {
            return RowKind::Skip;
        }
        if self.may_sign(line, filled) {
            self.is_signed |= self.signs(filled);
            if self.is_signed {
                return RowKind::Skip;
            }
        }
        RowKind::Data
    }

    /// Signatures stand below the table, without a number in front.
    fn may_sign(&self, line: &Line, filled: &[(usize, &Cell)]) -> bool {
        let numbered = matches!(filled.first(), Some((at, cell)) if is_number(cell)
            && (matches!(cell, Cell::Number(_)) || self.is_row_number(*at)));
        let nik = self.block.columns.iter().find(|column| column.field == Some("nik"));
        let has_nik = nik.is_some_and(|column| !line.get(column.at).is_blank());
        let stands_apart = filled.len() < MOST_SIGNERS || self.after_total || self.is_apart(line);
        filled.len() <= MOST_SIGNERS && !numbered && !has_nik && (self.is_signed || stands_apart)
    }

    /// Where a name stands, the name alone tells: `pendamping` in another cell is a remark about somebody.
    fn signs(&self, filled: &[(usize, &Cell)]) -> bool {
        let has_name = filled.iter().any(|(at, _)| self.is_name(*at));
        filled.iter().any(|(at, cell)| (!has_name || self.is_name(*at)) && is_signature(&cell.text()))
    }

    /// The row of an empty sheet that shows how it is filled in.
    fn is_example(&self, filled: &[(usize, &Cell)]) -> bool {
        matches!(filled.first(), Some((at, Cell::Text(text)))
            if self.is_row_number(*at) && heading::normal(text) == super::template::EXAMPLE)
    }

    fn is_apart(&self, line: &Line) -> bool {
        self.last_data.is_none_or(|last| line.number > last + 1)
    }

    /// A row that waits for somebody: its number, its village, and nothing of a person.
    fn is_prepared(&self, filled: &[(usize, &Cell)]) -> bool {
        filled.iter().all(|(at, cell)| match self.field(*at) {
            Some(field) if PREPARED.contains(&field) => true,
            Some(NOT_NEEDED) if self.is_row_number(*at) => is_number(cell),
            // `1. ......` in the column for signatures.
            Some(NOT_NEEDED) => is_numbered_line(&cell.text()),
            _ => is_blank(&tidy(&cell.text())),
        })
    }

    /// A sentence below or between the rows: it begins with a word for it, or stands alone where row numbers do.
    fn is_remark(&self, filled: &[(usize, &Cell)]) -> bool {
        let [(at, Cell::Text(text)), rest @ ..] = filled else { return false };
        let alone = rest.is_empty();
        let is_begun = || {
            let normal = heading::normal(text);
            let begins = |word: &&str| {
                let rest = normal.strip_prefix(*word);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            text.trim_start().starts_with('*')
                || REMARKS.iter().any(begins) && (alone || text.contains(':') || !self.is_name(*at))
        };
        let is_legend = || {
            text.split_once('=')
                .is_some_and(|(sign, means)| !sign.trim().is_empty() && means.contains(char::is_alphabetic))
        };
        rest.len() < 2 && is_begun()
            || alone && (is_legend() || self.is_row_number(*at) && !is_number(&Cell::Text(text.clone())))
    }

    fn column(&self, at: usize) -> Option<&Column> {
        self.block.columns.iter().find(|column| column.at == at)
    }

    fn field(&self, at: usize) -> Option<&'static str> {
        self.column(at)?.field
    }

    fn is_name(&self, at: usize) -> bool {
        self.field(at) == Some("name")
    }

    fn is_row_number(&self, at: usize) -> bool {
        self.column(at).is_some_and(|column| is_row_number(&column.heading))
    }
}

/// `7`, `7.`, `(7)`.
fn is_number(cell: &Cell) -> bool {
    let text = cell.text();
    let digits = text.trim_matches(['(', ')', ' ', '.', '[', ']']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_numbered_line(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')' | '_' | ' ' | '…' | '-'))
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
