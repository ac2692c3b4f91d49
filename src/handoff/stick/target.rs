//! What writing needs of a folder; a test puts a failing one in its place.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{listing, uncached};

/// A folder that is written to. Paths are relative to it, with `/` between names.
pub trait Target {
    fn root(&self) -> &Path;
    /// Free bytes; nothing when unknown.
    fn free(&self) -> Option<u64>;
    fn make_folders(&mut self, path: &str) -> io::Result<()>;
    /// Fails when the file is there.
    fn create_new(&mut self, path: &str) -> io::Result<Box<dyn TargetFile + '_>>;
    /// Reads from the medium, past the system's cache where the system allows it.
    fn read_back(&self, path: &str) -> io::Result<Box<dyn Read + '_>>;
    fn exists(&self, path: &str) -> io::Result<bool>;
    fn remove(&mut self, path: &str) -> io::Result<()>;
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()>;
    /// Makes names in a folder durable, where the system has such a call.
    fn sync_folder(&mut self, path: &str) -> io::Result<()>;
}

/// A file that is being written.
pub trait TargetFile: Write {
    /// Returns once the bytes are on the medium.
    fn sync(&mut self) -> io::Result<()>;
}

/// A folder of this computer.
#[derive(Clone, Debug)]
pub struct FolderTarget {
    root: PathBuf,
}

impl FolderTarget {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl TargetFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Target for FolderTarget {
    fn root(&self) -> &Path {
        &self.root
    }

    fn free(&self) -> Option<u64> {
        listing::free_space(&self.root)
    }

    fn make_folders(&mut self, path: &str) -> io::Result<()> {
        if !self.root.is_dir() {
            return Err(io::ErrorKind::NotFound.into());
        }
        fs::create_dir_all(self.root.join(path))
    }

    fn create_new(&mut self, path: &str) -> io::Result<Box<dyn TargetFile + '_>> {
        Ok(Box::new(File::create_new(self.root.join(path))?))
    }

    fn read_back(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        uncached::open(&self.root.join(path))
    }

    fn exists(&self, path: &str) -> io::Result<bool> {
        match self.root.join(path).symlink_metadata() {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn remove(&mut self, path: &str) -> io::Result<()> {
        fs::remove_file(self.root.join(path))
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.root.join(from), self.root.join(to))
    }

    #[cfg(unix)]
    fn sync_folder(&mut self, path: &str) -> io::Result<()> {
        match File::open(self.root.join(path))?.sync_all() {
            // Some file systems (FUSE, network) have no such call for folders.
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&mut self, _path: &str) -> io::Result<()> {
        Ok(())
    }
}
