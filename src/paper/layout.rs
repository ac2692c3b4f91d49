//! Blocks become marks on pages: where every line of text and every rule stands.

use super::face::Faces;
use super::page::PageSize;
use super::pdf::{Block, Signature};

pub(super) const MARGIN: f32 = 56.0;
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
pub fn pages(blocks: &[Block], sides: Sides, size: f32, faces: &Faces) -> Vec<Vec<Mark>> {
    let mut flow = Flow { faces, sides, size, pages: vec![Vec::new()], y: MARGIN };
    for (at, block) in blocks.iter().enumerate() {
        if let Block::TearOff(words) = block {
            let slip = blocks.get(at + 1..).unwrap_or_default();
            flow.need(flow.height(slip) + 2.0 * flow.line());
            flow.cut_here(words);
        } else {
            flow.block(block);
        }
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
    /// Of running text.
    size: f32,
    pages: Vec<Vec<Mark>>,
    pub(super) y: f32,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Letterhead(lines) => self.letterhead(lines),
            Block::Aside(text) => self.aside(text),
            Block::Title(text) => self.centered(text, self.size + 4.0),
            Block::Subtitle(text) => self.centered(text, self.size + 1.0),
            Block::Ticks(ticks) => self.ticks(ticks),
            Block::Blanks(labels) => labels.iter().for_each(|label| self.blank(label)),
            // Drawn by `pages`, which knows what follows.
            Block::TearOff(_) => {}
            Block::Text(text) => self.paragraph(text),
            Block::Facts(facts) => facts.iter().for_each(|(label, value)| self.fact(label, value)),
            Block::Code { label, code } => self.code(label, code),
            Block::Table(table) => self.table(table),
            Block::Signatures(signatures) => self.signatures(signatures),
            Block::Gap => self.y += self.line(),
            Block::NewPage => self.new_page(),
        }
    }

    fn line(&self) -> f32 {
        self.size * LEADING
    }

    /// Of blocks that stand on one page.
    fn height(&self, blocks: &[Block]) -> f32 {
        let sides = Sides { height: f32::MAX, ..self.sides };
        let mut flow = Flow { sides, pages: Vec::new(), y: 0.0, ..*self };
        for block in blocks {
            flow.block(block);
        }
        flow.y
    }

    fn letterhead(&mut self, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.centered(line, if at < 2 { self.size + 2.0 } else { self.size - 2.0 });
        }
        let (left, right) = (MARGIN, self.sides.width - MARGIN);
        for below in [2.0, 4.0] {
            let y = self.y + below;
            self.mark(Mark::Rule { from: (left, y), to: (right, y) });
        }
        self.y += self.line();
    }

    fn aside(&mut self, text: &str) {
        let from = self.sides.inner() * 0.55;
        for line in self.faces.regular.wrapped(text, self.size, self.sides.inner() - from) {
            self.need(self.line());
            self.text(MARGIN + from, self.size, false, &line);
            self.y += self.line();
        }
    }

    fn ticks(&mut self, ticks: &[(bool, String)]) {
        let (size, width) = (self.size, self.sides.inner() / 2.0);
        let square = size * 0.8;
        for pair in ticks.chunks(2) {
            let texts =
                pair.iter().map(|(_, text)| self.faces.regular.wrapped(text, size, width - 2.0 * size));
            let texts: Vec<Vec<String>> = texts.collect();
            let height = self.line() * texts.iter().map(|lines| count(lines.len())).fold(1.0, f32::max);
            self.need(height);
            let top = self.y;
            let mut x = MARGIN;
            for ((ticked, _), lines) in pair.iter().zip(&texts) {
                self.y = top;
                self.mark(Mark::Box { x, y: top + size * 0.25, width: square, height: square });
                if *ticked {
                    self.text(x + square * 0.15, size, true, "x");
                }
                for line in lines {
                    self.text(x + 1.5 * size, size, false, line);
                    self.y += self.line();
                }
                x += width;
            }
            self.y = top + height;
        }
    }

    fn blank(&mut self, label: &str) {
        let column = self.sides.inner() * 0.34;
        let lines = self.faces.regular.wrapped(label, self.size, column - 10.0);
        // Room to write by hand.
        self.need(self.line() * (count(lines.len()) + 0.4));
        self.y += self.line() * 0.4;
        for line in &lines {
            self.text(MARGIN, self.size, false, line);
            self.y += self.line();
        }
        let y = self.y - 2.0;
        self.mark(Mark::Rule { from: (MARGIN + column, y), to: (self.sides.width - MARGIN, y) });
    }

    /// A broken line over the whole page, and what it is for.
    fn cut_here(&mut self, words: &str) {
        let y = self.y + self.line() * 0.5;
        let mut x = 0.0;
        while x < self.sides.width {
            self.mark(Mark::Rule { from: (x, y), to: (x + 5.0, y) });
            x += 10.0;
        }
        self.y = y + 2.0;
        self.centered(words, SMALL);
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
        for line in self.faces.regular.wrapped(text, self.size, self.sides.inner()) {
            self.need(self.line());
            self.text(MARGIN, self.size, false, &line);
            self.y += self.line();
        }
    }

    fn fact(&mut self, label: &str, value: &str) {
        let column = self.sides.inner() * 0.34;
        let label = self.faces.regular.wrapped(label, self.size, column - 10.0);
        let value = self.faces.bold.wrapped(value, self.size, self.sides.inner() - column);
        for at in 0..label.len().max(value.len()) {
            self.need(self.line());
            if let Some(line) = label.get(at) {
                self.text(MARGIN, self.size, false, line);
            }
            if let Some(line) = value.get(at) {
                self.text(MARGIN + column, self.size, true, line);
            }
            self.y += self.line();
        }
    }

    /// A code to be compared by eye, large, in a box.
    fn code(&mut self, label: &str, code: &str) {
        let (size, height) = (20.0, 46.0);
        self.need(height + 8.0);
        let y = self.y;
        self.mark(Mark::Box { x: MARGIN, y, width: self.sides.inner(), height });
        self.y += (height - self.size) / 2.0 - 1.0;
        if let Some(line) = self.faces.regular.wrapped(label, self.size, self.sides.inner() * 0.5).first() {
            self.text(MARGIN + 3.0 * PAD, self.size, false, line);
        }
        self.y = y + (height - size) / 2.0 - 2.0;
        let code = self.faces.bold.settable(code);
        let x = self.sides.width - MARGIN - 3.0 * PAD - self.faces.bold.width(&code, size);
        self.text(x, size, true, &code);
        self.y = y + height + 8.0;
    }

    /// Side by side; never torn over two pages.
    fn signatures(&mut self, signatures: &[Signature]) {
        let width = self.sides.inner() / count(signatures.len().max(1));
        let wrapped = |bold: bool, text: &str| match text {
            "" => Vec::new(),
            text => self.faces.weight(bold).wrapped(text, self.size, width - 12.0),
        };
        let above: Vec<Vec<String>> = signatures
            .iter()
            .map(|one| [wrapped(false, &one.place_and_date), wrapped(false, &one.role)].concat())
            .collect();
        let names: Vec<Vec<String>> = signatures.iter().map(|one| wrapped(true, &one.name)).collect();
        let below: Vec<Vec<String>> = signatures.iter().map(|one| wrapped(false, &one.below)).collect();
        let tallest = |texts: &[Vec<String>]| count(texts.iter().map(Vec::len).max().unwrap_or_default());
        let line = self.line();
        self.need((tallest(&above) + tallest(&names) + tallest(&below) + 1.0) * line + SIGNING);
        // Names stand on one rule, whatever is above them.
        let rule = self.y + (tallest(&above) + tallest(&names)) * line + SIGNING;
        let (top, none) = (self.y, Signature::default());
        for (at, _) in signatures.iter().enumerate().filter(|(_, one)| **one != none) {
            let x = MARGIN + width * count(at);
            let lines = |texts: &[Vec<String>]| texts.get(at).cloned().unwrap_or_default();
            self.y = top;
            self.lines(x, false, &lines(&above));
            let name = lines(&names);
            self.y = rule - count(name.len()) * line;
            self.lines(x, true, &name);
            self.mark(Mark::Rule { from: (x, rule - 1.0), to: (x + width - 24.0, rule - 1.0) });
            self.y = rule;
            self.lines(x, false, &lines(&below));
        }
        self.y = rule + tallest(&below) * line;
    }

    fn lines(&mut self, x: f32, bold: bool, lines: &[String]) {
        for line in lines {
            self.text(x, self.size, bold, line);
            self.y += self.line();
        }
    }
}

