//! Who sealed a bundle: a minisign key pair, and its signature over the tag manifest.

use std::fmt;
use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::Fingerprint;

/// The comments are fixed, so that a signature has one form and every bit of it counts.
const UNTRUSTED_COMMENT: &str = "tanda tangan berkas serah terima Simpul";
const TRUSTED_COMMENT: &str = "simpul tagmanifest-sha256.txt";

/// The bytes are no such key, or the system gave no random numbers for a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a signing key")]
pub struct WrongKey;

/// A device's secret signing key; to be kept sealed.
#[derive(Clone)]
pub struct SigningKey(minisign::SecretKey);

impl SigningKey {
    pub fn generate() -> Result<Self, WrongKey> {
        minisign::KeyPair::generate_unencrypted_keypair().map(|pair| Self(pair.sk)).map_err(|_| WrongKey)
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WrongKey> {
        let key = minisign::SecretKey::from_bytes(bytes).map_err(|_| WrongKey)?;
        if key.is_encrypted() || *key.to_bytes() != *bytes { Err(WrongKey) } else { Ok(Self(key)) }
    }

    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_bytes())
    }

    pub fn public(&self) -> Result<PublicKey, WrongKey> {
        minisign::PublicKey::from_secret_key(&self.0).map(PublicKey).map_err(|_| WrongKey)
    }

    /// A `.minisig` file over `signed`.
    pub(super) fn sign(&self, signed: &[u8]) -> Result<Vec<u8>, WrongKey> {
        let public = self.public()?;
        let comments = (Some(TRUSTED_COMMENT), Some(UNTRUSTED_COMMENT));
        let made = minisign::sign(Some(&public.0), &self.0, Cursor::new(signed), comments.0, comments.1);
        made.map(|signature| signature.to_bytes()).map_err(|_| WrongKey)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

/// The public half, as the envelope carries it.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicKey(minisign::PublicKey);

impl PublicKey {
    /// Only the form that [`PublicKey::to_text`] writes.
    pub fn from_text(text: &str) -> Result<Self, WrongKey> {
        let key = minisign::PublicKey::from_base64(text).map_err(|_| WrongKey)?;
        if key.to_base64() == text { Ok(Self(key)) } else { Err(WrongKey) }
    }

    pub fn to_text(&self) -> String {
        self.0.to_base64()
    }

    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0.to_bytes())
    }
}

/// What keeps a signature from holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureFault {
    /// The `.minisig` is not in its one form.
    Form,
    /// The `.minisig` is whole and of this key; what it signs has changed.
    SignedText,
    /// The `.minisig` is damaged, or of another key.
    Signature,
}

/// Checks a `.minisig` byte by byte: nothing in it can change without being found.
pub fn check(key: &PublicKey, signed: &[u8], minisig: &[u8]) -> Result<(), SignatureFault> {
    let parts = Parts::read(minisig).ok_or(SignatureFault::Form)?;
    let text = std::str::from_utf8(minisig).map_err(|_| SignatureFault::Form)?;
    let whole = minisign::SignatureBox::from_string(text).map_err(|_| SignatureFault::Form)?;
    if minisign::verify(&key.0, &whole, Cursor::new(signed), true, false, false).is_ok() {
        return Ok(());
    }
    Err(if parts.is_intact(key) { SignatureFault::SignedText } else { SignatureFault::Signature })
}

/// The two signatures of a `.minisig`: over the text, and over the first one with the trusted comment.
struct Parts {
    /// `ED`, key number (8 bytes), Ed25519 signature (64 bytes).
    first: Vec<u8>,
    second: Vec<u8>,
}

impl Parts {
    /// Nothing unless writing the parts again gives the same bytes.
    fn read(minisig: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(minisig).ok()?.lines();
        let first = STANDARD.decode(lines.nth(1)?).ok()?;
        let second = STANDARD.decode(lines.nth(1)?).ok()?;
        let parts = Self { first, second };
        let of_form = parts.first.len() == 74 && parts.first.starts_with(b"ED") && parts.second.len() == 64;
        (of_form && parts.write().as_bytes() == minisig).then_some(parts)
    }

    fn write(&self) -> String {
        let (first, second) = (STANDARD.encode(&self.first), STANDARD.encode(&self.second));
        format!(
            "untrusted comment: {UNTRUSTED_COMMENT}\n{first}\ntrusted comment: {TRUSTED_COMMENT}\n{second}\n"
        )
    }

    /// Whether the second signature holds over the first: then the `.minisig` is as its maker wrote it. Checked as a
    /// plain Ed25519 signature, which minisign calls a legacy one.
    fn is_intact(&self, key: &PublicKey) -> bool {
        let Some((head, signature)) = self.first.split_at_checked(10) else { return false };
        let bones = [b"Ed", head.get(2..).unwrap_or_default(), &self.second].concat();
        let Ok(bones) = minisign::SignatureBones::from_bytes(&bones) else { return false };
        let signed = [signature, TRUSTED_COMMENT.as_bytes()].concat();
        minisign::verify(&key.0, &bones.into(), Cursor::new(signed), true, false, true).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kept_as_bytes_and_text() {
        let key = SigningKey::generate().unwrap();
        let again = SigningKey::from_bytes(&key.to_bytes()).unwrap();
        let public = again.public().unwrap();
        assert_eq!(PublicKey::from_text(&public.to_text()), key.public());
        assert_eq!(public.fingerprint(), key.public().unwrap().fingerprint());
        assert_eq!(SigningKey::from_bytes(&[0; 3]).unwrap_err(), WrongKey);
        assert!(PublicKey::from_text(&format!("{}\n", public.to_text())).is_err());
    }

    #[test]
    fn every_flipped_bit_of_a_signature_is_found() {
        let key = SigningKey::generate().unwrap();
        let public = key.public().unwrap();
        let good = key.sign(b"text").unwrap();
        assert_eq!(check(&public, b"text", &good), Ok(()));
        for bit in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            let fault = check(&public, b"text", &bad).unwrap_err();
            assert_ne!(fault, SignatureFault::SignedText, "bit {bit}");
        }
    }

    #[test]
    fn the_changed_side_is_named() {
        let key = SigningKey::generate().unwrap();
        let (public, good) = (key.public().unwrap(), key.sign(b"text").unwrap());
        assert_eq!(check(&public, b"texT", &good), Err(SignatureFault::SignedText));
        let other = SigningKey::generate().unwrap().public().unwrap();
        assert_eq!(check(&other, b"text", &good), Err(SignatureFault::Signature));
        assert_eq!(check(&public, b"text", b""), Err(SignatureFault::Form));
        let padded = [&good[..], b"\n"].concat();
        assert_eq!(check(&public, b"text", &padded), Err(SignatureFault::Form));
    }
}
