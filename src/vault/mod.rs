//! Keys: derive, seal, open, recovery.
//!
//! The key file stands twice in the data directory (`vault-a`, `vault-b`), each copy with its own checksum, changed one
//! after the other. A random data key is wrapped twice: by the password (Argon2id) and by the printed recovery code.
//! Everything else is derived from the data key (HKDF-SHA256, one label each), so a new password re-wraps 32 bytes.
//! "Wrong password" is said only when a copy's checksum holds; otherwise the vault is damaged.

mod copies;
mod cost;
mod error;
mod failures;
mod file;
mod keys;
mod label;
mod recovery;
mod replace;
mod secrets;
mod unlock;
mod wrap;

pub use copies::{CopyState, inspect};
pub use cost::Cost;
pub use error::VaultError;
pub use failures::FailedUnlocks;
pub use keys::{Keys, OVERHEAD};
pub use label::Label;
pub use recovery::{RecoveryCode, UnreadableCode};
pub use unlock::{Credential, Unlocked, change_password, create, exists, renew_recovery, unlock};
pub(crate) use unlock::{renew_keys, store_id_of, unlock_copy};

pub(crate) use copies::{newest_copy, put_copies};
pub(crate) use replace::{private_dir, private_file, replace, sync_dir};
