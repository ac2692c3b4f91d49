//! A file's sheets → an [`Import`].

use std::sync::Arc;

use chrono::NaiveDate;

use super::aid::{self, AidTable};
use super::answers::{Answers, SheetAnswers};
use super::collect::Collector;
use super::columns;
use super::content;
use super::heading::{NOT_NEEDED, normal};
use super::import::{Import, SheetMapping};
use super::known::Known;
use super::layout::{self, Block};
use super::list::List;
use super::program::Named;
use super::reader::{Area, Reader};
use super::row::Row;
use super::rows::{RowKind, RowKinds};
use super::session_blocks;
use super::sheet::{Cell, Line, Sheet};
use super::unreadable::Unreadable;
use crate::catalog::Catalog;
use crate::catalog::places::VillageMatch;

/// What the worker said about the file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Guessed for each sheet when absent.
    pub read_as: Option<List>,
    /// Only this sheet.
    pub sheet: Option<String>,
    pub answers: Answers,
    /// A worker is there to be asked: a file without a list that is recognised is no error then.
    pub may_ask: bool,
}

/// Rows of a preview.
const PREVIEW_ROWS: usize = 8;

/// Reads a file's bytes. Nothing is stored; `known` is asked what the book already holds.
pub fn read(
    bytes: &[u8],
    file_name: &str,
    options: &Options,
    area: &Area,
    today: NaiveDate,
    catalog: &Catalog,
    known: &dyn Known,
) -> Result<Import, Unreadable> {
    let sheets = super::open::sheets(bytes, stem(file_name))?;
    read_sheets(sheets, file_name, options, area, today, catalog, known)
}

/// The same for sheets that are open already, or for pasted text.
pub fn read_sheets(
    sheets: Vec<Sheet>,
    file_name: &str,
    options: &Options,
    area: &Area,
    today: NaiveDate,
    catalog: &Catalog,
    known: &dyn Known,
) -> Result<Import, Unreadable> {
    let wanted = options.sheet.as_deref().map(normal);
    if let Some(name) = &wanted
        && !sheets.iter().any(|sheet| normal(&sheet.name) == *name)
    {
        return Err(Unreadable::SheetMissing);
    }
    let reader = Reader::new(today, catalog, &options.answers, area);
    let mut reading =
        Reading { options, file_name, reader, collector: Collector::new(known), mapping: Vec::new() };
    for sheet in sheets {
        let is_wanted = wanted.as_ref().is_some_and(|name| normal(&sheet.name) == *name);
        if wanted.is_none() || is_wanted {
            reading.sheet(&sheet, is_wanted);
        }
    }
    let can_ask = options.may_ask && reading.mapping.iter().any(|mapping| !mapping.headings.is_empty());
    if !can_ask && reading.mapping.iter().all(|mapping| mapping.read_as.is_none()) {
        return Err(Unreadable::NoList);
    }
    Ok(reading.collector.finish(file_name, reading.mapping))
}

fn stem(file_name: &str) -> &str {
    file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem)
}

/// What is known about a sheet before it is read.
struct About {
    layout: Vec<u8>,
    answers: SheetAnswers,
}

struct Reading<'a> {
    options: &'a Options,
    file_name: &'a str,
    reader: Reader<'a>,
    collector: Collector<'a>,
    mapping: Vec<SheetMapping>,
}

