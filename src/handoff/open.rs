//! A verified bundle and its passphrase become contents.

use std::io::Read as _;
use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::envelope::Sealing;
use super::payload::{self, Limits};
use super::sealed::{self, UnsealFault};
use super::verify::{self, Verified};
use super::{Code, Contents, Digest, Envelope, Untrusted, bag, envelope, passphrase};

/// The largest sealed part that is opened; it is held in memory.
const MAX_SEALED: u64 = 512 << 20;

#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub envelope: Envelope,
    pub contents: Contents,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The words are `open-wrong-passphrase` in the locale.
    #[error("the passphrase does not open this bundle")]
    WrongPassphrase,
    #[error(transparent)]
    Untrusted(#[from] Untrusted),
}

/// Verifies, then opens.
pub fn open_at(path: &Path, typed: &SecretString) -> Result<Opened, OpenError> {
    open(&verify::verify(path)?, typed)
}

/// `typed` may differ from the passphrase in case and spaces. Decrypted to the end before anything is parsed.
pub fn open(verified: &Verified, typed: &SecretString) -> Result<Opened, OpenError> {
    if verified.envelope.sealing != Sealing::AgePassphrase {
        return Err(Untrusted::new(Code::Newer, envelope::FILE).into());
    }
    let name = verified.envelope.bundle_id().map(|id| bag::sealed_path(&id)).unwrap_or_default();
    let sealed = read_sealed(verified)?;
    let words = passphrase::normalize(typed.expose_secret());
    let plain: Zeroizing<Vec<u8>> = sealed::unseal(&sealed, &words).map_err(|fault| match fault {
        UnsealFault::WrongPassphrase => OpenError::WrongPassphrase,
        UnsealFault::Cost => Untrusted::new(Code::Cost, &name).into(),
        UnsealFault::Damaged => Untrusted::new(Code::Malformed, &name).into(),
    })?;
    let contents = payload::read(&plain, &Limits::default())?;
    if contents.counts() != verified.envelope.counts {
        return Err(Untrusted::new(Code::Counts, envelope::FILE).into());
    }
    Ok(Opened { envelope: verified.envelope.clone(), contents })
}

/// Reads the sealed part again, and only takes what was verified.
fn read_sealed(verified: &Verified) -> Result<Vec<u8>, Untrusted> {
    let mut sealed = Vec::new();
    for path in
        verify::sealed_paths(&verified.envelope, verified.files.iter().map(|file| file.path.as_str()))?
    {
        let left = MAX_SEALED.saturating_sub(sealed.len() as u64);
        let start = sealed.len();
        let file = verify::open_listed(&verified.folder, &path, left)?;
        file.take(left).read_to_end(&mut sealed).map_err(|_| Untrusted::new(Code::Unreadable, &path))?;
        let digest = Digest::of(sealed.get(start..).unwrap_or_default());
        if !verified.files.iter().any(|file| file.path == path && file.sha256 == digest) {
            return Err(Untrusted::new(Code::Changed, &path));
        }
    }
    Ok(sealed)
}
