//! Finding the bundle that a path means.

use std::path::{Path, PathBuf};

use super::{Code, Untrusted, bag, envelope};
use crate::sorted::Sorted as _;

/// Where bundles lie below what a person points at.
const PLACES: [&str; 5] = ["", "KIRIM", "BALAS", "SIMPUL/KIRIM", "SIMPUL/BALAS"];
/// Entries of one folder that are looked at.
const MAX_ENTRIES: usize = 5_000;

/// The bundle's folder: `path` itself, or the only bundle in the places below it.
pub fn bundle(path: &Path) -> Result<PathBuf, Untrusted> {
    if is_bundle(path) {
        return Ok(path.to_owned());
    }
    let mut found: Vec<PathBuf> = PLACES.iter().flat_map(|place| bundles_in(&path.join(place))).collect();
    found.put_in_order();
    match found.as_slice() {
        [] => Err(Untrusted::new(Code::NoBundle, &last_name(path))),
        [one] => Ok(one.clone()),
        _ => Err(Untrusted { choices: found, ..Untrusted::new(Code::Several, &last_name(path)) }),
    }
}

/// Any file of a bundle's own makes a folder one, so that an unfinished or damaged one is found and named too.
fn is_bundle(folder: &Path) -> bool {
    [bag::BAGIT, bag::TAG_MANIFEST, envelope::FILE]
        .iter()
        .any(|name| folder.join(name).symlink_metadata().is_ok())
}

fn bundles_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let folders =
        entries.take(MAX_ENTRIES).flatten().filter(|e| e.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.map(|entry| entry.path()).filter(|path| is_bundle(path)).collect()
}

fn last_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
