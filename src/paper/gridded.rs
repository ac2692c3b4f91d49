//! A document on the grid of a worksheet, as it lies on paper: columns end where any block of it has an edge, what is
//! broader is merged, and every row is as high as its text.

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::face::Faces;
use super::layout::{LEADING, MARGIN, PAD, Sides};
use super::pdf::{Block, Document, Signature, Table};
use super::xlsx::{NoWorkbook, excel_date};

/// The breadth of a page. Edges are counted in parts of it.
const WHOLE: u16 = 1000;
/// Edges that are nearer than this are one.
const NEAR: u16 = 6;
/// Excel's rows are at most 409 points high: a text with more lines goes on in the next row.
const MOST_LINES: usize = 20;
/// Of the program that opens it the type may be a little broader than ours.
const SLACK: f32 = 0.93;
/// Room to sign in.
const SIGNING: f32 = 62.0;

/// The same document gives the same bytes.
pub fn workbook(document: &Document) -> Result<Vec<u8>, NoWorkbook> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_author("Simpul").set_creation_datetime(&excel_date(document.made_on)?),
    );
    let faces = Faces::load().ok_or(XlsxError::ParameterError(String::new()))?;
    let sides = Sides::of(document.page, document.is_wide);
    let sheet = workbook.add_worksheet();
    let mut grid = Grid {
        edges: edges(&document.blocks),
        inner: sides.inner(),
        page: sides.height - 2.0 * MARGIN,
        size: document.size,
        faces,
        heights: Vec::new(),
        breaks: Vec::new(),
        slip: None,
        sheet,
    };
    grid.set_up(document)?;
    let is_single = document.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count() == 1;
    for block in &document.blocks {
        grid.block(block, is_single)?;
    }
    grid.break_pages()?;
    Ok(workbook.save_to_buffer()?)
}

/// Where columns end, from 0 to `WHOLE`.
fn edges(blocks: &[Block]) -> Vec<u16> {
    let mut found = vec![0, WHOLE];
    for block in blocks {
        match block {
            Block::Aside(_) => found.push(ASIDE),
            Block::Facts(_) | Block::Blanks(_) => found.push(LABEL),
            Block::Ticks(_) | Block::Code { .. } => found.push(WHOLE / 2),
            Block::Table(table) => found.extend(table_edges(table)),
            Block::Signatures(signatures) => found.extend(parts(signatures.len())),
            _ => {}
        }
    }
    found.sort_unstable();
    let mut edges: Vec<u16> = Vec::with_capacity(found.len());
    for edge in found {
        if edges.last().is_none_or(|last| edge - last >= NEAR) {
            edges.push(edge);
        }
    }
    if let Some(last) = edges.last_mut() {
        *last = WHOLE;
    }
    edges
}

const ASIDE: u16 = 550;
const LABEL: u16 = 340;

/// Equal parts of the breadth.
fn parts(count: usize) -> Vec<u16> {
    let count = u16::try_from(count).unwrap_or(1).max(1);
    (0..=count).map(|at| WHOLE / count * at + if at == count { WHOLE % count } else { 0 }).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the whole")]
fn table_edges(table: &Table) -> Vec<u16> {
    let all: f32 = table.columns.iter().map(|column| column.weight).sum();
    let mut sum = 0.0;
    let ends = table.columns.iter().map(|column| {
        sum += column.weight;
        (sum / all.max(f32::MIN_POSITIVE) * f32::from(WHOLE)).round() as u16
    });
    std::iter::once(0).chain(ends).collect()
}

/// What stands in a row between two edges, and how.
struct Piece<'a> {
    from: u16,
    to: u16,
    text: &'a str,
    look: Look,
}

#[derive(Clone, Copy, Default)]
struct Look {
    size: f32,
    bold: bool,
    align: Option<FormatAlign>,
    /// Around it.
    frame: bool,
    /// Below it.
    rule: Option<FormatBorder>,
    /// Above it.
    cut: bool,
}

