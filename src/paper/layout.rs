//! Blocks become marks on pages: where every line of text and every rule stands.

use super::face::Faces;
use super::pdf::{Block, Signature};

/// A4 in points.
pub const WIDTH: f32 = 595.28;
pub const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 56.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const BODY: f32 = 10.0;
const LEADING: f32 = 1.45;
/// Space between a rule and the text beside it.
const PAD: f32 = 4.0;
/// Room to sign in.
const SIGNING: f32 = 62.0;

/// Something drawn; `y` is measured from the top, for text to its baseline.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Text { x: f32, y: f32, size: f32, bold: bool, text: String },
    Rule { from: (f32, f32), to: (f32, f32) },
    Box { x: f32, y: f32, width: f32, height: f32 },
}

/// The marks of every page, in order.
pub fn pages(blocks: &[Block], faces: &Faces) -> Vec<Vec<Mark>> {
    let mut flow = Flow { faces, pages: vec![Vec::new()], y: MARGIN };
    for block in blocks {
        flow.block(block);
    }
    flow.pages
}

struct Flow<'a> {
    faces: &'a Faces,
    pages: Vec<Vec<Mark>>,
    y: f32,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.centered(text, 16.0),
            Block::Subtitle(text) => self.centered(text, 11.0),
            Block::Text(text) => self.paragraph(text),
            Block::Facts(facts) => facts.iter().for_each(|(label, value)| self.fact(label, value)),
            Block::Code { label, code } => self.code(label, code),
            Block::Table { header, rows } => self.table(header, rows),
            Block::Signatures(signatures) => self.signatures(signatures),
            Block::Gap => self.y += BODY * LEADING,
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn text(&mut self, x: f32, size: f32, bold: bool, text: &str) {
        let y = self.y + size;
        self.mark(Mark::Text { x, y, size, bold, text: text.to_owned() });
    }

    fn rule(&mut self) {
        let y = self.y;
        self.mark(Mark::Rule { from: (MARGIN, y), to: (WIDTH - MARGIN, y) });
    }

    /// Turns the page when `height` does not fit any more.
    fn need(&mut self, height: f32) -> bool {
        let turns = self.y + height > HEIGHT - MARGIN && self.y > MARGIN;
        if turns {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
        turns
    }

    fn centered(&mut self, text: &str, size: f32) {
        let face = self.faces.weight(true);
        for line in face.wrapped(text, size, INNER) {
            self.need(size * LEADING);
            let x = (WIDTH - face.width(&line, size)) / 2.0;
            self.text(x, size, true, &line);
            self.y += size * LEADING;
        }
    }

    fn paragraph(&mut self, text: &str) {
        for line in self.faces.regular.wrapped(text, BODY, INNER) {
            self.need(BODY * LEADING);
            self.text(MARGIN, BODY, false, &line);
            self.y += BODY * LEADING;
        }
    }

    fn fact(&mut self, label: &str, value: &str) {
        let column = INNER * 0.34;
        let label = self.faces.regular.wrapped(label, BODY, column - 10.0);
        let value = self.faces.bold.wrapped(value, BODY, INNER - column);
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
        self.mark(Mark::Box { x: MARGIN, y, width: INNER, height });
        self.y += (height - BODY) / 2.0 - 1.0;
        if let Some(line) = self.faces.regular.wrapped(label, BODY, INNER * 0.5).first() {
            self.text(MARGIN + 3.0 * PAD, BODY, false, line);
        }
        self.y = y + (height - size) / 2.0 - 2.0;
        let code = self.faces.bold.settable(code);
        let x = WIDTH - MARGIN - 3.0 * PAD - self.faces.bold.width(&code, size);
        self.text(x, size, true, &code);
        self.y = y + height + 8.0;
    }

    /// The first column is wide and to the left, the others to the right: numbers.
    fn table(&mut self, header: &[String], rows: &[Vec<String>]) {
        self.need(3.0 * (BODY * LEADING + PAD));
        self.row(header, true);
        for row in rows {
            if self.need(BODY * LEADING + PAD) {
                self.row(header, true);
            }
            self.row(row, false);
        }
    }

    fn row(&mut self, cells: &[String], bold: bool) {
        let face = self.faces.weight(bold);
        let others = f32::from(u16::try_from(cells.len().saturating_sub(1)).unwrap_or(u16::MAX));
        let first = if others == 0.0 { INNER } else { INNER * 0.5 };
        let column = (INNER - first) / others.max(1.0);
        self.rule();
        self.y += PAD / 2.0;
        let mut left = MARGIN;
        for (at, cell) in cells.iter().enumerate() {
            let width = if at == 0 { first } else { column };
            let text = face.wrapped(cell, BODY, width - 2.0 * PAD).into_iter().next().unwrap_or_default();
            let x = if at == 0 { left + PAD } else { left + width - PAD - face.width(&text, BODY) };
            self.text(x, BODY, bold, &text);
            left += width;
        }
        self.y += BODY * LEADING + PAD / 2.0;
        self.rule();
    }

    /// Side by side; never torn over two pages.
    fn signatures(&mut self, signatures: &[Signature]) {
        let line = BODY * LEADING;
        self.need(4.0 * line + SIGNING);
        let top = self.y;
        let width = INNER / f32::from(u16::try_from(signatures.len()).unwrap_or(1).max(1));
        for (at, signature) in signatures.iter().enumerate() {
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
    use super::*;

    #[test]
    fn a_long_table_goes_on_under_its_header() {
        let faces = Faces::load().unwrap();
        let header = vec!["Jenis".to_owned(), "Dikirim".to_owned()];
        let rows: Vec<Vec<String>> = (0..120).map(|n| vec![format!("baris {n}"), n.to_string()]).collect();
        let pages = pages(&[Block::Table { header, rows }], &faces);
        assert_eq!(pages.len(), 4);
        for page in &pages {
            assert!(matches!(&page[1], Mark::Text { text, bold: true, .. } if text == "Jenis"));
            for mark in page {
                if let Mark::Text { x, y, .. } = mark {
                    assert!(
                        (MARGIN..WIDTH - MARGIN).contains(x) && (MARGIN..HEIGHT - MARGIN).contains(y),
                        "{mark:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn numbers_end_at_the_same_edge() {
        let faces = Faces::load().unwrap();
        let rows = vec![vec!["a".to_owned(), "7".to_owned()], vec!["b".to_owned(), "1.234".to_owned()]];
        let pages = pages(&[Block::Table { header: vec!["x".into(), "y".into()], rows }], &faces);
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
}
