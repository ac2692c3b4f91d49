//! One file onto a stick: whole under its name, or not there.

use std::fs::File;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::error::{WriteCode, WriteError};
use super::{Progress, Stage, Target};
use crate::handoff::Digest;

const PIECE: usize = 256 << 10;
/// Beside the file itself: folders, and what the file system wastes.
const ROOM: u64 = 1 << 20;

/// Copies `source` to `place` below the target (`/` between names), syncs it, reads it back from the medium, and only then
/// gives it its name. A file of that name with other content is replaced.
pub fn write_file(
    source: &Path,
    target: &mut dyn Target,
    place: &str,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<PathBuf, WriteError> {
    let full = target.root().join(place);
    let failed = |error: std::io::Error| WriteError::io(&error, &full);
    let here = |error: std::io::Error| WriteError::io(&error, source);
    let total = source.metadata().map_err(here)?.len();
    let (wanted, _) = Digest::of_reader(File::open(source).map_err(here)?, total).map_err(here)?;
    if target.free().is_some_and(|free| free < total + ROOM) {
        return Err(WriteError::new(WriteCode::NoSpace, target.root()));
    }
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    target.make_folders(folder).map_err(failed)?;
    let part = format!("{place}.part");
    for name in [part.as_str(), place] {
        if target.exists(name).map_err(failed)? {
            target.remove(name).map_err(failed)?;
        }
    }
    let mut tell = |stage, done| match progress(Progress { stage, done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(WriteError::new(WriteCode::Stopped, &full)),
    };
    let copied = copy(source, target, &part, &mut |done| tell(Stage::Writing, done), &full);
    if let Err(error) = copied {
        let _ = target.remove(&part);
        return Err(error);
    }
    tell(Stage::ReadingBack, 0)?;
    let read = target.read_back(&part).and_then(|file| Digest::of_reader(file, total)).map_err(failed)?;
    if read.0 != wanted {
        let _ = target.remove(&part);
        return Err(WriteError::new(WriteCode::ReadBack, &full));
    }
    tell(Stage::ReadingBack, total)?;
    target.rename(&part, place).and_then(|()| target.sync_folder(folder)).map_err(failed)?;
    Ok(full)
}

fn copy(
    source: &Path,
    target: &mut dyn Target,
    part: &str,
    tell: &mut dyn FnMut(u64) -> Result<(), WriteError>,
    full: &Path,
) -> Result<(), WriteError> {
    let failed = |error: std::io::Error| WriteError::io(&error, full);
    let mut from = File::open(source).map_err(|error| WriteError::io(&error, source))?;
    let mut to = target.create_new(part).map_err(failed)?;
    let (mut piece, mut done) = (vec![0; PIECE], 0);
    loop {
        let read = from.read(&mut piece).map_err(|error| WriteError::io(&error, source))?;
        if read == 0 {
            return to.sync().map_err(failed);
        }
        to.write_all(piece.get(..read).unwrap_or_default()).map_err(failed)?;
        done += read as u64;
        tell(done)?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::FolderTarget;
    use super::*;

    fn go_on(_: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    #[test]
    fn a_file_is_copied_whole_again_and_over_an_unfinished_one() {
        let (here, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let source = here.path().join("a");
        let bytes: Vec<u8> = (0..700_001_u32).map(|n| u8::try_from(n % 253).unwrap()).collect();
        std::fs::write(&source, &bytes).unwrap();
        std::fs::create_dir_all(stick.path().join("SIMPUL/CADANGAN")).unwrap();
        std::fs::write(stick.path().join("SIMPUL/CADANGAN/b.bak.part"), "half").unwrap();
        for _ in 0..2 {
            let mut target = FolderTarget::new(stick.path());
            let path = write_file(&source, &mut target, "SIMPUL/CADANGAN/b.bak", &mut go_on).unwrap();
            assert!(std::fs::read(path).unwrap() == bytes);
            assert!(!stick.path().join("SIMPUL/CADANGAN/b.bak.part").exists());
        }
    }

    #[test]
    fn stopped_or_without_a_stick_there_is_nothing() {
        let (here, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let source = here.path().join("a");
        std::fs::write(&source, vec![1; 900_000]).unwrap();
        let mut target = FolderTarget::new(stick.path());
        let stopped = write_file(&source, &mut target, "x/b", &mut |_| ControlFlow::Break(())).unwrap_err();
        assert_eq!(stopped.code, WriteCode::Stopped);
        assert!(std::fs::read_dir(stick.path().join("x")).unwrap().next().is_none());
        let mut gone = FolderTarget::new(&stick.path().join("pulled out"));
        let error = write_file(&source, &mut gone, "x/b", &mut go_on).unwrap_err();
        assert_eq!(error.code, WriteCode::Gone);
    }
}
