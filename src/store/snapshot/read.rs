//! Reading a snapshot piece by piece: memory stays flat however large it is.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::header::Header;
use crate::store::StoreError;
use crate::store::journal::{Check, HEADER, Kind, Ops, decode, decode_head, payload_length};
use crate::store::state::State;

/// A piece, in the order of the file.
#[derive(Clone, Debug)]
pub(in crate::store) enum Piece<'a> {
    /// Entries as they were at some moment while the snapshot was made.
    Entries(Ops<'a>),
    /// A save of that time: over the entries.
    Save(State, Ops<'a>),
    /// Nothing follows; what all of it together holds.
    End(State),
}

const DAMAGED: StoreError = StoreError::Damaged { place: "backup" };
const BUFFER: usize = 256 * 1024;

/// Opens the file at its first frame.
pub(super) fn open(path: &Path) -> Result<(Header, BufReader<File>), StoreError> {
    let file = File::open(path).map_err(StoreError::io("backup"))?;
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(StoreError::NotABackup);
    }
    let mut file = BufReader::with_capacity(BUFFER, file);
    Ok((Header::read(&mut file)?, file))
}

/// Shows every piece; every frame is proven by its check and its chain. [`StoreError::Damaged`] when one is not, or when
/// the end is not there.
pub(in crate::store) fn read<E: From<StoreError>>(
    path: &Path,
    key: &[u8; 32],
    mut see: impl FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let (_, mut file) = open(path)?;
    let mut chain = Check::default();
    let mut bytes = Vec::new();
    loop {
        next_frame(&mut file, &mut bytes)?;
        let frame = decode(key, &bytes).filter(|frame| frame.chain == chain).ok_or(DAMAGED)?;
        chain = frame.check;
        match frame.label.kind {
            Kind::Base => see(Piece::Entries(Ops(frame.payload)))?,
            Kind::Save => {
                let (state, _, ops) = decode_head(frame.payload).ok_or(DAMAGED)?;
                see(Piece::Save(state, ops))?;
            }
            Kind::Close => {
                let state = State::decode(frame.payload).ok_or(DAMAGED)?;
                let nothing_follows = file.read(&mut [0]).map_err(StoreError::io("backup"))? == 0;
                return if nothing_follows { see(Piece::End(state)) } else { Err(DAMAGED.into()) };
            }
            Kind::Segment => return Err(DAMAGED.into()),
        }
    }
}

/// Whether these are the keys of the snapshot: its first frame verifies.
pub(in crate::store) fn opens_with(path: &Path, key: &[u8; 32]) -> Result<bool, StoreError> {
    let (_, mut file) = open(path)?;
    let mut bytes = Vec::new();
    next_frame(&mut file, &mut bytes)?;
    Ok(decode(key, &bytes).is_some())
}

fn next_frame(file: &mut BufReader<File>, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    bytes.clear();
    take(file, HEADER, bytes)?;
    let length = bytes.first_chunk().and_then(payload_length).ok_or(DAMAGED)?;
    take(file, length, bytes)
}

/// Grows only as far as there are bytes: a damaged length must not ask for 4 GiB.
fn take(file: &mut BufReader<File>, length: usize, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    let wanted = u64::try_from(length).unwrap_or(u64::MAX);
    let read = file.by_ref().take(wanted).read_to_end(bytes).map_err(StoreError::io("backup"))?;
    if read == length { Ok(()) } else { Err(DAMAGED) }
}
