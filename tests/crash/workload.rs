//! What is saved, and what must therefore be there: save `n` is the same in every run, so that a folder alone, and the
//! list of what was acknowledged, can be judged.

use std::collections::BTreeMap;
use std::path::Path;

use secrecy::SecretString;
use simpul::store::{Batch, DraftId, Opening, Store, StoreError, Tree, Visit};
use simpul::vault::{Cost, Credential};

use crate::dice::Dice;

/// Records that are changed again and again.
const KEYS: usize = 24;
/// Forms that stay half filled in.
const STANDING: u64 = 3;
/// Two of them fill a segment of the journal, so that every other one is cut in two there.
const BULK: usize = 2_300_000;
/// Nothing else stands there, so that it is read only where it is looked for: unsealing is slow in a debug build.
pub const BULKY: Tree = Tree::Saves;

/// Something the store said was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ack {
    Made,
    /// The form that save `n` is made from.
    Draft(u64),
    /// A form that is not finished.
    Standing(u64),
    Outbox(u64),
    Save(u64),
    Password,
    /// Up to this save.
    Snapshot(u64),
    /// What [`is_erased`] says, with everything in the outbox and all older snapshots.
    Erased,
    /// Everything is as after this save, and what there was is set aside.
    PutBack(u64),
}

/// Told of each thing that was acknowledged, at that moment.
pub type Tell<'a> = dyn FnMut(Ack) + 'a;

/// What was acknowledged up to some moment.
#[derive(Clone, Debug, Default)]
pub struct Acks {
    pub told: Vec<Ack>,
    /// This was under way: it may have happened, whole or not at all.
    pub maybe: Option<Ack>,
}

impl Acks {
    pub fn of_saves(saves: u64) -> Self {
        let mut told = vec![Ack::Made];
        for n in 1..=saves {
            told.extend(announced(n));
            told.push(Ack::Save(n));
        }
        Self { told, maybe: None }
    }

    /// Each way it may have ended.
    pub fn ends(&self) -> Vec<Vec<Ack>> {
        let mut ends = vec![self.told.clone()];
        if let Some(maybe) = self.maybe
            && !self.told.contains(&maybe)
        {
            ends.push([&self.told[..], &[maybe]].concat());
        }
        ends
    }
}

/// Whether it is gone once [`Ack::Erased`] was told.
pub fn is_erased(tree: Tree, key: &[u8]) -> bool {
    tree == Tree::Records && key.ends_with(b"7") || tree == Tree::History && key.ends_with(b"3")
}

/// One value of one save: what it holds follows from these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    save: u64,
    at: usize,
    length: usize,
}

impl Content {
    pub fn bytes(self) -> Vec<u8> {
        let mark = [self.save.to_le_bytes(), (self.at as u64).to_le_bytes()].concat();
        let mut bytes = mark.repeat(self.length / mark.len() + 1);
        bytes.truncate(self.length);
        bytes
    }
}

type Change = (Tree, Vec<u8>, Option<Content>);

fn length(dice: &mut Dice) -> usize {
    match dice.below(100) {
        0..5 => dice.below(3),
        5..70 => 60 + dice.below(1200),
        70..80 => 60 + dice.below(400),
        80..90 => 4040 + dice.below(20),
        _ => 5000 + dice.below(9000),
    }
}

fn changes(n: u64) -> Vec<Change> {
    let mut dice = Dice::new(n);
    let mut changes = Vec::new();
    for at in 0..=dice.below(5) {
        let key = format!("record-{:02}", dice.below(KEYS)).into_bytes();
        let content = Content { save: n, at, length: length(&mut dice) };
        changes.push((Tree::Records, key, (!dice.once_in(5)).then_some(content)));
    }
    // Gone again with the next save: the journal has it, and the pile to be compared stays small.
    if is_bulky(n) || n > 1 && is_bulky(n - 1) {
        let content = Content { save: n, at: 90, length: BULK };
        changes.push((BULKY, b"bulk".to_vec(), is_bulky(n).then_some(content)));
    }
    let history = Content { save: n, at: 91, length: 40 + dice.below(400) };
    changes.push((Tree::History, format!("history-{n:08}").into_bytes(), Some(history)));
    changes.push((
        Tree::Audit,
        format!("audit-{n:08}").into_bytes(),
        Some(Content { length: 32, ..history }),
    ));
    if n.is_multiple_of(50) {
        changes.push((Tree::Imports, b"last".to_vec(), Some(history)));
        changes.push((Tree::Audit, format!("audit-{:08}", n - 7).into_bytes(), None));
    }
    changes
}

fn is_bulky(n: u64) -> bool {
    n < 100 && n % 31 == 13 || n % 150 == 13
}

