//! A damaged journal is written anew from a sled that was proven: a base that holds everything, then saves as before.

use super::Tree;
use super::engine::{Engine, Trouble};
use super::journal::{Preparer, Scan, Writer, paths};
use super::layout::Layout;
use super::quarantine::set_aside;
use super::state::State;
use crate::vault::{Keys, Label, sync_dir};

pub(super) fn rebase(
    layout: &Layout,
    keys: &Keys,
    scan: &Scan,
    preparer: Preparer,
    engine: &Engine,
    state: &State,
) -> Result<Writer, Trouble> {
    let key = *keys.subkey(Label::Journal);
    let mut writer = Writer::restart(preparer, key, keys.store_id(), scan.next_segment)?;
    let trees = Tree::ALL.into_iter().map(|tree| engine.entries(tree, &[]).map(|entries| (tree, entries)));
    let trees = trees.collect::<Result<Vec<_>, Trouble>>()?;
    let entries = trees
        .into_iter()
        .flat_map(|(tree, entries)| entries.map(move |entry| entry.map(|(key, value)| (tree, key, value))));
    writer.base(state, entries)?;
    for (number, path) in paths(&layout.journal())? {
        if number < scan.next_segment {
            set_aside(layout, &path);
        }
    }
    sync_dir(&layout.journal())?;
    Ok(writer)
}
