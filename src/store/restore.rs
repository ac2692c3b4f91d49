//! A backup takes the place of the present store, which is set aside and can come back.

use std::path::Path;
use std::sync::Arc;

use super::backup::{access, header};
use super::incoming::{Fitting, Incoming, vault_of};
use super::layout::{Layout, Sizes};
use super::lock::Lock;
use super::renew::Watch;
use super::replay::pour_watched;
use super::snapshot::Snapshot;
use super::swap::{self, Old, swap, swap_back};
use super::{Store, StoreError};
use crate::vault::{Credential, private_dir, put_copies};

/// Which backup, and with which secret.
#[derive(Debug)]
pub struct RestoreOrder<'a> {
    pub file: &'a Path,
    pub credential: Credential<'a>,
    /// Now, in Unix seconds.
    pub at: i64,
}

impl Store {
    /// Puts a backup in place of the data in `dir`, whatever state they are in; none may be open. Gives the name of what
    /// is set aside, for [`Store::bring_back`]. Failed or cut short by a crash, everything is as before, or the next open finishes it.
    pub fn restore(
        dir: &Path,
        order: &RestoreOrder<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<String, StoreError> {
        restore(&Layout::new(dir, Sizes::default()), order, watch)
    }

    /// What restores have set aside, newest first.
    pub fn set_aside(dir: &Path) -> Vec<String> {
        swap::set_aside(dir)
    }

    /// Undoes a restore: what was set aside comes back, and what is there now is set aside. None may be open.
    pub fn bring_back(dir: &Path, set_aside: &str, at: i64) -> Result<String, StoreError> {
        let _lock = Lock::take(dir)?;
        swap::finish(dir)?;
        if !swap::set_aside(dir).iter().any(|name| name == set_aside) {
            return Err(StoreError::NotABackup);
        }
        swap_back(dir, set_aside, at)
    }
}

pub(super) fn restore(
    layout: &Layout,
    order: &RestoreOrder<'_>,
    watch: &mut Watch<'_>,
) -> Result<String, StoreError> {
    let root = layout.root();
    private_dir(root).map_err(StoreError::io("data directory"))?;
    let _lock = Lock::take(root)?;
    swap::finish(root)?;
    let header = header(order.file)?;
    let access = access(root, order.file, &header, order.credential)?;
    let keys = Arc::new(access.keys);
    let incoming = Incoming::begin(layout)?;
    let made = (|| {
        let bytes = std::fs::metadata(order.file).map_or(0, |meta| meta.len());
        let file = Snapshot { path: order.file.to_owned(), seq: 0, at: Some(header.at), bytes };
        let state = pour_watched(&file, &keys, &incoming.engine, watch);
        let state = state.map_err(|trouble| trouble.at("backup"))?;
        let fitting = Fitting { keys: &keys, schema: header.schema, state: &state, at: order.at };
        incoming.settle(&fitting)?;
        if access.by_present_vault {
            return incoming.furnish(&fitting, vault_of(root)?).map(drop);
        }
        // Other keys: drafts and outbox of the present store are set aside with it.
        let io = || StoreError::io("data directory");
        put_copies(incoming.dir(), &header.vault).map_err(io())?;
        for dir in [incoming.layout().drafts(), incoming.layout().outbox()] {
            private_dir(&dir).map_err(io())?;
        }
        incoming.furnish(&fitting, header.vault.clone()).map(drop)
    })();
    if let Err(error) = made {
        incoming.abandon();
        return Err(error);
    }
    incoming.close()?;
    swap(root, Old::Kept, order.at)
}
