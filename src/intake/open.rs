//! Which kind of file the bytes are.

use super::sheet::Sheet;
use super::unreadable::Unreadable;
use super::{delimited, workbook};

/// Opens a file's bytes. `name` (the file's name without its ending) names the only sheet of a text file.
pub fn sheets(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if bytes.len() as u64 > super::file::LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::read_zipped(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return if is_encrypted(bytes) { Err(Unreadable::Password) } else { workbook::read_xls(bytes) };
    }
    let is_other = [&b"%PDF"[..], b"PK", b"Rar!", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"{\\rtf", b"MZ"];
    if is_other.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Unreadable::NotASpreadsheet);
    }
    if is_web_page(bytes) {
        return Err(Unreadable::WebPage);
    }
    delimited::read(bytes, name)
}

/// Pasted text as a sheet.
pub fn pasted(text: &str, name: &str) -> Result<Vec<Sheet>, Unreadable> {
    if text.trim().is_empty() { Err(Unreadable::Empty) } else { delimited::read_text(text, name) }
}

/// An encrypted XLSX is an old-style container with this entry (MS-OFFCRYPTO 2.3.4.4).
fn is_encrypted(bytes: &[u8]) -> bool {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Some offices send web pages that are called `.xls`.
fn is_web_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..512).unwrap_or(bytes)).to_lowercase();
    let start = start.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    ["<html", "<!doctype html", "<table", "<?xml", "<meta", "<style"].iter().any(|tag| start.starts_with(tag))
}