impl Look {
    fn format(self) -> Format {
        let format = Format::new().set_font_name("Arial").set_font_size(self.size).set_text_wrap();
        let mut format =
            format.set_align(FormatAlign::Top).set_align(self.align.unwrap_or(FormatAlign::Left));
        if self.bold {
            format = format.set_bold();
        }
        if self.frame {
            format = format.set_border(FormatBorder::Thin);
        }
        if let Some(rule) = self.rule {
            format = format.set_border_bottom(rule);
        }
        if self.cut {
            format = format.set_border_top(FormatBorder::Dashed);
        }
        format
    }
}

struct Grid<'a> {
    sheet: &'a mut Worksheet,
    faces: Faces,
    edges: Vec<u16>,
    /// Points between the margins.
    inner: f32,
    /// The same from top to bottom.
    page: f32,
    /// Of running text.
    size: f32,
    /// Of the rows that are written.
    heights: Vec<f32>,
    /// Rows that begin a page.
    breaks: Vec<usize>,
    /// The row in which the slip to be torn off begins.
    slip: Option<usize>,
}

impl Grid<'_> {
    fn set_up(&mut self, document: &Document) -> Result<(), XlsxError> {
        let letters = document.title.chars().map(|c| if "[]:*?/\\'".contains(c) { '-' } else { c });
        let name: String = letters.filter(|c| !c.is_control()).take(31).collect();
        if !name.trim().is_empty() {
            self.sheet.set_name(name.trim())?;
        }
        self.sheet.set_paper_size(document.page.in_excel()).set_print_fit_to_pages(1, 0);
        if document.is_wide {
            self.sheet.set_landscape();
        }
        let margin = f64::from(MARGIN) / 72.0;
        self.sheet.set_margins(margin, margin, margin, margin, margin / 2.0, margin / 2.0);
        self.sheet.set_screen_gridlines(false);
        if let Some((page, of)) = &document.numbering {
            self.sheet.set_footer(format!("&R&8{page} &P {of} &N"));
        }
        for (at, pair) in (0..).zip(self.edges.windows(2)) {
            let [from, to] = pair else { continue };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a page")]
            let pixels = (width(self.inner, *from, *to) * 96.0 / 72.0).round() as u32;
            self.sheet.set_column_width_pixels(at, pixels)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, is_single_table: bool) -> Result<(), XlsxError> {
        let plain = Look { size: self.size, ..Look::default() };
        let bold = Look { bold: true, ..plain };
        let centered = Look { align: Some(FormatAlign::Center), ..bold };
        match block {
            Block::Letterhead(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    let size = if at < 2 { self.size + 2.0 } else { self.size - 2.0 };
                    let rule = (at + 1 == lines.len()).then_some(FormatBorder::Double);
                    self.line(line, Look { size, rule, ..centered })?;
                }
                self.gap(self.size)
            }
            Block::Aside(text) => self.row(&[Piece { from: ASIDE, to: WHOLE, text, look: plain }]),
            Block::Title(text) => self.line(text, Look { size: self.size + 4.0, ..centered }),
            Block::Subtitle(text) => self.line(text, Look { size: self.size + 1.0, ..centered }),
            Block::Text(text) => self.line(text, plain),
            Block::Ticks(ticks) => ticks.chunks(2).try_for_each(|pair| self.ticks(pair, plain)),
            Block::Blanks(labels) => labels.iter().try_for_each(|label| {
                let ruled = Look { rule: Some(FormatBorder::Thin), ..plain };
                self.pair(LABEL, (label, plain), ("", ruled))
            }),
            Block::TearOff(text) => {
                self.gap(self.size)?;
                self.slip = Some(self.heights.len());
                self.line(text, Look { size: 8.0, cut: true, ..centered })
            }
            Block::Facts(facts) => {
                facts.iter().try_for_each(|(label, value)| self.pair(LABEL, (label, plain), (value, bold)))
            }
            Block::Code { label, code } => {
                let large = Look { size: 20.0, align: Some(FormatAlign::Right), ..bold };
                self.pair(WHOLE / 2, (label, plain), (code, large))
            }
            Block::Table(table) => self.table(table, is_single_table),
            Block::Signatures(signatures) => self.signatures(signatures),
            Block::Gap => self.gap(self.size),
            Block::NewPage => {
                self.breaks.extend(Some(self.heights.len()).filter(|at| *at > 0));
                Ok(())
            }
        }
    }

    fn line(&mut self, text: &str, look: Look) -> Result<(), XlsxError> {
        self.row(&[Piece { from: 0, to: WHOLE, text, look }])
    }

    fn gap(&mut self, size: f32) -> Result<(), XlsxError> {
        self.line("", Look { size, ..Look::default() })
    }

    fn pair(&mut self, edge: u16, left: (&str, Look), right: (&str, Look)) -> Result<(), XlsxError> {
        self.row(&[
            Piece { from: 0, to: edge, text: left.0, look: left.1 },
            Piece { from: edge, to: WHOLE, text: right.0, look: right.1 },
        ])
    }

    fn ticks(&mut self, pair: &[(bool, String)], look: Look) -> Result<(), XlsxError> {
        let sign = |ticked: bool| if ticked { '\u{2612}' } else { '\u{2610}' };
        let text = |at: usize| pair.get(at).map(|(ticked, text)| format!("{} {text}", sign(*ticked)));
        let (left, right) = (text(0).unwrap_or_default(), text(1).unwrap_or_default());
        self.pair(WHOLE / 2, (&left, look), (&right, look))
    }

    fn table(&mut self, table: &Table, is_single: bool) -> Result<(), XlsxError> {
        let edges = table_edges(table);
        let header = self.heights.len();
        let mut head = header;
        for (at, texts) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
            let cells = texts.iter().zip(edges.windows(2)).zip(&table.columns);
            let pieces = cells.filter_map(|((text, pair), column)| {
                let [from, to] = *pair else { return None };
                let align = column.is_number.then_some(FormatAlign::Right);
                let look = Look { size: table.size, bold: at == 0, align, frame: true, ..Look::default() };
                Some(Piece { from, to, text, look })
            });
            self.row(&pieces.collect::<Vec<_>>())?;
            if at == 0 {
                head = self.heights.len();
            }
        }
        // Only what goes on over the page: the heading would stand above whatever follows, too.
        let is_long = self.heights.get(header..).unwrap_or_default().iter().sum::<f32>() > self.page / 2.0;
        if is_single && is_long {
            self.sheet.set_repeat_rows(number(header)?, number(head.saturating_sub(1))?)?;
        }
        Ok(())
    }

    fn signatures(&mut self, signatures: &[Signature]) -> Result<(), XlsxError> {
        let edges = parts(signatures.len());
        let plain = Look { size: self.size, ..Look::default() };
        let name = Look { bold: true, rule: Some(FormatBorder::Thin), ..plain };
        let mut side_by_side = |look: Look, text: &dyn Fn(&Signature) -> String| {
            let texts: Vec<String> = signatures.iter().map(text).collect();
            let none = Signature::default();
            let pieces =
                texts.iter().zip(signatures).zip(edges.windows(2)).filter_map(|((text, one), pair)| {
                    let [from, to] = *pair else { return None };
                    let look = if *one == none { plain } else { look };
                    Some(Piece { from, to, text, look })
                });
            self.row(&pieces.collect::<Vec<_>>())
        };
        side_by_side(plain, &|one| one.place_and_date.clone())?;
        side_by_side(plain, &|one| one.role.clone())?;
        side_by_side(Look { size: SIGNING / LEADING, ..plain }, &|_| String::new())?;
        side_by_side(name, &|one| one.name.clone())?;
        side_by_side(plain, &|one| one.below.clone())
    }

    /// Writes a row, or as many as its longest text needs.
    fn row(&mut self, pieces: &[Piece<'_>]) -> Result<(), XlsxError> {
        let split: Vec<Vec<(String, usize)>> = pieces.iter().map(|piece| self.split(piece)).collect();
        let count = split.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..count {
            let row = self.heights.len();
            let mut height: f32 = 0.0;
            for (piece, parts) in pieces.iter().zip(&split) {
                let none = (String::new(), 1);
                let (text, lines) = parts.get(at).unwrap_or(&none);
                self.put(number(row)?, piece, text)?;
                let pad = if piece.look.frame { PAD } else { 0.0 };
                let lines = f32::from(u16::try_from(*lines).unwrap_or(u16::MAX));
                height = height.max(lines * piece.look.size * LEADING + pad);
            }
            self.sheet.set_row_height(number(row)?, f64::from(height.round()))?;
            self.heights.push(height);
        }
        Ok(())
    }

    fn put(&mut self, row: u32, piece: &Piece<'_>, text: &str) -> Result<(), XlsxError> {
        let (first, end) = (self.column(piece.from), self.column(piece.to));
        let (last, format) = (end.saturating_sub(1).max(first), piece.look.format());
        if last > first {
            self.sheet.merge_range(row, first, row, last, text, &format)?;
        } else {
            self.sheet.write_string_with_format(row, first, text, &format)?;
        }
        Ok(())
    }

    /// The column that begins at this edge.
    fn column(&self, edge: u16) -> u16 {
        let nearest = (0..).zip(&self.edges).min_by_key(|(_, own)| own.abs_diff(edge));
        nearest.map(|(at, _)| at).unwrap_or_default()
    }

    /// The text in parts that fit in a row, with their lines. The letters stay as they are, also those our type lacks.
    fn split(&self, piece: &Piece<'_>) -> Vec<(String, usize)> {
        let width = (width(self.inner, piece.from, piece.to) - 2.0 * PAD) * SLACK;
        let face = self.faces.weight(piece.look.bold);
        let lines = piece.text.lines().flat_map(|line| {
            let mut letters = line.chars().filter(|c| !c.is_control()).peekable();
            let taken = face.wrapped(line, piece.look.size, width).into_iter().map(move |broken| {
                while letters.next_if(|c| c.is_whitespace()).is_some() {}
                let mut text = String::new();
                let mut left = broken.chars().filter(|c| *c != ' ').count();
                while left > 0 {
                    let Some(letter) = letters.next() else { break };
                    text.push(letter);
                    left -= usize::from(!letter.is_whitespace());
                }
                text
            });
            taken.collect::<Vec<_>>()
        });
        let lines: Vec<String> = lines.collect();
        if lines.len() <= MOST_LINES {
            return vec![(piece.text.to_owned(), lines.len().max(1))];
        }
        lines.chunks(MOST_LINES).map(|lines| (lines.join("\n"), lines.len())).collect()
    }

    /// Pages begin where the document says so, and the slip is not torn.
    fn break_pages(&mut self) -> Result<(), XlsxError> {
        if let Some(slip) = self.slip {
            let begin = self.breaks.iter().copied().filter(|at| *at <= slip).max().unwrap_or_default();
            let sum = |rows: Option<&[f32]>| rows.unwrap_or_default().iter().sum::<f32>();
            let above = sum(self.heights.get(begin..slip)) % self.page;
            if above + sum(self.heights.get(slip..)) > self.page {
                self.breaks.push(slip);
            }
        }
        let breaks: Result<Vec<u32>, XlsxError> = self.breaks.iter().map(|at| number(*at)).collect();
        self.sheet.set_page_breaks(&breaks?)?;
        Ok(())
    }
}

