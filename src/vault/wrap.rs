//! Sealing a small secret with a key that is not the data key's.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{RecoveryCode, VaultError};

const NONCE: usize = 24;
/// A wrapped data key: nonce, 32 bytes, tag.
pub(super) const WRAPPED: usize = NONCE + 32 + 16;

pub(super) type Wrapped = [u8; WRAPPED];

pub(super) fn wrap(key: &[u8; 32], aad: &[u8], data_key: &[u8; 32]) -> Result<Wrapped, VaultError> {
    let mut wrapped = [0; WRAPPED];
    let (nonce, body) = wrapped.split_at_mut(NONCE);
    getrandom::fill(nonce).map_err(|_| VaultError::System("random bytes"))?;
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(XNonce::from_slice(nonce), Payload { msg: data_key, aad })
        .map_err(|_| VaultError::System("sealing"))?;
    body.copy_from_slice(&sealed);
    Ok(wrapped)
}

pub(super) fn unwrap(key: &[u8; 32], aad: &[u8], wrapped: &Wrapped) -> Option<Zeroizing<[u8; 32]>> {
    let (nonce, body) = wrapped.split_at(NONCE);
    let plain = XChaCha20Poly1305::new(key.into())
        .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad })
        .map(Zeroizing::new)
        .ok()?;
    Some(Zeroizing::new(plain.as_slice().try_into().ok()?))
}

/// 160 random bits need no slow derivation.
pub(super) fn recovery_key(code: &RecoveryCode, store_id: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are always within HKDF's limit, its only error.
    let _ = Hkdf::<Sha256>::new(Some(store_id), code.bytes()).expand(b"simpul recovery", key.as_mut());
    key
}
