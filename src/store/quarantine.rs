//! Damaged things are moved aside, never deleted.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::layout::Layout;
use crate::vault::private_dir;

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
