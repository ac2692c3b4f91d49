//! Appending saves.

use std::io;

use super::body::{Change, encode_head, encode_op};
use super::frame::{Check, HEADER, Kind, Label, encode};
use super::scan::Scan;
use super::segment::{Preparer, SegmentFile, path};
use crate::store::state::State;
use crate::store::{StoreError, Tree};

/// Payload of a segment's first frame: number u64, store id 16, size u64.
const OPENING: usize = 32;
/// A save is not begun in a segment's last bytes unless at least this much of it fits.
const WORTH_BEGINNING: usize = 4096;
/// Payload of a base frame, about.
const BASE_PIECE: usize = 256 * 1024;

/// The one writer of the journal.
pub(in crate::store) struct Writer {
    key: [u8; 32],
    store_id: [u8; 16],
    preparer: Preparer,
    file: SegmentFile,
    number: u64,
    offset: usize,
    chain: Check,
    /// The last frame is a close, or nothing was ever written.
    closed: bool,
    /// Bytes of the present save may be on the disk.
    has_begun: bool,
    body: Vec<u8>,
    frames: Vec<u8>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("number", &self.number)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

/// Why a save is not acknowledged.
#[derive(Debug)]
pub(in crate::store) enum WriteFailure {
    /// Nothing of it is on the disk.
    NotWritten(io::Error),
    /// It may be there, whole or in part.
    Uncertain(io::Error),
}

impl From<WriteFailure> for StoreError {
    fn from(failure: WriteFailure) -> Self {
        match failure {
            WriteFailure::NotWritten(error) => Self::NotSaved(error),
            WriteFailure::Uncertain(error) => Self::Uncertain(error),
        }
    }
}

impl Writer {
    /// Goes on where the readable journal ends: in the same segment after zeros, else in a new one. Its first frame
    /// carries the chain over, which says that nothing between was acknowledged.
    pub fn resume(preparer: Preparer, key: [u8; 32], store_id: [u8; 16], scan: &Scan) -> io::Result<Self> {
        let (number, offset) = match scan.end {
            Some(end) if !scan.needs_new_segment() => (end.segment, end.offset),
            _ => (scan.next_segment, 0),
        };
        let chain = scan.end.map(|end| end.chain).unwrap_or_default();
        Self::open(preparer, key, store_id, number, offset, chain, scan.closed)
    }

    /// A journal that knows nothing of the segments before `number`: [`Writer::base`] must follow.
    pub fn restart(preparer: Preparer, key: [u8; 32], store_id: [u8; 16], number: u64) -> io::Result<Self> {
        Self::open(preparer, key, store_id, number, 0, Check::default(), false)
    }

    fn open(
        preparer: Preparer,
        key: [u8; 32],
        store_id: [u8; 16],
        number: u64,
        offset: usize,
        chain: Check,
        closed: bool,
    ) -> io::Result<Self> {
        preparer.prepare(number)?;
        let file = SegmentFile::open(&path(preparer.dir(), number), offset)?;
        let (body, frames) = (Vec::new(), Vec::new());
        Ok(Self {
            key,
            store_id,
            preparer,
            file,
            number,
            offset,
            chain,
            closed,
            has_begun: false,
            body,
            frames,
        })
    }

    /// The segment that will be needed next.
    pub fn next_number(&self) -> u64 {
        self.number + 1
    }

    pub fn preparer(&self) -> &Preparer {
        &self.preparer
    }

    /// Nothing was written since the store was last closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    #[cfg(test)]
    pub fn break_disk(&mut self, fault: super::segment::Fault) {
        self.file.fault = Some(fault);
    }

    /// Durable when it returns: one write and one sync, unless the save reaches into another segment.
    pub fn append(&mut self, change: &Change) -> Result<(), WriteFailure> {
        let mut body = std::mem::take(&mut self.body);
        body.clear();
        change.encode(&mut body);
        self.has_begun = false;
        let done = self.append_pieces(Kind::Save, change.state.seq, &body);
        self.body = body;
        done.map_err(|error| match error {
            error if self.has_begun => WriteFailure::Uncertain(error),
            error => WriteFailure::NotWritten(error),
        })
    }

