//! Papers as files: a PDF to print and sign, the same for a word processor and as a workbook.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::paper::page::PageSize;
use crate::paper::pdf::{Block, Document, Signature};
use crate::paper::sheet::{Cell, Sheet};
use crate::paper::{docx, gridded, pdf, print, xlsx};
use crate::text::Words;

use crate::desk::{Desk, DeskError};

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Pdf,
    Docx,
}

impl Format {
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// Where a report goes, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where the worker keeps documents, when absent.
    pub folder: Option<PathBuf>,
    /// Written in this order.
    pub formats: Vec<Format>,
    /// The worker's own paper, when absent.
    pub page: Option<PageSize>,
    /// Nothing is written before somebody agreed to it when the type of the PDF lacks letters.
    pub asks: bool,
}

/// Files that are made and wait for a word.
#[derive(Debug)]
pub(in crate::desk) struct Waiting {
    folder: PathBuf,
    name: String,
    files: Vec<(&'static str, Vec<u8>)>,
}

impl Default for Target {
    fn default() -> Self {
        Self { folder: None, formats: vec![Format::Pdf, Format::Docx, Format::Xlsx], page: None, asks: false }
    }
}

/// A cell as people write it.
pub fn cell_text(cell: &Cell, words: &Words) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        Cell::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => words.number(*number as i64),
        Cell::Number(number) => format!("{number}"),
        Cell::Date(day) => day.format("%d/%m/%Y").to_string(),
    }
}

impl Desk {
    /// The paper in the worker's printer.
    pub fn page_size(&self) -> PageSize {
        PageSize::from_code(&self.worker().paper).unwrap_or_default()
    }

    /// Sheets as files named after the month, noted in the trail. Gives the first one written.
    pub(in crate::desk) fn export_sheets(
        &mut self,
        sheets: &[Sheet],
        name: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let signatures = [self.head_signature(&words), self.own_signature(&words)];
        let name = format!("{name}-{}", self.today.format("%Y-%m"));
        self.export_signed(sheets, &signatures, &name, target)
    }

    /// The same under a whole name, with other signatures.
    pub(in crate::desk) fn export_signed(
        &mut self,
        sheets: &[Sheet],
        signatures: &[Signature],
        name: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let page = target.page.unwrap_or_else(|| self.page_size());
        let document = self.printed(sheets, page, signatures.to_vec());
        self.export_both(&document, sheets, name, target)
    }

    /// A document of one's own making: on the worker's paper unless another is asked for, page x of y below.
    pub(in crate::desk) fn paper(&self, title: String, blocks: Vec<Block>, target: &Target) -> Document {
        let words = self.words();
        Document {
            title,
            language: words.language().code().to_owned(),
            made_on: self.today,
            page: target.page.unwrap_or_else(|| self.page_size()),
            is_wide: false,
            size: 12.0,
            numbering: Some((words.get("print-page"), words.get("print-of"))),
            blocks,
        }
    }

    /// The lines above a letter, where the settings have some.
    pub(in crate::desk) fn letterhead(&self) -> Option<Block> {
        let head: Vec<String> = self.worker().letterhead.lines().map(str::to_owned).collect();
        (!head.is_empty()).then_some(Block::Letterhead(head))
    }

    /// A letter: in the workbook it lies as on paper.
    pub(in crate::desk) fn export_document(
        &mut self,
        document: &Document,
        name: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        self.note_unprintable(document, target);
        self.write_files(name, target, &|format, _| file_of(document, format))
    }

    /// A document whose table is a sheet of its own, to go on working with.
    pub(in crate::desk) fn export_both(
        &mut self,
        document: &Document,
        sheets: &[Sheet],
        name: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        self.note_unprintable(document, target);
        self.write_files(name, target, &|format, today| match format {
            Format::Xlsx => xlsx::workbook(sheets, document.page, today).map_err(|_| DeskError::Unreadable),
            _ => file_of(document, format),
        })
    }

    /// Texts with letters that the type of the last PDF lacks: they stand there as `?`.
    pub fn take_unprintable(&mut self) -> Vec<String> {
        std::mem::take(&mut self.unprintable)
    }

    fn note_unprintable(&mut self, document: &Document, target: &Target) {
        let is_printed = target.formats.contains(&Format::Pdf);
        self.unprintable = if is_printed { pdf::unprintable(document) } else { Vec::new() };
    }

    /// Lines as a text file named after the month.
    pub(in crate::desk) fn export_text(
        &mut self,
        name: &str,
        lines: &[String],
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let folder = target.folder.clone().or_else(documents).unwrap_or_else(|| PathBuf::from("."));
        let name = format!("{name}-{}", self.today.format("%Y-%m"));
        let files = [("txt", (lines.join("\n") + "\n").into_bytes())];
        let written = write_beside(&folder, &name, &files);
        let path = written.map_err(|(place, source)| DeskError::File { place, source })?;
        self.audit_saved("printed", &name);
        Ok(path)
    }

