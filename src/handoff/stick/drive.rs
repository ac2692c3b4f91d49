//! The drives that a bundle could be written to.

use std::path::PathBuf;

#[cfg(test)]
use super::listing::free_space;
use super::{Suspicion, listing};

/// A mounted drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// The volume's label, or the device's name.
    pub name: String,
    pub mount: PathBuf,
    /// `exfat`, `FAT32`, `NTFS` …
    pub file_system: String,
    /// Bytes.
    pub free: u64,
    pub total: u64,
    pub removable: bool,
    pub read_only: bool,
    /// Looked for on removable drives only.
    pub suspicious: Vec<Suspicion>,
}

/// All mounted drives, removable ones first, each mount once. Empty when the system does not tell: a path can be typed.
pub fn drives() -> Vec<Drive> {
    let mut drives = listing::drives();
    drives.sort_by(|a, b| b.removable.cmp(&a.removable).then_with(|| a.mount.cmp(&b.mount)));
    drives.dedup_by(|a, b| a.mount == b.mount);
    drives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drives_are_listed_once_and_removable_first() {
        let drives = drives();
        let mut mounts: Vec<_> = drives.iter().map(|drive| &drive.mount).collect();
        mounts.sort();
        mounts.dedup();
        assert_eq!(mounts.len(), drives.len());
        assert!(drives.is_sorted_by_key(|drive| !drive.removable));
    }

    #[test]
    fn free_space_is_that_of_the_drive() {
        let folder = tempfile::tempdir().unwrap();
        let Some(free) = free_space(folder.path()) else { return };
        assert!(drives().iter().any(|drive| drive.total >= free));
        assert_eq!(free_space(&folder.path().join("tidak ada")), None);
    }
}
