//! Reading the segments one after the other, past whatever is damaged.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::frame::{Frame, decode, find_magic};
use super::segment::paths;

/// What stands in the journal, in order.
#[derive(Debug)]
pub(in crate::store) enum Found<'a> {
    /// A segment begins; `short` when it has not the size it was made with.
    Segment { number: u64, short: bool },
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
    for (number, path) in paths(dir)?.into_iter().filter(|(number, _)| *number >= from) {
        bytes.clear();
        // A segment that can't be read to its end is damage like any other.
        let read = File::open(path).and_then(|file| file.take(u64::MAX).read_to_end(&mut bytes));
        see(Found::Segment { number, short: read.is_err() || bytes.len() != size })?;
        walk_segment(&bytes, key, number, &mut see)?;
    }
    Ok(())
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
