//! Sealed files to be handed over: written once, copied to every stick.

use std::fs;
use std::io;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::StoreError;
use super::layout::Layout;
use crate::sorted::Sorted as _;
use crate::vault::{Keys, Label, replace};

const LONGEST_NAME: usize = 100;

/// The outbox of a store.
#[derive(Debug)]
pub struct Outbox<'a> {
    layout: &'a Layout,
    keys: &'a Keys,
}

impl<'a> Outbox<'a> {
    pub(super) fn new(layout: &'a Layout, keys: &'a Keys) -> Self {
        Self { layout, keys }
    }

    /// Seals `plaintext` under `name`, synced. `name` must hold nothing personal: letters, digits, `.`, `-`, `_`.
    pub fn put(&self, name: &str, plaintext: &[u8]) -> Result<(), StoreError> {
        let path = self.path(name)?;
        let sealed = self.keys.seal(Label::Outbox, name.as_bytes(), plaintext)?;
        replace(&path, &sealed).map_err(StoreError::io("outbox"))
    }

    /// Nothing when there is no such file.
    pub fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        match fs::read(self.path(name)?) {
            Ok(sealed) => {
                let opened = self.keys.open(Label::Outbox, name.as_bytes(), &sealed);
                opened.map(Some).ok_or(StoreError::Damaged { place: "outbox" })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("outbox")(error)),
        }
    }

    /// Names, in order.
    pub fn list(&self) -> Result<Vec<String>, StoreError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.layout.outbox()).map_err(StoreError::io("outbox"))? {
            let name = entry.map_err(StoreError::io("outbox"))?.file_name();
            names.extend(name.to_str().filter(|name| is_name(name)).map(str::to_owned));
        }
        names.put_in_order();
        Ok(names)
    }

    /// Not there is fine.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        match fs::remove_file(self.path(name)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("outbox")(error)),
            _ => Ok(()),
        }
    }

    fn path(&self, name: &str) -> Result<PathBuf, StoreError> {
        if is_name(name) { Ok(self.layout.outbox().join(name)) } else { Err(StoreError::BadName) }
    }
}

/// A plain file name on every system, and not one of our temporary ones.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let ends = !name.starts_with('.') && !name.ends_with('.') && !name.to_ascii_lowercase().ends_with("tmp");
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(plain) && ends
}
