//! The tag files of a bag (RFC 8493) and the text for whoever finds the stick.

use std::fmt::Write as _;

use super::{BundleId, Envelope, envelope};

pub const BAGIT: &str = "bagit.txt";
pub const BAG_INFO: &str = "bag-info.txt";
pub const MANIFEST: &str = "manifest-sha256.txt";
pub const READ_ME: &str = "BACA-SAYA.txt";
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
pub const SIGNATURE: &str = "tagmanifest-sha256.txt.minisig";

/// What the tag manifest must list.
pub const TAGS: [&str; 5] = [BAGIT, BAG_INFO, MANIFEST, READ_ME, envelope::FILE];

pub const BAGIT_TEXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

pub fn sealed_path(id: &BundleId) -> String {
    format!("data/MESIN/{id}.age")
}

pub fn report_path(id: &BundleId) -> String {
    format!("data/LAPORAN-{id}.xlsx")
}

pub fn letter_path(id: &BundleId) -> String {
    format!("data/SURAT-{id}.pdf")
}

pub fn aid_path(id: &BundleId) -> String {
    format!("data/BANTUAN-{id}.pdf")
}

pub fn receipt_path(id: &BundleId) -> String {
    format!("data/TANDA-TERIMA-{id}.pdf")
}

/// `bag-info.txt`; `payload` is what lies under `data/`.
pub fn info(envelope: &Envelope, payload: &[(String, Vec<u8>)]) -> String {
    let bytes: usize = payload.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut text = String::new();
    for (label, value) in [
        ("Bag-Software-Agent", format!("simpul {}", envelope.program_version)),
        ("Bagging-Date", envelope.date.to_string()),
        ("External-Identifier", envelope.id.clone()),
        ("Payload-Oxum", format!("{bytes}.{}", payload.len())),
    ] {
        // Writing to a String never fails.
        let _ = writeln!(text, "{label}: {value}");
    }
    text
}

/// `BACA-SAYA.txt`, with the line ends that Windows's editor wants.
pub fn read_me(envelope: &Envelope) -> String {
    let text = if envelope.personal_data {
        include_str!("../../assets/handoff/baca-saya-tersegel.txt")
    } else {
        include_str!("../../assets/handoff/baca-saya.txt")
    };
    let text = text.replace("{id}", &envelope.id).replace("{sender}", &envelope.sender);
    text.lines().flat_map(|line| [line, "\r\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handoff::sample;

    #[test]
    fn the_read_me_has_windows_line_ends_and_no_gaps() {
        for personal_data in [true, false] {
            let text = read_me(&Envelope { personal_data, ..sample::envelope() });
            assert!(text.contains("PCT01-000007"));
            assert!(!text.contains(['{', '}']));
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
            assert!(text.ends_with("\r\n"));
        }
    }

    #[test]
    fn the_info_counts_the_payload() {
        let text = info(&sample::envelope(), &[("data/a".into(), vec![0; 3]), ("data/b".into(), vec![0; 4])]);
        assert!(text.contains("\nPayload-Oxum: 7.2\n"), "{text}");
    }
}
