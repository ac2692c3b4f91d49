//! What is interrupted. Another one is one line in [`OPERATIONS`].

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::model::Tree;
use crate::room::folder;
use crate::workload::{Ack, Acks, Tell, make, new_password, open, password, step, steps};
use simpul::store::StoreError;
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
];

impl Operation {
    pub fn named(name: &str) -> Self {
        *OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
    }
}

const BEGINNING: u64 = 30;

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
        set_up(made.path(), &mut |ack| acks.0.push(ack)).unwrap();
        save(made.path(), BEGINNING - 3, &mut |ack| acks.0.push(ack)).unwrap();
        assert_eq!(acks.0, Acks::of_saves(BEGINNING).0);
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
