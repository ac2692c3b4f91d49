//! Contents become bytes: the same contents, the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use serde_json::{Map, Value as Json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::contents_list::{self, ContentsList, Listed};
use super::schema::{self, Column};
use super::{Contents, EVENTS, PACKAGE, is_extra_place, ndjson_name};
use crate::domain::RecordKind;
use crate::handoff::{Digest, names};
use crate::sorted::Sorted as _;

/// Contents that make no payload.
#[derive(Debug, thiserror::Error)]
pub enum PayloadError {
    #[error("a record of {0} is not a JSON object")]
    NotAnObject(&'static str),
    #[error("{0} is given twice")]
    KindTwice(&'static str),
    #[error("an extra file has a name that is not safe or not of its content")]
    ExtraName,
    #[error("the payload can't be written")]
    Write(#[from] zip::result::ZipError),
    #[error("a value can't be written as JSON")]
    Json(#[from] serde_json::Error),
    #[error("the payload can't be written")]
    Io(#[from] std::io::Error),
}

pub fn write(contents: &Contents) -> Result<Vec<u8>, PayloadError> {
    zipped(files(contents)?)
}

/// All files by name, the hash list included.
fn files(contents: &Contents) -> Result<BTreeMap<String, Vec<u8>>, PayloadError> {
    let mut files = BTreeMap::new();
    let mut tables = Vec::new();
    for (kind, rows) in contents.records.iter().filter(|(_, rows)| !rows.is_empty()) {
        let rows = objects(*kind, rows)?;
        let columns = schema::columns(*kind, &rows);
        if files.insert(ndjson_name(*kind), table(&columns, &rows)?).is_some() {
            return Err(PayloadError::KindTwice(kind.name()));
        }
        tables.push((*kind, columns));
    }
    tables.order_by_key(|(kind, _)| *kind);
    if !contents.events.is_empty() {
        files.insert(EVENTS.to_owned(), lines(&contents.events)?);
    }
    for (name, bytes) in &contents.files {
        if !is_extra_place(name) || !is_named_well(name, bytes) {
            return Err(PayloadError::ExtraName);
        }
        files.insert(name.clone(), bytes.clone());
    }
    files.insert(PACKAGE.to_owned(), pretty(&schema::package(contents, &tables))?);
    let listed = files.iter().map(|(name, bytes)| (name.clone(), Listed::of(name, bytes))).collect();
    files.insert(contents_list::FILE.to_owned(), pretty(&ContentsList { files: listed })?);
    Ok(files)
}

/// A safe name; an attachment's is also that of its content.
pub(super) fn is_named_well(name: &str, bytes: &[u8]) -> bool {
    let of_content = name.strip_prefix("attachments/").is_none_or(|file| {
        file.split('.').next().is_some_and(|stem| Digest::from_hex(stem) == Some(Digest::of(bytes)))
    });
    names::is_safe(name) && of_content
}

fn objects(kind: RecordKind, rows: &[Json]) -> Result<Vec<&Map<String, Json>>, PayloadError> {
    rows.iter().map(|row| row.as_object().ok_or(PayloadError::NotAnObject(kind.name()))).collect()
}

/// Every row with every column in the same order, `null` where it has none: readers of tables want that.
fn table(columns: &[Column], rows: &[&Map<String, Json>]) -> Result<Vec<u8>, PayloadError> {
    let mut text = Vec::new();
    for row in rows {
        for (at, column) in columns.iter().enumerate() {
            text.push(if at == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut text, &column.name)?;
            text.push(b':');
            serde_json::to_writer(&mut text, row.get(&column.name).unwrap_or(&Json::Null))?;
        }
        text.extend_from_slice(b"}\n");
    }
    Ok(text)
}

fn lines(values: &[Json]) -> Result<Vec<u8>, PayloadError> {
    let mut text = Vec::new();
    for value in values {
        serde_json::to_writer(&mut text, value)?;
        text.push(b'\n');
    }
    Ok(text)
}

fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, PayloadError> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
}

fn zipped(files: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, PayloadError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
