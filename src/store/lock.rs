//! One Simpul at a time. The lock ends with the process, however it ends.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::StoreError;
use crate::vault::private_file;

const INFO: &str = "LOCK.info";

/// Held as long as the store is open.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    pub fn take(root: &Path) -> Result<Self, StoreError> {
        let file = private_file()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(root.join("LOCK"))
            .map_err(StoreError::io("lock"))?;
        match file.try_lock() {
            Ok(()) => {
                // Beside the lock, since Windows lets nobody read a locked file. Only for the sentence.
                let _ = fs::write(root.join(INFO), format!("{}\n{}\n", std::process::id(), host()));
                Ok(Self { file })
            }
            Err(TryLockError::WouldBlock) => Err(holder(root)),
            Err(TryLockError::Error(source)) => Err(StoreError::Io { place: "lock", source }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

fn holder(root: &Path) -> StoreError {
    let bytes = fs::read(root.join(INFO)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let pid = lines.next().and_then(|line| line.parse().ok());
    let host = lines.next().filter(|line| !line.is_empty()).map(|line| line.chars().take(64).collect());
    StoreError::InUse { pid, host }
}

fn host() -> String {
    let named = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).ok();
    let linux = || fs::read_to_string("/proc/sys/kernel/hostname").ok();
    named.or_else(linux).map(|name| name.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_told_who_holds_it() {
        let dir = tempfile::tempdir().unwrap();
        let held = Lock::take(dir.path()).unwrap();
        let refused = Lock::take(dir.path()).unwrap_err();
        assert!(matches!(refused, StoreError::InUse { pid: Some(pid), .. } if pid == std::process::id()));
        drop(held);
        assert!(Lock::take(dir.path()).is_ok());
    }
}
