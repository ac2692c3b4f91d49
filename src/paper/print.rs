//! Sheets as they are printed: each begins a page, signatures end the last.

use chrono::NaiveDate;

use super::page::PageSize;
use super::pdf::{Block, Column, Document, Signature, Table};
use super::sheet::{Cell, Sheet};

/// What a print needs beside its sheets, already in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// `id`, `en`.
    pub language: String,
    pub page: PageSize,
    pub made_on: NaiveDate,
    /// *Halaman* and *dari*.
    pub numbering: (String, String),
    pub signatures: Vec<Signature>,
    /// Said below a table without rows, so that it is not taken for a fault.
    pub nothing: String,
}

/// So many characters stand in a row of an upright page.
const UPRIGHT: f64 = 100.0;
/// In a row of a page on its side with type that is read without effort.
const WIDE: f64 = 150.0;
/// A column of unknown width is as broad as its longest cell, but not broader than this.
const BROADEST: usize = 30;

/// `text_of` says a cell as people write it.
pub fn document(sheets: &[Sheet], frame: Frame, text_of: &dyn Fn(&Cell) -> String) -> Document {
    let rows: Vec<Rows> = sheets.iter().map(|sheet| texts(sheet, text_of)).collect();
    let widths: Vec<Vec<f64>> = sheets.iter().zip(&rows).map(|(sheet, rows)| widths(sheet, rows)).collect();
    let widest = widths.iter().map(|widths| widths.iter().sum()).fold(0.0, f64::max);
    let mut blocks = Vec::new();
    for ((sheet, rows), widths) in sheets.iter().zip(rows).zip(&widths) {
        blocks.push(Block::NewPage);
        let mut title = sheet.title.iter().cloned();
        blocks.extend(title.next().map(Block::Title));
        blocks.extend(title.map(Block::Subtitle));
        blocks.push(Block::Gap);
        if !sheet.facts.is_empty() {
            blocks.extend([Block::Facts(sheet.facts.clone()), Block::Gap]);
        }
        blocks.push(Block::Table(table(sheet, rows, widths, widest)));
        if sheet.rows.is_empty() && !frame.nothing.is_empty() {
            blocks.push(Block::Text(frame.nothing.clone()));
        }
    }
    if !frame.signatures.is_empty() {
        blocks.extend([Block::Gap, Block::Signatures(frame.signatures)]);
    }
    let title = sheets.first().and_then(|sheet| sheet.title.first()).cloned();
    Document {
        title: title.unwrap_or_default(),
        language: frame.language,
        made_on: frame.made_on,
        page: frame.page,
        is_wide: widest > UPRIGHT,
        size: 10.0,
        numbering: Some(frame.numbering),
        blocks,
    }
}

type Rows = Vec<Vec<String>>;

fn texts(sheet: &Sheet, text_of: &dyn Fn(&Cell) -> String) -> Rows {
    sheet.rows.iter().map(|row| row.iter().map(text_of).collect()).collect()
}

/// In characters, by column.
fn widths(sheet: &Sheet, rows: &Rows) -> Vec<f64> {
    let length = |text: &String| text.chars().count();
    let of_content = |at: usize, name: &String| {
        let words = name.split(' ').map(|word| word.chars().count());
        let longest = words.chain(rows.iter().filter_map(|row| row.get(at)).map(length)).max();
        f64::from(u32::try_from(longest.unwrap_or(1).clamp(2, BROADEST)).unwrap_or(1)) + 2.0
    };
    let headers = sheet.header.iter().enumerate();
    headers.map(|(at, name)| sheet.widths.get(at).copied().unwrap_or_else(|| of_content(at, name))).collect()
}

fn table(sheet: &Sheet, rows: Rows, widths: &[f64], widest: f64) -> Table {
    let is_number = |at: usize| {
        let cells = || sheet.rows.iter().filter_map(|row| row.get(at));
        cells().any(|cell| matches!(cell, Cell::Number(_)))
            && !cells().any(|cell| matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic)))
    };
    let columns = widths.iter().enumerate();
    #[expect(clippy::cast_possible_truncation, reason = "widths of columns are small")]
    let columns = columns.map(|(at, width)| Column { weight: *width as f32, is_number: is_number(at) });

    Table {
        columns: columns.collect(),
        header: sheet.header.clone(),
        rows,
        size: if widest > WIDE { 7.5 } else { 9.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broad_sheet_lies_on_its_side_and_numbers_are_seen() {
        let sheet = Sheet {
            name: "x".into(),
            title: vec!["REKAP".into(), "November".into()],
            header: vec!["Desa".into(), "Orang".into(), "Catatan".into()],
            rows: vec![
                vec![Cell::from("Cikitu"), Cell::Number(7.0), Cell::from("ya")],
                vec![Cell::from("Pacet"), Cell::from("<5"), Cell::Number(1.0)],
            ],
            facts: Vec::new(),
            widths: vec![60.0],
        };
        let text_of = |cell: &Cell| format!("{cell:?}");
        let upright = document(std::slice::from_ref(&sheet), Frame::default(), &text_of);
        assert!(!upright.is_wide && upright.title == "REKAP");
        let Some(Block::Table(table)) = upright.blocks.iter().find(|block| matches!(block, Block::Table(_)))
        else {
            panic!("no table")
        };
        assert_eq!(
            table.columns.iter().map(|column| column.is_number).collect::<Vec<_>>(),
            [false, true, false]
        );
        let empty = Sheet { rows: Vec::new(), ..sheet.clone() };
        let frame = Frame { nothing: "Tidak ada.".into(), ..Frame::default() };
        let said = |sheet: &Sheet| {
            let printed = document(std::slice::from_ref(sheet), frame.clone(), &text_of);
            printed.blocks.contains(&Block::Text("Tidak ada.".into()))
        };
        assert!(said(&empty) && !said(&sheet));
        let broad = Sheet { widths: vec![60.0, 60.0], ..sheet };
        assert!(document(&[broad], Frame::default(), &text_of).is_wide);
    }
}