/// Points between two edges.
fn width(inner: f32, from: u16, to: u16) -> f32 {
    inner * f32::from(to.saturating_sub(from)) / f32::from(WHOLE)
}

fn number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use calamine::{Data, Reader as _, Xlsx};
    use chrono::NaiveDate;

    use super::super::page::PageSize;
    use super::super::pdf::Column;
    use super::*;

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            title: "Surat 460/1".into(),
            language: "id".into(),
            made_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            page: PageSize::F4,
            is_wide: false,
            size: 12.0,
            numbering: Some(("Halaman".into(), "dari".into())),
            blocks,
        }
    }

    fn cells(bytes: Vec<u8>) -> Vec<String> {
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let name = book.sheet_names()[0].clone();
        assert_eq!(name, "Surat 460-1");
        let range = book.worksheet_range(&name).unwrap();
        let texts = range.cells().map(|(_, _, cell)| cell.clone());
        texts.filter_map(|cell| if let Data::String(text) = cell { Some(text) } else { None }).collect()
    }

    fn sheet(bytes: Vec<u8>) -> String {
        let mut xml = String::new();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        zip.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

    fn table(rows: Vec<Vec<String>>) -> Block {
        let column = |weight| Column { weight, is_number: false };
        let columns = vec![column(1.0), column(3.0), column(2.0)];
        Block::Table(Table {
            columns,
            header: vec!["No".into(), "Nama".into(), "Isi".into()],
            rows,
            size: 9.0,
        })
    }

    #[test]
    fn every_block_is_there_in_its_words_and_the_same_bytes_come_again() {
        let signature = |name: &str| Signature { name: name.into(), ..Signature::default() };
        let blocks = vec![
            Block::Letterhead(vec!["KABUPATEN".into(), "KECAMATAN".into()]),
            Block::Aside("Pacet, 24 November".into()),
            Block::Title("JUDUL".into()),
            Block::Facts(vec![("Nomor".into(), "=1+1".into())]),
            Block::Text("Dengan hormat".into()),
            table(vec![vec!["1".into(), "Enok 山田".into(), "a".into()]]),
            Block::Ticks(vec![(true, "KTP".into()), (false, "KK".into()), (true, "SKTM".into())]),
            Block::Signatures(vec![signature("Camat"), Signature::default(), signature("Sri")]),
            Block::TearOff("Sobek".into()),
            Block::Blanks(vec!["Alasan".into()]),
            Block::Code { label: "Kode".into(), code: "4HVD".into() },
        ];
        let made = document(blocks);
        let bytes = workbook(&made).unwrap();
        assert_eq!(bytes, workbook(&made).unwrap());
        let xml = sheet(bytes.clone());
        assert!(xml.contains("paperSize=\"14\"") && !xml.contains("<f>"), "{xml}");
        let told = cells(bytes);
        for text in made.blocks.iter().flat_map(Block::texts).filter(|text| !text.is_empty()) {
            assert!(
                told.iter().any(|cell| cell.trim_start_matches(['\u{2612}', '\u{2610}', ' ']) == text),
                "{text}"
            );
        }
    }

    #[test]
    fn the_longest_text_is_whole_and_no_row_is_higher_than_excel_has_it() {
        let words: Vec<String> = (0..3_000).map(|n| format!("kata{n}")).collect();
        let blocks = vec![
            Block::Text(words.join(" ")),
            table(vec![vec!["1".into(), words.join(" "), "x".repeat(500)]]),
        ];
        let bytes = workbook(&document(blocks)).unwrap();
        let told = cells(bytes.clone()).join("\n");
        let told: Vec<&str> = told.split_whitespace().collect();
        assert!(words.iter().all(|word| told.iter().filter(|found| *found == word).count() == 2));
        assert_eq!(told.iter().map(|word| word.matches('x').count()).sum::<usize>(), 500);
        let xml = sheet(bytes);
        let heights = xml.split(" ht=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let heights: Vec<f32> = heights.map(|height| height.parse().unwrap()).collect();
        assert!(heights.len() > 40 && heights.iter().all(|height| *height <= 409.0), "{heights:?}");
    }

    #[test]
    fn the_slip_begins_a_page_of_its_own_where_it_would_be_torn() {
        let slip = || vec![Block::TearOff("Sobek".into()), Block::Blanks(vec!["a".into(); 10])];
        let breaks = |lines: usize| {
            let text = vec![Block::Text("baris".into()); lines];
            sheet(workbook(&document([text, slip()].concat())).unwrap()).contains("<rowBreaks")
        };
        assert!(!breaks(3) && breaks(40));
    }
}
