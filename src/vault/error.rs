//! Why the vault does not open.

use std::io;

use super::CopyState;

/// Nothing here names a person or holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("there is no vault here")]
    NotFound,
    #[error("a vault exists already")]
    AlreadyExists,
    /// The vault is whole; the password or recovery code is not the right one.
    #[error("wrong password or recovery code")]
    WrongSecret,
    /// The recovery code has a typing mistake: its check character does not fit.
    #[error("the recovery code is mistyped")]
    MistypedCode,
    /// No copy holds its checksum.
    #[error("the vault is damaged (a: {a:?}, b: {b:?})")]
    Damaged { a: CopyState, b: CopyState },
    #[error("the vault was written by a newer version ({version})")]
    TooNew { version: u16 },
    #[error("{place}: {source}")]
    Io { place: &'static str, source: io::Error },
    /// The system gave no random bytes, or not the memory that the key derivation needs.
    #[error("the system refused: {0}")]
    System(&'static str),
}

impl VaultError {
    pub(crate) fn io(place: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { place, source }
    }

    /// Stable name; the locale key is `store-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "vault-missing",
            Self::AlreadyExists => "vault-exists",
            Self::WrongSecret => "wrong-secret",
            Self::MistypedCode => "mistyped-code",
            Self::Damaged { .. } => "vault-damaged",
            Self::TooNew { .. } => "vault-too-new",
            Self::Io { .. } => "vault-io",
            Self::System(_) => "system-refused",
        }
    }

    /// 3: wrong secret; 5: damage or a disk in trouble; 1: anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::WrongSecret | Self::MistypedCode => 3,
            Self::Damaged { .. } | Self::Io { .. } => 5,
            _ => 1,
        }
    }
}
