//! What the store holds after a save, in 80 bytes: its place in the order, its set hash, its counts.

use super::Tree;
use super::set_hash::SetHash;

/// Encoded size of a [`State`].
pub(super) const STATE: usize = 8 + 32 + 8 * Tree::ALL.len();

/// After the save `seq`; all zero in a new store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    pub seq: u64,
    pub set_hash: SetHash,
    /// Values (not parts) in each tree.
    pub counts: [u64; Tree::ALL.len()],
}

impl State {
    pub fn encode(&self) -> [u8; STATE] {
        let mut bytes = [0; STATE];
        let (seq, rest) = bytes.split_at_mut(8);
        let (hash, counts) = rest.split_at_mut(32);
        seq.copy_from_slice(&self.seq.to_le_bytes());
        hash.copy_from_slice(&self.set_hash.to_bytes());
        for (place, count) in counts.chunks_exact_mut(8).zip(self.counts) {
            place.copy_from_slice(&count.to_le_bytes());
        }
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (seq, rest) = bytes.split_first_chunk::<8>()?;
        let (hash, rest) = rest.split_first_chunk::<32>()?;
        let mut counts = [0; Tree::ALL.len()];
        let (chunks, left) = rest.as_chunks::<8>();
        if chunks.len() != counts.len() || !left.is_empty() {
            return None;
        }
        for (count, chunk) in counts.iter_mut().zip(chunks) {
            *count = u64::from_le_bytes(*chunk);
        }
        Some(Self { seq: u64::from_le_bytes(*seq), set_hash: SetHash::from_bytes(hash), counts })
    }

    pub fn count_mut(&mut self, tree: Tree) -> Option<&mut u64> {
        self.counts.get_mut(tree.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_and_refuses_other_lengths() {
        let state = State { seq: 7, set_hash: SetHash::from_bytes(&[5; 32]), counts: [1, 2, 3, 4, 5] };
        assert_eq!(State::decode(&state.encode()), Some(state));
        assert_eq!(State::decode(&state.encode()[1..]), None);
        assert_eq!(State::decode(&[&state.encode()[..], &[0]].concat()), None);
    }
}
