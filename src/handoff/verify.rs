//! Whether a bundle is whole and who signed it. Needs no key, writes nothing, runs nothing.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::bag::{BAGIT, BAGIT_TEXT, MANIFEST, SIGNATURE, TAG_MANIFEST, TAGS};
use super::envelope::{self, Envelope, Sealing};
use super::manifest::{self, Entry};
use super::names::{self, Stray};
use super::signature::{self, SignatureFault};
use super::{Code, Digest, Fingerprint, MatchCode, Untrusted, bag, locate, parts};
use crate::sorted::Sorted as _;

/// Tag files are small; a larger one is not ours.
const MAX_TAG_FILE: u64 = 4 << 20;
/// The largest file under `data/`, and all of them together.
const MAX_FILE: u64 = parts::MAX_FILE as u64;
const MAX_TOTAL: u64 = 16 << 30;
/// Entries of the folder that are looked at.
const MAX_ENTRIES: usize = 20_000;

/// A bundle that is exactly what its signer sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    pub folder: PathBuf,
    pub envelope: Envelope,
    /// What lies under `data/`.
    pub files: Vec<VerifiedFile>,
    /// To be compared with the pinned one, and with the receipt.
    pub fingerprint: Fingerprint,
    pub match_code: MatchCode,
    pub tag_manifest_sha256: Digest,
    pub warnings: Vec<Warning>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedFile {
    pub path: String,
    pub bytes: u64,
    pub sha256: Digest,
}

/// Odd but harmless. The words are `bundle-warning-<code>` in the locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// `leftover`, `folder-renamed`.
    pub code: &'static str,
    pub part: String,
}

/// `path` is the bundle's folder, or one above it (a stick, `SIMPUL`, `KIRIM`) that holds exactly one.
pub fn verify(path: &Path) -> Result<Verified, Untrusted> {
    let folder = locate::bundle(path)?;
    let Tags { envelope, listed, tag_manifest_sha256, fingerprint } = Tags::read(&folder)?;
    let payload = manifest::read(&read_tag(&folder, MANIFEST)?, MANIFEST)?;
    if let Some(outside) = payload.iter().find(|entry| !entry.path.starts_with("data/")) {
        return Err(Untrusted::new(Code::UnsafeName, &outside.path));
    }
    let files = check_payload(&folder, &payload)?;
    let match_code = match_code(&envelope, &payload)?;
    let known =
        listed.iter().chain(&payload).map(|entry| entry.path.as_str()).chain([TAG_MANIFEST, SIGNATURE]);
    let mut warnings = strays(&folder, &known.collect())?;
    if folder.file_name().is_none_or(|name| *name != *envelope.id) {
        warnings.push(Warning { code: "folder-renamed", part: envelope.id.clone() });
    }
    Ok(Verified { folder, envelope, files, fingerprint, match_code, tag_manifest_sha256, warnings })
}

/// The signed part: tag manifest and what it lists.
struct Tags {
    envelope: Envelope,
    listed: Vec<Entry>,
    tag_manifest_sha256: Digest,
    fingerprint: Fingerprint,
}

impl Tags {
    fn read(folder: &Path) -> Result<Self, Untrusted> {
        let tag_manifest = read_tag(folder, TAG_MANIFEST).map_err(|error| match error.code {
            Code::Missing => Untrusted::new(Code::Unfinished, TAG_MANIFEST),
            _ => error,
        })?;
        let listed = manifest::read(&tag_manifest, TAG_MANIFEST)?;
        let envelope_bytes = read_tag(folder, envelope::FILE)?;
        let envelope = Envelope::from_bytes(&envelope_bytes)?;
        let public = envelope.public_key()?;
        let envelope_changed = !listed.contains(&Entry::of(envelope::FILE, &envelope_bytes));
        signature::check(&public, &tag_manifest, &read_tag(folder, SIGNATURE)?)
            .map_err(|fault| blamed(fault, envelope_changed))?;
        check_tags(folder, &listed)?;
        let tag_manifest_sha256 = Digest::of(&tag_manifest);
        Ok(Self { envelope, listed, tag_manifest_sha256, fingerprint: public.fingerprint() })
    }
}

/// Which file it was when the signature does not hold.
fn blamed(fault: SignatureFault, envelope_changed: bool) -> Untrusted {
    match fault {
        SignatureFault::Form => Untrusted::new(Code::Malformed, SIGNATURE),
        SignatureFault::SignedText => Untrusted::new(Code::Changed, TAG_MANIFEST),
        // The key stands in the envelope: with another envelope even a whole signature does not hold.
        SignatureFault::Signature if envelope_changed => Untrusted::new(Code::Changed, envelope::FILE),
        SignatureFault::Signature => Untrusted::new(Code::Signature, SIGNATURE),
    }
}

fn check_tags(folder: &Path, listed: &[Entry]) -> Result<(), Untrusted> {
    for entry in listed {
        let bytes = read_tag(folder, &entry.path)?;
        let form = entry.path != BAGIT || bytes == BAGIT_TEXT.as_bytes();
        if Digest::of(&bytes) != entry.sha256 || !form {
            return Err(Untrusted::new(Code::Changed, &entry.path));
        }
    }
    match TAGS.iter().find(|tag| !listed.iter().any(|entry| entry.path == **tag)) {
        Some(unsigned) => Err(Untrusted::new(Code::Missing, unsigned)),
        None => Ok(()),
    }
}

