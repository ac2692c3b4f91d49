//! What is interrupted. Another one is one line in [`OPERATIONS`].

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::OnceLock;

use crate::model::Tree;
use crate::room::folder;
use crate::workload::{Ack, Acks, Tell, is_erased, make, new_password, open, password, step, steps};
use simpul::store::{Erasure, Fate, RestoreOrder, Store, StoreError};
use simpul::vault::{Cost, Credential, change_password};

/// Something the program does with a folder, from a beginning that is safely on the disk.
#[derive(Clone, Copy)]
pub struct Operation {
    pub name: &'static str,
    /// Makes the beginning and says what it has acknowledged.
    pub begin: fn(&Path) -> Acks,
    /// What is killed, or loses its power, or its disk.
    pub run: fn(&Path, &mut Tell<'_>) -> Result<(), StoreError>,
}

pub const OPERATIONS: &[Operation] = &[
    Operation { name: "set up", begin: |_| Acks::default(), run: set_up },
    Operation { name: "save", begin: filled, run: |dir, tell| save(dir, 40, tell) },
    Operation { name: "save past a checkpoint", begin: filled, run: |dir, tell| save(dir, 300, tell) },
    Operation { name: "catch up", begin: never_closed, run: |dir, tell| save(dir, 1, tell) },
    Operation { name: "rebuild sled", begin: without_sled, run: |dir, tell| save(dir, 1, tell) },
    Operation { name: "write the journal anew", begin: without_journal, run: |dir, tell| save(dir, 1, tell) },
    Operation { name: "mend the small files", begin: with_small_damage, run: |dir, tell| save(dir, 1, tell) },
    Operation { name: "change the password", begin: filled, run: change },
    Operation { name: "snapshot", begin: filled, run: snapshot },
    Operation { name: "compact", begin: filled, run: compact },
    Operation { name: "migrate", begin: filled, run: migrate },
    Operation { name: "erase", begin: |dir| maybe(Ack::Erased, snapshotted(dir)), run: erase },
    Operation {
        name: "restore",
        begin: |dir| maybe(Ack::PutBack(BEGINNING), snapshotted(dir)),
        run: restore,
    },
    Operation {
        name: "undo a restore",
        begin: |dir| maybe(Ack::PutBack(40), restored(dir)),
        run: bring_back,
    },
];

impl Operation {
    pub fn named(name: &str) -> Self {
        *OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
    }
}

const BEGINNING: u64 = 30;
/// Unix seconds.
const NOW: i64 = 1_795_521_600;

fn set_up(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let mut store = make(dir)?;
    tell(Ack::Made);
    steps(&mut store, 3, tell)?;
    store.close()
}

fn save(dir: &Path, saves: u64, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    steps(&mut store, saves, tell)?;
    store.close()
}

fn change(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let password = password();
    change_password(dir, Credential::Password(&password), &new_password(), Cost::for_tests())?;
    tell(Ack::Password);
    let (mut store, ..) = open(dir, &new_password())?;
    step(&mut store, tell)?;
    store.close()
}

/// A closed store.
pub fn filled(dir: &Path) -> Acks {
    static ONCE: OnceLock<Tree> = OnceLock::new();
    let made = ONCE.get_or_init(|| {
        let (made, mut acks) = (folder(), Acks::default());
        set_up(made.path(), &mut |ack| acks.told.push(ack)).unwrap();
        save(made.path(), BEGINNING - 3, &mut |ack| acks.told.push(ack)).unwrap();
        assert_eq!(acks.told, Acks::of_saves(BEGINNING).told);
        Tree::read(made.path())
    });
    made.write(dir);
    Acks::of_saves(BEGINNING)
}

/// A store whose process was killed.
pub fn never_closed(dir: &Path) -> Acks {
    static ONCE: OnceLock<Tree> = OnceLock::new();
    let made = ONCE.get_or_init(|| {
        let made = folder();
        filled(made.path());
        let (mut store, ..) = open(made.path(), &password()).unwrap();
        steps(&mut store, 30, &mut |_| ()).unwrap();
        Tree::read(made.path())
    });
    made.write(dir);
    Acks::of_saves(BEGINNING + 30)
}

fn without_sled(dir: &Path) -> Acks {
    let acks = never_closed(dir);
    fs::remove_dir_all(dir.join("store-000001")).unwrap();
    acks
}

fn without_journal(dir: &Path) -> Acks {
    let acks = filled(dir);
    fs::remove_dir_all(dir.join("journal")).unwrap();
    acks
}

fn with_small_damage(dir: &Path) -> Acks {
    let acks = filled(dir);
    fs::remove_file(dir.join("CURRENT")).unwrap();
    fs::write(dir.join("vault-a"), b"nothing").unwrap();
    acks
}

fn maybe(ack: Ack, acks: Acks) -> Acks {
    Acks { maybe: Some(ack), ..acks }
}

/// A snapshot, and ten saves more.
pub fn snapshotted(dir: &Path) -> Acks {
    let mut acks = filled(dir);
    snapshot(dir, &mut |ack| acks.told.push(ack)).unwrap();
    save(dir, 8, &mut |ack| acks.told.push(ack)).unwrap();
    acks
}

fn restored(dir: &Path) -> Acks {
    let mut acks = snapshotted(dir);
    restore(dir, &mut |ack| acks.told.push(ack)).unwrap();
    acks
}

fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// With a save at each side of it, so that what is acknowledged is there too.
fn snapshot(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    let made = store.snapshot(NOW, &mut go_on)?;
    tell(Ack::Snapshot(made.seq));
    step(&mut store, tell)?;
    // While saves go on.
    store.begin_snapshot(NOW + 1)?;
    step(&mut store, tell)?;
    store.close()
}

fn compact(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    step(&mut store, tell)?;
    store.compact(NOW, &mut go_on)?;
    step(&mut store, tell)?;
    store.close()
}

fn migrate(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    step(&mut store, tell)?;
    let mut judge = |_, _: &[u8], value: &[u8]| Fate::Replace(value.to_vec());
    store.migrate(NOW, &mut judge, &mut |_| (), &mut go_on)?;
    step(&mut store, tell)?;
    store.close()
}

fn erase(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    let erasure = Erasure { password: &password(), cost: Cost::for_tests(), at: NOW, also_aside: true };
    let mut judge = |tree, key: &[u8], _: &[u8]| if is_erased(tree, key) { Fate::Drop } else { Fate::Keep };
    store.erase(&erasure, &mut judge, &mut |_| true, &mut |_| (), &mut go_on)?;
    tell(Ack::Erased);
    step(&mut store, tell)?;
    store.close()
}

fn restore(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let backup = dir.join(format!("backup/snap-{BEGINNING:012}.bak"));
    let (file, password) = (backup.as_path(), password());
    Store::restore(
        dir,
        &RestoreOrder { file, credential: Credential::Password(&password), at: NOW },
        &mut go_on,
    )?;
    tell(Ack::PutBack(BEGINNING));
    save(dir, 1, tell)
}

fn bring_back(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let aside = Store::set_aside(dir).remove(0);
    Store::bring_back(dir, &aside, NOW + 1)?;
    tell(Ack::PutBack(40));
    save(dir, 1, tell)
}