impl Reading<'_> {
    fn sheet(&mut self, sheet: &Sheet, is_wanted: bool) {
        self.collector.remark(sheet);
        let hints = normal(&format!("{} {}", sheet.name, stem(self.file_name)));
        let guessed = layout::blocks(sheet, &List::ALL, &hints, None);
        let layout = layout_of(sheet, &guessed);
        let answers = self.answers(sheet, &layout);
        let about = About { layout, answers };
        let answers = &about.answers;
        if answers.skip == Some(true) {
            return self.leave_out(sheet, "sheet_skipped", about);
        }
        if sheet.is_hidden && !is_wanted && answers.skip.is_none() {
            return self.leave_out(sheet, "sheet_hidden", about);
        }
        let read_as = self.options.read_as.or(answers.read_as);
        if matches!(read_as, None | Some(List::Sessions)) {
            let reports = session_blocks::blocks(sheet);
            if !reports.is_empty() {
                return self.reports(sheet, &reports, about);
            }
        }
        let lists = read_as.map_or_else(|| List::ALL.to_vec(), |list| vec![list]);
        let mut blocks = match (read_as, answers.header_row) {
            (None, None) => guessed,
            (_, row) => layout::blocks(sheet, &lists, &hints, row),
        };
        let is_told = answers.read_as.is_some() || !answers.columns.is_empty();
        // What columns without headings seem to be is shown to somebody first; nothing is saved by it alone.
        if blocks.is_empty() && is_first_list(read_as) && (self.options.may_ask || is_told) {
            blocks.extend(content::guess(sheet, &mut self.reader));
        }
        if blocks.is_empty() && answers.read_as.is_some() {
            // The worker says that it is a list: then some row is its heading.
            let first = layout::headings(sheet).first().map(|(row, _)| *row);
            blocks = layout::blocks(sheet, &lists, &hints, first);
        }
        if blocks.is_empty() {
            return self.leave_out(sheet, "sheet_not_a_list", about);
        }
        let mut before: Option<(Vec<u8>, AidTable)> = None;
        for mut block in blocks {
            columns::number_repeated(&mut block);
            columns::answer(&mut block, answers);
            columns::mark_categories(&mut block, &mut self.reader);
            let mut table = self.table(sheet, &block, &about.answers);
            let heading = heading_of(&block);
            // A heading repeated desa by desa: what stood above the first holds for all.
            if let Some((_, first)) = before.as_ref().filter(|(known, _)| *known == heading) {
                table.take_over(first);
            } else {
                before = Some((heading, table.clone()));
            }
            self.block(sheet, &block, table, &about);
        }
    }

    /// What is said now, else what was said about this layout before.
    fn answers(&self, sheet: &Sheet, layout: &[u8]) -> SheetAnswers {
        let said = self.options.answers.sheet(&sheet.name);
        if said == SheetAnswers::default() && !layout.is_empty() {
            self.collector.known.answers(layout).unwrap_or_default()
        } else {
            said
        }
    }

    fn leave_out(&mut self, sheet: &Sheet, why: &'static str, about: About) {
        self.mapping.push(SheetMapping {
            sheet: Arc::clone(&sheet.name),
            read_as: None,
            left_out: Some(why),
            header_rows: Vec::new(),
            columns: Vec::new(),
            village: None,
            preview: Vec::new(),
            headings: layout::headings(sheet),
            layout: about.layout,
            answers: about.answers,
        });
    }

    fn reports(&mut self, sheet: &Sheet, reports: &[session_blocks::SessionBlock<'_>], about: About) {
        let labels = reports.first().map(|report| &report.labelled).into_iter().flatten();
        let label = |line: &session_blocks::Labelled| {
            (line.written.split(':').next().unwrap_or_default().trim().to_owned(), Some(line.field))
        };
        self.mapping.push(SheetMapping {
            sheet: Arc::clone(&sheet.name),
            read_as: Some(List::Sessions),
            left_out: None,
            header_rows: Vec::new(),
            columns: labels.map(label).collect(),
            village: None,
            preview: Vec::new(),
            headings: layout::headings(sheet),
            layout: about.layout,
            answers: about.answers,
        });
        for report in reports {
            self.collector.report(sheet, report, self.file_name, &mut self.reader);
        }
    }

    fn block(&mut self, sheet: &Sheet, block: &Block, table: AidTable, about: &About) {
        let lines = filled_down(sheet, block);
        let mut kinds = RowKinds::new(block);
        let mut given = table.clone();
        let mut preview = Vec::new();
        for line in &lines {
            match kinds.next(line) {
                RowKind::Data => {
                    if preview.len() < PREVIEW_ROWS {
                        preview
                            .push(block.columns.iter().map(|c| line.get(c.at).text().into_owned()).collect());
                    }
                    let row = Row { line, columns: &block.columns, is_1904: sheet.is_1904 };
                    self.collector.row(sheet, block.list, &row, &given, self.file_name, &mut self.reader);
                }
                RowKind::Section(text) => {
                    given.village = self.reader.village_of_title(&text).or(given.village);
                }
                RowKind::Skip => {}
            }
        }
        let columns = block.columns.iter().map(|c| (c.heading.clone(), c.field.filter(|f| *f != NOT_NEEDED)));
        self.mapping.push(SheetMapping {
            sheet: Arc::clone(&sheet.name),
            read_as: Some(block.list),
            left_out: None,
            header_rows: block.header_rows.clone(),
            columns: columns.collect(),
            village: table.village,
            preview,
            headings: layout::headings(sheet),
            layout: about.layout.clone(),
            answers: about.answers.clone(),
        });
    }

    /// What titles, the sheet's name, the file's name and the answers say about all rows.
    fn table(&mut self, sheet: &Sheet, block: &Block, answers: &SheetAnswers) -> AidTable {
        let mut sources: Vec<String> = block.titles.iter().rev().cloned().collect();
        sources.push(sheet.name.to_string());
        sources.push(stem(self.file_name).to_owned());
        let mut table =
            if block.list == List::Aid { aid::table(&sources, &self.reader) } else { AidTable::default() };
        let answered = answers.village.as_deref().map(|text| self.reader.village_match(text));
        table.village = match answered {
            Some(VillageMatch::Exact(code) | VillageMatch::Spelling { code }) => Some(code),
            _ => sources.iter().find_map(|text| self.reader.village_of_title(text)),
        };
        if table.village.is_none() {
            table.village = self.reader.village_in(&sheet.name);
        }
        let replace = |own: &mut String, answer: &Option<String>| {
            if let Some(answer) = answer {
                own.clone_from(answer);
            }
        };
        if let Some(code) = &answers.program {
            table.program = Named::of_code(code);
        }
        replace(&mut table.giver, &answers.giver);
        replace(&mut table.period, &answers.period);
        table
    }
}

