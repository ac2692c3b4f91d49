//! Making sled's files last: its own flush does not (see its issues 1351 and 1452).

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use crate::vault::sync_dir;

/// `db`, `conf`, every snapshot and blob, then the directories up to the data directory.
pub(in crate::store) fn sync_store(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            sync_file(&entry.path())?;
        }
    }
    sync_dir(&dir.join("blobs"))?;
    sync_dir(dir)?;
    dir.parent().map_or(Ok(()), sync_dir)
}

/// sled removes old snapshots while we look: gone is fine.
fn sync_file(path: &Path) -> io::Result<()> {
    match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file.sync_data(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
