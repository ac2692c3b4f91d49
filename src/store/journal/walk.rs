//! Reading the segments one after the other, past whatever is damaged.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::frame::{Frame, Kind, decode, find_magic};
use super::segment::paths;
use crate::sorted::Sorted as _;

/// What stands in the journal, in order.
#[derive(Debug)]
pub(in crate::store) enum Found<'a> {
    /// A segment begins; `short` when it has not the size it was made with, `misplaced` when its file has the name of
    /// another.
    Segment { number: u64, short: bool, misplaced: bool },
    /// A frame that verifies; `end` is the offset behind it.
    Frame { frame: Frame<'a>, segment: u64, end: usize },
    /// Bytes that are no frame and not zero.
    Garbage,
}

/// Shows everything from segment `from` on to `see`.
pub(in crate::store) fn walk<E: From<io::Error>>(
    dir: &Path,
    key: &[u8; 32],
    size: usize,
    from: u64,
    mut see: impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut bytes = Vec::new();
    for (number, path, misplaced) in in_order(dir, key)?.into_iter().filter(|(number, ..)| *number >= from) {
        bytes.clear();
        // A segment that can't be read to its end is damage like any other.
        let read = File::open(path).and_then(|file| file.take(u64::MAX).read_to_end(&mut bytes));
        see(Found::Segment { number, short: read.is_err() || bytes.len() != size, misplaced })?;
        walk_segment(&bytes, key, number, &mut see)?;
    }
    Ok(())
}

/// Segments by the number that their first frame says, which a file's name can't change; by the name where there is none.
fn in_order(dir: &Path, key: &[u8; 32]) -> io::Result<Vec<(u64, PathBuf, bool)>> {
    let named = paths(dir)?.into_iter();
    let mut segments: Vec<_> = named
        .map(|(name, path)| {
            let number = own_number(&path, key).unwrap_or(name);
            (number, path, number != name)
        })
        .collect();
    segments.order_by_key(|(number, ..)| *number);
    Ok(segments)
}

fn own_number(path: &Path, key: &[u8; 32]) -> Option<u64> {
    /// Longer than any first frame.
    const ENOUGH: u64 = 1024;
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(ENOUGH).read_to_end(&mut bytes).ok()?;
    let frame = decode(key, &bytes)?;
    (frame.label.kind == Kind::Segment)
        .then(|| frame.payload.first_chunk().copied().map(u64::from_le_bytes))?
}

fn walk_segment<E>(
    bytes: &[u8],
    key: &[u8; 32],
    segment: u64,
    see: &mut impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(frame) = decode(key, rest) {
            at += frame.length();
            see(Found::Frame { frame, segment, end: at })?;
            continue;
        }
        if is_zero(rest) {
            return Ok(());
        }
        see(Found::Garbage)?;
        match next_frame(bytes, key, at + 1) {
            Some(next) => at = next,
            None => return Ok(()),
        }
    }
    Ok(())
}

fn next_frame(bytes: &[u8], key: &[u8; 32], mut from: usize) -> Option<usize> {
    loop {
        let at = find_magic(bytes, from)?;
        if decode(key, bytes.get(at..)?).is_some() {
            return Some(at);
        }
        from = at + 1;
    }
}

fn is_zero(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<64>();
    words.iter().all(|word| *word == [0; 64]) && rest.iter().all(|byte| *byte == 0)
}
