//! What a sled can be made from: a snapshot or nothing, and the journal behind it.

use super::journal::Scan;
use super::layout::Layout;
use super::snapshot::{self, Snapshot};

/// Everything from which the journal goes on without a gap, the least work first. Nothing at all stands for a store that
/// begins with its journal.
pub(super) fn foundations(layout: &Layout, scan: &Scan) -> Vec<Option<Snapshot>> {
    if scan.is_lost() {
        return Vec::new();
    }
    let snapshots = snapshot::list(&layout.backup()).into_iter();
    let usable = snapshots.filter(|snapshot| snapshot.at.is_some() && scan.continues(snapshot.seq));
    let mut found: Vec<_> = usable.map(Some).collect();
    if scan.floor.seq == 0 && scan.continues(0) {
        found.push(None);
    }
    found
}

/// Whether the journal could make sled anew, as far as can be said without reading snapshots.
pub(super) fn has_foundation(layout: &Layout, scan: &Scan) -> bool {
    scan.floor.seq == 0 || !foundations(layout, scan).is_empty()
}
