//! What a segment's first frame says.
//!
//! ```text
//! [number u64][store id 16][size u64][schema u16][state before 80]
//! ```
//! In schema 1 it ended with the size.

use super::frame::Frame;
use crate::store::schema::Schema;
use crate::store::state::{STATE, State};

/// Bytes of an [`Opening`].
pub(super) const OPENING: usize = 8 + 16 + 8 + 2 + STATE;
const STATE_AT: usize = OPENING - STATE;
const SCHEMA_AT: usize = STATE_AT - 2;

/// What stood before the segment.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::store) struct Opening {
    pub schema: Schema,
    /// After the last save before the segment. Of a journal of schema 1 that did not begin with the store only `seq`.
    pub state: State,
}

impl Opening {
    pub(super) fn decode(frame: &Frame<'_>) -> Self {
        let schema = frame.payload.get(SCHEMA_AT..STATE_AT).and_then(|bytes| bytes.first_chunk().copied());
        let state = frame.payload.get(STATE_AT..).and_then(State::decode);
        Self {
            schema: schema.map_or(Schema::FIRST, |number| Schema(u16::from_le_bytes(number))),
            state: state.unwrap_or(State { seq: frame.label.id, ..State::default() }),
        }
    }

    pub(super) fn encode(&self, number: u64, store_id: &[u8; 16], size: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(OPENING);
        bytes.extend_from_slice(&number.to_le_bytes());
        bytes.extend_from_slice(store_id);
        bytes.extend_from_slice(&u64::try_from(size).unwrap_or_default().to_le_bytes());
        bytes.extend_from_slice(&self.schema.0.to_le_bytes());
        bytes.extend_from_slice(&self.state.encode());
        bytes
    }
}
