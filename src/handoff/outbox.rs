//! A sealed bundle as one string of bytes, to be kept sealed: it holds the passphrase.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Digest, Fingerprint, MatchCode, SealedBundle, bag};

/// Marks the form; a later one gets another number.
const MAGIC: &[u8; 8] = b"SIMPULO1";

#[derive(Serialize, Deserialize)]
struct Packed {
    id: String,
    files: Vec<(String, Vec<u8>)>,
    passphrase: String,
    fingerprint: Fingerprint,
    match_code: MatchCode,
}

impl Drop for Packed {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.passphrase);
    }
}

/// The bytes are no kept bundle, or are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kept bundle")]
pub struct NotKept;

pub fn pack(bundle: &SealedBundle) -> Result<Zeroizing<Vec<u8>>, NotKept> {
    let packed = Packed {
        id: bundle.id.to_string(),
        files: bundle.files.clone(),
        passphrase: bundle.passphrase.expose_secret().to_owned(),
        fingerprint: bundle.fingerprint.clone(),
        match_code: bundle.match_code.clone(),
    };
    let body = Zeroizing::new(postcard::to_stdvec(&packed).map_err(|_| NotKept)?);
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAGIC.len() + 32 + body.len()));
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(Digest::of(&body).bytes());
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

pub fn unpack(bytes: &[u8]) -> Result<SealedBundle, NotKept> {
    let body = bytes.strip_prefix(MAGIC).ok_or(NotKept)?;
    let (digest, body) = body.split_at_checked(32).ok_or(NotKept)?;
    if Digest::of(body).bytes() != digest {
        return Err(NotKept);
    }
    let mut packed: Packed = postcard::from_bytes(body).map_err(|_| NotKept)?;
    let files = std::mem::take(&mut packed.files);
    let tag_manifest = files.last().filter(|(path, _)| path == bag::TAG_MANIFEST).ok_or(NotKept)?;
    Ok(SealedBundle {
        id: packed.id.parse().map_err(|_| NotKept)?,
        tag_manifest_sha256: Digest::of(&tag_manifest.1),
        passphrase: SecretString::from(packed.passphrase.as_str()),
        fingerprint: packed.fingerprint.clone(),
        match_code: packed.match_code.clone(),
        files,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handoff::sample;

    #[test]
    fn what_is_packed_comes_back() {
        let bundle = sample::bundle();
        let again = unpack(&pack(&bundle).unwrap()).unwrap();
        assert_eq!(again.files, bundle.files);
        assert_eq!(again.passphrase.expose_secret(), bundle.passphrase.expose_secret());
        assert_eq!(again.tag_manifest_sha256, bundle.tag_manifest_sha256);
        assert_eq!(
            (again.id, again.fingerprint, again.match_code),
            (bundle.id, bundle.fingerprint, bundle.match_code)
        );
    }

    #[test]
    fn damage_is_found() {
        let good = pack(&sample::bundle()).unwrap();
        for at in [0, 8, 40, good.len() / 2, good.len() - 1] {
            let mut bad = good.to_vec();
            bad[at] ^= 1;
            assert_eq!(unpack(&bad).unwrap_err(), NotKept, "byte {at}");
        }
        assert_eq!(unpack(&good[..good.len() - 1]).unwrap_err(), NotKept);
        assert_eq!(unpack(b"").unwrap_err(), NotKept);
    }
}
