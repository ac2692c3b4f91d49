//! A ZIP file is looked at before it is opened as a spreadsheet: its kind, and how large it will become.

use std::io::{Cursor, Read};

use super::unreadable::Unreadable;

/// Files in a ZIP; a spreadsheet has a few dozen.
const MOST_ENTRIES: usize = 5_000;
/// All unpacked files together.
const LARGEST_CONTENT: u64 = 256 * 1024 * 1024;
/// Deflate packs at most this much into one byte.
const DEFLATE_FACTOR: u64 = 1_032;

/// What kind of spreadsheet a ZIP file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Xlsx {
        is_1904: bool,
        /// Cells of the data may reach over several rows; to know them means to read each sheet twice.
        has_merged_rows: bool,
    },
    Ods,
}

pub(super) fn inspect(bytes: &[u8]) -> Result<Container, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unreadable::TooLarge);
    }
    let has_merged_rows = measure(&mut archive)?;
    let names: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.to_lowercase())).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if let Some(workbook) = read_text(&mut archive, "xl/workbook.xml") {
        let is_1904 = ["date1904=\"1\"", "date1904=\"true\"", "date1904='1'"]
            .iter()
            .any(|mark| workbook.contains(mark));
        return Ok(Container::Xlsx { is_1904, has_merged_rows });
    }
    if names.iter().any(|n| n.ends_with("workbook.xml")) {
        return Ok(Container::Xlsx { is_1904: false, has_merged_rows: true });
    }
    if names.iter().any(|n| n.ends_with("workbook.bin")) {
        return Err(Unreadable::OtherKind);
    }
    let is_ods =
        read_text(&mut archive, "mimetype").is_some_and(|mime| mime.contains("opendocument.spreadsheet"));
    if is_ods || has("content.xml") && !has("mimetype") {
        return Ok(Container::Ods);
    }
    Err(Unreadable::NotASpreadsheet)
}

/// Unpacks what could become large, to know that it does not: the sizes written in a ZIP may lie.
///
/// Gives whether a sheet may have merged rows below its headings: small sheets are not looked at.
fn measure(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Result<bool, Unreadable> {
    let mut left = LARGEST_CONTENT;
    let mut has_merged_rows = false;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::InvalidPassword => {
                Unreadable::Password
            }
            _ => Unreadable::Damaged,
        })?;
        let most = entry.compressed_size().saturating_mul(DEFLATE_FACTOR);
        let is_sheet = entry.name().is_ok_and(|name| name.contains("worksheets/"));
        let size = if most <= LARGEST_CONTENT / 16 {
            has_merged_rows |= is_sheet;
            most.min(entry.size())
        } else {
            let mut tail = Tail::default();
            let size =
                std::io::copy(&mut entry.take(left + 1), &mut tail).map_err(|_| Unreadable::Damaged)?;
            has_merged_rows |= is_sheet && tail.has_merged_rows();
            size
        };
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
    }
    Ok(has_merged_rows)
}

/// The end of an unpacked file. A sheet's merged cells are listed below its rows.
#[derive(Default)]
struct Tail(Vec<u8>);

/// Bytes of the end that are kept.
const TAIL: usize = 1024 * 1024;
/// Headings end before this row.
const LAST_HEADING_ROW: u32 = 40;

impl Tail {
    fn has_merged_rows(&self) -> bool {
        let text = String::from_utf8_lossy(&self.0);
        let mut areas = text
            .split("<mergeCell ")
            .skip(1)
            .filter_map(|rest| rest.split_once("ref=\"")?.1.split('"').next());
        areas.any(|area| {
            let (first, last) = area.split_once(':').unwrap_or((area, area));
            row_of(last) > row_of(first) && row_of(last) > LAST_HEADING_ROW
        })
    }
}

impl std::io::Write for Tail {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > 2 * TAIL {
            self.0.drain(..self.0.len().saturating_sub(TAIL));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn row_of(cell: &str) -> u32 {
    cell.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
}

fn read_text(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(1024 * 1024).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_rows_of_data_are_seen_and_those_of_headings_are_not() {
        let tail = |areas: &str| Tail(format!("</sheetData><mergeCells>{areas}</mergeCells>").into_bytes());
        assert!(!tail(r#"<mergeCell ref="A1:M1"/><mergeCell ref="A5:A6"/>"#).has_merged_rows());
        assert!(tail(r#"<mergeCell ref="A1:M1"/><mergeCell ref="B60:B75"/>"#).has_merged_rows());
        assert!(!tail("").has_merged_rows());
    }
}
