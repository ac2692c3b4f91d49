//! What a power cut may leave of a recorded run.
//!
//! Kept is what was synced: the bytes of a file up to its last sync, the names in a folder up to that folder's. Of what came
//! later, each write may be there, not there, or torn at a sector; of the names in a folder any beginning may be there, in
//! their order. A rename is whole or not there. `sync_file_range` keeps nothing. That is what POSIX promises; ext4 promises
//! more (a synced file keeps its name).

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::dice::Dice;
use crate::recorder::{Base, Bytes, Event, Known, Node, Recording};
use crate::workload::Ack;

const SECTOR: usize = 512;
const PAGE: usize = 4096;

/// What happens to that which was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    AllLost,
    /// As after kill -9.
    AllKept,
    /// Names are there, bytes are not: a disk that writes its journal first.
    OnlyNames,
    /// Anything.
    Mixed,
}

impl Fate {
    pub const ALL: [Self; 4] = [Self::AllLost, Self::AllKept, Self::OnlyNames, Self::Mixed];
}

/// A sync that counts, or one that a broken program or disk left out.
pub type Counts = fn(&Known, bool) -> bool;

pub fn every_sync_counts(_: &Known, _: bool) -> bool {
    true
}

/// Files and folders by their path below the root.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tree(pub BTreeMap<String, Option<Vec<u8>>>);

impl Recording {
    pub fn acks_before(&self, moment: usize) -> Vec<Ack> {
        let acks = self.events[..moment].iter();
        acks.filter_map(|event| if let Event::Ack(ack) = event { Some(*ack) } else { None }).collect()
    }

    /// A moment, half of the time right behind something that was acknowledged.
    pub fn moment(&self, dice: &mut Dice) -> usize {
        let acks: Vec<_> =
            (1..=self.events.len()).filter(|end| matches!(self.events[end - 1], Event::Ack(_))).collect();
        if acks.is_empty() || dice.once_in(2) { dice.below(self.events.len() + 1) } else { *dice.pick(&acks) }
    }

    /// The folder after a power cut just before event `moment`.
    pub fn cut_at(&self, moment: usize, fate: Fate, dice: &mut Dice, counts: Counts) -> Tree {
        let folders = self.folders(moment, fate, dice, counts);
        let contents = self.contents(moment, fate, dice, counts);
        let mut tree = Tree::default();
        collect(&self.nodes, &folders, &contents, 0, "", &mut tree);
        tree
    }

    /// For each node the place of the last sync that counted.
    fn synced(&self, moment: usize, counts: Counts) -> Vec<usize> {
        let mut synced = vec![0; self.nodes.len()];
        for (at, event) in self.events[..moment].iter().enumerate() {
            if let Event::Sync { node, data } = event
                && counts(&self.nodes[*node], *data)
            {
                synced[*node] = at;
            }
        }
        synced
    }

    fn folders(
        &self,
        moment: usize,
        fate: Fate,
        dice: &mut Dice,
        counts: Counts,
    ) -> Vec<BTreeMap<String, Node>> {
        let mut folders: Vec<BTreeMap<String, Node>> = self.nodes.iter().map(names_at_first).collect();
        let kept = self.kept_names(moment, counts);
        let mut stopped = BTreeSet::new();
        for (at, event) in self.events[..moment].iter().enumerate() {
            let touched = folders_of(event);
            if touched.is_empty() {
                continue;
            }
            let is_kept = touched.iter().any(|dir| at < kept[*dir]);
            let is_lost = touched.iter().any(|dir| stopped.contains(dir))
                || match fate {
                    Fate::AllLost => true,
                    Fate::AllKept | Fate::OnlyNames => false,
                    Fate::Mixed => dice.once_in(4),
                };
            if is_lost && !is_kept {
                stopped.extend(touched);
                continue;
            }
            match event {
                Event::Make { dir, name, node } => {
                    folders[*dir].insert(name.clone(), *node);
                }
                Event::Remove { dir, name } => {
                    folders[*dir].remove(name);
                }
                Event::Rename { from, to } => {
                    if let Some(node) = folders[from.0].remove(&from.1) {
                        folders[to.0].insert(to.1.clone(), node);
                    }
                }
                _ => {}
            }
        }
        folders
    }

    /// For each folder up to where its names are kept. A rename between two is kept with either, and with it what was
    /// before it in the other.
    fn kept_names(&self, moment: usize, counts: Counts) -> Vec<usize> {
        let mut kept = self.synced(moment, counts);
        loop {
            let mut changed = false;
            for (at, event) in self.events[..moment].iter().enumerate() {
                let touched = folders_of(event);
                if touched.iter().any(|dir| at < kept[*dir]) {
                    for dir in touched {
                        changed |= kept[dir] <= at;
                        kept[dir] = kept[dir].max(at + 1);
                    }
                }
            }
            if !changed {
                return kept;
            }
        }
    }

