//! Opens what is left and compares it with what was acknowledged.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use simpul::store::{DamagedPlace, Opening, Store, StoreError, Tree};
use simpul::vault::{Credential, VaultError};

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
    if !acks.told.contains(&Ack::Made) && !Store::exists(dir) {
        return Ok(None);
    }
    match workload::open(dir, &workload::new_password()) {
        Err(StoreError::Vault(VaultError::WrongSecret)) if !acks.told.contains(&Ack::Password) => {
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
    let codes: Vec<_> = opening.notices.iter().map(|notice| notice.code).collect();
    let mut lost = Vec::new();
    for told in acks.ends() {
        match compare(dir, &store, &told, shown) {
            Ok(()) if opening.read_only => {
                return Verdict::Named(format!("all there, but read-only: {codes:?} {:?}", opening.missing));
            }
            Ok(()) => {
                return match goes_on(dir, &told, store) {
                    Ok(again) if again.is_empty() => Verdict::Whole,
                    Ok(again) if again.iter().all(|code| codes.contains(code)) => {
                        Verdict::Named(format!("all there, but said each time: {again:?}"))
                    }
                    Ok(again) => Verdict::Silent(format!("{codes:?}, the second time: {again:?}")),
                    Err(what) => Verdict::Silent(format!("{what} (opened with {codes:?})")),
                };
            }
            Err(what) => lost.push(what),
        }
    }
    let lost = lost.join(", or: ");
    if opening.read_only && !opening.missing.is_empty() {
        return Verdict::Named(format!("{codes:?} {:?}: {lost}", opening.missing));
    }
    // Said to be lost is then everything after that save, and nothing else may be.
    let newest = store.next_seq() - 1;
    let said = opening.notices.iter().find(|notice| notice.code == "last-save-uncertain");
    let fewer = up_to(acks, newest);
    if said.is_some_and(|notice| notice.args.contains(&("save", newest.to_string())))
        && compare(dir, &store, &fewer, shown).is_ok()
    {
        return match goes_on(dir, &fewer, store) {
            Ok(again) if again.is_empty() => Verdict::Named(format!("{codes:?}: {lost}")),
            other => Verdict::Silent(format!("{other:?} (opened with {codes:?})")),
        };
    }
    Verdict::Silent(format!("{lost} (opened with {codes:?} {:?})", opening.missing))
}

/// Without the saves after this one, and without the forms that became of them.
fn up_to(acks: &Acks, last: u64) -> Vec<Ack> {
    let mut told = acks.told.clone();
    let saved = acks.told.contains(&Ack::Save(last + 1));
    told.retain(|ack| !matches!(ack, Ack::Save(n) | Ack::Draft(n) if *n > last && saved));
    told
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

fn compare(dir: &Path, store: &Store, told: &[Ack], shown: &Shown) -> Result<(), String> {
    let mut held = Held::after(told);
    let (last, acknowledged) = (store.next_seq() - 1, held.saves);
    if last != acknowledged && last != acknowledged + 1 {
        return Err(format!("save {acknowledged} was acknowledged, the last is {last}"));
    }
    held.go_on_to(last);
    let mut found = everything(store).map_err(|error| format!("reading: {error:?}"))?;
    let bulky: Vec<_> = held.values.keys().filter(|(tree, _)| *tree == BULKY).cloned().collect();
    for place in bulky {
        let value = store.get(BULKY, &place.1).map_err(|error| format!("reading: {error:?}"))?;
        found.extend(value.map(|value| (place, value)));
    }
    for ((tree, key), content) in &held.values {
        let name = String::from_utf8_lossy(key);
        match found.get(&(*tree, key.clone())) {
            None => return Err(format!("{tree:?} {name} is missing after {last}")),
            Some(bytes) if *bytes != content.bytes() => {
                return Err(format!("{tree:?} {name} is another value after {last}"));
            }
            Some(_) => {}
        }
    }
    if found.len() != held.values.len() {
        return Err(format!("{} values more than after {last}", found.len() - held.values.len()));
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
    if held.is_set_aside && Store::set_aside(dir).is_empty() {
        return Err("what was set aside is lost".to_owned());
    }
    files(dir, store, &held)
}

/// Drafts, bundles and snapshots: those acknowledged are there as they were written, or the store says which are damaged.
fn files(dir: &Path, store: &Store, held: &Held) -> Result<(), String> {
    let drafts = store.drafts().all().map_err(|error| format!("drafts: {error:?}"))?;
    let found: BTreeMap<_, _> = drafts.readable.iter().map(|(id, form)| (*id, form)).collect();
    let last = held.saves;
    let mut standing = BTreeMap::new();
    for ack in &held.files {
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
            Ack::Snapshot(n) => snapshot(dir, store, n)?,
            _ => {}
        }
    }
    for (slot, n) in standing {
        let id = workload::standing(slot);
        // The next one may be written and not yet acknowledged.
        let is_one_of_them = |form: &[u8]| {
            (n..=n.max(last) + 8).any(|n| workload::slot(n) == slot && form == workload::form(n))
        };
        if !drafts.damaged.contains(&id) && !found.get(&id).is_some_and(|form| is_one_of_them(form)) {
            return Err(format!("the form of save {n} that was not finished is lost"));
        }
    }
    Ok(())
}

/// It is there, and can be restored from with the password of its time.
fn snapshot(dir: &Path, store: &Store, n: u64) -> Result<(), String> {
    let snapshots = store.snapshots();
    let found = snapshots.iter().find(|snapshot| snapshot.seq == n).ok_or(format!("snapshot {n} is lost"))?;
    let content = Store::look_into(
        dir,
        &found.path,
        Credential::Password(&workload::password()),
        &mut |_| (),
        &|_, _| false,
    );
    match content {
        Ok(content) if content.seq == n => Ok(()),
        Err(StoreError::Damaged { .. } | StoreError::NotABackup) => Ok(()),
        other => Err(format!("snapshot {n}: {other:?}")),
    }
}

/// Saves more, closes, opens again; gives what is said then, which should be nothing any more.
fn goes_on(dir: &Path, told: &[Ack], mut store: Store) -> Result<Vec<&'static str>, String> {
    // A damaged draft or bundle stays until the worker removes it.
    let drafts = store.drafts().all().map_err(|error| format!("drafts: {error:?}"))?;
    drafts.damaged.iter().for_each(|id| drop(store.drafts().remove(*id)));
    for name in store.files().list().unwrap_or_default() {
        if store.files().get(&name).is_err() {
            store.files().remove(&name).map_err(|error| format!("outbox: {error:?}"))?;
        }
    }
    // That of the save that was under way when it stopped.
    let mut told = told.to_vec();
    let last = store.next_seq() - 1;
    told.push(Ack::Save(last));
    told.retain(|ack| !matches!(ack, Ack::Outbox(_) | Ack::Standing(_) | Ack::Snapshot(_)));
    workload::steps(&mut store, 2, &mut |ack| told.push(ack))
        .map_err(|error| format!("no further save: {error:?}"))?;
    store.close().map_err(|error| format!("no close: {error:?}"))?;
    let acks = Acks { told, maybe: None };
    let again = opened(dir, &acks).map_err(|error| format!("the second time: {error:?}"))?;
    let (store, opening, shown) = again.ok_or("the second time there is no store")?;
    if opening.read_only {
        return Err(format!("the second time: {opening:?}"));
    }
    let said: Vec<_> = opening.notices.iter().map(|notice| notice.code).collect();
    compare(dir, &store, &acks.told, &shown).map_err(|lost| format!("the second time: {lost}"))?;
    let report = store.check().map_err(|error| format!("check: {error:?}"))?;
    // A draft or bundle that can't even be removed is named there, and so is a damaged backup: nothing hangs on it as long
    // as the store is whole, and it is not read before.
    let is_file = |place: &DamagedPlace| {
        matches!(place, DamagedPlace::Drafts | DamagedPlace::Outbox | DamagedPlace::Backup)
    };
    if said.is_empty() && !report.damaged.iter().all(is_file) || !report.journal.is_complete {
        return Err(format!("check: {report:?}"));
    }
    store.close().map_err(|error| format!("no second close: {error:?}"))?;
    Ok(said)
}
