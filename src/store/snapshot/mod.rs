//! Snapshots: everything the store held after one save, sealed, in one file that needs nothing else but a secret.
//!
//! ```text
//! header (with the vault of its time), frames as in the journal: entries, saves made meanwhile, the end
//! ```

mod header;
mod keep;
mod making;
mod progress;
mod prove;
mod read;
mod write;

use std::fs;
use std::path::{Path, PathBuf};

pub(super) use header::Header;
pub(super) use keep::keep;
pub(super) use making::Making;
pub(super) use progress::Progress;
pub use prove::SeeKey;
pub(super) use prove::{prove, prove_seeing};
pub(super) use read::{Piece, opens_with, read};
pub(super) use write::{Source, write};

use super::StoreError;
use crate::sorted::Sorted as _;
use crate::vault::{Keys, sync_dir};

const PREFIX: &str = "snap-";
const ENDING: &str = ".bak";
/// In the name of a second copy.
const SECOND: &str = "-2";

/// A snapshot on the disk, as its name and its first bytes say; what it holds is proven when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub path: PathBuf,
    /// The last save in it.
    pub seq: u64,
    /// When it was made, in Unix seconds; nothing when its beginning is damaged.
    pub at: Option<i64>,
    pub bytes: u64,
}

/// Another copy of a snapshot beside it, proven too.
pub(super) fn double(path: &Path, keys: &Keys) -> Result<(), StoreError> {
    let io = || StoreError::io("backup");
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let (second, temporary) =
        (path.with_file_name(format!("{name}{SECOND}{ENDING}")), path.with_extension("tmp"));
    fs::copy(path, &temporary).and_then(|_| fs::File::open(&temporary)?.sync_all()).map_err(io())?;
    prove(&temporary, keys)?;
    fs::rename(&temporary, second).map_err(io())?;
    path.parent().map_or(Ok(()), sync_dir).map_err(io())
}

/// The snapshots in `dir`, newest first.
pub(super) fn list(dir: &Path) -> Vec<Snapshot> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.filter_map(|entry| look(&entry.path())).collect();
    found.order_by_key(|snapshot| std::cmp::Reverse(snapshot.seq));
    found
}

fn look(path: &Path) -> Option<Snapshot> {
    let seq = path.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_suffix(ENDING)?;
    let seq = seq.strip_suffix(SECOND).unwrap_or(seq).parse().ok()?;
    let at = read_header(path).ok().map(|header| header.at);
    let bytes = fs::metadata(path).map_or(0, |meta| meta.len());
    Some(Snapshot { path: path.to_owned(), seq, at, bytes })
}

/// What the file says before a key is needed.
pub(super) fn read_header(path: &Path) -> Result<Header, StoreError> {
    read::open(path).map(|(header, _)| header)
}

fn path_of(dir: &Path, seq: u64) -> PathBuf {
    dir.join(format!("{PREFIX}{seq:012}{ENDING}"))
}
