//! A file's sheets → an [`Import`].

use std::sync::Arc;

use chrono::NaiveDate;

use super::aid::{self, AidTable};
use super::answers::{Answers, SheetAnswers};
use super::collect::Collector;
use super::content;
use super::heading::{NOT_NEEDED, normal};
use super::import::{Import, SheetMapping};
use super::known::Known;
use super::layout::{self, Block};
use super::list::List;
use super::people::CATEGORY_MARK;
use super::reader::{Area, Reader};
use super::row::Row;
use super::rows::{RowKind, RowKinds};
use super::session_blocks;
use super::sheet::{Cell, Line, Sheet};
use super::unreadable::Unreadable;
use crate::catalog::Catalog;
use crate::catalog::places::VillageMatch;
use crate::domain::RecordKind;

/// What the worker said about the file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Guessed for each sheet when absent.
    pub read_as: Option<List>,
    /// Only this sheet.
    pub sheet: Option<String>,
    pub answers: Answers,
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
    if reading.mapping.iter().all(|mapping| mapping.read_as.is_none()) {
        return Err(Unreadable::NoList);
    }
    Ok(reading.collector.finish(file_name, reading.mapping))
}

fn stem(file_name: &str) -> &str {
    file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem)
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
        let answers = self.options.answers.sheet(&sheet.name);
        if answers.skip {
            return self.leave_out(sheet, "sheet_skipped");
        }
        if sheet.is_hidden && !is_wanted {
            return self.leave_out(sheet, "sheet_hidden");
        }
        let read_as = self.options.read_as.or(answers.read_as);
        if matches!(read_as, None | Some(List::Sessions)) {
            let reports = session_blocks::blocks(sheet);
            if !reports.is_empty() {
                return self.reports(sheet, &reports);
            }
        }
        let lists = read_as.map_or_else(|| List::ALL.to_vec(), |list| vec![list]);
        let hints = normal(&format!("{} {}", sheet.name, stem(self.file_name)));
        let mut blocks = layout::blocks(sheet, &lists, &hints);
        if blocks.is_empty() && is_first_list(read_as) {
            blocks.extend(content::guess(sheet, &mut self.reader));
        }
        if blocks.is_empty() {
            return self.leave_out(sheet, "sheet_not_a_list");
        }
        for mut block in blocks {
            answer_columns(&mut block, &answers);
            mark_categories(&mut block, &mut self.reader);
            self.block(sheet, &block, &answers);
        }
    }

    fn leave_out(&mut self, sheet: &Sheet, why: &'static str) {
        self.mapping.push(SheetMapping {
            sheet: Arc::clone(&sheet.name),
            read_as: None,
            left_out: Some(why),
            header_rows: Vec::new(),
            columns: Vec::new(),
            village: None,
            preview: Vec::new(),
        });
    }

    fn reports(&mut self, sheet: &Sheet, reports: &[session_blocks::SessionBlock<'_>]) {
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
        });
        for report in reports {
            self.collector.report(sheet, report, self.file_name, &mut self.reader);
        }
    }

    fn block(&mut self, sheet: &Sheet, block: &Block, answers: &SheetAnswers) {
        let table = self.table(sheet, block, answers);
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
                RowKind::End => break,
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
        replace(&mut table.program, &answers.program);
        replace(&mut table.giver, &answers.giver);
        replace(&mut table.period, &answers.period);
        table
    }
}

fn is_first_list(read_as: Option<List>) -> bool {
    matches!(read_as, None | Some(List::People))
}

/// Sets columns to what was said about them.
fn answer_columns(block: &mut Block, answers: &SheetAnswers) {
    for at in 0..block.columns.len() {
        let Some(column) = block.columns.get(at) else { continue };
        let Some(field) = answers.column(&column.heading).and_then(|id| known_field(block.list, id)) else {
            continue;
        };
        for other in &mut block.columns {
            if other.field == Some(field) && field != NOT_NEEDED {
                other.field = None;
            }
        }
        if let Some(column) = block.columns.get_mut(at) {
            column.field = Some(field);
        }
    }
}

/// Columns that are each headed by one category, in a list without a column of categories.
fn mark_categories(block: &mut Block, reader: &mut Reader<'_>) {
    if block.list != List::People || block.columns.iter().any(|column| column.field == Some("categories")) {
        return;
    }
    for column in block.columns.iter_mut().filter(|column| column.field.is_none()) {
        let told = reader.categories(&column.heading);
        if told.certain.len() == 1 && told.undecided.is_empty() && told.unknown.is_empty() {
            column.field = Some(CATEGORY_MARK);
        }
    }
}

/// Fields of sheets that are none of a record.
const FURTHER_FIELDS: &[&str] = &[
    NOT_NEEDED,
    "birth_place_and_date",
    "sex_l",
    "sex_p",
    "rt_rw",
    "subdistrict",
    "stage",
    "component",
    "status",
    "note",
    "participant_number",
    "eligibility",
    "documents",
    "min_age",
    "max_age",
    "capacity",
    "filled",
    "time",
    "count",
];

fn known_field(list: List, id: &str) -> Option<&'static str> {
    let kind = match list {
        List::People => RecordKind::Person,
        List::Aid => RecordKind::Aid,
        List::Psm => RecordKind::PsmReport,
        List::Organizations => RecordKind::Organization,
        List::Sessions => RecordKind::Session,
    };
    let own = kind.fields().iter().map(|field| field.id);
    own.chain(FURTHER_FIELDS.iter().copied()).find(|field| *field == id)
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