    fn contents(&self, moment: usize, fate: Fate, dice: &mut Dice, counts: Counts) -> Vec<Vec<u8>> {
        let mut contents: Vec<Vec<u8>> = self.nodes.iter().map(bytes_at_first).collect();
        let synced = self.synced(moment, counts);
        let failed = self.never_synced(moment);
        for (at, event) in self.events[..moment].iter().enumerate() {
            match event {
                Event::Write { node, offset, bytes } => {
                    let is_kept = at < synced[*node] && !failed.contains(&at);
                    let content = &mut contents[*node];
                    let offset = usize::try_from(*offset).unwrap();
                    if is_kept || fate == Fate::AllKept {
                        put(content, offset, bytes, 0..bytes.len());
                    } else if fate == Fate::Mixed {
                        tear(content, offset, bytes, dice);
                    }
                }
                Event::Resize { node, length } => {
                    let is_kept = at < synced[*node] || fate == Fate::AllKept;
                    if is_kept || fate == Fate::Mixed && dice.once_in(2) {
                        contents[*node].resize(usize::try_from(*length).unwrap(), 0);
                    }
                }
                _ => {}
            }
        }
        contents
    }

    /// Writes behind which a sync failed: Linux calls them clean, and no later sync writes them.
    fn never_synced(&self, moment: usize) -> BTreeSet<usize> {
        let mut waiting: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
        let mut never = BTreeSet::new();
        for (at, event) in self.events[..moment].iter().enumerate() {
            match event {
                Event::Write { node, .. } => waiting.entry(*node).or_default().push(at),
                Event::Sync { node, .. } => drop(waiting.remove(node)),
                Event::SyncFailed { node } => never.extend(waiting.remove(node).unwrap_or_default()),
                _ => {}
            }
        }
        never
    }
}

fn folders_of(event: &Event) -> Vec<Node> {
    match event {
        Event::Make { dir, .. } | Event::Remove { dir, .. } => vec![*dir],
        Event::Rename { from, to } if from.0 == to.0 => vec![from.0],
        Event::Rename { from, to } => vec![from.0, to.0],
        _ => Vec::new(),
    }
}

fn names_at_first(known: &Known) -> BTreeMap<String, Node> {
    match &known.base {
        Base::Folder(names) => names.iter().cloned().collect(),
        _ => BTreeMap::new(),
    }
}

fn bytes_at_first(known: &Known) -> Vec<u8> {
    match &known.base {
        Base::File(bytes) => bytes.to_vec(),
        _ => Vec::new(),
    }
}

fn put(content: &mut Vec<u8>, offset: usize, bytes: &Bytes, range: std::ops::Range<usize>) {
    let end = offset + range.end;
    if content.len() < end {
        content.resize(end, 0);
    }
    let place = &mut content[offset + range.start..end];
    match bytes {
        Bytes::Zeros(_) => place.fill(0),
        Bytes::Data(bytes) => place.copy_from_slice(&bytes[range]),
    }
}

/// There, not there, there up to a sector, or some sectors of it. A longer file whose bytes are not there holds zeros.
fn tear(content: &mut Vec<u8>, offset: usize, bytes: &Bytes, dice: &mut Dice) {
    let length = bytes.len();
    // Sectors of the disk, not of the write.
    let first = (SECTOR - offset % SECTOR).min(length);
    let mut sectors = Vec::new();
    sectors.push(0..first);
    sectors.extend((first..length).step_by(SECTOR).map(|from| from..length.min(from + SECTOR)));
    match dice.below(6) {
        0 => {}
        1 if content.len() < offset + length => content.resize(offset + length, 0),
        2 => {
            let whole = dice.below(sectors.len() + 1);
            sectors.drain(..whole).for_each(|sector| put(content, offset, bytes, sector));
        }
        3 => {
            let (odds, some) = (2 + dice.below(6), dice.once_in(2));
            for sector in sectors {
                if dice.once_in(odds) == some {
                    put(content, offset, bytes, sector);
                }
            }
        }
        _ => put(content, offset, bytes, 0..length),
    }
}

fn collect(
    nodes: &[Known],
    folders: &[BTreeMap<String, Node>],
    contents: &[Vec<u8>],
    of: Node,
    path: &str,
    tree: &mut Tree,
) {
    for (name, node) in &folders[of] {
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if nodes[*node].is_dir {
            tree.0.insert(path.clone(), None);
            collect(nodes, folders, contents, *node, &path, tree);
        } else {
            tree.0.insert(path, Some(contents[*node].clone()));
        }
    }
}

impl Tree {
    /// What lies on the disk.
    pub fn read(root: &Path) -> Self {
        fn below(dir: &Path, root: &Path, tree: &mut Tree) {
            for entry in fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                if path.is_dir() {
                    tree.0.insert(name, None);
                    below(&path, root, tree);
                } else {
                    tree.0.insert(name, Some(fs::read(&path).unwrap()));
                }
            }
        }
        let mut tree = Self::default();
        below(root, root, &mut tree);
        tree
    }

    /// Lays it out in an empty folder, with holes where there are only zeros.
    pub fn write(&self, root: &Path) {
        for (name, content) in &self.0 {
            let path = root.join(name);
            let Some(content) = content else {
                fs::create_dir(path).unwrap();
                continue;
            };
            let file = File::create(path).unwrap();
            file.set_len(content.len() as u64).unwrap();
            for (page, bytes) in content.chunks(PAGE).enumerate() {
                if *bytes != [0; PAGE][..bytes.len()] {
                    file.write_all_at(bytes, (page * PAGE) as u64).unwrap();
                }
            }
        }
    }
}
