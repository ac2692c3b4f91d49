//! A photo or PDF about a record. The content is kept apart from it, under its keyed hash: the same file twice is kept once.

use super::field::kinds::{done_date, kind, number, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Attachment {
        /// The record on whose page it was added.
        about: Option<RecordKey> = kind(FieldKind::Record).hidden();
        file_name: String = text().required();
        /// `jpg`, `png`, `pdf`: as the content says, not the name.
        format: String = text().hidden();
        bytes: Option<i64> = number().hidden();
        /// The hash in hexadecimal.
        content: String = text().hidden();
        taken_on: Option<PartialDate> = done_date();
        caption: String = text().wanted();
    }
}

/// What a file is by its first bytes; nothing for what is not kept.
pub fn format_of(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&str, &[u8]); 3] =
        [("jpg", &[0xFF, 0xD8, 0xFF]), ("png", b"\x89PNG\r\n\x1a\n"), ("pdf", b"%PDF-")];
    BEGINNINGS.into_iter().find(|(_, begin)| bytes.starts_with(begin)).map(|(format, _)| format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(format_of(&[0xFF, 0xD8, 0xFF, 0xE0, 0]), Some("jpg"));
        assert_eq!(format_of(b"\x89PNG\r\n\x1a\nrest"), Some("png"));
        assert_eq!(format_of(b"%PDF-1.7"), Some("pdf"));
        for other in [&b"MZ\x90"[..], b"<html>", b"", b"\x89PNG"] {
            assert_eq!(format_of(other), None);
        }
    }
}
