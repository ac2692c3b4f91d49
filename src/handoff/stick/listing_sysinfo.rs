//! The drives as `sysinfo` tells them.

use std::path::Path;

use sysinfo::{DiskRefreshKind, Disks};

use super::{Drive, suspicions};

pub fn drives() -> Vec<Drive> {
    let what = DiskRefreshKind::nothing().with_kind().with_storage();
    let Ok(disks) = Disks::new_with_refreshed_list_specifics(what) else { return Vec::new() };
    disks.iter().map(drive).collect()
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
pub fn free_space(path: &Path) -> Option<u64> {
    let path = path.canonicalize().ok()?;
    let disks = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing().with_storage()).ok()?;
    let holding = disks.iter().filter(|disk| holds(disk.mount_point(), &path));
    holding.max_by_key(|disk| disk.mount_point().as_os_str().len()).map(sysinfo::Disk::available_space)
}

/// An unlisted drive that is mounted below a listed one is not that one.
fn holds(mount: &Path, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| path.metadata().map(|meta| meta.dev()).ok();
    let below = mount.canonicalize().is_ok_and(|mount| path.starts_with(mount));
    below && device(mount) == device(path)
}
