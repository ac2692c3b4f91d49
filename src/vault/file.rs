//! The bytes of one vault copy.
//!
//! ```text
//! [magic 8][version u16][generation u64][store id 16][memory KiB u32][passes u32][lanes u32][salt 32]
//! [data key wrapped by the password 72][data key wrapped by the recovery code 72]
//! [length u16][what outlives a data key, sealed][BLAKE3 of all before 32]
//! ```
//! Little endian.

use super::Cost;
use super::wrap::{WRAPPED, Wrapped};

const MAGIC: &[u8; 8] = b"SIMPULV\x01";
const VERSION: u16 = 1;
const CHECKSUM: usize = 32;

#[derive(Clone, PartialEq, Eq)]
pub(super) struct VaultFile {
    /// Counts changes: of two copies the higher is the newer.
    pub generation: u64,
    pub store_id: [u8; 16],
    pub cost: Cost,
    pub salt: [u8; 32],
    pub by_password: Wrapped,
    pub by_recovery: Wrapped,
    pub secrets: Vec<u8>,
}

/// Why bytes are not a vault.
pub(super) enum Unreadable {
    Damaged,
    TooNew(u16),
}

impl VaultFile {
    /// What both wraps of the data key are bound to.
    pub(super) fn aad(&self, by: u8) -> Vec<u8> {
        [&self.store_id[..], &[by]].concat()
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(512);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.generation.to_le_bytes());
        out.extend_from_slice(&self.store_id);
        for number in [self.cost.memory_kib, self.cost.passes, self.cost.lanes] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(&self.salt);
        out.extend_from_slice(&self.by_password);
        out.extend_from_slice(&self.by_recovery);
        out.extend_from_slice(&u16::try_from(self.secrets.len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend_from_slice(&self.secrets);
        out.extend_from_slice(blake3::hash(&out).as_bytes());
        out
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        let body = checked(bytes).ok_or(Unreadable::Damaged)?;
        let (version, rest) = take::<2>(body).ok_or(Unreadable::Damaged)?;
        match u16::from_le_bytes(version) {
            VERSION => Self::fields(rest).ok_or(Unreadable::Damaged),
            newer => Err(Unreadable::TooNew(newer)),
        }
    }

    fn fields(rest: &[u8]) -> Option<Self> {
        let (generation, rest) = take(rest)?;
        let (store_id, rest) = take(rest)?;
        let (memory_kib, rest) = take(rest)?;
        let (passes, rest) = take(rest)?;
        let (lanes, rest) = take(rest)?;
        let (salt, rest) = take(rest)?;
        let (by_password, rest) = take::<WRAPPED>(rest)?;
        let (by_recovery, rest) = take::<WRAPPED>(rest)?;
        let (length, secrets) = take::<2>(rest)?;
        let number = u32::from_le_bytes;
        let cost = Cost { memory_kib: number(memory_kib), passes: number(passes), lanes: number(lanes) };
        let whole = secrets.len() == usize::from(u16::from_le_bytes(length)) && cost.is_sane();
        whole.then(|| Self {
            generation: u64::from_le_bytes(generation),
            store_id,
            cost,
            salt,
            by_password,
            by_recovery,
            secrets: secrets.to_vec(),
        })
    }
}

/// What stands between the magic and the checksum, when both hold.
fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (body, checksum) = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM)?)?;
    (blake3::hash(body).as_bytes() == checksum).then_some(body)?.strip_prefix(MAGIC)
}

fn take<const N: usize>(bytes: &[u8]) -> Option<([u8; N], &[u8])> {
    bytes.split_first_chunk::<N>().map(|(head, rest)| (*head, rest))
}
