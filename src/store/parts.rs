//! A value on disk: cut into parts of at most 4 KiB, each sealed for its own place.
//!
//! sled keeps longer values as files that are never synced, so no stored value may be long. A stored key is the key and
//! the part's number (u16, big endian); part 0 begins with the number of parts (u16, little endian).

use crate::vault::{Keys, Label, OVERHEAD, VaultError};

use super::{StoreError, Tree};

/// The longest stored value, in bytes, seal included.
pub(super) const LONGEST_PART: usize = 4096;
/// The longest key, in bytes, without the part's number.
pub(super) const LONGEST_KEY: usize = 128;
const COUNT: usize = 2;
const ROOM: usize = LONGEST_PART - OVERHEAD;

pub(super) type Entry = (Vec<u8>, Vec<u8>);

/// The stored key of a part.
pub(super) fn stored_key(key: &[u8], part: u16) -> Vec<u8> {
    [key, &part.to_be_bytes()].concat()
}

/// The key and the part's number of a stored key.
pub(super) fn split_key(stored: &[u8]) -> Option<(&[u8], u16)> {
    stored.split_last_chunk::<2>().map(|(key, part)| (key, u16::from_be_bytes(*part)))
}

/// Cuts and seals; at least one part, also for an empty value.
pub(super) fn seal(keys: &Keys, tree: Tree, key: &[u8], plaintext: &[u8]) -> Result<Vec<Entry>, StoreError> {
    let (first, rest) = plaintext.split_at(plaintext.len().min(ROOM - COUNT));
    let count = u16::try_from(1 + rest.len().div_ceil(ROOM)).map_err(|_| StoreError::TooLong)?;
    let mut entries = vec![seal_part(keys, tree, stored_key(key, 0), &[&count.to_le_bytes(), first])?];
    for (part, piece) in (1..count).zip(rest.chunks(ROOM)) {
        entries.push(seal_part(keys, tree, stored_key(key, part), &[piece])?);
    }
    Ok(entries)
}

fn seal_part(keys: &Keys, tree: Tree, stored: Vec<u8>, pieces: &[&[u8]]) -> Result<Entry, VaultError> {
    let mut sealed = Vec::with_capacity(OVERHEAD + pieces.iter().map(|piece| piece.len()).sum::<usize>());
    keys.seal_onto(Label::Value, &associated(tree, &stored), pieces, &mut sealed)?;
    Ok((stored, sealed))
}

fn associated(tree: Tree, stored: &[u8]) -> Associated {
    let mut bytes = [0; LONGEST_KEY + 3];
    let (number, room) = bytes.split_at_mut(1);
    number.fill(tree.number());
    let length = stored.len().min(room.len());
    for (place, byte) in room.iter_mut().zip(stored) {
        *place = *byte;
    }
    Associated { bytes, length: 1 + length }
}

/// Tree and stored key, without an allocation: it is made for every value when the store opens.
struct Associated {
    bytes: [u8; LONGEST_KEY + 3],
    length: usize,
}

impl std::ops::Deref for Associated {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// Why a value can't be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unopened {
    /// A part's seal does not hold.
    Seal,
    /// A part is not there.
    Part,
}

/// Opens part 0 into `out` and asks `other` for the sealed parts that follow.
pub(super) fn open<E: From<Unopened>, V: AsRef<[u8]>>(
    keys: &Keys,
    tree: Tree,
    stored: &[u8],
    first: &[u8],
    out: &mut Vec<u8>,
    mut other: impl FnMut(&[u8]) -> Result<Option<V>, E>,
) -> Result<(), E> {
    let count = open_first(keys, tree, stored, first, out)?;
    let (key, _) = split_key(stored).ok_or(Unopened::Seal)?;
    for part in 1..count {
        let stored = stored_key(key, part);
        let sealed = other(&stored)?.ok_or(Unopened::Part)?;
        open_part(keys, tree, &stored, sealed.as_ref(), out)?;
    }
    Ok(())
}

/// Opens only part 0; gives the number of parts.
pub(super) fn open_first(
    keys: &Keys,
    tree: Tree,
    stored: &[u8],
    first: &[u8],
    out: &mut Vec<u8>,
) -> Result<u16, Unopened> {
    out.clear();
    open_part(keys, tree, stored, first, out)?;
    out.first_chunk::<COUNT>().map(|count| u16::from_le_bytes(*count)).ok_or(Unopened::Seal)
}

fn open_part(
    keys: &Keys,
    tree: Tree,
    stored: &[u8],
    sealed: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), Unopened> {
    keys.open_onto(Label::Value, &associated(tree, stored), sealed, out).ok_or(Unopened::Seal)
}

/// The value itself, in what [`open`] gave.
pub(super) fn value(opened: &[u8]) -> &[u8] {
    opened.get(COUNT..).unwrap_or_default()
}
