//! Snapshots and the journal's saves, put into sled.

use std::io;
use std::ops::ControlFlow;
use std::time::Duration;

use super::StoreError;
use super::engine::{Engine, Replay, Trouble, watched, watched_telling};
use super::journal::{Assembler, Found, Item, Scan, walk};
use super::layout::Layout;
use super::renew::Watch;
use super::snapshot::{self, Piece, Progress, Snapshot};
use super::state::State;
use crate::vault::{Keys, Label};

const PATIENCE: Duration = Duration::from_mins(1);
/// Applying is slower than reading; even an old laptop does this many bytes in a second.
const SLOWEST: u64 = 1 << 20;

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A snapshot that can't be read is no reason to doubt sled, but it can't be built on.
impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Io { source, .. } => Self::Io(source),
            _ => Self::Mismatch,
        }
    }
}

/// Applies every readable save behind `after`; gives their number. Runs on a thread of its own: sled may hang.
pub(super) fn replay(
    layout: &Layout,
    keys: &Keys,
    scan: &Scan,
    engine: &Engine,
    after: u64,
) -> Result<u64, Trouble> {
    let bytes = scan.segments * u64::try_from(layout.sizes.segment).unwrap_or_default();
    let (dir, size, engine) = (layout.journal(), layout.sizes.segment, engine.clone());
    let (start, key) = (scan.start_segment, *keys.subkey(Label::Journal));
    watched(patience(bytes), move || {
        let mut assembler = Assembler::default();
        let mut applied = 0;
        walk(&dir, &key, size, start, |found| {
            let Found::Frame { frame, segment, .. } = found else { return Ok(()) };
            if let Some(Item::Save { state, ops, .. }) = assembler.frame(frame, segment)
                && state.seq > after
            {
                engine.apply(Replay::checked(ops)?, &state)?;
                applied += 1;
            }
            Ok::<_, Trouble>(())
        })?;
        Ok(applied)
    })?
}

/// Puts everything a snapshot holds into a new sled, and gives its state.
pub(super) fn pour(snapshot: &Snapshot, keys: &Keys, engine: &Engine) -> Result<State, Trouble> {
    pour_watched(snapshot, keys, engine, &mut |_, _| ControlFlow::Continue(()))
}

/// [`pour`] that may be stopped: [`Trouble::Cancelled`].
pub(super) fn pour_watched(
    snapshot: &Snapshot,
    keys: &Keys,
    engine: &Engine,
    watch: &mut Watch<'_>,
) -> Result<State, Trouble> {
    let (path, engine, key) = (snapshot.path.clone(), engine.clone(), *keys.subkey(Label::Snapshot));
    let progress = Progress::default();
    let (poured, all) = (progress.clone(), snapshot.bytes);
    let mut tell = || {
        if watch(poured.bytes().min(all), all).is_break() {
            poured.cancel();
        }
    };
    tell();
    watched_telling(patience(all), &mut tell, move || {
        let mut end = State::default();
        snapshot::read(&path, &key, |piece| match piece {
            Piece::Entries(ops) => {
                progress.step(ops.0.len()).map_err(|_| Trouble::Cancelled)?;
                let entries = Replay::checked(ops)?;
                engine.fill(entries.filter_map(|(tree, key, value)| Some((tree, key, value?))))
            }
            Piece::Save(state, ops) => engine.apply(Replay::checked(ops)?, &state),
            Piece::End(state) => {
                end = state;
                engine.set_state(&state)
            }
        })?;
        Ok(end)
    })?
}

fn patience(bytes: u64) -> Duration {
    PATIENCE + Duration::from_secs(bytes / SLOWEST)
}
