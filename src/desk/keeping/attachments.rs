//! Photos and PDFs about a record: taken in, sealed like everything else, and given out again on purpose. No program is ever
//! run on one.
//!
//! The content is a value of the store, kept in the same save as the record that names it: so it is proven at every
//! opening, goes with every snapshot and backup, comes back with a restore and goes with an erasure.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::domain::{Attachment, Body, Record, RecordKey, RecordKind, attachment};
use crate::handoff::Digest;
use crate::store::Tree;
use crate::vault::Label;

use crate::desk::line::Line;
use crate::desk::{Change, Desk, DeskError, Saved};

/// The first byte of a content's key among the history's: no kind of record has this number.
const FILE: u8 = 0xFA;
/// Room that must be left on the disk behind a file: it is written to the journal and to the store.
const MARGIN: u64 = 64 << 20;

/// What files may be about, beside what stands under somebody.
const HOLDERS: [RecordKind; 5] = [
    RecordKind::Person,
    RecordKind::Session,
    RecordKind::Activity,
    RecordKind::Group,
    RecordKind::Organization,
];

/// The key of a content.
pub(in crate::desk) fn file_key(hash: &str) -> Vec<u8> {
    std::iter::once(FILE).chain(hash.bytes()).collect()
}

/// A content, behind the key under which it is kept.
pub(in crate::desk) type KeptFile = (Vec<u8>, Vec<u8>);

/// Where a content lies in a bundle.
fn packed_name(digest: &str, format: &str) -> String {
    format!("attachments/{digest}.{format}")
}

/// The hash in a content's key; nothing for a key of the history.
pub(in crate::desk) fn hash_of(key: &[u8]) -> Option<&str> {
    key.strip_prefix(&[FILE]).and_then(|hash| std::str::from_utf8(hash).ok())
}

impl Desk {
    /// Takes a file in, about a record; what is too large or of another kind is refused before it is read to the end.
    pub fn attach(&mut self, about: RecordKey, file: &Path) -> Result<Saved, DeskError> {
        let root = self.book.root_of(about).ok_or(DeskError::NoSuchRecord(about))?.unwrap_or(about);
        if !HOLDERS.contains(&root.kind) {
            return Err(DeskError::Refused("attach-where"));
        }
        let failed = |source| DeskError::File { place: file.display().to_string(), source };
        let mut beginning = [0; 16];
        let read = fs::File::open(file).and_then(|mut open| open.read(&mut beginning)).map_err(failed)?;
        let format = attachment::format_of(beginning.get(..read).unwrap_or_default());
        let format = format.ok_or(DeskError::Refused("attachment-format"))?;
        let size = fs::metadata(file).map_err(failed)?.len();
        if size > self.catalog.largest_attachment(format).unwrap_or_default() {
            return Err(DeskError::Refused("attachment-too-large"));
        }
        if crate::handoff::stick::free_space(&self.dir)
            .is_some_and(|free| free < size.saturating_mul(3) + MARGIN)
        {
            return Err(DeskError::Refused("attachment-no-room"));
        }
        let content = fs::read(file).map_err(failed)?;
        let hash = self.hash_of_content(&content);
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let attachment = Attachment {
            about: Some(about),
            file_name: name,
            format: format.to_owned(),
            bytes: i64::try_from(content.len()).ok(),
            content: hash.clone(),
            ..Attachment::default()
        };
        let record = Record::new(self.new_id(), attachment).under(root);
        let files = vec![(file_key(&hash), content)];
        self.save(Change { files, ..Change::of("attachment-new", vec![record]) })
    }

    /// The content of an attachment.
    pub fn attached(&self, key: RecordKey) -> Result<Vec<u8>, DeskError> {
        let attachment: Attachment = self.typed(key)?;
        let content = self.store.get(Tree::History, &file_key(&attachment.content))?;
        content.ok_or(DeskError::Unreadable)
    }

