//! The bytes of a file, or why there are none.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::unreadable::Unreadable;

/// The largest file that is opened.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Reads a whole file within [`LARGEST_FILE`].
pub fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let told = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Unreadable::Missing,
        _ => Unreadable::Disk,
    };
    let about = std::fs::metadata(path).map_err(told)?;
    if about.is_dir() {
        return Err(Unreadable::Folder);
    }
    // A device or a pipe may never end, or wait for ever.
    if !about.is_file() {
        return Err(Unreadable::NotASpreadsheet);
    }
    if about.len() > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    // It may grow while it is read.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(told)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}
