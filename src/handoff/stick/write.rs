//! Copying a sealed bundle: every byte is read back before the tag manifest, renamed into place, commits the copy.

use std::io::{self, Read, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::error::{WriteCode, WriteError};
use super::{FolderTarget, Target};
use crate::handoff::bag::TAG_MANIFEST;
use crate::handoff::envelope::{self, Envelope};
use crate::handoff::{Digest, Fingerprint, SealedBundle, names, verify};

const PIECE: usize = 256 << 10;
/// Beside the bundle itself: folders, and what the file system wastes.
const ROOM: u64 = 1 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Writing,
    ReadingBack,
    Verifying,
}

impl Stage {
    /// The words are `write-stage-<name>` in the locale.
    pub fn name(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::ReadingBack => "reading-back",
            Self::Verifying => "verifying",
        }
    }
}

/// How far the copy is, in bytes of its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: u64,
    pub total: u64,
}

/// A complete copy: the stick may be unplugged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The bundle's folder.
    pub folder: PathBuf,
    /// The same copy was there already, and whole.
    pub already_there: bool,
    pub fingerprint: Fingerprint,
}

/// Copies to `SIMPUL/KIRIM/<id>/` below `to` (or `SIMPUL/BALAS/<id>/`). Breaking off leaves a copy that every reader
/// calls unfinished; calling again finishes it.
pub fn write(
    bundle: &SealedBundle,
    to: &Path,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Written, WriteError> {
    write_to(bundle, &mut FolderTarget::new(to), progress)
}

pub fn write_to(
    bundle: &SealedBundle,
    target: &mut dyn Target,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Written, WriteError> {
    let place = place(bundle)?;
    let mut copy = Copy { bundle, place, target, progress };
    copy.check_names()?;
    let there = copy.what_is_there()?;
    if there != There::Whole {
        if there == There::Damaged {
            // Without its tag manifest the copy counts as unfinished while it is mended.
            let tag_manifest = copy.at(TAG_MANIFEST);
            copy.target.remove(&tag_manifest).map_err(|error| copy.failed(&error, TAG_MANIFEST))?;
        }
        copy.check_space()?;
        copy.write_files()?;
        copy.read_files_back()?;
        copy.commit()?;
    }
    copy.verify(there == There::Whole)
}

/// `SIMPUL/KIRIM/<id>`.
fn place(bundle: &SealedBundle) -> Result<String, WriteError> {
    let unreadable = || WriteError::new(WriteCode::Failed, Path::new(envelope::FILE));
    let envelope = Envelope::from_bytes(bundle.file(envelope::FILE).ok_or_else(unreadable)?);
    let folder = match envelope.map_err(|_| unreadable())?.direction {
        envelope::Direction::Kirim => "KIRIM",
        envelope::Direction::Balas => "BALAS",
    };
    Ok(format!("SIMPUL/{folder}/{}", bundle.id))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    Nothing,
    /// Begun, or committed and since damaged.
    Unfinished,
    Damaged,
    Whole,
}

struct Copy<'a> {
    bundle: &'a SealedBundle,
    place: String,
    target: &'a mut dyn Target,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl Copy<'_> {
    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.place)
    }

    fn full(&self, path: &str) -> PathBuf {
        self.target.root().join(self.at(path))
    }

    fn error(&self, code: WriteCode, path: &str) -> WriteError {
        WriteError::new(code, &self.full(path))
    }

    fn failed(&self, error: &io::Error, path: &str) -> WriteError {
        WriteError::io(error, &self.full(path))
    }

    fn tell(&mut self, stage: Stage, done: u64) -> Result<(), WriteError> {
        match (self.progress)(Progress { stage, done, total: self.bundle.total_bytes() }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                Err(WriteError::new(WriteCode::Stopped, &self.target.root().join(&self.place)))
            }
        }
    }

    fn check_names(&self) -> Result<(), WriteError> {
        match self.bundle.files.iter().find(|(path, _)| !names::is_safe(path) || names::is_program(path)) {
            Some((path, _)) => Err(self.error(WriteCode::UnsafeName, path)),
            None => Ok(()),
        }
    }

    fn exists(&self, path: &str) -> Result<bool, WriteError> {
        self.target.exists(&self.at(path)).map_err(|error| self.failed(&error, path))
    }

    /// Compares a file on the stick with the bundle's; one that can't be read is not the same.
    fn is_same(&self, path: &str, bytes: &[u8]) -> bool {
        let read = self
            .target
            .read_back(&self.at(path))
            .and_then(|file| Digest::of_reader(file, bytes.len() as u64));
        read.is_ok_and(|(digest, _)| digest == Digest::of(bytes))
    }

    /// Refuses when a finished or recognisable other bundle has this id.
    fn what_is_there(&self) -> Result<There, WriteError> {
        let different = Err(WriteError::new(WriteCode::Different, &self.target.root().join(&self.place)));
        if !self.exists("")? {
            return Ok(There::Nothing);
        }
        if self.exists(TAG_MANIFEST)? {
            let tag_manifest = self.bundle.file(TAG_MANIFEST).unwrap_or_default();
            if !self.is_same(TAG_MANIFEST, tag_manifest) {
                return different;
            }
            let whole = self.bundle.files.iter().all(|(path, bytes)| self.is_same(path, bytes));
            return Ok(if whole { There::Whole } else { There::Damaged });
        }
        let ours = self.bundle.file(envelope::FILE).unwrap_or_default();
        let theirs = self.read_small(envelope::FILE);
        // A torn envelope of ours is no JSON; a whole one that differs is another device's.
        if theirs != ours && Envelope::from_bytes(&theirs).is_ok() {
            different
        } else {
            Ok(There::Unfinished)
        }
    }

    fn read_small(&self, path: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Ok(file) = self.target.read_back(&self.at(path)) {
            // An unreadable rest is a torn file.
            let _ = file.take(ROOM).read_to_end(&mut bytes);
        }
        bytes
    }

    fn check_space(&self) -> Result<(), WriteError> {
        let total = self.bundle.total_bytes();
        match self.target.free() {
            Some(free) if free < total + total / 10 + ROOM => {
                Err(WriteError::new(WriteCode::NoSpace, self.target.root()))
            }
            _ => Ok(()),
        }
    }

    /// Everything but the tag manifest under its own name; files that an earlier attempt left whole are kept.
    fn write_files(&mut self) -> Result<(), WriteError> {
        let bundle = self.bundle;
        let mut done = 0;
        for (path, bytes) in &bundle.files {
            self.tell(Stage::Writing, done)?;
            let name = staged(path);
            self.make_folder_of(path)?;
            if !self.is_same(&name, bytes) {
                self.write_file(&name, bytes, done)?;
            }
            done += bytes.len() as u64;
        }
        self.tell(Stage::Writing, done)
    }

    fn make_folder_of(&mut self, path: &str) -> Result<(), WriteError> {
        let at = self.at(path);
        let folder = at.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.target.make_folders(folder).map_err(|error| self.failed(&error, path))
    }

    fn write_file(&mut self, path: &str, bytes: &[u8], before: u64) -> Result<(), WriteError> {
        let (at, full) = (self.at(path), self.full(path));
        let failed = |error: io::Error| WriteError::io(&error, &full);
        if self.target.exists(&at).map_err(failed)? {
            self.target.remove(&at).map_err(failed)?;
        }
        let stop = WriteError::new(WriteCode::Stopped, &self.target.root().join(&self.place));
        let total = self.bundle.total_bytes();
        let mut file = self.target.create_new(&at).map_err(failed)?;
        let mut done = before;
        for piece in bytes.chunks(PIECE) {
            file.write_all(piece).map_err(failed)?;
            done += piece.len() as u64;
            if (self.progress)(Progress { stage: Stage::Writing, done, total }).is_break() {
                return Err(stop);
            }
        }
        file.sync().map_err(failed)
    }

    fn read_files_back(&mut self) -> Result<(), WriteError> {
        let bundle = self.bundle;
        let mut done = 0;
        for (path, bytes) in &bundle.files {
            self.tell(Stage::ReadingBack, done)?;
            let name = staged(path);
            if !self.is_same(&name, bytes) {
                return Err(self.error(WriteCode::ReadBack, &name));
            }
            done += bytes.len() as u64;
        }
        self.tell(Stage::ReadingBack, done)
    }

    /// From here on the copy is complete for every reader.
    fn commit(&mut self) -> Result<(), WriteError> {
        let (from, to) = (self.at(&staged(TAG_MANIFEST)), self.at(TAG_MANIFEST));
        let folders = [self.at("data/MESIN"), self.at("data"), self.place.clone()];
        let sync = |copy: &mut Self, folder: &str| {
            copy.target
                .sync_folder(folder)
                .map_err(|error| WriteError::io(&error, &copy.target.root().join(folder)))
        };
        folders.iter().try_for_each(|folder| sync(self, folder))?;
        self.target.rename(&from, &to).map_err(|error| self.failed(&error, TAG_MANIFEST))?;
        let place = self.place.clone();
        [place.as_str(), "SIMPUL", ""].iter().try_for_each(|folder| sync(self, folder))
    }

    /// As a receiver will. It can't be stopped: the copy is complete.
    fn verify(&mut self, already_there: bool) -> Result<Written, WriteError> {
        let total = self.bundle.total_bytes();
        let _ = (self.progress)(Progress { stage: Stage::Verifying, done: 0, total });
        let folder = self.target.root().join(&self.place);
        let bad_part = match verify::verify(&folder) {
            Ok(verified) if verified.tag_manifest_sha256 == self.bundle.tag_manifest_sha256 => {
                let _ = (self.progress)(Progress { stage: Stage::Verifying, done: total, total });
                return Ok(Written { folder, already_there, fingerprint: verified.fingerprint });
            }
            Ok(_) => TAG_MANIFEST.to_owned(),
            Err(untrusted) => untrusted.part,
        };
        // Nobody must take it for finished; where even this fails, every reader refuses the bad part.
        let tag_manifest = self.at(TAG_MANIFEST);
        let _ = self.target.remove(&tag_manifest);
        Err(WriteError::new(WriteCode::NotVerified, &folder.join(bad_part)))
    }
}

/// The tag manifest waits under another name until everything else is sure.
fn staged(path: &str) -> String {
    if path == TAG_MANIFEST { format!("{path}.part") } else { path.to_owned() }
}