fn check_payload(folder: &Path, payload: &[Entry]) -> Result<Vec<VerifiedFile>, Untrusted> {
    let mut files = Vec::new();
    let mut left = MAX_TOTAL;
    for Entry { path, sha256 } in payload {
        let file = open_listed(folder, path, MAX_FILE.min(left))?;
        let (found, bytes) =
            Digest::of_reader(file, MAX_FILE).map_err(|_| Untrusted::new(Code::Unreadable, path))?;
        if found != *sha256 {
            return Err(Untrusted::new(Code::Changed, path));
        }
        left = left.saturating_sub(bytes);
        files.push(VerifiedFile { path: path.clone(), bytes, sha256: found });
    }
    Ok(files)
}

/// The paths of the sealed part, in order.
pub(super) fn sealed_paths<'a>(
    envelope: &Envelope,
    listed: impl Iterator<Item = &'a str>,
) -> Result<Vec<String>, Untrusted> {
    let id = envelope.bundle_id().ok_or_else(|| Untrusted::new(Code::Malformed, envelope::FILE))?;
    let path = bag::sealed_path(&id);
    let found = parts::names(&path, listed);
    if found.is_empty() && envelope.sealing != Sealing::None {
        return Err(Untrusted::new(Code::Missing, &path));
    }
    Ok(found)
}

fn match_code(envelope: &Envelope, payload: &[Entry]) -> Result<MatchCode, Untrusted> {
    let paths = sealed_paths(envelope, payload.iter().map(|entry| entry.path.as_str()))?;
    let digest = |path: &String| payload.iter().find(|entry| entry.path == *path).map(|entry| entry.sha256);
    Ok(MatchCode::of(paths.iter().filter_map(digest)))
}

fn read_tag(folder: &Path, name: &str) -> Result<Vec<u8>, Untrusted> {
    let mut bytes = Vec::new();
    let read = open_listed(folder, name, MAX_TAG_FILE)?.take(MAX_TAG_FILE + 1).read_to_end(&mut bytes);
    match read {
        Ok(length) if length as u64 <= MAX_TAG_FILE => Ok(bytes),
        Ok(_) => Err(Untrusted::new(Code::TooLarge, name)),
        Err(_) => Err(Untrusted::new(Code::Unreadable, name)),
    }
}

/// Opens a listed file below the folder; no part of the way may be a link.
pub(super) fn open_listed(folder: &Path, path: &str, limit: u64) -> Result<File, Untrusted> {
    let refuse = |code| Untrusted::new(code, path);
    let cause = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => refuse(Code::Missing),
        io::ErrorKind::NotADirectory => refuse(Code::Malformed),
        _ => refuse(Code::Unreadable),
    };
    let mut at = folder.to_owned();
    let mut meta = None;
    for name in path.split('/') {
        at.push(name);
        let found = at.symlink_metadata().map_err(cause)?;
        if found.is_symlink() {
            return Err(refuse(Code::Link));
        }
        meta = Some(found);
    }
    match meta {
        Some(meta) if !meta.is_file() => Err(refuse(Code::Malformed)),
        Some(meta) if meta.len() > limit => Err(refuse(Code::TooLarge)),
        _ => File::open(&at).map_err(cause),
    }
}

/// Looks at everything in the folder that is not `known`.
fn strays(folder: &Path, known: &BTreeSet<&str>) -> Result<Vec<Warning>, Untrusted> {
    let mut warnings = Vec::new();
    let mut found = BTreeSet::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        let entries =
            fs::read_dir(folder.join(&inside)).map_err(|_| Untrusted::new(Code::Unreadable, &inside))?;
        for entry in entries {
            let entry = entry.map_err(|_| Untrusted::new(Code::Unreadable, &inside))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            let kind = entry.file_type().map_err(|_| Untrusted::new(Code::Unreadable, &path))?;
            if found.len() > MAX_ENTRIES {
                return Err(Untrusted::new(Code::TooLarge, &inside));
            }
            if kind.is_symlink() {
                return Err(Untrusted::new(Code::Link, &path));
            }
            let leads = kind.is_dir() && known.iter().any(|file| leads_to(&path, file));
            if leads {
                folders.push(path.clone());
            } else if !is_known(&path, known) {
                match names::stray(&name) {
                    Stray::Leftover => warnings.push(Warning { code: "leftover", part: names::shown(&path) }),
                    Stray::Program => return Err(Untrusted::new(Code::Program, &path)),
                    Stray::Other => return Err(Untrusted::new(Code::Unlisted, &path)),
                }
            }
            if !found.insert(path.to_ascii_lowercase()) {
                return Err(Untrusted::new(Code::Unlisted, &path));
            }
        }
    }
    warnings.order_by(|a, b| a.part.cmp(&b.part));
    Ok(warnings)
}

/// FAT mounts may show names in another case; two that differ only in case are refused as strays.
fn is_known(path: &str, known: &BTreeSet<&str>) -> bool {
    known.contains(path) || known.iter().any(|file| file.eq_ignore_ascii_case(path))
}

fn leads_to(folder: &str, file: &str) -> bool {
    file.split_at_checked(folder.len())
        .is_some_and(|(head, rest)| head.eq_ignore_ascii_case(folder) && rest.starts_with('/'))
}
