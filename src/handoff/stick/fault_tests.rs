//! A stick that fails in every way a stick can.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use super::{FolderTarget, Progress, Stage, Target, TargetFile, WriteCode, WriteError, write_to};
use crate::handoff::{Code, SealedBundle, sample, verify};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// The nth call fails, and all after it.
    UnpluggedAt(u64),
    /// The nth call fails, later ones work.
    StumblesAt(u64),
    /// No byte is taken after so many.
    FullAfter(u64),
    /// Bytes after so many are taken, and lost.
    LiesAfter(u64),
    /// The nth byte that is read comes back with a flipped bit.
    FlipsAt(u64),
    ReadOnly,
}

struct BadStick {
    inner: FolderTarget,
    fault: Fault,
    free: Option<u64>,
    calls: u64,
    written: u64,
    read: std::cell::Cell<u64>,
}

impl BadStick {
    fn new(root: &Path, fault: Fault) -> Self {
        Self { inner: FolderTarget::new(root), fault, free: None, calls: 0, written: 0, read: 0.into() }
    }

    fn call(&mut self) -> io::Result<()> {
        self.calls += 1;
        match self.fault {
            Fault::UnpluggedAt(n) if self.calls >= n => Err(io::ErrorKind::NotFound.into()),
            Fault::StumblesAt(n) if self.calls == n => Err(io::ErrorKind::Other.into()),
            Fault::ReadOnly => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
            _ => Ok(()),
        }
    }
}

struct BadFile<'a> {
    inner: std::fs::File,
    fault: Fault,
    calls: &'a mut u64,
    written: &'a mut u64,
}

impl BadFile<'_> {
    fn call(&mut self) -> io::Result<()> {
        *self.calls += 1;
        match self.fault {
            Fault::UnpluggedAt(n) if *self.calls >= n => Err(io::Error::other("gone")),
            Fault::StumblesAt(n) if *self.calls == n => Err(io::Error::other("once")),
            _ => Ok(()),
        }
    }
}

impl Write for BadFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.call()?;
        // Short writes always: 1,000 bytes at a time.
        let mut length = bytes.len().min(1_000);
        match self.fault {
            Fault::FullAfter(n) => {
                length = length.min(usize::try_from(n.saturating_sub(*self.written)).unwrap());
                if length == 0 {
                    return Err(io::ErrorKind::StorageFull.into());
                }
            }
            Fault::LiesAfter(n) if *self.written + length as u64 > n => {
                *self.written += length as u64;
                return Ok(length);
            }
            _ => {}
        }
        self.inner.write_all(&bytes[..length])?;
        *self.written += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl TargetFile for BadFile<'_> {
    fn sync(&mut self) -> io::Result<()> {
        self.call()
    }
}

struct BadReader<'a> {
    inner: Box<dyn Read + 'a>,
    fault: Fault,
    read: &'a std::cell::Cell<u64>,
}

impl Read for BadReader<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        let start = self.read.get();
        self.read.set(start + length as u64);
        if let Fault::FlipsAt(n) = self.fault
            && (start..start + length as u64).contains(&n)
        {
            out[usize::try_from(n - start).unwrap()] ^= 4;
        }
        Ok(length)
    }
}

