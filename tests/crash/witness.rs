//! Opens what is left and compares it with what was acknowledged.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use simpul::store::{Opening, Store, StoreError, Tree};
use simpul::vault::VaultError;

use crate::workload::{self, Ack, Acks, BULKY, Held, Shown};

/// What became of what was acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All of it is there, and the store goes on.
    Whole,
    /// Not all of it is there, and the store says so: with these words.
    Named(String),
    /// Gone without a word, or something that never was is there.
    Silent(String),
}

impl Verdict {
    pub fn is_whole(&self) -> bool {
        *self == Self::Whole
    }

    pub fn is_silent(&self) -> bool {
        matches!(self, Self::Silent(_))
    }
}

/// Opens `dir` as the program would, uses it, closes it, and opens it again.
pub fn judge(dir: &Path, acks: &Acks) -> Verdict {
    match opened(dir, acks) {
        Ok(None) => whole_if(begins_anew(dir)),
        Ok(Some((store, opening, shown))) => judge_open(dir, acks, store, &opening, &shown),
        Err(error) if error.exit_code() == 5 => Verdict::Named(format!("{error:?}")),
        Err(error) => Verdict::Silent(format!("blames something else: {error:?}")),
    }
}

type Opened = (Store, Opening, Shown);

/// Nothing when there is no store, and none was acknowledged.
fn opened(dir: &Path, acks: &Acks) -> Result<Option<Opened>, StoreError> {
    if !acks.has(Ack::Made) && !Store::exists(dir) {
        return Ok(None);
    }
    match workload::open(dir, &workload::new_password()) {
        Err(StoreError::Vault(VaultError::WrongSecret)) if !acks.has(Ack::Password) => {
            workload::open(dir, &workload::password()).map(Some)
        }
        opened => opened.map(Some),
    }
}

fn begins_anew(dir: &Path) -> Result<(), String> {
    let mut store = workload::make(dir).map_err(|error| format!("no new store: {error:?}"))?;
    workload::steps(&mut store, 2, &mut |_| ()).map_err(|error| format!("no save: {error:?}"))?;
    store.close().map_err(|error| format!("no close: {error:?}"))
}

fn whole_if(done: Result<(), String>) -> Verdict {
    done.map_or_else(Verdict::Silent, |()| Verdict::Whole)
}

fn judge_open(dir: &Path, acks: &Acks, store: Store, opening: &Opening, shown: &Shown) -> Verdict {
    let there = compare(&store, acks, shown);
    let codes: Vec<_> = opening.notices.iter().map(|notice| notice.code).collect();
    let refuses = opening.read_only && !opening.missing.is_empty();
    match there {
        Err(lost) if refuses => Verdict::Named(format!("{codes:?} {:?}: {lost}", opening.missing)),
        Err(lost) => after_all(dir, acks, store, &codes, lost),
        Ok(()) if opening.read_only => {
            Verdict::Named(format!("all there, but read-only: {codes:?} {:?}", opening.missing))
        }
        Ok(()) => whole_if(goes_on(dir, store).map_err(|what| format!("{what} (opened with {codes:?})"))),
    }
}

/// One save less than acknowledged, and exactly this said; or a draft, which the store names when asked.
fn after_all(dir: &Path, acks: &Acks, store: Store, codes: &[&str], lost: String) -> Verdict {
    let mut fewer = acks.clone();
    if codes.contains(&"last-save-uncertain") {
        fewer.0.retain(|ack| *ack != Ack::Save(acks.saves()));
        let shown = everything(&store).unwrap_or_default();
        if compare(&store, &fewer, &shown).is_ok() {
            return match goes_on(dir, store) {
                Ok(()) => Verdict::Named(format!("{codes:?}: {lost}")),
                Err(what) => Verdict::Silent(what),
            };
        }
    }
    Verdict::Silent(format!("{lost} (opened with {codes:?})"))
}

/// Every tree but that of the bulky values, read through the store.
fn everything(store: &Store) -> Result<Shown, StoreError> {
    let mut found = Shown::new();
    for tree in Tree::ALL.into_iter().filter(|tree| *tree != BULKY) {
        store.scan(tree, &[], &mut |key, value| {
            found.insert((tree, key.to_vec()), value.to_vec());
            ControlFlow::Continue(())
        })?;
    }
    Ok(found)
}

