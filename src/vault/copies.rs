//! The two copies of the key file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::file::{Unreadable, VaultFile};
use super::{VaultError, replace};
use crate::sorted::Sorted as _;

const NAMES: [&str; 2] = ["vault-a", "vault-b"];
/// A vault is a few hundred bytes; anything longer is not read.
const LONGEST: u64 = 64 * 1024;

/// How a copy was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyState {
    Whole,
    Missing,
    Damaged,
    /// Whole, but written before the other one.
    Older,
}

pub(super) struct Copies {
    /// The whole copies, newest first.
    pub whole: Vec<VaultFile>,
    pub states: [CopyState; 2],
}

/// Looks at both copies without a secret.
pub fn inspect(dir: &Path) -> Result<[CopyState; 2], VaultError> {
    read(dir).map(|copies| copies.states)
}

pub(super) fn any_exists(dir: &Path) -> bool {
    NAMES.iter().any(|name| dir.join(name).exists())
}

pub(super) fn read(dir: &Path) -> Result<Copies, VaultError> {
    let mut found = Vec::new();
    let mut states = [CopyState::Missing; 2];
    for (name, state) in NAMES.iter().zip(&mut states) {
        match read_one(&dir.join(name))? {
            Ok(file) => {
                *state = CopyState::Whole;
                found.push(file);
            }
            Err(why) => *state = why,
        }
    }
    if let [a, b] = found.as_slice()
        && a.generation != b.generation
    {
        let older = usize::from(a.generation > b.generation);
        states = std::array::from_fn(|at| if at == older { CopyState::Older } else { CopyState::Whole });
    }
    found.order_by_key(|file| std::cmp::Reverse(file.generation));
    Ok(Copies { whole: found, states })
}

fn read_one(path: &Path) -> Result<Result<VaultFile, CopyState>, VaultError> {
    let bytes = match fs::metadata(path)
        .and_then(|meta| if meta.len() > LONGEST { Ok(Vec::new()) } else { fs::read(path) })
    {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Err(CopyState::Missing)),
        // A sector that can't be read is damage like any other: the other copy may be whole.
        Err(_) => return Ok(Err(CopyState::Damaged)),
    };
    match VaultFile::decode(&bytes) {
        Ok(file) => Ok(Ok(file)),
        Err(Unreadable::Damaged) => Ok(Err(CopyState::Damaged)),
        Err(Unreadable::TooNew(version)) => Err(VaultError::TooNew { version }),
    }
}

/// The newest whole copy, as it stands on the disk.
pub(crate) fn newest_copy(dir: &Path) -> Result<Vec<u8>, VaultError> {
    let found = read(dir)?;
    let [a, b] = found.states;
    found.whole.first().map(VaultFile::encode).ok_or(VaultError::Damaged { a, b })
}

/// Puts a copy that a backup carries where a vault belongs.
pub(crate) fn put_copies(dir: &Path, copy: &[u8]) -> io::Result<()> {
    paths(dir).iter().try_for_each(|path| replace(path, copy))
}

/// Writes both copies, one after the other: one of them is whole at any time.
pub(super) fn write(dir: &Path, file: &VaultFile) -> Result<(), VaultError> {
    let bytes = file.encode();
    paths(dir).iter().try_for_each(|path| replace(path, &bytes)).map_err(VaultError::io("vault"))
}

/// Brings every copy that is not whole and newest back to `file`.
pub(super) fn heal(dir: &Path, states: [CopyState; 2], file: &VaultFile) -> io::Result<()> {
    let bytes = file.encode();
    for (path, state) in paths(dir).iter().zip(states) {
        if state != CopyState::Whole || fs::read(path).is_ok_and(|found| found != bytes) {
            replace(path, &bytes)?;
        }
    }
    Ok(())
}

fn paths(dir: &Path) -> [PathBuf; 2] {
    NAMES.map(|name| dir.join(name))
}