impl Target for BadStick {
    fn root(&self) -> &Path {
        self.inner.root()
    }
    fn free(&self) -> Option<u64> {
        self.free
    }
    fn make_folders(&mut self, path: &str) -> io::Result<()> {
        self.call()?;
        self.inner.make_folders(path)
    }
    fn create_new(&mut self, path: &str) -> io::Result<Box<dyn TargetFile + '_>> {
        self.call()?;
        let inner = std::fs::File::create_new(self.inner.root().join(path))?;
        Ok(Box::new(BadFile { inner, fault: self.fault, calls: &mut self.calls, written: &mut self.written }))
    }
    fn read_back(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        if matches!(self.fault, Fault::UnpluggedAt(n) if self.calls >= n) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Box::new(BadReader { inner: self.inner.read_back(path)?, fault: self.fault, read: &self.read }))
    }
    fn exists(&self, path: &str) -> io::Result<bool> {
        self.inner.exists(path)
    }
    fn remove(&mut self, path: &str) -> io::Result<()> {
        self.call()?;
        self.inner.remove(path)
    }
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.call()?;
        self.inner.rename(from, to)
    }
    fn sync_folder(&mut self, path: &str) -> io::Result<()> {
        self.call()?;
        self.inner.sync_folder(path)
    }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn copy(bundle: &SealedBundle, stick: &mut BadStick) -> Result<super::Written, WriteError> {
    write_to(bundle, stick, &mut go_on)
}

/// After a failure every reader sees nothing, an unfinished copy or a complete one; the next attempt completes it.
fn is_safe_after(bundle: &SealedBundle, root: &Path, what: &str) {
    if let Err(bad) = verify(root) {
        assert!(matches!(bad.code, Code::Unfinished | Code::NoBundle), "{what}: {bad}");
    }
    let again = copy(bundle, &mut BadStick::new(root, Fault::None));
    assert!(again.is_ok(), "{what}: {again:?}");
    assert_eq!(verify(root).unwrap().tag_manifest_sha256, bundle.tag_manifest_sha256, "{what}");
}

fn fails(bundle: &SealedBundle, fault: Fault) -> WriteError {
    let root = tempfile::tempdir().unwrap();
    let error = copy(bundle, &mut BadStick::new(root.path(), fault)).unwrap_err();
    is_safe_after(bundle, root.path(), &format!("{fault:?}"));
    error
}

#[test]
fn a_good_stick_takes_it_and_the_same_again() {
    let (bundle, root) = (sample::bundle(), tempfile::tempdir().unwrap());
    let mut seen = Vec::new();
    let mut watch = |progress: Progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    };
    let written = write_to(&bundle, &mut FolderTarget::new(root.path()), &mut watch).unwrap();
    assert_eq!(written.folder, root.path().join("SIMPUL/KIRIM/PCT01-000007"));
    assert!(!written.already_there);
    assert_eq!(written.fingerprint, bundle.fingerprint);
    for stage in [Stage::Writing, Stage::ReadingBack, Stage::Verifying] {
        let last = seen.iter().rfind(|progress| progress.stage == stage).unwrap();
        assert_eq!((last.done, last.total), (bundle.total_bytes(), bundle.total_bytes()), "{stage:?}");
    }
    assert!(copy(&bundle, &mut BadStick::new(root.path(), Fault::None)).unwrap().already_there);
}

#[test]
fn unplugged_at_any_call() {
    let bundle = sample::bundle();
    let root = tempfile::tempdir().unwrap();
    let mut stick = BadStick::new(root.path(), Fault::None);
    copy(&bundle, &mut stick).unwrap();
    assert!(stick.calls > 30);
    for call in 1..=stick.calls {
        fails(&bundle, Fault::UnpluggedAt(call));
        fails(&bundle, Fault::StumblesAt(call));
    }
}

#[test]
fn full_at_any_byte() {
    let bundle = sample::bundle();
    for byte in (0..bundle.total_bytes()).step_by(463).chain([bundle.total_bytes() - 1]) {
        assert_eq!(fails(&bundle, Fault::FullAfter(byte)).code, WriteCode::Full, "{byte}");
    }
}

#[test]
fn a_stick_that_lies_is_found_by_reading_back() {
    let bundle = sample::bundle();
    for byte in (0..bundle.total_bytes()).step_by(977).chain([bundle.total_bytes() - 1]) {
        assert_eq!(fails(&bundle, Fault::LiesAfter(byte)).code, WriteCode::ReadBack, "{byte}");
        assert_eq!(fails(&bundle, Fault::FlipsAt(byte)).code, WriteCode::ReadBack, "{byte}");
    }
}

