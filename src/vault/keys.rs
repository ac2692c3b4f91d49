//! The keys of an open vault, and sealing with them.

use std::fmt;

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{Label, VaultError};

/// `[format][algorithm][key id][schema u16]`; the nonce follows.
const HEADER: [u8; 5] = [1, 1, 1, 1, 0];
const NONCE: usize = 24;
const TAG: usize = 16;
const CIPHERTEXT_AT: usize = HEADER.len() + NONCE;

/// Bytes that sealing adds to a plaintext.
pub const OVERHEAD: usize = CIPHERTEXT_AT + TAG;

/// The data key's subkeys and the signing key. Wiped from memory when dropped.
pub struct Keys {
    store_id: [u8; 16],
    data_key: Zeroizing<[u8; 32]>,
    subkeys: Zeroizing<[[u8; 32]; Label::ALL.len()]>,
    signing_key: Zeroizing<Vec<u8>>,
}

impl Keys {
    pub(super) fn new(store_id: [u8; 16], data_key: Zeroizing<[u8; 32]>) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(&store_id), data_key.as_ref());
        let mut subkeys = Zeroizing::new([[0; 32]; Label::ALL.len()]);
        for (subkey, label) in subkeys.iter_mut().zip(Label::ALL) {
            // 32 bytes are always within HKDF's limit, its only error.
            let _ = hkdf.expand(label.name().as_bytes(), subkey);
        }
        Self { store_id, data_key, subkeys, signing_key: Zeroizing::default() }
    }

    pub(super) fn with_signing_key(mut self, signing_key: Zeroizing<Vec<u8>>) -> Self {
        self.signing_key = signing_key;
        self
    }

    /// Keys of hashes that must stay comparable, when the data key does not: those of an earlier data key.
    pub(super) fn with_lasting(mut self, lasting: &[[u8; 32]; Label::LASTING.len()]) -> Self {
        for (label, key) in Label::LASTING.into_iter().zip(lasting) {
            if let Some(subkey) = self.subkeys.get_mut(label as usize) {
                *subkey = *key;
            }
        }
        self
    }

    pub(super) fn lasting(&self) -> [[u8; 32]; Label::LASTING.len()] {
        Label::LASTING.map(|label| *self.subkey(label))
    }

    pub(super) fn data_key(&self) -> &[u8; 32] {
        &self.data_key
    }

    /// The random name of this store; not secret.
    pub fn store_id(&self) -> [u8; 16] {
        self.store_id
    }

    /// The minisign secret key (`minisign::SecretKey::from_bytes`), without a password of its own.
    pub fn signing_key(&self) -> &[u8] {
        &self.signing_key
    }

    /// The raw subkey, for keyed hashes.
    pub fn subkey(&self, label: Label) -> &[u8; 32] {
        // `Label` counts from zero in the order of `ALL`; a test holds that.
        self.subkeys.get(label as usize).unwrap_or(&self.data_key)
    }

    /// Seals for this store and place: `[format][algorithm][key id][schema u16][nonce 24][ciphertext][tag]`
    /// (XChaCha20-Poly1305; associated data: store id, `aad`, header).
    pub fn seal(&self, label: Label, aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut sealed = Vec::with_capacity(plaintext.len() + OVERHEAD);
        self.seal_onto(label, aad, &[plaintext], &mut sealed)?;
        Ok(sealed)
    }

    /// Appends the sealed, joined `pieces` to `out`.
    pub(crate) fn seal_onto(
        &self,
        label: Label,
        aad: &[u8],
        pieces: &[&[u8]],
        out: &mut Vec<u8>,
    ) -> Result<(), VaultError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| VaultError::System("random bytes"))?;
        out.extend_from_slice(&HEADER);
        out.extend_from_slice(&nonce);
        let from = out.len();
        for piece in pieces {
            out.extend_from_slice(piece);
        }
        let tag = self
            .cipher(label)
            .encrypt_in_place_detached(
                XNonce::from_slice(&nonce),
                &self.bind(aad),
                out.get_mut(from..).unwrap_or_default(),
            )
            .map_err(|_| VaultError::System("sealing"))?;
        out.extend_from_slice(&tag);
        Ok(())
    }

    /// The plaintext; nothing when the bytes were not sealed with these keys for this place.
    pub fn open(&self, label: Label, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut plaintext = Zeroizing::default();
        self.open_onto(label, aad, sealed, &mut plaintext)?;
        Some(plaintext)
    }

    /// Appends the plaintext to `out`; leaves `out` as it was when the seal does not hold.
    pub(crate) fn open_onto(&self, label: Label, aad: &[u8], sealed: &[u8], out: &mut Vec<u8>) -> Option<()> {
        let (header, rest) = sealed.split_at_checked(HEADER.len())?;
        let (nonce, rest) = rest.split_at_checked(NONCE)?;
        let (ciphertext, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
        if header != HEADER {
            return None;
        }
        let from = out.len();
        out.extend_from_slice(ciphertext);
        let opened = self.cipher(label).decrypt_in_place_detached(
            XNonce::from_slice(nonce),
            &self.bind(aad),
            out.get_mut(from..)?,
            tag.into(),
        );
        if opened.is_err() {
            out.truncate(from);
        }
        opened.ok()
    }

    fn cipher(&self, label: Label) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.subkey(label).into())
    }

    fn bind(&self, aad: &[u8]) -> Bound {
        let mut bound = Bound::default();
        bound.extend(&self.store_id);
        bound.extend(aad);
        bound.extend(&HEADER);
        bound
    }
}

