//! One pass over all trees: proves what sled holds, and opens what the index in memory needs.
//!
//! Threads read and hash, one decrypts, the caller's looks at the plaintexts: three stages that keep two cores busy. When
//! nothing comes for a long while, sled hangs.

use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sled::IVec;
use zeroize::Zeroizing;

use super::{Engine, Trouble, guarded};
use crate::store::parts::{self, Unopened, split_key};
use crate::store::set_hash::SetHash;
use crate::store::state::State;
use crate::store::{Tree, Visit};
use crate::vault::{Keys, Label};

const PATIENCE: Duration = Duration::from_secs(30);
const BUNCH: usize = 256;
const WAITING: usize = 8;

/// What a pass found.
#[derive(Debug, Default)]
pub(in crate::store) struct Seen {
    /// Recomputed from every entry; `seq` is not known here.
    pub state: State,
    /// Values that could not be opened.
    pub unreadable: u64,
    /// Parts and bytes of keys and stored values.
    pub entries: u64,
    pub bytes: u64,
}

/// Entries as sled gives them.
struct Sealed {
    tree: Tree,
    entries: Vec<(IVec, IVec)>,
}

/// Plaintexts, one behind the other.
struct Opened {
    tree: Tree,
    plaintexts: Zeroizing<Vec<u8>>,
    values: Vec<(IVec, Range<usize>)>,
    unreadable: u64,
}

enum Report {
    Opened(Opened),
    Done(Box<Seen>),
    Failed(Trouble),
}

impl From<Unopened> for Trouble {
    fn from(_: Unopened) -> Self {
        Self::Mismatch
    }
}

