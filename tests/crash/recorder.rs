//! What a watched folder is told, in order: every name, write, size and sync; and the disk's answer, when a test wants it
//! to be a bad one.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::workload::Ack;

/// A file or folder, whatever its names.
pub type Node = usize;
/// Device and inode.
pub type FileId = (u64, u64);

#[derive(Clone, Debug)]
pub enum Event {
    Make {
        dir: Node,
        name: String,
        node: Node,
    },
    Write {
        node: Node,
        offset: u64,
        bytes: Bytes,
    },
    Resize {
        node: Node,
        length: u64,
    },
    /// `data` when it was `fdatasync`, which promises no more than the bytes.
    Sync {
        node: Node,
        data: bool,
    },
    /// The disk said no: what was not synced by then never will be.
    SyncFailed {
        node: Node,
    },
    Rename {
        from: (Node, String),
        to: (Node, String),
    },
    Remove {
        dir: Node,
        name: String,
    },
    Ack(Ack),
}

/// Most of what is written ahead are zeros.
#[derive(Clone, Debug)]
pub enum Bytes {
    Zeros(usize),
    Data(Arc<[u8]>),
}

impl Bytes {
    pub fn len(&self) -> usize {
        match self {
            Self::Zeros(length) => *length,
            Self::Data(bytes) => bytes.len(),
        }
    }

    fn of(bytes: &[u8]) -> Self {
        if bytes.iter().all(|byte| *byte == 0) { Self::Zeros(bytes.len()) } else { Self::Data(bytes.into()) }
    }
}

/// A file or folder as it was when watching began, or came to be since.
#[derive(Clone, Debug)]
pub struct Known {
    pub is_dir: bool,
    /// The name it had last.
    pub name: String,
    pub size: u64,
    /// What it held at the beginning, on the disk for good.
    pub base: Base,
}

#[derive(Clone, Debug)]
pub enum Base {
    Nothing,
    File(Arc<[u8]>),
    Folder(Vec<(String, Node)>),
}

/// Everything about one run.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The first is the watched folder itself.
    pub nodes: Vec<Known>,
    pub events: Vec<Event>,
}

/// How the disk behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    #[default]
    Good,
    /// No more than this many bytes can be added.
    Full(u64),
    /// The write with this number fails; half of it may be there. And all after it, when `for_good`.
    BadWrite {
        at: u64,
        errno: i32,
        half: bool,
        for_good: bool,
    },
    /// The sync with this number fails.
    BadSync {
        at: u64,
        for_good: bool,
    },
    /// The creating, renaming or removing of a name with this number fails.
    BadName {
        at: u64,
        errno: i32,
    },
    ReadOnly,
    /// Every write takes only half of what it is given.
    Short,
}

#[derive(Default)]
pub struct Watch {
    recording: Recording,
    disk: Disk,
    writes: u64,
    syncs: u64,
    names: u64,
    keeps: bool,
}

#[derive(Default)]
pub struct Registry {
    ids: HashMap<FileId, (usize, Node)>,
    watches: HashMap<usize, Watch>,
    next: usize,
}

static WATCHED: AtomicUsize = AtomicUsize::new(0);
static REGISTRY: Mutex<Option<Registry>> = Mutex::new(None);

/// Nothing when no folder is watched at all.
pub fn registry() -> Option<MutexGuard<'static, Option<Registry>>> {
    (WATCHED.load(Ordering::Acquire) > 0).then(locked)
}

fn locked() -> MutexGuard<'static, Option<Registry>> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Registry {
    pub fn find(&self, id: FileId) -> Option<(usize, Node)> {
        self.ids.get(&id).copied()
    }

    pub fn watch(&mut self, watch: usize) -> &mut Watch {
        self.watches.get_mut(&watch).unwrap()
    }

    pub fn make(&mut self, watch: usize, dir: Node, name: String, id: FileId, is_dir: bool) {
        let this = self.watch(watch);
        let node = this.recording.nodes.len();
        this.recording.nodes.push(Known { is_dir, name: name.clone(), size: 0, base: Base::Nothing });
        this.log(Event::Make { dir, name, node });
        self.ids.insert(id, (watch, node));
    }

    pub fn forget(&mut self, id: FileId) {
        self.ids.remove(&id);
    }
}

impl Watch {
    fn log(&mut self, event: Event) {
        if self.keeps {
            self.recording.events.push(event);
        }
    }

    /// How many bytes the disk takes, or its error.
    pub fn may_write(&mut self, node: Node, offset: u64, length: usize) -> Result<usize, (i32, usize)> {
        self.writes += 1;
        match self.disk {
            Disk::Full(room) => {
                let size = self.recording.nodes[node].size;
                let growth = (offset + length as u64).saturating_sub(size.max(offset));
                if growth <= room {
                    return Ok(length);
                }
                let fits = length - usize::try_from(growth - room).unwrap();
                if fits == 0 { Err((libc::ENOSPC, 0)) } else { Ok(fits) }
            }
            Disk::BadWrite { at, errno, half, for_good }
                if self.writes == at || for_good && self.writes > at =>
            {
                Err((errno, if half { length / 2 } else { 0 }))
            }
            Disk::ReadOnly => Err((libc::EROFS, 0)),
            Disk::Short => Ok(length.div_ceil(2)),
            _ => Ok(length),
        }
    }

