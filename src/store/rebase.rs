//! A damaged journal begins anew behind a snapshot of a sled that was proven.

use super::StoreError;
use super::engine::Engine;
use super::journal::{Preparer, Scan, Writer, paths};
use super::layout::Layout;
use super::quarantine::set_aside;
use super::snapshot::{self, Header, Progress, Source};
use super::state::State;
use crate::vault::{self, Keys, Label, sync_dir};

pub(super) fn rebase(
    layout: &Layout,
    keys: &Keys,
    scan: &Scan,
    preparer: Preparer,
    engine: &Engine,
    state: &State,
) -> Result<Writer, StoreError> {
    let schema = engine.schema().map_err(|trouble| trouble.at("store"))?;
    let header =
        Header { schema, store_id: keys.store_id(), at: now(), vault: vault::newest_copy(layout.root())? };
    let source = Source { engine, keys, before: *state, saves: None };
    snapshot::write(&layout.backup(), &header, &source, &Progress::default())?;
    let key = *keys.subkey(Label::Journal);
    let next = scan.next_segment;
    let journal = StoreError::io("journal");
    let writer = Writer::begin(preparer, key, keys.store_id(), next, schema, state).map_err(journal)?;
    for (number, path) in paths(&layout.journal()).map_err(StoreError::io("journal"))? {
        if number < next {
            set_aside(layout, &path);
        }
    }
    sync_dir(&layout.journal()).map_err(StoreError::io("journal"))?;
    Ok(writer)
}

/// Of a repair nobody is asked for the time.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or_default())
}
