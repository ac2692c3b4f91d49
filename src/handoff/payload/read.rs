//! Bytes from a stranger become contents, or are refused by name.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use serde_json::Value as Json;
use zip::ZipArchive;

use super::contents_list::{self, ContentsList, Listed};
use super::write::is_named_well;
use super::{Contents, EVENTS, Limits, PACKAGE, is_extra_place, ndjson_name};
use crate::domain::RecordKind;
use crate::handoff::{Code, Untrusted, names};

/// The part that is named when the ZIP itself is bad.
const WHOLE: &str = "payload.zip";
/// Below this size a file may be packed as tightly as it can.
const RATIO_FROM: u64 = 1 << 20;

pub fn read(bytes: &[u8], limits: &Limits) -> Result<Contents, Untrusted> {
    let mut files = unzip(bytes, limits)?;
    check_list(&mut files)?;
    files.remove(PACKAGE).ok_or_else(|| Untrusted::new(Code::Missing, PACKAGE))?;
    let mut contents = Contents::default();
    for kind in RecordKind::ALL {
        let name = ndjson_name(*kind);
        if let Some(text) = files.remove(&name) {
            contents.records.push((*kind, records(&text, &name, limits)?));
        }
    }
    if let Some(text) = files.remove(EVENTS) {
        contents.events = rows(&text, EVENTS, limits)?;
    }
    if let Some((name, _)) =
        files.iter().find(|(name, bytes)| is_extra_place(name) && !is_named_well(name, bytes))
    {
        return Err(Untrusted::new(Code::Changed, name));
    }
    contents.files = files;
    Ok(contents)
}

fn unzip(bytes: &[u8], limits: &Limits) -> Result<BTreeMap<String, Vec<u8>>, Untrusted> {
    let malformed = |_| Untrusted::new(Code::Malformed, WHOLE);
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(malformed)?;
    if zip.len() > limits.entries {
        return Err(Untrusted::new(Code::TooLarge, WHOLE));
    }
    if zip.has_duplicate_names() || zip.has_overlapping_entries().map_err(malformed)? {
        return Err(Untrusted::new(Code::Malformed, WHOLE));
    }
    let mut files = BTreeMap::new();
    let mut left = limits.total;
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).map_err(malformed)?;
        let name = file.name().map_err(malformed)?.into_owned();
        let refuse = |code| Untrusted::new(code, &name);
        if !names::is_safe(&name) {
            return Err(refuse(Code::UnsafeName));
        }
        if file.encrypted() || !file.is_file() {
            return Err(refuse(Code::Malformed));
        }
        let size = file.size();
        let tight = size > RATIO_FROM && size / limits.ratio.max(1) > file.compressed_size();
        if size > limits.file || size > left || tight {
            return Err(refuse(Code::TooLarge));
        }
        left -= size;
        let mut content = Vec::new();
        let read = file.by_ref().take(size.saturating_add(1)).read_to_end(&mut content);
        if read.map_err(|_| refuse(Code::Changed))? as u64 != size {
            return Err(refuse(Code::Changed));
        }
        files.insert(name, content);
    }
    Ok(files)
}

/// Takes the hash list out and holds every other file against it.
fn check_list(files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Untrusted> {
    let list = files
        .remove(contents_list::FILE)
        .ok_or_else(|| Untrusted::new(Code::Missing, contents_list::FILE))?;
    let list: ContentsList =
        serde_json::from_slice(&list).map_err(|_| Untrusted::new(Code::Malformed, contents_list::FILE))?;
    for (name, bytes) in &*files {
        let listed = list.files.get(name).ok_or_else(|| Untrusted::new(Code::Unlisted, name))?;
        let found = Listed::of(name, bytes);
        if found.sha256 != listed.sha256 || found.bytes != listed.bytes {
            return Err(Untrusted::new(Code::Changed, name));
        }
        if found.rows != listed.rows {
            return Err(Untrusted::new(Code::Counts, name));
        }
    }
    match list.files.keys().find(|name| !files.contains_key(*name)) {
        Some(missing) => Err(Untrusted::new(Code::Missing, missing)),
        None => Ok(()),
    }
}

fn rows(text: &[u8], name: &str, limits: &Limits) -> Result<Vec<Json>, Untrusted> {
    let text = text.strip_suffix(b"\n").ok_or_else(|| Untrusted::new(Code::Malformed, name))?;
    let row = |(at, line): (usize, &[u8])| {
        if line.len() > limits.line {
            return Err(Untrusted::line(Code::TooLarge, name, at + 1));
        }
        serde_json::from_slice(line).map_err(|_| Untrusted::line(Code::Malformed, name, at + 1))
    };
    text.split(|byte| *byte == b'\n').enumerate().map(row).collect()
}

/// Rows that are objects, without the `null`s that only fill columns.
fn records(text: &[u8], name: &str, limits: &Limits) -> Result<Vec<Json>, Untrusted> {
    let mut records = rows(text, name, limits)?;
    for (at, record) in records.iter_mut().enumerate() {
        let fields = record.as_object_mut().ok_or_else(|| Untrusted::line(Code::Malformed, name, at + 1))?;
        fields.retain(|_, value| !value.is_null());
    }
    Ok(records)
}
