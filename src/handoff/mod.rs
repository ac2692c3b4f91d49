//! The bundle: seal, keep, write to a stick, verify, open.
//!
//! A bundle is a BagIt 1.0 bag (RFC 8493) whose tag manifest is signed and written last: its presence commits the
//! bundle. Everything here is pure except [`stick`] (which writes) and [`verify`] and [`open`] (which read).

mod bag;
mod code;
mod digest;
mod id;
mod locate;
mod manifest;
mod parts;
mod sealed;
mod signature;
mod untrusted;
mod workbook;

pub mod envelope;
pub mod names;
pub mod open;
pub mod outbox;
pub mod passphrase;
pub mod payload;
pub mod receipt;
pub mod seal;
pub mod stick;
pub mod verify;

pub use code::{Fingerprint, MatchCode, SlipCode};
pub use digest::Digest;
pub use envelope::Envelope;
pub use id::{BundleId, WrongBundleId};
pub use open::{OpenError, Opened};
pub use payload::Contents;
pub use seal::{SealError, SealRequest, SealedBundle, seal};
pub use signature::{PublicKey, SigningKey, WrongKey};
pub use untrusted::{Code, Untrusted};
pub use verify::{Verified, verify};

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tamper_tests;
#[cfg(test)]
mod tools_tests;
#[cfg(test)]
mod words_tests;
