//! Making, opening and re-wrapping the vault.

use std::path::Path;

use minisign::KeyPair;
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::copies::{self, Copies};
use super::file::VaultFile;
use super::secrets::Secrets;
use super::wrap::{recovery_key, unwrap, wrap};
use super::{CopyState, Cost, FailedUnlocks, Keys, RecoveryCode, VaultError};

const BY_PASSWORD: u8 = 1;
const BY_RECOVERY: u8 = 2;

/// What opens a vault.
#[derive(Clone, Copy)]
pub enum Credential<'a> {
    Password(&'a SecretString),
    /// The recovery code as typed.
    Recovery(&'a str),
}

impl std::fmt::Debug for Credential<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if matches!(self, Self::Password(_)) { "Password" } else { "Recovery" })
    }
}

/// An opened vault.
#[derive(Debug)]
pub struct Unlocked {
    pub keys: Keys,
    /// Wrong attempts since the last right one; forgotten on disk by now.
    pub failed: FailedUnlocks,
    /// How the copies were found; what was not whole has been written anew where the disk allows it.
    pub copies: [CopyState; 2],
}

pub fn exists(dir: &Path) -> bool {
    copies::any_exists(dir)
}

/// Makes a vault with new random keys. The recovery code is shown once and never stored.
pub fn create(dir: &Path, password: &SecretString, cost: Cost) -> Result<(Keys, RecoveryCode), VaultError> {
    if exists(dir) {
        return Err(VaultError::AlreadyExists);
    }
    super::private_dir(dir).map_err(VaultError::io("data directory"))?;
    let code = RecoveryCode::random()?;
    let keys = Keys::new(random()?, Zeroizing::new(random()?)).with_signing_key(new_signing_key()?);
    let mut file = VaultFile {
        generation: 1,
        store_id: keys.store_id(),
        cost,
        salt: [0; 32],
        by_password: [0; _],
        by_recovery: [0; _],
        secrets: Secrets::of(&keys).seal(&keys)?,
    };
    set_password(&mut file, &keys, password, cost)?;
    set_recovery(&mut file, &keys, &code)?;
    copies::write(dir, &file)?;
    Ok((keys, code))
}

/// Opens the vault by the newest copy that the secret fits. A crash while the password was being changed leaves one
/// old copy: the old password still opens it, since the change was never acknowledged.
pub fn unlock(dir: &Path, credential: Credential<'_>) -> Result<Unlocked, VaultError> {
    let (copies, opened) = open_copies(dir, credential)?;
    let Some((file, keys)) = opened else {
        FailedUnlocks::add_one(dir);
        return Err(VaultError::WrongSecret);
    };
    // The whole copy opened it: a full or read-only disk is no reason to keep the worker out.
    let _ = copies::heal(dir, copies.states, &file);
    Ok(Unlocked { keys, failed: FailedUnlocks::take(dir), copies: copies.states })
}

/// The keys in a copy that a backup carries; nothing when the secret is another.
pub(crate) fn unlock_copy(copy: &[u8], credential: Credential<'_>) -> Result<Option<Keys>, VaultError> {
    let damaged = VaultError::Damaged { a: CopyState::Damaged, b: CopyState::Missing };
    let file = VaultFile::decode(copy).map_err(|_| damaged)?;
    open_file(&file, credential)
}

/// Whose vault a copy is.
pub(crate) fn store_id_of(copy: &[u8]) -> Option<[u8; 16]> {
    VaultFile::decode(copy).ok().map(|file| file.store_id)
}

/// Wraps the data key anew under `new`. The recovery code stays valid.
pub fn change_password(
    dir: &Path,
    credential: Credential<'_>,
    new: &SecretString,
    cost: Cost,
) -> Result<(), VaultError> {
    let (mut file, keys) = open_copies(dir, credential)?.1.ok_or(VaultError::WrongSecret)?;
    set_password(&mut file, &keys, new, cost)?;
    file.generation += 1;
    copies::write(dir, &file)
}

