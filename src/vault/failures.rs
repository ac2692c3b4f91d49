//! Unlocks that failed since the last one that did not: time and count, readable without a key.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::replace;

const KEPT: usize = 50;

/// Failed unlocks; the file is bounded, the count goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FailedUnlocks {
    pub count: u64,
    /// Seconds since 1970 (UTC) of the last 50, oldest first.
    pub times: Vec<u64>,
}

impl FailedUnlocks {
    /// A damaged line is skipped: nothing depends on this file.
    pub(super) fn read(dir: &Path) -> Self {
        let bytes = fs::read(path(dir)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        let count: Option<u64> = lines.next().and_then(|line| line.strip_prefix("count ")?.parse().ok());
        let times: Vec<u64> = lines.filter_map(|line| line.parse().ok()).take(KEPT).collect();
        let seen = u64::try_from(times.len()).unwrap_or_default();
        Self { count: count.unwrap_or_default().max(seen), times }
    }

    /// Best effort: a disk that can't be written must not hide that the password was wrong.
    pub(super) fn add_one(dir: &Path) {
        let mut failures = Self::read(dir);
        failures.count = failures.count.saturating_add(1);
        failures.times.push(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()));
        let skip = failures.times.len().saturating_sub(KEPT);
        let mut lines = vec![format!("count {}", failures.count)];
        lines.extend(failures.times.iter().skip(skip).map(u64::to_string));
        let _ = replace(&path(dir), (lines.join("\n") + "\n").as_bytes());
    }

    /// What has failed so far; forgotten on disk.
    pub(super) fn take(dir: &Path) -> Self {
        let failures = Self::read(dir);
        if failures.count > 0 {
            let _ = fs::remove_file(path(dir));
        }
        failures
    }
}

fn path(dir: &Path) -> PathBuf {
    dir.join("unlock-failures")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_on_but_keeps_only_fifty() {
        let dir = tempfile::tempdir().unwrap();
        for _ in 0..60 {
            FailedUnlocks::add_one(dir.path());
        }
        let failures = FailedUnlocks::take(dir.path());
        assert_eq!((failures.count, failures.times.len()), (60, 50));
        assert_eq!(FailedUnlocks::take(dir.path()), FailedUnlocks::default());
    }

    #[test]
    fn a_damaged_file_is_read_as_far_as_it_goes() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(path(dir.path()), b"count \xff\n17\nx\n18\n").unwrap();
        assert_eq!(FailedUnlocks::read(dir.path()), FailedUnlocks { count: 2, times: vec![17, 18] });
    }
}
