//! Frames become saves.

use super::body::{Ops, decode_head};
use super::frame::{Check, Frame, Kind};
use super::opening::Opening;
use crate::store::DraftId;
use crate::store::state::State;

/// Something whole.
#[derive(Debug)]
pub(in crate::store) enum Item<'a> {
    Save {
        state: State,
        draft: Option<DraftId>,
        ops: Ops<'a>,
    },
    /// The journal begins with this segment.
    Begins {
        segment: u64,
        opening: Opening,
    },
    Close,
}

/// Puts frames together and watches the chain.
#[derive(Debug, Default)]
pub(in crate::store) struct Assembler {
    chain: Option<Check>,
    /// Places where the chain is broken: frames are missing there.
    pub gaps: u64,
    /// The last save that any frame says was acknowledged.
    pub acknowledged: u64,
    pending: Pending,
    body: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    Save {
        id: u64,
        next: u32,
    },
}

impl Assembler {
    pub fn frame<'a>(&'a mut self, frame: Frame<'a>, segment: u64) -> Option<Item<'a>> {
        // Segments before the first one have left: a snapshot holds what they held.
        let is_first = self.chain.is_none();
        let begins = frame.label.kind == Kind::Segment && (frame.chain == Check::default() || is_first);
        if !begins && frame.chain != self.chain.unwrap_or_default() {
            self.gaps += 1;
            self.pending = Pending::Nothing;
        }
        self.chain = Some(frame.check);
        match frame.label.kind {
            Kind::Segment => self.segment(&frame, segment, begins),
            Kind::Save => self.save(&frame),
            Kind::Close => Some(self.close(&frame)),
            Kind::Base => None,
        }
    }

    fn segment(&mut self, frame: &Frame<'_>, segment: u64, begins: bool) -> Option<Item<'static>> {
        if begins {
            self.pending = Pending::Nothing;
            self.gaps = 0;
            self.acknowledged = frame.label.id;
            return Some(Item::Begins { segment, opening: Opening::decode(frame) });
        }
        self.acknowledged = self.acknowledged.max(frame.label.id);
        None
    }

    fn close(&mut self, frame: &Frame<'_>) -> Item<'static> {
        self.pending = Pending::Nothing;
        self.acknowledged = self.acknowledged.max(frame.label.id);
        Item::Close
    }

    fn save(&mut self, frame: &Frame<'_>) -> Option<Item<'_>> {
        let label = frame.label;
        if label.part == label.of {
            // Its other pieces were written and synced before it, whether they can be read or not.
            self.acknowledged = self.acknowledged.max(label.id);
        }
        if label.part == 1 {
            self.body.clear();
        } else if self.pending != (Pending::Save { id: label.id, next: label.part }) {
            self.pending = Pending::Nothing;
            return None;
        }
        self.body.extend_from_slice(frame.payload);
        if label.part < label.of {
            self.pending = Pending::Save { id: label.id, next: label.part + 1 };
            return None;
        }
        self.pending = Pending::Nothing;
        let (state, draft, ops) = decode_head(&self.body)?;
        (state.seq == label.id).then_some(Item::Save { state, draft, ops })
    }
}
