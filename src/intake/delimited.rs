//! CSV, tab text and pasted text, in whatever encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::quotes;
use super::sheet::{Cell, Line, Sheet};
use super::unreadable::Unreadable;
use super::workbook::{MOST_CELLS, MOST_COLUMNS};
use crate::domain::Note;

const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Records that are looked at to find the delimiter.
const SAMPLE_RECORDS: usize = 60;
/// They are taken from so much of the text.
const SAMPLE_BYTES: usize = 64 * 1024;

/// A text file as one sheet.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Unreadable> {
    let text = decode(bytes)?;
    let Some(first) = text.find('\0') else { return read_text(&text, name) };
    let row =
        u32::try_from(text.get(..first).unwrap_or_default().matches('\n').count() + 1).unwrap_or(u32::MAX);
    let mut sheets = read_text(&text.replace('\0', ""), name)?;
    for sheet in &mut sheets {
        sheet.remarks.push((row, Note::warn("null_signs_dropped").with("row", row.to_string())));
    }
    Ok(sheets)
}

/// Pasted text.
pub(super) fn read_text(text: &str, name: &str) -> Result<Vec<Sheet>, Unreadable> {
    let text = text.trim_start_matches('\u{FEFF}');
    let text = without_separator_line(text);
    let text = text.replace("\r\n", "\n");
    let delimiter = delimiter(&text);
    let (text, open_quotes) = quotes::mended(&text, delimiter);
    let lines = lines(&text, delimiter)?;
    if lines.is_empty() {
        return Err(Unreadable::Empty);
    }
    let remark = |row: u32| (row, Note::warn("quote_not_closed").with("row", row.to_string()));
    let remarks = open_quotes.into_iter().map(remark).collect();
    Ok(vec![Sheet { name: name.into(), lines, remarks, ..Sheet::default() }])
}

/// Excel's own first line `sep=;` is no data.
fn without_separator_line(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest))
            if first.trim_end().len() == 5 && first.to_ascii_lowercase().starts_with("sep=") =>
        {
            rest
        }
        _ => text,
    }
}

fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let encoding = encoding_of(bytes);
    let (text, _, _) = encoding.decode(bytes);
    let sample: Vec<char> = text.chars().take(4096).collect();
    let odd = sample.iter().filter(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t' | '\u{1b}')).count();
    if odd * 20 > sample.len() {
        return Err(Unreadable::NotASpreadsheet);
    }
    Ok(text.into_owned())
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = bytes.get(..2048).unwrap_or(bytes);
    let zeros =
        |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 5 > sample.len() * 2;
    if zeros(1) {
        return UTF_16LE;
    }
    if zeros(0) {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"id"), Utf8Detection::Allow)
}

fn records(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The delimiter that gives the most records of one width.
fn delimiter(text: &str) -> u8 {
    let sample = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or(text);
    let score = |delimiter: u8| {
        let mut widths = [0_usize; 64];
        let (text, _) = quotes::mended(sample, delimiter);
        for record in records(&text, delimiter).into_records().take(SAMPLE_RECORDS).filter_map(Result::ok) {
            if let Some(count) = widths.get_mut(record.len()) {
                *count += 1;
            }
        }
        let common = widths.iter().enumerate().skip(2).max_by_key(|(width, count)| **count * *width);
        common.map_or(0, |(width, count)| width * count)
    };
    DELIMITERS.into_iter().rev().max_by_key(|d| score(*d)).unwrap_or(b';')
}

fn lines(text: &str, delimiter: u8) -> Result<Vec<Line>, Unreadable> {
    let mut reader = records(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut found = Vec::new();
    let mut cells_left = MOST_CELLS;
    let mut number = 0;
    loop {
        let first_line = reader.position().line();
        if !reader.read_record(&mut record).map_err(|_| Unreadable::Damaged)? {
            return Ok(found);
        }
        number += 1 + blank_lines(&record, reader.position().line() - first_line);
        cells_left = cells_left.checked_sub(record.len()).ok_or(Unreadable::TooLarge)?;
        let cells: Vec<Cell> = record.iter().take(MOST_COLUMNS).map(cell).collect();
        if cells.iter().any(|cell| !cell.is_blank()) {
            found.push(Line { number, cells });
        }
    }
}

/// Blank lines are rows to whoever opens the file, though not records to the reader: of the lines that were
/// passed, those that are not the record's own.
fn blank_lines(record: &csv::StringRecord, passed: u64) -> u32 {
    let inside = record.iter().map(|field| field.matches('\n').count()).sum::<usize>() as u64;
    u32::try_from(passed.saturating_sub(1 + inside)).unwrap_or(0)
}

fn cell(field: &str) -> Cell {
    if field.trim().is_empty() { Cell::Empty } else { Cell::Text(field.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u32, usize)> {
        let sheets = read_text(text, "x").unwrap();
        sheets[0].lines.iter().map(|line| (line.number, line.cells.len())).collect()
    }

    #[test]
    fn delimiters_are_found() {
        assert_eq!(numbers("a;b\n1,5;2\n"), [(1, 2), (2, 2)]);
        assert_eq!(numbers("a,b\nx,y\n"), [(1, 2), (2, 2)]);
        assert_eq!(numbers("a\tb\tc\n1\t2\t3\n"), [(1, 3), (2, 3)]);
        assert_eq!(numbers("sep=;\na;b\n"), [(1, 2)]);
    }

    #[test]
    fn rows_are_counted_as_records_with_blank_lines() {
        assert_eq!(numbers("a;b\n\"x\ny\";2\n3;4\n\n5;6\n"), [(1, 2), (2, 2), (3, 2), (5, 2)]);
    }

    #[test]
    fn encodings() {
        let utf16: Vec<u8> = "a;é\nb;c\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [b"\xEF\xBB\xBFa;\xC3\xA9\nb;c\n".to_vec(), b"a;\xE9\nb;c\n".to_vec(), utf16] {
            let sheets = read(&bytes, "x").unwrap();
            assert_eq!(sheets[0].lines[0].cells, [Cell::Text("a".into()), Cell::Text("é".into())]);
        }
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert_eq!(read(&[0, 1, 2, 3, 0, 9, 200, 7, 1, 1], "x"), Err(Unreadable::NotASpreadsheet));
        assert_eq!(read(b" \n \n", "x"), Err(Unreadable::Empty));
    }

    #[test]
    fn a_null_sign_is_dropped_and_told() {
        let text = format!("Nama;Desa\nOn\0ah;Cikitu\n{}", "Asep;Nagrak\n".repeat(20));
        let sheets = read(text.as_bytes(), "x").unwrap();
        assert_eq!(sheets[0].lines[1].cells[0], Cell::Text("Onah".into()));
        assert_eq!((sheets[0].remarks[0].0, sheets[0].remarks[0].1.code), (2, "null_signs_dropped"));
    }
}
