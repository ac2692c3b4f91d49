//! A ZIP file is looked at before it is opened as a spreadsheet: its kind, and how large it will become.

use std::io::{Cursor, Read};

use super::unreadable::Unreadable;

/// Files in a ZIP; a spreadsheet has a few dozen.
const MOST_ENTRIES: usize = 5_000;
/// All unpacked files together.
const LARGEST_CONTENT: u64 = 512 * 1024 * 1024;
/// Deflate packs at most this much into one byte.
const DEFLATE_FACTOR: u64 = 1_032;

/// What kind of spreadsheet a ZIP file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Xlsx { is_1904: bool },
    Ods,
}

pub(super) fn inspect(bytes: &[u8]) -> Result<Container, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unreadable::TooLarge);
    }
    measure(&mut archive)?;
    let names: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.to_lowercase())).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if let Some(workbook) = read_text(&mut archive, "xl/workbook.xml") {
        let is_1904 = ["date1904=\"1\"", "date1904=\"true\"", "date1904='1'"]
            .iter()
            .any(|mark| workbook.contains(mark));
        return Ok(Container::Xlsx { is_1904 });
    }
    if names.iter().any(|n| n.ends_with("workbook.xml")) {
        return Ok(Container::Xlsx { is_1904: false });
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
fn measure(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Result<(), Unreadable> {
    let mut left = LARGEST_CONTENT;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::InvalidPassword => {
                Unreadable::Password
            }
            _ => Unreadable::Damaged,
        })?;
        let most = entry.compressed_size().saturating_mul(DEFLATE_FACTOR);
        let size = if most <= LARGEST_CONTENT / 16 {
            most.min(entry.size())
        } else {
            std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|_| Unreadable::Damaged)?
        };
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn read_text(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(1024 * 1024).read_to_string(&mut text).ok()?;
    Some(text)
}