    /// Says that everything up to `state` is in sled and synced.
    pub fn close(&mut self, state: &State) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        self.append_pieces(Kind::Close, state.seq, &state.encode())?;
        self.closed = true;
        Ok(())
    }

    /// Writes all entries as the journal's new beginning. Only when this returns may older segments go.
    pub fn base<E: From<io::Error>, V: AsRef<[u8]>>(
        &mut self,
        state: &State,
        entries: impl Iterator<Item = Result<(Tree, V, V), E>>,
    ) -> Result<(), E> {
        let (mut piece, mut part) = (Vec::new(), 1);
        for entry in entries {
            let (tree, key, value) = entry?;
            encode_op(tree, key.as_ref(), Some(value.as_ref()), &mut piece);
            if piece.len() >= BASE_PIECE.min(self.preparer.size() / 4) {
                self.base_frame(state.seq, part, 0, &piece)?;
                piece.clear();
                part += 1;
            }
        }
        self.base_frame(state.seq, part, 0, &piece)?;
        piece.clear();
        encode_head(state, None, &mut piece);
        self.base_frame(state.seq, part + 1, part + 1, &piece)?;
        Ok(())
    }

    fn base_frame(&mut self, id: u64, part: u32, of: u32, payload: &[u8]) -> io::Result<()> {
        if self.room() < HEADER + payload.len() {
            self.rotate(id)?;
        }
        self.stage(Label { kind: Kind::Base, id, part, of }, payload);
        self.flush()
    }

    fn append_pieces(&mut self, kind: Kind, id: u64, body: &[u8]) -> io::Result<()> {
        let pieces = self.cut(body);
        let of = u32::try_from(pieces.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        for (part, piece) in (1..).zip(pieces) {
            if self.room() < HEADER + piece.len() {
                self.flush()?;
                self.rotate(id.saturating_sub(u64::from(kind == Kind::Save)))?;
            }
            self.stage(Label { kind, id, part, of }, piece);
        }
        self.closed = false;
        self.flush()
    }

    /// One piece when it fits here or in the next segment whole; else pieces that fill segments.
    fn cut<'a>(&self, body: &'a [u8]) -> Vec<&'a [u8]> {
        let room = self.room().saturating_sub(HEADER);
        let full = self.preparer.size() - (HEADER + OPENING) - HEADER;
        if body.len() <= room {
            return vec![body];
        }
        let begin = if room >= WORTH_BEGINNING { room } else { 0 };
        let (first, rest) = body.split_at(begin);
        let first = (begin > 0).then_some(first);
        first.into_iter().chain(rest.chunks(full)).collect()
    }

    fn room(&self) -> usize {
        let opening = if self.offset + self.frames.len() == 0 { HEADER + OPENING } else { 0 };
        self.preparer.size().saturating_sub(self.offset + self.frames.len() + opening)
    }

    fn stage(&mut self, label: Label, payload: &[u8]) {
        if self.offset + self.frames.len() == 0 {
            self.stage_opening(label.id.saturating_sub(u64::from(label.kind == Kind::Save)));
        }
        self.chain = encode(&self.key, label, self.chain, payload, &mut self.frames);
    }

    fn stage_opening(&mut self, id: u64) {
        let mut opening = Vec::with_capacity(OPENING);
        opening.extend_from_slice(&self.number.to_le_bytes());
        opening.extend_from_slice(&self.store_id);
        opening.extend_from_slice(&u64::try_from(self.preparer.size()).unwrap_or_default().to_le_bytes());
        let label = Label { kind: Kind::Segment, id, part: 1, of: 1 };
        self.chain = encode(&self.key, label, self.chain, &opening, &mut self.frames);
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frames.is_empty() {
            return Ok(());
        }
        self.has_begun = true;
        self.file.append(&self.frames)?;
        self.offset += self.frames.len();
        self.frames.clear();
        Ok(())
    }

    fn rotate(&mut self, id: u64) -> io::Result<()> {
        self.preparer.prepare(self.number + 1)?;
        self.file = SegmentFile::open(&path(self.preparer.dir(), self.number + 1), 0)?;
        self.number += 1;
        self.offset = 0;
        self.stage_opening(id);
        Ok(())
    }
}
