//! Writing a snapshot while saves go on.
//!
//! sled's iterators give no common moment, and none is needed: entries are taken as they come, then the saves that were
//! made since the beginning follow, whole. Saves put and delete outright, so over entries of any moment in between they
//! give exactly what the store holds after the last of them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use super::header::Header;
use super::prove::prove;
use super::{Progress, path_of};
use crate::store::engine::Engine;
use crate::store::journal::{Check, Kind, Label as Frame, decode_head, encode, encode_op};
use crate::store::state::State;
use crate::store::{StoreError, Tree};
use crate::vault::{Keys, Label, private_file, sync_dir};

/// Payload of a frame of entries, about.
const PIECE: usize = 256 * 1024;

/// What a snapshot is made from.
pub(in crate::store) struct Source<'a> {
    pub engine: &'a Engine,
    pub keys: &'a Keys,
    /// What the store holds at the beginning.
    pub before: State,
    /// Bodies of the saves that are made from then on.
    pub saves: Option<&'a Receiver<Vec<u8>>>,
}

/// Writes, syncs, reads again and proves, then gives it its name in `dir`. What is not good in the end is not there.
pub(in crate::store) fn write(
    dir: &Path,
    header: &Header,
    source: &Source<'_>,
    progress: &Progress,
) -> Result<PathBuf, StoreError> {
    let temporary = dir.join("snap.tmp");
    let made = write_to(&temporary, header, source, progress).and_then(|state| {
        let held = prove(&temporary, source.keys)?;
        if held != state {
            return Err(StoreError::Damaged { place: "backup" });
        }
        let path = path_of(dir, state.seq);
        fs::rename(&temporary, &path).and_then(|()| sync_dir(dir)).map_err(StoreError::io("backup"))?;
        Ok(path)
    });
    if made.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    made
}

fn write_to(
    path: &Path,
    header: &Header,
    source: &Source<'_>,
    progress: &Progress,
) -> Result<State, StoreError> {
    let file = private_file().write(true).create(true).truncate(true).open(path);
    let mut frames = Frames {
        file: BufWriter::with_capacity(PIECE, file.map_err(StoreError::io("backup"))?),
        key: *source.keys.subkey(Label::Snapshot),
        chain: Check::default(),
        part: 0,
        bytes: Vec::new(),
    };
    frames.file.write_all(&header.encode()).map_err(StoreError::io("backup"))?;
    let mut piece = Vec::with_capacity(PIECE + 4096);
    for tree in Tree::ALL {
        for entry in source.engine.entries(tree, &[]).map_err(|trouble| trouble.at("store"))? {
            let (key, value) = entry.map_err(|trouble| trouble.at("store"))?;
            encode_op(tree, &key, Some(&value), &mut piece);
            if piece.len() >= PIECE {
                progress.step(piece.len())?;
                frames.write(Kind::Base, &piece)?;
                piece.clear();
            }
        }
    }
    frames.write(Kind::Base, &piece)?;
    let mut state = source.before;
    for body in source.saves.into_iter().flat_map(Receiver::try_iter) {
        let (after, ..) = decode_head(&body).ok_or(StoreError::Damaged { place: "backup" })?;
        frames.write(Kind::Save, &body)?;
        state = after;
    }
    frames.write(Kind::Close, &state.encode())?;
    frames.finish().map_err(StoreError::io("backup"))?;
    Ok(state)
}

struct Frames {
    file: BufWriter<File>,
    key: [u8; 32],
    chain: Check,
    part: u32,
    bytes: Vec<u8>,
}

impl Frames {
    fn write(&mut self, kind: Kind, payload: &[u8]) -> Result<(), StoreError> {
        self.part = self.part.wrapping_add(1);
        self.bytes.clear();
        let label = Frame { kind, id: 0, part: self.part, of: 0 };
        self.chain = encode(&self.key, label, self.chain, payload, &mut self.bytes);
        self.file.write_all(&self.bytes).map_err(StoreError::io("backup"))
    }

    fn finish(self) -> io::Result<()> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}
