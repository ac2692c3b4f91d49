//! sled, which is never trusted alone: every call may fail, panic or hang, and what it gives back is verified.

mod apply;
mod guard;
mod leash;
mod pass;
mod sync;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

pub(super) use apply::Replay;
pub(super) use guard::{Trouble, guarded, watched, watched_telling};
pub(super) use pass::pass;
pub(super) use sync::sync_store;

use super::Tree;
use super::schema::Schema;
use super::state::State;

/// sled counts what it serializes; in memory it is about three times as much. The system keeps the file at hand anyway.
const CACHE: u64 = 4 << 20;
const STATE_KEY: &[u8] = b"state";
const SCHEMA_KEY: &[u8] = b"schema";
const PATIENCE: Duration = Duration::from_secs(20);
const LINGERING: Duration = Duration::from_secs(5);
const BRIEFLY: Duration = Duration::from_millis(10);
/// An old laptop's disk reads at least this many bytes in a second.
const SLOWEST: u64 = 8 << 20;

/// An open sled. Clones share it.
#[derive(Clone)]
pub(super) struct Engine {
    sled: Arc<Sled>,
    dir: PathBuf,
}

/// Nothing only while it is being dropped.
struct Sled(Option<Handles>);

struct Handles {
    db: sled::Db,
    trees: [sled::Tree; Tree::ALL.len()],
    sys: sled::Tree,
}

/// sled syncs when it is dropped, and panics when the disk refuses.
impl Drop for Sled {
    fn drop(&mut self) {
        let _ = guarded(|| {
            drop(self.0.take());
            Ok(())
        });
    }
}

impl Engine {
    /// Opens or makes the store in `dir`, on a thread of its own that may panic or hang.
    pub fn open(dir: &Path) -> Result<Self, Trouble> {
        let path = dir.to_owned();
        watched(patience(dir), move || Self::open_here(path))?
    }

    fn open_here(dir: PathBuf) -> Result<Self, Trouble> {
        crate::vault::private_dir(&dir).map_err(Trouble::Io)?;
        let config =
            sled::Config::new().path(&dir).cache_capacity(CACHE).flush_every_ms(None).use_compression(false);
        let db = open_unlocked(&config)?;
        let [records, history, saves, imports, audit] = Tree::ALL.map(|tree| db.open_tree(tree.name()));
        let trees = [records?, history?, saves?, imports?, audit?];
        let sys = db.open_tree("sys")?;
        Ok(Self { sled: Arc::new(Sled(Some(Handles { db, trees, sys }))), dir })
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn sled(&self) -> Result<&Handles, Trouble> {
        self.sled.0.as_ref().ok_or(Trouble::Panicked)
    }

    fn tree(&self, tree: Tree) -> Result<&sled::Tree, Trouble> {
        self.sled()?.trees.get(tree.index()).ok_or(Trouble::Panicked)
    }

    pub fn get(&self, tree: Tree, stored: &[u8]) -> Result<Option<sled::IVec>, Trouble> {
        let tree = self.tree(tree)?;
        guarded(|| Ok(tree.get(stored)?))
    }

    /// sled drops pages from memory only when those of one in 256 were asked for 64 times, and an iterator asks once a
    /// page: a store that is read in order would stay in memory whole.
    fn ask_for_page_of(&self, tree: Tree, stored: &[u8]) -> Result<(), Trouble> {
        self.get(tree, stored).map(drop)
    }

    /// The last stored key below `bound`.
    pub fn last_below(&self, tree: Tree, bound: &[u8]) -> Result<Option<sled::IVec>, Trouble> {
        let tree = self.tree(tree)?;
        guarded(|| Ok(tree.get_lt(bound)?.map(|(key, _)| key)))
    }

    /// The state that sled says it is in; all zero when it is new.
    pub fn state(&self) -> Result<State, Trouble> {
        let found = guarded(|| Ok(self.sled()?.sys.get(STATE_KEY)?))?;
        found.map_or(Ok(State::default()), |bytes| State::decode(&bytes).ok_or(Trouble::Mismatch))
    }

    /// What the values mean. Stores of the first schema do not say.
    pub fn schema(&self) -> Result<Schema, Trouble> {
        let found = guarded(|| Ok(self.sled()?.sys.get(SCHEMA_KEY)?))?;
        let number = |bytes: sled::IVec| bytes.as_ref().try_into().map(u16::from_le_bytes);
        found.map_or(Ok(Schema::FIRST), |bytes| number(bytes).map(Schema).map_err(|_| Trouble::Mismatch))
    }

    pub fn set_schema(&self, schema: Schema) -> Result<(), Trouble> {
        let sys = &self.sled()?.sys;
        guarded(|| sys.insert(SCHEMA_KEY, &schema.0.to_le_bytes()).map(drop).map_err(Trouble::from))
    }

    /// The entries whose stored key begins with `prefix`, in order.
    pub fn entries(&self, tree: Tree, prefix: &[u8]) -> Result<Entries, Trouble> {
        let tree = self.tree(tree)?;
        guarded(|| Ok(Entries(tree.scan_prefix(prefix))))
    }

    /// Bytes on the disk.
    pub fn size(&self) -> u64 {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum()
    }

    pub fn flush(&self) -> Result<(), Trouble> {
        let db = &self.sled()?.db;
        guarded(|| db.flush().map(drop).map_err(Trouble::from))
    }

    /// Drops sled, which writes and syncs; a broken one may panic or hang at that.
    pub fn close(self) -> Result<(), Trouble> {
        let Self { sled, dir } = self;
        watched(patience(&dir), move || {
            if let Some(mut last) = Arc::into_inner(sled) {
                drop(last.0.take());
            }
        })
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine({})", self.dir.display())
    }
}

/// An iterator that ends with the first trouble.
pub(super) struct Entries(sled::Iter);

impl Iterator for Entries {
    type Item = Result<(sled::IVec, sled::IVec), Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        guarded(|| self.0.next().transpose().map_err(Trouble::from)).transpose()
    }
}

/// Nobody else may be in here: our own lock is taken first. But the threads of a sled that this process has just closed
/// let go of its file a moment later.
fn open_unlocked(config: &sled::Config) -> Result<sled::Db, Trouble> {
    let until = Instant::now() + LINGERING;
    loop {
        match config.open() {
            Err(sled::Error::Io(error)) if is_lock(&error) && Instant::now() < until => sleep(BRIEFLY),
            opened => return opened.map_err(Trouble::from),
        }
    }
}

/// sled wraps the refusal in a text of its own.
fn is_lock(error: &io::Error) -> bool {
    error.to_string().starts_with("could not acquire lock")
}

fn patience(dir: &Path) -> Duration {
    let bytes = fs::metadata(dir.join("db")).map_or(0, |meta| meta.len());
    PATIENCE + Duration::from_secs(bytes / SLOWEST)
}
