//! What can happen to the files of a folder while nobody works on it.
//!
//! The store's own tests use it too: they leave the set hash out, and this must find it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::dice::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    Flip,
    Cut,
    Empty,
    Lost,
    /// A sector of zeros.
    Zeros,
    /// A sector of something else.
    Noise,
    /// More behind its end.
    Longer,
    /// A directory with its name.
    Directory,
    /// It and another of its kind have changed places.
    Swapped,
    /// It is as it was some time ago.
    Older,
}

impl Damage {
    pub const ALL: [Self; 10] = [
        Self::Flip,
        Self::Cut,
        Self::Empty,
        Self::Lost,
        Self::Zeros,
        Self::Noise,
        Self::Longer,
        Self::Directory,
        Self::Swapped,
        Self::Older,
    ];

    /// Does it to the file `name` below `root`, and says what; nothing when it can't be done there. `older` is the same
    /// folder some time ago.
    pub fn strike(self, root: &Path, name: &Path, older: Option<&Path>, dice: &mut Dice) -> Option<String> {
        let path = root.join(name);
        let mut bytes = fs::read(&path).ok()?;
        let at = dice.below(bytes.len());
        let sector = at - at % 512..bytes.len().min(at - at % 512 + 512);
        let what = match self {
            Self::Flip => {
                *bytes.get_mut(at)? ^= 1 << dice.below(8);
                fs::write(&path, bytes)
            }
            Self::Cut => fs::write(&path, &bytes[..at]),
            Self::Empty => fs::write(&path, []),
            Self::Lost => fs::remove_file(&path),
            Self::Zeros => {
                bytes[sector].fill(0);
                fs::write(&path, bytes)
            }
            Self::Noise => {
                bytes[sector].iter_mut().for_each(|byte| *byte = u8::try_from(dice.below(256)).unwrap());
                fs::write(&path, bytes)
            }
            Self::Longer => {
                OpenOptions::new().append(true).open(&path).and_then(|mut file| file.write_all(&[7; 300]))
            }
            Self::Directory => fs::remove_file(&path).and_then(|()| fs::create_dir(&path)),
            Self::Swapped => {
                let kind = path.extension()?.to_owned();
                let mut others = files(root);
                others.retain(|other| other != name && other.extension() == Some(&kind));
                let other = root.join(others.get(dice.below(others.len()))?);
                let theirs = fs::read(&other).ok()?;
                fs::write(other, bytes).and_then(|()| fs::write(&path, theirs))
            }
            Self::Older => fs::copy(older?.join(name), &path).map(drop),
        };
        what.ok().map(|()| format!("{self:?} {} at {at}", name.display()))
    }
}

/// sled itself forgets what it was last told of one entry, as its own checks can't see: all its pages are whole, and one
/// of them holds what it held some time ago. Says which.
pub fn forget(now: &Path, older: &Path, dice: &mut Dice) -> Option<String> {
    let config = |dir| sled::Config::new().path(dir).flush_every_ms(None).use_compression(false);
    let (now, older) = (config(now).open().unwrap(), config(older).open().unwrap());
    let mut stale = Vec::new();
    for name in now.tree_names().into_iter().filter(|name| name != b"sys") {
        let (tree, before) = (now.open_tree(&name).unwrap(), older.open_tree(&name).unwrap());
        for (key, value) in tree.iter().map(Result::unwrap) {
            let before = before.get(&key).unwrap();
            if before.as_ref() != Some(&value) {
                stale.push((tree.clone(), key, before));
            }
        }
    }
    let (tree, key, before) = stale.get(dice.below(stale.len()))?;
    let was_there = before.is_some();
    match before {
        Some(value) => tree.insert(key, value),
        None => tree.remove(key),
    }
    .unwrap();
    now.flush().unwrap();
    let tree = String::from_utf8_lossy(&tree.name()).into_owned();
    Some(if was_there { format!("an older value in {tree}") } else { format!("an entry gone from {tree}") })
}

/// The names of all files, in order.
pub fn files(root: &Path) -> Vec<PathBuf> {
    fn below(dir: &Path, root: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, root, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    below(root, root, &mut found);
    found.sort();
    found
}
