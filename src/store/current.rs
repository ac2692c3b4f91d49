//! `CURRENT`: the checksummed name of the live store directory.

use std::fs;
use std::path::Path;

use super::StoreError;
use crate::sorted::Sorted as _;
use crate::vault::replace;

const FILE: &str = "CURRENT";
const PREFIX: &str = "store-";

/// The live store's number; nothing when the file is missing or damaged.
pub(super) fn read(root: &Path) -> Option<u32> {
    let text = String::from_utf8(fs::read(root.join(FILE)).ok()?).ok()?;
    let (name, sum) = text.strip_suffix('\n')?.split_once(' ')?;
    if blake3::hash(name.as_bytes()).to_hex().as_str() != sum {
        return None;
    }
    number(name)
}

pub(super) fn write(root: &Path, store: u32) -> Result<(), StoreError> {
    let name = name(store);
    let sum = blake3::hash(name.as_bytes()).to_hex();
    replace(&root.join(FILE), format!("{name} {sum}\n").as_bytes()).map_err(StoreError::io("CURRENT"))
}

/// `store-000007`.
pub(super) fn name(store: u32) -> String {
    format!("{PREFIX}{store:06}")
}

fn number(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

/// The numbers of all store directories, highest first.
pub(super) fn all(root: &Path) -> Vec<u32> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let mut found: Vec<u32> = entries.filter_map(|entry| number(entry.file_name().to_str()?)).collect();
    found.order_by(|a, b| b.cmp(a));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_flip_or_cut_is_found() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), 7).unwrap();
        assert_eq!(read(dir.path()), Some(7));
        let path = dir.path().join(FILE);
        let good = fs::read(&path).unwrap();
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1_u8 << bit;
                fs::write(&path, &bad).unwrap();
                assert_eq!(read(dir.path()), None, "byte {at} bit {bit}");
            }
            fs::write(&path, &good[..at]).unwrap();
            assert_eq!(read(dir.path()), None);
        }
    }
}