    /// Writes an attachment into a folder outside the data, under its own name or one beside it; noted in the trail. What
    /// lies there is never overwritten.
    pub fn export_attachment(&mut self, key: RecordKey, to: &Path) -> Result<PathBuf, DeskError> {
        self.check_place(to)?;
        let attachment: Attachment = self.typed(key)?;
        let content = self.attached(key)?;
        let path = free_name(to, &attachment);
        let failed = |source| DeskError::File { place: path.display().to_string(), source };
        let mut file = fs::File::create_new(&path).map_err(failed)?;
        file.write_all(&content).and_then(|()| file.sync_all()).map_err(failed)?;
        self.audit_saved("attachment-out", &key.to_string());
        Ok(path)
    }

    /// Attachments as they travel: each names its content by SHA-256, and the content goes along under that name. One whose
    /// content can't be read any more names none.
    pub(in crate::desk) fn pack_attachments(
        &self,
        records: &mut [(RecordKind, Vec<Json>)],
    ) -> Result<BTreeMap<String, Vec<u8>>, DeskError> {
        let mut files = BTreeMap::new();
        let lines = records.iter_mut().filter(|(kind, _)| *kind == RecordKind::Attachment);
        for line in lines.flat_map(|(_, lines)| lines) {
            let text = |name: &str| line.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
            let (hash, format) = (text("content"), text("format"));
            let content = self.store.get(Tree::History, &file_key(&hash))?;
            let named = content.as_deref().map(|content| Digest::of(content).to_string());
            line["content"] = named.clone().into();
            if let (Some(content), Some(named)) = (content, named) {
                files.insert(packed_name(&named, &format), content);
            }
        }
        Ok(files)
    }

    /// An attachment that came in a bundle, with its content as it is kept here; nothing when that did not come along, or
    /// is not what it says.
    pub(in crate::desk) fn unpack_attachment(
        &self,
        mut record: Record,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Option<(Record, KeptFile)> {
        let Body::Attachment(attachment) = &mut record.body else { return None };
        let content = files.get(&packed_name(&attachment.content, &attachment.format))?;
        let largest = self.catalog.largest_attachment(&attachment.format)?;
        let is_such = attachment::format_of(content) == Some(attachment.format.as_str());
        if !is_such || content.len() as u64 > largest {
            return None;
        }
        attachment.content = self.hash_of_content(content);
        attachment.bytes = i64::try_from(content.len()).ok();
        let key = file_key(&attachment.content);
        Some((record, (key, content.clone())))
    }

    fn hash_of_content(&self, content: &[u8]) -> String {
        let key = self.store.keys().subkey(Label::ImportFingerprint);
        blake3::Hasher::new_keyed(key).update(b"attachment").update(content).finalize().to_hex().to_string()
    }

    /// Contents that only these attachments name: they go with them.
    pub(in crate::desk) fn only_of(
        &self,
        is_gone: &dyn Fn(RecordKey) -> bool,
    ) -> Result<std::collections::BTreeSet<String>, DeskError> {
        let (mut gone, mut kept) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
        let there = self.book.of_kind(RecordKind::Attachment).map(|(key, _)| key);
        let binned = self.book.binned().filter(|key| key.kind == RecordKind::Attachment);
        for key in there.chain(binned) {
            let content = match self.book.line(key) {
                Some(Line::Attachment(named)) => named.1.clone(),
                _ => self.typed::<Attachment>(key)?.content,
            };
            if is_gone(key) {
                gone.insert(content)
            } else {
                kept.insert(content)
            };
        }
        gone.retain(|content| !kept.contains(content));
        Ok(gone)
    }
}

/// `foto.jpg`, or `foto-2.jpg` when there is one; with the ending that the content has.
fn free_name(folder: &Path, attachment: &Attachment) -> PathBuf {
    let stem = Path::new(&attachment.file_name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') { c } else { '_' };
    let stem: String = stem.unwrap_or_default().chars().map(plain).collect();
    let stem = if stem.trim().is_empty() { "lampiran".to_owned() } else { stem };
    let name = |number: u32| match number {
        1 => folder.join(format!("{stem}.{}", attachment.format)),
        number => folder.join(format!("{stem}-{number}.{}", attachment.format)),
    };
    (1..u32::MAX).map(name).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| name(1))
}