fn compare(store: &Store, acks: &Acks, shown: &Shown) -> Result<(), String> {
    let (last, acknowledged) = (store.next_seq() - 1, acks.saves());
    if last < acknowledged {
        return Err(format!("save {acknowledged} was acknowledged, the last is {last}"));
    }
    if last > acknowledged + 1 {
        return Err(format!("save {acknowledged} was the last, but there is {last}"));
    }
    let expected = Held::after(last);
    let mut found = everything(store).map_err(|error| format!("reading: {error:?}"))?;
    let bulky: Vec<_> = expected.values.keys().filter(|(tree, _)| *tree == BULKY).cloned().collect();
    for place in bulky {
        let value = store.get(BULKY, &place.1).map_err(|error| format!("reading: {error:?}"))?;
        found.extend(value.map(|value| (place, value)));
    }
    for ((tree, key), content) in &expected.values {
        let name = String::from_utf8_lossy(key);
        match found.get(&(*tree, key.clone())) {
            None => return Err(format!("{tree:?} {name} is missing after {last}")),
            Some(bytes) if *bytes != content.bytes() => {
                return Err(format!("{tree:?} {name} is another value after {last}"));
            }
            Some(_) => {}
        }
    }
    if found.len() != expected.values.len() {
        return Err(format!("{} values more than after {last}", found.len() - expected.values.len()));
    }
    let visited = |tree: &Tree| matches!(tree, Tree::Records | Tree::Imports);
    if shown.iter().any(|(place, bytes)| found.get(place) != Some(bytes))
        || found.keys().any(|(tree, key)| visited(tree) && !shown.contains_key(&(*tree, key.clone())))
    {
        return Err("opening showed something else than there is".to_owned());
    }
    for tree in Tree::ALL {
        let there = found.keys().filter(|(of, _)| *of == tree).count() as u64;
        if store.count(tree) != there {
            return Err(format!("{tree:?}: counted {}, there are {there}", store.count(tree)));
        }
    }
    files(store, acks, last)
}

/// Drafts and bundles: those acknowledged are there as they were written, or the store says which are damaged.
fn files(store: &Store, acks: &Acks, last: u64) -> Result<(), String> {
    let drafts = store.drafts().all().map_err(|error| format!("drafts: {error:?}"))?;
    let found: BTreeMap<_, _> = drafts.readable.iter().map(|(id, form)| (*id, form)).collect();
    let mut standing = BTreeMap::new();
    for ack in &acks.0 {
        match *ack {
            Ack::Draft(n) => {
                let id = workload::draft_of(n);
                let kept = found.get(&id).is_some_and(|form| ***form == workload::form(n));
                if n <= last && found.contains_key(&id) {
                    return Err(format!("the draft of save {n} is offered again"));
                }
                if n > last && !kept && !drafts.damaged.contains(&id) {
                    return Err(format!("the draft of save {n} is lost"));
                }
            }
            Ack::Standing(n) => {
                standing.insert(workload::slot(n), n);
            }
            Ack::Outbox(n) => {
                let (name, bytes) = workload::parcel(n);
                match store.files().get(&name) {
                    Ok(Some(found)) if *found == bytes => {}
                    Err(StoreError::Damaged { .. } | StoreError::Io { .. }) => {}
                    _ => return Err(format!("{name} is lost")),
                }
            }
            Ack::Made | Ack::Save(_) | Ack::Password => {}
        }
    }
    for (slot, n) in standing {
        let id = workload::standing(slot);
        // The next one may be written and not yet acknowledged.
        let is_one_of_them =
            |form: &[u8]| (n..=last + 8).any(|n| workload::slot(n) == slot && form == workload::form(n));
        if !drafts.damaged.contains(&id) && !found.get(&id).is_some_and(|form| is_one_of_them(form)) {
            return Err(format!("the form of save {n} that was not finished is lost"));
        }
    }
    Ok(())
}

/// Saves more, closes, opens again: nothing to be said any more.
fn goes_on(dir: &Path, mut store: Store) -> Result<(), String> {
    // A damaged draft or bundle stays until the worker removes it.
    let drafts = store.drafts().all().map_err(|error| format!("drafts: {error:?}"))?;
    drafts.damaged.iter().for_each(|id| drop(store.drafts().remove(*id)));
    for name in store.files().list().unwrap_or_default() {
        if store.files().get(&name).is_err() {
            store.files().remove(&name).map_err(|error| format!("outbox: {error:?}"))?;
        }
    }
    workload::steps(&mut store, 2, &mut |_| ()).map_err(|error| format!("no further save: {error:?}"))?;
    let last = store.next_seq() - 1;
    store.close().map_err(|error| format!("no close: {error:?}"))?;
    let acks = Acks(vec![Ack::Made, Ack::Save(last)]);
    let again = opened(dir, &acks).map_err(|error| format!("the second time: {error:?}"))?;
    let (store, opening, shown) = again.ok_or("the second time there is no store")?;
    if !opening.notices.is_empty() || opening.read_only {
        return Err(format!("the second time: {opening:?}"));
    }
    compare(&store, &acks, &shown).map_err(|lost| format!("the second time: {lost}"))?;
    let report = store.check().map_err(|error| format!("check: {error:?}"))?;
    if !report.is_good || !report.journal.is_complete {
        return Err(format!("check: {report:?}"));
    }
    store.close().map_err(|error| format!("no second close: {error:?}"))
}
