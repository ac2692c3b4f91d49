//! What lies in a folder, for picking: places first, then folders, then files that fit.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::handoff::stick;
use crate::sorted::Sorted as _;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// The folder that is being shown, to be taken itself.
    Here,
    Drive,
    /// The folder with the backups on this laptop.
    OwnBackups,
    /// A handoff bundle's folder.
    Bundle,
    /// A folder with a directory of organisations in HSDS.
    Directory,
    Folder,
    File,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: EntryKind,
    pub name: String,
    pub path: PathBuf,
    pub changed: Option<NaiveDate>,
    /// Something on this stick looks like a virus.
    pub suspicious: bool,
}

/// More than anybody scrolls through.
const MOST: usize = 2_000;

/// Drives and the folders of the worker's home.
pub fn places() -> Vec<Entry> {
    let mut entries: Vec<Entry> = stick::drives()
        .into_iter()
        .filter(|drive| drive.removable)
        .map(|drive| Entry {
            kind: EntryKind::Drive,
            name: format!("{} ({})", drive.name, drive.mount.display()),
            path: drive.mount,
            changed: None,
            suspicious: !drive.suspicious.is_empty(),
        })
        .collect();
    if let Some(user) = directories::UserDirs::new() {
        let folders = [user.download_dir(), user.document_dir(), user.desktop_dir(), Some(user.home_dir())];
        entries.extend(folders.into_iter().flatten().filter(|path| path.is_dir()).map(folder));
    }
    if let Ok(here) = std::env::current_dir() {
        entries.push(folder(&here));
    }
    entries.dedup_by(|a, b| a.path == b.path);
    entries
}

/// The folder with the backups on this laptop, when there are any.
pub fn own_backups(path: &Path) -> Option<Entry> {
    let any = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    any.then(|| Entry { kind: EntryKind::OwnBackups, ..folder(path) })
}

fn folder(path: &Path) -> Entry {
    Entry {
        kind: EntryKind::Folder,
        name: path.display().to_string(),
        path: path.to_owned(),
        changed: None,
        suspicious: false,
    }
}

/// Folders, bundles, and files with one of the endings. Hidden ones are left out.
pub fn list(path: &Path, endings: &[&str]) -> std::io::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> =
        fs::read_dir(path)?.flatten().take(MOST).filter_map(|entry| read(&entry.path(), endings)).collect();
    entries.order_by(|a, b| {
        (a.kind, std::cmp::Reverse(a.changed), a.name.to_lowercase()).cmp(&(
            b.kind,
            std::cmp::Reverse(b.changed),
            b.name.to_lowercase(),
        ))
    });
    entries.insert(
        0,
        Entry {
            kind: EntryKind::Here,
            name: String::new(),
            path: path.to_owned(),
            changed: None,
            suspicious: false,
        },
    );
    Ok(entries)
}

fn read(path: &Path, endings: &[&str]) -> Option<Entry> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    if name.starts_with('.') || name.starts_with('~') {
        return None;
    }
    let details = fs::metadata(path).ok()?;
    let changed = details.modified().ok().map(|at| chrono::DateTime::<chrono::Local>::from(at).date_naive());
    let kind = if details.is_dir() {
        match () {
            () if path.join("bagit.txt").is_file() => EntryKind::Bundle,
            () if Desk::is_hsds(path) => EntryKind::Directory,
            () => EntryKind::Folder,
        }
    } else {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        endings.contains(&ending.as_str()).then_some(EntryKind::File)?
    };
    let changed = changed.filter(|_| kind == EntryKind::File);
    Some(Entry { kind, name, path: path.to_owned(), changed, suspicious: false })
}