    pub fn wrote(&mut self, node: Node, offset: u64, bytes: &[u8]) {
        let size = &mut self.recording.nodes[node].size;
        let end = offset + bytes.len() as u64;
        let growth = end.saturating_sub(*size);
        *size = end.max(*size);
        if let Disk::Full(room) = &mut self.disk {
            *room = room.saturating_sub(growth);
        }
        if self.keeps {
            self.log(Event::Write { node, offset, bytes: Bytes::of(bytes) });
        }
    }

    pub fn resized(&mut self, node: Node, length: u64) {
        self.free(self.recording.nodes[node].size.saturating_sub(length));
        self.recording.nodes[node].size = length;
        self.log(Event::Resize { node, length });
    }

    pub fn may_sync(&mut self, node: Node) -> Result<(), i32> {
        self.syncs += 1;
        match self.disk {
            Disk::BadSync { at, for_good } if self.syncs == at || for_good && self.syncs > at => {
                self.log(Event::SyncFailed { node });
                Err(libc::EIO)
            }
            _ => Ok(()),
        }
    }

    pub fn synced(&mut self, node: Node, data: bool) {
        self.log(Event::Sync { node, data });
    }

    /// A name is to be made, changed or removed.
    pub fn may_name(&mut self) -> Result<(), i32> {
        self.names += 1;
        match self.disk {
            Disk::BadName { at, errno } if self.names == at => Err(errno),
            Disk::ReadOnly => Err(libc::EROFS),
            _ => Ok(()),
        }
    }

    pub fn is_read_only(&self) -> bool {
        self.disk == Disk::ReadOnly
    }

    pub fn renamed(&mut self, node: Option<Node>, from: (Node, String), to: (Node, String)) {
        if let Some(node) = node {
            self.recording.nodes[node].name.clone_from(&to.1);
        }
        self.log(Event::Rename { from, to });
    }

    pub fn removed(&mut self, node: Option<Node>, dir: Node, name: String) {
        let size = node.map_or(0, |node| self.recording.nodes[node].size);
        self.free(size);
        self.log(Event::Remove { dir, name });
    }

    fn free(&mut self, bytes: u64) {
        if let Disk::Full(room) = &mut self.disk {
            *room += bytes;
        }
    }
}

/// Watches a folder until it is dropped.
pub struct Recorder(usize);

impl Recorder {
    pub fn start(root: &Path) -> Self {
        Self::watch(root, Disk::Good, true)
    }

    /// Keeps no record.
    pub fn disk(root: &Path, disk: Disk) -> Self {
        Self::watch(root, disk, false)
    }

    fn watch(root: &Path, disk: Disk, keeps: bool) -> Self {
        let mut ids = Vec::new();
        let mut recording = Recording::default();
        take_in(root, "", keeps, &mut recording.nodes, &mut ids);
        let mut registry = locked();
        let registry = registry.get_or_insert_default();
        registry.next += 1;
        let number = registry.next;
        registry.ids.extend(ids.into_iter().map(|(id, node)| (id, (number, node))));
        registry.watches.insert(number, Watch { recording, disk, keeps, ..Watch::default() });
        WATCHED.fetch_add(1, Ordering::AcqRel);
        Self(number)
    }

    pub fn ack(&self, ack: Ack) {
        self.with(|watch| watch.log(Event::Ack(ack)));
    }

    /// From now on the disk behaves like this.
    pub fn becomes(&self, disk: Disk) {
        self.with(|watch| watch.disk = disk);
    }

    /// Writes, syncs and names so far.
    pub fn counts(&self) -> (u64, u64, u64) {
        self.with(|watch| (watch.writes, watch.syncs, watch.names))
    }

    pub fn finish(self) -> Recording {
        self.with(|watch| std::mem::take(&mut watch.recording))
    }

    fn with<T>(&self, run: impl FnOnce(&mut Watch) -> T) -> T {
        run(locked().as_mut().unwrap().watch(self.0))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let mut registry = locked();
        let registry = registry.as_mut().unwrap();
        registry.ids.retain(|_, (watch, _)| *watch != self.0);
        registry.watches.remove(&self.0);
        WATCHED.fetch_sub(1, Ordering::AcqRel);
    }
}

fn take_in(
    path: &Path,
    name: &str,
    keeps: bool,
    nodes: &mut Vec<Known>,
    ids: &mut Vec<(FileId, Node)>,
) -> Node {
    let meta = fs::metadata(path).unwrap();
    let node = nodes.len();
    ids.push(((meta.dev(), meta.ino()), node));
    nodes.push(Known { is_dir: meta.is_dir(), name: name.to_owned(), size: 0, base: Base::Nothing });
    if meta.is_dir() {
        let names =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut inside: Vec<String> = names.collect();
        inside.sort();
        let inside = inside.into_iter().map(|name| {
            let node = take_in(&path.join(&name), &name, keeps, nodes, ids);
            (name, node)
        });
        let folder = Base::Folder(inside.collect());
        nodes[node].base = folder;
    } else {
        nodes[node].size = meta.len();
        if keeps {
            nodes[node].base = Base::File(fs::read(path).unwrap().into());
        }
    }
    node
}