/// A new recovery code; the old one opens nothing any more.
pub fn renew_recovery(dir: &Path, credential: Credential<'_>) -> Result<RecoveryCode, VaultError> {
    let (mut file, keys) = open_copies(dir, credential)?.1.ok_or(VaultError::WrongSecret)?;
    let code = RecoveryCode::random()?;
    set_recovery(&mut file, &keys, &code)?;
    file.generation += 1;
    copies::write(dir, &file)?;
    Ok(code)
}

/// A vault with a new data key in `into`, for everything that is sealed from then on; the store's name and signing key
/// stay. The recovery code is new: the old one is not known here.
pub(crate) fn renew_keys(
    dir: &Path,
    into: &Path,
    password: &SecretString,
    cost: Cost,
) -> Result<(Keys, RecoveryCode), VaultError> {
    let opened = open_copies(dir, Credential::Password(password))?.1;
    let (mut file, old) = opened.ok_or(VaultError::WrongSecret)?;
    let code = RecoveryCode::random()?;
    let keys = Keys::new(old.store_id(), Zeroizing::new(random()?));
    let keys = Secrets::of(&old).put_into(keys);
    file.secrets = Secrets::of(&keys).seal(&keys)?;
    set_password(&mut file, &keys, password, cost)?;
    set_recovery(&mut file, &keys, &code)?;
    file.generation += 1;
    copies::write(into, &file)?;
    Ok((keys, code))
}

type Opened = Option<(VaultFile, Keys)>;

fn open_copies(dir: &Path, credential: Credential<'_>) -> Result<(Copies, Opened), VaultError> {
    let found = copies::read(dir)?;
    let [a, b] = found.states;
    if found.whole.is_empty() {
        return Err(if a == b && a == CopyState::Missing {
            VaultError::NotFound
        } else {
            VaultError::Damaged { a, b }
        });
    }
    let mut tried: Option<&VaultFile> = None;
    for file in &found.whole {
        if tried == Some(file) {
            continue;
        }
        tried = Some(file);
        if let Some(keys) = open_file(file, credential)? {
            let file = file.clone();
            return Ok((found, Some((file, keys))));
        }
    }
    Ok((found, None))
}

fn open_file(file: &VaultFile, credential: Credential<'_>) -> Result<Option<Keys>, VaultError> {
    let (key, by, wrapped) = match credential {
        Credential::Password(password) => {
            (file.cost.derive(password, &file.salt)?, BY_PASSWORD, &file.by_password)
        }
        Credential::Recovery(typed) => {
            let code: RecoveryCode = typed.parse().map_err(|_| VaultError::MistypedCode)?;
            (recovery_key(&code, &file.store_id), BY_RECOVERY, &file.by_recovery)
        }
    };
    let Some(data_key) = unwrap(&key, &file.aad(by), wrapped) else { return Ok(None) };
    let keys = Keys::new(file.store_id, data_key);
    let secrets = Secrets::open(&keys, &file.secrets)
        .ok_or(VaultError::Damaged { a: CopyState::Damaged, b: CopyState::Damaged })?;
    Ok(Some(secrets.put_into(keys)))
}

fn set_password(
    file: &mut VaultFile,
    keys: &Keys,
    password: &SecretString,
    cost: Cost,
) -> Result<(), VaultError> {
    file.cost = cost;
    file.salt = random()?;
    let key = cost.derive(password, &file.salt)?;
    file.by_password = wrap(&key, &file.aad(BY_PASSWORD), keys.data_key())?;
    Ok(())
}

fn set_recovery(file: &mut VaultFile, keys: &Keys, code: &RecoveryCode) -> Result<(), VaultError> {
    let key = recovery_key(code, &file.store_id);
    file.by_recovery = wrap(&key, &file.aad(BY_RECOVERY), keys.data_key())?;
    Ok(())
}

fn new_signing_key() -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let pair = KeyPair::generate_unencrypted_keypair().map_err(|_| VaultError::System("signing key"))?;
    Ok(Zeroizing::new(pair.sk.to_bytes()))
}

fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::System("random bytes"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
