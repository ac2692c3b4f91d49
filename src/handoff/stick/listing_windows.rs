//! The drives as Windows 7 and later tell them.

use std::path::{Path, PathBuf};

use winsafe::{GetDiskFreeSpaceEx, GetDriveType, GetLogicalDriveStrings, GetVolumeInformation, co};

use super::{Drive, suspicions};

pub fn drives() -> Vec<Drive> {
    let roots = GetLogicalDriveStrings().unwrap_or_default();
    roots.iter().filter_map(|root| drive(root)).collect()
}

/// Nothing for a drive without a medium.
fn drive(root: &str) -> Option<Drive> {
    let (mut name, mut file_system, mut flags) = (String::new(), String::new(), co::FILE_VOL::default());
    GetVolumeInformation(Some(root), Some(&mut name), None, None, Some(&mut flags), Some(&mut file_system))
        .ok()?;
    let (mut free, mut total) = (0, 0);
    GetDiskFreeSpaceEx(Some(root), Some(&mut free), Some(&mut total), None).ok()?;
    let removable = GetDriveType(Some(root)) == co::DRIVE::REMOVABLE;
    let mount = PathBuf::from(root);
    Some(Drive {
        suspicious: if removable { suspicions(&mount) } else { Vec::new() },
        name,
        mount,
        file_system,
        free,
        total,
        removable,
        read_only: flags.has(co::FILE_VOL::READ_ONLY_VOLUME),
    })
}

/// Free bytes where `path` lies; nothing when there is no such folder.
pub fn free_space(path: &Path) -> Option<u64> {
    let mut free = 0;
    GetDiskFreeSpaceEx(Some(path.to_str()?), Some(&mut free), None, None).ok()?;
    Some(free)
}
