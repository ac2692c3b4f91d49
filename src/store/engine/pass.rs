//! One pass over all trees: proves what sled holds, and opens what the index in memory needs.
//!
//! Two threads read and hash; this one decrypts. When nothing comes for a long while, sled hangs.

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

enum Report {
    Bunch(Tree, Vec<(IVec, IVec)>),
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
    keys: &Keys,
    wanted: fn(Tree) -> bool,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Seen, Trouble> {
    let (report, reports) = sync_channel(WAITING);
    let (shown, hashed): (Vec<Tree>, Vec<Tree>) = Tree::ALL.into_iter().partition(|tree| wanted(*tree));
    let threads = [(shown, true), (hashed, false)].map(|(trees, shows)| {
        reader(engine.clone(), *keys.subkey(Label::SetHash), trees, shows, report.clone())
    });
    drop(report);
    let seen = collect(engine, keys, &reports, visit);
    drop(reports);
    // After trouble the other thread may hang in sled: it is left behind.
    if seen.is_ok() {
        for thread in threads {
            let _ = thread.map(JoinHandle::join);
        }
    }
    seen
}

fn collect(
    engine: &Engine,
    keys: &Keys,
    reports: &Receiver<Report>,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<Seen, Trouble> {
    let mut seen = Seen::default();
    let mut plaintext = Zeroizing::default();
    let mut left = 2;
    while left > 0 {
        match reports.recv_timeout(PATIENCE) {
            Ok(Report::Bunch(tree, bunch)) => {
                for (stored, value) in bunch {
                    if !show(engine, keys, tree, &stored, &value, &mut plaintext, visit) {
                        seen.unreadable += 1;
                    }
                }
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

fn show(
    engine: &Engine,
    keys: &Keys,
    tree: Tree,
    stored: &[u8],
    value: &[u8],
    plaintext: &mut Zeroizing<Vec<u8>>,
    visit: &mut dyn FnMut(Visit<'_>),
) -> bool {
    let Some((key, 0)) = split_key(stored) else { return true };
    let opened = parts::open(keys, tree, stored, value, plaintext, |other| engine.get(tree, other));
    if opened.is_ok() {
        visit(Visit::Value { tree, key, plaintext: parts::value(plaintext) });
    }
    opened.is_ok()
}

fn reader(
    engine: Engine,
    hash_key: [u8; 32],
    trees: Vec<Tree>,
    shows: bool,
    report: SyncSender<Report>,
) -> Result<JoinHandle<()>, Trouble> {
    let run = move || {
        let read = guarded(|| read(&engine, &hash_key, &trees, shows, &report));
        let _ = report.send(read.map_or_else(Report::Failed, |seen| Report::Done(Box::new(seen))));
    };
    thread::Builder::new().name("pass".to_owned()).spawn(run).map_err(Trouble::Io)
}

fn read(
    engine: &Engine,
    hash_key: &[u8; 32],
    trees: &[Tree],
    shows: bool,
    report: &SyncSender<Report>,
) -> Result<Seen, Trouble> {
    let mut seen = Seen::default();
    for tree in trees {
        let mut bunch = Vec::new();
        for entry in engine.entries(*tree, &[])? {
            let (stored, value) = entry?;
            seen.entry(hash_key, *tree, &stored, &value);
            if shows {
                bunch.push((stored, value));
                if bunch.len() == BUNCH {
                    let full = std::mem::replace(&mut bunch, Vec::with_capacity(BUNCH));
                    report.send(Report::Bunch(*tree, full)).map_err(|_| Trouble::Failed)?;
                }
            }
        }
        if !bunch.is_empty() {
            report.send(Report::Bunch(*tree, bunch)).map_err(|_| Trouble::Failed)?;
        }
    }
    Ok(seen)
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
