//! What a snapshot says before a key is needed.
//!
//! ```text
//! [magic 8][version u16][schema u16][store id 16][made at i64][length u32][vault][BLAKE3 of all before 32]
//! ```
//! Little endian; frames follow, as in the journal.

use std::io::{self, Read};

use crate::store::StoreError;
use crate::store::schema::Schema;

const MAGIC: &[u8; 8] = b"SIMPULB\x01";
const VERSION: u16 = 1;
const FIXED: usize = 8 + 2 + 2 + 16 + 8 + 4;
/// A vault is a few hundred bytes.
const LONGEST_VAULT: usize = 64 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Header {
    pub schema: Schema,
    pub store_id: [u8; 16],
    /// Unix seconds.
    pub at: i64,
    /// A copy of the key file of that time.
    pub vault: Vec<u8>,
}

impl Header {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(FIXED + self.vault.len() + 32);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.schema.0.to_le_bytes());
        out.extend_from_slice(&self.store_id);
        out.extend_from_slice(&self.at.to_le_bytes());
        out.extend_from_slice(&u32::try_from(self.vault.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend_from_slice(&self.vault);
        out.extend_from_slice(blake3::hash(&out).as_bytes());
        out
    }

    /// Reads it from the beginning of a file. [`StoreError::NotABackup`] when it is something else,
    /// [`StoreError::Damaged`] when it was one.
    pub fn read(from: &mut impl Read) -> Result<Self, StoreError> {
        let mut bytes = vec![0; FIXED];
        let (magic, rest) = bytes.split_at_mut(MAGIC.len());
        // What is too short even for the magic is something else.
        match read_exact(from, magic) {
            Ok(()) if magic == MAGIC => read_exact(from, rest)?,
            Ok(()) | Err(StoreError::Damaged { .. }) => return Err(StoreError::NotABackup),
            Err(error) => return Err(error),
        }
        let length = bytes.last_chunk().map_or(0, |length| u32::from_le_bytes(*length));
        let length = usize::try_from(length).ok().filter(|length| *length <= LONGEST_VAULT).ok_or(DAMAGED)?;
        bytes.resize(FIXED + length, 0);
        read_exact(from, bytes.get_mut(FIXED..).unwrap_or_default())?;
        let mut sum = [0; 32];
        read_exact(from, &mut sum)?;
        if *blake3::hash(&bytes).as_bytes() != sum {
            return Err(DAMAGED);
        }
        Self::decode(&bytes).ok_or(DAMAGED)?
    }

    fn decode(bytes: &[u8]) -> Option<Result<Self, StoreError>> {
        let (version, rest) = bytes.get(MAGIC.len()..)?.split_first_chunk()?;
        let (schema, rest) = rest.split_first_chunk()?;
        let (store_id, rest) = rest.split_first_chunk()?;
        let (at, rest) = rest.split_first_chunk()?;
        let version = u16::from_le_bytes(*version);
        if version != VERSION {
            return Some(Err(StoreError::TooNew));
        }
        Some(Ok(Self {
            schema: Schema(u16::from_le_bytes(*schema)),
            store_id: *store_id,
            at: i64::from_le_bytes(*at),
            vault: rest.get(4..)?.to_vec(),
        }))
    }
}

const DAMAGED: StoreError = StoreError::Damaged { place: "backup" };

/// A file that ends too early is damaged; a disk that can't be read is another trouble.
fn read_exact(from: &mut impl Read, bytes: &mut [u8]) -> Result<(), StoreError> {
    from.read_exact(bytes).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => DAMAGED,
        _ => StoreError::io("backup")(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_and_finds_every_flip_and_cut() {
        let header = Header { schema: Schema::PRESENT, store_id: [4; 16], at: -7, vault: vec![1, 2, 3] };
        let bytes = header.encode();
        assert_eq!(Header::read(&mut bytes.as_slice()).unwrap(), header);
        for at in 0..bytes.len() {
            assert!(Header::read(&mut &bytes[..at]).is_err());
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1_u8 << bit;
                assert!(Header::read(&mut flipped.as_slice()).is_err(), "byte {at} bit {bit}");
            }
        }
    }
}
