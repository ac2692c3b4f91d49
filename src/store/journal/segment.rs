//! Segment files: zero-filled ahead of time, so that a save changes bytes and no size.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::sorted::Sorted as _;
use crate::vault::{private_file, sync_dir};

/// Number and path of every segment, in order.
pub(in crate::store) fn paths(dir: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wal")
            && let Some(number) = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok())
        {
            found.push((number, path));
        }
    }
    found.put_in_order();
    Ok(found)
}

pub(super) fn path(dir: &Path, number: u64) -> PathBuf {
    dir.join(format!("{number:06}.wal"))
}

/// Makes segments ahead of time; shared with the worker, so that nothing is made twice at once.
#[derive(Clone, Debug)]
pub(in crate::store) struct Preparer {
    dir: PathBuf,
    size: usize,
    making: Arc<Mutex<()>>,
}

impl Preparer {
    pub fn new(dir: PathBuf, size: usize) -> Self {
        Self { dir, size, making: Arc::default() }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub fn size(&self) -> usize {
        self.size
    }

    /// Zeros, sync, rename, sync of the directory; nothing to do when it is there.
    pub fn prepare(&self, number: u64) -> io::Result<()> {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let path = path(&self.dir, number);
        if fs::metadata(&path).is_ok_and(|meta| usize::try_from(meta.len()).is_ok_and(|len| len == self.size))
        {
            return Ok(());
        }
        let temporary = path.with_extension("tmp");
        let made = self.fill(&temporary).and_then(|()| fs::rename(&temporary, &path));
        if made.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        made.and_then(|()| sync_dir(&self.dir))
    }

    fn fill(&self, path: &Path) -> io::Result<()> {
        let mut file = private_file().write(true).create(true).truncate(true).open(path)?;
        let zeros = vec![0; 64 * 1024];
        let mut left = self.size;
        while left > 0 {
            let piece = zeros.get(..left.min(zeros.len())).unwrap_or_default();
            file.write_all(piece)?;
            left -= piece.len();
        }
        file.sync_all()
    }
}

/// An open segment to write to.
#[derive(Debug)]
pub(super) struct SegmentFile {
    file: File,
}

impl SegmentFile {
    pub fn open(path: &Path, offset: usize) -> io::Result<Self> {
        let mut file = private_file().read(true).write(true).open(path)?;
        file.seek(SeekFrom::Start(u64::try_from(offset).unwrap_or(u64::MAX)))?;
        Ok(Self { file })
    }

    /// One write where the last ended, one sync. The size does not change, so `sync_data` is enough.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_data()
    }
}
