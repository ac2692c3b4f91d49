//! Sheets become an XLSX workbook, in memory; nothing is written to temporary files.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::page::PageSize;
use super::sheet::{Cell, Sheet};

/// Excel's limit, and ours: a longer text is refused, never cut.
pub const MAX_TEXT: usize = 32_767;
/// The sheets can't be a workbook: a name, a text or a number of rows beyond Excel's limits.
#[derive(Debug, thiserror::Error)]
#[error("the sheets do not fit a workbook")]
pub struct NoWorkbook(#[from] XlsxError);

/// The same sheets and date give the same bytes. `made_on` is what the file says of itself; `page` is what it is printed on.
pub fn workbook(sheets: &[Sheet], page: PageSize, made_on: NaiveDate) -> Result<Vec<u8>, NoWorkbook> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_author("Simpul").set_creation_datetime(&excel_date(made_on)?),
    );
    let looks = Looks::new();
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, page, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Looks {
    title: Format,
    header: Format,
    text: Format,
    number: Format,
    date: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(12),
            header: cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            // `@`: typing into the cell keeps it text as well.
            text: cell.clone().set_num_format("@").set_text_wrap(),
            number: cell.clone().set_num_format("#,##0.##"),
            date: cell.set_num_format("dd/mm/yyyy"),
        }
    }
}

pub(super) fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or_default(),
        part(date.month()),
        part(date.day()),
    )
}

