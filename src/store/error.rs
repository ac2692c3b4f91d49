//! What can go wrong, with its place and what to do next.

use std::io;

use crate::vault::VaultError;

/// The sentence stands in `assets/locales/*/store.ftl` under `store-<code>`, what to do next in its attribute `.next`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Another Simpul has this data open.
    #[error("in use by process {pid:?} on {host:?}")]
    InUse { pid: Option<u32>, host: Option<String> },
    #[error("a store exists already")]
    AlreadyExists,
    /// Nothing of this save was written.
    #[error("the store is read-only")]
    ReadOnly,
    /// The save may or may not be on the disk; the next open tells.
    #[error("not certain to be saved: {0}")]
    Uncertain(io::Error),
    /// Nothing of this save is kept, and the store is read-only from now on.
    #[error("not saved: {0}")]
    NotSaved(io::Error),
    /// The disk or a file gave an error.
    #[error("{place}: {source}")]
    Io { place: &'static str, source: io::Error },
    /// Something stored is damaged or can't be read.
    #[error("{place}: damaged")]
    Damaged { place: &'static str },
    /// A key or value is longer than the store takes.
    #[error("too long to store")]
    TooLong,
    /// A long work was stopped; everything is as before.
    #[error("cancelled")]
    Cancelled,
    /// A file that is no backup of Simpul's.
    #[error("not a backup")]
    NotABackup,
    /// Nothing is missing that one could go on without.
    #[error("nothing is missing")]
    NotIncomplete,
    /// Written by a newer program.
    #[error("from a newer version")]
    TooNew,
    /// A name for a file that the store does not take.
    #[error("not a name for a file")]
    BadName,
}

impl StoreError {
    pub(crate) fn io(place: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { place, source }
    }

    /// Stable name; the locale key is `store-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Vault(error) => error.code(),
            Self::InUse { .. } => "in-use",
            Self::AlreadyExists => "exists",
            Self::ReadOnly => "read-only",
            Self::Uncertain(_) => "uncertain",
            Self::NotSaved(source) if source.kind() == io::ErrorKind::StorageFull => "disk-full",
            Self::NotSaved(_) => "not-saved",
            Self::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => "disk-full",
            Self::Io { source, .. } if is_not_writable(source) => "not-writable",
            Self::Io { .. } => "io",
            Self::Damaged { place: "backup" } => "backup-damaged",
            Self::Damaged { .. } => "damaged",
            Self::TooLong => "too-long",
            Self::BadName => "bad-name",
            Self::Cancelled => "cancelled",
            Self::NotABackup => "not-a-backup",
            Self::NotIncomplete => "not-incomplete",
            // One sentence for both.
            Self::TooNew => "vault-too-new",
        }
    }

    /// Values for the sentence: `pid` and `host`, or `place`.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::InUse { pid, host } => vec![
                ("pid", pid.map(|pid| pid.to_string()).unwrap_or_default()),
                ("host", host.clone().unwrap_or_default()),
            ],
            Self::Io { place, .. } | Self::Damaged { place } => vec![("place", (*place).to_owned())],
            _ => Vec::new(),
        }
    }

    /// 3: wrong password, or locked by another Simpul; 5: damage or a disk in trouble; 1: anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Vault(error) => error.exit_code(),
            Self::InUse { .. } => 3,
            Self::AlreadyExists | Self::TooLong | Self::BadName | Self::Cancelled | Self::NotIncomplete => 1,
            Self::NotABackup | Self::Damaged { place: "backup" } => 4,
            _ => 5,
        }
    }
}

fn is_not_writable(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}
