//! What outlives a data key, sealed with it: the signing key, and the keys of hashes that must stay comparable.

use zeroize::Zeroizing;

use super::{Keys, Label, VaultError};

/// Length of a minisign secret key.
const SIGNING_KEY: usize = 158;
const KEY: usize = 32;
const LASTING: usize = Label::LASTING.len();
/// What the seal is bound to; the first vaults held the signing key alone.
const PLACE: &[u8] = b"signing key";

pub(super) struct Secrets {
    signing_key: Zeroizing<Vec<u8>>,
    /// Nothing in a vault whose data key is its first: they follow from that.
    lasting: Option<Zeroizing<[[u8; KEY]; LASTING]>>,
}

impl Secrets {
    pub fn of(keys: &Keys) -> Self {
        Self {
            signing_key: Zeroizing::new(keys.signing_key().to_vec()),
            lasting: Some(Zeroizing::new(keys.lasting())),
        }
    }

    pub fn put_into(self, keys: Keys) -> Keys {
        let keys = match &self.lasting {
            Some(lasting) => keys.with_lasting(lasting),
            None => keys,
        };
        keys.with_signing_key(self.signing_key)
    }

    /// `[signing key][lasting keys, 32 bytes each]`
    pub fn seal(&self, keys: &Keys) -> Result<Vec<u8>, VaultError> {
        let mut plaintext = self.signing_key.clone();
        for key in self.lasting.iter().flat_map(|lasting| lasting.iter()) {
            plaintext.extend_from_slice(key);
        }
        keys.seal(Label::Signing, PLACE, &plaintext)
    }

    pub fn open(keys: &Keys, sealed: &[u8]) -> Option<Self> {
        let plaintext = keys.open(Label::Signing, PLACE, sealed)?;
        let (signing_key, rest) = plaintext.split_at_checked(SIGNING_KEY)?;
        let lasting = match rest.as_chunks::<KEY>() {
            ([], []) => None,
            (found, []) => Some(Zeroizing::new(found.try_into().ok()?)),
            _ => return None,
        };
        Some(Self { signing_key: Zeroizing::new(signing_key.to_vec()), lasting })
    }
}
