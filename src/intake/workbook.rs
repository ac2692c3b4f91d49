//! XLSX, XLS and ODS through calamine. Cells of XLSX are streamed: a sheet with two far corners must not take the memory between them.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::container::{self, Container};
use super::sheet::{Cell, Line, MergedRows, Sheet};
use super::unreadable::Unreadable;
use crate::domain::reading::date;
use crate::sorted::Sorted as _;

/// Cells with something in them, in all sheets together.
pub(super) const MOST_CELLS: usize = 6_000_000;
/// Rows of all sheets together; a kecamatan has some ten thousand people.
const MOST_ROWS: usize = 400_000;
/// Columns further right are not looked at.
pub(super) const MOST_COLUMNS: usize = 300;

/// A ZIP-based spreadsheet. Foreign code runs in it: a panic of a library is a damaged file.
pub(super) fn read_zipped(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let kind = container::inspect(bytes)?;
    guarded(|| match kind {
        Container::Xlsx { is_1904, has_merged_rows } => read_xlsx(bytes, is_1904, has_merged_rows),
        Container::Ods => read_ods(bytes),
    })
}

/// The old binary kind.
pub(super) fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    guarded(|| {
        let mut book: Xls<_> =
            calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: XlsError| match e {
                XlsError::Password => Unreadable::Password,
                _ => Unreadable::NotASpreadsheet,
            })?;
        read_ranges(&mut book)
    })
}

fn guarded(read: impl FnOnce() -> Result<Vec<Sheet>, Unreadable>) -> Result<Vec<Sheet>, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Damaged))
}

fn read_ods(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut book: Ods<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: OdsError| match e {
            OdsError::Password => Unreadable::Password,
            _ => Unreadable::Damaged,
        })?;
    read_ranges(&mut book)
}

fn read_ranges<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(book: &mut R) -> Result<Vec<Sheet>, Unreadable> {
    let (mut left, mut rows_left) = (MOST_CELLS, MOST_ROWS);
    let mut sheets = Vec::new();
    for about in book.sheets_metadata().to_vec() {
        let Ok(range) = book.worksheet_range(&about.name) else { continue };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut filling = Filling::new(&about.name, about.visible != SheetVisible::Visible, false);
        for (row, column, data) in range.used_cells() {
            left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            let row = u32::try_from(row).map_err(|_| Unreadable::TooLarge)?;
            filling.put(first_row + row, first_column as usize + column, cell(data));
            filling.within(rows_left)?;
        }
        rows_left -= filling.sheet.lines.len();
        sheets.push(filling.done(Vec::new()));
    }
    Ok(sheets)
}

fn read_xlsx(bytes: &[u8], is_1904: bool, has_merged_rows: bool) -> Result<Vec<Sheet>, Unreadable> {
    let told = |e: XlsxError| match e {
        XlsxError::Password => Unreadable::Password,
        _ => Unreadable::Damaged,
    };
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(told)?;
    let (mut left, mut rows_left) = (MOST_CELLS, MOST_ROWS);
    let mut sheets = Vec::new();
    for about in book.sheets_metadata().to_vec() {
        let merged = if has_merged_rows { book.merge_cells_by_sheet_name(&about.name).ok() } else { None };
        let merged = merged.as_deref().map(merged_rows).unwrap_or_default();
        // A sheet of another kind (a chart) has no cells to read.
        let Ok(mut cells) = book.worksheet_cells_reader(&about.name) else { continue };
        let mut filling = Filling::new(&about.name, about.visible != SheetVisible::Visible, is_1904);
        while let Some(found) = cells.next_cell().map_err(told)? {
            left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            let (row, column) = found.get_position();
            filling.put(row, column as usize, cell_of_ref(found.get_value()));
            filling.within(rows_left)?;
        }
        rows_left -= filling.sheet.lines.len();
        sheets.push(filling.done(merged));
    }
    Ok(sheets)
}

fn merged_rows(found: &[calamine::Dimensions]) -> Vec<MergedRows> {
    let over_rows = found.iter().filter(|area| area.end.0 > area.start.0);
    let of = |area: &calamine::Dimensions| MergedRows {
        column: area.start.1 as usize,
        first_row: area.start.0 + 1,
        last_row: area.end.0 + 1,
    };
    over_rows.map(of).collect()
}

/// Lines as the cells come, row by row.
struct Filling {
    sheet: Sheet,
    in_order: bool,
}

impl Filling {
    fn new(name: &str, is_hidden: bool, is_1904: bool) -> Self {
        let sheet = Sheet { name: name.into(), is_hidden, is_1904, ..Sheet::default() };
        Self { sheet, in_order: true }
    }

    fn put(&mut self, row: u32, column: usize, cell: Cell) {
        if cell.is_blank() || column >= MOST_COLUMNS {
            return;
        }
        let number = row.saturating_add(1);
        let last = self.sheet.lines.last().map(|line| line.number);
        if last != Some(number) {
            self.in_order &= last.is_none_or(|last| last < number);
            let width = self.sheet.lines.last().map_or(column + 1, |line| line.cells.len());
            self.sheet.lines.push(Line { number, cells: Vec::with_capacity(width) });
        }
        let Some(line) = self.sheet.lines.last_mut() else { return };
        if line.cells.len() <= column {
            line.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = line.cells.get_mut(column) {
            *place = cell;
        }
    }

    fn within(&self, rows: usize) -> Result<(), Unreadable> {
        if self.sheet.lines.len() > rows { Err(Unreadable::TooLarge) } else { Ok(()) }
    }

    fn done(mut self, merged: Vec<MergedRows>) -> Sheet {
        if !self.in_order {
            self.sheet.lines.order_by_key(|line| line.number);
        }
        self.sheet.merged = merged;
        self.sheet
    }
}

fn cell_of_ref(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(when) => moment(when),
        other => cell(&Data::from(other.clone())),
    }
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets keep whole numbers as floats anyway")]
fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Text(if *flag { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(when) => moment(when),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => Cell::Text(duration(text)),
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

fn moment(when: &ExcelDateTime) -> Cell {
    let serial = when.as_f64();
    if when.is_duration() || (0.0..1.0).contains(&serial) && serial > 0.0 {
        #[expect(clippy::cast_possible_truncation, reason = "minutes of one day")]
        let minutes = (serial.rem_euclid(1.0) * 1440.0).round() as i64;
        return Cell::Text(format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60));
    }
    // calamine has already moved dates of the 1904 system.
    let day = when.as_datetime().map(|at| at.date()).filter(|_| date::of_serial(serial, false).is_some());
    day.map_or(Cell::Number(serial), Cell::Date)
}

fn iso(text: &str) -> Cell {
    text.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| Cell::Text(text.to_owned()), Cell::Date)
}

/// `PT09H30M00S` as `09:30`.
fn duration(text: &str) -> String {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    match numbers.as_slice() {
        [hour, minute, ..] if text.starts_with("PT") => format!("{hour:0>2}:{minute:0>2}"),
        _ => text.to_owned(),
    }
}
