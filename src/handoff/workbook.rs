//! A workbook that Excel opens with the passphrase (ECMA-376 agile, AES-256, SHA-512).

use std::io::{self, Cursor, Write as _};

use ms_offcrypto_writer::Ecma376AgileWriter;
use rand::{TryRngCore as _, rngs::OsRng};
use secrecy::{ExposeSecret as _, SecretString};

pub fn encrypt(plain: &[u8], passphrase: &SecretString) -> io::Result<Vec<u8>> {
    // The writer's own source would panic inside: ask the system once before.
    OsRng.try_next_u64().map_err(io::Error::other)?;
    let mut writer = Ecma376AgileWriter::create(
        &mut OsRng.unwrap_err(),
        passphrase.expose_secret(),
        Cursor::new(Vec::new()),
    )?;
    writer.write_all(plain)?;
    Ok(writer.into_inner()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_readable_is_left() {
        let plain = [b"PK\x03\x04".as_slice(), &b"Siti Aminah ".repeat(2_000)].concat();
        let made = encrypt(&plain, &SecretString::from("lumasa ketira boduna pelora")).unwrap();
        assert!(made.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]));
        assert!(!made.windows(5).any(|w| w == b"Amina"));
    }
}
