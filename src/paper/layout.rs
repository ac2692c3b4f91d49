//! Blocks become marks on pages: where every line of text and every rule stands.

use super::face::Faces;
use super::page::PageSize;
use super::pdf::{Block, Signature};

pub(super) const MARGIN: f32 = 56.0;
const BODY: f32 = 10.0;
pub(super) const LEADING: f32 = 1.45;
/// Space between a rule and the text beside it.
pub(super) const PAD: f32 = 4.0;
/// Type of the number below a page.
const SMALL: f32 = 8.0;
/// Room to sign in.
const SIGNING: f32 = 62.0;

/// A page as it lies, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sides {
    pub width: f32,
    pub height: f32,
}

impl Sides {
    pub fn of(page: PageSize, is_wide: bool) -> Self {
        let (short, long) = page.points();
        let (width, height) = if is_wide { (long, short) } else { (short, long) };
        Self { width, height }
    }

    pub(super) fn inner(self) -> f32 {
        self.width - 2.0 * MARGIN
    }
}

/// Something drawn; `y` is measured from the top, for text to its baseline.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Text { x: f32, y: f32, size: f32, bold: bool, text: String },
    Rule { from: (f32, f32), to: (f32, f32) },
    Box { x: f32, y: f32, width: f32, height: f32 },
}

/// The marks of every page, in order.
pub fn pages(blocks: &[Block], sides: Sides, faces: &Faces) -> Vec<Vec<Mark>> {
    let mut flow = Flow { faces, sides, pages: vec![Vec::new()], y: MARGIN };
    for block in blocks {
        flow.block(block);
    }
    flow.pages
}

/// Says below each page which of how many it is.
pub fn number(pages: &mut [Vec<Mark>], (page, of): (&str, &str), sides: Sides, faces: &Faces) {
    let count = pages.len();
    for (at, marks) in pages.iter_mut().enumerate() {
        let text = faces.regular.settable(&format!("{page} {} {of} {count}", at + 1));
        let x = sides.width - MARGIN - faces.regular.width(&text, SMALL);
        let y = sides.height - MARGIN / 2.0;
        marks.push(Mark::Text { x, y, size: SMALL, bold: false, text });
    }
}

