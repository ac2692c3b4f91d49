//! The drives that a bundle could be written to.

use std::path::{Path, PathBuf};

use sysinfo::{DiskRefreshKind, Disks};

use super::{Suspicion, suspicions};

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
    let what = DiskRefreshKind::nothing().with_kind().with_storage();
    let Ok(disks) = Disks::new_with_refreshed_list_specifics(what) else { return Vec::new() };
    let mut drives: Vec<Drive> = disks.iter().map(drive).collect();
    drives.sort_by(|a, b| b.removable.cmp(&a.removable).then_with(|| a.mount.cmp(&b.mount)));
    drives.dedup_by(|a, b| a.mount == b.mount);
    drives
}

fn drive(disk: &sysinfo::Disk) -> Drive {
    let removable = disk.is_removable();
    Drive {
        name: disk.name().to_string_lossy().into_owned(),
        mount: disk.mount_point().to_owned(),
        file_system: disk.file_system().to_string_lossy().into_owned(),
        free: disk.available_space(),
        total: disk.total_space(),
        removable,
        read_only: disk.is_read_only(),
        suspicious: if removable { suspicions(disk.mount_point()) } else { Vec::new() },
    }
}

/// Free bytes of the drive that holds `path`; nothing when the system does not list that drive.
pub(super) fn free_space(path: &Path) -> Option<u64> {
    let path = path.canonicalize().ok()?;
    let disks = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing().with_storage()).ok()?;
    let holding = disks.iter().filter(|disk| holds(disk.mount_point(), &path));
    holding.max_by_key(|disk| disk.mount_point().as_os_str().len()).map(sysinfo::Disk::available_space)
}

/// On Windows a canonical path begins with `\\?\`, and so must the mount.
fn holds(mount: &Path, path: &Path) -> bool {
    mount.canonicalize().is_ok_and(|mount| path.starts_with(&mount) && same_device(&mount, path))
}

/// An unlisted drive that is mounted below a listed one is not that one.
#[cfg(unix)]
fn same_device(mount: &Path, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| path.metadata().map(|meta| meta.dev()).ok();
    device(mount) == device(path)
}

#[cfg(not(unix))]
fn same_device(_mount: &Path, _path: &Path) -> bool {
    true
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
