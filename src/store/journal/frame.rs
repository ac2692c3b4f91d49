//! One frame.
//!
//! ```text
//! [magic 4][payload length u32][check 16][id u64][part u32][of u32][kind u8][0 ×7][chain 16][payload]
//! ```
//! Little endian. The check covers the header without the check itself, then the payload.

pub(in crate::store) const HEADER: usize = 64;
const MAGIC: [u8; 4] = *b"SJF1";

/// Keyed BLAKE3, cut to 128 bits.
pub(in crate::store) type Check = [u8; 16];

/// What a frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    /// Opens a segment. With an all-zero chain the journal begins here, whatever lies before: what the store held by then
    /// stands in a snapshot.
    Segment = 1,
    /// A piece of a save; the save exists only when all its pieces verify.
    Save = 2,
    /// In a snapshot: entries, as they were at some moment while it was made.
    Base = 3,
    /// The store was closed: all saves up to `id` are in sled and synced. In a snapshot: nothing follows.
    Close = 4,
}

impl Kind {
    fn from_number(number: u8) -> Option<Self> {
        [Self::Segment, Self::Save, Self::Base, Self::Close].into_iter().find(|kind| *kind as u8 == number)
    }
}

/// Where a frame stands in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Label {
    pub kind: Kind,
    /// The save's number; for a segment and a close the last one before.
    pub id: u64,
    /// Counts from 1 to `of`.
    pub part: u32,
    /// For a segment 1, or 2 when it opens in the middle of a save.
    pub of: u32,
}

/// A frame that verified.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Frame<'a> {
    pub label: Label,
    pub chain: Check,
    pub check: Check,
    pub payload: &'a [u8],
}

impl Frame<'_> {
    pub fn length(&self) -> usize {
        HEADER + self.payload.len()
    }
}

/// Appends a frame to `out` and gives its check, the next frame's chain.
pub(in crate::store) fn encode(
    key: &[u8; 32],
    label: Label,
    chain: Check,
    payload: &[u8],
    out: &mut Vec<u8>,
) -> Check {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut order = [0; 24];
    order[..8].copy_from_slice(&label.id.to_le_bytes());
    order[8..12].copy_from_slice(&label.part.to_le_bytes());
    order[12..16].copy_from_slice(&label.of.to_le_bytes());
    order[16] = label.kind as u8;
    let check = check(key, length, &order, &chain, payload);
    for piece in [&MAGIC[..], &length, &check, &order, &chain, payload] {
        out.extend_from_slice(piece);
    }
    check
}

/// The frame at the start of `bytes`, when it verifies.
pub(in crate::store) fn decode<'a>(key: &[u8; 32], bytes: &'a [u8]) -> Option<Frame<'a>> {
    let rest = bytes.strip_prefix(&MAGIC)?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (claimed, rest) = rest.split_first_chunk::<16>()?;
    let (order, rest) = rest.split_first_chunk::<24>()?;
    let (chain, rest) = rest.split_first_chunk::<16>()?;
    let payload = rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    if check(key, *length, order, chain, payload) != *claimed {
        return None;
    }
    let (id, order) = order.split_first_chunk::<8>()?;
    let (part, order) = order.split_first_chunk::<4>()?;
    let (of, order) = order.split_first_chunk::<4>()?;
    let label = Label {
        kind: Kind::from_number(*order.first()?)?,
        id: u64::from_le_bytes(*id),
        part: u32::from_le_bytes(*part),
        of: u32::from_le_bytes(*of),
    };
    Some(Frame { label, chain: *chain, check: *claimed, payload })
}

/// Where the next frame may begin in damaged bytes, from `from` on.
pub(super) fn find_magic(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(MAGIC.len()).position(|window| window == MAGIC).map(|at| from + at)
}

/// What follows a header, in bytes; nothing when it is no header.
pub(in crate::store) fn payload_length(header: &[u8; HEADER]) -> Option<usize> {
    let length = header.strip_prefix(&MAGIC)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*length)).ok()
}

fn check(key: &[u8; 32], length: [u8; 4], order: &[u8; 24], chain: &Check, payload: &[u8]) -> Check {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(&MAGIC).update(&length).update(order).update(chain).update(payload);
    hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: [u8; 32] = [4; 32];
    const LABEL: Label = Label { kind: Kind::Save, id: 9, part: 2, of: 3 };

    proptest! {
        #[test]
        fn reads_back_and_finds_every_flip_and_cut(payload in any::<Vec<u8>>(), at in any::<usize>(), bit in 0..8) {
            let mut bytes = Vec::new();
            let check = encode(&KEY, LABEL, [8; 16], &payload, &mut bytes);
            let frame = decode(&KEY, &bytes).unwrap();
            prop_assert_eq!((frame.label, frame.chain, frame.check), (LABEL, [8; 16], check));
            prop_assert_eq!((frame.payload, frame.length()), (&payload[..], bytes.len()));
            prop_assert!(decode(&[5; 32], &bytes).is_none());
            let at = at % bytes.len();
            prop_assert!(decode(&KEY, &bytes[..at]).is_none());
            bytes[at] ^= 1_u8 << bit;
            prop_assert!(decode(&KEY, &bytes).is_none());
        }
    }
}
