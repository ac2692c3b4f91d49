//! Looking into a backup file before anything is done with it.

use std::collections::BTreeMap;
use std::path::Path;

use super::parts::{self, Unopened, split_key};
use super::schema::Schema;
use super::snapshot::{self, Header, Piece, SeeKey, opens_with, prove_seeing};
use super::swap;
use super::{StoreError, Tree};
use crate::vault::{self, Credential, Keys, Label, VaultError};

/// What a backup holds; everything in it was read and proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupContent {
    /// When it was made, in Unix seconds.
    pub at: i64,
    /// The last save in it.
    pub seq: u64,
    /// It is of the store that lies in the data directory, and not of another one.
    pub is_of_this_store: bool,
    /// The values that were wanted.
    pub wanted: Vec<Vec<u8>>,
}

/// Says which keys' values are wanted.
pub type Wanted<'a> = dyn Fn(Tree, &[u8]) -> bool + 'a;

impl super::Store {
    /// When a backup was made, in Unix seconds; what is in it is not looked at.
    pub fn backup_made_at(file: &Path) -> Result<i64, StoreError> {
        Ok(header(file)?.at)
    }

    /// Opens and proves a backup with the secret of its time or of today. `see` is shown every key of a value, `None`
    /// where it begins again; of the few keys that are `wanted` the values come back. The data in `dir`, if there are any,
    /// are not touched.
    pub fn look_into(
        dir: &Path,
        file: &Path,
        credential: Credential<'_>,
        see: &mut SeeKey<'_>,
        wanted: &Wanted<'_>,
    ) -> Result<BackupContent, StoreError> {
        let header = header(file)?;
        let access = access(dir, file, &header, credential)?;
        let state = prove_seeing(file, &access.keys, see)?;
        let present = vault::newest_copy(dir).ok().and_then(|copy| vault::store_id_of(&copy));
        Ok(BackupContent {
            at: header.at,
            seq: state.seq,
            is_of_this_store: present == Some(header.store_id),
            wanted: values(file, &access.keys, wanted)?,
        })
    }
}

/// The values of wanted keys as they are at the end of a file that was proven.
fn values(file: &Path, keys: &Keys, wanted: &Wanted<'_>) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut held: BTreeMap<(Tree, Vec<u8>), Vec<u8>> = BTreeMap::new();
    snapshot::read(file, keys.subkey(Label::Snapshot), |piece| {
        let (Piece::Entries(ops) | Piece::Save(_, ops)) = piece else { return Ok(()) };
        for (tree, stored, value) in ops.flatten() {
            if split_key(stored).is_some_and(|(key, _)| wanted(tree, key)) {
                match value {
                    Some(value) => held.insert((tree, stored.to_vec()), value.to_vec()),
                    None => held.remove(&(tree, stored.to_vec())),
                };
            }
        }
        Ok::<_, StoreError>(())
    })?;
    let mut found = Vec::new();
    let firsts = held.iter().filter(|((_, stored), _)| split_key(stored).is_some_and(|(_, part)| part == 0));
    for ((tree, stored), first) in firsts {
        let mut opened = Vec::new();
        let other = |stored: &[u8]| Ok::<_, Unopened>(held.get(&(*tree, stored.to_vec())));
        let part = parts::open(keys, *tree, stored, first, &mut opened, other);
        part.map_err(|_| StoreError::Damaged { place: "backup" })?;
        found.push(parts::value(&opened).to_vec());
    }
    Ok(found)
}

pub(super) fn header(file: &Path) -> Result<Header, StoreError> {
    let header = snapshot::read_header(file)?;
    if header.schema > Schema::PRESENT { Err(StoreError::TooNew) } else { Ok(header) }
}

/// How a backup was opened.
pub(super) struct Access {
    pub keys: Keys,
    /// The keys are those of the present vault, which may stay: its password is the newest.
    pub by_present_vault: bool,
}

/// Today's secret for a backup of this store, or the secret of the time it was made.
pub(super) fn access(
    dir: &Path,
    file: &Path,
    header: &Header,
    credential: Credential<'_>,
) -> Result<Access, StoreError> {
    if !swap::is_pending(dir)
        && let Ok(copy) = vault::newest_copy(dir)
        && let Some(keys) = vault::unlock_copy(&copy, credential)?
        && opens_with(file, keys.subkey(Label::Snapshot))?
    {
        return Ok(Access { keys, by_present_vault: true });
    }
    let keys = vault::unlock_copy(&header.vault, credential)?.ok_or(VaultError::WrongSecret)?;
    Ok(Access { keys, by_present_vault: false })
}