/// Recomputes the state, and shows the values of the trees that `wanted` names.
pub(in crate::store) fn pass(
    engine: &Engine,
    keys: &Arc<Keys>,
    wanted: fn(Tree) -> bool,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Seen, Trouble> {
    let (report, reports) = sync_channel(WAITING);
    let (sealed, to_open) = sync_channel(WAITING);
    let (shown, hashed): (Vec<Tree>, Vec<Tree>) = Tree::ALL.into_iter().partition(|tree| wanted(*tree));
    let hash_key = *keys.subkey(Label::SetHash);
    let threads = [
        reader(engine.clone(), hash_key, shown, Some(sealed), report.clone())?,
        reader(engine.clone(), hash_key, hashed, None, report.clone())?,
        opener(engine.clone(), Arc::clone(keys), to_open, report)?,
    ];
    let seen = collect(&reports, visit);
    drop(reports);
    // After trouble another thread may hang in sled: it is left behind.
    if seen.is_ok() {
        for thread in threads {
            let _ = thread.join();
        }
    }
    seen
}

fn collect(reports: &Receiver<Report>, visit: &mut dyn FnMut(Visit<'_>)) -> Result<Seen, Trouble> {
    let mut seen = Seen::default();
    let mut left = 3;
    while left > 0 {
        match reports.recv_timeout(PATIENCE) {
            Ok(Report::Opened(opened)) => {
                seen.unreadable += opened.unreadable;
                show(&opened, visit);
            }
            Ok(Report::Done(part)) => {
                seen.add(&part);
                left -= 1;
            }
            Ok(Report::Failed(trouble)) => return Err(trouble),
            Err(RecvTimeoutError::Timeout) => return Err(Trouble::Hung),
            Err(RecvTimeoutError::Disconnected) => return Err(Trouble::Panicked),
        }
    }
    Ok(seen)
}

fn show(opened: &Opened, visit: &mut dyn FnMut(Visit<'_>)) {
    for (stored, range) in &opened.values {
        if let Some(((key, _), plaintext)) = split_key(stored).zip(opened.plaintexts.get(range.clone())) {
            visit(Visit::Value { tree: opened.tree, key, plaintext });
        }
    }
}

fn opener(
    engine: Engine,
    keys: Arc<Keys>,
    to_open: Receiver<Sealed>,
    report: SyncSender<Report>,
) -> Result<JoinHandle<()>, Trouble> {
    spawn(report.clone(), move || {
        for sealed in to_open {
            let opened = open(&engine, &keys, &sealed);
            report.send(Report::Opened(opened)).map_err(|_| Trouble::Failed)?;
        }
        Ok(Seen::default())
    })
}

fn open(engine: &Engine, keys: &Keys, sealed: &Sealed) -> Opened {
    let tree = sealed.tree;
    let mut opened = Opened { tree, plaintexts: Zeroizing::default(), values: Vec::new(), unreadable: 0 };
    let mut plaintext = Zeroizing::default();
    // Room for all of them: growing would leave copies behind that nobody wipes.
    opened.plaintexts.reserve(sealed.entries.iter().map(|(_, value)| value.len()).sum());
    for (stored, first) in &sealed.entries {
        if !matches!(split_key(stored), Some((_, 0))) {
            continue;
        }
        if parts::open(keys, tree, stored, first, &mut plaintext, |other| engine.get(tree, other)).is_err() {
            opened.unreadable += 1;
            continue;
        }
        let from = opened.plaintexts.len();
        opened.plaintexts.extend_from_slice(parts::value(&plaintext));
        opened.values.push((stored.clone(), from..opened.plaintexts.len()));
    }
    opened
}

fn reader(
    engine: Engine,
    hash_key: [u8; 32],
    trees: Vec<Tree>,
    sealed: Option<SyncSender<Sealed>>,
    report: SyncSender<Report>,
) -> Result<JoinHandle<()>, Trouble> {
    spawn(report, move || read(&engine, &hash_key, &trees, sealed.as_ref()))
}

fn spawn(
    report: SyncSender<Report>,
    run: impl FnOnce() -> Result<Seen, Trouble> + Send + 'static,
) -> Result<JoinHandle<()>, Trouble> {
    let run = move || {
        let seen = guarded(run);
        let _ = report.send(seen.map_or_else(Report::Failed, |seen| Report::Done(Box::new(seen))));
    };
    thread::Builder::new().name("pass".to_owned()).spawn(run).map_err(Trouble::Io)
}

fn read(
    engine: &Engine,
    hash_key: &[u8; 32],
    trees: &[Tree],
    sealed: Option<&SyncSender<Sealed>>,
) -> Result<Seen, Trouble> {
    let mut seen = Seen::default();
    for tree in trees {
        let mut bunch = Vec::new();
        for entry in engine.entries(*tree, &[])? {
            let (stored, value) = entry?;
            seen.entry(hash_key, *tree, &stored, &value);
            engine.ask_for_page_of(*tree, &stored)?;
            if sealed.is_some() {
                bunch.push((stored, value));
            }
            if bunch.len() == BUNCH {
                hand_on(sealed, *tree, std::mem::replace(&mut bunch, Vec::with_capacity(BUNCH)))?;
            }
        }
        hand_on(sealed, *tree, bunch)?;
    }
    Ok(seen)
}

fn hand_on(
    sealed: Option<&SyncSender<Sealed>>,
    tree: Tree,
    entries: Vec<(IVec, IVec)>,
) -> Result<(), Trouble> {
    let Some(sealed) = sealed.filter(|_| !entries.is_empty()) else { return Ok(()) };
    sealed.send(Sealed { tree, entries }).map_err(|_| Trouble::Failed)
}

impl Seen {
    fn entry(&mut self, hash_key: &[u8; 32], tree: Tree, stored: &[u8], value: &[u8]) {
        self.state.set_hash.add(SetHash::of(hash_key, tree, stored, value));
        if let Some(((_, 0), count)) = split_key(stored).zip(self.state.count_mut(tree)) {
            *count += 1;
        }
        self.entries += 1;
        self.bytes += u64::try_from(stored.len() + value.len()).unwrap_or_default();
    }

    fn add(&mut self, other: &Self) {
        self.state.set_hash.add(other.state.set_hash);
        for (count, more) in self.state.counts.iter_mut().zip(other.state.counts) {
            *count += more;
        }
        self.entries += other.entries;
        self.bytes += other.bytes;
    }
}