#[test]
fn a_locked_or_small_stick_is_left_alone() {
    let (bundle, root) = (sample::bundle(), tempfile::tempdir().unwrap());
    assert_eq!(fails(&bundle, Fault::ReadOnly).code, WriteCode::ReadOnly);
    let mut small =
        BadStick { free: Some(bundle.total_bytes() + (1 << 20)), ..BadStick::new(root.path(), Fault::None) };
    assert_eq!(copy(&bundle, &mut small).unwrap_err().code, WriteCode::NoSpace);
    assert_eq!(root.path().read_dir().unwrap().count(), 0);
    let nowhere = copy(&bundle, &mut BadStick::new(&root.path().join("tidak ada"), Fault::None));
    assert_eq!(nowhere.unwrap_err().code, WriteCode::Gone);
}

#[test]
fn stopping_leaves_an_unfinished_copy() {
    let bundle = sample::bundle();
    for stop_at in 0..40 {
        let root = tempfile::tempdir().unwrap();
        let mut calls = 0;
        let mut stop = |_: Progress| {
            calls += 1;
            if calls > stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        match write_to(&bundle, &mut FolderTarget::new(root.path()), &mut stop) {
            Ok(_) => assert!(verify(root.path()).is_ok(), "stopped only once it was complete"),
            Err(error) => assert_eq!(error.code, WriteCode::Stopped),
        }
        is_safe_after(&bundle, root.path(), &format!("stopped at {stop_at}"));
    }
}

#[test]
fn another_bundle_of_the_same_id_is_never_overwritten() {
    let (one, other, root) = (sample::bundle(), sample::bundle(), tempfile::tempdir().unwrap());
    copy(&one, &mut BadStick::new(root.path(), Fault::None)).unwrap();
    let refused = copy(&other, &mut BadStick::new(root.path(), Fault::None)).unwrap_err();
    assert_eq!(refused.code, WriteCode::Different);
    assert_eq!(verify(root.path()).unwrap().tag_manifest_sha256, one.tag_manifest_sha256);
    let begun = tempfile::tempdir().unwrap();
    let most = one.total_bytes() - 100;
    copy(&one, &mut BadStick::new(begun.path(), Fault::FullAfter(most))).unwrap_err();
    let refused = copy(&other, &mut BadStick::new(begun.path(), Fault::None)).unwrap_err();
    assert_eq!(refused.code, WriteCode::Different, "an unfinished one of another device too");
}

#[test]
fn a_damaged_copy_is_mended() {
    let (bundle, root) = (sample::bundle(), tempfile::tempdir().unwrap());
    let folder = copy(&bundle, &mut BadStick::new(root.path(), Fault::None)).unwrap().folder;
    std::fs::write(folder.join("bag-info.txt"), "x").unwrap();
    std::fs::remove_file(folder.join("data/MESIN/PCT01-000007.age")).unwrap();
    let written = copy(&bundle, &mut BadStick::new(root.path(), Fault::None)).unwrap();
    assert!(!written.already_there);
    assert!(verify(root.path()).is_ok());
}

#[test]
fn a_stranger_in_the_folder_keeps_it_unfinished() {
    let (bundle, root) = (sample::bundle(), tempfile::tempdir().unwrap());
    let folder = root.path().join("SIMPUL/KIRIM/PCT01-000007");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("Foto.lnk"), "").unwrap();
    let error = copy(&bundle, &mut BadStick::new(root.path(), Fault::None)).unwrap_err();
    assert_eq!((error.code, error.path), (WriteCode::NotVerified, folder.join("Foto.lnk")));
    assert_eq!(verify(&folder).unwrap_err().code, Code::Unfinished);
    std::fs::remove_file(folder.join("Foto.lnk")).unwrap();
    is_safe_after(&bundle, root.path(), "stranger gone");
}
