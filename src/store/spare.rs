//! A copy of a sled that alone holds everything, made before it is opened.
//!
//! sled renames files that it has not synced while it opens: a power cut then can leave it unreadable, and where the
//! journal is gone and there is no snapshot, nothing could make it anew.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::current;
use super::layout::Layout;
use crate::vault::{private_dir, sync_dir};

fn path(layout: &Layout) -> PathBuf {
    layout.root().join("spare")
}

/// Copies store `number`, unless a copy is there from an open that was cut short. Best effort: a full disk has no room.
pub(super) fn keep(layout: &Layout, number: u32) {
    let spare = path(layout);
    if spare.exists() {
        return;
    }
    let temporary = spare.with_extension("tmp");
    let made = copy(&layout.root().join(current::name(number)), &temporary)
        .and_then(|()| fs::rename(&temporary, &spare))
        .and_then(|()| sync_dir(layout.root()));
    if made.is_err() {
        let _ = fs::remove_dir_all(&temporary);
    }
}

/// Puts the copy, if there is one, where store `number` belongs. It stays until [`forget`].
pub(super) fn put_back(layout: &Layout, number: u32) -> bool {
    let spare = path(layout);
    spare.exists() && copy(&spare, &layout.root().join(current::name(number))).is_ok()
}

/// The store is whole and its journal begins anew.
pub(super) fn forget(layout: &Layout) {
    let spare = path(layout);
    if spare.exists() {
        let _ = fs::remove_dir_all(spare);
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    private_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            File::options().write(true).open(&target)?.sync_all()?;
        }
    }
    sync_dir(to)
}
