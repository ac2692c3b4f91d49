//! A document becomes a PDF on the paper of the office, with its own type inside.

use chrono::{Datelike as _, NaiveDate};
use krilla::Document as Sink;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::text::TextDirection;

use super::face::Faces;
use super::layout::{self, Mark, Sides};
use super::page::PageSize;

/// What a paper says, from top to bottom. All words come from the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What the file says of itself; not printed.
    pub title: String,
    /// `id`, `en`.
    pub language: String,
    pub made_on: NaiveDate,
    pub page: PageSize,
    /// Lying on its side.
    pub is_wide: bool,
    /// Of the type of running text, in points: 12 in letters, 10 where tables matter.
    pub size: f32,
    /// Below each page, *Halaman* 1 *dari* 3, the two words; nothing on a slip of one page.
    pub numbering: Option<(String, String)>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Who writes: lines above a double rule.
    Letterhead(Vec<String>),
    /// A line in the right half: place and day of a letter.
    Aside(String),
    Title(String),
    Subtitle(String),
    Text(String),
    /// What is enclosed or chosen, in two columns; some are ticked beforehand.
    Ticks(Vec<(bool, String)>),
    /// Labels with a rule behind each, to be filled in by hand.
    Blanks(Vec<String>),
    /// What stands below is torn off and comes back: it is kept on one page.
    TearOff(String),
    /// Label and value, one a line.
    Facts(Vec<(String, String)>),
    /// A code that two people compare.
    Code {
        label: String,
        code: String,
    },
    Table(Table),
    Signatures(Vec<Signature>),
    Gap,
    /// What follows begins a page, if anything stands on this one.
    NewPage,
}

/// Its header stands on every page it goes on to. No text is cut: a cell has as many lines as it needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Of the type, in points.
    pub size: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its part of the width, against the other columns.
    pub weight: f32,
    /// Numbers end at the same edge.
    pub is_number: bool,
}

/// A place to sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    pub place_and_date: String,
    pub role: String,
    /// Printed above the rule; may be empty, to be written by hand.
    pub name: String,
    /// Below the rule, e.g. `NIP`.
    pub below: String,
}

/// The document can't be a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document can't be printed")]
pub struct NoPdf;

/// The same document gives the same bytes.
pub fn pdf(document: &Document) -> Result<Vec<u8>, NoPdf> {
    let faces = Faces::load().ok_or(NoPdf)?;
    let mut sink = Sink::new();
    sink.set_metadata(metadata(document));
    let sides = Sides::of(document.page, document.is_wide);
    let mut pages = layout::pages(&document.blocks, sides, document.size, &faces);
    if let Some((page, of)) = &document.numbering {
        layout::number(&mut pages, (page, of), sides, &faces);
    }
    for marks in pages {
        let mut page = sink.start_page_with(PageSettings::from_wh(sides.width, sides.height).ok_or(NoPdf)?);
        let mut surface = page.surface();
        for mark in &marks {
            draw(&mut surface, mark, &faces);
        }
        surface.finish();
        page.finish();
    }
    sink.finish().map_err(|_| NoPdf)
}

/// Texts with letters that the type lacks, in their order, each once.
pub fn unprintable(document: &Document) -> Vec<String> {
    let Some(faces) = Faces::load() else { return Vec::new() };
    let mut found: Vec<String> = Vec::new();
    for text in document.blocks.iter().flat_map(Block::texts) {
        if !faces.regular.can_set(text) && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

impl Block {
    /// Everything that it says.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Letterhead(lines) | Self::Blanks(lines) => lines.iter().map(String::as_str).collect(),
            Self::Aside(text)
            | Self::Title(text)
            | Self::Subtitle(text)
            | Self::Text(text)
            | Self::TearOff(text) => vec![text],
            Self::Ticks(ticks) => ticks.iter().map(|(_, text)| text.as_str()).collect(),
            Self::Facts(facts) => facts.iter().flat_map(|(label, value)| [label.as_str(), value]).collect(),
            Self::Code { label, code } => vec![label, code],
            Self::Table(table) => {
                table.header.iter().chain(table.rows.iter().flatten()).map(String::as_str).collect()
            }
            Self::Signatures(signatures) => signatures
                .iter()
                .flat_map(|one| [&one.place_and_date, &one.role, &one.name, &one.below])
                .map(String::as_str)
                .collect(),
            Self::Gap | Self::NewPage => Vec::new(),
        }
    }
}

fn metadata(document: &Document) -> Metadata {
    let date = document.made_on;
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let made = DateTime::new(u16::try_from(date.year()).unwrap_or_default())
        .month(part(date.month()))
        .day(part(date.day()));
    Metadata::new()
        .title(document.title.clone())
        .language(document.language.clone())
        .creator("Simpul".to_owned())
        .creation_date(made)
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, faces: &Faces) {
    match mark {
        Mark::Text { x, y, size, bold, text } => {
            surface.set_stroke(None);
            let font = faces.weight(*bold).font.clone();
            surface.draw_text(Point::from_xy(*x, *y), font, *size, text, false, TextDirection::LeftToRight);
        }
        Mark::Rule { from, to } => stroke(surface, |path| {
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
        }),
        Mark::Box { x, y, width, height } => stroke(surface, |path| {
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
        }),
    }
}

fn stroke(surface: &mut Surface<'_>, trace: impl FnOnce(&mut PathBuilder)) {
    let mut path = PathBuilder::new();
    trace(&mut path);
    if let Some(path) = path.finish() {
        let fill = surface.get_fill().cloned();
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { width: 0.6, ..Stroke::default() }));
        surface.draw_path(&path);
        surface.set_stroke(None);
        surface.set_fill(fill);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_document_is_the_same_bytes() {
        let document = Document {
            title: "Tanda terima".into(),
            language: "id".into(),
            made_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            page: PageSize::A4,
            is_wide: false,
            size: 10.0,
            numbering: None,
            blocks: vec![
                Block::Title("TANDA TERIMA".into()),
                Block::Facts(vec![("Nomor".into(), "PCT01-000007".into())]),
                Block::Code { label: "Kode cocok".into(), code: "4HVD-02QK".into() },
                Block::Signatures(vec![Signature::default(), Signature::default()]),
            ],
        };
        let bytes = pdf(&document).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        assert_eq!(bytes, pdf(&document).unwrap());
        assert!(bytes.len() < 60_000, "{}", bytes.len());
        assert!(pdf(&Document { blocks: Vec::new(), ..document }).is_ok());
    }
}