fn row_number(at: usize) -> Result<u32, XlsxError> {
    u32::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column_number(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn fill(page: &mut Worksheet, sheet: &Sheet, size: PageSize, looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    page.set_landscape().set_paper_size(size.in_excel()).set_print_fit_to_pages(1, 0);
    page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&R&P / &N");
    for (at, width) in sheet.widths.iter().enumerate() {
        page.set_column_width(column_number(at)?, *width)?;
    }
    for (at, line) in sheet.title.iter().enumerate() {
        page.write_string_with_format(row_number(at)?, 0, line, &looks.title)?;
    }
    for (at, (label, value)) in sheet.facts.iter().enumerate() {
        let line = format!("{label}: {value}");
        page.write_string(row_number(sheet.title.len() + at)?, 0, line)?;
    }
    // A blank line between title and header.
    let above = sheet.title.len() + sheet.facts.len();
    let top = above + usize::from(above > 0);
    let header = row_number(top)?;
    for (at, name) in sheet.header.iter().enumerate() {
        page.write_string_with_format(header, column_number(at)?, name, &looks.header)?;
    }
    raise(page, header, sheet.header.iter().map(String::as_str), &sheet.widths)?;
    page.set_freeze_panes(header + 1, 0)?.set_repeat_rows(header, header)?;
    for (at, row) in sheet.rows.iter().enumerate() {
        let number = row_number(top + 1 + at)?;
        for (column, cell) in row.iter().enumerate() {
            put(page, number, column_number(column)?, cell, looks)?;
        }
        let texts = row.iter().map(|cell| if let Cell::Text(text) = cell { text.as_str() } else { "" });
        raise(page, number, texts, &sheet.widths)?;
    }
    match (sheet.header.len().checked_sub(1), sheet.rows.is_empty()) {
        (Some(last), false) => {
            page.autofilter(header, 0, row_number(top + sheet.rows.len())?, column_number(last)?)?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Of one line, in points.
const LINE: f64 = 15.0;
/// Excel's rows are not higher.
const HIGHEST: f64 = 409.0;

/// A row as high as its longest text: not every program does that by itself.
fn raise<'a>(
    page: &mut Worksheet,
    row: u32,
    texts: impl Iterator<Item = &'a str>,
    widths: &[f64],
) -> Result<(), XlsxError> {
    let lines = texts.zip(widths).map(|(text, width)| lines(text, *width)).max().unwrap_or(1);
    if lines > 1 {
        let height = f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * LINE;
        page.set_row_height(row, height.min(HIGHEST))?;
    }
    Ok(())
}

/// How many lines a text takes in a column of so many digits; letters are hardly broader.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "characters in a column")]
fn lines(text: &str, width: f64) -> usize {
    let room = (width as usize).saturating_sub(1).max(1);
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > room {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            lines += used.saturating_sub(1) / room;
            used = if used > room { used % room } else { used };
        }
        lines
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, &looks.text)?,
        Cell::Text(text) => page.write_string_with_format(row, column, text, &looks.text)?,
        Cell::Number(number) => page.write_number_with_format(row, column, *number, &looks.number)?,
        Cell::Date(date) => page.write_date_with_format(row, column, excel_date(*date)?, &looks.date)?,
    };
    Ok(())
}

/// Lists to choose from, on a sheet of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Name of that sheet.
    sheet: String,
    /// One column each: heading and entries.
    columns: Vec<(String, Vec<String>)>,
    /// Sheet, column, and which of the columns is offered there.
    places: Vec<(usize, u16, usize)>,
}

impl Choices {
    pub fn named(sheet: String) -> Self {
        Self { sheet, ..Self::default() }
    }

    /// Offers entries in a column of the sheet at this place.
    pub fn offer(&mut self, sheet: usize, column: u16, heading: &str, entries: Vec<String>) {
        let known = self.columns.iter().position(|(_, own)| *own == entries);
        let at = known.unwrap_or(self.columns.len());
        if known.is_none() {
            self.columns.push((heading.to_owned(), entries));
        }
        self.places.push((sheet, column, at));
    }
}

/// Rows in which a choice is offered.
const OFFERED_ROWS: u32 = 2_000;

/// Sheets to be filled in. What is chosen from a list may also be typed: the import reads more than the list has.
pub fn template(
    sheets: &[Sheet],
    choices: &Choices,
    size: PageSize,
    made_on: NaiveDate,
) -> Result<Vec<u8>, NoWorkbook> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_author("Simpul").set_creation_datetime(&excel_date(made_on)?),
    );
    let looks = Looks::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let page = workbook.add_worksheet();
        fill(page, sheet, size, &looks)?;
        let first = row_number(sheet.title.len() + sheet.facts.len() + 2)?;
        for (_, column, of) in choices.places.iter().filter(|(own, _, _)| *own == at) {
            let count = choices.columns.get(*of).map_or(0, |(_, entries)| entries.len());
            let letter = rust_xlsxwriter::utility::column_number_to_name(column_number(*of)?);
            let entries = format!("='{}'!${letter}$2:${letter}${}", choices.sheet, count + 1);
            let rule = DataValidation::new()
                .allow_list_formula(Formula::new(entries))
                .set_error_style(DataValidationErrorStyle::Information);
            page.add_data_validation(first, *column, first + OFFERED_ROWS, *column, &rule)?;
        }
    }
    let lists = workbook.add_worksheet();
    lists.set_name(&choices.sheet)?;
    for (at, (heading, entries)) in choices.columns.iter().enumerate() {
        let column = column_number(at)?;
        lists.set_column_width(column, 24.0)?;
        lists.write_string_with_format(0, column, heading, &looks.header)?;
        for (row, entry) in entries.iter().enumerate() {
            lists.write_string(row_number(row + 1)?, column, entry)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, DataType as _, Reader as _, Xlsx};

    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    fn sheet() -> Sheet {
        let row = ["3204305708500001", "=1+1", "007", "a\u{1}b <&> é"].map(Cell::from);
        Sheet {
            name: "Penerima".into(),
            title: vec!["Rekap".into(), "November 2026".into()],
            header: ["NIK", "Catatan", "RT", "Lain", "Nilai", "Tanggal"].map(str::to_owned).to_vec(),
            rows: vec![
                [&row[..], &[Cell::Number(1_500_000.0), Cell::Date(day())]].concat(),
                vec![Cell::Empty],
            ],
            facts: Vec::new(),
            widths: vec![18.0, 30.0],
        }
    }

    fn read(bytes: Vec<u8>) -> calamine::Range<Data> {
        Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("Penerima").unwrap()
    }

    #[test]
    fn another_library_reads_what_was_meant() {
        let range = read(workbook(&[sheet()], PageSize::A4, day()).unwrap());
        assert_eq!(range.get_value((0, 0)), Some(&Data::String("Rekap".into())));
        assert_eq!(range.get_value((3, 0)), Some(&Data::String("NIK".into())));
        assert_eq!(range.get_value((4, 0)), Some(&Data::String("3204305708500001".into())));
        assert_eq!(range.get_value((4, 1)), Some(&Data::String("=1+1".into())));
        assert_eq!(range.get_value((4, 2)), Some(&Data::String("007".into())));
        assert_eq!(range.get_value((4, 4)).unwrap().as_f64(), Some(1_500_000.0));
        assert_eq!(range.get_value((4, 5)).unwrap().as_date(), Some(day()));
    }

    #[test]
    fn no_formula_and_the_same_bytes_each_time() {
        let bytes = workbook(&[sheet()], PageSize::A4, day()).unwrap();
        assert_eq!(bytes, workbook(&[sheet()], PageSize::A4, day()).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml)
            .unwrap();
        assert!(!xml.contains("<f>"));
        assert!(xml.contains("orientation=\"landscape\"") && xml.contains("paperSize=\"9\""));
        assert!(xml.contains("ySplit=\"4\"") && xml.contains("state=\"frozen\""));
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let counts = [("", 1), ("satu dua", 1), ("satu dua tiga", 2), ("satu\ndua", 2), (&"x".repeat(25), 3)];
        for (text, count) in counts {
            assert_eq!(lines(text, 11.0), count, "{text}");
        }
        let row = vec![Cell::from("satu dua tiga empat lima"), Cell::from("x")];
        let bytes =
            workbook(&[Sheet { rows: vec![row], widths: vec![11.0, 30.0], ..sheet() }], PageSize::A4, day());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes.unwrap())).unwrap();
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml)
            .unwrap();
        assert!(xml.contains(r#"ht="45" customHeight="1""#), "{xml}");
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let long = Sheet { rows: vec![vec![Cell::Text("x".repeat(MAX_TEXT + 1))]], ..sheet() };
        assert!(workbook(&[long], PageSize::A4, day()).is_err());
        assert!(workbook(&[Sheet { name: "a/b".into(), ..sheet() }], PageSize::A4, day()).is_err());
        assert!(workbook(&[sheet(), sheet()], PageSize::A4, day()).is_err(), "the same name twice");
    }
}