fn batch(n: u64) -> Batch {
    let mut batch = Batch::new();
    for (tree, key, content) in changes(n) {
        match content {
            Some(content) => batch.put(tree, key, content.bytes()),
            None => batch.delete(tree, key),
        };
    }
    batch
}

/// What is kept just before save `n`.
fn announced(n: u64) -> Option<Ack> {
    match n % 8 {
        0 | 4 => Some(Ack::Draft(n)),
        2 => Some(Ack::Standing(n)),
        7 => Some(Ack::Outbox(n)),
        _ => None,
    }
}

pub fn draft_of(n: u64) -> DraftId {
    DraftId::from_bytes((1_000_000_u128 + u128::from(n)).to_be_bytes())
}

pub fn standing(slot: u64) -> DraftId {
    DraftId::from_bytes(u128::from(1 + slot % STANDING).to_be_bytes())
}

pub fn slot(n: u64) -> u64 {
    n / 8 % STANDING
}

pub fn form(n: u64) -> Vec<u8> {
    Content { save: n, at: 92, length: 700 }.bytes()
}

pub fn parcel(n: u64) -> (String, Vec<u8>) {
    (format!("bundle-{n}.zip"), Content { save: n, at: 93, length: 900 }.bytes())
}

/// The next save as the desk does it: a draft or a bundle before it, then the save.
pub fn step(store: &mut Store, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let n = store.next_seq();
    let announced = announced(n);
    match announced {
        Some(Ack::Draft(_)) => store.drafts().write(draft_of(n), &form(n))?,
        Some(Ack::Standing(_)) => store.drafts().write(standing(slot(n)), &form(n))?,
        Some(Ack::Outbox(_)) => {
            let (name, bytes) = parcel(n);
            store.files().put(&name, &bytes)?;
        }
        _ => {}
    }
    announced.into_iter().for_each(&mut *tell);
    let draft = matches!(announced, Some(Ack::Draft(_))).then(|| draft_of(n));
    let saved = store.save(&batch(n), draft)?;
    assert_eq!(saved, n);
    tell(Ack::Save(n));
    Ok(())
}

pub fn steps(store: &mut Store, saves: u64, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    (0..saves).try_for_each(|_| step(store, tell))
}

/// Everything that must be there.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The last save that was acknowledged, or that the store went back to.
    pub saves: u64,
    pub values: BTreeMap<(Tree, Vec<u8>), Content>,
    /// Forms of saves, standing ones, bundles, snapshots: by their save.
    pub files: Vec<Ack>,
    pub is_set_aside: bool,
}

impl Held {
    pub fn after(told: &[Ack]) -> Self {
        let mut held = Self::default();
        for ack in told {
            match *ack {
                Ack::Save(n) => held.go_on_to(n),
                Ack::Erased => {
                    held.values.retain(|(tree, key), _| !is_erased(*tree, key));
                    held.files.retain(|ack| matches!(ack, Ack::Draft(_) | Ack::Standing(_)));
                }
                Ack::PutBack(n) => {
                    let files = std::mem::take(&mut held.files);
                    held = Self { is_set_aside: true, ..Self::default() };
                    held.go_on_to(n);
                    held.files = files;
                    held.files.retain(|ack| matches!(ack, Ack::Standing(_) | Ack::Outbox(_)));
                }
                Ack::Draft(_) | Ack::Standing(_) | Ack::Outbox(_) | Ack::Snapshot(_) => held.files.push(*ack),
                Ack::Made | Ack::Password => {}
            }
        }
        held
    }

    pub fn go_on_to(&mut self, saves: u64) {
        for n in self.saves + 1..=saves {
            for (tree, key, content) in changes(n) {
                match content {
                    Some(content) => self.values.insert((tree, key), content),
                    None => self.values.remove(&(tree, key)),
                };
            }
            self.saves = n;
        }
    }
}

pub fn password() -> SecretString {
    SecretString::from("kata sandi uji")
}

pub fn new_password() -> SecretString {
    SecretString::from("kata sandi baru")
}

pub fn make(dir: &Path) -> Result<Store, StoreError> {
    Store::create(dir, &password(), Cost::for_tests()).map(|(store, _)| store)
}

/// What the store shows while it opens.
pub type Shown = BTreeMap<(Tree, Vec<u8>), Vec<u8>>;

pub fn open(dir: &Path, password: &SecretString) -> Result<(Store, Opening, Shown), StoreError> {
    let mut shown = Shown::new();
    let mut visit = |seen: Visit<'_>| match seen {
        Visit::FirstSight(_) => {}
        Visit::Restart => shown.clear(),
        Visit::Value { tree, key, plaintext } => {
            shown.insert((tree, key.to_vec()), plaintext.to_vec());
        }
    };
    let (store, opening) = Store::open(dir, Credential::Password(password), &mut visit)?;
    Ok((store, opening, shown))
}
