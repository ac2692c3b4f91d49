//! Reading past the system's cache: what comes back was on the medium.
//!
//! Windows (`FILE_FLAG_NO_BUFFERING`) and Linux (`O_DIRECT`) then want an aligned buffer and whole blocks. Where the
//! file system refuses, the file is read as usual.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// A multiple of every sector size in use.
const BLOCK: usize = 4096;
const BUFFER: usize = 64 * BLOCK;

#[cfg(windows)]
fn direct(options: &mut OpenOptions) -> bool {
    use std::os::windows::fs::OpenOptionsExt as _;
    /// `FILE_FLAG_NO_BUFFERING`.
    const NO_BUFFERING: u32 = 0x2000_0000;
    options.custom_flags(NO_BUFFERING);
    true
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "x86")))]
fn direct(options: &mut OpenOptions) -> bool {
    use std::os::unix::fs::OpenOptionsExt as _;
    /// `O_DIRECT`; another number on other processors.
    const DIRECT: i32 = 0o40_000;
    options.custom_flags(DIRECT);
    true
}

#[cfg(not(any(windows, all(target_os = "linux", any(target_arch = "x86_64", target_arch = "x86")))))]
fn direct(_options: &mut OpenOptions) -> bool {
    false
}

pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    let mut options = OpenOptions::new();
    options.read(true);
    if direct(&mut options)
        && let Ok(file) = options.open(path)
        && let Ok(reader) = BlockReader::new(file)
    {
        return Ok(Box::new(reader));
    }
    Ok(Box::new(File::open(path)?))
}

/// Reads whole aligned blocks and hands out bytes.
struct BlockReader {
    file: File,
    /// One block longer than needed, so that an aligned stretch lies in it.
    buffer: Vec<u8>,
    aligned: usize,
    /// What of the stretch is still to be given out.
    ready: std::ops::Range<usize>,
    ended: bool,
}

impl BlockReader {
    /// Fails when the file system gives no first block this way.
    fn new(file: File) -> io::Result<Self> {
        let buffer = vec![0; BUFFER + BLOCK];
        let aligned = buffer.as_ptr().align_offset(BLOCK);
        let mut reader = Self { file, buffer, aligned, ready: 0..0, ended: false };
        if aligned > BLOCK {
            return Err(io::ErrorKind::Unsupported.into());
        }
        reader.fill()?;
        Ok(reader)
    }

    fn fill(&mut self) -> io::Result<()> {
        let stretch = self.buffer.get_mut(self.aligned..self.aligned + BUFFER).unwrap_or_default();
        let read = self.file.read(stretch)?;
        // Only the end of the file is no whole number of blocks; reading on from there would not be aligned.
        self.ended = read == 0 || read % BLOCK != 0;
        self.ready = self.aligned..self.aligned + read;
        Ok(())
    }
}

impl Read for BlockReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty() && !self.ended {
            self.fill()?;
        }
        let ready = self.buffer.get(self.ready.clone()).unwrap_or_default();
        let length = ready.len().min(out.len());
        for (to, from) in out.iter_mut().zip(ready) {
            *to = *from;
        }
        self.ready.start += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        for length in [0, 1, 511, BLOCK, BLOCK + 1, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER + 77] {
            let bytes: Vec<u8> = (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect();
            let path = folder.path().join(length.to_string());
            std::fs::write(&path, &bytes).unwrap();
            let mut read = Vec::new();
            open(&path).unwrap().read_to_end(&mut read).unwrap();
            assert!(read == bytes, "{length}");
        }
    }

    #[test]
    fn a_missing_file_is_an_error() {
        assert!(open(Path::new("/tidak/ada")).is_err());
    }
}