    /// One file a format; gives the first.
    fn write_files(
        &mut self,
        name: &str,
        target: &Target,
        made: &dyn Fn(Format, NaiveDate) -> Result<Vec<u8>, DeskError>,
    ) -> Result<PathBuf, DeskError> {
        let folder = target.folder.clone().or_else(documents).unwrap_or_else(|| PathBuf::from("."));
        let mut files = Vec::with_capacity(target.formats.len());
        for format in &target.formats {
            files.push((format.ending(), made(*format, self.today)?));
        }
        let made = Waiting { folder, name: name.to_owned(), files };
        if target.asks && !self.unprintable.is_empty() {
            self.waiting = Some(made);
            return Err(DeskError::Unprintable(self.take_unprintable()));
        }
        self.write(&made)
    }

    /// Writes what waited for a word.
    pub fn write_waiting(&mut self) -> Result<PathBuf, DeskError> {
        let made = self.waiting.take().ok_or(DeskError::Cancelled)?;
        self.write(&made)
    }

    fn write(&mut self, made: &Waiting) -> Result<PathBuf, DeskError> {
        let written = write_beside(&made.folder, &made.name, &made.files);
        let path = written.map_err(|(place, source)| DeskError::File { place, source })?;
        self.audit_saved("printed", &made.name);
        Ok(path)
    }

    pub(in crate::desk) fn printed(
        &self,
        sheets: &[Sheet],
        page: PageSize,
        signatures: Vec<Signature>,
    ) -> Document {
        let words = self.words();
        let frame = print::Frame {
            language: words.language().code().to_owned(),
            page,
            made_on: self.today,
            numbering: (words.get("print-page"), words.get("print-of")),
            signatures,
            nothing: words.get("print-nothing"),
        };
        print::document(sheets, frame, &|cell| cell_text(cell, &words))
    }

    /// The Camat, who takes note. A name that is not on record is written by hand.
    pub(in crate::desk) fn head_signature(&self, words: &Words) -> Signature {
        let mut officials = self.worker().officials.iter();
        let head = officials.find(|official| official.role.to_lowercase().contains("camat"));
        let head = head.cloned().unwrap_or_default();
        Signature {
            place_and_date: words.get("print-known"),
            role: words.say("print-head", &[("area", self.area_name().into())]),
            name: head.name,
            below: if head.nip.is_empty() { words.get("print-nip") } else { format!("NIP {}", head.nip) },
        }
    }

    /// The head of a village, where the settings name one for it.
    pub(in crate::desk) fn village_signature(&self, village: &str, words: &Words) -> Signature {
        let mut officials = self.worker().officials.iter();
        let named = officials.find(|official| {
            let role = official.role.to_lowercase();
            (role.contains("kades") || role.contains("kepala desa") || role.contains("lurah"))
                && role.contains(&village.to_lowercase())
        });
        let named = named.cloned().unwrap_or_default();
        Signature {
            place_and_date: String::new(),
            role: words.say("letter-village-head", &[("village", village.into())]),
            name: named.name,
            below: if named.nip.is_empty() { String::new() } else { format!("NIP {}", named.nip) },
        }
    }

    /// The worker, who made it.
    pub(in crate::desk) fn own_signature(&self, words: &Words) -> Signature {
        let area = self.area_name();
        Signature {
            place_and_date: format!("{area}, {}", words.date(self.today)),
            role: words.say("print-worker", &[("area", area.into())]),
            name: self.worker().name.clone(),
            below: String::new(),
        }
    }
}

/// `name.docx`, `name.pdf` …; all with `-2` behind the name, and so on, where one lies there already and says something
/// else: the worker may have written in it since. Gives the first; an error with the place where it happened.
fn write_beside(
    folder: &Path,
    name: &str,
    files: &[(&'static str, Vec<u8>)],
) -> Result<PathBuf, (String, std::io::Error)> {
    let place = |number: u32, ending: &str| match number {
        1 => folder.join(format!("{name}.{ending}")),
        number => folder.join(format!("{name}-{number}.{ending}")),
    };
    let is_free = |path: &Path, bytes: &[u8]| match path.symlink_metadata() {
        Ok(_) => std::fs::read(path).is_ok_and(|there| there == bytes),
        Err(_) => true,
    };
    let number =
        (1..1000).find(|number| files.iter().all(|(ending, bytes)| is_free(&place(*number, ending), bytes)));
    let whole = folder.join(name);
    let failed = |path: &Path, source| (path.display().to_string(), source);
    let number = number.ok_or_else(|| failed(&whole, std::io::ErrorKind::AlreadyExists.into()))?;
    std::fs::create_dir_all(folder).map_err(|source| failed(&whole, source))?;
    for (ending, bytes) in files {
        let path = place(number, ending);
        std::fs::write(&path, bytes).map_err(|source| failed(&path, source))?;
    }
    Ok(files.first().map_or(whole, |(ending, _)| place(number, ending)))
}

fn file_of(document: &Document, format: Format) -> Result<Vec<u8>, DeskError> {
    match format {
        Format::Docx => docx::docx(document).map_err(|_| DeskError::Unreadable),
        Format::Pdf => pdf::pdf(document).map_err(|_| DeskError::Unreadable),
        Format::Xlsx => gridded::workbook(document).map_err(|_| DeskError::Unreadable),
    }
}

pub(in crate::desk) fn documents() -> Option<PathBuf> {
    let user = directories::UserDirs::new()?;
    Some(user.document_dir().unwrap_or_else(|| user.home_dir()).to_owned())
}
