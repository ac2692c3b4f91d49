//! The journal's saves, put into sled.

use std::io;

use super::engine::{Engine, Replay, Trouble, watched};
use super::journal::{Assembler, Found, Item, Scan, walk};
use super::layout::Layout;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_mins(1);
/// Applying is slower than reading; even an old laptop does this many bytes of journal in a second.
const SLOWEST: u64 = 1 << 20;

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Applies every readable save behind `after`; with `after` at nothing, the base and every save, on a new sled. Gives the
/// number of saves. Runs on a thread of its own: sled may hang.
pub(super) fn replay(
    layout: &Layout,
    key: &[u8; 32],
    scan: &Scan,
    engine: &Engine,
    after: Option<u64>,
) -> Result<u64, Trouble> {
    let bytes = scan.segments * u64::try_from(layout.sizes.segment).unwrap_or_default();
    let (dir, size, key, engine) = (layout.journal(), layout.sizes.segment, *key, engine.clone());
    let (start, floor) = (scan.start_segment, scan.floor.seq);
    watched(PATIENCE + Duration::from_secs(bytes / SLOWEST), move || {
        let mut assembler = Assembler::default();
        let mut wants_base = after.is_none() && floor > 0;
        let mut applied = 0;
        let after = after.unwrap_or(floor);
        walk(&dir, &key, size, start, |found| {
            let Found::Frame { frame, segment, .. } = found else { return Ok(()) };
            match assembler.frame(frame, segment) {
                Some(Item::Base { ops }) if wants_base => engine.fill(ops)?,
                Some(Item::BaseEnds { state }) if wants_base => {
                    wants_base = false;
                    engine.set_state(&state)?;
                }
                Some(Item::Save { state, ops, .. }) if state.seq > after => {
                    engine.apply(Replay::checked(ops)?, &state)?;
                    applied += 1;
                }
                _ => {}
            }
            Ok::<_, Trouble>(())
        })?;
        Ok(applied)
    })?
}