pub(super) struct Flow<'a> {
    pub(super) faces: &'a Faces,
    pub(super) sides: Sides,
    pages: Vec<Vec<Mark>>,
    pub(super) y: f32,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.centered(text, 16.0),
            Block::Subtitle(text) => self.centered(text, 11.0),
            Block::Text(text) => self.paragraph(text),
            Block::Facts(facts) => facts.iter().for_each(|(label, value)| self.fact(label, value)),
            Block::Code { label, code } => self.code(label, code),
            Block::Table(table) => self.table(table),
            Block::Signatures(signatures) => self.signatures(signatures),
            Block::Gap => self.y += BODY * LEADING,
            Block::NewPage => self.new_page(),
        }
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    pub(super) fn text(&mut self, x: f32, size: f32, bold: bool, text: &str) {
        let y = self.y + size;
        self.mark(Mark::Text { x, y, size, bold, text: text.to_owned() });
    }

    /// What still fits on this page.
    pub(super) fn room(&self) -> f32 {
        self.sides.height - MARGIN - self.y
    }

    /// Turns the page when `height` does not fit any more.
    pub(super) fn need(&mut self, height: f32) -> bool {
        let turns = height > self.room() && self.y > MARGIN;
        if turns {
            self.new_page();
        }
        turns
    }

    fn new_page(&mut self) {
        if self.y > MARGIN {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
    }

    fn centered(&mut self, text: &str, size: f32) {
        let face = self.faces.weight(true);
        for line in face.wrapped(text, size, self.sides.inner()) {
            self.need(size * LEADING);
            let x = (self.sides.width - face.width(&line, size)) / 2.0;
            self.text(x, size, true, &line);
            self.y += size * LEADING;
        }
    }

    fn paragraph(&mut self, text: &str) {
        for line in self.faces.regular.wrapped(text, BODY, self.sides.inner()) {
            self.need(BODY * LEADING);
            self.text(MARGIN, BODY, false, &line);
            self.y += BODY * LEADING;
        }
    }

    fn fact(&mut self, label: &str, value: &str) {
        let column = self.sides.inner() * 0.34;
        let label = self.faces.regular.wrapped(label, BODY, column - 10.0);
        let value = self.faces.bold.wrapped(value, BODY, self.sides.inner() - column);
        for at in 0..label.len().max(value.len()) {
            self.need(BODY * LEADING);
            if let Some(line) = label.get(at) {
                self.text(MARGIN, BODY, false, line);
            }
            if let Some(line) = value.get(at) {
                self.text(MARGIN + column, BODY, true, line);
            }
            self.y += BODY * LEADING;
        }
    }

    /// A code to be compared by eye, large, in a box.
    fn code(&mut self, label: &str, code: &str) {
        let (size, height) = (20.0, 46.0);
        self.need(height + 8.0);
        let y = self.y;
        self.mark(Mark::Box { x: MARGIN, y, width: self.sides.inner(), height });
        self.y += (height - BODY) / 2.0 - 1.0;
        if let Some(line) = self.faces.regular.wrapped(label, BODY, self.sides.inner() * 0.5).first() {
            self.text(MARGIN + 3.0 * PAD, BODY, false, line);
        }
        self.y = y + (height - size) / 2.0 - 2.0;
        let code = self.faces.bold.settable(code);
        let x = self.sides.width - MARGIN - 3.0 * PAD - self.faces.bold.width(&code, size);
        self.text(x, size, true, &code);
        self.y = y + height + 8.0;
    }

    /// Side by side; never torn over two pages.
    fn signatures(&mut self, signatures: &[Signature]) {
        let line = BODY * LEADING;
        self.need(4.0 * line + SIGNING);
        let top = self.y;
        let width = self.sides.inner() / f32::from(u16::try_from(signatures.len()).unwrap_or(1).max(1));
        let none = Signature::default();
        for (at, signature) in signatures.iter().enumerate().filter(|(_, signature)| **signature != none) {
            let x = MARGIN + width * f32::from(u16::try_from(at).unwrap_or_default());
            self.y = top;
            for text in [&signature.place_and_date, &signature.role] {
                let text = self.fitting(text, width - 12.0);
                self.text(x, BODY, false, &text);
                self.y += line;
            }
            self.y += SIGNING;
            let name = self.fitting(&signature.name, width - 12.0);
            self.text(x, BODY, true, &name);
            self.y += line;
            let y = self.y - 1.0;
            self.mark(Mark::Rule { from: (x, y), to: (x + width - 24.0, y) });
            let below = self.fitting(&signature.below, width - 12.0);
            self.text(x, BODY, false, &below);
            self.y += line;
        }
    }

    fn fitting(&self, text: &str, width: f32) -> String {
        self.faces.regular.wrapped(text, BODY, width).into_iter().next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::pdf::{Column, Table};
    use super::*;

    fn table(names: &[&str], rows: Vec<Vec<String>>) -> Block {
        let columns = vec![Column { weight: 3.0, is_number: false }, Column { weight: 1.0, is_number: true }];
        Block::Table(Table {
            columns,
            header: names.iter().map(ToString::to_string).collect(),
            rows,
            size: 10.0,
        })
    }

    fn text_of(pages: &[Vec<Mark>]) -> String {
        let texts = pages.iter().flatten().filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_long_table_goes_on_under_its_header() {
        let faces = Faces::load().unwrap();
        for (page, is_wide) in [(PageSize::A4, false), (PageSize::A4, true), (PageSize::F4, true)] {
            let sides = Sides::of(page, is_wide);
            let rows = (0..120).map(|n| vec![format!("baris {n}"), n.to_string()]).collect();
            let pages = pages(&[table(&["Jenis", "Dikirim"], rows)], sides, &faces);
            assert!((3..9).contains(&pages.len()), "{}", pages.len());
            for page in &pages {
                let first = page.iter().find(|mark| matches!(mark, Mark::Text { .. }));
                assert!(matches!(first, Some(Mark::Text { text, bold: true, .. }) if text == "Jenis"));
                for mark in page {
                    if let Mark::Text { x, y, .. } = mark {
                        let fits = (MARGIN..sides.width - MARGIN).contains(x)
                            && (MARGIN..sides.height - MARGIN).contains(y);
                        assert!(fits, "{mark:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_cut_off_with_the_longest_texts() {
        let faces = Faces::load().unwrap();
        let words: Vec<String> = (0..2_000).map(|n| format!("kata{n}")).collect();
        let long = "x".repeat(300);
        let rows = vec![vec![words.join(" "), "7".to_owned()], vec![long.clone(), "1".to_owned()]];
        let sides = Sides::of(PageSize::F4, false);
        let pages = pages(&[table(&["Nama", "Jumlah"], rows)], sides, &faces);
        let printed = text_of(&pages);
        assert!(words.iter().all(|word| printed.split(' ').any(|found| found == word)));
        assert_eq!(printed.matches('x').count(), long.len());
        for mark in pages.iter().flatten() {
            if let Mark::Text { x, y, size, bold, text } = mark {
                let end = x + faces.weight(*bold).width(text, *size);
                assert!(end <= sides.width - MARGIN && *y <= sides.height - MARGIN, "{mark:?}");
            }
        }
    }

    #[test]
    fn numbers_end_at_the_same_edge() {
        let faces = Faces::load().unwrap();
        let rows = vec![vec!["a".to_owned(), "7".to_owned()], vec!["b".to_owned(), "1.234".to_owned()]];
        let pages = pages(&[table(&["x", "y"], rows)], Sides::of(PageSize::A4, false), &faces);
        let ends: Vec<f32> = pages[0]
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text { x, size, bold: false, text, .. } if text.starts_with(['7', '1']) => {
                    Some(x + faces.regular.width(text, *size))
                }
                _ => None,
            })
            .collect();
        assert_eq!(ends.len(), 2);
        assert!((ends[0] - ends[1]).abs() < 0.01);
    }

    #[test]
    fn every_page_says_which_of_how_many_it_is() {
        let faces = Faces::load().unwrap();
        let sides = Sides::of(PageSize::A4, false);
        let mut pages = pages(&[Block::Gap, Block::NewPage, Block::Gap, Block::NewPage], sides, &faces);
        assert_eq!(pages.len(), 3);
        number(&mut pages, ("Halaman", "dari"), sides, &faces);
        assert_eq!(text_of(&pages), "Halaman 1 dari 3 Halaman 2 dari 3 Halaman 3 dari 3");
    }
}