/// Lines, as a factor of their height.
fn count(lines: usize) -> f32 {
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX))
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
            let pages = pages(&[table(&["Jenis", "Dikirim"], rows)], sides, 10.0, &faces);
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
        let pages = pages(&[table(&["Nama", "Jumlah"], rows)], sides, 10.0, &faces);
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
    fn a_letter_with_the_longest_names_stays_on_its_paper_and_the_slip_is_not_torn() {
        let faces = Faces::load().unwrap();
        let long = |word: &str| (0..40).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join(" ");
        let signature =
            Signature { place_and_date: long("a"), role: long("b"), name: long("c"), below: long("d") };
        let slip = [
            Block::TearOff("sobek".into()),
            Block::Ticks(vec![(true, long("e")), (false, long("f")), (false, "g".into())]),
            Block::Blanks(vec![long("h"), "i".into()]),
        ];
        let mut blocks = vec![Block::Letterhead(vec![long("j"), long("k")]), Block::Aside(long("l"))];
        blocks.extend([Block::Facts(vec![(long("m"), long("n"))]), Block::Signatures(vec![signature; 3])]);
        blocks.extend(slip.iter().cloned());
        let sides = Sides::of(PageSize::A4, false);
        let pages = pages(&blocks, sides, 12.0, &faces);
        let printed = text_of(&pages);
        for letter in 'a'..='n' {
            if !matches!(letter, 'g' | 'i') {
                assert!(
                    (0..40).all(|n| printed.split(' ').any(|word| word == format!("{letter}{n}"))),
                    "{letter}"
                );
            }
        }
        for mark in pages.iter().flatten() {
            if let Mark::Text { x, y, size, bold, text } = mark {
                let end = x + faces.weight(*bold).width(text, *size);
                assert!(end <= sides.width - MARGIN && *y <= sides.height - MARGIN, "{mark:?}");
            }
        }
        let with = |word: &str| {
            let has =
                |page: &&Vec<Mark>| text_of(std::slice::from_ref(page)).split(' ').any(|found| found == word);
            pages.iter().position(|page| has(&page))
        };
        assert_eq!(with("sobek"), with("i"));
    }

    #[test]
    fn numbers_end_at_the_same_edge() {
        let faces = Faces::load().unwrap();
        let rows = vec![vec!["a".to_owned(), "7".to_owned()], vec!["b".to_owned(), "1.234".to_owned()]];
        let pages = pages(&[table(&["x", "y"], rows)], Sides::of(PageSize::A4, false), 10.0, &faces);
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
        let mut pages = pages(&[Block::Gap, Block::NewPage, Block::Gap, Block::NewPage], sides, 10.0, &faces);
        assert_eq!(pages.len(), 3);
        number(&mut pages, ("Halaman", "dari"), sides, &faces);
        assert_eq!(text_of(&pages), "Halaman 1 dari 3 Halaman 2 dari 3 Halaman 3 dari 3");
    }
}
