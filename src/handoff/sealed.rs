//! The sealed part: an age file (age-encryption.org/v1) with one passphrase recipient.

use std::io::{self, Read as _, Write as _};
use std::iter;

use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt};
use secrecy::SecretString;
use zeroize::Zeroizing;

/// scrypt's cost as log2 N: 64 MiB of memory. Fixed, never calibrated to the machine: the passphrase has 77 bits.
pub const COST: u8 = 16;
/// The highest cost that a reader spends.
const MAX_COST: u8 = 18;

pub fn seal(plain: &[u8], passphrase: &SecretString, cost: u8) -> io::Result<Vec<u8>> {
    let mut recipient = scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(cost.clamp(1, MAX_COST));
    let encryptor =
        Encryptor::with_recipients(iter::once(&recipient as &dyn Recipient)).map_err(io::Error::other)?;
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 4096 + 512);
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsealFault {
    WrongPassphrase,
    Cost,
    Damaged,
}

/// Decrypts to the end before anything of it is given out.
pub fn unseal(sealed: &[u8], passphrase: &SecretString) -> Result<Zeroizing<Vec<u8>>, UnsealFault> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| UnsealFault::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(UnsealFault::Damaged);
    }
    let mut identity = scrypt::Identity::new(passphrase.clone());
    identity.set_max_work_factor(MAX_COST);
    let mut reader =
        decryptor.decrypt(iter::once(&identity as &dyn Identity)).map_err(|error| match error {
            DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed
            | DecryptError::NoMatchingKeys => UnsealFault::WrongPassphrase,
            DecryptError::ExcessiveWork { .. } => UnsealFault::Cost,
            _ => UnsealFault::Damaged,
        })?;
    // Room for all of it at once, so that no shorter copy stays behind in freed memory.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len() + 1));
    reader.read_to_end(&mut plain).map_err(|_| UnsealFault::Damaged)?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> SecretString {
        SecretString::from("lumasa ketira boduna pelora")
    }

    #[test]
    fn sealed_is_opened_with_the_same_words_only() {
        let sealed = seal(b"rahasia", &words(), 2).unwrap();
        assert!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
        assert_eq!(**unseal(&sealed, &words()).unwrap(), *b"rahasia");
        assert_eq!(unseal(&sealed, &SecretString::from("x")).unwrap_err(), UnsealFault::WrongPassphrase);
    }

    #[test]
    fn a_cut_or_changed_end_gives_nothing() {
        let sealed = seal(&vec![7; 200_000], &words(), 2).unwrap();
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(unseal(&changed, &words()).unwrap_err(), UnsealFault::Damaged);
        assert_eq!(unseal(&sealed[..sealed.len() - 70_000], &words()).unwrap_err(), UnsealFault::Damaged);
        assert_eq!(unseal(&[], &words()).unwrap_err(), UnsealFault::Damaged);
    }

    #[test]
    fn a_higher_cost_is_not_paid() {
        let sealed = seal(b"x", &words(), 2).unwrap();
        let text = String::from_utf8_lossy(&sealed).into_owned();
        let header = text.lines().nth(1).unwrap().to_owned();
        let dear = header.trim_end_matches('2').to_owned() + "19";
        let at = sealed.windows(header.len()).position(|w| w == header.as_bytes()).unwrap();
        let bad = [&sealed[..at], dear.as_bytes(), &sealed[at + header.len()..]].concat();
        assert_eq!(unseal(&bad, &words()).unwrap_err(), UnsealFault::Cost);
    }
}
