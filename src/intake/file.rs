//! The bytes of a file, or why there are none.

use std::io::ErrorKind;
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
    if about.len() > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    std::fs::read(path).map_err(told)
}
