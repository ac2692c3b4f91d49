//! What is kept, and what may leave once there are newer snapshots.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{Snapshot, list};
use crate::store::journal::{HEADER, Kind, decode, paths, payload_length};
use crate::store::layout::Layout;
use crate::store::{quarantine, swap};

const NEWEST: usize = 3;
const WEEKLY: usize = 4;
const WEEK: i64 = 7 * 24 * 3600;
/// As long as that what a restore replaced can come back.
const MONTH: i64 = 30 * 24 * 3600;

/// Removes snapshots beyond the newest three and one for each of four weeks; then what two newer snapshots make
/// superfluous: journal segments, and what was set aside as damaged. All of it best effort: a later call goes on.
pub(in crate::store) fn keep(layout: &Layout, journal_key: &[u8; 32]) {
    let snapshots = list(&layout.backup());
    for path in superfluous(&snapshots) {
        let _ = fs::remove_file(path);
    }
    let Some(second) = snapshots.iter().filter(|snapshot| snapshot.at.is_some()).nth(1) else { return };
    for segment in covered_segments(&layout.journal(), journal_key, second.seq) {
        if fs::remove_file(segment).is_err() {
            break;
        }
    }
    if let Some(at) = second.at {
        quarantine::forget_before(layout, at);
        forget_set_aside(
            layout,
            at.min(snapshots.iter().filter_map(|newest| newest.at).max().unwrap_or(at) - MONTH),
        );
    }
}

/// Removes generations that were set aside before `at`.
fn forget_set_aside(layout: &Layout, at: i64) {
    for name in swap::set_aside(layout.root()) {
        if swap::stamp_of(&name).is_some_and(|stamp| stamp < at) {
            let _ = swap::destroy(&swap::aside(layout.root()).join(name));
        }
    }
}

/// `snapshots` newest first. One whose beginning is damaged goes as soon as three whole ones are newer.
fn superfluous(snapshots: &[Snapshot]) -> Vec<&Path> {
    let (mut whole, mut weeks, mut leaving) = (0, BTreeSet::new(), Vec::new());
    for snapshot in snapshots {
        let is_newest = whole < NEWEST;
        whole += usize::from(snapshot.at.is_some());
        let week = snapshot.at.map(|at| at.div_euclid(WEEK));
        // The newest of a week stays the newest of it.
        let mut is_weekly = || week.is_some_and(|week| weeks.len() < WEEKLY && weeks.insert(week));
        if !is_newest && !is_weekly() {
            leaving.push(snapshot.path.as_path());
        }
    }
    leaving
}

/// Segments whose saves are all in a snapshot that reaches to `seq`: those before one that opens at or before it, and not
/// in the middle of a save.
fn covered_segments(dir: &Path, key: &[u8; 32], seq: u64) -> Vec<PathBuf> {
    let mut segments = paths(dir).unwrap_or_default();
    let is_covered = |path: &Path| opens_behind(path, key).is_some_and(|before| before <= seq);
    let kept = segments.iter().rposition(|(_, path)| is_covered(path)).unwrap_or_default();
    segments.truncate(kept);
    segments.into_iter().map(|(_, path)| path).collect()
}

/// The last save before a segment.
fn opens_behind(path: &Path, key: &[u8; 32]) -> Option<u64> {
    let mut bytes = vec![0; HEADER];
    let mut file = File::open(path).ok()?;
    file.read_exact(&mut bytes).ok()?;
    let length = payload_length(bytes.first_chunk()?)?.min(1024);
    file.take(u64::try_from(length).ok()?).read_to_end(&mut bytes).ok()?;
    let label = decode(key, &bytes)?.label;
    (label.kind == Kind::Segment && label.of == 1).then_some(label.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(seq: u64, day: i64) -> Snapshot {
        Snapshot { path: seq.to_string().into(), seq, at: Some(day * 24 * 3600), bytes: 0 }
    }

    #[test]
    fn the_newest_three_and_one_a_week_for_four_weeks_stay() {
        let daily: Vec<_> = (0..60_i64).rev().map(|day| snapshot(day.unsigned_abs(), 4 + day)).collect();
        let gone = superfluous(&daily);
        let kept: Vec<_> =
            daily.iter().filter(|one| !gone.contains(&one.path.as_path())).map(|one| one.seq).collect();
        // Weeks of Unix time begin on a Thursday; day 4 is one.
        assert_eq!(kept, [59, 58, 57, 56, 51, 44, 37]);
        assert!(superfluous(&daily[..3]).is_empty());
    }
}