/// Associated data; on the stack as long as it is short, which it always is for values.
#[derive(Default)]
struct Bound {
    short: Short,
    length: usize,
    long: Vec<u8>,
}

struct Short([u8; 256]);

impl Default for Short {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Bound {
    fn extend(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        match self.short.0.get_mut(self.length..end) {
            Some(place) if self.long.is_empty() => place.copy_from_slice(bytes),
            _ => {
                if self.long.is_empty() {
                    self.long.extend_from_slice(self.short.0.get(..self.length).unwrap_or_default());
                }
                self.long.extend_from_slice(bytes);
            }
        }
        self.length = end;
    }
}

impl std::ops::Deref for Bound {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        if self.long.is_empty() { self.short.0.get(..self.length).unwrap_or_default() } else { &self.long }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> Keys {
        Keys::new([3; 16], Zeroizing::new([9; 32]))
    }

    #[test]
    fn labels_count_in_order_and_no_two_keys_are_the_same() {
        let keys = keys();
        for (at, label) in Label::ALL.into_iter().enumerate() {
            assert_eq!(label as usize, at);
            for other in Label::ALL.into_iter().skip(at + 1) {
                assert_ne!(keys.subkey(label), keys.subkey(other));
            }
        }
    }

    proptest! {
        #[test]
        fn sealed_opens_only_in_its_place(aad in any::<Vec<u8>>(), plain in any::<Vec<u8>>(), at in any::<usize>(), bit in 0..8) {
            let keys = keys();
            let sealed = keys.seal(Label::Value, &aad, &plain).unwrap();
            prop_assert_eq!(sealed.len(), plain.len() + OVERHEAD);
            prop_assert_eq!(&**keys.open(Label::Value, &aad, &sealed).unwrap(), &plain[..]);
            prop_assert!(keys.open(Label::Draft, &aad, &sealed).is_none());
            prop_assert!(keys.open(Label::Value, &[&aad[..], b"x"].concat(), &sealed).is_none());
            let mut flipped = sealed.clone();
            flipped[at % sealed.len()] ^= 1_u8 << bit;
            prop_assert!(keys.open(Label::Value, &aad, &flipped).is_none());
        }
    }

    #[test]
    fn long_associated_data_counts_whole() {
        let keys = keys();
        let sealed = keys.seal(Label::Value, &[1; 5000], b"x").unwrap();
        assert!(keys.open(Label::Value, &[1; 5000], &sealed).is_some());
        assert!(keys.open(Label::Value, &[1; 4999], &sealed).is_none());
    }
}