/// The headings by which a layout is known again: those that are found without any answer.
fn layout_of(sheet: &Sheet, guessed: &[Block]) -> Vec<u8> {
    match guessed.first() {
        Some(block) => heading_of(block),
        None => {
            layout::headings(sheet).first().map(|(_, text)| normal(text)).unwrap_or_default().into_bytes()
        }
    }
}

fn heading_of(block: &Block) -> Vec<u8> {
    let headings: Vec<String> = block.columns.iter().map(|column| normal(&column.heading)).collect();
    headings.join("\u{1f}").into_bytes()
}

fn is_first_list(read_as: Option<List>) -> bool {
    matches!(read_as, None | Some(List::People))
}

/// Cells that are filled from merged ones; a file with more wants to keep the program busy.
const MOST_FILLED_DOWN: usize = 1_000_000;

/// The rows of a table; a cell that reaches over several rows fills them all.
fn filled_down<'a>(sheet: &'a Sheet, block: &Block) -> Vec<std::borrow::Cow<'a, Line>> {
    let lines = sheet.lines.get(block.body.clone()).unwrap_or_default();
    let mut filled: Vec<std::borrow::Cow<'a, Line>> = lines.iter().map(std::borrow::Cow::Borrowed).collect();
    let first = lines.first().map_or(u32::MAX, |line| line.number);
    let mut left = MOST_FILLED_DOWN;
    for merged in sheet.merged.iter().filter(|merged| merged.first_row >= first) {
        let Ok(at) = lines.binary_search_by_key(&merged.first_row, |line| line.number) else { continue };
        let Some(cell) =
            lines.get(at).map(|line| line.get(merged.column).clone()).filter(|cell| !cell.is_blank())
        else {
            continue;
        };
        let below =
            filled.iter_mut().skip(at + 1).take_while(|line| line.number <= merged.last_row).take(left);
        for line in below {
            left -= 1;
            let line = line.to_mut();
            if line.cells.len() <= merged.column {
                line.cells.resize(merged.column + 1, Cell::Empty);
            }
            if let Some(place) = line.cells.get_mut(merged.column).filter(|place| place.is_blank()) {
                *place = cell.clone();
            }
        }
    }
    filled
}
