//! What is sealed: a ZIP with deterministic bytes, described by a Frictionless data package.
//!
//! `datapackage.json`, one NDJSON file per record kind, `events.ndjson`, `letters/`, `attachments/<sha256>.<ext>`, and
//! `contents.json`: every other file with its SHA-256, its size and, for NDJSON, its number of rows.

mod contents_list;
mod read;
mod schema;
mod write;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::domain::RecordKind;

pub use read::read;
pub use write::{PayloadError, write};

const PACKAGE: &str = "datapackage.json";
const EVENTS: &str = "events.ndjson";

/// What goes in and comes out. Every record is a JSON object; a key that is `null` counts as absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Each kind at most once; read back in the order of [`RecordKind::ALL`], kinds without records left out.
    pub records: Vec<(RecordKind, Vec<serde_json::Value>)>,
    /// The change sets since the last acknowledged bundle, oldest first.
    pub events: Vec<serde_json::Value>,
    /// `letters/…` and `attachments/<sha256>.<ext>`; on reading also what a newer version added.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Contents {
    /// Records by plural kind name; kinds without records left out.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let filled = self.records.iter().filter(|(_, rows)| !rows.is_empty());
        filled.map(|(kind, rows)| (kind.plural().to_owned(), rows.len() as u64)).collect()
    }
}

/// What a reader takes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub entries: usize,
    /// Bytes of one unpacked file, and of all together.
    pub file: u64,
    pub total: u64,
    /// Unpacked bytes per packed byte, for files above 1 MiB.
    pub ratio: u64,
    /// Bytes of one line of NDJSON.
    pub line: usize,
}

impl Default for Limits {
    /// Far above a sub-district's years of work, and within a laptop's 2 GB.
    fn default() -> Self {
        Self { entries: 5_000, file: 256 << 20, total: 512 << 20, ratio: 300, line: 1 << 20 }
    }
}

fn ndjson_name(kind: RecordKind) -> String {
    format!("{}.ndjson", kind.plural())
}

/// Where letters and attachments may lie.
fn is_extra_place(name: &str) -> bool {
    name.starts_with("letters/") || name.starts_with("attachments/")
}
