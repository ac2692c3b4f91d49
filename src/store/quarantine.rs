//! Damaged things are moved aside, never deleted.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::layout::Layout;
use crate::vault::private_dir;

/// Removes what was set aside before `at` (Unix seconds): newer snapshots make it superfluous.
pub(super) fn forget_before(layout: &Layout, at: i64) {
    for entry in fs::read_dir(layout.quarantine()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let stamp: Option<i64> = name.to_str().and_then(|name| name.split('-').next()?.parse().ok());
        if stamp.is_some_and(|stamp| stamp < at) {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

/// Moves `path` aside, best effort: Windows does not rename what a leaked handle still holds, and nothing depends on it,
/// since what replaces it has another name.
pub(super) fn set_aside(layout: &Layout, path: &Path) {
    let Some(name) = path.file_name() else { return };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let dir = layout.quarantine();
    if private_dir(&dir).is_err() {
        return;
    }
    let free = (0..100).map(|try_| dir.join(format!("{now}-{try_}-{}", name.to_string_lossy())));
    if let Some(target) = free.into_iter().find(|target| !target.exists()) {
        let _ = fs::rename(path, target);
    }
}
