//! Folders to try things in, and how much is tried.

use std::fs;
use std::panic::{set_hook, take_hook};
use std::path::Path;
use std::sync::Once;
use std::thread;

use tempfile::TempDir;

/// In memory where there is such a place: a sync costs nothing there, and the model needs no real disk.
pub fn folder() -> TempDir {
    quiet();
    let memory = Path::new("/dev/shm");
    let builder = &mut tempfile::Builder::new();
    builder.prefix("simpul-crash-");
    if memory.is_dir() {
        builder.tempdir_in(memory).or_else(|_| builder.tempdir())
    } else {
        builder.tempdir()
    }
    .unwrap()
}

/// Times that the long run does what the short one does: `SIMPUL_CRASH`, usually 1.
pub fn times() -> u64 {
    std::env::var("SIMPUL_CRASH").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, target).map(drop).unwrap() }
    }
}

/// sled panics where it is damaged, on threads of the store, which expects it.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !matches!(thread::current().name(), Some("sled" | "pass" | "checkpoint")) {
                usual(panic);
            }
        }));
    });
}
