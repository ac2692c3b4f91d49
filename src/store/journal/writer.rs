//! Appending saves.

use std::io;

use super::body::Change;
use super::frame::{Check, HEADER, Kind, Label, encode};
use super::opening::{OPENING, Opening};
use super::scan::Scan;
use super::segment::{Preparer, SegmentFile, path};
use crate::store::StoreError;
use crate::store::schema::Schema;
use crate::store::state::State;

/// The one writer of the journal.
pub(in crate::store) struct Writer {
    key: [u8; 32],
    store_id: [u8; 16],
    preparer: Preparer,
    file: SegmentFile,
    number: u64,
    offset: usize,
    chain: Check,
    /// What the next segment's first frame says.
    before: Opening,
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
        let before = Opening { schema: scan.schema, state: scan.state };
        let mut writer = Self::open(preparer, key, store_id, number, offset, before)?;
        writer.chain = scan.end.map(|end| end.chain).unwrap_or_default();
        writer.closed = scan.closed;
        Ok(writer)
    }

    /// Begins a journal in segment `number`, whatever lies before: a verified snapshot holds `state`.
    pub fn begin(
        preparer: Preparer,
        key: [u8; 32],
        store_id: [u8; 16],
        number: u64,
        schema: Schema,
        state: &State,
    ) -> io::Result<Self> {
        let before = Opening { schema, state: *state };
        let mut writer = Self::open(preparer, key, store_id, number, 0, before)?;
        writer.close(state)?;
        Ok(writer)
    }

    fn open(
        preparer: Preparer,
        key: [u8; 32],
        store_id: [u8; 16],
        number: u64,
        offset: usize,
        before: Opening,
    ) -> io::Result<Self> {
        preparer.prepare(number)?;
        let file = SegmentFile::open(&path(preparer.dir(), number), offset)?;
        Ok(Self {
            key,
            store_id,
            preparer,
            file,
            number,
            offset,
            chain: Check::default(),
            before,
            closed: false,
            has_begun: false,
            body: Vec::new(),
            frames: Vec::new(),
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

    /// Durable when it returns: one write and one sync, unless the save reaches into another segment.
    pub fn append(&mut self, change: &Change) -> Result<(), WriteFailure> {
        let mut body = std::mem::take(&mut self.body);
        body.clear();
        change.encode(&mut body);
        self.has_begun = false;
        let done = self.append_pieces(Kind::Save, change.state.seq, &body);
        self.body = body;
        if done.is_ok() {
            self.before.state = change.state;
        }
        done.map_err(|error| match error {
            error if self.has_begun => WriteFailure::Uncertain(error),
            error => WriteFailure::NotWritten(error),
        })
    }

    /// What [`Writer::append`] wrote last, without its frames.
    pub fn last_body(&self) -> &[u8] {
        &self.body
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

    fn append_pieces(&mut self, kind: Kind, id: u64, body: &[u8]) -> io::Result<()> {
        let pieces = self.cut(body);
        let of = u32::try_from(pieces.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        for (part, piece) in (1..).zip(pieces) {
            if self.room() < HEADER + piece.len() {
                self.flush()?;
                self.rotate(part > 1)?;
            }
            self.stage(Label { kind, id, part, of }, piece);
        }
        self.closed = false;
        self.flush()
    }

    /// One piece when it fits into a segment whole, so that segments can leave between any two saves; else pieces that
    /// fill segments.
    fn cut<'a>(&self, body: &'a [u8]) -> Vec<&'a [u8]> {
        let full = self.preparer.size() - (HEADER + OPENING) - HEADER;
        if body.len() <= full {
            return vec![body];
        }
        let (first, rest) = body.split_at(self.room().saturating_sub(HEADER));
        let first = (!first.is_empty()).then_some(first);
        first.into_iter().chain(rest.chunks(full)).collect()
    }

    fn room(&self) -> usize {
        let opening = if self.offset + self.frames.len() == 0 { HEADER + OPENING } else { 0 };
        self.preparer.size().saturating_sub(self.offset + self.frames.len() + opening)
    }

    fn stage(&mut self, label: Label, payload: &[u8]) {
        if self.offset + self.frames.len() == 0 {
            self.stage_opening(false);
        }
        self.chain = encode(&self.key, label, self.chain, payload, &mut self.frames);
    }

    fn stage_opening(&mut self, within_a_save: bool) {
        let opening = self.before.encode(self.number, &self.store_id, self.preparer.size());
        let label = Label {
            kind: Kind::Segment,
            id: self.before.state.seq,
            part: 1,
            of: 1 + u32::from(within_a_save),
        };
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

    fn rotate(&mut self, within_a_save: bool) -> io::Result<()> {
        self.preparer.prepare(self.number + 1)?;
        self.file = SegmentFile::open(&path(self.preparer.dir(), self.number + 1), 0)?;
        self.number += 1;
        self.offset = 0;
        self.stage_opening(within_a_save);
        Ok(())
    }
}
