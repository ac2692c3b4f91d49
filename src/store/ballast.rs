//! A file whose only purpose is to be deleted: on a full disk it makes the room that sled needs to open.

use std::fs;
use std::io::{self, Write};

use super::layout::Layout;
use crate::vault::private_file;

/// Makes it when it is not there whole. Never worth an error: without room there is none.
pub(super) fn keep(layout: &Layout) {
    let path = layout.ballast();
    let whole = |len: u64| usize::try_from(len).is_ok_and(|len| len >= layout.sizes.ballast);
    if fs::metadata(&path).is_ok_and(|meta| whole(meta.len())) {
        return;
    }
    if fill(layout).is_err() {
        release(layout);
    }
}

/// Gives the room back; true when there was some.
pub(super) fn release(layout: &Layout) -> bool {
    fs::remove_file(layout.ballast()).is_ok()
}

fn fill(layout: &Layout) -> io::Result<()> {
    let mut file = private_file().write(true).create(true).truncate(true).open(layout.ballast())?;
    let piece = vec![0; 64 * 1024];
    let mut left = layout.sizes.ballast;
    while left > 0 {
        let piece = piece.get(..left.min(piece.len())).unwrap_or_default();
        file.write_all(piece)?;
        left -= piece.len();
    }
    file.sync_data()
}
